"""One label's words, one job's bytes, and how a job fails."""

from functools import partial

import pytest

from devices.errors import DeviceError
from devices.label_printer.layout import LabelWords
from devices.label_printer.transport import Transport

CODE = "YQ1:" + "6BF/8DMJC0Z%V.2T5" * 12
WORDS = LabelWords(
    headline="已验视",
    outlet="云南省昆明市五华区样例路驿站",
    lines=("验视人 1001", "2026-11-26 12:00", "单号尾 785389"),
    short_code="A1B2C-3D4E5",
    code=CODE,
)
JOB = b"SIZE 50 mm,30 mm\r\n" * 40


def sending_fault(transport: Transport, job: bytes | None = JOB) -> DeviceError:
    """What sending says, or looking when there is no job."""
    act = transport.check if job is None else partial(transport.send, job)
    with pytest.raises(DeviceError) as caught:
        act()
    assert caught.value.device == "label:test"
    return caught.value
