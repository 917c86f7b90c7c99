import struct

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.simulators.rtp_jpeg import PAYLOAD_TYPE, JpegParts, jpeg_parts, packets
from devices.vision.pixels import Image

HEADERS = 12 + 8
TABLES = bytes(range(128))


def jpeg_of(image: Image) -> bytes:
    return cv2.imencode(".jpg", image)[1].tobytes()


def test_a_picture_is_taken_apart() -> None:
    jpeg = jpeg_of(np.full((48, 64, 3), 90, np.uint8))
    parts = jpeg_parts(jpeg)
    assert (parts.kind, parts.width, parts.height, len(parts.tables)) == (1, 8, 6, 128)
    assert jpeg.endswith(parts.scan + b"\xff\xd9")


@pytest.mark.parametrize("shape", [(48, 64), (44, 64, 3), (48, 60, 3), (48, 2048, 3)])
def test_what_the_packets_cannot_carry_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="RTP"):
        jpeg_parts(jpeg_of(np.zeros(shape, np.uint8)))


@pytest.mark.parametrize("content", [b"", b"\xff\xd8", b"no picture at all"])
def test_what_is_no_jpeg_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="RTP"):
        jpeg_parts(content)


@settings(max_examples=25)
@given(scan=st.integers(1, 6000).map(lambda length: bytes(n % 251 for n in range(length))), first=st.integers(0, 65535))
def test_packets_put_together_are_the_picture(scan: bytes, first: int) -> None:
    sent = list(packets(JpegParts(1, 8, 6, TABLES, scan), sequence=first, timestamp=7))
    together = b""
    for number, packet in enumerate(sent):
        _, kind, sequence, timestamp, _, offset = struct.unpack_from(">BBHIII", packet)
        assert (sequence, timestamp, offset) == ((first + number) % 65536, 7, len(together))
        assert kind == PAYLOAD_TYPE | (0x80 if number == len(sent) - 1 else 0)
        together += packet[HEADERS if number else HEADERS + 4 + len(TABLES) :]
    assert together == scan
    assert sent[0][HEADERS + 4 : HEADERS + 4 + len(TABLES)] == TABLES
