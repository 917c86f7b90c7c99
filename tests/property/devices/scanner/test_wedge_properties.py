from itertools import accumulate

from hypothesis import given, settings
from hypothesis import strategies as st

from devices.scanner.wedge import (
    BurstEnd,
    BurstRecogniser,
    Decision,
    Hold,
    KeyPress,
    PassOn,
    Scan,
    WedgeSettings,
)
from devices.simulators.typing_scene import typing_scene
from devices.simulators.wedge_bench import measure_wedge
from tests.support.keyboard import pressed, suffix

THRESHOLDS = st.floats(0.03, 0.1)
SETTINGS = st.builds(WedgeSettings, threshold=THRESHOLDS, end=st.sampled_from(BurstEnd))
CHARACTERS = st.characters(min_codepoint=0x20, max_codepoint=0x7E)
CODES = st.text(CHARACTERS, min_size=6, max_size=40)


class Caller:
    """Plays an event filter: keeps its own queue of held keys, and checks what every decision must keep to."""

    def __init__(self, chosen: WedgeSettings) -> None:
        self.recogniser = BurstRecogniser(chosen)
        self._queue: list[KeyPress] = []
        self.passed: list[KeyPress] = []
        self.scans: list[str] = []

    def press(self, key: KeyPress) -> None:
        deadline = self.recogniser.deadline
        if deadline is not None and deadline < key.monotonic:
            self.tick(deadline)
        self._queue.append(key)
        decisions = self.recogniser.feed(key)
        assert decisions
        assert all(not isinstance(decision, Hold) for decision in decisions[:-1])
        self._carry_out(decisions)
        assert bool(self._queue) is isinstance(decisions[-1], Hold)

    def tick(self, now: float) -> None:
        self._carry_out(self.recogniser.tick(now))

    def finish(self) -> None:
        if self.recogniser.deadline is not None:
            self.tick(self.recogniser.deadline)
        assert self._queue == []

    def _carry_out(self, decisions: list[Decision]) -> None:
        for decision in decisions:
            if isinstance(decision, Hold):
                continue
            count = len(decision.keys)
            assert list(decision.keys) == self._queue[:count]
            del self._queue[:count]
            if isinstance(decision, PassOn):
                self.passed += decision.keys
            if isinstance(decision, Scan):
                self.scans.append(decision.text)
                assert decision.typed <= set(range(count - 1))
                self.passed += [decision.keys[number] for number in sorted(decision.typed)]


def play(chosen: WedgeSettings, keys: list[KeyPress]) -> Caller:
    caller = Caller(chosen)
    for key in keys:
        caller.press(key)
    caller.finish()
    return caller


def timed(text: str, gaps: list[float], start: float = 0.0) -> list[KeyPress]:
    times = list(accumulate(gaps, initial=start))
    return [*(pressed(c, at) for c, at in zip(text, times[:-1], strict=True)), suffix(times[-1])]


ANY_KEY = st.tuples(
    st.sampled_from(["a", "7", "-", ""]), st.booleans(), st.booleans(), st.booleans(), st.floats(-0.01, 0.15)
)


@settings(max_examples=25)
@given(st.integers(0, 10**6), st.booleans())
def test_whatever_a_clerk_types_meanwhile_reaches_nobody_as_a_code(seed: int, pauses: bool) -> None:
    scene = typing_scene(6, seed, pauses=pauses)
    result = measure_wedge(scene)
    assert result.right >= 5
    assert result.lost == 0


@given(SETTINGS, st.lists(ANY_KEY, max_size=60))
def test_every_key_comes_out_once_and_in_order_whatever_is_pressed(
    chosen: WedgeSettings, presses: list[tuple[str, bool, bool, bool, float]]
) -> None:
    now, keys = 0.0, []
    for text, is_suffix, caps, repeat, gap in presses:
        now += gap
        keys.append(KeyPress(text, now, is_suffix=is_suffix, caps_lock=caps, auto_repeat=repeat))
    play(chosen, keys)


@given(SETTINGS, st.data(), CODES)
def test_a_fast_scan_of_any_rhythm_arrives_whole_and_once(
    chosen: WedgeSettings, data: st.DataObject, code: str
) -> None:
    gaps = data.draw(st.lists(st.floats(0, 0.02), min_size=len(code), max_size=len(code)))
    caller = play(chosen, timed(code, gaps))
    assert (caller.scans, caller.passed) == ([code], [])


@given(SETTINGS, st.data(), st.text(CHARACTERS, min_size=10, max_size=40))
def test_an_even_scan_at_any_pace_within_the_threshold_arrives_whole_and_once(
    chosen: WedgeSettings, data: st.DataObject, code: str
) -> None:
    pace = data.draw(st.floats(0, chosen.threshold - 0.005))
    jitter = st.floats(-0.004, 0.004)
    gaps = [max(0.0, pace + data.draw(jitter)) for _ in code]
    caller = play(chosen, timed(code, gaps))
    assert (caller.scans, caller.passed) == ([code], [])


@given(SETTINGS, st.data(), st.text(CHARACTERS, max_size=40))
def test_typing_slower_than_the_threshold_passes_unchanged(
    chosen: WedgeSettings, data: st.DataObject, text: str
) -> None:
    slower = st.floats(chosen.threshold + 0.001, 2)
    keys = timed(text, [data.draw(slower) for _ in text])
    caller = play(chosen, keys)
    assert (caller.scans, caller.passed) == ([], keys)


PIECES = st.lists(st.tuples(st.booleans(), CODES), max_size=6)


@given(SETTINGS, PIECES)
def test_typing_and_scans_in_turns_are_told_apart(chosen: WedgeSettings, pieces: list[tuple[bool, str]]) -> None:
    keys: list[KeyPress] = []
    now = 0.0
    for scanned, text in pieces:
        gap = 0.004 if scanned else chosen.threshold + 0.02
        keys += timed(text, [gap] * len(text), start=now)
        now = keys[-1].monotonic + chosen.threshold + 0.01
    caller = play(chosen, keys)
    assert caller.scans == [text for scanned, text in pieces if scanned]
    assert "".join(key.text for key in caller.passed) == "".join(f"{text}\r" for scanned, text in pieces if not scanned)


@given(THRESHOLDS, CODES)
def test_caps_lock_never_changes_what_was_scanned(threshold: float, code: str) -> None:
    keys = [
        KeyPress(key.text.swapcase(), key.monotonic, is_suffix=key.is_suffix, caps_lock=True)
        for key in timed(code, [0.003] * len(code))
    ]
    assert play(WedgeSettings(threshold=threshold), keys).scans == [code]
