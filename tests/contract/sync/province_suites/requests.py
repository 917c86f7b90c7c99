"""Who may speak, and what every answer carries."""

from base64 import b64encode
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha512

import pytest
from http_message_signatures import HTTPMessageSigner, MappingKeyResolver
from http_message_signatures.algorithms import ED25519

from sync.contract import SIGNATURE_LABEL, SIGNED_COMPONENTS
from sync.province.serve import EmbeddedProvince
from sync.province.signatures import WireRequest
from sync.signing import TerminalKey
from sync.words import Outcome, ProblemCode
from tests.contract.sync.province_suites.base import ProvinceSuite
from tests.support.province import SignedClient, batch_body, unsigned


def resigned(
    client: SignedClient,
    *,
    components: tuple[str, ...] = SIGNED_COMPONENTS,
    label: str = SIGNATURE_LABEL,
    headers: dict[str, str] | None = None,
    expires: datetime | None = None,
) -> dict[str, str]:
    """A signature for ``GET /v1/receipts`` that differs from the contract's in one way."""
    now = datetime.now(UTC)
    request = _Plain("GET", f"{client.url}/v1/receipts", {"Date": format_datetime(now, usegmt=True)} | (headers or {}))
    keys = MappingKeyResolver(public_keys={}, private_keys={client.identity.terminal_id: client.key._private})
    HTTPMessageSigner(signature_algorithm=ED25519, key_resolver=keys).sign(
        request,
        key_id=client.identity.terminal_id,
        created=now,
        expires=expires,
        label=label,
        covered_component_ids=components,
        # With a body the library covers its digest by itself.
        body=None if headers or "content-digest" not in components else b"",
        use_existing_digest=bool(headers),
    )
    return request.headers


class _Plain:
    def __init__(self, method: str, url: str, headers: dict[str, str]) -> None:
        self.method = method
        self.url = url
        self.headers = headers


