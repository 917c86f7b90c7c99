"""Whether a recorder answers for a channel: RTSP OPTIONS on the channel's live address, or a TCP connection.

A recorder that asks for a password (401) has answered. No picture is asked for and no password is sent, so that a
channel whose camera is dark while its recorder is up counts as answering: that much can be known without credentials.

Invariants:
- One question takes ``timeout`` seconds at most for each of connecting and answering.
- Nothing is raised for a recorder that does not answer: that is an answer.
"""

import re
import socket
from typing import Final, assert_never

from devices.recorder.address import RecorderAddress, RecorderKind
from devices.recorder.playback import live_path

TIMEOUT_S: Final = 3.0
_LONGEST_LINE: Final = 128
_STATUS: Final = re.compile(rb"RTSP/1\.\d ([0-9]{3})[ \r\n]")
_ANSWERED: Final = frozenset({b"200", b"401", b"403"})


def answers(recorder: RecorderAddress, timeout: float = TIMEOUT_S) -> bool | None:
    """Whether the recorder answers for the channel now; None where there is nothing to ask. Blocks."""
    match recorder.kind:
        case RecorderKind.GB28181:
            return None
        case RecorderKind.ONVIF:
            return _connects(recorder.place, recorder.onvif_port or 80, timeout)
        case RecorderKind.HIKVISION | RecorderKind.DAHUA | RecorderKind.UNIVIEW:
            return _speaks_rtsp(recorder, timeout)
        case _:
            assert_never(recorder.kind)


def _connects(host: str, port: int, timeout: float) -> bool:
    try:
        with socket.create_connection((host, port), timeout):
            return True
    except OSError:
        return False


def _speaks_rtsp(recorder: RecorderAddress, timeout: float) -> bool:
    url = f"rtsp://{recorder.host}:{recorder.rtsp_port}{live_path(recorder)}"
    try:
        with socket.create_connection((recorder.place, recorder.rtsp_port), timeout) as line:
            line.settimeout(timeout)
            line.sendall(f"OPTIONS {url} RTSP/1.0\r\nCSeq: 1\r\nUser-Agent: yanqi\r\n\r\n".encode("ascii"))
            return _status(line) in _ANSWERED
    except OSError:
        return False


def _status(line: socket.socket) -> bytes:
    head = b""
    while b"\n" not in head and len(head) < _LONGEST_LINE:
        piece = line.recv(_LONGEST_LINE)
        if not piece:
            break
        head += piece
    found = _STATUS.match(head)
    return found[1] if found is not None else b""
