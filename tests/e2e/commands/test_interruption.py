"""``interruption`` on a real store under a passphrase: the risk, a notice, a report, and a page of paper."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.benchmarks.parcels import enrolled_offline
from app.bootstrap import find_store_key
from app.counter_usecases import CounterUseCases
from app.domain.clerk import ClerkRole
from tests.e2e.commands.program import NO, PASSPHRASE, WRONG_USE, YES, Answer, yanqi
from tests.support.terminal import house_in, training_home

WORDS = "光缆被挖断"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An enrolled terminal with a clerk; nothing waits."""
    home = training_home(tmp_path / "home")
    house = house_in(home, find_store_key(home, PASSPHRASE).key)
    try:
        enrolled_offline(house)
        uses = CounterUseCases(house)
        house.store.submit(lambda: uses.add_clerk("1001", "样例甲", "258013", ClerkRole.CLERK)).result()
    finally:
        house.stop()
    return home.root


def interruption(home: Path, *words: str) -> Answer:
    return yanqi("interruption", "--training", "--passphrase-stdin", *words, home=home, stdin=f"{PASSPHRASE}\n")


def test_a_notice_and_a_report_are_filed_listed_and_put_on_paper(home: Path, tmp_path: Path) -> None:
    begins = datetime.now(UTC) + timedelta(days=2)
    times = ("--from", begins.isoformat(), "--to", (begins + timedelta(hours=4)).isoformat())
    plan = interruption(home, "plan", *times, "--cause", "power_cut", "--clerk", "1001")
    assert (plan.code, plan.line["filed"]) == (YES, "planned")
    report = interruption(
        home, "report", "--cause", "line_fault", "--measure", "kept_checking", "--words", WORDS, "--clerk", "1001"
    )
    assert (report.code, report.line["filed"]) == (YES, "reported")

    status = interruption(home, "status")
    outages = status.line["outages"]
    assert isinstance(outages, list)
    assert [(found["kind"], found["id"]) for found in outages if isinstance(found, dict)] == [
        ("planned", plan.line["id"]),
        ("interruption", report.line["id"]),
    ]
    assert WORDS not in status.out + report.out

    pdf = tmp_path / "report.pdf"
    sheet = interruption(home, "sheet", "--id", str(report.line["id"]), "--pdf", str(pdf))
    assert (sheet.code, sheet.line) == (
        YES,
        {"message": report.line["message"], "filed": "reported", "received_at": None, "problem": None},
    )
    assert pdf.read_bytes().startswith(b"%PDF-")


def test_what_cannot_be_right_is_refused(home: Path) -> None:
    stranger = interruption(home, "report", "--cause", "line_fault", "--clerk", "9999")
    assert (stranger.code, stranger.line["problem"]) == (NO, "clerk_invalid")
    assert interruption(home, "plan", "--from", "2026-11-20T04:00:00", "--clerk", "1001").code == WRONG_USE
