"""The life of the reader's process, with children that answer, hang, die and talk nonsense."""

import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from devices.documents.process import OcrProcess
from devices.documents.reading import PictureKind
from devices.errors import DeviceError, DeviceFault
from devices.ports import Frame

ROOT = Path(__file__).parents[4]
FRAME = Frame(np.zeros((4, 6, 3), np.uint8), "camera", datetime(2026, 11, 20, tzinfo=UTC), 0.0)

CHILD = """
import os, sys
from devices.documents.wire import read_message, write_message
pipe, out = sys.stdin.buffer, sys.stdout.buffer
read_message(pipe)
write_message(out, {"ready": True})
while (message := read_message(pipe)) is not None:
    ANSWER
"""
ANSWERS = """write_message(
        out,
        {"kind": "unknown", "way": "ocr", "fields": {}, "checks": {}, "problems": [], "portrait": None},
    )
"""


def child(answer: str) -> Sequence[str]:
    return sys.executable, "-c", CHILD.replace("ANSWER", answer)


def fault_of(reader: OcrProcess) -> DeviceFault:
    with pytest.raises(DeviceError) as caught:
        reader.read([FRAME])
    reader.close()
    return caught.value.fault


@pytest.fixture
def reader() -> Iterator[OcrProcess]:
    reader = OcrProcess(child(ANSWERS))
    yield reader
    reader.close()


def test_an_answer_says_when_its_newest_picture_was_taken(reader: OcrProcess) -> None:
    reading = reader.read([FRAME])
    assert reading.kind is PictureKind.UNKNOWN
    assert reading.read_at == FRAME.captured_at


def test_one_child_answers_many_reads(reader: OcrProcess) -> None:
    reader.warm()
    first = reader.process_id
    assert first is not None
    reader.warm()
    for _ in range(3):
        reader.read([FRAME, FRAME])
    assert reader.process_id == first


def test_a_child_that_was_killed_is_replaced(reader: OcrProcess) -> None:
    reader.read([FRAME])
    killed = reader._child
    assert killed is not None
    killed._process.kill()
    killed._process.wait()
    reader.read([FRAME])
    assert reader.process_id != killed.process_id


def test_closing_ends_the_child_and_may_be_repeated(reader: OcrProcess) -> None:
    reader.read([FRAME])
    running = reader._child
    assert running is not None
    reader.close()
    assert not running.alive
    reader.close()
    assert reader.read([FRAME]).kind is PictureKind.UNKNOWN


def test_closing_does_not_wait_for_a_read() -> None:
    reader = OcrProcess(child("sys.stderr.flush(); os.read(0, 1)"), timeout=60)
    faults: list[DeviceFault] = []
    thread = threading.Thread(target=lambda: faults.append(fault_of(reader)))
    thread.start()
    while reader._child is None or not reader._child._ready:
        thread.join(0.01)
    reader.close()
    thread.join(10)
    assert faults == [DeviceFault.REMOVED]


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ("os.read(0, 1)", DeviceFault.NO_ANSWER),
        ("os._exit(3)", DeviceFault.REMOVED),
        ("out.write(b'Traceback (most recent call last)' * 9); out.flush()", DeviceFault.REMOVED),
        ("write_message(out, {'kind': 'a horse'})", DeviceFault.REMOVED),
        ("write_message(out, {'failed': 'no_driver'})", DeviceFault.NO_DRIVER),
    ],
    ids=["hangs", "dies", "garbage", "nonsense", "library missing"],
)
def test_what_goes_wrong_has_a_code(answer: str, fault: DeviceFault) -> None:
    assert fault_of(OcrProcess(child(answer), timeout=0.5)) is fault


def test_a_program_that_is_not_there_is_a_missing_driver() -> None:
    reader = OcrProcess(("/nonexistent/yanqi", "document-reader"))
    reader.warm()
    assert fault_of(reader) is DeviceFault.NO_DRIVER


def test_a_missing_library_is_told() -> None:
    hidden = "import sys; sys.modules['rapidocr'] = None; from devices.documents.child import main; sys.exit(main())"
    assert fault_of(OcrProcess((sys.executable, "-c", hidden))) is DeviceFault.NO_DRIVER


def test_no_picture_is_a_mistake_of_the_caller(reader: OcrProcess) -> None:
    with pytest.raises(ValueError, match="no frame"):
        reader.read([])


def test_the_real_child_ends_with_its_standard_input() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "devices.documents.child"], cwd=ROOT, input=b"", capture_output=True, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")


def test_the_real_child_does_not_quote_garbage() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "devices.documents.child"],
        cwd=ROOT,
        input="姓名样例甲".encode() * 9,
        capture_output=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (1, b"", b"")


def test_starting_it_loads_no_vision_library() -> None:
    program = "import sys, devices.documents.process; print({'cv2', 'numpy', 'rapidocr', 'stdnum'} & set(sys.modules))"
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.stdout.strip() == "set()", ended.stderr
