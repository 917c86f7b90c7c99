"""The late entry page's mind: what it proposes, asks for and says."""

from dataclasses import dataclass, field
from datetime import timedelta, timezone

import pytest

from app.domain.acceptance import NOTHING_YET, Missing
from app.domain.errors import DomainError, DomainFault
from app.domain.inspection import PhotoRole
from app.domain.late_entry import LateEntry, LateGround, LateProblem, PaperForm
from app.usecases.results import CounterView
from app.usecases.supervisor_words import Credentials
from tests.support import builders
from tests.support.builders import CLERK, NOON
from tests.support.fake_counter import InlineTaskRunner, clerk
from ui.screens.acceptance.inspection_state import next_photo
from ui.screens.acceptance.wording import missing_words
from ui.screens.late_entry.presenter import LateEntryPorts, LateEntryPresenter
from ui.screens.late_entry.state import LateEntryPage
from ui.tones import Tone
from ui.wording.late_entry import bar_words

PAPER = PaperForm(NOON - timedelta(hours=1), CLERK, "ZD-001", "")
WHO = Credentials("9001", "2580")
CHINA = timezone(timedelta(hours=8))


@dataclass
class Page:
    """The presenter with what it shows and what it asked for."""

    refuses: DomainError | None = None
    state: LateEntryPage = field(default_factory=LateEntryPage)
    begun: list[PaperForm] = field(default_factory=list)
    entered: int = 0
    rung: list[Tone] = field(default_factory=list)

    def __post_init__(self) -> None:
        ports = LateEntryPorts(
            begin=self._begin,
            policy=builders.policy(),
            store_tasks=InlineTaskRunner(),
            now=lambda: NOON,
            local=lambda moment: moment.astimezone(CHINA),
            bell=self.rung.append,
        )
        self.presenter = LateEntryPresenter(self, ports)
        self.presenter.clerk_signed_in(clerk())
        self.presenter.begin()

    def show_state(self, state: LateEntryPage) -> None:
        self.state = state

    def enter_counter(self) -> None:
        self.entered += 1

    def _begin(self, paper: PaperForm, who: Credentials, _: str) -> CounterView:
        assert who == WHO
        if self.refuses is not None:
            raise self.refuses
        self.begun.append(paper)
        return CounterView(None, NOTHING_YET)


def test_it_proposes_the_clerk_and_an_hour_ago() -> None:
    page = Page()
    assert (page.state.accepted_by, page.state.accepted_at) == (clerk().number, NOON - timedelta(hours=1))


def test_a_form_with_its_reason_opens_the_counter() -> None:
    page = Page()
    assert not page.presenter.pick("x")
    assert page.presenter.pick("2")
    page.presenter.submit(PAPER, WHO)
    assert [paper.reason for paper in page.begun] == ["pc_broken"]
    assert (page.entered, page.rung, page.presenter.idle) == (1, [Tone.GOOD], True)


def test_without_a_reason_nothing_is_asked() -> None:
    page = Page()
    page.presenter.submit(PAPER, WHO)
    assert (page.begun, page.state.wrong, page.rung) == ([], LateProblem.REASON, [Tone.BAD])


@pytest.mark.parametrize("problem", [LateProblem.OUTSIDE, LateProblem.FORM_USED])
def test_a_refusal_names_the_field_and_keeps_the_form(problem: LateProblem) -> None:
    page = Page(DomainError(DomainFault.LATE_ENTRY_REFUSED, problem.value))
    page.presenter.pick("1")
    before = page.state.number
    page.presenter.submit(PAPER, WHO)
    assert (page.state.wrong, page.state.number, page.entered) == (problem, before, 0)


def test_nobody_begins_while_the_counter_is_locked() -> None:
    page = Page()
    page.presenter.pick("1")
    page.presenter.locked()
    page.presenter.submit(PAPER, WHO)
    assert page.begun == []


LATE = LateEntry(NOON - timedelta(hours=1), CLERK, "ZD-001", LateGround.SILENT, None, False, "no_power", CLERK, NOON)


def test_the_counter_asks_for_the_form_and_says_which_one_it_is() -> None:
    parcel = builders.parcel(late=LATE)
    assert next_photo(parcel, builders.policy()) is PhotoRole.PAPER_FORM
    assert missing_words(Missing.DOCUMENT, late=True) != missing_words(Missing.DOCUMENT, late=False)
    assert missing_words(Missing.PHONE, late=True) == missing_words(Missing.PHONE, late=False)
    told = bar_words(LATE, lambda moment: moment.astimezone(CHINA))
    assert "ZD-001" in told
    assert "2026-11-20 11:00" in told
