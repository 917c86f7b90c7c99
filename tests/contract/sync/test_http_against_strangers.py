"""The HTTP transport against everybody who is not our province, and against links that break.

Every answer is laid out byte by byte on a socket, so that no server library tidies it up.
"""

import gzip
import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from sync.contract import MAX_POLICY_BYTES, MAX_RECEIPT_PAGE
from sync.errors import SyncError, SyncFault
from sync.ports import OutboxEvidence
from sync.signing import TerminalKey
from sync.simulators.flaky_link import PORTAL_PAGE, closed_port
from sync.transport.http import HttpTransport
from sync.transport.session import MAX_ANSWER_BYTES, Timeouts
from sync.words import Environment, Kind
from tests.support.frozen_messages import MessageChain, refusal_payload
from tests.support.strangers import Stranger, answer, problem, read_request
from tests.support.sync_clocks import WallClock

QUICK = Timeouts(connect=2.0, answer=0.3, floor_bytes_per_second=1e6)
BODY = MessageChain().freeze(Kind.REFUSAL, refusal_payload(1)).body
FILE = OutboxEvidence("e1", "m1", "a" * 64, 10, "image/jpeg", 1)
GOOD_BATCH = json.dumps({"results": [], "server_time": "2026-03-02T01:00:00Z", "news": 1}).encode()


@contextmanager
def answering(raw: bytes, seen: list[bytes] | None = None) -> Iterator[HttpTransport]:
    """A transport to somebody who answers ``raw`` to the first request."""

    def behave(connection: socket.socket) -> None:
        request = read_request(connection)
        if seen is not None:
            seen.append(request)
        connection.sendall(raw)

    with Stranger(behave).running() as stranger, transport(stranger.url) as client:
        yield client


@contextmanager
def transport(url: str, *, timeouts: Timeouts = QUICK, clock: WallClock | None = None) -> Iterator[HttpTransport]:
    client = HttpTransport(
        url,
        "terminal-1",
        TerminalKey.generate(),
        environment=Environment.TRAINING,
        clock=clock or WallClock(),
        timeouts=timeouts,
    )
    try:
        yield client
    finally:
        client.close()


def fault_of(call: Callable[[], object]) -> SyncError:
    with pytest.raises(SyncError) as caught:
        call()
    return caught.value


def test_a_batch_goes_out_as_it_was_frozen() -> None:
    seen: list[bytes] = []

    with answering(answer(200, GOOD_BATCH), seen) as client:
        client.send([BODY, BODY])

    head, _, body = seen[0].partition(b"\r\n\r\n")
    assert gzip.decompress(body) == b'{"messages":[' + BODY + b"," + BODY + b"]}"
    lines = head.decode().split("\r\n")
    assert lines[0] == "POST /v1/messages HTTP/1.1"
    assert "Content-Encoding: gzip" in lines
    assert {line.split(":")[0] for line in lines} >= {"Date", "Content-Digest", "Signature", "Signature-Input"}


