"""What is no refusal: everything but a camera that says so."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest

from devices.camera.stream_login import refuses_login

DENIED = b'RTSP/1.0 401 Unauthorized\r\nWWW-Authenticate: Basic realm="c"\r\n'
NO_BODY = b"\r\n"


@contextmanager
def answering(*answers: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """A server with one answer to each question of one connection: its address, and what it is asked."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(20)

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                for answer in answers:
                    asked.append(connection.recv(4096))
                    connection.sendall(answer)

        thread = Thread(target=serve, name="answering")
        thread.start()
        try:
            yield f"rtsp://admin:p%40ss@127.0.0.1:{listener.getsockname()[1]}/live?channel=1", asked
        finally:
            thread.join(20)


@pytest.mark.parametrize(
    ("answers", "refused"),
    [
        ([DENIED + NO_BODY, DENIED + NO_BODY], True),
        ([DENIED + b"Content-Length: 5\r\n\r\nlogin", DENIED + NO_BODY], True),
        ([DENIED + NO_BODY, b"RTSP/1.0 403 Forbidden\r\n\r\n"], False),
        ([DENIED + NO_BODY, b"RTSP/1.0 200 OK\r\n\r\n"], False),
        ([DENIED + NO_BODY, b"RTSP/1.0 404 Not Found\r\n\r\n"], False),
        ([DENIED + NO_BODY], False),
        ([DENIED], False),
        ([b"RTSP/1.0 404 Not Found\r\n\r\n"], False),
        ([b"RTSP/1.0 200 OK\r\n\r\n"], False),
        ([b"HTTP/1.1 401 Unauthorized\r\n\r\n"], False),
        ([b"RTSP/1.0 four Unauthorized\r\n\r\n"], False),
        ([DENIED + b"Content-Length: much\r\n\r\n"], False),
        ([DENIED + b"Content-Length: -1\r\n\r\n", DENIED + NO_BODY], True),
        ([DENIED + b"Content-Length: 5\r\n\r\n"], False),
        ([b"RTSP/1.0 403 Forbidden\r\n\r\n"], False),
        ([b"RTSP/1.0 401 Unauthorized\r\n\r\n"], False),
        ([b"RTSP/1.0 401 Unauthorized\r\nWWW-Authenticate: Bearer\r\n\r\n"], False),
        ([b"RTSP/1.0 401 Unauthorized\r\nWWW-Authenticate: Digest realm=, nonce=1\r\n\r\n"], False),
        ([b"RTSP/1.0 401 Unauthorized\r\nWWW-Authenticate: Digest\r\n\r\n"], False),
        ([b"SSH-2.0-OpenSSH\r\n"], False),
        ([b"\xff\xfe\r\n"], False),
        ([DENIED + b"X: y\r\n" * 20_000], False),
        ([b""], False),
        ([], False),
    ],
)
def test_only_a_camera_that_says_so_refuses(answers: list[bytes], refused: bool) -> None:
    with answering(*answers) as (url, asked):
        assert refuses_login(url) is refused
    assert not any(b"admin" in question or b"p%40ss" in question for question in asked)


DIGEST = b'WWW-Authenticate: Digest realm="c", nonce="n", qop="auth", algorithm=%b\r\n\r\n'


def test_the_better_login_is_taken_and_the_password_stays_here() -> None:
    newer = (DIGEST % b"SHA-256").removesuffix(NO_BODY)  # FFmpeg does not know that one
    with answering(DENIED + newer + DIGEST % b"MD5", DENIED + NO_BODY) as (url, asked):
        assert refuses_login(url)
    assert b"\r\nAuthorization: Digest " in asked[1]
    assert b"p@ss" not in asked[1]


def test_a_login_that_ffmpeg_does_not_know_either_is_no_refusal() -> None:
    only_newer = b"RTSP/1.0 401 Unauthorized\r\n" + DIGEST % b"SHA-256"
    with answering(only_newer) as (url, asked):
        assert not refuses_login(url)
    assert len(asked) == 1


@pytest.mark.parametrize("odd", ["rtsps://", "http://", "rtsp:/"])
def test_another_protocol_is_not_asked(odd: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        assert not refuses_login(f"{odd}admin:x@127.0.0.1:{listener.getsockname()[1]}/live")
        with pytest.raises(BlockingIOError):
            listener.accept()


@pytest.mark.parametrize("url", ["rtsp://", "rtsp://admin:x@127.0.0.1:99999/live", "rtsp://admin:x@[::1/live"])
def test_an_address_that_cannot_be_is_no_refusal(url: str) -> None:
    assert not refuses_login(url)


def test_nobody_there_is_no_refusal() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert not refuses_login(f"rtsp://admin:x@127.0.0.1:{port}/live")
