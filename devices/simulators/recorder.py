"""A surveillance recorder at the other end of the network: RTSP's OPTIONS, and the clock by ONVIF, on loopback.

Invariants:
- It answers what a recorder answers to somebody without a password, and hands out no picture.
- ``ahead`` is what its clock is off; it counts whole seconds, as the protocol does.
"""

import socket
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final, Self

_ANSWER: Final = """<?xml version="1.0" encoding="UTF-8"?>
<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:tds="http://www.onvif.org/ver10/device/wsdl"
 xmlns:tt="http://www.onvif.org/ver10/schema"><s:Body><tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime>
<tt:DateTimeType>Manual</tt:DateTimeType><tt:DaylightSavings>false</tt:DaylightSavings>
{times}</tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse></s:Body></s:Envelope>"""
_TIME: Final = """<tt:{name}><tt:Time><tt:Hour>{at:%H}</tt:Hour><tt:Minute>{at:%M}</tt:Minute>
<tt:Second>{at:%S}</tt:Second></tt:Time><tt:Date><tt:Year>{at:%Y}</tt:Year><tt:Month>{at:%m}</tt:Month>
<tt:Day>{at:%d}</tt:Day></tt:Date></tt:{name}>"""
_ASKED: Final = b"GetSystemDateAndTime"
_LONGEST_REQUEST: Final = 2048


class ClockFault(Enum):
    """What may be wrong with the recorder's answer about its clock."""

    NO_SUCH_SERVICE = "no_such_service"
    """Another web page is at that port."""
    NO_TIME = "no_time"
    """The answer leaves the UTC time out."""
    SILENCE = "silence"


class SimulatedRecorder:
    """One recorder; use it with ``with``. ``now`` is the clock that it differs from."""

    def __init__(
        self,
        *,
        ahead: timedelta = timedelta(),
        zone: timedelta | None = timedelta(hours=8),
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.ahead = ahead
        self.zone = zone
        self.status = "401 Unauthorized"
        """What RTSP questions are answered with."""
        self.fault: ClockFault | None = None
        self.asked: list[str] = []
        """The first lines of the RTSP questions, and the bodies of those about the clock."""
        self._now = now
        self._ending = threading.Event()
        self._rtsp = socket.create_server(("127.0.0.1", 0))
        self._web = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._threads = [
            threading.Thread(target=self._serve_rtsp, name="recorder rtsp"),
            threading.Thread(target=self._web.serve_forever, kwargs={"poll_interval": 0.02}, name="recorder onvif"),
        ]

    @property
    def rtsp_port(self) -> int:
        """Where OPTIONS are answered."""
        return int(self._rtsp.getsockname()[1])

    @property
    def onvif_port(self) -> int:
        """Where the clock is told."""
        return int(self._web.server_port)

    def __enter__(self) -> Self:
        """Answer from now on."""
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Switch it off."""
        self._ending.set()
        # a last caller lets the waiting accept go
        with socket.create_connection(self._rtsp.getsockname()):
            pass
        self._web.shutdown()
        for thread in self._threads:
            thread.join()
        self._rtsp.close()
        self._web.server_close()

    def _serve_rtsp(self) -> None:
        while True:
            line, _ = self._rtsp.accept()
            with line:
                if self._ending.is_set():
                    return
                head = line.recv(_LONGEST_REQUEST).decode("ascii", "replace")
                self.asked.append(head.partition("\r\n")[0])
                line.sendall(f"RTSP/1.0 {self.status}\r\nCSeq: 1\r\n\r\n".encode())

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        recorder = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                recorder.asked.append(body.decode())
                if recorder.fault is ClockFault.SILENCE:
                    recorder._ending.wait(60)
                    return
                answer = recorder._answer(body)
                self.send_response(200)
                self.send_header("Content-Type", "application/soap+xml; charset=utf-8")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: object) -> None:
                """Tell nobody."""

        return Handler

    def _answer(self, body: bytes) -> bytes:
        if self.fault is ClockFault.NO_SUCH_SERVICE or _ASKED not in body:
            return b"<html><body>login</body></html>"
        at = self._now() + self.ahead
        times = "" if self.fault is ClockFault.NO_TIME else _TIME.format(name="UTCDateTime", at=at)
        if self.zone is not None:
            times += _TIME.format(name="LocalDateTime", at=at + self.zone)
        return _ANSWER.format(times=times).encode()
