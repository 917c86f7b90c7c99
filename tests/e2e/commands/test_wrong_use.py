"""What is said to somebody who asks for something that is not there."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.__main__ import COMMANDS
from tests.e2e.commands.program import NO, PROJECT, WRONG_USE, YES, environment, yanqi
from tests.support.x_display import DEADLINE, focus, xdotool


@pytest.mark.parametrize("words", [(), ("nonsense",), ("queue", "--nonsense"), ("bench", "nothing"), ("demo",)])
def test_wrong_use_ends_with_two_and_says_so_on_standard_error(tmp_path: Path, words: tuple[str, ...]) -> None:
    answer = yanqi(*words, home=tmp_path)

    assert (answer.code, answer.out) == (WRONG_USE, "")
    assert "usage: yanqi" in answer.err


def test_the_help_lists_every_command(tmp_path: Path) -> None:
    ended = subprocess.run(  # help is for people, and no JSON
        [sys.executable, "-m", "app", "--help"],
        cwd=PROJECT,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ended.returncode, ended.stderr) == (YES, "")
    listed = {line.split()[0] for line in ended.stdout.splitlines() if line.startswith("    ") and line.split()}
    assert set(COMMANDS) <= listed


def test_without_a_display_the_window_says_what_to_do_instead(tmp_path: Path) -> None:
    answer = yanqi("run", "--training", home=tmp_path)

    assert (answer.code, answer.out) == (WRONG_USE, "")
    assert "no display" in answer.err
    assert list(tmp_path.iterdir()) == []


def test_broken_settings_are_complained_of_and_shown_until_somebody_has_read_it(tmp_path: Path, display: str) -> None:
    file = tmp_path / "production" / "settings.json"
    file.parent.mkdir()
    file.write_text('{"camera": 0}', encoding="utf-8")
    program = subprocess.Popen(
        [sys.executable, "-m", "app", "run"],
        cwd=PROJECT,
        env=environment(tmp_path) | {"DISPLAY": display, "QT_IM_MODULE": "none"},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert program.stderr is not None
        assert "settings invalid: camera" in program.stderr.readline()
        of_program = ("--all", "--pid", str(program.pid), "--name", ".")
        box = xdotool(display, "search", "--sync", "--onlyvisible", *of_program)
        focus(display, box)
        assert program.poll() is None
        xdotool(display, "key", "Return")
        assert program.wait(DEADLINE) == NO
    finally:
        program.kill()
        program.communicate()
    assert file.read_text(encoding="utf-8") == '{"camera": 0}'
