from collections.abc import Iterable, Sequence

import pytest

from devices.scanner.wedge import (
    BurstEnd,
    BurstRecogniser,
    Decision,
    Hold,
    KeyPress,
    PassOn,
    Scan,
    Swallow,
    WedgeSettings,
)
from devices.simulators.typing_scene import KeyEvent, TypingScene, typing_scene
from devices.simulators.wedge_bench import WedgeResult, measure_wedge
from tests.support.keyboard import keys_of, pressed, suffix, typed_out

WAYBILL = "YT8962646785389"
SLOW = WedgeSettings(threshold=0.1)


def play(keys: Iterable[KeyPress], settings: WedgeSettings | None = None) -> list[Decision]:
    """Feed keys as a caller does, with a tick at each deadline that comes before the next key and one at the end."""
    recogniser = BurstRecogniser(settings)
    decisions: list[Decision] = []
    for key in keys:
        if recogniser.deadline is not None and recogniser.deadline < key.monotonic:
            decisions += recogniser.tick(recogniser.deadline)
        decisions += recogniser.feed(key)
    if recogniser.deadline is not None:
        decisions += recogniser.tick(recogniser.deadline)
    return decisions


def scans(decisions: Sequence[Decision]) -> list[str]:
    return [decision.text for decision in decisions if isinstance(decision, Scan)]


def typing(decisions: Sequence[Decision]) -> str:
    return typed_out(key for decision in decisions if isinstance(decision, PassOn) for key in decision.keys)


def spread(text: str, gaps_ms: Sequence[float], start: float = 0.0) -> list[KeyPress]:
    """Keys for ``text`` and an Enter, the given milliseconds apart."""
    assert len(gaps_ms) == len(text)
    times = [start]
    for gap in gaps_ms:
        times.append(times[-1] + gap / 1000)
    return [*(pressed(character, time) for character, time in zip(text, times, strict=False)), suffix(times[-1])]


@pytest.mark.parametrize("gap_ms", [0, 1, 5, 10, 20, 34.9])
def test_a_scan_is_recognised_and_its_suffix_swallowed(gap_ms: float) -> None:
    keys = spread(WAYBILL, [gap_ms] * len(WAYBILL))
    decisions = play(keys)
    assert decisions == [*[Hold()] * len(WAYBILL), Scan(WAYBILL, tuple(keys))]


def test_tab_is_a_suffix_as_good_as_enter() -> None:
    *keys, end = spread(WAYBILL, [2] * len(WAYBILL))
    assert scans(play([*keys, KeyPress("\t", end.monotonic, is_suffix=True)])) == [WAYBILL]


@pytest.mark.parametrize("text", ["\n", "\r", "\t"])
def test_a_key_that_types_a_suffix_is_one_whatever_key_it_is(text: str) -> None:
    *keys, end = spread(WAYBILL, [2] * len(WAYBILL))
    assert scans(play([*keys, KeyPress(text, end.monotonic)])) == [WAYBILL]


def test_one_hiccup_does_not_spoil_a_fast_scan() -> None:
    assert scans(play(spread("SF12345678", [2, 34, 2, 2, 33, 2, 2, 2, 2, 2]))) == ["SF12345678"]


def test_the_gap_before_the_suffix_counts() -> None:
    decisions = play(spread("SF123456", [2] * 7 + [300]))
    assert scans(decisions) == []
    assert typing(decisions) == "SF123456⏎"


def test_a_suffix_out_of_step_with_a_slow_burst_makes_it_typing() -> None:
    decisions = play(spread(WAYBILL, [60] * 14 + [95]), SLOW)
    assert scans(decisions) == []
    assert typing(decisions) == WAYBILL + "⏎"


def test_the_steps_of_a_usb_keyboard_are_even_enough() -> None:
    assert scans(play(spread(WAYBILL, [24, 32, 24, 24, 32] * 3))) == [WAYBILL]


@pytest.mark.parametrize("text", ["12345", "A"])
def test_short_bursts_are_typing(text: str) -> None:
    decisions = play(spread(text, [2] * len(text)))
    assert scans(decisions) == []
    assert typing(decisions) == text + "⏎"


def test_the_shortest_scan() -> None:
    assert scans(play(spread("123456", [2] * 6))) == ["123456"]


def test_enter_alone_is_never_held() -> None:
    key = suffix(1.0)
    assert BurstRecogniser().feed(key) == [PassOn((key,))]


def test_a_single_key_waits_for_the_threshold_and_no_longer() -> None:
    recogniser = BurstRecogniser()
    key = pressed("a", 7.0)
    assert recogniser.feed(key) == [Hold()]
    assert recogniser.deadline == pytest.approx(7.035)
    assert recogniser.tick(7.03) == []
    assert recogniser.tick(recogniser.deadline or 0.0) == [PassOn((key,))]
    assert recogniser.deadline is None
    assert recogniser.tick(9.0) == []


