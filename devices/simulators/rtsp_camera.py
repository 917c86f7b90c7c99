"""An IP camera on this PC's loopback: RTSP with its pictures inside the same connection, as far as FFmpeg speaks it.

Invariants:
- It wants a user name and a password, by Basic or by Digest: a stream that came proves that they were sent.
- Its plug is its network cable: pulled, every connection breaks in the middle of a picture and nobody listens; it comes
  back at the same address. A cable pulled further away breaks nothing: it only falls silent.
- ``close`` ends and joins every thread.
"""

import base64
import contextlib
import hashlib
import socket
import struct
import threading
from collections.abc import Mapping
from types import TracebackType
from typing import BinaryIO, Final, Self
from urllib.request import parse_http_list, parse_keqv_list

import cv2

from devices.simulators.rtp_jpeg import CLOCK_HZ, PAYLOAD_TYPE, JpegParts, jpeg_parts, packets
from devices.vision.pixels import Image

USER: Final = "admin"
PASSWORD: Final = "Yanqi-2026"  # noqa: S105 - made up, and at no camera

_PER_SECOND: Final = 25
_BUFFERED: Final = 25
"""Pictures that come at once when somebody looks, as from a recorder's buffer: FFmpeg opens when it has seen twenty."""
_BASIC: Final = f"Basic {base64.b64encode(f'{USER}:{PASSWORD}'.encode()).decode()}"
_REALM, _NONCE = "camera", "4b6c19f0"
_SDP: Final = (
    "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=camera\r\nt=0 0\r\n"
    f"m=video 0 RTP/AVP {PAYLOAD_TYPE}\r\na=framerate:{_PER_SECOND}\r\na=control:track1\r\n"
)


class SimulatedRtspCamera:
    """Listens on a free port of this PC and sends what :meth:`show` laid under it, over and over. Thread-safe."""

    def __init__(self, image: Image, *, digest: bool = False) -> None:
        """``image`` as for :meth:`show`; ``digest``: the password must not cross the line."""
        self._parts = _parts(image)
        self._digest = digest
        self._lock = threading.Lock()  # guards what follows
        self.refused = 0
        """Logins that were wrong: of a real camera's, a few lock the account."""
        self._connections: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self.port = int(self._listen(0).getsockname()[1])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def url(self) -> str:
        """Its address with user name and password."""
        return f"rtsp://{USER}:{PASSWORD}@127.0.0.1:{self.port}/live"

    def show(self, image: Image) -> None:
        """Lay ``image`` (BGR, sides of whole eights up to 2040) under it. Raises ValueError for any other."""
        self._parts = _parts(image)

    def unplug(self) -> None:
        """Pull its cable. Not from its own threads; twice is harmless."""
        with self._lock:
            self._plugged = False
            held, self._connections = [self._listener, *self._connections], []
            threads, self._threads = self._threads, []
        for each in held:
            _break(each)
        for thread in threads:
            thread.join()

    def replug(self) -> None:
        """Put it back."""
        self.unplug()
        self._listen(self.port)

    def fall_silent(self) -> None:
        """Pull a cable further away: whoever looks gets nothing more, and is told nothing. :meth:`replug` ends it."""
        with self._lock:
            self._silent = True

    def close(self) -> None:
        """Switch it off for good."""
        self.unplug()

    def _listen(self, port: int) -> socket.socket:
        listener = socket.create_server(("127.0.0.1", port))
        thread = threading.Thread(target=self._accept, args=(listener,), name="simulator sim:rtsp-camera", daemon=True)
        with self._lock:
            self._listener = listener
            self._plugged, self._silent = True, False
            self._threads.append(thread)
            thread.start()
        return listener

    # Below: the simulator's threads only.

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return  # the cable
            thread = threading.Thread(target=self._serve, args=(connection,), name="simulator stream", daemon=True)
            with self._lock:
                if not self._plugged:
                    connection.close()
                    return
                self._connections.append(connection)
                self._threads.append(thread)
                thread.start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            with connection, connection.makefile("rb") as line:
                talk = _Talk(self.port, digest=self._digest)
                while not talk.playing:
                    request = _request(line)
                    if not request:
                        return
                    answer = talk.answer(request)
                    with self._lock:
                        self.refused += talk.refused
                    connection.sendall(answer)
                self._play(connection)
        except OSError:
            return  # the cable, or the other side has enough

    def _play(self, connection: socket.socket) -> None:
        """Send until the cable is pulled or the other side closes: OSError ends it."""
        pause = threading.Event()
        sequence = timestamp = 0
        while True:
            if self._silent:
                while connection.recv(1):
                    pass  # until the other side has enough
                return
            for packet in packets(self._parts, sequence=sequence, timestamp=timestamp):
                connection.sendall(struct.pack(">cBH", b"$", 0, len(packet)) + packet)
                sequence += 1
            timestamp += CLOCK_HZ // _PER_SECOND
            if timestamp > _BUFFERED * CLOCK_HZ // _PER_SECOND:
                pause.wait(1 / _PER_SECOND)


