"""The repair page's mind over real use cases: the fix opens at the refused field, and each answer is told."""

from collections.abc import Mapping

import pytest

from app.domain.clerk import Clerk, ClerkNumber
from app.domain.errors import DomainFault
from app.repair_ports import RepairSubject
from app.usecases.repair_results import RepairBoard, RepairStanding
from sync.state import MessageState
from tests.support.builders import CLERK
from tests.support.fake_counter import InlineTaskRunner, repair_actions
from tests.support.repair_house import PHONE, RepairHouse
from ui.faults import Failed
from ui.keys import Action
from ui.screens.repair.actions import RepairPorts
from ui.screens.repair.presenter import RepairPresenter
from ui.screens.repair.state import (
    RepairDraft,
    RepairHint,
    RepairPage,
    RepairWords,
    is_open_to_see,
    masked_value,
)
from ui.screens.repair.wording import count_words, field_words, reason_words, standing_words, subject_words
from ui.tones import Tone


class Screen:
    """Remembers what it was shown."""

    def __init__(self) -> None:
        self.state = RepairPage()

    def show_state(self, state: RepairPage) -> None:
        self.state = state


class Desk:
    """The presenter over one house, signed in and shown."""

    def __init__(self) -> None:
        self.house = RepairHouse()
        self.screen = Screen()
        self.rung: list[Tone] = []
        ports = RepairPorts(
            repair_actions(self.house),
            self.house.counter.policy,
            InlineTaskRunner(),
            self.house.clock.local,
            self.rung.append,
        )
        self.presenter = RepairPresenter(self.screen, ports)
        self.presenter.clerk_signed_in(Clerk(CLERK, "样例甲", ""))

    def said(self) -> RepairHint | Failed | None:
        """The last answer."""
        return self.screen.state.said

    def state(self) -> RepairPage:
        """What is shown now."""
        return self.screen.state

    def draft(self) -> RepairDraft:
        """The fix that is open."""
        draft = self.screen.state.draft
        assert draft is not None
        return draft

    def send(self, texts: Mapping[str, str], supervisor: str = "", pin: str = "") -> None:
        self.presenter.send(RepairWords(texts, "mistyped", supervisor, pin))


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_nothing_is_loaded_while_the_page_is_hidden(desk: Desk) -> None:
    desk.house.returns()

    desk.presenter.refresh()
    assert desk.state().board is None
    desk.presenter.shown()
    assert desk.state().board is not None
    assert desk.state().entry is not None


def test_the_fix_opens_at_the_refused_field_and_goes_out(desk: Desk) -> None:
    message_id = desk.house.returns()
    desk.presenter.shown()

    assert desk.presenter.perform(Action.FINISH)
    draft = desk.state().draft
    assert draft is not None
    assert draft.wrong == PHONE
    shown = {one.pointer for one in draft.fields if is_open_to_see(one, draft)}
    assert PHONE in shown
    assert "/sender/name" not in shown, "of people only the refused value is shown"
    desk.send({PHONE: "139 8765 4321"})

    assert (desk.state().draft, desk.said()) == (None, RepairHint.CORRECTED)
    assert desk.house.entry(message_id).standing is RepairStanding.CORRECTION_WAITING
    assert desk.rung == [Tone.GOOD]
    assert desk.house.look(lambda work: len(work.repairs.corrections(message_id))) == 1


def test_a_refused_value_keeps_the_fix_and_frames_its_field(desk: Desk) -> None:
    desk.house.returns()
    desk.presenter.shown()
    desk.presenter.perform(Action.FINISH)

    desk.send({PHONE: "1390000"})
    assert desk.said() == Failed(DomainFault.CORRECTION_INVALID, PHONE)
    desk.send({"/inspection/weight_g": "半斤"})

    assert desk.said() == Failed(DomainFault.CORRECTION_INVALID, "/inspection/weight_g")
    assert desk.draft().wrong == "/inspection/weight_g"


def test_identity_asks_for_a_supervisor(desk: Desk) -> None:
    desk.house.returns(pointer="/payload/sender/name")
    desk.presenter.shown()
    desk.presenter.perform(Action.FINISH)

    desk.send({"/sender/name": "样例乙"})

    assert desk.draft().asks_supervisor
    assert desk.said() == Failed(DomainFault.SUPERVISOR_NEEDED, "/sender/name")
    desk.send({"/sender/name": "样例乙"}, "9001", "000000")
    assert desk.said() == Failed(DomainFault.SIGN_IN_REFUSED, "")