HAND_GAPS_MS = [
    [82, 64, 31, 97, 45, 70, 58, 33, 76, 61, 49],  # a fast typist
    [30, 45, 28, 60, 33, 80, 31, 30, 52, 34, 41],
    [60, 4, 71, 12, 55, 3, 62, 9, 58, 6, 64],  # rolling over pairs of keys
    [34, 5, 33, 22, 35, 30, 7, 34, 31, 9, 33],  # mashing within the threshold
]


@pytest.mark.parametrize("gaps", HAND_GAPS_MS)
@pytest.mark.parametrize("settings", [WedgeSettings(), WedgeSettings(threshold=0.06), SLOW])
def test_fast_typing_with_rollover_is_never_a_scan(gaps: list[float], settings: WedgeSettings) -> None:
    decisions = play(spread("13888812345", gaps), settings)
    assert scans(decisions) == []
    assert typing(decisions) == "13888812345⏎"


def test_a_pin_typed_evenly_is_no_scan_even_with_the_slowest_threshold() -> None:
    decisions = play(spread("274951", [80, 82, 79, 81, 80, 78]), SLOW)
    assert scans(decisions) == []
    assert typing(decisions) == "274951⏎"


def test_of_a_hand_that_types_faster_than_the_threshold_three_keys_wait_at_most() -> None:
    recogniser = BurstRecogniser(SLOW)
    keys = spread("13888812345", HAND_GAPS_MS[0])[:-1]
    waiting = 0
    for key in keys:
        decisions = recogniser.feed(key)
        waiting += 1 - sum(len(decision.keys) for decision in decisions if isinstance(decision, PassOn))
        assert waiting <= 4


@pytest.mark.parametrize("gaps", [[40] * 15, [80] * 15, [99] * 15, [88, 96, 88, 88, 96] * 3, [48, 56, 48, 48, 56] * 3])
def test_a_slow_but_even_scanner_is_recognised_when_the_threshold_is_raised(gaps: list[float]) -> None:
    assert scans(play(spread(WAYBILL, gaps), SLOW)) == [WAYBILL]


def test_a_slow_scanner_is_not_recognised_at_the_usual_threshold() -> None:
    decisions = play(spread(WAYBILL, [40] * 15))
    assert scans(decisions) == []
    assert typing(decisions) == WAYBILL + "⏎"


def test_a_scan_right_after_typing_is_split_at_the_gap() -> None:
    typed = [pressed("1", 0.0), pressed("2", 0.09)]
    decisions = play([*typed, *spread(WAYBILL, [3] * len(WAYBILL), start=0.15)])
    assert typing(decisions) == "12"
    assert scans(decisions) == [WAYBILL]


def test_a_hand_typing_before_the_pause_does_not_spoil_the_scan_after_it() -> None:
    typed = spread("wangxiao", [34, 5, 33, 30, 35, 30, 7, 34])[:-1]
    burst = spread(WAYBILL, [3] * len(WAYBILL), start=typed[-1].monotonic + 0.05)
    decisions = play([*typed, *burst])
    assert typing(decisions) == "wangxiao"
    assert scans(decisions) == [WAYBILL]


def test_two_scans_in_a_row() -> None:
    first = spread("SF1234567", [2] * 9)
    second = spread("YT7654321", [2] * 9, start=first[-1].monotonic + 0.002)
    assert scans(play([*first, *second])) == ["SF1234567", "YT7654321"]


def test_the_second_half_of_crlf_is_swallowed() -> None:
    keys = spread(WAYBILL, [2] * len(WAYBILL))
    rest = suffix(keys[-1].monotonic + 0.002)
    assert play([*keys, rest])[-1] == Swallow((rest,))


def test_an_enter_pressed_later_is_the_clerks() -> None:
    keys = spread(WAYBILL, [2] * len(WAYBILL))
    enter = suffix(keys[-1].monotonic + 0.2)
    assert play([*keys, enter])[-1] == PassOn((enter,))


@pytest.mark.parametrize(
    ("typed", "caps_lock", "undo", "text"),
    [
        ("yt123456", True, True, "YT123456"),
        ("YT123456", False, True, "YT123456"),
        ("yt123456", True, False, "yt123456"),
        ("hTTPS://X.CN", True, True, "Https://x.cn"),
        ("]c1sf1234", True, True, "]C1SF1234"),
    ],
)
def test_caps_lock_is_undone(typed: str, caps_lock: bool, undo: bool, text: str) -> None:
    keys = [KeyPress(c, index * 0.002, caps_lock=caps_lock) for index, c in enumerate(typed)]
    end = KeyPress("\r", len(typed) * 0.002, is_suffix=True, caps_lock=caps_lock)
    assert scans(play([*keys, end], WedgeSettings(undo_caps_lock=undo))) == [text]


def test_caps_lock_leaves_typing_alone() -> None:
    key = KeyPress("A", 0.0, caps_lock=True)
    assert play([key]) == [Hold(), PassOn((key,))]


def test_a_key_held_down_is_no_scanner() -> None:
    first = pressed("8", 0.0)
    repeats = [KeyPress("8", 0.033 * step, auto_repeat=True) for step in range(1, 12)]
    decisions = play([first, *repeats, suffix(0.033 * 12)])
    assert scans(decisions) == []
    assert typing(decisions) == "8" * 12 + "⏎"


