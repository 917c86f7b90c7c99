"""One parcel on its way through the counter: its life, what is still missing, and the decision.

Invariants:
- Every step of a parcel's life stands in ``STEPS``; the lanes (waybill, sender, inspection) fill in any order.
- ``missing`` names what is left in the order in which a clerk would supply it.
- Only a complete parcel without objections may be accepted. A clerk overrides nothing; a supervisor's word, with a
  reason, answers the objections of ``OVERRIDABLE`` and no other.
- Letters and agreement customers in force are exempt from the identity check; everything else needs all of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import assert_never

from app.domain.clerk import ClerkNumber
from app.domain.customer import AgreementStanding, Customer, standing
from app.domain.errors import DomainError, DomainFault
from app.domain.goods import DeclaredItem
from app.domain.honesty import Caution
from app.domain.identity.document import WARNINGS, DocumentProblem, IdentityDocument, age_on
from app.domain.identity.rules import term_problems
from app.domain.identity.sender import Guardian, Principal, Sender
from app.domain.inspection import Finding, Inspection, PhotoRole
from app.domain.item_rules import NOTHING_AGAINST, Goods, GoodsAssessment, NeedKind, Verdict
from app.domain.late_entry import LateEntry
from app.domain.policy import Policy
from app.domain.sender_rules import YoungRule
from app.domain.sending import AnsweredCaution, Override, Sending, WaybillName
from app.domain.waybill import CheckDigit, Waybill, check_digit


class ParcelState(StrEnum):
    """Where a parcel stands."""

    OPEN = "open"
    PARKED = "parked"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    FROZEN = "frozen"
    """An incident holds it: it neither goes on nor goes back."""
    DISCARDED = "discarded"
    """Given up before anything was decided (a wrong scan); nothing goes to the province."""


class ParcelEvent(StrEnum):
    """What can happen to a parcel."""

    EDIT = "edit"
    PARK = "park"
    RESUME = "resume"
    ACCEPT = "accept"
    REFUSE = "refuse"
    FREEZE = "freeze"
    DISCARD = "discard"


STEPS: dict[tuple[ParcelState, ParcelEvent], ParcelState] = {
    (ParcelState.OPEN, ParcelEvent.EDIT): ParcelState.OPEN,
    (ParcelState.OPEN, ParcelEvent.PARK): ParcelState.PARKED,
    (ParcelState.OPEN, ParcelEvent.ACCEPT): ParcelState.ACCEPTED,
    (ParcelState.OPEN, ParcelEvent.REFUSE): ParcelState.REFUSED,
    (ParcelState.OPEN, ParcelEvent.FREEZE): ParcelState.FROZEN,
    (ParcelState.OPEN, ParcelEvent.DISCARD): ParcelState.DISCARDED,
    (ParcelState.PARKED, ParcelEvent.RESUME): ParcelState.OPEN,
}


class Missing(StrEnum):
    """What a parcel still needs; the order of the members is the order in which a clerk supplies them."""

    WAYBILL = "waybill"
    CUSTOMER = "customer"
    """An organisation or an agreement customer sends, and which one is not chosen yet."""
    DOCUMENT = "document"
    DOUBTFUL_FIELD = "doubtful_field"
    """A field was read and not proven: compare it with the document."""
    SUPERVISOR_WORD = "supervisor_word"
    """A document of the open class, which a supervisor confirms."""
    SAME_PERSON = "same_person"
    PRINCIPAL = "principal"
    """The document of the person who entrusted the parcel: before the waybill's name, which is theirs."""
    WAYBILL_NAME = "waybill_name"
    PHONE = "phone"
    RELATION = "relation"
    GUARDIAN_PRESENT = "guardian_present"
    GUARDIAN = "guardian"
    """The document of the guardian of a child under the policy's age."""
    GUARDIAN_CONSENT = "guardian_consent"
    CAUTION_REASON = "caution_reason"
    ITEM_CATEGORY = "item_category"
    ITEM_NAME = "item_name"
    """Goods of this nature have to be named."""
    ITEM_FORM = "item_form"
    ITEM_WEIGHT = "item_weight"
    ITEM_PAPER = "item_paper"
    ITEM_PAPER_PHOTO = "item_paper_photo"
    PHOTO = "photo"
    CLOSER_LOOK = "closer_look"
    """The province's hint list, or a name that is like a known one, asks to look closer at these goods."""
    SCREENING = "screening"
    """The way it travels needs a passed screening."""
    SEALED_PHOTO = "sealed_photo"
    """The picture of the sealed parcel with its waybill, and with it the word that the contents match."""
    PAPER_FORM = "paper_form"
    """Of a late entry: the picture of its form, and with it the word that the form says that the contents match."""


