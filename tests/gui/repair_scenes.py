"""States of the repair page, for people to look at."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.domain.correction import FieldChange
from app.repair_ports import GivenUp, RepairSubject
from app.usecases.repair import CorrectRecord
from app.usecases.sign_in import SignIn
from sync.state import EvidenceState, MessageState
from tests.support.builders import CLERK
from tests.support.counter_house import CounterHouse, on_store
from tests.support.handover_house import put_acceptance
from ui.keys import Action
from ui.window import CounterWindow

Scene: TypeAlias = Callable[[CounterWindow, CounterHouse], None]


def returned(house: CounterHouse) -> None:
    """One record of each kind of trouble, and a photo."""
    for number in range(101, 107):
        put_acceptance(house, number)
    messages = list(house.store.tables.outbox)[-6:]
    troubles = (
        ("payload_invalid", "/payload/sender/phone", "string_pattern_mismatch"),
        ("payload_invalid", "/payload/sender/document_number", "string_too_short"),
        ("conflict", "/digest", ""),
        ("wrong_terminal", None, ""),
        ("payload_invalid", "/payload/sender/name", "string_too_short"),
    )
    for message_id, (code, pointer, detail) in zip(messages, troubles, strict=False):
        house.store.note_outcome(message_id, MessageState.REJECTED, last_outcome=code, pointer=pointer, detail=detail)
    house.store.note_outcome(messages[5], MessageState.DELIVERED)
    file = next(name for name, kept in house.store.tables.evidence.items() if kept.message_id == messages[5])
    kept = house.store.tables.evidence[file]
    house.store.tables.evidence[file] = replace(kept, state=EvidenceState.REJECTED, last_outcome="evidence_mismatch")
    word = GivenUp(RepairSubject.MESSAGE, messages[3], "other_terminal", ClerkNumber("9001"), house.clock.now())
    house.look(lambda work: work.repairs.give_up(word))
    house.look(lambda work: work.clerks.add(Clerk(ClerkNumber("9001"), "样例站长", "", ClerkRole.SUPERVISOR)))
    correct = CorrectRecord(house.counter, SignIn(house.store, house.clock))
    change = (FieldChange("/sender/phone", "13987654321"),)
    on_store(house.store, lambda: correct(messages[4], change, "mistyped", CLERK))()


def repair(window: CounterWindow, house: CounterHouse) -> None:
    """The list."""
    returned(house)
    window.shell.asked.emit(Action.REPAIR_PAGE)


def repair_fix(window: CounterWindow, house: CounterHouse) -> None:
    """A fix open at the refused field, and a value that cannot be right."""
    repair(window, house)
    window.repair.presenter.perform(Action.FINISH)
    window.repair.view.fix.fields["/sender/phone"].setText("1390000")
    window.repair.view.fix.send()


def repair_identity(window: CounterWindow, house: CounterHouse) -> None:
    """A name needs a supervisor."""
    repair(window, house)
    window.repair.presenter.perform(Action.FINISH)
    window.repair.view.fix.fields["/sender/name"].setText("样例乙")
    window.repair.view.fix.send()


def repair_given_up(window: CounterWindow, house: CounterHouse) -> None:
    """A supervisor's word that something is not sent again."""
    repair(window, house)
    window.repair.presenter.perform(Action.DISCARD)


SCENES: tuple[Scene, ...] = (repair, repair_fix, repair_identity, repair_given_up)