class RequestSuite(ProvinceSuite):
    def test_a_request_without_a_signature_is_refused(self, province: EmbeddedProvince) -> None:
        reply = unsigned("GET", f"{province.url}/v1/receipts")
        assert (reply.status, reply.problem.code) == (401, ProblemCode.SIGNATURE_MISSING)
        assert reply.headers["WWW-Authenticate"] == "Signature"

    def test_a_changed_body_is_refused_and_not_kept(self, client: SignedClient) -> None:
        message = client.freeze()
        body = batch_body([message.body])
        headers = client.signed_headers("POST", f"{client.url}/v1/messages", {}, body)
        changed = body.replace(b"document_missing", b"document_expired")
        assert len(changed) == len(body)
        reply = unsigned("POST", f"{client.url}/v1/messages", changed, headers)
        assert (reply.status, reply.problem.code) == (401, ProblemCode.SIGNATURE_INVALID)
        assert client.receipts().receipts == []

    @pytest.mark.parametrize(
        ("method", "path"), [("GET", "/v1/receipts?after=1"), ("POST", "/v1/receipts"), ("GET", "/v1/messages")]
    )
    def test_a_signature_fits_one_method_path_and_query(self, client: SignedClient, method: str, path: str) -> None:
        headers = client.signed_headers("GET", f"{client.url}/v1/receipts", {}, b"")
        reply = unsigned(method, f"{client.url}{path}", b"", headers)
        assert reply.status in {401, 405}
        assert reply.problem.code in {ProblemCode.SIGNATURE_INVALID, ProblemCode.MALFORMED}

    @pytest.mark.parametrize("error", [timedelta(minutes=-6), timedelta(minutes=6), timedelta(days=-3650)])
    def test_a_clock_that_is_off_is_told_so_and_by_how_much(self, client: SignedClient, error: timedelta) -> None:
        client.clock_error = error
        reply = client.call("GET", "/v1/receipts")
        assert (reply.status, reply.problem.code) == (401, ProblemCode.DATE_OUT_OF_WINDOW)
        assert abs(parsedate_to_datetime(reply.headers["Date"]) - datetime.now(UTC)) < timedelta(minutes=1)

    def test_a_clock_within_the_window_is_good(self, client: SignedClient) -> None:
        client.clock_error = timedelta(minutes=4)
        assert client.call("GET", "/v1/receipts").status == 200

    def test_a_date_that_differs_from_the_signing_time_is_refused(self, client: SignedClient) -> None:
        old = format_datetime(datetime.now(UTC) - timedelta(days=1), usegmt=True)
        url = f"{client.url}/v1/receipts"
        empty = client.signed_headers("GET", url, {}, b"")["Content-Digest"]
        reply = unsigned("GET", url, b"", resigned(client, headers={"Date": old, "Content-Digest": empty}))
        assert (reply.status, reply.problem.code) == (401, ProblemCode.DATE_OUT_OF_WINDOW)

    def test_an_expired_signature_is_refused(self, client: SignedClient) -> None:
        headers = resigned(client, expires=datetime.now(UTC) - timedelta(seconds=30))
        reply = unsigned("GET", f"{client.url}/v1/receipts", b"", headers)
        assert (reply.status, reply.problem.code) == (401, ProblemCode.DATE_OUT_OF_WINDOW)

    def test_the_resigned_request_is_good_when_nothing_differs(self, client: SignedClient) -> None:
        assert unsigned("GET", f"{client.url}/v1/receipts", b"", resigned(client)).status == 200

    @pytest.mark.parametrize("left_out", SIGNED_COMPONENTS)
    def test_every_component_of_the_contract_must_be_covered(self, client: SignedClient, left_out: str) -> None:
        components = tuple(name for name in SIGNED_COMPONENTS if name != left_out)
        reply = unsigned("GET", f"{client.url}/v1/receipts", b"", resigned(client, components=components))
        assert (reply.status, reply.problem.code) == (401, ProblemCode.SIGNATURE_INVALID)

    def test_another_label_is_refused(self, client: SignedClient) -> None:
        reply = unsigned("GET", f"{client.url}/v1/receipts", b"", resigned(client, label="other"))
        assert (reply.status, reply.problem.code) == (401, ProblemCode.SIGNATURE_INVALID)

    def test_another_digest_algorithm_is_refused(self, client: SignedClient) -> None:
        digest = {"Content-Digest": f"sha-512=:{b64encode(sha512(b'').digest()).decode()}:"}
        reply = unsigned("GET", f"{client.url}/v1/receipts", b"", resigned(client, headers=digest))
        assert (reply.status, reply.problem.code) == (401, ProblemCode.SIGNATURE_INVALID)

    def test_another_terminals_key_is_refused(self, client: SignedClient, stranger: SignedClient) -> None:
        impostor = SignedClient(client.url, stranger.key, client.identity)
        reply = impostor.call("GET", "/v1/receipts")
        assert (reply.status, reply.problem.code) == (401, ProblemCode.SIGNATURE_INVALID)
        impostor.close()

    def test_an_unknown_terminal_is_refused(self, client: SignedClient) -> None:
        identity = client.identity.model_copy(update={"terminal_id": "t-nobody"})
        with SignedClient(client.url, TerminalKey.generate(), identity) as nobody:
            reply = nobody.call("GET", "/v1/receipts")
        assert (reply.status, reply.problem.code) == (401, ProblemCode.TERMINAL_UNKNOWN)

    def test_a_revoked_terminal_is_refused_at_once(self, province: EmbeddedProvince, client: SignedClient) -> None:
        client.delivered()
        province.revoke(client.identity.terminal_id)
        reply = client.call("GET", "/v1/receipts")
        assert (reply.status, reply.problem.code) == (403, ProblemCode.TERMINAL_REVOKED)

    def test_a_replayed_request_changes_nothing(self, client: SignedClient) -> None:
        message = client.freeze()
        body = batch_body([message.body])
        url = f"{client.url}/v1/messages"
        headers = client.signed_headers("POST", url, {}, body)
        first, second = (unsigned("POST", url, body, headers).batch.results[0] for _ in range(2))
        assert (first.outcome, second.outcome) == (Outcome.RECEIVED, Outcome.DUPLICATE)
        assert first.receipt == second.receipt

    @pytest.mark.parametrize(
        ("method", "path", "status", "code"),
        [
            ("GET", "/", 404, ProblemCode.NOT_FOUND),
            ("GET", "/v1/policies", 404, ProblemCode.NOT_FOUND),
            ("GET", "/v1/changes?cursor=-1", 422, ProblemCode.MALFORMED),
            ("GET", "/v1/changes?limit=201", 422, ProblemCode.MALFORMED),
            ("POST", "/v1/parcels", 404, ProblemCode.NOT_FOUND),
            ("PUT", "/v1/messages", 405, ProblemCode.MALFORMED),
            ("GET", "/v1/receipts?after=-1", 422, ProblemCode.MALFORMED),
            ("GET", "/v1/receipts?after=x", 422, ProblemCode.MALFORMED),
            ("GET", "/v1/receipts?limit=501", 422, ProblemCode.MALFORMED),
            ("POST", "/v1/messages", 401, ProblemCode.SIGNATURE_MISSING),
        ],
    )
    def test_every_error_is_a_problem_with_the_standard_headers(
        self, province: EmbeddedProvince, method: str, path: str, status: int, code: ProblemCode
    ) -> None:
        reply = unsigned(method, f"{province.url}{path}", b"x" * 100_000)
        assert (reply.status, reply.problem.code, reply.problem.status) == (status, code, status)
        assert reply.headers["Cache-Control"] == "no-store"
        assert reply.headers["Date"].count(",") == 1  # one Date, not two

    def test_a_good_answer_has_the_standard_headers_too(self, client: SignedClient) -> None:
        reply = client.call("GET", "/v1/receipts")
        assert reply.headers["Cache-Control"] == "no-store"
        assert parsedate_to_datetime(reply.headers["Date"]).tzinfo is not None


def test_a_wire_request_shows_nothing_of_its_content() -> None:
    from starlette.datastructures import Headers

    request = WireRequest("POST", "/v1/messages", Headers({"Signature": "secret"}), b"secret")
    assert "secret" not in repr(request)