class Objection(StrEnum):
    """What stops an acceptance although nothing is missing."""

    WAYBILL_CHECK_DIGIT = "waybill_check_digit"
    DOCUMENT_TYPE = "document_type"
    DOCUMENT_INVALID = "document_invalid"
    DOCUMENT_DIFFERS = "document_differs"
    """Chip or picture and number say different things about the holder."""
    DOCUMENT_EXPIRED = "document_expired"
    DOCUMENT_NOT_YET_VALID = "document_not_yet_valid"
    NAME_DIFFERS = "name_differs"
    """The sender's name on the waybill is not the document's (证单不一致)."""
    PRINCIPAL_DOCUMENT = "principal_document"
    """Something stands against the document of the person who entrusted the parcel."""
    GUARDIAN_DOCUMENT = "guardian_document"
    """Something stands against the guardian's document, or the guardian is a child too."""
    ITEM_INCIDENT = "item_incident"
    """Something in it has to be secured and reported (F3)."""
    ITEM_REFUSED = "item_refused"
    """The rules about goods refuse it: prohibited, over a limit, not by this transport."""
    CONTENTS_DIFFER = "contents_differ"
    """What was found is not what was declared."""
    SCREENING_STOPPED = "screening_stopped"
    """The screening did not let it pass."""


OVERRIDABLE = frozenset({Objection.NAME_DIFFERS, Objection.DOCUMENT_DIFFERS})
"""A supervisor's word answers these, with a reason that the province sees; nobody's word answers the others."""

_GOODS_NEEDS: dict[NeedKind, Missing] = {
    NeedKind.NAME: Missing.ITEM_NAME,
    NeedKind.FORM: Missing.ITEM_FORM,
    NeedKind.WEIGHT: Missing.ITEM_WEIGHT,
    NeedKind.PAPER: Missing.ITEM_PAPER,
    NeedKind.PAPER_PHOTO: Missing.ITEM_PAPER_PHOTO,
    NeedKind.CLOSER_LOOK: Missing.CLOSER_LOOK,
    NeedKind.SCREENING: Missing.SCREENING,
}

_DIFFERENCES = frozenset({DocumentProblem.BIRTH_DATE_DIFFERS, DocumentProblem.SEX_DIFFERS})


