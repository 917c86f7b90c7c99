"""What each kind of sending needs before a parcel may be accepted, and what stands against it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.acceptance import (
    OVERRIDABLE,
    Decision,
    Missing,
    Objection,
    Parcel,
    decide,
    identity_needed,
    is_restricted,
    unanswered,
)
from app.domain.clerk import ClerkNumber
from app.domain.customer import Agreement, CustomerKind, Filing
from app.domain.goods import DeclaredItem
from app.domain.honesty import Caution
from app.domain.identity.document import (
    DocumentField,
    DocumentProblem,
    DocumentType,
    IdentityDocument,
    ReadingSource,
)
from app.domain.identity.sender import Guardian, Principal, Sender
from app.domain.inspection import Finding, Found, Inspection, PhotoRole, Screening, ScreeningPlace
from app.domain.policy import Policy
from app.domain.sender_rules import YoungRule
from app.domain.sending import AnsweredCaution, NameCheck, Override, Sending, WaybillName
from app.domain.waybill import Waybill
from tests.support.builders import CLERK, NOON, TODAY, customer, document, inspection, parcel, photo, policy, sender

POLICY = policy()
SUPERVISOR = ClerkNumber("9001")
IN_FORCE = customer()
EXPIRED = customer(agreement=Agreement("XY-1", date(2024, 1, 1), TODAY - timedelta(days=1), Filing.FILED))
UNFILED = customer(agreement=Agreement("XY-1", date(2026, 1, 1), date(2027, 1, 1), Filing.UNFILED))
NO_COPY = customer(responsible_copy=None)
COMPANY = customer(kind=CustomerKind.ORGANISATION, agreement=None)
PRINCIPAL = Principal(document(number="110105194912310021", name="测试乙"), "family")
IDENTITY = (Missing.DOCUMENT, Missing.SAME_PERSON, Missing.WAYBILL_NAME, Missing.PHONE)


def decided(subject: Parcel, rules: Policy = POLICY, today: date = TODAY) -> Decision:
    return decide(subject, rules, today)


def aged(years: int, **changes: object) -> IdentityDocument:
    """A card whose holder turned ``years`` today."""
    born = TODAY.replace(year=TODAY.year - years)
    term = {"valid_from": date(2024, 1, 1), "valid_to": date(2029, 1, 1)}
    return document(**{"birth_date": born, **term, **changes})


def border_card(**changes: object) -> IdentityDocument:
    """A document of the open class, which a supervisor confirms."""
    return document(
        **{
            "document_type": DocumentType.OTHER,
            "other_kind": "border_resident_card",
            "source": ReadingSource.TYPED,
            "typed_reason": "no_chip",
            **changes,
        }
    )


def nobody(**changes: object) -> Parcel:
    """A parcel that lacks nothing but people."""
    return parcel(**{"sender": None, "waybill_name": None, **changes})


# -- who sends how


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({}, IDENTITY),
        (
            {"sending": Sending.ENTRUSTED},
            tuple(need for need in Missing if need in {*IDENTITY, Missing.PRINCIPAL, Missing.RELATION}),
        ),
        ({"sending": Sending.ORGANISATION}, (Missing.CUSTOMER, *IDENTITY)),
        ({"sending": Sending.ORGANISATION, "customer": COMPANY}, IDENTITY),
        ({"sending": Sending.AGREEMENT}, (Missing.CUSTOMER, *IDENTITY)),
        ({"sending": Sending.AGREEMENT, "customer": IN_FORCE}, ()),
        ({"sending": Sending.AGREEMENT, "customer": EXPIRED}, IDENTITY),
        ({"sending": Sending.AGREEMENT, "customer": UNFILED}, IDENTITY),
        ({"sending": Sending.AGREEMENT, "customer": NO_COPY}, IDENTITY),
        ({"sending": Sending.LETTER, "inspection": Inspection()}, ()),
    ],
)
def test_each_sending_asks_for_its_own_people(changes: dict[str, object], missing: Sequence[Missing]) -> None:
    assert decided(nobody(**changes)).missing == tuple(missing)


@pytest.mark.parametrize("sending", Sending)
def test_each_sending_may_be_accepted_once_its_people_are_there(sending: Sending) -> None:
    subject = parcel(
        sending=sending,
        principal=PRINCIPAL if sending is Sending.ENTRUSTED else None,
        customer={Sending.ORGANISATION: COMPANY, Sending.AGREEMENT: EXPIRED}.get(sending),
    )
    assert decided(subject) == Decision((), (), ())


def test_an_organisation_is_checked_whatever_its_agreement_says() -> None:
    assert identity_needed(nobody(sending=Sending.ORGANISATION, customer=IN_FORCE), TODAY)


def test_an_agreement_customer_falls_back_the_day_after_the_term() -> None:
    assert IN_FORCE.agreement is not None
    last = IN_FORCE.agreement.valid_to
    subject = nobody(sending=Sending.AGREEMENT, customer=IN_FORCE)
    assert decided(subject, today=last).may_accept
    assert decided(subject, today=last + timedelta(days=1)).missing == IDENTITY


def test_an_agreement_customer_in_force_still_has_the_contents_inspected() -> None:
    subject = nobody(sending=Sending.AGREEMENT, customer=IN_FORCE, inspection=Inspection())
    assert decided(subject).missing == (Missing.ITEM_CATEGORY, Missing.PHOTO, Missing.SEALED_PHOTO)


def test_a_letter_needs_its_waybill_and_nothing_else() -> None:
    letter = nobody(sending=Sending.LETTER, waybill=None, inspection=Inspection())
    assert decided(letter).missing == (Missing.WAYBILL,)
    misread = replace(letter, waybill=Waybill("EE471108150FR", None))
    assert decided(misread).objections == (Objection.WAYBILL_CHECK_DIGIT,)


def test_an_entrusted_parcel_needs_the_relation_beside_the_document() -> None:
    subject = parcel(sending=Sending.ENTRUSTED, principal=replace(PRINCIPAL, relation=None))
    assert decided(subject).missing == (Missing.RELATION,)


def test_a_picture_of_the_sealed_parcel_is_none_of_the_contents() -> None:
    sealed = photo("photo-2", PhotoRole.SEALED_PARCEL)
    assert decided(parcel(inspection=inspection(photos=(sealed,)))).missing == (Missing.PHOTO,)


# -- children and young people


def test_a_child_needs_a_guardian_with_document_and_consent() -> None:
    child = sender(document=aged(13))
    alone = parcel(sender=child)
    assert decided(alone).missing == (Missing.GUARDIAN, Missing.GUARDIAN_CONSENT)
    silent = replace(alone, guardian=Guardian(document(name="测试乙")))
    assert decided(silent).missing == (Missing.GUARDIAN_CONSENT,)
    agreed = replace(alone, guardian=Guardian(document(name="测试乙"), NOON))
    assert decided(agreed).missing == ()
    assert decided(agreed).may_accept


def test_the_clerks_word_that_a_guardian_is_there_replaces_no_guardians_document() -> None:
    subject = parcel(sender=sender(document=aged(13)), guardian_present=True)
    assert decided(subject).missing == (Missing.GUARDIAN, Missing.GUARDIAN_CONSENT)


@pytest.mark.parametrize(
    ("years", "missing", "warned"),
    [
        (13, (Missing.GUARDIAN, Missing.GUARDIAN_CONSENT), True),
        (14, (Missing.GUARDIAN_PRESENT,), True),
        (15, (Missing.GUARDIAN_PRESENT,), True),
        (16, (), False),
    ],
)
def test_the_ages_are_the_policys_and_a_birthday_counts(
    years: int, missing: Sequence[Missing], *, warned: bool
) -> None:
    decision = decided(parcel(sender=sender(document=aged(years))))
    assert decision.missing == tuple(missing)
    assert (DocumentProblem.UNDER_AGE in decision.warnings) is warned


def test_a_pack_that_only_warns_asks_for_no_guardian_from_fourteen_on() -> None:
    limits = replace(POLICY.senders.limits, sending_alone_rule=YoungRule.WARN)
    lenient = replace(POLICY, senders=replace(POLICY.senders, limits=limits))
    decision = decided(parcel(sender=sender(document=aged(15))), lenient)
    assert decision.may_accept
    assert decision.warnings == (DocumentProblem.UNDER_AGE,)
    assert decided(parcel(sender=sender(document=aged(13))), lenient).missing == (
        Missing.GUARDIAN,
        Missing.GUARDIAN_CONSENT,
    )


@pytest.mark.parametrize("born", [None, TODAY + timedelta(days=1)])
def test_without_a_possible_age_nobody_is_a_child(born: date | None) -> None:
    subject = parcel(sender=sender(document=document(birth_date=born)))
    assert decided(subject).missing == ()
    assert not is_restricted(subject, POLICY, TODAY)


@pytest.mark.parametrize(
    "guardian",
    [
        aged(15),
        document(valid_to=TODAY - timedelta(days=1)),
        document(problems=(DocumentProblem.NUMBER_CHECK_DIGIT,)),
        document(document_type=DocumentType.OTHER),
    ],
)
def test_a_guardian_is_grown_up_and_has_a_document_that_holds(guardian: IdentityDocument) -> None:
    subject = parcel(sender=sender(document=aged(13)), guardian=Guardian(guardian, NOON))
    assert decided(subject).objections == (Objection.GUARDIAN_DOCUMENT,)


@pytest.mark.parametrize(
    ("subject", "restricted"),
    [
        (parcel(), False),
        (parcel(sender=sender(document=aged(13))), True),
        (parcel(sender=sender(document=aged(14))), False),
        (parcel(sending=Sending.ENTRUSTED, principal=Principal(aged(13), "family")), True),
        (parcel(guardian=Guardian(aged(13), NOON)), False),
        (nobody(), False),
    ],
)
def test_a_record_with_a_childs_data_is_restricted(subject: Parcel, *, restricted: bool) -> None:
    assert is_restricted(subject, POLICY, TODAY) is restricted


# -- doubts, a supervisor's word, cautions

DOUBTFUL = (DocumentField.NAME,)


@pytest.mark.parametrize(
    "subject",
    [
        parcel(sender=sender(document=document(doubts=DOUBTFUL))),
        parcel(
            sending=Sending.ENTRUSTED,
            principal=replace(PRINCIPAL, document=replace(PRINCIPAL.document, doubts=DOUBTFUL)),
        ),
        parcel(sender=sender(document=aged(13)), guardian=Guardian(document(name="测试乙", doubts=DOUBTFUL), NOON)),
    ],
)
def test_a_field_in_doubt_of_anybody_waits_for_the_clerk(subject: Parcel) -> None:
    assert decided(subject).missing == (Missing.DOUBTFUL_FIELD,)


@pytest.mark.parametrize(
    "changes",
    [
        lambda card: {"sender": sender(document=card)},
        lambda card: {"sending": Sending.ENTRUSTED, "principal": Principal(card, "family")},
        lambda card: {"sender": sender(document=aged(13)), "guardian": Guardian(card, NOON)},
    ],
)
def test_a_document_of_the_open_class_needs_a_supervisor_whoever_shows_it(changes: object) -> None:
    assert callable(changes)
    assert decided(parcel(**changes(border_card()))).missing == (Missing.SUPERVISOR_WORD,)
    assert decided(parcel(**changes(border_card(supervisor=SUPERVISOR)))).may_accept


def test_nobody_confirms_a_document_that_the_pack_does_not_have() -> None:
    unknown = border_card(other_kind="library_card", supervisor=SUPERVISOR)
    assert decided(parcel(sender=sender(document=unknown))).objections == (Objection.DOCUMENT_TYPE,)


def test_a_document_counts_only_when_it_came_in_by_a_way_the_pack_allows() -> None:
    coded = border_card(source=ReadingSource.SENDER_CODE, supervisor=SUPERVISOR)
    assert decided(parcel(sender=sender(document=coded))).objections == (Objection.DOCUMENT_TYPE,)


@given(
    noticed=st.lists(st.sampled_from(Caution), unique=True).map(tuple),
    answered=st.lists(st.sampled_from(Caution), unique=True),
)
def test_every_caution_wants_its_own_reason(noticed: tuple[Caution, ...], answered: list[Caution]) -> None:
    reasons = tuple(AnsweredCaution(caution.value, "explained", CLERK, NOON) for caution in answered)
    subject = parcel(noticed=noticed, answered=reasons)
    left = set(noticed) - set(answered)
    assert set(unanswered(subject)) == left
    assert decided(subject).missing == ((Missing.CAUTION_REASON,) if left else ())


# -- objections and who may answer them


def override(objection: Objection) -> Override:
    return Override(objection.value, "name_variant", SUPERVISOR, CLERK, NOON)


def catalogued(name: str) -> DeclaredItem:
    """A thing that the catalogue knows by this name."""
    entry = next(entry for entry in POLICY.catalogue.entries if entry.name == name)
    return DeclaredItem(name, "other", entry=entry.code)


DIFFERS = WaybillName(NameCheck.TYPED, agrees=False, checked_at=NOON, name="测试丙", clerk=CLERK)
STANDING: dict[Objection, Parcel] = {
    Objection.WAYBILL_CHECK_DIGIT: parcel(waybill=Waybill("EE471108150FR", "upu")),
    Objection.DOCUMENT_TYPE: parcel(sender=sender(document=document(document_type=DocumentType.OTHER))),
    Objection.DOCUMENT_INVALID: parcel(
        sender=sender(document=document(problems=(DocumentProblem.NUMBER_CHECK_DIGIT,)))
    ),
    Objection.DOCUMENT_DIFFERS: parcel(sender=sender(document=document(problems=(DocumentProblem.SEX_DIFFERS,)))),
    Objection.DOCUMENT_EXPIRED: parcel(sender=sender(document=document(valid_to=TODAY - timedelta(days=1)))),
    Objection.DOCUMENT_NOT_YET_VALID: parcel(sender=sender(document=document(valid_from=TODAY + timedelta(days=1)))),
    Objection.NAME_DIFFERS: parcel(waybill_name=DIFFERS),
    Objection.PRINCIPAL_DOCUMENT: parcel(
        sending=Sending.ENTRUSTED,
        principal=Principal(document(problems=(DocumentProblem.SEX_DIFFERS,)), "family"),
    ),
    Objection.ITEM_INCIDENT: parcel(inspection=inspection(items=(catalogued("手枪"),))),
    Objection.ITEM_REFUSED: parcel(inspection=inspection(items=(catalogued("打火机"),))),
    Objection.CONTENTS_DIFFER: parcel(inspection=inspection(found=Found(Finding.DIFFERS, CLERK, NOON, "concealed"))),
    Objection.SCREENING_STOPPED: parcel(
        inspection=inspection(
            screening=Screening(ScreeningPlace.HERE, "X-1", "1003", passed=False, clerk=CLERK, at=NOON)
        )
    ),
    Objection.GUARDIAN_DOCUMENT: parcel(
        sender=sender(document=aged(13)), guardian=Guardian(document(valid_to=TODAY - timedelta(days=1)), NOON)
    ),
}


@pytest.mark.parametrize("objection", Objection)
def test_a_supervisors_word_answers_what_may_be_answered_and_no_more(objection: Objection) -> None:
    subject = STANDING[objection]
    assert decided(subject).objections == (objection,)
    answered = decided(replace(subject, overrides=(override(objection),)))
    assert answered.objections == (() if objection in OVERRIDABLE else (objection,))
    assert answered.may_accept is (objection in OVERRIDABLE)


def test_only_differences_can_be_answered() -> None:
    assert {Objection.NAME_DIFFERS, Objection.DOCUMENT_DIFFERS} == OVERRIDABLE


@pytest.mark.parametrize("objection", sorted(OVERRIDABLE))
def test_one_word_answers_one_objection(objection: Objection) -> None:
    (other,) = OVERRIDABLE - {objection}
    assert decided(replace(STANDING[objection], overrides=(override(other),))).objections == (objection,)


def test_of_an_exempt_parcel_only_the_waybill_is_judged() -> None:
    subject = parcel(
        sending=Sending.AGREEMENT,
        customer=IN_FORCE,
        waybill_name=DIFFERS,
        sender=sender(document=aged(13, valid_to=TODAY - timedelta(days=1)), phone=None, same_person=None),
        noticed=(Caution.MANY_PARCELS,),
    )
    assert decided(subject) == Decision((), (), ())


# -- properties over all kinds of parcels


def documents() -> st.SearchStrategy[IdentityDocument]:
    """Good and bad documents of people of every age."""
    return st.builds(
        replace,
        st.sampled_from([aged(12), aged(15), aged(16), document(), border_card()]),
        doubts=st.sampled_from([(), (), DOUBTFUL]),
        valid_to=st.sampled_from([date(2029, 1, 1), date(2029, 1, 1), TODAY - timedelta(days=1)]),
        problems=st.sampled_from([(), (), (DocumentProblem.SEX_DIFFERS,), (DocumentProblem.NUMBER_CHECK_DIGIT,)]),
        supervisor=st.sampled_from([SUPERVISOR, None]),
    )


def parcels() -> st.SearchStrategy[Parcel]:
    """Parcels of every kind of sending, with or without each of their parts."""
    people = st.builds(
        Sender,
        documents(),
        phone=st.sampled_from([None, "13800138000"]),
        same_person=st.sampled_from([None, sender().same_person]),
    )
    names = st.sampled_from([None, DIFFERS, parcel().waybill_name])
    return st.builds(
        Parcel,
        parcel_id=st.just("parcel-1"),
        opened_by=st.just(CLERK),
        opened_at=st.just(NOON),
        waybill=st.sampled_from([None, parcel().waybill, Waybill("EE471108150FR", "upu")]),
        sender=st.none() | people,
        inspection=st.sampled_from([Inspection(), parcel().inspection]),
        sending=st.sampled_from(Sending),
        waybill_name=names,
        principal=st.none() | st.builds(Principal, documents(), st.sampled_from([None, "family"])),
        guardian=st.none() | st.builds(Guardian, documents(), st.sampled_from([None, NOON])),
        guardian_present=st.booleans(),
        customer=st.sampled_from([None, COMPANY, IN_FORCE, EXPIRED, UNFILED, NO_COPY]),
        noticed=st.sampled_from([(), (), (Caution.MANY_PARCELS,)]),
        answered=st.sampled_from([(), (AnsweredCaution("many_parcels", "moving", CLERK, NOON),)]),
        overrides=st.lists(st.builds(override, st.sampled_from(Objection)), max_size=3, unique=True).map(tuple),
    )


def with_less(subject: Parcel) -> list[Parcel]:
    """The same parcel with one piece of evidence less, in every way."""
    less = [
        replace(subject, waybill=None),
        replace(subject, sender=None),
        replace(subject, inspection=Inspection()),
        replace(subject, customer=None),
        replace(subject, answered=()),
        replace(subject, overrides=()),
        replace(subject, guardian_present=False),
    ]
    if subject.sending is Sending.ENTRUSTED:
        less.append(replace(subject, principal=None))
    if subject.guardian is not None:
        less.append(replace(subject, guardian=replace(subject.guardian, consent_at=None)))
    if subject.sender is not None:
        less += [
            replace(subject, sender=replace(subject.sender, phone=None)),
            replace(subject, sender=replace(subject.sender, same_person=None)),
            replace(
                subject, sender=replace(subject.sender, document=replace(subject.sender.document, supervisor=None))
            ),
            replace(
                subject, sender=replace(subject.sender, document=replace(subject.sender.document, doubts=DOUBTFUL))
            ),
        ]
    return less


@given(subject=parcels())
def test_taking_evidence_away_never_makes_a_parcel_acceptable(subject: Parcel) -> None:
    if not decided(subject).may_accept:
        assert not [poorer for poorer in with_less(subject) if is_better(poorer, subject)]


def is_better(poorer: Parcel, whole: Parcel) -> bool:
    """Whether less evidence leaves fewer gaps: only the objections to what was taken away may go with it."""
    before, after = decided(whole), decided(poorer)
    return after.may_accept or not set(before.missing) - _OF_PEOPLE <= set(after.missing)


_OF_PEOPLE = {
    Missing.DOUBTFUL_FIELD,
    Missing.SUPERVISOR_WORD,
    Missing.GUARDIAN,
    Missing.GUARDIAN_CONSENT,
    Missing.GUARDIAN_PRESENT,
}
"""What is asked because of somebody who is there: it goes when the person goes, and the person is missing then."""


@given(subject=parcels())
def test_an_override_never_answers_an_objection_that_nobody_may_answer(subject: Parcel) -> None:
    bare, given_words = decided(replace(subject, overrides=())), decided(subject)
    assert set(bare.objections) - set(given_words.objections) <= OVERRIDABLE
    assert set(given_words.objections) <= set(bare.objections)
    assert given_words.missing == bare.missing


@given(subject=parcels())
def test_an_exempt_parcel_needs_no_person_and_every_other_needs_one(subject: Parcel) -> None:
    decision = decided(replace(subject, sender=None))
    assert (Missing.DOCUMENT in decision.missing) is identity_needed(subject, TODAY)
    if not identity_needed(subject, TODAY):
        assert decided(subject) == replace(decision, missing=decided(subject).missing)
        assert decided(subject).missing == decision.missing


@given(subject=parcels())
def test_what_is_missing_comes_in_the_clerks_order_and_once(subject: Parcel) -> None:
    missing = decided(subject).missing
    assert list(missing) == [need for need in Missing if need in missing]


@given(subject=parcels())
def test_nothing_is_accepted_without_waybill_and_contents_or_with_an_objection(subject: Parcel) -> None:
    if decided(subject).may_accept:
        assert subject.waybill is not None
        assert subject.sending is Sending.LETTER or subject.inspection.photos
        assert not decided(subject).objections
