"""Schema version 2 of the payloads: every kind of sender.

Invariants:
- Who is named follows from ``sending``: what a kind needs is there, what it does not need is not sent (data are kept
  to the least: 个人信息保护法 article 6).
- A broken rule is told by the code of the member that it is about.
- Thresholds and kinds that the policy pack decides (ages, documents that need a supervisor) are not judged here.
"""

from datetime import date, datetime, timedelta, timezone
from typing import Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from sync.contract import Digest, EvidenceReference, Identifier, Sent
from sync.persons import (
    AgreementPart,
    GuardianPart,
    OrganisationPart,
    PersonAtCounterPart,
    PrincipalPart,
    Reason,
    RefusedRule,
)

Sending = Literal["person", "entrusted", "organisation", "agreement", "letter"]
"""Who sends how: for oneself, for somebody else, for an organisation, under a security agreement, or a letter."""

LETTER_CATEGORY = "letter"

_CHINA = timezone(timedelta(hours=8))
"""One time zone and no summer time since 1992: the days of an agreement are counted by it."""


class CheckedWaybillPart(Sent):
    """The waybill as scanned, and how its sender's name was compared with the document's.

    ``carrier`` is the recognised or chosen one, or null. The comparison is null when none was made.
    """

    number: str = Field(min_length=4, max_length=64)
    carrier: str | None = None
    sender_name_check: Literal["typed", "carrier_order", "seen", "same_sender"] | None = None


class ContentsPart(Sent):
    """The inspection of the contents (收寄验视). Letters are not opened: nobody inspected them, at no time."""

    item_category: str = Field(min_length=1, max_length=32)
    quantity: int = Field(ge=1, le=9999)
    inspector: Identifier | None = None
    inspected_at: AwareDatetime | None = None


class CautionPart(Sent):
    """A check that warned, and why the clerk went on."""

    code: Identifier
    reason: Reason = Field(repr=False)
    clerk: Identifier
    at: AwareDatetime


class OverridePart(Sent):
    """An objection that only a supervisor may set aside, and did, with a reason."""

    objection: Identifier
    reason: Reason = Field(repr=False)
    supervisor: Identifier
    clerk: Identifier
    at: AwareDatetime


class AcceptedFromPart(Sent):
    """Who sent one parcel or letter, and what was said about it: the members that version 2 and later share.

    - ``sender`` is null only for a letter and for an agreement customer in force (both are exempt by the real-name
      article of 快递暂行条例).
    - ``principal`` goes with entrusted sending, ``agreement`` with an agreement customer, ``organisation`` with an
      organisation and with a customer whose agreement is not in force.
    """

    acceptance_id: Identifier
    waybill: CheckedWaybillPart
    sending: Sending
    sender: PersonAtCounterPart | None = None
    principal: PrincipalPart | None = None
    guardian: GuardianPart | None = None
    guardian_present: bool
    organisation: OrganisationPart | None = None
    agreement: AgreementPart | None = None
    cautions: list[CautionPart] = Field(default_factory=list)
    overrides: list[OverridePart] = Field(default_factory=list)
    restricted_access: bool
    """A child's record: shown with a reason only, and each look is in the audit trail."""
    clerk: Identifier
    accepted_at: AwareDatetime
    policy_version: str
    policy_digest: Digest

    @model_validator(mode="after")
    def _names_whom_the_sending_needs(self) -> Self:
        exempt = self.agreement is not None and self.agreement.in_force
        fallen_back = self.agreement is not None and not self.agreement.in_force
        if self.sender is None and not (exempt or self.sending == "letter"):
            raise RefusedRule("sender", "only letters and agreement customers in force need no sender")
        if (self.principal is not None) != (self.sending == "entrusted"):
            raise RefusedRule("principal", "principal is given exactly for entrusted sending")
        if (self.agreement is not None) != (self.sending == "agreement"):
            raise RefusedRule("agreement", "agreement is given exactly for agreement customers")
        if (self.organisation is not None) != (self.sending == "organisation" or fallen_back):
            raise RefusedRule("organisation", "organisation is given exactly for those whose agent is checked")
        if self.guardian is not None and not self.guardian_present:
            raise RefusedRule("guardian_present", "a guardian who showed a document was there")
        return self

    @model_validator(mode="after")
    def _counts_an_agreement_by_its_days(self) -> Self:
        agreement = self.agreement
        if agreement is not None and agreement.in_force:
            day = _day_in_china(self.accepted_at)
            if day is None or not agreement.valid_from <= day.isoformat() <= agreement.valid_to:
                raise RefusedRule("agreement_expired", "the agreement was not in force on that day")
        return self


class AcceptancePayloadV2(AcceptedFromPart):
    """One parcel or letter taken in.

    ``evidence`` is empty only for a letter, and of a letter's contents there is never a picture (邮政法 article 25).
    """

    inspection: ContentsPart
    evidence: list[EvidenceReference] = Field(default_factory=list)

    @model_validator(mode="after")
    def _inspects_all_but_letters(self) -> Self:
        if self.sending == "letter":
            if self.inspection.item_category != LETTER_CATEGORY:
                raise RefusedRule("item_category", "a letter is of the category letter")
            if any(file.role == "contents" for file in self.evidence):
                raise RefusedRule("letter_contents", "no picture of what a letter says")
            return self
        if not self.evidence:
            raise RefusedRule("evidence", "only a letter needs no picture")
        if self.inspection.inspector is None or self.inspection.inspected_at is None:
            raise RefusedRule("inspector", "only a letter is not inspected")
        return self


class RefusalPayloadV2(Sent):
    """One parcel turned away, with a coded reason. Nothing in it is about a person."""

    refusal_id: Identifier
    reason: Identifier
    sending: Sending
    stage: Identifier | None = None
    """Which step the parcel stood at."""
    objections: list[Identifier] = Field(default_factory=list, max_length=64)
    """What stood against it when it was refused, by code."""
    waybill: CheckedWaybillPart | None = None
    item_category: str | None = Field(default=None, min_length=1, max_length=32)
    clerk: Identifier
    refused_at: AwareDatetime
    evidence: list[EvidenceReference] = Field(default_factory=list)
    policy_version: str
    policy_digest: Digest


def _day_in_china(moment: datetime) -> date | None:
    try:
        return moment.astimezone(_CHINA).date()
    except OverflowError:
        return None  # within a day of the calendar's first or last year: no agreement's day
