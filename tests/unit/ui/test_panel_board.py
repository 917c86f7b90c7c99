"""The panels beside the lanes: one at a time, closed by what they asked for and by nothing else."""

from dataclasses import replace

import pytest

from app.domain.acceptance import Missing, Objection
from app.domain.customer import AgreementStanding
from app.domain.errors import DomainFault
from app.domain.identity.document import DocumentProblem
from app.domain.inspection import PhotoProblem, PhotoRole
from app.domain.sending import Sending
from app.storage.errors import StorageError, StorageFault
from devices.documents.reading import CaptureHint, DocumentReading
from devices.errors import DeviceError, DeviceFault
from tests.support.builders import NOON, policy
from tests.support.fake_counter import FakeCounter, FakeFaces, SteppedTaskRunner
from tests.support.sender_samples import reading, two_customers, with_customers
from ui.faults import Failed
from ui.screens.acceptance.panel_board import PanelBoard
from ui.screens.acceptance.panels import LISTED, SENDING_CHOICES, OpenPanel, listed, sending_for
from ui.screens.acceptance.state import (
    CaptureState,
    Caution,
    Hint,
    Misread,
    Notice,
    Panel,
    PhotoDoubted,
    Question,
    SeenBefore,
    ShownCustomer,
    StandsAgainst,
    StillMissing,
    Unusual,
)

QUESTION = Question(policy().senders.relations)
TAKING = {Panel.NAME, Panel.TYPED_DOCUMENT, Panel.CUSTOMERS, Panel.WAYBILL, Panel.CAPTURE, Panel.SCREENING}


def register(counter: FakeCounter) -> None:
    with_customers(counter.house, *two_customers())


class Board:
    """A board with everything that it told."""

    def __init__(self, counter: FakeCounter | None = None) -> None:
        self.counter = counter if counter is not None else FakeCounter()
        self.said: list[Notice] = []
        self.drawn = 0
        self.read: list[DocumentReading] = []
        self.board = PanelBoard(self.counter.ports(), say=self.said.append, redraw=self._redraw, read=self.read.append)

    def _redraw(self) -> None:
        self.drawn += 1

    def open(self, panel: Panel) -> None:
        if panel in (Panel.QUESTION, Panel.SUPERVISOR):
            self.board.ask(panel, QUESTION)
        elif panel is Panel.CUSTOMERS:
            register(self.counter)
            self.board.toggle_customers()
        elif panel is Panel.CAPTURE:
            self.board.toggle_capture()
        elif panel is not Panel.NONE:
            self.board.toggle(panel)
        assert self.board.panel is panel


def shown(name: str, initials: str) -> ShownCustomer:
    return ShownCustomer(name, name, AgreementStanding.NONE, initials)


def test_one_panel_stands_open_at_a_time_and_its_key_closes_it() -> None:
    scene = Board()
    scene.open(Panel.SENDING)
    scene.open(Panel.NAME)
    scene.board.toggle(Panel.NAME)
    assert scene.board.panel is Panel.NONE
    assert scene.drawn == 3


@pytest.mark.parametrize(
    ("panel", "said"), [(Panel.QUESTION, Hint.NOTHING_TO_ANSWER), (Panel.SUPERVISOR, Hint.NOTHING_FOR_SUPERVISOR)]
)
def test_nothing_to_ask_opens_nothing_and_says_so(panel: Panel, said: Hint) -> None:
    scene = Board()
    scene.board.ask(panel, None)
    assert scene.said == [said]
    assert scene.board.panel is Panel.NONE
    scene.board.ask(panel, QUESTION)
    assert scene.board.question == QUESTION
    scene.board.ask(panel, QUESTION)
    assert scene.board.panel is Panel.NONE


@pytest.mark.parametrize(
    ("notice", "panels"),
    [
        (Hint.WAYBILL_TAKEN, {Panel.WAYBILL, Panel.LABEL, Panel.WAYBILL_CHOICE}),
        (Hint.DOCUMENT_TAKEN, {Panel.TYPED_DOCUMENT, Panel.CAPTURE}),
        (Hint.DOCUMENT_TO_COMPARE, {Panel.TYPED_DOCUMENT, Panel.CAPTURE}),
        (Hint.NAME_AGREES, {Panel.NAME}),
        (Hint.ADDRESS_TAKEN, {Panel.ADDRESS}),
        (Hint.SUPERVISOR_TAKEN, {Panel.SUPERVISOR}),
        (Hint.CUSTOMER_TAKEN, {Panel.CUSTOMERS}),
        (Hint.SCREENING_RECORDED, {Panel.SCREENING}),
        (Hint.ITEM_DECLARED, set()),
        (Hint.JOURNEY_CHOSEN, set()),
        (PhotoDoubted(PhotoProblem.BLURRED, PhotoRole.PAPER), {Panel.ITEMS}),
        (Hint.PHOTO_TAKEN, set()),
        (Hint.CODE_UNKNOWN, set()),
        (Failed(DomainFault.SIGN_IN_REFUSED), set()),
        (Misread("EE123456788CN"), set()),
        (SeenBefore("YT8962646785389", "1001", NOON), set()),
        (StillMissing(Missing.PHOTO), set()),
        (StandsAgainst(Objection.NAME_DIFFERS), TAKING),
        (Caution(DocumentProblem.UNDER_AGE), TAKING),
        (Unusual(policy().senders.cautions[0]), TAKING),
        (None, set()),
    ],
)
def test_a_panel_is_closed_by_what_it_asked_for_and_by_nothing_else(notice: Notice | None, panels: set[Panel]) -> None:
    for panel in set(Panel) - {Panel.NONE, Panel.FACE_CONSENT}:
        scene = Board()
        scene.open(panel)
        scene.board.follow(notice, None)
        assert (scene.board.panel is Panel.NONE) is (panel in panels), panel


