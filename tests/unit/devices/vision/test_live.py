from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Executor, Future
from threading import Event, active_count
from typing import ParamSpec, TypeVar

import numpy as np
import pytest

from devices.ports import CodesSeen, ScanEvent, ScanHint, ScanSource, Symbology
from devices.simulators.hard_frame_bench import hard_clip
from devices.simulators.table_scene import Conditions
from devices.vision.codes import DecodedCode
from devices.vision.hints import BarsMeasured
from devices.vision.ladder import Climb
from devices.vision.live import RESCUE_AFTER_S, REST_AFTER_READING_S, REST_S, LiveDecoder
from devices.vision.pixels import Image
from tests.unit.devices.vision.conftest import NUMBER, code

DEVICE = "camera:test"
STEP = 1 / 15

BLACK = np.zeros((90, 160, 3), np.uint8)
WHITE = np.full((90, 160, 3), 255, np.uint8)

Given = ParamSpec("Given")
Result = TypeVar("Result")


class AtOnce(Executor):
    """Runs what it is given on the caller's thread."""

    def submit(self, fn: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs) -> Future[Result]:
        future: Future[Result] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


class Looks:
    """A way of looking that sees what it is told to."""

    def __init__(self, *texts: str, symbology: Symbology = Symbology.CODE_128) -> None:
        self.texts = texts
        self.symbology = symbology
        self.count = 0

    def __call__(self, image: Image) -> list[DecodedCode]:
        assert image.ndim == 2
        self.count += 1
        return [code(text, self.symbology) for text in self.texts]


class Climbs:
    """A ladder that reads what it is told to, and remembers what it was shown."""

    def __init__(self, *texts: str, exhausted: bool = True, bars: BarsMeasured | None = None) -> None:
        self.texts = texts
        self.bars = bars
        self.exhausted = exhausted
        self.shown: list[tuple[int, bool]] = []
        self.known: set[str] = set()

    @property
    def count(self) -> int:
        return len(self.shown)

    def __call__(self, frames: Sequence[Image], earlier: Image | None, known: Collection[str]) -> Climb:
        self.known.update(known)
        self.shown.append((len(frames), earlier is not None))
        codes = tuple(code(text) for text in self.texts)
        return Climb(codes, codes if earlier is not None else (), exhausted=self.exhausted, bars=self.bars)


def decoder_of(quick: Looks, climbs: Climbs) -> LiveDecoder:
    return LiveDecoder(DEVICE, quick=quick, climb=climbs, workers=AtOnce)


def single(events: Sequence[ScanEvent | CodesSeen]) -> list[ScanEvent]:
    assert not any(isinstance(event, CodesSeen) for event in events)
    return [event for event in events if isinstance(event, ScanEvent)]


def feed_until(decoder: LiveDecoder, image: Image, end: float) -> list[ScanEvent]:
    return [event for tick in range(round(end / STEP)) for event in single(decoder.feed(image, tick * STEP))]


def test_a_readable_waybill_is_one_scan_at_the_first_frame(good_picture: Image) -> None:
    decoder = LiveDecoder(DEVICE)
    (event,) = single(decoder.feed(good_picture, 100.0))
    assert (event.text, event.symbology) == (NUMBER, Symbology.CODE_128)
    assert (event.source, event.device, event.monotonic) == (ScanSource.CAMERA, DEVICE, 100.0)
    assert decoder.feed(good_picture, 100.1) == []
    assert NUMBER not in repr(event)


def test_a_dark_waybill_is_one_scan_within_half_a_second() -> None:
    decoder = LiveDecoder(DEVICE, workers=AtOnce)
    clip = hard_clip(NUMBER, Conditions(light=0.1, noise=8, qr_covered=True), seed=3)
    scans = [event for tick, frame in enumerate(clip) for event in single(decoder.feed(frame, tick * STEP))]
    assert [event.text for event in scans] == [NUMBER]


def test_no_climb_while_frames_are_readable() -> None:
    climbs = Climbs()
    feed_until(decoder_of(Looks(NUMBER), climbs), WHITE, 5)
    assert climbs.count == 0


def test_a_square_code_that_is_a_scan_keeps_nobody_from_the_bars_beside_it() -> None:
    climbs = Climbs(NUMBER)
    events = feed_until(decoder_of(Looks("https://track.example/w", symbology=Symbology.QR), climbs), WHITE, 1.0)
    assert [event.text for event in events] == ["https://track.example/w", NUMBER]
    assert climbs.known == {"https://track.example/w"}


def test_a_square_code_without_bars_is_climbed_for_twice() -> None:
    climbs = Climbs()
    feed_until(decoder_of(Looks("https://track.example/w", symbology=Symbology.QR), climbs), WHITE, 10.0)
    assert climbs.count == 2


