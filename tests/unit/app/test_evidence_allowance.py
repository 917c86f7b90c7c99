"""The day's evidence on a metered link."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.evidence_allowance import DailyAllowance
from app.system import SystemClock
from tests.support.builders import NOON


def allowance(folder: Path, size: int = 1000) -> DailyAllowance:
    return DailyAllowance(folder / "traffic.json", size, lambda moment: SystemClock().local(moment).date())


def test_what_was_sent_today_is_spent_after_a_restart_too(tmp_path: Path) -> None:
    allowance(tmp_path).spend(300, NOON)
    allowance(tmp_path).spend(300, NOON)

    assert allowance(tmp_path).left(NOON) == 400


def test_the_counters_midnight_begins_anew(tmp_path: Path) -> None:
    spender = allowance(tmp_path)
    before = datetime.fromisoformat("2026-11-20T23:59:00+08:00")
    spender.spend(1000, before)

    assert spender.left(before) == 0
    assert spender.left(before + timedelta(minutes=1)) == 1000
    spender.spend(1, before + timedelta(minutes=1))
    assert spender.left(before + timedelta(minutes=1)) == 999


def test_more_than_the_day_has_leaves_nothing(tmp_path: Path) -> None:
    spender = allowance(tmp_path)
    spender.spend(5000, NOON)

    assert spender.left(NOON) == 0


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"day": "2026-11-20", "bytes": "many"}', '{"day": 1}'])
def test_a_file_that_cannot_be_read_costs_nobody_their_way(tmp_path: Path, text: str) -> None:
    (tmp_path / "traffic.json").write_text(text, encoding="utf-8")

    assert allowance(tmp_path).left(NOON) == 1000


def test_a_folder_that_is_gone_stops_nothing(tmp_path: Path) -> None:
    spender = allowance(tmp_path / "gone")
    spender.spend(100, NOON)

    assert spender.left(NOON) == 900