@pytest.mark.parametrize(
    "raw",
    [
        PORTAL_PAGE,
        answer(200, b"<html>", "text/html"),
        answer(200, GOOD_BATCH, "text/html"),
        answer(200, b"{}", "application/json"),
        answer(200, b"not json"),
        answer(200, b""),
        answer(204),
        answer(200, GOOD_BATCH, ""),
        answer(302, Location="http://portal.example/login"),
        answer(307, Location="/v1/elsewhere"),
        answer(401, b"<html>", "text/html"),
        answer(403, b"blocked", "text/plain"),
        answer(404, b"<html>", "text/html"),
        answer(407, b"proxy", "text/plain"),
        answer(400, b"{}", "application/problem+json"),
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        answer(200, b"\x1f\x8bnot gzip", Content_Encoding="gzip"),
    ],
)
def test_whoever_does_not_speak_the_contract_is_not_our_province(raw: bytes) -> None:
    with answering(raw) as client:
        error = fault_of(lambda: client.send([BODY]))

        assert error.fault is SyncFault.NOT_OUR_PROVINCE
        assert client.clock_offset_ms is None


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (problem(400, "malformed"), SyncFault.REQUEST_REFUSED),
        (problem(413, "too_large"), SyncFault.REQUEST_REFUSED),
        (problem(422, "payload_invalid"), SyncFault.REQUEST_REFUSED),
        (problem(422, "a code of tomorrow"), SyncFault.REQUEST_REFUSED),
        (problem(415, "unsupported_encoding"), SyncFault.INCOMPATIBLE),
        (problem(400, "contract_too_old"), SyncFault.INCOMPATIBLE),
        (problem(404, "not_found"), SyncFault.INCOMPATIBLE),
        (problem(418, "a code of tomorrow"), SyncFault.INCOMPATIBLE),
        (problem(401, "signature_invalid"), SyncFault.CREDENTIALS_REFUSED),
        (problem(401, "a code of tomorrow"), SyncFault.CREDENTIALS_REFUSED),
        (problem(403, "terminal_revoked"), SyncFault.CREDENTIALS_REFUSED),
        (problem(401, "date_out_of_window"), SyncFault.CLOCK_REFUSED),
        (problem(429, "throttled"), SyncFault.THROTTLED),
        (answer(429, b"slow down", "text/plain"), SyncFault.THROTTLED),
        (problem(503, "unavailable", Retry_After="5"), SyncFault.THROTTLED),
        (answer(503, b"<html>", "text/html", Retry_After="5"), SyncFault.THROTTLED),
        (problem(503, "unavailable"), SyncFault.PROVINCE_FAILED),
        (problem(500, "unavailable"), SyncFault.PROVINCE_FAILED),
        (problem(500, "a code of tomorrow"), SyncFault.PROVINCE_FAILED),
        (answer(500, b"<html>", "text/html"), SyncFault.PROVINCE_FAILED),
        (answer(502, b"<html>", "text/html"), SyncFault.ANSWER_LOST),
        (answer(504, b"<html>", "text/html"), SyncFault.ANSWER_LOST),
    ],
)
def test_a_refusal_says_why(raw: bytes, fault: SyncFault) -> None:
    with answering(raw) as client:
        assert fault_of(lambda: client.send([BODY])).fault is fault


def test_a_problem_code_is_kept() -> None:
    with answering(problem(403, "terminal_revoked")) as client:
        assert fault_of(lambda: client.receipts_after(0, MAX_RECEIPT_PAGE)).problem_code == "terminal_revoked"


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry_After": "120"}, timedelta(seconds=120)),
        ({"Retry_After": "0"}, timedelta()),
        (
            {"Retry_After": "Mon, 02 Mar 2026 01:02:00 GMT", "Date": "Mon, 02 Mar 2026 01:00:00 GMT"},
            timedelta(minutes=2),
        ),
        ({"Retry_After": "Mon, 02 Mar 2026 00:00:00 GMT", "Date": "Mon, 02 Mar 2026 01:00:00 GMT"}, timedelta()),
        ({"Retry_After": "soon"}, None),
        ({"Retry_After": "-3"}, None),
        ({"Retry_After": "9" * 40}, None),
        ({}, None),
    ],
)
def test_retry_after_is_read_from_seconds_and_from_a_date(headers: dict[str, str], wait: timedelta | None) -> None:
    with answering(problem(429, "throttled", **headers)) as client:
        assert fault_of(lambda: client.send([BODY])).retry_after == wait


def test_a_refused_clock_says_by_how_much() -> None:
    province_time = datetime.now(UTC) - timedelta(hours=3)
    raw = problem(401, "date_out_of_window", Date=format_datetime(province_time, usegmt=True))

    with answering(raw) as client:
        error = fault_of(lambda: client.send([BODY]))

    assert error.clock_offset_ms is not None
    assert abs(error.clock_offset_ms - 3 * 3_600_000) < 5000


def test_the_clock_offset_comes_from_contract_answers_only() -> None:
    stated = format_datetime(datetime.now(UTC) + timedelta(minutes=1), usegmt=True)

    with answering(answer(200, GOOD_BATCH, Date=stated)) as client:
        client.send([BODY])
        assert client.clock_offset_ms is not None
        assert abs(client.clock_offset_ms + 60_000) < 5000
    with answering(answer(200, b"<html>", "text/html", Date=stated)) as client:
        fault_of(lambda: client.send([BODY]))
        assert client.clock_offset_ms is None


@pytest.mark.parametrize("date", ["", "yesterday", "Mon, 99 Foo 2026"])
def test_an_odd_date_gives_no_offset(date: str) -> None:
    with answering(answer(200, GOOD_BATCH, Date=date)) as client:
        client.send([BODY])

        assert client.clock_offset_ms is None


def test_nobody_listening_is_unreachable() -> None:
    with transport(f"http://127.0.0.1:{closed_port()}") as client:
        assert fault_of(lambda: client.send([BODY])).fault is SyncFault.UNREACHABLE
        assert fault_of(lambda: client.receipts_after(0, MAX_RECEIPT_PAGE)).fault is SyncFault.UNREACHABLE


