"""The province's news by its keys: what is read before a shift, and what never waits for it."""

import pytest
from pydantic import JsonValue
from PySide6.QtWidgets import QLabel

from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.events import ChangesTaken
from sync.words import ChangeKind
from tests.gui.conftest import OpenStage
from tests.gui.news_scenes import LONG
from tests.gui.stage import Stage
from tests.support.builders import CLERK, CREDIT_CODE, NOON, customer
from tests.support.counter_house import WAYBILL
from tests.support.fake_counter import OTHER_WAYBILL, scan, two_waybills
from tests.support.told_news import customer_body, filed, notice_body, tell
from ui.screens.acceptance.state import Panel

READER = Clerk(CLERK, "李测试", "hash")
SUPERVISOR = Clerk(ClerkNumber("9001"), "站长", "hash", ClerkRole.SUPERVISOR)
AUDITOR = Clerk(ClerkNumber("9002"), "稽核", "hash", ClerkRole.AUDITOR)


@pytest.fixture
def stage(open_stage: OpenStage) -> Stage:
    """An outlet with a clerk, a supervisor and an auditor; nobody is signed in."""
    stage = open_stage()
    for person in (READER, SUPERVISOR, AUDITOR):
        stage.counter.house.look(lambda work, person=person: work.clerks.add(person))  # type: ignore[misc] # a lambda's default is not inferred
    return stage


def told(stage: Stage, kind: ChangeKind, *bodies: dict[str, JsonValue]) -> None:
    """The province has told it, and the window heard of it."""
    for body in bodies:
        tell(stage.counter.house, kind, body)
    stage.window.take(ChangesTaken((kind.value,)))


def readers(stage: Stage) -> list[tuple[str, ClerkNumber]]:
    return [(one.notice_id, one.clerk) for one in stage.counter.house.look(lambda work: work.news.readings())]


def seen(stage: Stage) -> str:
    page = stage.page()
    labels = (part for part in stage.parts(QLabel) if part.isVisible() and page.isAncestorOf(part))
    return "\n".join(label.text() for label in labels)


def test_what_has_to_be_read_comes_before_the_counter_and_no_scan_is_lost(stage: Stage) -> None:
    told(stage, ChangeKind.NOTICE, notice_body("n-1", title="长通知", text=LONG), notice_body("n-2", title="短通知"))
    stage.sign_in(READER)
    news = stage.window.news.view
    assert stage.page() is news
    assert "还有 2 份" in seen(stage)

    stage.window.take(scan())
    stage.keys("Ctrl+1", "Ctrl+4", "Enter")
    assert stage.page() is news, "neither a scan nor a key opens the counter"

    stage.hold("Space", repeats=60)
    assert readers(stage) == [], "a key that is held turns one page"
    pages = 0
    while not readers(stage):
        stage.keys("Space")
        pages += 1
    assert 3 < pages < 60
    assert readers(stage) == [("n-1", CLERK)]
    assert (stage.page(), "还有 1 份" in seen(stage)) == (news, True)

    stage.keys("Space")
    assert readers(stage) == [("n-1", CLERK), ("n-2", CLERK)]
    assert stage.page() is stage.window.acceptance_view
    parcel = stage.window.acceptance.view.parcel
    assert parcel is not None
    assert parcel.waybill is not None
    assert parcel.waybill.number == WAYBILL
    stage.window.lock()
    stage.sign_in(READER)
    assert stage.page() is stage.window.acceptance_view, "once is enough"


def test_of_two_labels_seen_meanwhile_none_is_taken_unasked(stage: Stage) -> None:
    told(stage, ChangeKind.NOTICE, notice_body("n-1", title="短通知"))
    stage.sign_in(READER)
    stage.window.take(two_waybills(WAYBILL, OTHER_WAYBILL))
    assert stage.page() is stage.window.news.view
    stage.keys("Space")
    assert stage.page() is stage.window.acceptance_view
    assert stage.window.acceptance.panel is Panel.WAYBILL_CHOICE
    assert stage.window.acceptance.view.parcel is None


def test_neither_an_incident_nor_the_lock_waits_for_a_notice(stage: Stage) -> None:
    told(stage, ChangeKind.NOTICE, notice_body(text=LONG))
    stage.sign_in(READER)
    stage.keys("F3")
    assert stage.page() is stage.window.incidents.card_view
    stage.keys("Esc")
    assert stage.page() is stage.window.news.view
    stage.keys("F3", "3", "Enter")
    assert stage.page() is stage.window.incidents.view
    assert len(stage.counter.house.list_incidents().open_ones) == 1
    stage.keys("Ctrl+1")
    assert stage.page() is stage.window.news.view, "the notice still comes before the counter"
    stage.keys("F12")
    assert stage.page() is stage.window.sign_in_view
    assert readers(stage) == []


def test_a_notice_in_mid_shift_waits_for_the_next_and_a_withdrawn_one_for_nobody(stage: Stage) -> None:
    stage.sign_in(READER)
    told(stage, ChangeKind.NOTICE, notice_body())
    assert stage.page() is stage.window.acceptance_view
    stage.window.lock()
    stage.sign_in(AUDITOR)
    assert stage.page() is stage.window.acceptance_view, "who only looks has nothing to confirm"
    stage.window.lock()
    stage.sign_in(READER)
    assert stage.page() is stage.window.news.view

    told(stage, ChangeKind.NOTICE, notice_body(revision=2, withdrawn=True))

    assert stage.page() is stage.window.acceptance_view
    stage.keys("Ctrl+0")
    assert stage.window.news.view.list.model().index(0, 2).data() == "已撤回"


def test_a_clashing_customer_is_shown_and_a_supervisor_decides(stage: Stage) -> None:
    house = stage.counter.house
    own = customer(credit_code=CREDIT_CODE)
    house.look(lambda work: work.customers.save(own, clerk=SUPERVISOR.number, at=NOON))
    told(stage, ChangeKind.AGREEMENT_CUSTOMER, customer_body(customer=filed()))
    stage.sign_in(READER)
    stage.keys("Ctrl+0")
    assert "省局登记" in seen(stage)
    assert filed().responsible_name not in seen(stage)
    stage.keys("Ctrl+S", "Ctrl+S")
    assert "只有站长" in seen(stage)
    assert house.look(lambda work: work.customers.all()) == [own]

    stage.window.lock()
    stage.sign_in(SUPERVISOR)
    stage.keys("Ctrl+0", "Ctrl+S")
    assert house.look(lambda work: work.customers.all()) == [own], "asked once more"
    stage.keys("Ctrl+S")
    (kept,) = house.look(lambda work: work.customers.all())
    assert (kept.customer_id, kept.name) == (own.customer_id, filed().name)
    assert "已采用省局的登记" in seen(stage)
    stage.keys("Ctrl+3")
    assert "省局" in str(stage.window.customers_view.list.model.index(0, 4).data())
