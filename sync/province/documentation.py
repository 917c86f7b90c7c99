"""What the generated OpenAPI document says about each call, beyond what the answer models say.

Invariants:
- Schemas are references to the models of ``sync.contract``; nothing is written twice.
"""

from dataclasses import dataclass
from typing import Any, TypedDict

from sync.contract import SIGNATURE_WINDOW_SECONDS, SIGNED_COMPONENTS

SCHEMAS = "#/components/schemas/"
SIGNATURE_SCHEME = "terminalSignature"
SIGNATURE_DESCRIPTION = (
    f"HTTP message signature (RFC 9421, ed25519) over {', '.join(SIGNED_COMPONENTS)}; keyid is the terminal id, "
    f"created lies within {SIGNATURE_WINDOW_SECONDS} s of the province's clock, Content-Digest (RFC 9530) is sha-256."
)
_PROBLEM = {"content": {"application/problem+json": {"schema": {"$ref": f"{SCHEMAS}Problem"}}}}

JsonMapping = dict[str, Any]
"""A piece of the document: OpenAPI is open-ended JSON, which has no tighter type."""


class RouteKeywords(TypedDict):
    """The keywords of FastAPI's route decorators that are used here."""

    summary: str
    openapi_extra: JsonMapping
    responses: dict[int | str, JsonMapping]


@dataclass(frozen=True, slots=True)
class RouteDoc:
    """One call. ``request_model`` names the body's schema, ``headers`` are (name, required, description)."""

    summary: str
    request_model: str | None = None
    request_type: str = "application/json"
    headers: tuple[tuple[str, bool, str], ...] = ()
    answer_headers: tuple[tuple[str, str], ...] = ()
    status: int = 200
    signed: bool = True

    def for_route(self) -> RouteKeywords:
        """To be unpacked into a route decorator."""
        extra: JsonMapping = {"security": [{SIGNATURE_SCHEME: []}] if self.signed else []}
        if self.headers:
            extra["parameters"] = [_parameter(*header) for header in self.headers]
        if self.request_model is not None:
            schema = {"$ref": SCHEMAS + self.request_model}
            extra["requestBody"] = {"required": True, "content": {self.request_type: {"schema": schema}}}
        elif self.request_type != "application/json":
            extra["requestBody"] = {"required": True, "content": {self.request_type: {}}}
        answered = {name: {"description": text, "schema": {"type": "string"}} for name, text in self.answer_headers}
        responses: dict[int | str, JsonMapping] = {
            self.status: {"description": "Done", "headers": answered},
            "4XX": {"description": "Refused", **_PROBLEM},
            "5XX": {"description": "Not now; see Retry-After", **_PROBLEM},
        }
        return RouteKeywords(summary=self.summary, openapi_extra=extra, responses=responses)


def _parameter(name: str, required: bool, description: str) -> JsonMapping:
    return {
        "name": name,
        "in": "header",
        "required": required,
        "description": description,
        "schema": {"type": "string"},
    }


_TUS = ("Tus-Resumable", True, "1.0.0")
_OFFSET = ("Upload-Offset", "bytes that are safe")

ENROLMENT = RouteDoc(
    "Enrol a terminal with a one-time code; the same code and key get the same answer again, a fresh code renews it",
    request_model="EnrolmentRequest",
    signed=False,
)
MESSAGES = RouteDoc(
    "Send a batch of messages, each of which is received, known already, or rejected by itself",
    request_model="MessageBatch",
    headers=(("Content-Encoding", False, "gzip or zstd"),),
)
RECEIPTS = RouteDoc("Receipts that the terminal may have missed")
POLICY = RouteDoc(
    "The newest policy pack, signed; 304 when its digest is the one in If-None-Match, 404 while there is none",
    headers=(("If-None-Match", False, "the ETag of the pack that is known"), ("Accept-Encoding", False, "zstd, gzip")),
    answer_headers=(("ETag", "the pack's digest, in quotes"), ("Content-Encoding", "zstd or gzip")),
)
CHANGES = RouteDoc("What the province tells this outlet, in order and signed one by one; kinds are open")
EVIDENCE_OPTIONS = RouteDoc("What this tus server can do", status=204, signed=False)
EVIDENCE_CREATION = RouteDoc(
    "Begin an upload (tus creation); for a file that has arrived, its finished upload",
    headers=(
        _TUS,
        ("Upload-Length", True, "bytes"),
        ("Upload-Metadata", True, "evidence_id, message_id, sha256, media_type (tus: base64 values)"),
    ),
    answer_headers=(("Location", "the upload"), _OFFSET),
    status=201,
)
EVIDENCE_OFFSET = RouteDoc(
    "How far an upload is (tus core)",
    headers=(_TUS,),
    answer_headers=(_OFFSET, ("Upload-Length", "bytes")),
)
EVIDENCE_CHUNK = RouteDoc(
    "Send a chunk (tus core and checksum); 409 another offset, 460 wrong checksum, 422 the whole file is another",
    request_type="application/offset+octet-stream",
    headers=(_TUS, ("Upload-Offset", True, "bytes"), ("Upload-Checksum", False, "sha256 or sha1, base64")),
    answer_headers=(_OFFSET,),
    status=204,
)
EVIDENCE_TERMINATION = RouteDoc("Give an upload up (tus termination)", headers=(_TUS,), status=204)

SEALING_KEY = RouteDoc("The key to which bundles are sealed (HPKE, RFC 9180), signed with a pinned receipt key")
BUNDLE_OPTIONS = RouteDoc("What this tus server can do with bundles", status=204, signed=False)
BUNDLE_CREATION = RouteDoc(
    "Bring a part of a sealed bundle, any terminal's (tus creation); the same part again gives the same upload",
    headers=(
        _TUS,
        ("Upload-Length", True, "bytes"),
        ("Upload-Metadata", True, "sha256 of the part (tus: a base64 value, of lower-case hex)"),
    ),
    answer_headers=(("Location", "the upload"), _OFFSET),
    status=201,
)
BUNDLE_CHUNK = RouteDoc(
    "Send a chunk of a part (tus core and checksum); 409 another offset, 460 wrong checksum",
    request_type="application/offset+octet-stream",
    headers=(_TUS, ("Upload-Offset", True, "bytes"), ("Upload-Checksum", False, "sha256 or sha1, base64")),
    answer_headers=(_OFFSET,),
    status=204,
)
BUNDLE_STATUS = RouteDoc("What became of a part, in numbers; the carrier learns nothing of its content")
BUNDLE_RECEIPTS = RouteDoc("The sender's receipts from those of this part on, to carry back; none before it is taken")
