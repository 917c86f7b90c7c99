"""A document comes to the counter: in four ways, and to the person whose it is."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.acceptance import Missing, Objection, Parcel
from app.domain.errors import DomainError, DomainFault
from app.domain.identity.document import (
    DocumentField,
    DocumentProblem,
    DocumentType,
    IdentityDocument,
    ReadingSource,
    Sex,
)
from app.domain.sending import Sending
from app.storage.errors import StorageError, StorageFault
from app.usecases.documents import TypedDocument
from app.usecases.edits import (
    ChooseRelation,
    ChooseSending,
    ConfirmDoubtfulFields,
    ConfirmGuardian,
    ConfirmSamePerson,
    EnterAddress,
    EnterPhone,
)
from app.usecases.results import CounterView
from app.usecases.take_document import JPEG, PORTRAIT_MEDIA_TYPE
from devices.documents.reading import (
    ACCEPTED_KINDS,
    DocumentReading,
    FieldName,
    FieldReading,
    PictureKind,
    PictureProblem,
    ReadingWay,
)
from tests.support.builders import CLERK, NOON, YUNNAN_NUMBER
from tests.support.counter_house import CounterHouse, card, parcel_of
from tests.support.people import ADULT_BORN, CHILD_BORN, YOUNG_BORN, border_card, card_of, number_of, reading, typed

OTHER = card_of(ADULT_BORN, "测试乙")
THIRD = card_of(ADULT_BORN, "测试丙", serial=125)
CHILD = card_of(CHILD_BORN, "测试童")


def sender_document(view: CounterView) -> IdentityDocument:
    sender = parcel_of(view).sender
    assert sender is not None
    return sender.document


def kept_files(house: CounterHouse) -> set[str]:
    """What index and vault agree on."""
    indexed = house.look(lambda work: work.evidence.all_ids())
    assert set(house.vault.files) == indexed
    return indexed


def refused(act: object, *arguments: object) -> tuple[DomainFault, str]:
    assert callable(act)
    with pytest.raises(DomainError) as caught:
        act(*arguments)
    return caught.value.fault, caught.value.detail


# -- chip


def test_a_chips_text_and_portrait_are_kept_as_they_were_read() -> None:
    house = CounterHouse()
    document = sender_document(house.take_document(card(), CLERK, None))
    assert (document.source, document.document_type) == (ReadingSource.CHIP, DocumentType.RESIDENT_CARD)
    assert (document.name, document.number, document.sex) == ("测试甲", YUNNAN_NUMBER, Sex.MALE)
    assert (document.birth_date, document.valid_to) == (date(1990, 3, 7), date(2040, 1, 1))
    assert (document.problems, document.doubts, document.typed_reason) == ((), (), None)
    assert document.portrait_id is not None
    stored = house.look(lambda work: work.evidence.get(document.portrait_id or ""))
    assert stored is not None
    assert stored.media_type == PORTRAIT_MEDIA_TYPE
    assert house.vault.files[document.portrait_id] == card().portrait


def test_a_chip_that_says_otherwise_than_its_number_stands_against() -> None:
    view = CounterHouse().take_document(card(number_of(date(1990, 3, 8))), CLERK, None)
    assert sender_document(view).problems == (DocumentProblem.BIRTH_DATE_DIFFERS,)
    assert [objection.value for objection in view.decision.objections] == ["document_differs"]


@pytest.mark.parametrize("name", ["", "  ", "测\ud800"])
def test_a_chip_with_garbage_for_a_name_changes_nothing(name: str) -> None:
    house = CounterHouse()
    before = parcel_of(house.take_document(OTHER, CLERK, None))
    assert refused(house.take_document, card(name=name), CLERK, before.parcel_id) == (
        DomainFault.DOCUMENT_UNREADABLE,
        "ill_formed",
    )
    assert house.open().parcel == before


def test_a_portrait_is_indexed_with_its_parcel_or_not_at_all() -> None:
    house = CounterHouse()
    house.store.fail_next_commit(StorageFault.STORE_FULL)
    with pytest.raises(StorageError):
        house.take_document(card(), CLERK, None)
    assert house.look(lambda work: work.evidence.all_ids()) == set()
    assert house.open().parcel is None


# -- picture


def test_a_picture_is_ocr_or_mrz_and_keeps_the_portrait_that_was_cut_out() -> None:
    house = CounterHouse()
    view = house.take_reading(reading(), CLERK, None)
    document = sender_document(view)
    assert (document.source, document.read_at) == (ReadingSource.OCR, NOON)
    assert document.portrait_id is not None
    assert house.vault.files == {document.portrait_id: b"\xff\xd8 portrait"}
    stored = house.look(lambda work: work.evidence.get(document.portrait_id or ""))
    assert stored is not None
    assert stored.media_type == JPEG


def test_a_picture_without_a_portrait_leaves_no_file() -> None:
    house = CounterHouse()
    document = sender_document(house.take_reading(reading(portrait=None), CLERK, None))
    assert document.portrait_id is None
    assert kept_files(house) == set()


def test_a_zone_names_its_way_and_state() -> None:
    passport = reading(
        PictureKind.PASSPORT,
        way=ReadingWay.MRZ,
        number="L898902C3",
        name="ERIKSSON ANNA MARIA",
        sex="female",
        birth_date="1974-08-12",
        nationality="UTO",
        valid_to="2030-04-15",
        address=None,
        doubtful=(FieldName.NAME,),
    )
    document = sender_document(CounterHouse().take_reading(passport, CLERK, None))
    assert (document.source, document.document_type) == (ReadingSource.MRZ, DocumentType.PASSPORT)
    assert (document.nationality, document.birth_date, document.sex) == ("UTO", date(1974, 8, 12), Sex.FEMALE)
    assert document.doubts == (DocumentField.NAME,)


@pytest.mark.parametrize("kind", sorted(set(PictureKind) - ACCEPTED_KINDS))
def test_what_the_law_does_not_list_is_refused_and_leaves_no_file(kind: PictureKind) -> None:
    house = CounterHouse()
    problems = (PictureProblem.NOT_ACCEPTED_KIND, PictureProblem.GLARE)
    assert refused(house.take_reading, reading(kind, problems=problems), CLERK, None) == (
        DomainFault.DOCUMENT_UNREADABLE,
        "not_accepted_kind",
    )
    assert house.vault.files == {}
    assert house.open().parcel is None


@pytest.mark.parametrize("lacking", ["number", "name"])
def test_a_picture_without_number_or_name_is_incomplete(lacking: str) -> None:
    house = CounterHouse()
    # ** of a variable name
    without = reading(**{lacking: None})  # type: ignore[arg-type] # a member of the fields
    assert refused(house.take_reading, without, CLERK, None) == (DomainFault.DOCUMENT_UNREADABLE, "incomplete")
    assert house.vault.files == {}


def test_what_the_number_proves_is_not_in_doubt_and_the_rest_is() -> None:
    every = (FieldName.NAME, FieldName.SEX, FieldName.BIRTH_DATE, FieldName.ADDRESS, FieldName.NUMBER)
    view = CounterHouse().take_reading(reading(doubtful=every), CLERK, None)
    proven = {DocumentField.SEX, DocumentField.BIRTH_DATE}
    assert not set(sender_document(view).doubts) & proven
    assert {DocumentField.NAME, DocumentField.ADDRESS, DocumentField.NUMBER} <= set(sender_document(view).doubts)
    assert Missing.DOUBTFUL_FIELD in view.decision.missing


def test_sex_and_birth_date_come_from_the_number_whatever_was_misread() -> None:
    misread = reading(sex="female", birth_date="1998-03-07", doubtful=(FieldName.SEX, FieldName.BIRTH_DATE))
    document = sender_document(CounterHouse().take_reading(misread, CLERK, None))
    assert (document.sex, document.birth_date, document.problems) == (Sex.MALE, date(1990, 3, 7), ())


def test_a_sex_that_was_surely_read_and_differs_stands_against() -> None:
    document = sender_document(CounterHouse().take_reading(reading(sex="female"), CLERK, None))
    assert document.problems == (DocumentProblem.SEX_DIFFERS,)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("open_ended", None), ("2040-01-01", date(2040, 1, 1)), ("2040-13-01", None), ("", None)],
)
def test_a_term_is_a_date_or_open_ended(printed: str, expected: date | None) -> None:
    document = sender_document(CounterHouse().take_reading(reading(valid_to=printed), CLERK, None))
    assert document.valid_to == expected


def test_doubts_start_anew_with_every_reading() -> None:
    house = CounterHouse()
    doubtful = reading(doubtful=(FieldName.NAME,))
    parcel_id = parcel_of(house.take_reading(doubtful, CLERK, None)).parcel_id
    confirmed = sender_document(house.edit(parcel_id, ConfirmDoubtfulFields(), CLERK))
    assert (confirmed.doubts, confirmed.confirmed) == ((), (DocumentField.NAME, DocumentField.VALID_TO))
    again = sender_document(house.take_reading(doubtful, CLERK, parcel_id))
    assert (again.doubts, again.confirmed) == ((DocumentField.NAME, DocumentField.VALID_TO), ())
    assert kept_files(house) == {again.portrait_id}


def card_back(**fields: FieldReading) -> DocumentReading:
    """The side with issuer and term."""
    found = {FieldName(name): read for name, read in fields.items()}
    return DocumentReading(PictureKind.CARD_BACK, ReadingWay.OCR, found, {}, (PictureProblem.WRONG_SIDE,))


def test_a_front_without_a_date_is_not_called_open_ended() -> None:
    document = sender_document(CounterHouse().take_reading(reading(), CLERK, None))
    assert (document.valid_to, document.doubts) == (None, (DocumentField.VALID_TO,))


def test_the_back_of_the_card_tells_how_long_it_holds() -> None:
    house = CounterHouse()
    parcel_id = parcel_of(house.take_reading(reading(), CLERK, None)).parcel_id
    back = card_back(
        valid_from=FieldReading("2020-01-01", 0.99, doubtful=False),
        valid_to=FieldReading("2040-01-01", 0.99, doubtful=False),
    )
    document = sender_document(house.take_reading(back, CLERK, parcel_id))
    assert (document.valid_from, document.valid_to, document.doubts) == (date(2020, 1, 1), date(2040, 1, 1), ())


def test_an_expired_back_stops_the_acceptance_and_a_doubtful_one_is_compared() -> None:
    house = CounterHouse()
    parcel_id = parcel_of(house.take_reading(reading(), CLERK, None)).parcel_id
    view = house.take_reading(card_back(valid_to=FieldReading("2025-01-01", 0.4, doubtful=True)), CLERK, parcel_id)
    assert sender_document(view).doubts == (DocumentField.VALID_TO,)
    assert Objection.DOCUMENT_EXPIRED in view.decision.objections


def test_a_back_alone_or_beside_a_chip_is_the_wrong_side() -> None:
    back = card_back(valid_to=FieldReading("2040-01-01", 0.99, doubtful=False))
    house = CounterHouse()
    with pytest.raises(DomainError):
        house.take_reading(back, CLERK, None)
    parcel_id = parcel_of(house.take_document(card(), CLERK, None)).parcel_id
    with pytest.raises(DomainError):
        house.take_reading(back, CLERK, parcel_id)


def test_a_picture_never_replaces_the_chip_and_leaves_no_file() -> None:
    house = CounterHouse()
    parcel_id = parcel_of(house.take_document(card(), CLERK, None)).parcel_id
    chip = sender_document(house.open())
    again = house.take_reading(reading(doubtful=(FieldName.NAME,)), CLERK, parcel_id)
    assert sender_document(again) == chip
    assert kept_files(house) == {chip.portrait_id}
    assert sender_document(house.take_typed(typed(YUNNAN_NUMBER, "测试甲"), CLERK, parcel_id)) == chip


def test_a_chip_replaces_a_picture_and_a_hand_corrects_it() -> None:
    house = CounterHouse()
    parcel_id = parcel_of(house.take_reading(reading(doubtful=(FieldName.NAME,)), CLERK, None)).parcel_id
    corrected = sender_document(house.take_typed(typed(YUNNAN_NUMBER, "测试乙"), CLERK, parcel_id))
    assert (corrected.source, corrected.name) == (ReadingSource.TYPED, "测试乙")
    assert sender_document(house.take_document(card(), CLERK, parcel_id)).source is ReadingSource.CHIP


def test_the_photo_of_a_screen_puts_name_and_number_in_doubt() -> None:
    suspected = replace(reading(), problems=(PictureProblem.SCREEN_SUSPECTED,))
    doubts = sender_document(CounterHouse().take_reading(suspected, CLERK, None)).doubts
    assert {DocumentField.NAME, DocumentField.NUMBER} <= set(doubts)


# -- typed


def test_a_typed_document_says_why_and_takes_sex_and_birth_date_from_the_number() -> None:
    view = CounterHouse().take_typed(typed(" 5301021990 03071238 ", "  测试甲 "), CLERK, None)
    document = sender_document(view)
    assert (document.source, document.typed_reason) == (ReadingSource.TYPED, "chip_dead")
    assert (document.number, document.name) == (YUNNAN_NUMBER, "测试甲")
    assert (document.sex, document.birth_date, document.portrait_id) == (Sex.MALE, date(1990, 3, 7), None)


@pytest.mark.parametrize("reason", ["", "because", "CHIP_DEAD"])
def test_nobody_types_a_document_without_a_coded_reason(reason: str) -> None:
    house = CounterHouse()
    assert refused(house.take_typed, typed(reason=reason), CLERK, None) == (DomainFault.REASON_UNKNOWN, reason)
    assert house.open().parcel is None


@pytest.mark.parametrize(
    ("form", "fault"),
    [
        (typed(name=" "), DomainFault.DOCUMENT_UNREADABLE),
        (typed(number="123"), DomainFault.DOCUMENT_UNREADABLE),
        (typed(other_kind="border_resident_card"), DomainFault.DOCUMENT_TYPE_REFUSED),
        (typed(document_type=DocumentType.OTHER), DomainFault.DOCUMENT_TYPE_REFUSED),
        (typed(document_type=DocumentType.OTHER, other_kind="library_card"), DomainFault.DOCUMENT_TYPE_REFUSED),
        (typed(name="长" * 121), DomainFault.DOCUMENT_UNREADABLE),
        (typed(address="长" * 201), DomainFault.DOCUMENT_UNREADABLE),
        (typed(nationality="China"), DomainFault.DOCUMENT_UNREADABLE),
    ],
)
def test_what_could_never_be_sent_is_not_taken(form: TypedDocument, fault: DomainFault) -> None:
    house = CounterHouse()
    assert refused(house.take_typed, form, CLERK, None)[0] is fault
    assert house.open().parcel is None


def test_a_typed_number_with_a_wrong_check_digit_is_taken_and_stops_the_acceptance() -> None:
    view = CounterHouse().take_typed(typed("530102199003071239"), CLERK, None)
    assert [objection.value for objection in view.decision.objections] == ["document_invalid"]


def test_a_document_of_the_open_class_is_taken_by_its_kind() -> None:
    view = CounterHouse().take_typed(border_card(), CLERK, None)
    assert sender_document(view).other_kind == "border_resident_card"
    assert Missing.SUPERVISOR_WORD in view.decision.missing


@given(name=st.text(max_size=130), number=st.text(max_size=40), address=st.text(max_size=210))
def test_whatever_is_typed_is_taken_or_refused_with_a_reason(name: str, number: str, address: str) -> None:
    house = CounterHouse()
    try:
        house.take_typed(typed(number, name, address=address), CLERK, None)
        taken, fault = True, None
    except DomainError as error:
        taken, fault = False, error.fault
    assert fault in (None, DomainFault.DOCUMENT_UNREADABLE)
    assert (house.open().parcel is not None) is taken


# -- whose document it is


def entrusted(house: CounterHouse) -> str:
    """An entrusted parcel with its agent and nobody else yet."""
    parcel_id = parcel_of(house.take_document(card(), CLERK, None)).parcel_id
    house.edit(parcel_id, ChooseSending(Sending.ENTRUSTED), CLERK)
    return parcel_id


def test_the_person_at_the_counter_comes_first_and_the_principal_second() -> None:
    house = CounterHouse()
    parcel_id = entrusted(house)
    parcel = parcel_of(house.take_document(OTHER, CLERK, parcel_id))
    assert parcel.sender is not None
    assert parcel.principal is not None
    assert (parcel.sender.document.name, parcel.principal.document.name) == ("测试甲", "测试乙")
    assert kept_files(house) == {parcel.sender.document.portrait_id, parcel.principal.document.portrait_id}


def test_the_principals_document_read_again_keeps_the_relation_and_one_portrait() -> None:
    house = CounterHouse()
    parcel_id = entrusted(house)
    house.take_document(OTHER, CLERK, parcel_id)
    house.edit(parcel_id, ChooseRelation("family"), CLERK)
    parcel = parcel_of(house.take_document(OTHER, CLERK, parcel_id))
    assert parcel.sender is not None
    assert parcel.principal is not None
    assert parcel.principal.relation == "family"
    assert kept_files(house) == {parcel.sender.document.portrait_id, parcel.principal.document.portrait_id}


def test_a_third_persons_document_on_an_entrusted_parcel_is_a_new_agents() -> None:
    house = CounterHouse()
    parcel_id = entrusted(house)
    house.take_document(OTHER, CLERK, parcel_id)
    parcel = parcel_of(house.take_document(THIRD, CLERK, parcel_id))
    assert parcel.sender is not None
    assert parcel.principal is not None
    assert (parcel.sender.document.name, parcel.principal.document.name) == ("测试丙", "测试乙")


def test_beside_a_child_the_next_document_is_the_guardians() -> None:
    house = CounterHouse()
    parcel_id = parcel_of(house.take_document(CHILD, CLERK, None)).parcel_id
    house.take_document(OTHER, CLERK, parcel_id)
    agreed = parcel_of(house.edit(parcel_id, ConfirmGuardian(), CLERK))
    assert agreed.guardian is not None
    assert agreed.guardian.consent_at == NOON
    again = parcel_of(house.take_document(OTHER, CLERK, parcel_id))
    assert again.sender is not None
    assert again.guardian is not None
    assert (again.sender.document.name, again.guardian.document.name) == ("测试童", "测试乙")
    assert again.guardian.consent_at == NOON
    assert kept_files(house) == {again.sender.document.portrait_id, again.guardian.document.portrait_id}


def test_beside_a_fifteen_year_old_the_next_document_is_another_senders() -> None:
    house = CounterHouse()
    parcel_id = parcel_of(house.take_document(card_of(YOUNG_BORN, "测试少"), CLERK, None)).parcel_id
    parcel = parcel_of(house.take_document(OTHER, CLERK, parcel_id))
    assert parcel.guardian is None
    assert parcel.sender is not None
    assert parcel.sender.document.name == "测试乙"


def test_another_sender_takes_the_guardian_along() -> None:
    house = CounterHouse()
    parcel_id = parcel_of(house.take_document(CHILD, CLERK, None)).parcel_id
    house.take_document(OTHER, CLERK, parcel_id)
    house.edit(parcel_id, ConfirmGuardian(), CLERK)
    parcel = parcel_of(house.take_document(THIRD, CLERK, parcel_id))
    assert (parcel.guardian, parcel.guardian_present) == (None, False)
    assert parcel.sender is not None
    assert kept_files(house) == {parcel.sender.document.portrait_id}


def test_a_better_reading_keeps_phone_and_the_clerks_word() -> None:
    house = CounterHouse()
    parcel_id = parcel_of(house.take_typed(typed(), CLERK, None)).parcel_id
    house.edit(parcel_id, EnterPhone("13800138000"), CLERK)
    house.edit(parcel_id, ConfirmSamePerson(), CLERK)
    sender = parcel_of(house.take_document(card(), CLERK, parcel_id)).sender
    assert sender is not None
    assert (sender.document.source, sender.phone) == (ReadingSource.CHIP, "13800138000")
    assert sender.same_person is not None


def test_whoever_shows_a_document_for_a_letter_sends_a_parcel_after_all() -> None:
    house = CounterHouse()
    parcel_id = parcel_of(house.edit(None, ChooseSending(Sending.LETTER), CLERK)).parcel_id
    parcel = parcel_of(house.take_document(card(), CLERK, parcel_id))
    assert (parcel.sending, parcel.sender is not None) == (Sending.PERSON, True)


def test_a_document_for_a_parcel_that_is_gone_is_refused() -> None:
    assert refused(CounterHouse().take_document, card(), CLERK, "nobody")[0] is DomainFault.PARCEL_UNKNOWN


def test_a_returning_senders_address_and_habit_come_back_with_the_phone() -> None:
    house = CounterHouse()
    parcel: Parcel = house.complete_parcel()
    house.edit(parcel.parcel_id, EnterAddress("样例市样例街2号"), CLERK)
    house.accept(parcel.parcel_id, CLERK)
    sender = parcel_of(house.take_document(card(), CLERK, None)).sender
    assert sender is not None
    assert (sender.address, sender.usual_category, sender.phone_recalled) == ("样例市样例街2号", "food", True)
    stranger = parcel_of(house.take_document(OTHER, CLERK, None)).sender
    assert stranger is not None
    assert (stranger.address, stranger.usual_category, stranger.phone, stranger.phone_recalled) == (
        "",
        None,
        None,
        False,
    )