def test_what_cannot_be_mended_is_put_back(desk: Desk) -> None:
    message_id = desk.house.returns(pointer="/digest", code="conflict")
    desk.presenter.shown()

    desk.presenter.perform(Action.FINISH)
    assert desk.said() == Failed(DomainFault.NOT_MENDABLE, "")
    desk.presenter.perform(Action.PUT_BACK)

    assert desk.said() is RepairHint.PUT_BACK
    assert desk.house.store.tables.outbox[message_id].state is MessageState.PENDING
    desk.presenter.perform(Action.PUT_BACK)
    assert desk.said() is RepairHint.NOTHING_CHOSEN


def test_giving_up_asks_first_and_leaving_changes_nothing(desk: Desk) -> None:
    message_id = desk.house.returns()
    desk.presenter.shown()

    desk.presenter.perform(Action.DISCARD)
    assert (desk.draft().opened, desk.draft().asks_supervisor) == (None, True)
    assert not desk.presenter.perform(Action.PUT_BACK), "the form has the keys now"
    desk.presenter.perform(Action.CANCEL)

    assert desk.state().draft is None
    assert desk.house.entry(message_id).standing is RepairStanding.OPEN


def test_a_fix_survives_another_page_and_goes_with_the_lock(desk: Desk) -> None:
    desk.house.returns()
    desk.presenter.shown()
    desk.presenter.perform(Action.FINISH)

    desk.presenter.hidden()
    desk.presenter.shown()
    assert desk.state().draft is not None
    desk.presenter.locked()

    assert desk.state() == RepairPage()
    desk.send({PHONE: "13987654321"})
    assert len(desk.house.store.tables.outbox) == 1


def test_a_returned_photo_has_no_field_to_mend(desk: Desk) -> None:
    message_id = desk.house.accepted().message_id
    desk.house.store.note_outcome(message_id, MessageState.DELIVERED)
    file = next(name for name, kept in desk.house.store.tables.evidence.items() if kept.message_id == message_id)
    desk.house.store.refuse_file(file, "evidence_mismatch")
    desk.presenter.shown()
    entry = desk.state().entry
    assert entry is not None
    assert entry.returned.subject is RepairSubject.EVIDENCE

    desk.presenter.perform(Action.FINISH)

    assert desk.said() == Failed(DomainFault.NOT_MENDABLE, "")
    assert subject_words(entry) == "收寄的照片"


def test_field_and_reason_are_told_in_the_clerks_words(desk: Desk) -> None:
    policy = desk.house.counter.policy
    message_id = desk.house.returns()
    desk.house.store.note_outcome(
        message_id,
        MessageState.REJECTED,
        last_outcome="payload_invalid",
        pointer="/payload/sender/phone",
        detail="string_pattern_mismatch",
    )
    entry = desk.house.entry(message_id)
    assert (field_words(entry, policy), standing_words(entry)) == ("寄件人电话", "待处理")
    assert reason_words(entry, policy) == "寄件人电话：格式不对"

    desk.house.refuse_message(message_id, "/payload/inspection/items/1/name")
    assert field_words(desk.house.entry(message_id), policy) == "物品名称（第 2 项）"
    desk.house.refuse_message(message_id, None, "wrong_terminal")
    assert reason_words(desk.house.entry(message_id), policy) == "记录属于另一台终端"
    desk.house.refuse_message(message_id, None, "never_heard_of")
    assert reason_words(desk.house.entry(message_id), policy) == "省系统没有说明原因"


def test_masked_values_hide_the_person(desk: Desk) -> None:
    opened = desk.house.open_repair(desk.house.returns(), ClerkNumber(CLERK))

    masked = {one.pointer: masked_value(one) for one in opened.fields}

    assert masked[PHONE] == "138******00"
    assert masked["/sender/name"] == "测**"
    assert masked["/sender/document_number"].count("*") == 8
    assert set(masked["/sender/birth_date"]) == {"*"}


def test_a_cut_list_says_that_there_is_more() -> None:
    standings = {RepairStanding.OPEN: 3, RepairStanding.GIVEN_UP: 900}
    assert count_words(RepairBoard()) == "共 0 条，待处理 0 条"
    told = count_words(RepairBoard((), standings))
    assert told.startswith("共 903 条，待处理 3 条 · 只列出 0 条")