@dataclass(frozen=True, slots=True)
class Parcel:
    """One parcel at the counter. Accepted parcels never change again."""

    parcel_id: str
    opened_by: ClerkNumber
    opened_at: datetime
    state: ParcelState = ParcelState.OPEN
    waybill: Waybill | None = None
    sender: Sender | None = None
    """The person at the counter; for an entrusted parcel the agent (受托人)."""
    inspection: Inspection = field(default_factory=Inspection)
    sending: Sending = Sending.PERSON
    waybill_name: WaybillName | None = None
    principal: Principal | None = None
    guardian: Guardian | None = None
    guardian_present: bool = False
    """The clerk's word that a guardian stands beside a young sender."""
    customer: Customer | None = None
    """The customer as registered when it was chosen."""
    noticed: tuple[Caution, ...] = ()
    """What was unusual when the store was last asked."""
    answered: tuple[AnsweredCaution, ...] = ()
    overrides: tuple[Override, ...] = ()
    late: LateEntry | None = None
    """How it came onto paper, for a late entry (补录)."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the rules say about a parcel now."""

    missing: tuple[Missing, ...]
    objections: tuple[Objection, ...]
    warnings: tuple[DocumentProblem, ...]
    goods: GoodsAssessment = NOTHING_AGAINST
    """What the rules about goods say, with the places in the law."""

    @property
    def discreet(self) -> bool:
        """Whether something was found that the one who stands at the counter must not notice.

        False beside an incident of another kind: a danger is said aloud.
        """
        reasons = self.goods.reasons
        return any(reason.discreet for reason in reasons) and all(
            reason.discreet for reason in reasons if reason.verdict is Verdict.INCIDENT
        )

    @property
    def may_accept(self) -> bool:
        """True when nothing is missing and nothing stands against it."""
        return not self.missing and not self.objections


NOTHING_YET = Decision(
    missing=(
        Missing.WAYBILL,
        Missing.DOCUMENT,
        Missing.SAME_PERSON,
        Missing.WAYBILL_NAME,
        Missing.PHONE,
        Missing.ITEM_CATEGORY,
        Missing.PHOTO,
        Missing.SEALED_PHOTO,
    ),
    objections=(),
    warnings=(),
)
"""What the rules say about an empty counter: an ordinary sender is expected."""


def stepped(parcel: Parcel, event: ParcelEvent) -> Parcel:
    """The parcel after ``event``. Raises DomainError(STEP_NOT_ALLOWED)."""
    state = STEPS.get((parcel.state, event))
    if state is None:
        raise DomainError(DomainFault.STEP_NOT_ALLOWED, f"{parcel.state.value}, {event.value}")
    return parcel if state is parcel.state else replace(parcel, state=state)


def decide(parcel: Parcel, policy: Policy, today: date) -> Decision:
    """Apply the real-name (实名收寄), inspection (收寄验视) and screening (过机安检) duties, as ``policy`` has them."""
    goods = assessed_goods(parcel, policy)
    return Decision(
        missing=tuple(_missing(parcel, policy, today, goods)),
        objections=_objections(parcel, policy, today, goods),
        warnings=_warnings(parcel, policy, today),
        goods=goods,
    )


def assessed_goods(parcel: Parcel, policy: Policy) -> GoodsAssessment:
    """What the rules about goods say. A letter is never opened and declares nothing; its journey still counts."""
    inspection = parcel.inspection
    if parcel.sending is not Sending.LETTER and inspection.item_category is None:
        return NOTHING_AGAINST
    return policy.assess(goods_of(inspection, policy))


def goods_of(inspection: Inspection, policy: Policy) -> Goods:
    """The goods as declared; what is not named one by one counts as one line of the whole's nature."""
    items = inspection.items
    if not items and inspection.item_category is not None:
        category = policy.category(inspection.item_category)
        label = category.label if category is not None else inspection.item_category
        items = (DeclaredItem(label, inspection.item_category, inspection.quantity, unnamed=True),)
    screening = inspection.screening
    return Goods(
        items=items,
        journey=inspection.journey,
        used_today=dict(inspection.used_today),
        screened=screening.passed if screening is not None else None,
    )


def identity_needed(parcel: Parcel, today: date) -> bool:
    """False for letters and for agreement customers in force (快递暂行条例, the real-name article)."""
    match parcel.sending:
        case Sending.LETTER:
            return False
        case Sending.AGREEMENT:
            return parcel.customer is None or standing(parcel.customer, today) is not AgreementStanding.IN_FORCE
        case Sending.PERSON | Sending.ENTRUSTED | Sending.ORGANISATION:
            return True
        case _:
            assert_never(parcel.sending)


