"""The client side of tus 1.0.0 for evidence files and bundles: creation, HEAD, PATCH with checksum.

Invariants:
- An upload is known by its path on the province's own origin, so that it survives a change of the province's address.
- Every answer must say ``Tus-Resumable: 1.0.0`` or be a problem document of the contract.
- The offset that counts is the province's.
"""

import base64
import hashlib
from collections.abc import Mapping
from urllib.parse import urlsplit

from sync.errors import SyncError, SyncFault
from sync.ports import OutboxEvidence
from sync.transport.judging import refusal
from sync.transport.session import ProvinceSession, RawAnswer

EVIDENCE_PATH = "/v1/evidence"
_VERSION = {"Tus-Resumable": "1.0.0"}


class TusClient:
    """Uploads over one province session."""

    def __init__(self, session: ProvinceSession, path: str = EVIDENCE_PATH) -> None:
        self._session = session
        self._path = path

    def begin(self, evidence: OutboxEvidence) -> str:
        """Create the upload; returns its path on the province's origin."""
        return self._created(creation_headers(evidence))

    def create(self, size: int, metadata: Mapping[str, str]) -> str:
        """As :meth:`begin`, for a file of ``size`` bytes that is described otherwise."""
        return self._created({**_VERSION, "Upload-Length": str(size), "Upload-Metadata": _encoded(metadata)})

    def _created(self, headers: dict[str, str]) -> str:
        answer = self._call("POST", self._session.address(self._path), headers, expected=(201,))
        location = answer.headers.get("Location")
        if not location:
            raise SyncError(SyncFault.NOT_OUR_PROVINCE, "no location")
        parts = urlsplit(self._session.upload_address(location))
        return parts.path + (f"?{parts.query}" if parts.query else "")

    def offset(self, upload_url: str) -> int:
        """How many bytes the province has. Raises SyncError(UPLOAD_GONE)."""
        return _offset(self._call("HEAD", self._session.upload_address(upload_url), {}, expected=(200, 204)))

    def send_chunk(self, upload_url: str, offset: int, chunk: bytes) -> int:
        """Append ``chunk`` at ``offset``; returns the new offset."""
        url = self._session.upload_address(upload_url)
        reached = _offset(self._call("PATCH", url, chunk_headers(offset, chunk), chunk, expected=(200, 204)))
        if not offset <= reached <= offset + len(chunk):
            raise SyncError(SyncFault.NOT_OUR_PROVINCE, "offset")
        return reached

    def _call(
        self, method: str, url: str, headers: dict[str, str], body: bytes = b"", *, expected: tuple[int, ...]
    ) -> RawAnswer:
        answer = self._session.call(method, url, {**_VERSION, **headers}, body)
        speaks_tus = answer.headers.get("Tus-Resumable") == _VERSION["Tus-Resumable"]
        if speaks_tus and answer.status in expected:
            self._session.trust_clock_of(answer)
            return answer
        if answer.status < 400:
            raise SyncError(SyncFault.NOT_OUR_PROVINCE, f"status {answer.status}")
        raise self._refused(answer, speaks_tus=speaks_tus)

    def _refused(self, answer: RawAnswer, *, speaks_tus: bool) -> SyncError:
        """The province's own word first; then what tus says by status alone (an answer to HEAD has no body)."""
        error = refusal(self._session, answer)
        ours = speaks_tus or answer.media_type == "application/problem+json"
        if error.fault is SyncFault.EVIDENCE_REFUSED or not ours:
            return error
        match answer.status:
            case 404 | 410:
                fault = SyncFault.UPLOAD_GONE
            case 409 | 423:
                # Our offset is old, or an earlier request still holds the upload: ask where it stands.
                fault = SyncFault.ANSWER_LOST
            case 400 | 413 | 415 | 422 | 460:
                fault = SyncFault.REQUEST_REFUSED
            case 401 | 403 if error.fault is SyncFault.NOT_OUR_PROVINCE:
                fault = SyncFault.CREDENTIALS_REFUSED
            case 412:
                fault = SyncFault.INCOMPATIBLE
            case _:
                fault = error.fault
        return SyncError(fault, error.detail, retry_after=error.retry_after, problem_code=error.problem_code)


def creation_headers(evidence: OutboxEvidence) -> dict[str, str]:
    """What tus wants to know of a new upload."""
    return {**_VERSION, "Upload-Length": str(evidence.size), "Upload-Metadata": _metadata(evidence)}


def chunk_headers(offset: int, chunk: bytes) -> dict[str, str]:
    """What tus wants to know of a chunk, its SHA-256 included."""
    checksum = base64.b64encode(hashlib.sha256(chunk).digest()).decode("ascii")
    return {
        **_VERSION,
        "Content-Type": "application/offset+octet-stream",
        "Upload-Offset": str(offset),
        "Upload-Checksum": f"sha256 {checksum}",
    }


def _metadata(evidence: OutboxEvidence) -> str:
    pairs = {
        "evidence_id": evidence.evidence_id,
        "message_id": evidence.message_id,
        "sha256": evidence.sha256,
        "media_type": evidence.media_type,
    }
    return _encoded(pairs)


def _encoded(pairs: Mapping[str, str]) -> str:
    return ",".join(f"{name} {base64.b64encode(text.encode()).decode('ascii')}" for name, text in pairs.items())


def _offset(answer: RawAnswer) -> int:
    value = answer.headers.get("Upload-Offset", "")
    if not (value.isascii() and value.isdigit() and len(value) < 16):
        raise SyncError(SyncFault.NOT_OUR_PROVINCE, "no offset")
    return int(value)