def test_faces_are_off_or_ask_for_consent() -> None:
    off = Board()
    off.board.ask_for_faces()
    assert off.said == [Hint.FACES_OFF]
    on = Board(FakeCounter(faces=FakeFaces()))
    on.board.ask_for_faces()
    assert on.board.panel is Panel.FACE_CONSENT


class TestCapture:
    def test_the_key_begins_and_ends_it(self) -> None:
        scene = Board()
        scene.board.toggle_capture()
        begun = scene.board.capture
        assert begun == CaptureState(CaptureHint.SHOW_DOCUMENT)
        scene.board.toggle_capture()
        assert scene.board.capture is None
        assert scene.board.panel is Panel.NONE
        assert scene.board.idle

    def test_another_panel_ends_it(self) -> None:
        scene = Board()
        scene.board.toggle_capture()
        scene.board.toggle(Panel.TYPED_DOCUMENT)
        assert scene.board.capture is None

    def test_a_reading_closes_the_panel_and_goes_on(self) -> None:
        scene = Board()
        scene.counter.document_camera.reading = reading()
        scene.board.toggle_capture()
        scene.board.read_now()
        assert scene.read == [scene.counter.document_camera.reading]
        assert scene.board.panel is Panel.NONE

    @pytest.mark.parametrize(
        ("fault", "said"),
        [
            (DeviceFault.REMOVED, Hint.READER_STOPPED),
            (DeviceFault.NO_ANSWER, Hint.READER_STOPPED),
            (DeviceFault.NO_DRIVER, Failed(DeviceFault.NO_DRIVER)),
        ],
    )
    def test_an_error_closes_the_panel_and_is_said(self, fault: DeviceFault, said: Notice) -> None:
        scene = Board()
        scene.counter.document_camera.error = DeviceError(fault, "reader")
        scene.board.toggle_capture()
        scene.board.read_now()
        assert scene.said == [said]
        assert scene.board.panel is Panel.NONE


class TestCustomers:
    def test_letters_narrow_the_list_and_backspace_widens_it(self) -> None:
        scene = Board()
        scene.open(Panel.CUSTOMERS)
        assert len(scene.board.customers) == 2
        scene.board.narrow("Y")
        scene.board.narrow("L")
        scene.board.narrow("C")
        assert [one.name for one in scene.board.customers] == ["样例茶叶商行"]
        assert scene.board.filter == "YLC"
        scene.board.widen()
        assert len(scene.board.customers) == 2

    def test_without_customers_it_says_where_they_come_from(self) -> None:
        scene = Board()
        scene.board.toggle_customers()
        assert scene.said == [Hint.NO_CUSTOMERS]
        assert scene.board.panel is Panel.NONE

    def test_its_key_closes_it(self) -> None:
        scene = Board()
        scene.open(Panel.CUSTOMERS)
        scene.board.toggle_customers()
        assert scene.board.panel is Panel.NONE
        assert scene.board.customers == ()

    def test_a_store_that_fails_is_said(self) -> None:
        scene = Board()

        def broken() -> tuple[()]:
            raise StorageError(StorageFault.STORE_FULL)

        ports = scene.counter.ports()
        board = PanelBoard(
            replace(ports, actions=replace(ports.actions, customers=broken)),
            say=scene.said.append,
            redraw=lambda: None,
            read=scene.read.append,
        )
        board.toggle_customers()
        assert scene.said == [Failed(StorageFault.STORE_FULL)]

    def test_a_list_that_comes_late_closes_nothing_that_was_opened_meanwhile(self) -> None:
        tasks = SteppedTaskRunner()
        scene = Board(FakeCounter(store_tasks=tasks))
        with_customers(scene.counter.house, *two_customers())
        scene.board.toggle_customers()
        scene.board.toggle(Panel.TYPED_DOCUMENT)
        tasks.run_all()
        assert scene.board.panel is Panel.TYPED_DOCUMENT

    def test_a_list_that_comes_after_everything_was_closed_does_not_open(self) -> None:
        tasks = SteppedTaskRunner()
        scene = Board(FakeCounter(store_tasks=tasks))
        with_customers(scene.counter.house, *two_customers())
        scene.board.toggle_customers()
        scene.board.close()
        tasks.run_all()
        assert scene.board.panel is Panel.NONE


def test_initials_that_begin_with_the_letters_come_first_and_only_as_many_as_digits_pick() -> None:
    customers = (*(shown(f"甲{place}", f"AB{place}") for place in range(9)), shown("乙", "BA"))
    found = listed(OpenPanel(Panel.CUSTOMERS, customers=customers, filter="b"))
    assert len(found) == LISTED
    assert found[0].name == "乙"
    assert listed(OpenPanel(Panel.CUSTOMERS, customers=customers, filter="X")) == ()


def test_each_kind_of_sending_has_its_own_key() -> None:
    assert {sending_for(key) for _, key, _ in SENDING_CHOICES} == {Sending.PERSON, Sending.ENTRUSTED, Sending.LETTER}
    assert sending_for("9") is None
    assert sending_for("A") is None
