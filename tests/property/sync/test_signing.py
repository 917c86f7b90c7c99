"""The terminal's signature is the one that the library makes."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from http_message_signatures import HTTPMessageSigner, MappingKeyResolver
from http_message_signatures.algorithms import ED25519
from hypothesis import given
from hypothesis import strategies as st

from sync.contract import SIGNATURE_LABEL, SIGNED_COMPONENTS
from sync.signing import TerminalKey

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PIECES = st.sampled_from(["a", "Z", "0", "-", ".", "_", "~", "%2F", "%E4"])
TIMES = st.datetimes(datetime(1971, 1, 1), datetime(2400, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 # Hypothesis adds it


@dataclass(slots=True)
class Request:
    """The shape that the library reads and completes."""

    method: str
    url: str
    headers: dict[str, str]


def signed_by_library(terminal_id: str, request: Request, body: bytes, at: datetime) -> dict[str, str]:
    request.headers["Date"] = format_datetime(at, usegmt=True)
    keys = MappingKeyResolver(public_keys={}, private_keys={terminal_id: KEY})
    HTTPMessageSigner(signature_algorithm=ED25519, key_resolver=keys).sign(
        request,
        key_id=terminal_id,
        created=at,
        label=SIGNATURE_LABEL,
        covered_component_ids=SIGNED_COMPONENTS,
        body=body,
    )
    return request.headers


@given(
    terminal_id=st.text("abcdefghijkz0189._:-", min_size=1, max_size=40),
    method=st.sampled_from(["GET", "HEAD", "POST", "PATCH", "DELETE"]),
    target=st.tuples(
        st.lists(PIECES, max_size=6).map(lambda pieces: "/v1/" + "".join(pieces)),
        st.none() | st.lists(PIECES | st.sampled_from(["=", "&"]), max_size=6).map("".join),
    ),
    body=st.binary(max_size=200),
    at=TIMES,
)
def test_any_request(terminal_id: str, method: str, target: tuple[str, str | None], body: bytes, at: datetime) -> None:
    path, query = target
    url = "https://province.example" + path + ("" if query is None else f"?{query}")
    headers = {"Accept": "application/json"}

    ours = TerminalKey(KEY).signer_for(terminal_id).sign(method, url, headers, body, at)

    assert ours == signed_by_library(terminal_id, Request(method, url, dict(headers)), body, at)
    assert headers == {"Accept": "application/json"}
