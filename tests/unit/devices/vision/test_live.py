import numpy as np
import pytest

from devices.ports import ScanSource, Symbology
from devices.simulators.waybill_picture import Conditions, empty_table_picture
from devices.vision.codes import DecodedCode
from devices.vision.live import CAREFUL_AFTER_S, CAREFUL_EVERY_S, LiveDecoder
from devices.vision.pixels import Image
from tests.unit.devices.vision.conftest import JUST_BELOW_ZXING, NEEDS_SHARPENING, NUMBER, code, picture

DEVICE = "camera:test"
STEP = 1 / 15

BLACK = np.zeros((90, 160, 3), np.uint8)
WHITE = np.full((90, 160, 3), 255, np.uint8)


class Looks:
    """A way of looking that sees what it is told to, and counts."""

    def __init__(self, *texts: str) -> None:
        self.texts = texts
        self.count = 0

    def __call__(self, image: Image) -> list[DecodedCode]:
        assert image.size
        self.count += 1
        return [code(text) for text in self.texts]


def times_until(end: float) -> list[float]:
    return [tick * STEP for tick in range(round(end / STEP))]


def test_a_readable_waybill_is_one_scan_at_the_first_frame(good_picture: Image) -> None:
    decoder = LiveDecoder(DEVICE)
    (event,) = decoder.feed(good_picture, 100.0)
    assert (event.text, event.symbology) == (NUMBER, Symbology.CODE_128)
    assert (event.source, event.device, event.monotonic) == (ScanSource.CAMERA, DEVICE, 100.0)
    assert decoder.feed(good_picture, 100.1) == []
    assert NUMBER not in repr(event)


@pytest.mark.parametrize("conditions", [NEEDS_SHARPENING, JUST_BELOW_ZXING], ids=["blurred", "for zbar"])
def test_a_hard_waybill_is_rescued_within_seconds(conditions: Conditions) -> None:
    hard = picture(conditions)
    decoder = LiveDecoder(DEVICE)
    events = [event for now in times_until(3) for event in decoder.feed(hard, now)]
    assert [event.text for event in events] == [NUMBER]


def test_an_empty_table_gives_nothing() -> None:
    decoder = LiveDecoder(DEVICE)
    table = empty_table_picture()
    assert [event for now in times_until(1.5) for event in decoder.feed(table, now)] == []


def test_no_careful_look_while_frames_are_readable() -> None:
    careful = Looks()
    decoder = LiveDecoder(DEVICE, quick=Looks(NUMBER), careful=[careful])
    for now in times_until(5):
        decoder.feed(BLACK, now)
    assert careful.count == 0


def test_the_first_careful_look_waits_and_the_next_ones_keep_their_distance() -> None:
    careful = Looks()
    decoder = LiveDecoder(DEVICE, quick=Looks(), careful=[careful])
    first = CAREFUL_AFTER_S
    for now, count in [(0.0, 0), (first - 0.01, 0), (first, 1), (first + CAREFUL_EVERY_S - 0.01, 1), (first + 0.5, 2)]:
        decoder.feed(BLACK, now)
        assert careful.count == count


def test_a_code_starts_the_wait_anew() -> None:
    quick, careful = Looks(NUMBER), Looks()
    decoder = LiveDecoder(DEVICE, quick=quick, careful=[careful])
    decoder.feed(BLACK, 10.0)
    quick.texts = ()
    decoder.feed(BLACK, 10.2)
    assert careful.count == 0
    decoder.feed(BLACK, 10.31)
    assert careful.count == 1


def test_careful_looks_take_turns_until_one_succeeds_and_then_it_stays() -> None:
    first, second, third = Looks(), Looks(NUMBER), Looks()
    decoder = LiveDecoder(DEVICE, quick=Looks(), careful=[first, second, third])
    events = [event for tick in range(10) for event in decoder.feed(BLACK, tick * 0.5)]
    assert [event.text for event in events] == [NUMBER]
    assert (first.count, third.count) == (1, 0)
    assert second.count == 8


def test_an_unreadable_picture_is_given_up_until_it_changes() -> None:
    careful = Looks()
    decoder = LiveDecoder(DEVICE, quick=Looks(), careful=[careful])
    for tick in range(40):
        decoder.feed(BLACK, tick * 0.5)
    assert careful.count == 2
    decoder.feed(WHITE, 30.0)
    assert careful.count == 3


def test_without_careful_looks_it_is_only_quick() -> None:
    quick = Looks()
    decoder = LiveDecoder(DEVICE, quick=quick, careful=[])
    assert [decoder.feed(BLACK, tick * 0.5) for tick in range(5)] == [[]] * 5
    assert quick.count == 5