class _Talk:
    """The requests of one connection up to PLAY, and their answers."""

    def __init__(self, port: int, *, digest: bool) -> None:
        self._base = f"rtsp://127.0.0.1:{port}/live/"
        self._digest = digest
        self.playing = False
        self.refused = False

    def answer(self, request: Mapping[str, str]) -> bytes:
        method = request["method"]
        if method == "OPTIONS":
            return self._said(request, "200 OK", {"Public": "OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN"})
        login = request.get("authorization", "")
        allowed = _is_signed(login, method) if self._digest else login == _BASIC
        self.refused = bool(login) and not allowed
        if not allowed:
            asked = f'Digest realm="{_REALM}", nonce="{_NONCE}"' if self._digest else f'Basic realm="{_REALM}"'
            return self._said(request, "401 Unauthorized", {"WWW-Authenticate": asked}, "<p>Who are you?</p>")
        match method:
            case "DESCRIBE":
                described = {"Content-Base": self._base, "Content-Type": "application/sdp"}
                return self._said(request, "200 OK", described, _SDP)
            case "SETUP":
                inside = {"Transport": "RTP/AVP/TCP;unicast;interleaved=0-1", "Session": "1"}
                return self._said(request, "200 OK", inside)
            case "PLAY":
                self.playing = True
                return self._said(request, "200 OK", {"Session": "1"})
            case _:
                return self._said(request, "501 Not Implemented", {})

    def _said(self, request: Mapping[str, str], status: str, headers: Mapping[str, str], body: str = "") -> bytes:
        lines = {"CSeq": request.get("cseq", "0"), **headers, "Content-Length": str(len(body))}
        head = "".join(f"{key}: {value}\r\n" for key, value in lines.items())
        return f"RTSP/1.0 {status}\r\n{head}\r\n{body}".encode()


def _is_signed(login: str, method: str) -> bool:
    """RFC 2617 without ``qop``, as cameras speak it."""
    scheme, _, rest = login.partition(" ")
    told = parse_keqv_list(parse_http_list(rest))
    secret, what = _md5(f"{USER}:{_REALM}:{PASSWORD}"), _md5(f"{method}:{told.get('uri', '')}")
    return (scheme, told.get("username"), told.get("response")) == ("Digest", USER, _md5(f"{secret}:{_NONCE}:{what}"))


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def _request(line: BinaryIO) -> dict[str, str]:
    """The next request's method and headers, their names in small letters; empty at the end of the line."""
    first = line.readline().decode("ascii", "replace").split()
    if not first:
        return {}
    request = {"method": first[0]}
    while header := line.readline().decode("ascii", "replace").strip():
        key, _, value = header.partition(":")
        request[key.strip().lower()] = value.strip()
    return request


def _parts(image: Image) -> JpegParts:
    _, jpeg = cv2.imencode(".jpg", image)
    return jpeg_parts(jpeg.tobytes())


def _break(held: socket.socket) -> None:
    # shutting down wakes a thread that waits in the system, closing alone does not; a listener takes it on Linux only
    with contextlib.suppress(OSError):
        held.shutdown(socket.SHUT_RDWR)
    held.close()
