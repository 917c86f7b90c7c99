"""The notice's page: which sheet, on what paper, without a window."""

from dataclasses import dataclass, field
from pathlib import Path

from app.domain.errors import DomainFault
from app.domain.notice import NoticeOutlet
from tests.support.counter_house import CounterHouse
from tests.support.fake_counter import InlineTaskRunner
from tests.support.paper import RecordingPaper
from ui.faults import Failed
from ui.keys import Action
from ui.printing.page import Page, Sheet
from ui.printing.problems import PrintProblem
from ui.screens.notice.presenter import NoticePorts, NoticePresenter
from ui.screens.notice.state import Answer, Hanging, NoticePage, Told
from ui.tones import Tone


@dataclass
class Wall:
    """A presenter with a screen, a printer and sheets that only have a title."""

    house: CounterHouse = field(default_factory=CounterHouse)
    paper: RecordingPaper = field(default_factory=RecordingPaper)
    bells: list[Tone] = field(default_factory=list)
    laid_out: list[tuple[Hanging, NoticeOutlet]] = field(default_factory=list)
    state: NoticePage = field(default_factory=NoticePage)

    def __post_init__(self) -> None:
        ports = NoticePorts(self.house.read_outlet, self, self.paper, InlineTaskRunner(), self.bells.append)
        self.presenter = NoticePresenter(self, ports)

    def sheet(self, hanging: Hanging, outlet: NoticeOutlet) -> Sheet:
        self.laid_out.append((hanging, outlet))
        return Sheet(hanging.value, (Page(10, 10, ()),))

    def show_state(self, state: NoticePage) -> None:
        self.state = state

    def told(self) -> Answer | None:
        """The page's last answer."""
        return self.state.answer


def test_the_notice_of_this_outlet_is_shown_first() -> None:
    wall = Wall()
    wall.presenter.shown()
    assert wall.state.sheet is not None
    assert wall.state.sheet.title == "notice"
    assert wall.laid_out == [(Hanging.NOTICE, wall.house.read_outlet())]
    assert wall.state.by_hand


def test_a_key_turns_to_the_next_sheet_and_each_is_laid_out_once() -> None:
    wall = Wall()
    wall.presenter.shown()
    first = wall.state.sheet
    wall.presenter.perform(Action.CONFIRM)
    seen = [wall.state.hanging]
    for _ in range(2):
        wall.presenter.perform(Action.CONFIRM)
        seen.append(wall.state.hanging)
    assert seen == [Hanging.POSTER, Hanging.PAPER_FORM, Hanging.NOTICE]
    wall.presenter.shown()
    assert wall.state.sheet is first
    assert [hanging for hanging, _ in wall.laid_out] == list(Hanging)


def test_what_is_shown_is_printed() -> None:
    wall = Wall()
    wall.presenter.shown()
    wall.presenter.perform(Action.CONFIRM)
    wall.presenter.perform(Action.PRINT_LABEL)
    assert [sheet.title for sheet in wall.paper.printed] == ["poster"]
    assert wall.state.answer is Told.PRINTED
    assert wall.bells == [Tone.GOOD]


def test_without_a_printer_it_says_so_and_a_pdf_still_goes() -> None:
    wall = Wall(paper=RecordingPaper(PrintProblem.NO_PRINTER))
    wall.presenter.shown()
    wall.presenter.print()
    assert wall.state.answer == Failed(PrintProblem.NO_PRINTER)
    assert wall.bells == [Tone.BAD]
    wall.presenter.save(Path("notice.pdf"))
    assert [(sheet.title, path) for sheet, path in wall.paper.saved] == [("notice", Path("notice.pdf"))]
    assert wall.told() is Told.SAVED


def test_nothing_is_saved_where_nobody_chose() -> None:
    wall = Wall()
    wall.presenter.shown()
    wall.presenter.save(None)
    assert wall.paper.saved == []
    assert wall.state.answer is None
    wall.paper.save_problem = PrintProblem.NOT_SAVED
    wall.presenter.save(Path("notice.pdf"))
    assert wall.state.answer == Failed(PrintProblem.NOT_SAVED)


def test_an_outlet_that_is_not_known_is_told_and_nothing_is_printed() -> None:
    wall = Wall(house=CounterHouse(enrolled=False))
    wall.presenter.shown()
    assert wall.state.answer == Failed(DomainFault.NOT_ENROLLED)
    wall.presenter.print()
    wall.presenter.save(Path("notice.pdf"))
    assert wall.state.sheet is None
    assert wall.paper.printed == []
    assert wall.paper.saved == []


def test_a_key_that_is_not_the_pages_own_is_left_alone() -> None:
    assert not Wall().presenter.perform(Action.FINISH)
