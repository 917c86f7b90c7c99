"""Whatever comes back, the transport says it with a SyncError or gives a checked answer; nothing else gets out."""

import json
import socket
from collections.abc import Callable
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from sync.contract import BatchAnswer
from sync.errors import SyncError, SyncFault
from sync.transport.http import HttpTransport
from sync.transport.judging import contract_answer, refusal, retry_after
from sync.transport.session import ProvinceSession, RawAnswer, Timeouts
from sync.words import Environment, ProblemCode
from tests.support.strangers import Stranger, read_request
from tests.support.sync_clocks import WallClock

QUICK = Timeouts(connect=2.0, answer=2.0)
MEDIA = st.sampled_from(
    ["application/json", "application/problem+json", "text/html", "", "application/json; charset=x"]
)
CODES = st.sampled_from([code.value for code in ProblemCode]) | st.text(max_size=10)
PROBLEMS = st.fixed_dictionaries({"code": CODES}, optional={"status": st.integers(), "pointer": st.text(max_size=9)})
BODIES = st.binary(max_size=60) | PROBLEMS.map(lambda problem: json.dumps(problem).encode())
HEADERS = st.dictionaries(st.sampled_from(["Retry-After", "Date"]), st.text(max_size=20))


def session() -> ProvinceSession:
    return ProvinceSession(
        "http://127.0.0.1:1",
        None,
        environment=Environment.TRAINING,
        clock=WallClock(),
        timeouts=QUICK,
        authority=None,
    )


SESSION = session()
HARMLESS = {SyncFault.NOT_OUR_PROVINCE, SyncFault.ANSWER_LOST, SyncFault.PROVINCE_FAILED, SyncFault.THROTTLED}
"""Faults after which everything is simply sent again."""


def error_of(call: Callable[[], object]) -> SyncError | None:
    try:
        call()
    except SyncError as error:
        return error
    return None


@given(status=st.integers(100, 599), media=MEDIA, body=BODIES, headers=HEADERS)
def test_an_answer_is_checked_or_refused(status: int, media: str, body: bytes, headers: dict[str, str]) -> None:
    answer = RawAnswer(status, {**headers, "Content-Type": media}, body, datetime.now(UTC))

    error = error_of(lambda: contract_answer(SESSION, answer, BatchAnswer))

    if error is None:
        assert (status, media.partition(";")[0]) in {(200, "application/json"), (201, "application/json")}
    else:
        assert error.retry_after is None or error.retry_after.total_seconds() >= 0


@given(status=st.integers(400, 599), code=CODES)
def test_only_the_contracts_own_form_can_refuse_a_message_or_the_terminal(status: int, code: str) -> None:
    body = json.dumps({"code": code}).encode()
    stranger = RawAnswer(status, {"Content-Type": "application/json"}, body, datetime.now(UTC))

    assert refusal(SESSION, stranger).fault in HARMLESS


@given(st.dictionaries(st.sampled_from(["Retry-After", "Date"]), st.text() | st.integers().map(str)))
def test_retry_after_is_a_wait_or_nothing(headers: dict[str, str]) -> None:
    wait = retry_after(headers, datetime.now(UTC))

    assert wait is None or wait.total_seconds() >= 0


@settings(max_examples=60, deadline=None)
@given(
    raw=st.binary(max_size=200)
    | st.builds(
        lambda status, header, body: b"HTTP/1.1 " + status + b"\r\n" + header + b"\r\n\r\n" + body,
        st.sampled_from([b"200 OK", b"100 Continue", b"204", b"999 x", b"-1 x", b"302 x", b"401 x"]),
        st.sampled_from(
            [
                b"Content-Length: 5",
                b"Content-Length: -5",
                b"Transfer-Encoding: chunked",
                b"Content-Encoding: gzip",
                b"Content-Type: application/json\r\nContent-Encoding: deflate",
                b"no colon here",
                b"Set-Cookie: a=b; domain=\xff",
                b"Location: \xff\xfe",
                b": empty",
            ]
        ),
        st.binary(max_size=40),
    )
)
def test_any_bytes_on_the_wire_become_a_sync_error(raw: bytes) -> None:
    def behave(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(raw)

    with Stranger(behave).running() as stranger:
        client = HttpTransport(
            stranger.url, None, None, environment=Environment.TRAINING, clock=WallClock(), timeouts=QUICK
        )
        error = error_of(lambda: client.send([b"{}"]))
        client.close()

    assert error is not None
    assert error.fault in HARMLESS
