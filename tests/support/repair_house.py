"""A counter whose records the province returns: what the tests of repairs talk to."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from argon2 import PasswordHasher

from app.domain.acceptance import Parcel, ParcelState
from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.domain.correction import FieldChange, patched
from app.messages import Envelope, acceptance_message
from app.ports import Acceptance, QueuedMessage, UnitOfWork
from app.system import CHINA
from app.usecases.repair import CorrectRecord, GiveUpRepair, PutBack
from app.usecases.repair_lists import ListRepairs, OpenRepair
from app.usecases.repair_results import CorrectionDone, RepairEntry
from app.usecases.supervisor_words import Credentials
from sync.digests import canonical_json, message_digest
from sync.payloads_correction import CorrectionPayload
from sync.state import MessageState
from tests.support.builders import CLERK, policy
from tests.support.counter_house import WAYBILL, CounterHouse, on_store

SUPERVISOR = Credentials("9001", "731946")
PHONE = "/sender/phone"
INVALID = "payload_invalid"
RIGHT_PHONE = FieldChange(PHONE, "13987654321")


@dataclass
class RepairHouse(CounterHouse):
    """Repairs over one memory store."""

    returned_message: str = ""
    """The message that was returned last."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.list = on_store(self.store, ListRepairs(self.counter))
        self.open_repair = on_store(self.store, OpenRepair(self.counter))
        self.put_back = on_store(self.store, PutBack(self.counter))

    @cached_property
    def correct(self) -> CorrectRecord:
        """Made with the first sign-in, which costs an Argon2 hash."""
        return CorrectRecord(self.counter, self._sign_in)

    def corrected(
        self, *changes: FieldChange, reason: str = "mistyped", who: Credentials | None = None
    ) -> CorrectionDone:
        """The record that was returned last, mended."""
        mend, message_id = self.correct, self.returned_message
        return self.store.submit(lambda: mend(message_id, changes, reason, CLERK, who)).result()

    def give_up(self, identifier: str, reason: str = "cannot_be_mended", who: Credentials = SUPERVISOR) -> None:
        """A supervisor's word about a message."""
        give_up = GiveUpRepair(self.counter, self._sign_in)
        subject = self.entry(identifier).returned.subject
        self.store.submit(lambda: give_up(subject, identifier, reason, who, CLERK)).result()

    def employ(self, who: Credentials, role: ClerkRole) -> None:
        """Somebody works here, too; with a cheap hash, as the tests are not about PINs."""
        hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        clerk = Clerk(ClerkNumber(who.number), "样例站长", hasher.hash(who.pin), role)
        self.look(lambda work: work.clerks.add(clerk))

    def returns(self, number: str = WAYBILL, pointer: str | None = "/payload/sender/phone", code: str = INVALID) -> str:
        """An accepted parcel whose message the province returns; its id."""
        self.returned_message = self.accepted(number).message_id
        self.refuse_message(self.returned_message, pointer, code)
        return self.returned_message

    def refuse_message(self, message_id: str, pointer: str | None, code: str = INVALID) -> None:
        """The province returns it."""
        self.store.note_outcome(message_id, MessageState.REJECTED, last_outcome=code, pointer=pointer)

    def entry(self, identifier: str) -> RepairEntry:
        """Its line of the list."""
        return next(entry for entry in self.list().entries if entry.identifier == identifier)

    def sent(self, message_id: str) -> CorrectionPayload:
        """A correction as it leaves."""
        body = self.look(lambda work: work.outbox.body(message_id))
        assert body is not None
        return CorrectionPayload.model_validate(json.loads(body)["payload"])


def spoilt(message: QueuedMessage, *changes: FieldChange) -> QueuedMessage:
    """The message as a program with weaker checks would have frozen it: well chained, with other values."""
    whole = json.loads(message.body)
    whole["payload"] = json.loads(json.dumps(patched(whole["payload"], changes)))
    digest = message_digest(whole)
    return replace(message, digest=digest, body=canonical_json({**whole, "digest": digest}))


def write_spoilt(work: UnitOfWork, parcel: Parcel, now: datetime, number: int, *changes: FieldChange) -> str:
    """Accept ``parcel`` as such a program did, in the caller's transaction; the message's id."""
    identity = work.terminal.identity()
    assert identity is not None
    assert parcel.waybill is not None
    accepted = replace(parcel, state=ParcelState.ACCEPTED)
    message = acceptance_message(
        Envelope(f"spoilt-message-{number}", identity, work.outbox.head(), None),
        acceptance_id=f"spoilt-{number}",
        parcel=accepted,
        clerk=CLERK,
        accepted_at=now,
        local_day=now.astimezone(CHINA).date(),
        policy=policy(),
    )
    work.acceptances.add(Acceptance(f"spoilt-{number}", accepted, parcel.waybill, CLERK, now, message.message_id, ""))
    work.outbox.enqueue(spoilt(message, *changes))
    work.parcels.save(accepted)
    return message.message_id
