"""The edits of the sender lane, one by one: what each changes, takes away, and refuses."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.acceptance import Missing, Objection, Parcel
from app.domain.customer import Agreement, Customer, CustomerKind, Filing
from app.domain.errors import DomainError, DomainFault
from app.domain.files import files_of
from app.domain.goods import Journey, TransportMode
from app.domain.honesty import Caution
from app.domain.identity.document import DocumentField, DocumentProblem, ReadingSource
from app.domain.identity.sender import FaceBand, FaceCompared, PortraitShown, Sender
from app.domain.sending import AnsweredCaution, NameCheck, Override, Sending, WaybillName
from app.usecases.edit_sender import NAME_LENGTH
from app.usecases.edits import (
    AnswerCaution,
    ChooseCategory,
    ChooseCustomer,
    ChooseJourney,
    ChooseRelation,
    ChooseSending,
    ConfirmDoubtfulFields,
    ConfirmGuardian,
    ConfirmSamePerson,
    ConfirmWaybillName,
    Edit,
    EnterAddress,
    EnterPhone,
    EnterWaybillName,
    RecordFaceComparison,
    SetQuantity,
    SwapPeople,
)
from devices.documents.reading import FieldName
from devices.ports import Sex
from tests.support.builders import CLERK, NOON, TODAY, customer
from tests.support.counter_house import CounterHouse, card, parcel_of
from tests.support.people import ADULT_BORN, CHILD_BORN, YOUNG_BORN, card_of, reading

OTHER = card_of(ADULT_BORN, "测试乙")
THIRD = card_of(ADULT_BORN, "测试丙", serial=125)
_MAY_REFUSE = {DomainFault.NO_DOCUMENT, DomainFault.LETTER_HAS_NO_PHOTO, DomainFault.CONTENTS_SEEN}
SUPERVISORS_WORD = Override("document_differs", "chip_misprint", CLERK, CLERK, NOON)


class Desk:
    """A counter with one parcel, and short words for what a clerk does to it."""

    def __init__(self) -> None:
        self.house = CounterHouse()
        self.parcel_id = parcel_of(self.house.scanned()).parcel_id

    @property
    def parcel(self) -> Parcel:
        return parcel_of(self.house.open())

    @property
    def sender(self) -> Sender:
        sender = self.parcel.sender
        assert sender is not None
        return sender

    @property
    def missing(self) -> tuple[Missing, ...]:
        return self.house.open().decision.missing

    def does(self, *edits: Edit) -> Parcel:
        for edit in edits:
            self.house.edit(self.parcel_id, edit, CLERK)
        return self.parcel

    def shows(self, *cards: object) -> Parcel:
        for shown in cards:
            self.house.take_document(shown, CLERK, self.parcel_id)  # type: ignore[arg-type] # cards
        return self.parcel

    def saved(self, **changes: object) -> None:
        """The parcel with changes that come from elsewhere."""
        changed = replace(self.parcel, **changes)  # type: ignore[arg-type] # real members
        self.house.look(lambda work: work.parcels.save(changed))

    def registered(self, subject: Customer) -> str:
        self.house.look(lambda work: work.customers.save(subject, clerk=CLERK, at=NOON))
        return subject.customer_id

    def refuses(self, edit: Edit) -> tuple[DomainFault, str]:
        """Why, after having seen that nothing changed."""
        before = self.parcel
        files = set(self.house.vault.files)
        with pytest.raises(DomainError) as caught:
            self.house.edit(self.parcel_id, edit, CLERK)
        assert self.parcel == before
        assert set(self.house.look(lambda work: work.evidence.all_ids())) <= files
        return caught.value.fault, caught.value.detail

    def files(self) -> set[str]:
        """What index and vault agree on."""
        indexed = self.house.look(lambda work: work.evidence.all_ids())
        assert set(self.house.vault.files) == indexed
        return indexed


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.mark.parametrize(
    ("edit", "fault"),
    [
        (ConfirmSamePerson(), DomainFault.NO_DOCUMENT),
        (ConfirmWaybillName(), DomainFault.NO_DOCUMENT),
        (EnterPhone("13800138000"), DomainFault.NO_DOCUMENT),
        (EnterAddress("样例街"), DomainFault.NO_DOCUMENT),
        (SwapPeople(), DomainFault.NO_DOCUMENT),
        (ConfirmGuardian(), DomainFault.NO_DOCUMENT),
        (RecordFaceComparison(FaceBand.CHECK), DomainFault.NO_DOCUMENT),
        (ChooseRelation("family"), DomainFault.NO_DOCUMENT),
        (ConfirmDoubtfulFields(), DomainFault.NOTHING_IN_DOUBT),
        (ChooseCustomer("nobody"), DomainFault.CUSTOMER_UNKNOWN),
        (AnswerCaution(Caution.MANY_PARCELS, "moving"), DomainFault.REASON_UNKNOWN),
    ],
)
def test_nobody_confirms_for_what_is_not_there(desk: Desk, edit: Edit, fault: DomainFault) -> None:
    assert desk.refuses(edit)[0] is fault


# -- the same person


def test_what_was_said_of_one_name_does_not_hold_for_another_under_the_same_number(desk: Desk) -> None:
    desk.house.take_reading(reading(name="测试申"), CLERK, desk.parcel_id)
    desk.does(ConfirmSamePerson())
    desk.saved(overrides=(SUPERVISORS_WORD,))
    desk.shows(card())  # the chip knows better
    assert (desk.sender.document.name, desk.sender.same_person, desk.parcel.overrides) == ("测试甲", None, ())


def test_what_was_said_holds_when_the_same_document_is_read_better(desk: Desk) -> None:
    desk.house.take_reading(reading(), CLERK, desk.parcel_id)
    desk.does(ConfirmSamePerson())
    said = desk.sender.same_person
    desk.saved(overrides=(SUPERVISORS_WORD,))
    desk.shows(card())
    assert desk.sender.document.source is ReadingSource.CHIP
    assert (desk.sender.same_person, desk.parcel.overrides) == (said, (SUPERVISORS_WORD,))


def test_a_new_difference_needs_a_new_word(desk: Desk) -> None:
    desk.shows(card())
    desk.saved(overrides=(SUPERVISORS_WORD,))
    other_sex = replace(card(), text=replace(card().text, sex=Sex.FEMALE))
    desk.shows(other_sex)
    assert DocumentProblem.SEX_DIFFERS in desk.sender.document.problems
    assert desk.parcel.overrides == ()


def test_the_clerks_word_says_what_was_on_the_screen_and_keeps_the_picture_here(desk: Desk) -> None:
    desk.shows(card())
    desk.does(ConfirmSamePerson(PortraitShown.CHIP, b"\xff\xd8 live"))
    same = desk.sender.same_person
    assert same is not None
    assert (same.clerk, same.confirmed_at, same.portrait) == (CLERK, NOON, PortraitShown.CHIP)
    assert same.live_picture_id is not None
    assert desk.house.vault.files[same.live_picture_id] == b"\xff\xd8 live"
    kept = desk.house.store.tables.evidence[same.live_picture_id]
    assert (kept.upload, kept.parcel_id) == (False, desk.parcel_id)


def test_only_the_picture_of_the_newest_word_stays(desk: Desk) -> None:
    desk.shows(card())
    desk.does(ConfirmSamePerson(live_picture=b"first"), ConfirmSamePerson(live_picture=b"second"))
    same = desk.sender.same_person
    assert same is not None
    assert desk.files() == {desk.sender.document.portrait_id, same.live_picture_id}
    desk.does(ConfirmSamePerson())
    assert desk.files() == {desk.sender.document.portrait_id}


def test_a_comparison_by_machine_stands_beside_the_clerks_word_and_replaces_none(desk: Desk) -> None:
    desk.shows(card())
    desk.does(RecordFaceComparison(FaceBand.LIKELY_SAME))
    assert desk.sender.face == FaceCompared(FaceBand.LIKELY_SAME, NOON)
    assert Missing.SAME_PERSON in desk.missing


# -- doubts


def test_doubts_are_confirmed_person_by_person(desk: Desk) -> None:
    desk.house.take_reading(reading(doubtful=(FieldName.NAME,), valid_to="2040-01-01"), CLERK, desk.parcel_id)
    desk.does(ChooseSending(Sending.ENTRUSTED))
    principal = reading(
        name="测试乙",
        number=OTHER.text.number,
        birth_date="1985-05-01",
        valid_to="2040-01-01",
        doubtful=(FieldName.ADDRESS,),
    )
    desk.house.take_reading(principal, CLERK, desk.parcel_id)

    first = desk.does(ConfirmDoubtfulFields())
    assert first.sender is not None
    assert first.principal is not None
    assert first.sender.document.confirmed == (DocumentField.NAME,)
    assert first.principal.document.doubts == (DocumentField.ADDRESS,)
    second = desk.does(ConfirmDoubtfulFields())
    assert second.principal is not None
    assert second.principal.document.confirmed == (DocumentField.ADDRESS,)
    assert desk.refuses(ConfirmDoubtfulFields())[0] is DomainFault.NOTHING_IN_DOUBT


def test_a_guardians_doubts_are_confirmed_too(desk: Desk) -> None:
    desk.shows(card_of(CHILD_BORN, "测试童"))
    desk.house.take_reading(reading(doubtful=(FieldName.NAME,), valid_to="2040-01-01"), CLERK, desk.parcel_id)
    assert Missing.DOUBTFUL_FIELD in desk.missing
    guardian = desk.does(ConfirmDoubtfulFields()).guardian
    assert guardian is not None
    assert (guardian.document.doubts, guardian.document.confirmed) == ((), (DocumentField.NAME,))


# -- phone and address


@pytest.mark.parametrize("phone", ["", "1380013800", "138001380000", "12800138000", "13８00138000", "+8613800138000"])
def test_a_phone_number_is_a_mainland_mobile_number(desk: Desk, phone: str) -> None:
    desk.shows(card())
    assert desk.refuses(EnterPhone(phone))[0] is DomainFault.PHONE_INVALID


def test_a_phone_that_was_typed_is_not_recalled() -> None:
    desk = Desk()
    desk.house.accept(desk.house.complete_parcel("SF1385628716739").parcel_id, CLERK)
    desk.shows(card())
    assert desk.sender.phone_recalled
    desk.does(EnterPhone("13900139000"))
    assert (desk.sender.phone, desk.sender.phone_recalled) == ("13900139000", False)


def test_an_address_is_one_line_and_may_be_taken_back(desk: Desk) -> None:
    desk.shows(card())
    desk.does(EnterAddress("  样例市\n样例街  2号 "))
    assert desk.sender.address == "样例市 样例街 2号"
    desk.does(EnterAddress(""))
    assert desk.sender.address == ""
    desk.does(EnterAddress("长" * 200))
    assert desk.refuses(EnterAddress("长" * 201))[0] is DomainFault.ADDRESS_INVALID


# -- how it is sent


def test_a_letter_drops_people_for_good(desk: Desk) -> None:
    desk.shows(card())
    desk.does(
        ConfirmSamePerson(live_picture=b"live"),
        ConfirmWaybillName(),
        EnterPhone("13800138000"),
        ChooseCategory("documents"),
        SetQuantity(3),
    )
    letter = desk.does(ChooseSending(Sending.LETTER))
    assert (letter.sender, letter.waybill_name, letter.customer) == (None, None, None)
    assert (letter.inspection.photos, letter.inspection.item_category, letter.inspection.quantity) == ((), None, 3)
    assert desk.files() == set()
    assert desk.house.open().decision.may_accept


def test_what_was_seen_is_no_letter(desk: Desk) -> None:
    desk.house.photographed(desk.parcel_id)
    before = desk.parcel
    with pytest.raises(DomainError) as refused:
        desk.does(ChooseSending(Sending.LETTER))
    assert refused.value.fault is DomainFault.CONTENTS_SEEN
    assert desk.parcel == before


def test_a_letter_keeps_its_journey_and_is_screened_for_it(desk: Desk) -> None:
    desk.does(ChooseJourney(Journey(transport=TransportMode.AIR)), ChooseSending(Sending.LETTER))
    assert desk.house.open().decision.missing == (Missing.SCREENING,)


def test_a_letters_text_is_never_photographed_and_its_envelope_may_be(desk: Desk) -> None:
    desk.does(ChooseSending(Sending.LETTER))
    with pytest.raises(DomainError) as refused:
        desk.house.photographed(desk.parcel_id)
    assert refused.value.fault is DomainFault.LETTER_HAS_NO_PHOTO
    assert desk.house.vault.files == {}
    desk.house.sealed(desk.parcel_id)
    assert len(desk.files()) == 1


@pytest.mark.parametrize("sending", [Sending.PERSON, Sending.ORGANISATION, Sending.AGREEMENT])
def test_the_principal_leaves_with_the_entrusted_sending(desk: Desk, sending: Sending) -> None:
    desk.shows(card())
    desk.does(ChooseSending(Sending.ENTRUSTED))
    desk.shows(OTHER)
    after = desk.does(ChooseSending(sending))
    assert after.principal is None
    assert after.sender is not None
    assert desk.files() == {after.sender.document.portrait_id}


def test_a_customer_says_how_its_parcels_are_sent(desk: Desk) -> None:
    agreement = desk.registered(customer())
    company = desk.registered(
        customer(customer_id="customer-2", kind=CustomerKind.ORGANISATION, agreement=None, credit_code="C2")
    )
    first = desk.does(ChooseCustomer(agreement))
    assert (first.sending, first.customer) == (Sending.AGREEMENT, customer())
    second = desk.does(ChooseCustomer(company))
    assert second.sending is Sending.ORGANISATION
    assert second.customer is not None
    assert second.customer.customer_id == company
    assert desk.does(ChooseSending(Sending.PERSON)).customer is None


def test_an_organisation_never_passes_for_an_agreement_customer(desk: Desk) -> None:
    company = customer(kind=CustomerKind.ORGANISATION, agreement=None)
    desk.does(ChooseCustomer(desk.registered(company)))
    desk.does(ChooseSending(Sending.AGREEMENT))
    assert desk.missing[0] is Missing.CUSTOMER


def test_an_agreement_customer_may_be_checked_like_any_organisation(desk: Desk) -> None:
    desk.does(ChooseCustomer(desk.registered(customer())))
    after = desk.does(ChooseSending(Sending.ORGANISATION))
    assert after.customer == customer()
    assert Missing.DOCUMENT in desk.missing


def test_another_customer_asks_anew_what_is_unusual(desk: Desk) -> None:
    limit = desk.house.counter.policy.senders.limits.parcels_a_day
    for number in range(limit):
        desk.house.accept(desk.house.complete_parcel(f"YT89626467853{number:02d}").parcel_id, CLERK)
    expired = Agreement("XY-2", TODAY - timedelta(days=400), TODAY - timedelta(days=1), Filing.FILED)
    late = desk.registered(customer(customer_id="customer-2", credit_code="C2", agreement=expired))
    desk.shows(card())
    assert not desk.does(ChooseCustomer(desk.registered(customer()))).noticed
    assert desk.does(ChooseCustomer(late)).noticed == (Caution.MANY_PARCELS,)


# -- entrusted


def test_a_relation_is_one_of_the_packs(desk: Desk) -> None:
    desk.shows(card())
    desk.does(ChooseSending(Sending.ENTRUSTED))
    desk.shows(OTHER)
    assert desk.refuses(ChooseRelation("enemy")) == (DomainFault.REASON_UNKNOWN, "enemy")
    parcel = desk.does(ChooseRelation("colleague"))
    assert parcel.principal is not None
    assert parcel.principal.relation == "colleague"


def test_swapping_asks_the_clerk_anew_and_keeps_documents_relation_and_files(desk: Desk) -> None:
    desk.shows(card())
    desk.does(ConfirmSamePerson(live_picture=b"live"), EnterPhone("13800138000"))
    desk.does(ChooseSending(Sending.ENTRUSTED))
    desk.shows(OTHER)
    desk.does(ChooseRelation("family"), ConfirmWaybillName())
    parcel = desk.does(SwapPeople())
    assert parcel.principal is not None
    assert (desk.sender.document.name, parcel.principal.document.name) == ("测试乙", "测试甲")
    assert (desk.sender.phone, desk.sender.same_person, parcel.principal.relation) == (None, None, "family")
    assert parcel.waybill_name is None
    assert desk.files() == {desk.sender.document.portrait_id, parcel.principal.document.portrait_id}
    back = desk.does(SwapPeople())
    assert desk.sender.document.name == "测试甲"
    assert back.principal is not None


def test_swapping_needs_two_people(desk: Desk) -> None:
    desk.shows(card())
    assert desk.refuses(SwapPeople())[0] is DomainFault.NO_DOCUMENT


def test_nothing_said_about_the_agent_before_holds_for_the_other_person(desk: Desk) -> None:
    desk.shows(card_of(YOUNG_BORN, "测试少"))
    desk.does(ConfirmGuardian(), ChooseSending(Sending.ENTRUSTED))
    desk.shows(card_of(YOUNG_BORN, "测试年", serial=125))
    desk.saved(overrides=(SUPERVISORS_WORD,))
    parcel = desk.does(SwapPeople())
    assert (parcel.guardian_present, parcel.overrides) == (False, ())
    assert Missing.GUARDIAN_PRESENT in desk.missing


# -- young people


def test_a_guardian_with_a_document_agrees_and_one_without_is_there(desk: Desk) -> None:
    desk.shows(card_of(CHILD_BORN, "测试童"))
    present = desk.does(ConfirmGuardian())
    assert (present.guardian, present.guardian_present) == (None, True)
    assert Missing.GUARDIAN in desk.missing
    desk.shows(OTHER)
    assert Missing.GUARDIAN_CONSENT in desk.missing
    agreed = desk.does(ConfirmGuardian())
    assert agreed.guardian is not None
    assert agreed.guardian.consent_at == NOON
    assert Missing.GUARDIAN_CONSENT not in desk.missing


# -- cautions


@pytest.mark.parametrize("caution", Caution)
def test_a_caution_is_answered_by_a_reason_of_its_own_and_the_last_one_counts(desk: Desk, caution: Caution) -> None:
    desk.shows(card())
    desk.saved(noticed=(caution,))
    rule = desk.house.counter.policy.senders.caution(caution.value)
    assert rule is not None
    first, *_, last = rule.reasons
    assert desk.refuses(AnswerCaution(caution, "because")) == (DomainFault.REASON_UNKNOWN, "because")
    desk.does(AnswerCaution(caution, first.code))
    parcel = desk.does(AnswerCaution(caution, last.code))
    assert parcel.answered == (AnsweredCaution(caution.value, last.code, CLERK, NOON),)


def test_a_reason_for_what_nobody_noticed_is_refused(desk: Desk) -> None:
    desk.shows(card())
    assert desk.refuses(AnswerCaution(Caution.NIGHT_BURST, "late_pickup"))[0] is DomainFault.REASON_UNKNOWN


# -- the name on the waybill


def test_a_name_needs_a_waybill_to_stand_on() -> None:
    house = CounterHouse()
    parcel_id = parcel_of(house.take_document(card(), CLERK, None)).parcel_id
    edits: tuple[Edit, ...] = (ConfirmWaybillName(), EnterWaybillName("测试甲"))
    for edit in edits:
        with pytest.raises(DomainError) as refused:
            house.edit(parcel_id, edit, CLERK)
        assert refused.value.fault is DomainFault.WAYBILL_FIRST


@pytest.mark.parametrize("name", ["", "  \n", "长" * (NAME_LENGTH + 1)])
def test_a_name_that_is_none_is_not_taken(desk: Desk, name: str) -> None:
    desk.shows(card())
    assert desk.refuses(EnterWaybillName(name)) == (DomainFault.FORM_INVALID, "name")


def test_a_typed_name_may_come_before_the_document_and_is_compared_with_it(desk: Desk) -> None:
    name = desk.does(EnterWaybillName(" 测试  乙 ")).waybill_name
    assert name == WaybillName(NameCheck.TYPED, agrees=True, checked_at=NOON, name="测试 乙", clerk=CLERK)
    desk.shows(card())
    assert desk.house.open().decision.objections == (Objection.NAME_DIFFERS,)


def test_looking_again_does_not_make_a_name_equal(desk: Desk) -> None:
    desk.shows(card())
    desk.does(EnterWaybillName("测试乙"))
    assert desk.refuses(ConfirmWaybillName()) == (DomainFault.STANDS_AGAINST, "name_differs")
    desk.does(EnterWaybillName("测试甲"))
    assert desk.house.open().decision.objections == ()


@given(
    steps=st.lists(
        st.sampled_from(
            [
                lambda desk: desk.shows(card()),
                lambda desk: desk.shows(OTHER),
                lambda desk: desk.shows(card_of(CHILD_BORN, "测试童")),
                lambda desk: desk.house.photographed(desk.parcel_id),
                lambda desk: desk.does(ConfirmSamePerson(live_picture=b"live")),
                lambda desk: desk.does(ConfirmGuardian()),
                lambda desk: desk.does(SwapPeople()),
                *(lambda desk, sending=sending: desk.does(ChooseSending(sending)) for sending in Sending),
            ]
        ),
        max_size=12,
    )
)
def test_whatever_is_done_the_index_holds_the_parcels_files_and_no_others(
    steps: list[Callable[[Desk], object]],
) -> None:
    desk = Desk()
    for step in steps:
        try:
            step(desk)
        except DomainError as error:
            assert error.fault in _MAY_REFUSE  # noqa: PT017 # any step may be refused
    indexed = desk.house.look(lambda work: work.evidence.all_ids())
    # a file without its row can be read by nobody; the next start sweeps it away
    assert indexed == set(files_of(desk.parcel)) <= set(desk.house.vault.files)
    desk.house.discard(desk.parcel_id, CLERK)
    assert desk.house.look(lambda work: work.evidence.all_ids()) == set()