def is_child(document: IdentityDocument, policy: Policy, today: date) -> bool:
    """Younger than the policy's age for a guardian's consent; a birth date after today makes nobody a child."""
    born = document.birth_date
    return born is not None and born <= today and age_on(born, today) < policy.senders.limits.guardian_age


def is_young(document: IdentityDocument, policy: Policy, today: date) -> bool:
    """Younger than the policy's age for sending alone."""
    born = document.birth_date
    return born is not None and born <= today and age_on(born, today) < policy.senders.limits.sending_alone_age


def is_restricted(parcel: Parcel, policy: Policy, today: date) -> bool:
    """Whether the record gets the special access mark: it holds a child's data (未成年人网络保护条例 article 36)."""
    people = (parcel.sender, parcel.principal)
    return any(person is not None and is_child(person.document, policy, today) for person in people)


def unanswered(parcel: Parcel) -> tuple[Caution, ...]:
    """What was noticed and has no reason yet."""
    answered = {entry.caution for entry in parcel.answered}
    return tuple(caution for caution in parcel.noticed if caution.value not in answered)


def _missing(parcel: Parcel, policy: Policy, today: date, goods: GoodsAssessment) -> Iterator[Missing]:
    """In the order of :class:`Missing`."""
    if parcel.waybill is None:
        yield Missing.WAYBILL
    if parcel.sending in (Sending.ORGANISATION, Sending.AGREEMENT) and parcel.customer is None:
        yield Missing.CUSTOMER
    if identity_needed(parcel, today):
        yield from _missing_identity(parcel, policy, today)
    wanted = {_GOODS_NEEDS[need.kind] for need in goods.needs}
    wanted |= set(_missing_inspection(parcel, policy))
    yield from (need for need in Missing if need in wanted)


def _missing_inspection(parcel: Parcel, policy: Policy) -> Iterator[Missing]:
    inspection, opened = parcel.inspection, parcel.sending is not Sending.LETTER
    if opened and inspection.item_category is None:
        yield Missing.ITEM_CATEGORY
    told = inspection.photos_of(PhotoRole.PAPER_FORM) and (inspection.found is not None or not opened)
    if parcel.late is not None and not told:
        yield Missing.PAPER_FORM
    if parcel.late is not None or not opened:
        return
    if inspection.look_again or len(inspection.photos_of(PhotoRole.CONTENTS)) < policy.min_photos:
        yield Missing.PHOTO
    sealed = len(inspection.photos_of(PhotoRole.SEALED_PARCEL))
    if sealed < policy.inspection.min_sealed_photos or inspection.found is None:
        yield Missing.SEALED_PHOTO


def _missing_identity(parcel: Parcel, policy: Policy, today: date) -> Iterator[Missing]:
    sender = parcel.sender
    people = [person.document for person in (sender, parcel.principal, parcel.guardian) if person is not None]
    if sender is None:
        yield Missing.DOCUMENT
    if any(document.doubts for document in people):
        yield Missing.DOUBTFUL_FIELD
    if any(document.supervisor is None and _needs_supervisor(document, policy) for document in people):
        yield Missing.SUPERVISOR_WORD
    if sender is None or sender.same_person is None:
        yield Missing.SAME_PERSON
    if parcel.sending is Sending.ENTRUSTED and parcel.principal is None:
        yield Missing.PRINCIPAL
    if parcel.waybill_name is None:
        yield Missing.WAYBILL_NAME
    if sender is None or sender.phone is None:
        yield Missing.PHONE
    yield from _missing_company(parcel, policy, today)
    if unanswered(parcel):
        yield Missing.CAUTION_REASON


def _needs_supervisor(document: IdentityDocument, policy: Policy) -> bool:
    rule = policy.rule_for(document)
    return rule is not None and rule.supervisor