def test_a_key_without_text_ends_the_burst_and_is_never_held() -> None:
    keys = [*spread("SF1234", [2] * 6)[:-1], KeyPress("", 0.014)]
    assert play(keys)[-1] == PassOn(tuple(keys))


def test_without_a_suffix_silence_ends_a_scan() -> None:
    keys = spread(WAYBILL, [4] * len(WAYBILL))[:-1]
    recogniser = BurstRecogniser(WedgeSettings(end=BurstEnd.SILENCE))
    for key in keys:
        assert recogniser.feed(key) == [Hold()]
    assert recogniser.tick(keys[-1].monotonic + 0.034) == []
    assert recogniser.tick(keys[-1].monotonic + 0.036) == [Scan(WAYBILL, tuple(keys))]


def test_without_a_suffix_the_next_key_settles_the_scan() -> None:
    keys = spread(WAYBILL, [4] * len(WAYBILL))[:-1]
    recogniser = BurstRecogniser(WedgeSettings(end=BurstEnd.SILENCE))
    for key in keys:
        recogniser.feed(key)
    late = pressed("x", 5.0)
    assert recogniser.feed(late) == [Scan(WAYBILL, tuple(keys)), Hold()]


def test_without_a_suffix_typing_is_still_typing() -> None:
    decisions = play(spread("13888812345", HAND_GAPS_MS[0]), WedgeSettings(end=BurstEnd.SILENCE, threshold=0.1))
    assert scans(decisions) == []
    assert typing(decisions) == "13888812345⏎"


def test_with_a_suffix_set_up_silence_makes_no_scan() -> None:
    keys = spread(WAYBILL, [4] * len(WAYBILL))[:-1]
    assert play(keys)[-1] == PassOn(tuple(keys))


def test_a_clock_that_goes_back_is_a_pause() -> None:
    first = pressed("1", 4294967.2)
    burst = spread(WAYBILL, [2] * len(WAYBILL), start=0.1)
    decisions = play([first, *burst])
    assert typing(decisions) == "1"
    assert scans(decisions) == [WAYBILL]


def stroke(character: str, at_ms: float, down_ms: float) -> list[KeyEvent]:
    return [
        KeyEvent(at_ms / 1000, character, down=True),
        KeyEvent((at_ms + down_ms) / 1000, character, down=False),
    ]


@pytest.mark.parametrize("letter_at_ms", [-6, 1, 33, 97, 149, 154])
@pytest.mark.parametrize("pace_ms", [10, 70])
def test_a_letter_that_the_clerk_types_into_a_burst_is_typing_and_no_part_of_the_code(
    letter_at_ms: float, pace_ms: float
) -> None:
    code = "7731234567890123"
    burst = [event for n, c in enumerate(code + "\r") for event in stroke(c, 1000 + n * pace_ms, pace_ms / 4)]
    letter = stroke("q", 1000 + letter_at_ms * pace_ms / 10, 90)
    scene = TypingScene(tuple(sorted([*burst, *letter], key=lambda event: event.at)), (code,), "q")
    assert measure_wedge(scene) == WedgeResult(codes=1, right=1, wrong=0, letters=1, lost=0)


@pytest.mark.parametrize("pauses", [True, False])
def test_bursts_among_human_typing_are_heard_right_and_no_letter_is_lost(pauses: bool) -> None:
    result = measure_wedge(typing_scene(100, seed=1, pauses=pauses))
    assert (result.right, result.wrong, result.lost) == (100, 0, 0)
    assert result.letters > 300


def test_a_scanner_that_holds_several_keys_at_once_is_no_hand() -> None:
    code = "1234567890123456"
    burst = [event for n, c in enumerate(code + "\r") for event in stroke(c, 1000 + n * 4, 14)]
    scene = TypingScene(tuple(sorted(burst, key=lambda event: event.at)), (code,), "")
    assert measure_wedge(scene).right == 1


def test_a_flood_of_keys_is_let_go() -> None:
    keys = keys_of("x" * 5000, gap=0.001)
    decisions = play(keys)
    assert scans(decisions) == []
    assert typing(decisions) == "x" * 5000


def test_a_large_code_is_one_scan() -> None:
    text = "0123456789" * 290
    assert scans(play(spread(text, [2] * len(text)))) == [text]


@pytest.mark.parametrize("threshold", [0.0, -0.01, 0.11])
def test_thresholds_out_of_range_are_refused(threshold: float) -> None:
    with pytest.raises(ValueError, match="threshold"):
        WedgeSettings(threshold=threshold)


def test_a_minimum_without_rhythm_is_refused() -> None:
    with pytest.raises(ValueError, match="two characters"):
        WedgeSettings(min_length=1)


def test_no_repr_shows_what_was_typed() -> None:
    keys = spread("274951", [2] * 6)
    assert "274951" not in "".join(repr(decision) for decision in play(keys))
    assert all(f"text={key.text!r}" not in repr(key) for key in keys)
