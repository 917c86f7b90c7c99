import io
import sys
import time
import wave
from pathlib import Path

import pytest

from ui.resource_files import SOUNDS
from ui.sounds import CommandPlayer, Speaker
from ui.tones import RATE, Tone, wave_bytes, write_all


@pytest.mark.parametrize("tone", Tone)
def test_the_files_are_what_the_module_makes(tone: Tone) -> None:
    assert (SOUNDS / f"{tone.value}.wav").read_bytes() == wave_bytes(tone)


def test_all_files_are_written(tmp_path: Path) -> None:
    write_all(tmp_path)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["bad.wav", "good.wav"]


def beeps(tone: Tone) -> list[tuple[float, float]]:
    """Frequency (Hz) and length (s) of each beep, from the samples alone."""
    with wave.open(io.BytesIO(wave_bytes(tone))) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        raw = memoryview(file.readframes(file.getnframes())).cast("h")
    found: list[tuple[float, float]] = []
    silent, start, crossings = 0, 0, 0
    for index in range(1, len(raw)):
        silent = silent + 1 if raw[index] == 0 else 0
        crossings += raw[index - 1] < 0 <= raw[index]
        if silent > RATE // 50 or index == len(raw) - 1:
            length = (index - silent - start) / RATE
            if length > 0.02:
                found.append((crossings / length, length))
            start, crossings = index, 0
    return found


def test_good_is_one_high_beep_and_bad_two_low_ones() -> None:
    (good,), bad = beeps(Tone.GOOD), beeps(Tone.BAD)
    assert good[0] > 1500
    assert len(bad) == 2
    assert all(frequency < 500 for frequency, _ in bad)
    assert all(length < 0.5 for _, length in [good, *bad])


class Player:
    """Plays into a list."""

    def __init__(self) -> None:
        self.played: list[Path] = []

    def __call__(self, file: Path) -> bool:
        self.played.append(file)
        return True


def test_a_silent_speaker_plays_nothing_and_says_so() -> None:
    player = Player()
    assert not Speaker(silent=True, player=player).play(Tone.GOOD)
    assert not player.played


def test_a_speaker_plays_the_tones_file() -> None:
    player = Player()
    assert Speaker(player=player).play(Tone.BAD)
    assert player.played == [SOUNDS / "bad.wav"]


def test_a_player_program_is_given_the_file(tmp_path: Path) -> None:
    """A stand-in player that says what it was asked to play; it runs detached, so its answer is waited for."""
    answer = tmp_path / "played"
    program = f"import pathlib, sys; pathlib.Path({str(answer)!r}).write_text(sys.argv[-1])"
    assert CommandPlayer((sys.executable, "-c", program))(SOUNDS / "good.wav")
    deadline = time.monotonic() + 10
    while not (answer.exists() and answer.read_text()) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert answer.read_text() == str(SOUNDS / "good.wav")


def test_a_player_that_is_not_there_is_no_sound() -> None:
    assert not CommandPlayer(("no-such-player-anywhere",))(SOUNDS / "good.wav")