def _missing_company(parcel: Parcel, policy: Policy, today: date) -> Iterator[Missing]:
    """Who else belongs to the sender."""
    if parcel.sending is Sending.ENTRUSTED and (parcel.principal is None or parcel.principal.relation is None):
        yield Missing.RELATION
    if parcel.sender is None:
        return
    document = parcel.sender.document
    if is_child(document, policy, today):
        if parcel.guardian is None:
            yield Missing.GUARDIAN
        if parcel.guardian is None or parcel.guardian.consent_at is None:
            yield Missing.GUARDIAN_CONSENT
    elif (
        is_young(document, policy, today)
        and policy.senders.limits.sending_alone_rule is YoungRule.CONFIRM
        and not parcel.guardian_present
    ):
        yield Missing.GUARDIAN_PRESENT


def _objections(parcel: Parcel, policy: Policy, today: date, goods: GoodsAssessment) -> tuple[Objection, ...]:
    overridden = {override.objection for override in parcel.overrides}
    return tuple(
        objection
        for objection in (*_all_objections(parcel, policy, today), *_goods_objections(parcel, goods))
        if objection not in OVERRIDABLE or objection.value not in overridden
    )


def _all_objections(parcel: Parcel, policy: Policy, today: date) -> Iterator[Objection]:
    if parcel.waybill is not None and check_digit(parcel.waybill.number) is CheckDigit.BAD:
        yield Objection.WAYBILL_CHECK_DIGIT
    if not identity_needed(parcel, today):
        return
    if parcel.sender is not None:
        yield from _document_objections(parcel.sender.document, policy, today)
        if parcel.waybill_name is not None and not parcel.waybill_name.agrees:
            yield Objection.NAME_DIFFERS
    if parcel.principal is not None and any(_document_objections(parcel.principal.document, policy, today)):
        yield Objection.PRINCIPAL_DOCUMENT
    if parcel.guardian is not None:
        document = parcel.guardian.document
        if is_young(document, policy, today) or any(_document_objections(document, policy, today)):
            yield Objection.GUARDIAN_DOCUMENT


def _goods_objections(parcel: Parcel, goods: GoodsAssessment) -> Iterator[Objection]:
    match goods.verdict:
        case Verdict.INCIDENT:
            yield Objection.ITEM_INCIDENT
        case Verdict.REFUSE:
            yield Objection.ITEM_REFUSED
        case Verdict.ACCEPT:
            pass
        case _:
            assert_never(goods.verdict)
    inspection = parcel.inspection
    if inspection.found is not None and inspection.found.finding is Finding.DIFFERS:
        yield Objection.CONTENTS_DIFFER
    if inspection.screening is not None and inspection.screening.passed is False:
        yield Objection.SCREENING_STOPPED


def _document_objections(document: IdentityDocument, policy: Policy, today: date) -> Iterator[Objection]:
    rule = policy.rule_for(document)
    if rule is None:
        yield Objection.DOCUMENT_TYPE
        return
    if any(problem not in WARNINGS | _DIFFERENCES for problem in document.problems):
        yield Objection.DOCUMENT_INVALID
    if any(problem in _DIFFERENCES for problem in document.problems):
        yield Objection.DOCUMENT_DIFFERS
    term = term_problems(rule, document.birth_date, document.valid_from, document.valid_to, today)
    if DocumentProblem.EXPIRED in term:
        yield Objection.DOCUMENT_EXPIRED
    if DocumentProblem.NOT_YET_VALID in term:
        yield Objection.DOCUMENT_NOT_YET_VALID


def _warnings(parcel: Parcel, policy: Policy, today: date) -> tuple[DocumentProblem, ...]:
    if parcel.sender is None or not identity_needed(parcel, today):
        return ()
    document = parcel.sender.document
    warnings = [problem for problem in document.problems if problem in WARNINGS]
    rule = policy.rule_for(document)
    if rule is not None:
        term = term_problems(rule, document.birth_date, document.valid_from, document.valid_to, today)
        warnings += [problem for problem in term if problem in WARNINGS]
    if is_young(document, policy, today):
        warnings.append(DocumentProblem.UNDER_AGE)
    return tuple(warnings)
