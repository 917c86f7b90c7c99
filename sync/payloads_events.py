"""What messages carry about incidents, handovers, spot checks and notices read. Each is schema version 1 of its kind.

Invariants:
- An incident goes in the priority lane; its first message is sent when it is opened, the form follows.
- A person is named only where the law wants the finder to report who it was: in an incident's report.
- A handover names parcels, the vehicle and the driver's role in it; nobody who sends or receives.
"""

from typing import Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from sync.contract import Cursor, Digest, Identifier, Sent
from sync.payloads_v3 import ItemPart, ScreeningPart, SeenFile
from sync.persons import PersonPart, Phone, RefusedRule, SamePersonPart


class FoundThingPart(Sent):
    """What was found. ``entry`` is the catalogue's code where the finder recognised it."""

    name: str = Field(min_length=1, max_length=100, repr=False)
    entry: Identifier | None = None
    quantity: int = Field(ge=1, le=9999)


class ReportedPersonPart(PersonPart):
    """Who handed it in, as far as it was seen: a parcel is stopped before everything is asked.

    ``same_person`` is null where the clerk had not confirmed yet that document and person match.
    """

    phone: Phone | None = Field(default=None, repr=False)
    same_person: SamePersonPart | None = None


class StoppedParcelPart(Sent):
    """One accepted parcel of a frozen consignment; with ``handover_id`` it had left the outlet before."""

    waybill_number: str = Field(min_length=4, max_length=64)
    acceptance_id: Identifier
    handover_id: Identifier | None = None


class IncidentPayload(Sent):
    """A find that must be reported (异常件), or a suspicion that stops a parcel.

    ``event``: ``opened`` when the handling card is shown; ``reported`` with the form; ``frozen`` and ``released`` for a
    waybill under suspicion (``incident_id`` is then the hold's id where no incident stands behind it).
    """

    incident_id: Identifier
    event: Literal["opened", "reported", "frozen", "released"]
    category: int | None = Field(default=None, ge=1, le=99)
    """The prohibited category's number; null in what is opened before anybody knows what it is."""
    stage: Literal["acceptance", "after_acceptance"]
    waybill_number: str | None = Field(default=None, min_length=4, max_length=64)
    """Of what was frozen or released it is the number that all sub-parcels of the consignment share."""
    acceptance_id: Identifier | None = None
    parcels: list[StoppedParcelPart] = Field(default_factory=list, max_length=5000)
    """Of what was frozen or released: every sub-parcel that was accepted at the outlet."""
    items: list[ItemPart] = Field(default_factory=list, max_length=200)
    """What the sender had declared."""
    found: FoundThingPart | None = None
    actions: list[Identifier] = Field(default_factory=list, max_length=32)
    """Steps of the handling card that were done, by code."""
    authorities: list[Identifier] = Field(default_factory=list, max_length=16)
    """Who was called, by code."""
    called_at: AwareDatetime | None = None
    note: str = Field(default="", max_length=500, repr=False)
    sender: ReportedPersonPart | None = None
    review: list[str] = Field(default_factory=list, max_length=500)
    """Waybill numbers of the sender's other parcels of the day, listed for review."""
    reason: Identifier | None = None
    """Why a waybill was frozen or released."""
    supervisor: Identifier | None = None
    clerk: Identifier
    opened_at: AwareDatetime
    due_at: AwareDatetime | None = None
    at: AwareDatetime
    evidence: list[SeenFile] = Field(default_factory=list)
    policy_version: str
    policy_digest: Digest

    @model_validator(mode="after")
    def _says_what_its_event_needs(self) -> Self:
        if self.event in ("opened", "reported") and self.due_at is None:
            raise RefusedRule("due_at", "an incident says by when it has to be reported")
        if self.event == "reported" and (self.category is None or self.found is None or not self.actions):
            raise RefusedRule("found", "a report names the category, what was found and what was done")
        if self.event != "reported" and self.sender is not None:
            raise RefusedRule("sender", "only a report names who handed it in")
        if bool(self.authorities) != (self.called_at is not None):
            raise RefusedRule("called_at", "whoever was called was called at some time")
        if self.event in ("frozen", "released") and (self.reason is None or self.waybill_number is None):
            raise RefusedRule("reason", "a waybill is frozen and released with a reason")
        if self.event == "released" and self.supervisor is None:
            raise RefusedRule("supervisor", "only a supervisor releases")
        return self


class HandedOverParcel(Sent):
    """One parcel of a manifest. ``mark`` is the short code of its inspection mark."""

    waybill_number: str = Field(min_length=4, max_length=64)
    acceptance_id: Identifier
    carrier: Identifier | None = None
    mark: str = Field(default="", max_length=32)
    screening: ScreeningPart | None = None


class HandoverPayload(Sent):
    """Parcels that left the outlet with a vehicle or in a bag (交接). One of plate, GPS terminal and bag is named."""

    handover_id: Identifier
    carrier: Identifier | None = None
    vehicle: str = Field(default="", max_length=32)
    gps_terminal: str = Field(default="", max_length=64)
    bag: str = Field(default="", max_length=64)
    driver: str = Field(default="", max_length=60, repr=False)
    opened_at: AwareDatetime
    closed_at: AwareDatetime
    clerk: Identifier
    parcels: list[HandedOverParcel] = Field(min_length=1, max_length=5000)
    evidence: list[SeenFile] = Field(default_factory=list, max_length=0)
    policy_version: str
    policy_digest: Digest

    @model_validator(mode="after")
    def _names_where_they_went(self) -> Self:
        if not (self.vehicle or self.gps_terminal or self.bag):
            raise RefusedRule("vehicle", "a handover names a vehicle, a GPS terminal or a bag")
        if len({parcel.waybill_number for parcel in self.parcels}) != len(self.parcels):
            raise RefusedRule("parcels", "each parcel is handed over once")
        return self


class SpotCheckRecordAnswer(Sent):
    """What the outlet says about one drawn record. ``given`` are the codes of what was asked and is there.

    ``acceptance_id`` is null where the outlet does not have the record any more: what was asked about it is missing
    then, but for what the answer itself brings.
    """

    message_id: Identifier
    acceptance_id: Identifier | None
    given: list[Identifier] = Field(default_factory=list, max_length=32)
    missing: list[Identifier] = Field(default_factory=list, max_length=32)
    evidence_ids: list[Identifier] = Field(default_factory=list, max_length=64)
    """Pictures that were sent with the record, or come with this answer."""
    note: str = Field(default="", max_length=500, repr=False)


class SpotCheckAnswerPayload(Sent):
    """The answer to a spot check (双随机抽查).

    ``records`` are all that were drawn, those that the outlet has lost as well. ``draw`` is the outlet's own reckoning
    of the published seed: ``verified`` when it drew the same records, ``differs`` when not, ``not_announced`` when the
    terminal had no commitment before it made the period's last message.
    """

    request_id: Identifier
    draw: Literal["verified", "differs", "not_announced"]
    records: list[SpotCheckRecordAnswer] = Field(max_length=500)
    answered_by: Identifier
    answered_at: AwareDatetime
    evidence: list[SeenFile] = Field(default_factory=list)
    policy_version: str
    policy_digest: Digest


class NoticeReadPayload(Sent):
    """A person at the outlet has read a notice of the province to its end.

    ``cursor`` is the place of the signed entry that was on the screen: entries never change, so it names the words.
    """

    notice_id: Identifier
    revision: int = Field(ge=1)
    cursor: Cursor
    clerk: Identifier
    read_at: AwareDatetime
    evidence: list[SeenFile] = Field(default_factory=list, max_length=0)
    policy_version: str
    policy_digest: Digest