def test_an_unknown_name_is_told_apart() -> None:
    client = HttpTransport(
        "https://province.invalid", None, None, environment=Environment.PRODUCTION, clock=WallClock(), timeouts=QUICK
    )

    assert fault_of(lambda: client.receipts_after(0, MAX_RECEIPT_PAGE)).fault is SyncFault.NAME_UNRESOLVED
    client.close()


def test_an_answer_that_never_comes_is_lost() -> None:
    def behave(connection: socket.socket) -> None:
        read_request(connection)
        stranger.done.wait(5)

    stranger = Stranger(behave)
    with stranger.running(), transport(stranger.url) as client:
        assert fault_of(lambda: client.send([BODY])).fault is SyncFault.ANSWER_LOST


def test_a_connection_that_closes_without_an_answer_has_lost_it() -> None:
    def read_and_close(connection: socket.socket) -> None:
        read_request(connection)

    with Stranger(read_and_close).running() as stranger, transport(stranger.url) as client:
        assert fault_of(lambda: client.send([BODY])).fault is SyncFault.ANSWER_LOST


def test_an_answer_cut_in_the_middle_is_lost() -> None:
    with answering(answer(200, GOOD_BATCH)[:-5]) as client:
        assert fault_of(lambda: client.send([BODY])).fault is SyncFault.ANSWER_LOST