def test_the_first_climb_waits_and_the_next_ones_keep_their_distance() -> None:
    climbs = Climbs(exhausted=False)
    decoder = decoder_of(Looks(), climbs)
    after = RESCUE_AFTER_S + 0.01 + REST_S
    for now, count in [(0.0, 0), (0.29, 0), (RESCUE_AFTER_S, 1), (0.31, 1), (after - 0.02, 1), (after, 2)]:
        decoder.feed(WHITE, now)
        assert climbs.count == count


def test_a_code_starts_the_wait_anew() -> None:
    quick, climbs = Looks(NUMBER), Climbs()
    decoder = decoder_of(quick, climbs)
    decoder.feed(WHITE, 10.0)
    quick.texts = ()
    decoder.feed(WHITE, 10.2)
    assert climbs.count == 0
    decoder.feed(WHITE, 10.31)
    assert climbs.count == 1


def test_one_climb_with_two_frames_is_two_witnesses() -> None:
    climbs = Climbs(NUMBER)
    events = feed_until(decoder_of(Looks(), climbs), WHITE, 0.5)
    assert [event.text for event in events] == [NUMBER]
    assert climbs.shown[0] == (1, True)


def test_in_the_dark_still_frames_are_read_together_and_none_is_a_witness() -> None:
    climbs = Climbs()
    decoder = decoder_of(Looks(), climbs)
    feed_until(decoder, BLACK, 0.6)
    assert climbs.shown[0] == (5, False)
    assert climbs.shown[-1][0] <= 8


def test_frames_go_on_while_the_ladder_is_climbed_and_only_the_newest_is_next() -> None:
    begun, go_on = Event(), Event()
    shown: list[int] = []

    def climb(frames: Sequence[Image], _earlier: Image | None, _known: Collection[str]) -> Climb:
        shown.append(int(frames[-1][0, 0]))
        begun.set()
        assert go_on.wait(10)
        return Climb((code(NUMBER),), (), exhausted=False)

    threads = active_count()
    decoder = LiveDecoder(DEVICE, quick=Looks(), climb=climb)
    for tick in range(30):
        assert decoder.feed(np.full((90, 160), 100 + tick, np.uint8), tick * STEP) == []
    assert begun.wait(10)
    go_on.set()
    decoder.rest()
    assert shown == [105], "what came while it was busy waits for nobody"
    assert active_count() == threads


def test_an_unreadable_picture_is_given_up_until_it_changes() -> None:
    climbs = Climbs()
    decoder = decoder_of(Looks(), climbs)
    for tick in range(40):
        decoder.feed(WHITE, tick * 0.5)
    assert climbs.count == 2
    decoder.feed(BLACK, 30.0)
    assert climbs.count == 3


def test_a_climb_that_ran_out_of_time_does_not_count_as_tried() -> None:
    climbs = Climbs(exhausted=False)
    decoder = decoder_of(Looks(), climbs)
    for tick in range(10):
        decoder.feed(WHITE, tick * 0.5)
    assert climbs.count >= 4


@pytest.mark.parametrize("picture", [WHITE, BLACK])
def test_what_lies_there_as_a_scan_is_looked_at_now_and_then(picture: Image) -> None:
    climbs = Climbs(NUMBER)
    events = feed_until(decoder_of(Looks(), climbs), picture, 4.0)
    assert [event.text for event in events] == [NUMBER]
    assert 4 <= climbs.count <= 4.0 / REST_AFTER_READING_S + 2


def test_still_pictures_from_before_a_rest_are_read_no_more() -> None:
    climbs = Climbs()
    decoder = decoder_of(Looks(), climbs)
    for tick in range(4):
        decoder.feed(BLACK, tick * STEP)
    decoder.rest()
    decoder.feed(BLACK, 10.0)
    assert climbs.shown == [(1, False)]


def test_after_a_rest_it_reads_on() -> None:
    decoder = LiveDecoder(DEVICE, quick=Looks(), climb=Climbs(NUMBER))
    for now in (0.0, 1.0):
        decoder.feed(WHITE, now)
    decoder.rest()
    decoder.rest()
    for now in (1.1, 1.2):
        decoder.feed(WHITE, now)
    decoder.rest()


def test_several_codes_at_once_come_together_and_lie_where_they_are() -> None:
    decoder = decoder_of(Looks(NUMBER, "YT8962646785389"), Climbs())
    assert decoder.feed(WHITE, 0) == []
    (seen,) = decoder.feed(WHITE, STEP)
    assert isinstance(seen, CodesSeen)
    assert [scan.text for scan in seen.scans] == [NUMBER, "YT8962646785389"]
    assert [place.text for place in decoder.sight.codes] == [NUMBER, "YT8962646785389"]


def test_a_code_that_cannot_be_read_brings_a_hint_that_stays_until_it_is_read() -> None:
    quick = Looks()
    decoder = decoder_of(quick, Climbs(bars=BarsMeasured(130, 0.8, None)))
    feed_until(decoder, WHITE, 2)
    assert decoder.sight.hint is ScanHint.CLOSER
    quick.texts = (NUMBER,)
    decoder.feed(WHITE, 2.1)
    assert decoder.sight.hint is None