def test_an_answer_in_single_drops_is_given_up() -> None:
    def behave(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(1000):
            if stranger.done.wait(0.05):
                return
            connection.sendall(b" ")

    stranger = Stranger(behave)
    with stranger.running(), transport(stranger.url) as client:
        assert fault_of(lambda: client.send([BODY])).fault is SyncFault.ANSWER_LOST


def test_an_endless_answer_is_not_swallowed() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"

    def behave(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(head)
        for _ in range(3 * MAX_ANSWER_BYTES // 65536):
            connection.sendall(b" " * 65536)

    with Stranger(behave).running() as stranger, transport(stranger.url, timeouts=Timeouts(answer=5)) as client:
        error = fault_of(lambda: client.send([BODY]))

    assert (error.fault, error.detail) == (SyncFault.NOT_OUR_PROVINCE, "answer too large")


def test_a_redirect_is_not_followed_whatever_it_carries() -> None:
    head = b"HTTP/1.1 302 x\r\nLocation: \xff\xfe\r\nConnection: close\r\n\r\n"

    def behave(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(head)
        for _ in range(3 * MAX_ANSWER_BYTES // 65536):
            connection.sendall(b" " * 65536)

    with Stranger(behave).running() as stranger, transport(stranger.url, timeouts=Timeouts(answer=5)) as client:
        assert fault_of(lambda: client.send([BODY])).fault is SyncFault.NOT_OUR_PROVINCE


def test_a_small_answer_that_unpacks_to_a_large_one_is_not_swallowed() -> None:
    bomb = gzip.compress(b" " * (4 * MAX_ANSWER_BYTES))

    with answering(answer(200, bomb, Content_Encoding="gzip")) as client:
        error = fault_of(lambda: client.send([BODY]))

    assert (error.fault, error.detail) == (SyncFault.NOT_OUR_PROVINCE, "answer too large")


def test_a_compressed_answer_is_read() -> None:
    with answering(answer(200, gzip.compress(GOOD_BATCH), Content_Encoding="gzip")) as client:
        assert client.send([BODY]).results == []


@pytest.mark.parametrize(
    ("call", "raw", "fault"),
    [
        ("begin", answer(201, Location="/v1/evidence/1"), SyncFault.NOT_OUR_PROVINCE),
        ("begin", answer(201, Tus_Resumable="1.0.0"), SyncFault.NOT_OUR_PROVINCE),
        (
            "begin",
            answer(201, Tus_Resumable="1.0.0", Location="https://elsewhere.example/1"),
            SyncFault.NOT_OUR_PROVINCE,
        ),
        ("begin", answer(201, Tus_Resumable="1.0.0", Location="//elsewhere/1"), SyncFault.NOT_OUR_PROVINCE),
        ("begin", answer(201, Tus_Resumable="1.0.0", Location="http://[bad"), SyncFault.NOT_OUR_PROVINCE),
        ("begin", problem(409, "evidence_unknown"), SyncFault.EVIDENCE_REFUSED),
        ("begin", answer(412, Tus_Resumable="1.0.0"), SyncFault.INCOMPATIBLE),
        ("begin", problem(401, "date_out_of_window"), SyncFault.CLOCK_REFUSED),
        ("offset", answer(404, Tus_Resumable="1.0.0"), SyncFault.UPLOAD_GONE),
        ("offset", answer(410, Tus_Resumable="1.0.0"), SyncFault.UPLOAD_GONE),
        ("offset", answer(404, media_type="text/html"), SyncFault.NOT_OUR_PROVINCE),
        ("offset", answer(403, Tus_Resumable="1.0.0"), SyncFault.CREDENTIALS_REFUSED),
        ("offset", answer(200, Upload_Offset="4"), SyncFault.NOT_OUR_PROVINCE),
        ("offset", answer(200, Tus_Resumable="1.0.0"), SyncFault.NOT_OUR_PROVINCE),
        ("offset", answer(200, Tus_Resumable="1.0.0", Upload_Offset="-1"), SyncFault.NOT_OUR_PROVINCE),
        ("chunk", answer(409, Tus_Resumable="1.0.0"), SyncFault.ANSWER_LOST),
        ("chunk", answer(423, Tus_Resumable="1.0.0"), SyncFault.ANSWER_LOST),
        ("chunk", answer(460, Tus_Resumable="1.0.0"), SyncFault.REQUEST_REFUSED),
        ("chunk", problem(422, "evidence_mismatch", Tus_Resumable="1.0.0"), SyncFault.EVIDENCE_REFUSED),
        ("chunk", problem(404, "not_found"), SyncFault.UPLOAD_GONE),
        ("chunk", answer(204, Tus_Resumable="1.0.0", Upload_Offset="99"), SyncFault.NOT_OUR_PROVINCE),
        ("chunk", answer(503, Tus_Resumable="1.0.0", Retry_After="3"), SyncFault.THROTTLED),
        ("chunk", PORTAL_PAGE, SyncFault.NOT_OUR_PROVINCE),
    ],
)
def test_uploads_tell_strangers_and_refusals_apart(call: str, raw: bytes, fault: SyncFault) -> None:
    with answering(raw) as client:
        calls: dict[str, Callable[[], object]] = {
            "begin": lambda: client.begin_upload(FILE),
            "offset": lambda: client.upload_offset("/v1/evidence/1"),
            "chunk": lambda: client.upload_chunk("/v1/evidence/1", 0, b"01234"),
        }

        assert fault_of(calls[call]).fault is fault


def test_an_upload_is_known_by_its_path() -> None:
    with answering(answer(201, Tus_Resumable="1.0.0", Location="7?part=1")) as client:
        assert client.begin_upload(FILE) == "/7?part=1"


def test_evidence_never_goes_to_another_origin() -> None:
    with transport("http://127.0.0.1:9") as client:
        error = fault_of(lambda: client.upload_chunk("http://127.0.0.1:10/v1/evidence/1", 0, b"x"))

    assert error.fault is SyncFault.NOT_OUR_PROVINCE


def test_an_upload_announces_what_the_contract_asks_for() -> None:
    seen: list[bytes] = []

    with answering(answer(201, Tus_Resumable="1.0.0", Location="/v1/evidence/7"), seen) as client:
        client.begin_upload(FILE)

    head = seen[0].decode()
    assert "Upload-Length: 10\r\n" in head
    assert "Upload-Metadata: evidence_id ZTE=,message_id bTE=,sha256 " in head
    assert "Tus-Resumable: 1.0.0\r\n" in head


@pytest.mark.parametrize(
    ("url", "environment"),
    [
        ("http://province.example", Environment.TRAINING),
        ("http://10.0.0.1:8000", Environment.TRAINING),
        ("http://127.0.0.1:8000", Environment.PRODUCTION),
        ("ftp://127.0.0.1", Environment.TRAINING),
        ("https://", Environment.PRODUCTION),
        ("https://user:secret@province.example", Environment.PRODUCTION),
        ("https://province.example?x=1", Environment.PRODUCTION),
        ("https://province..example", Environment.PRODUCTION),
        ("https://province.example:99999", Environment.PRODUCTION),
        ("https://a b.cn", Environment.PRODUCTION),
        ("https://*.cn", Environment.PRODUCTION),
        ("province.example", Environment.PRODUCTION),
    ],
)
def test_an_address_that_must_not_be_used_is_refused(url: str, environment: Environment) -> None:
    with pytest.raises(ValueError, match=r".*"):
        HttpTransport(url, None, None, environment=environment, clock=WallClock())


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1", "https://10.0.0.1/province/"]
)
def test_this_pc_and_any_https_address_may_be_used(url: str) -> None:
    HttpTransport(url, None, None, environment=Environment.TRAINING, clock=WallClock()).close()


def test_the_environment_of_the_process_is_not_asked_for_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{closed_port()}")
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{closed_port()}")
    monkeypatch.delenv("no_proxy", raising=False)

    with answering(answer(200, GOOD_BATCH)) as client:
        assert client.send([BODY]).results == []


def test_errors_say_nothing_about_the_request() -> None:
    with transport(f"http://127.0.0.1:{closed_port()}") as client:
        error = fault_of(lambda: client.send([BODY]))

    assert "127.0.0.1" not in str(error)
    assert "terminal-1" not in str(error)


# -- what is asked for beside sending

PACK = json.dumps({"jws": "a.b.c", "news": 1}).encode()
ETAG = "a" * 64


def test_the_pack_is_asked_for_with_the_digest_that_is_known() -> None:
    seen: list[bytes] = []

    with answering(answer(200, PACK), seen) as client:
        assert client.policy(ETAG) == "a.b.c"

    lines = seen[0].decode().split("\r\n")
    assert lines[0] == "GET /v1/policy HTTP/1.1"
    assert f'If-None-Match: "{ETAG}"' in lines


def test_without_a_known_pack_nothing_is_said_about_one() -> None:
    seen: list[bytes] = []
    with answering(answer(200, gzip.compress(PACK), Content_Encoding="gzip"), seen) as client:
        assert client.policy(None) == "a.b.c"
    assert b"If-None-Match" not in seen[0]


def test_nothing_new_is_believed_with_the_right_etag() -> None:
    with answering(answer(304, ETag=f'"{ETAG}"', Date=format_datetime(datetime.now(UTC), usegmt=True))) as client:
        assert client.policy(ETAG) is None
        assert client.clock_offset_ms is not None


@pytest.mark.parametrize(
    ("raw", "known"),
    [
        (answer(304), ETAG),
        (answer(304, ETag='"another"'), ETAG),
        (answer(304, ETag=f'"{ETAG}"'), None),
        (PORTAL_PAGE, ETAG),
        (answer(200, b"<html>", "text/html"), None),
        (answer(200, b"a.b.c"), None),
        (answer(200, b"{}"), None),
        (answer(302, Location="/v1/elsewhere"), None),
    ],
)
def test_a_strangers_word_about_the_pack_counts_for_nothing(raw: bytes, known: str | None) -> None:
    with answering(raw) as client:
        assert fault_of(lambda: client.policy(known)).fault is SyncFault.NOT_OUR_PROVINCE
        assert client.clock_offset_ms is None


def test_a_pack_may_be_larger_than_other_answers_up_to_its_own_limit() -> None:
    large, too_large = (json.dumps({"jws": "a" * size}).encode() for size in (MAX_POLICY_BYTES, MAX_POLICY_BYTES + 64))

    with answering(answer(200, gzip.compress(large, 1), Content_Encoding="gzip")) as client:
        assert client.policy(None) == "a" * MAX_POLICY_BYTES
    with answering(answer(200, gzip.compress(too_large, 1), Content_Encoding="gzip")) as client:
        assert fault_of(lambda: client.policy(None)).fault is SyncFault.NOT_OUR_PROVINCE


def test_a_pack_that_was_cut_short_is_a_lost_answer() -> None:
    whole = answer(200, PACK)
    with answering(whole[:-5]) as client:
        assert fault_of(lambda: client.policy(None)).fault is SyncFault.ANSWER_LOST


def test_an_older_province_knows_neither_call() -> None:
    with answering(problem(404, "not_found")) as client:
        assert fault_of(lambda: client.policy(None)).fault is SyncFault.INCOMPATIBLE
    with answering(problem(404, "not_found")) as client:
        assert fault_of(lambda: client.changes_after(0)).fault is SyncFault.INCOMPATIBLE


def test_a_304_to_anything_else_is_nobodys() -> None:
    with answering(answer(304, ETag=f'"{ETAG}"')) as client:
        assert fault_of(lambda: client.changes_after(0)).fault is SyncFault.NOT_OUR_PROVINCE


def test_changes_are_asked_for_from_the_cursor() -> None:
    seen: list[bytes] = []
    page = json.dumps({"changes": [{"cursor": 8, "jws": "a.b.c"}], "next_cursor": 8, "more": False}).encode()
    with answering(answer(200, page), seen) as client:
        found = client.changes_after(7)
    assert seen[0].startswith(b"GET /v1/changes?cursor=7 HTTP/1.1")
    assert [entry.cursor for entry in found.changes] == [8]
