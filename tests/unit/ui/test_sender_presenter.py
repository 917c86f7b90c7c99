"""The counter's behaviour for every kind of sender, on real use cases, without a window."""

import json
from collections import deque
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.acceptance import Missing, Objection
from app.domain.errors import DomainFault
from app.domain.identity.document import DocumentType, ReadingSource
from app.domain.identity.sender import FaceBand, PortraitShown
from app.domain.identity.sender_code import SenderCodeFault
from app.domain.sending import Sending
from app.usecases.documents import TypedDocument
from devices.documents.reading import CaptureGuidance, CaptureHint, FieldName, PictureKind, PictureProblem, ReadingWay
from devices.errors import DeviceError, DeviceFault
from devices.simulators.sender_codes import training_sender_code
from tests.support.builders import YUNNAN_NUMBER
from tests.support.counter_desk import Desk
from tests.support.counter_house import WAYBILL, card
from tests.support.fake_counter import (
    OTHER_WAYBILL,
    PHONE,
    FakeCounter,
    FakeDocumentCamera,
    FakeFaces,
    FakePersonCamera,
    FakePortraits,
    SteppedTaskRunner,
    clerk,
    scan,
)
from tests.support.sender_samples import (
    OTHER_NUMBER,
    READY,
    SUPERVISOR,
    SUPERVISOR_PIN,
    YOUNG_NUMBER,
    other_card,
    reading,
    two_customers,
    with_customers,
    with_order,
    with_supervisor,
    young_card,
)
from ui.error_text import words
from ui.faults import Failed
from ui.keys import Action
from ui.screens.acceptance.state import (
    Caution,
    CodeDeclined,
    GuardianStanding,
    Hint,
    Kept,
    NameStanding,
    Panel,
    StandsAgainst,
    StillMissing,
    Unreadable,
    Unusual,
    tone_of,
)
from ui.screens.acceptance.wording import notice_words
from ui.tones import Tone

BORDER_CARD = TypedDocument(
    document_type=DocumentType.OTHER,
    number="YN0012345",
    name="测试边",
    reason="no_chip",
    other_kind="border_resident_card",
    birth_date=date(1990, 3, 7),
    valid_to=date(2030, 1, 1),
)


def after_ocr(*doubtful: FieldName, portrait: bytes | None = None) -> Desk:
    """A counter with a waybill and a picture of a card that was read by itself."""
    sights: deque[CaptureGuidance | None] = deque([READY] * 3)
    camera = FakeDocumentCamera(sights=sights, reading=reading(doubtful=doubtful, portrait=portrait))
    desk = Desk(FakeCounter(document_camera=camera))
    desk.presenter.scanned(scan())
    desk.keys("Ctrl+D")
    while sights:
        desk.presenter.tick()
    return desk


def last_message(desk: Desk) -> dict[str, object]:
    kept = list(desk.counter.house.store.tables.outbox.values())[-1]
    payload: dict[str, object] = json.loads(kept.message.body)["payload"]
    return payload


def missing(desk: Desk) -> tuple[Missing, ...]:
    return desk.shown().decision.missing


class TestKeyCounts:
    """The figures of the product: keys are the clerk's time."""

    def test_after_a_chip_the_sender_lane_takes_one_key_beside_the_phone(self) -> None:
        desk = Desk()
        with_order(desk.counter.house, WAYBILL, "测试甲")
        desk.presenter.scanned(scan())
        desk.presenter.card_read(card())
        desk.keys("Space", *PHONE)
        assert missing(desk) == (Missing.ITEM_CATEGORY, Missing.PHOTO, Missing.SEALED_PHOTO)
        assert len(desk.counter.keys_used) == 1 + len(PHONE)

    def test_after_a_picture_without_doubts_it_takes_two(self) -> None:
        desk = after_ocr()
        desk.keys("Space", *PHONE)
        assert desk.counter.keys_used.count(Action.CONFIRM) == 1
        assert missing(desk) == (Missing.WAYBILL_NAME, Missing.ITEM_CATEGORY, Missing.PHOTO, Missing.SEALED_PHOTO)
        assert len(desk.counter.keys_used) == 2 + len(PHONE)

    def test_after_a_picture_with_doubts_it_takes_three(self) -> None:
        desk = after_ocr(FieldName.NAME, FieldName.ADDRESS)
        assert desk.shown().notice is Hint.DOCUMENT_TO_COMPARE
        desk.keys("Space", "Space")
        assert missing(desk) == (
            Missing.WAYBILL_NAME,
            Missing.PHONE,
            Missing.ITEM_CATEGORY,
            Missing.PHOTO,
            Missing.SEALED_PHOTO,
        )
        assert desk.counter.keys_used == [Action.READ_DOCUMENT, Action.CONFIRM, Action.CONFIRM]

    def test_a_new_sender_after_a_picture_with_doubts_takes_eighteen_keys(self) -> None:
        desk = after_ocr(FieldName.NAME)
        desk.keys("Space", "Space", "Space", *PHONE, "G", "F8", "Enter")
        assert isinstance(desk.shown().notice, Kept)
        assert len(desk.counter.keys_used) == 18

    def test_a_real_name_code_that_brings_the_phone_leaves_no_digit_to_type(self) -> None:
        desk = Desk()
        desk.presenter.scanned(scan())
        desk.presenter.scanned(scan(training_sender_code(card().text, desk.counter.house.clock.now(), PHONE)))
        desk.keys("Space", "Space", "G", "F8", "Enter")
        assert isinstance(desk.shown().notice, Kept)
        assert len(desk.counter.keys_used) == 5


class TestSpace:
    def test_it_confirms_one_open_question_at_a_time_in_their_order(self) -> None:
        desk = after_ocr(FieldName.NAME)
        said = []
        for _ in range(4):
            desk.keys("Space")
            said.append(desk.shown().notice)
        assert said == [Hint.FIELDS_CONFIRMED, None, Hint.NAME_AGREES, Hint.NOTHING_TO_CONFIRM]
        assert missing(desk) == (Missing.PHONE, Missing.ITEM_CATEGORY, Missing.PHOTO, Missing.SEALED_PHOTO)

    def test_with_nothing_open_it_says_so(self) -> None:
        desk = Desk()
        desk.complete()
        desk.keys("Space")
        assert desk.shown().notice is Hint.NOTHING_TO_CONFIRM
        assert desk.bell is Tone.BAD

    def test_nobody_is_compared_before_there_is_a_document(self) -> None:
        desk = Desk(FakeCounter(person_camera=FakePersonCamera()))
        desk.keys("Space")
        assert desk.shown().notice == Failed(DomainFault.NO_DOCUMENT)
        assert not desk.counter.house.vault.files, "no picture of anybody stays"

    def test_a_waybill_that_is_not_there_has_no_name_to_confirm(self) -> None:
        desk = Desk()
        desk.presenter.card_read(card())
        desk.keys("Space", "Space")
        assert desk.shown().notice is Hint.NOTHING_TO_CONFIRM

    def test_the_same_person_is_recorded_with_what_was_shown(self) -> None:
        counter = FakeCounter(person_camera=FakePersonCamera(), portraits=FakePortraits(b"\xff\xd8 chip"))
        desk = Desk(counter)
        desk.presenter.card_read(card())
        desk.keys("Space")
        parcel = desk.presenter.view.parcel
        assert parcel is not None
        assert parcel.sender is not None
        same = parcel.sender.same_person
        assert same is not None
        assert same.portrait is PortraitShown.CHIP
        assert same.live_picture_id in counter.house.vault.files

    def test_a_photo_cut_from_the_picture_is_recorded_as_such(self) -> None:
        desk = after_ocr(portrait=b"\xff\xd8 photo")
        assert desk.shown().sender.portrait == b"\xff\xd8 photo"
        desk.keys("Space")
        parcel = desk.presenter.view.parcel
        assert parcel is not None
        assert parcel.sender is not None
        assert parcel.sender.same_person is not None
        assert parcel.sender.same_person.portrait is PortraitShown.CARD_PHOTO

    def test_a_live_camera_without_a_picture_hinders_nobody(self) -> None:
        desk = Desk(FakeCounter(person_camera=FakePersonCamera(jpeg=None)))
        desk.presenter.card_read(card())
        desk.keys("Space")
        assert desk.shown().sender.same_person


class TestEntrusted:
    @pytest.fixture
    def desk(self) -> Desk:
        desk = Desk()
        desk.presenter.scanned(scan())
        desk.keys("F4")
        assert desk.shown().panel is Panel.SENDING
        desk.keys("2")
        return desk

    def test_both_people_both_documents_and_the_relation(self, desk: Desk) -> None:
        assert desk.shown().notice is Hint.SENDING_CHOSEN
        assert desk.shown().panel is Panel.NONE
        assert desk.shown().sender.sending is Sending.ENTRUSTED
        desk.presenter.card_read(card())
        desk.keys("Space")
        assert missing(desk)[0] is Missing.PRINCIPAL
        desk.keys("Space")
        assert desk.shown().notice is Hint.NOTHING_TO_CONFIRM
        desk.presenter.card_read(other_card())
        assert desk.shown().waybill.expected_name == "测试乙", "the parcel is the principal's"
        desk.keys("Space", *PHONE, "/")
        assert desk.shown().panel is Panel.QUESTION
        desk.keys("2")
        assert desk.shown().notice is Hint.RELATION_TAKEN
        desk.keys("G", "F8", "Enter")
        assert isinstance(desk.shown().notice, Kept)
        assert last_message(desk)["sending"] == "entrusted"

    def test_documents_in_the_wrong_order_change_places(self, desk: Desk) -> None:
        desk.presenter.card_read(card())
        desk.presenter.card_read(other_card())
        desk.keys("Space", "F4", "4")
        assert desk.shown().panel is Panel.NONE
        shown = desk.shown().sender
        assert shown.document is not None
        assert shown.document.number.startswith(OTHER_NUMBER[:6])
        assert [one.number[:6] for one in shown.companions] == [YUNNAN_NUMBER[:6]]
        assert not shown.same_person, "the word was about somebody else"

    def test_changing_places_alone_says_what_is_missing(self, desk: Desk) -> None:
        desk.presenter.card_read(card())
        desk.keys("F4", "4")
        assert desk.shown().notice == Failed(DomainFault.NO_DOCUMENT)

    def test_the_relation_is_not_asked_before_both_are_there(self, desk: Desk) -> None:
        desk.presenter.card_read(card())
        desk.keys("/")
        assert desk.shown().notice is Hint.NOTHING_TO_ANSWER
        assert desk.shown().panel is Panel.NONE

    def test_back_to_an_ordinary_sender_nobody_else_stays(self, desk: Desk) -> None:
        desk.presenter.card_read(card())
        desk.presenter.card_read(other_card())
        desk.keys("F4", "1")
        assert desk.shown().sender.companions == ()
        assert Missing.RELATION not in missing(desk)


class TestLetters:
    def test_a_letter_takes_no_person(self) -> None:
        desk = Desk()
        desk.presenter.scanned(scan())
        desk.presenter.card_read(card())
        desk.keys("F4", "3")
        assert desk.shown().sender.exempt
        assert desk.shown().waybill.name is NameStanding.NOT_NEEDED
        assert desk.shown().inspection.photos == ()
        assert missing(desk) == ()
        desk.keys("Enter")
        assert isinstance(desk.shown().notice, Kept)

    def test_what_was_photographed_is_no_letter(self) -> None:
        desk = Desk()
        desk.keys("F8", "F4", "3")
        assert desk.shown().notice == Failed(DomainFault.CONTENTS_SEEN)
        assert not desk.shown().sender.exempt
        assert len(desk.shown().inspection.photos) == 1

    def test_whoever_shows_a_document_sends_a_parcel_after_all(self) -> None:
        desk = Desk()
        desk.keys("F4", "3")
        desk.presenter.card_read(card())
        assert desk.shown().sender.sending is Sending.PERSON
        assert not desk.shown().sender.exempt

    def test_an_unknown_key_leaves_the_choice_open(self) -> None:
        desk = Desk()
        desk.keys("F4", "9")
        assert desk.shown().notice is Hint.NO_SUCH_ANSWER
        assert desk.shown().panel is Panel.SENDING
        desk.keys("F4")
        assert desk.shown().panel is Panel.NONE


class TestCustomers:
    @pytest.fixture
    def desk(self) -> Desk:
        desk = Desk()
        with_customers(desk.counter.house, *two_customers())
        desk.presenter.scanned(scan())
        return desk

    def test_letters_narrow_and_a_digit_picks(self, desk: Desk) -> None:
        desk.keys("F6")
        assert desk.shown().panel is Panel.CUSTOMERS
        assert len(desk.shown().customers) == 2
        desk.keys("Y", "L", "C", "1")
        assert desk.shown().notice is Hint.CUSTOMER_TAKEN
        assert desk.shown().panel is Panel.NONE
        assert desk.shown().sender.customer is not None
        assert desk.shown().sender.sending is Sending.ORGANISATION
        assert desk.shown().inspection.category is None, "letters of the list pick no category"

    def test_a_customer_in_force_is_spared_the_check(self, desk: Desk) -> None:
        desk.keys("F4", "5", "Y", "L", "H", "1", "G", "F8")
        assert desk.shown().sender.exempt
        assert missing(desk) == (Missing.SEALED_PHOTO,)
        desk.keys("Enter")
        assert isinstance(desk.shown().notice, Kept)
        assert last_message(desk)["sending"] == "agreement"

    def test_an_organisation_s_agent_is_checked(self, desk: Desk) -> None:
        desk.keys("F6", "Y", "L", "C", "1")
        assert missing(desk)[0] is Missing.DOCUMENT
        desk.presenter.card_read(card())
        desk.keys("Space", "Space", *PHONE, "G", "F8", "Enter")
        assert isinstance(desk.shown().notice, Kept)

    def test_a_digit_beyond_the_list_picks_nothing(self, desk: Desk) -> None:
        desk.keys("F6", "7")
        assert desk.shown().notice is Hint.NO_SUCH_ANSWER
        assert desk.shown().panel is Panel.CUSTOMERS
        desk.keys("0")
        assert desk.shown().notice is Hint.NO_SUCH_ANSWER

    def test_backspace_takes_a_letter_back_and_escape_leaves(self, desk: Desk) -> None:
        desk.keys("F6", "X", "Backspace")
        assert desk.shown().customer_filter == ""
        assert len(desk.shown().customers) == 2
        desk.keys("Esc")
        assert desk.shown().panel is Panel.NONE
        assert desk.shown().customer_filter == ""

    def test_their_credit_code_may_be_scanned_instead(self, desk: Desk) -> None:
        desk.keys("F6")
        desk.presenter.scanned(scan(two_customers()[0].credit_code))
        assert desk.shown().notice is Hint.CUSTOMER_TAKEN
        assert desk.shown().panel is Panel.NONE


class TestYoungSenders:
    def test_a_child_needs_the_guardian_s_document_and_consent(self) -> None:
        desk = Desk()
        desk.presenter.scanned(scan())
        desk.presenter.card_read(young_card())
        assert isinstance(desk.shown().notice, Caution)
        assert desk.shown().sender.guardian is GuardianStanding.AWAITED
        desk.keys("Space", "Space", *PHONE, "Space")
        assert desk.shown().notice is Hint.NOTHING_TO_CONFIRM
        desk.presenter.card_read(other_card())
        assert desk.shown().sender.guardian is GuardianStanding.ASKED_CONSENT
        desk.keys("Space")
        assert desk.shown().notice is Hint.GUARDIAN_TAKEN
        desk.keys("G", "F8", "Enter")
        assert isinstance(desk.shown().notice, Kept)

    def test_a_fifteen_year_old_needs_one_more_space(self) -> None:
        desk = Desk()
        desk.presenter.scanned(scan())
        desk.presenter.card_read(young_card(YOUNG_NUMBER))
        desk.keys("Space", "Space", "Space", *PHONE, "G", "F8", "Enter")
        assert isinstance(desk.shown().notice, Kept)

    def test_another_child_is_no_guardian(self) -> None:
        desk = Desk()
        desk.presenter.card_read(young_card())
        desk.presenter.card_read(young_card(YOUNG_NUMBER, "测试少"))
        assert desk.shown().notice == StandsAgainst(Objection.GUARDIAN_DOCUMENT)


class TestCautions:
    @pytest.fixture
    def desk(self) -> Desk:
        """The clerk's own document lies on the counter."""
        desk = Desk()
        with_supervisor(desk.counter.house)
        desk.presenter.card_read(card())
        desk.keys("Ctrl+O")
        assert isinstance(desk.shown().notice, Unusual), "from now on it asks for a reason, here too"
        desk.keys("Ctrl+Del", "Ctrl+Del")
        return desk

    def test_a_clerk_s_own_document_asks_for_a_reason(self, desk: Desk) -> None:
        desk.presenter.scanned(scan())
        desk.presenter.card_read(card())
        notice = desk.shown().notice
        assert isinstance(notice, Unusual)
        assert notice.rule.code == "clerks_own_document"
        desk.keys("Space", "Space", *PHONE, "G", "F8", "Enter")
        assert desk.shown().notice == StillMissing(Missing.CAUTION_REASON)
        desk.keys("/", "9")
        assert desk.shown().notice is Hint.NO_SUCH_ANSWER
        assert desk.shown().panel is Panel.QUESTION
        desk.keys("1")
        assert desk.shown().notice is Hint.REASON_TAKEN
        assert desk.shown().panel is Panel.NONE
        desk.keys("Enter")
        assert isinstance(desk.shown().notice, Kept)

    def test_no_reason_is_asked_where_nothing_is_unusual(self) -> None:
        desk = Desk()
        desk.presenter.card_read(card())
        desk.keys("/")
        assert desk.shown().notice is Hint.NOTHING_TO_ANSWER

    def test_an_answer_that_comes_too_late_answers_nothing(self, desk: Desk) -> None:
        desk.presenter.card_read(card())
        desk.keys("/")
        desk.presenter.card_read(other_card())
        desk.keys("1")
        assert desk.shown().notice is Hint.NOTHING_TO_ANSWER
        assert desk.shown().panel is Panel.NONE

    def test_an_own_document_needs_a_document(self) -> None:
        desk = Desk()
        desk.keys("Ctrl+O")
        assert desk.shown().notice is Hint.DOCUMENT_FIRST


class TestNames:
    @pytest.fixture
    def desk(self) -> Desk:
        desk = Desk()
        desk.presenter.scanned(scan())
        desk.presenter.card_read(card())
        desk.keys("Space", "Ctrl+N")
        assert desk.shown().panel is Panel.NAME
        return desk

    @pytest.mark.parametrize("typed", ["测试甲", " 测 试甲 ", "測試甲"])
    def test_an_equal_name_is_taken_however_it_is_written(self, desk: Desk, typed: str) -> None:
        desk.presenter.enter_name(typed)
        assert desk.shown().notice is Hint.NAME_AGREES
        assert desk.shown().panel is Panel.NONE
        assert desk.shown().waybill.name is NameStanding.AGREES
        assert desk.shown().waybill.printed_name.count("*") >= 1

    def test_another_name_stands_against_the_parcel_and_space_does_not_help(self, desk: Desk) -> None:
        desk.presenter.enter_name("测试乙")
        assert desk.shown().notice == StandsAgainst(Objection.NAME_DIFFERS)
        assert desk.shown().panel is Panel.NONE
        assert desk.shown().waybill.name is NameStanding.DIFFERS
        desk.keys("Space")
        assert desk.shown().notice is Hint.NOTHING_TO_CONFIRM
        desk.keys(*PHONE, "G", "F8", "Enter")
        assert desk.shown().notice == StandsAgainst(Objection.NAME_DIFFERS)

    def test_a_typing_mistake_is_typed_anew(self, desk: Desk) -> None:
        desk.presenter.enter_name("测试乙")
        desk.keys("Ctrl+N")
        desk.presenter.enter_name("测试甲")
        assert desk.shown().waybill.name is NameStanding.AGREES

    def test_an_empty_name_is_none(self, desk: Desk) -> None:
        desk.presenter.enter_name("  ")
        assert desk.shown().panel is Panel.NAME
        assert desk.shown().waybill.name is NameStanding.ASKED

    def test_a_name_typed_before_the_document_is_not_called_equal(self) -> None:
        desk = Desk()
        desk.presenter.scanned(scan())
        desk.keys("Ctrl+N")
        desk.presenter.enter_name("测试乙")
        assert desk.shown().notice is not Hint.NAME_AGREES
        assert desk.shown().panel is Panel.NONE
        assert desk.shown().waybill.name is NameStanding.OPEN
        desk.presenter.card_read(card())
        assert desk.shown().notice == StandsAgainst(Objection.NAME_DIFFERS)

    def test_the_carrier_s_order_compares_by_itself(self) -> None:
        desk = Desk()
        with_order(desk.counter.house, WAYBILL, "测试乙")
        desk.presenter.scanned(scan())
        desk.presenter.card_read(card())
        assert desk.shown().notice == StandsAgainst(Objection.NAME_DIFFERS)

    def test_a_typed_waybill_whose_order_differs_closes_its_field(self) -> None:
        desk = Desk()
        with_order(desk.counter.house, WAYBILL, "测试乙")
        desk.presenter.card_read(card())
        desk.keys("Ctrl+W")
        desk.presenter.enter_waybill(WAYBILL)
        assert desk.shown().notice == StandsAgainst(Objection.NAME_DIFFERS)
        assert desk.shown().panel is Panel.NONE


def test_the_sending_address_is_kept_masked_and_comes_back() -> None:
    desk = Desk()
    desk.presenter.scanned(scan())
    desk.presenter.card_read(card())
    desk.keys("Ctrl+A")
    desk.presenter.enter_address("云南省大理市样例镇样例村2号")
    assert desk.shown().notice is Hint.ADDRESS_TAKEN
    assert desk.shown().panel is Panel.NONE
    assert "样例村" not in desk.shown().sender.sends_from
    desk.keys("Space", "Space", *PHONE, "G", "F8", "Enter")
    desk.presenter.card_read(card())
    assert desk.shown().sender.sends_from.startswith("云南省")
    assert desk.shown().sender.usual_category is not None


class TestSupervisor:
    @pytest.fixture
    def desk(self) -> Desk:
        """The name on the waybill differs, and a supervisor works here."""
        desk = Desk()
        with_supervisor(desk.counter.house)
        desk.presenter.scanned(scan())
        desk.presenter.card_read(card())
        desk.keys("Space")
        desk.presenter.enter_name("测试乙")
        desk.keys("*")
        assert desk.shown().panel is Panel.SUPERVISOR
        return desk

    def test_the_word_lets_the_parcel_go_on_and_the_province_sees_it(self, desk: Desk) -> None:
        desk.presenter.give_word(SUPERVISOR, SUPERVISOR_PIN, "name_variant")
        assert desk.shown().notice is Hint.SUPERVISOR_TAKEN
        assert desk.shown().panel is Panel.NONE
        assert desk.shown().decision.objections == ()
        desk.keys(*PHONE, "G", "F8", "Enter")
        assert isinstance(desk.shown().notice, Kept)
        assert "name_variant" in json.dumps(last_message(desk))
        (kept,) = desk.counter.house.store.tables.acceptances.values()
        assert kept.clerk == "1001", "nobody else was signed in"

    @pytest.mark.parametrize(
        ("number", "pin", "fault"),
        [
            (SUPERVISOR, "000000", DomainFault.SIGN_IN_REFUSED),
            ("7777", SUPERVISOR_PIN, DomainFault.SIGN_IN_REFUSED),
            ("1001", SUPERVISOR_PIN, DomainFault.NOT_A_SUPERVISOR),
        ],
    )
    def test_a_wrong_pin_leaves_the_panel_open_and_says_so(
        self, desk: Desk, number: str, pin: str, fault: DomainFault
    ) -> None:
        desk.presenter.give_word(number, pin, "name_variant")
        assert desk.shown().notice == Failed(fault)
        assert desk.shown().panel is Panel.SUPERVISOR
        assert Objection.NAME_DIFFERS in desk.shown().decision.objections
        desk.presenter.give_word(SUPERVISOR, SUPERVISOR_PIN, "name_variant")
        assert desk.shown().panel is Panel.NONE

    def test_enter_and_characters_beside_the_fields_do_nothing_to_the_parcel(self, desk: Desk) -> None:
        desk.keys("1", "G", "Enter")
        assert desk.shown().panel is Panel.SUPERVISOR
        assert desk.shown().sender.phone_typed == ""
        assert desk.shown().inspection.category is None

    def test_what_nobody_can_override_calls_no_supervisor(self) -> None:
        desk = Desk()
        desk.presenter.card_read(card(valid_to=date(2025, 1, 1)))
        desk.keys("*")
        assert desk.shown().notice is Hint.NOTHING_FOR_SUPERVISOR
        assert desk.shown().panel is Panel.NONE

    def test_a_document_of_the_open_class_is_confirmed_without_a_reason(self) -> None:
        desk = Desk()
        with_supervisor(desk.counter.house)
        desk.presenter.scanned(scan())
        desk.keys("Ctrl+T")
        desk.presenter.enter_document(BORDER_CARD)
        assert desk.shown().panel is Panel.NONE
        assert missing(desk)[0] is Missing.SUPERVISOR_WORD
        desk.keys("*")
        desk.presenter.give_word(SUPERVISOR, SUPERVISOR_PIN, "")
        assert desk.shown().notice is Hint.SUPERVISOR_TAKEN
        desk.keys("Space", "Space", *PHONE, "G", "F8", "Enter")
        assert isinstance(desk.shown().notice, Kept)


class TestPictures:
    @pytest.mark.parametrize("problem", PictureProblem)
    def test_a_picture_that_cannot_be_used_says_why_and_what_to_do(self, problem: PictureProblem) -> None:
        useless = reading(problems=(problem,), without=[FieldName.NUMBER])
        desk = Desk(FakeCounter(document_camera=FakeDocumentCamera(reading=useless)))
        desk.keys("Ctrl+D", "Enter")
        assert desk.shown().notice == Unreadable(problem)
        assert desk.bell is Tone.BAD
        told = notice_words(Unreadable(problem), desk.counter.house.clock.local)
        assert told.text
        assert told.next_step
        assert desk.presenter.view.parcel is None

    @pytest.mark.parametrize("kind", [PictureKind.DRIVING_LICENCE, PictureKind.FOREIGN_CARD, PictureKind.CARD_BACK])
    def test_what_the_law_does_not_list_is_not_taken(self, kind: PictureKind) -> None:
        camera = FakeDocumentCamera(reading=reading(kind=kind))
        desk = Desk(FakeCounter(document_camera=camera))
        desk.keys("Ctrl+D", "Enter")
        assert isinstance(desk.shown().notice, Unreadable)
        assert desk.shown().sender.document is None

    def test_a_machine_readable_name_is_always_compared(self) -> None:
        passport = reading(
            "L898902C3",
            "ERIKSSON ANNA MARIA",
            doubtful=[FieldName.NAME],
            kind=PictureKind.PASSPORT,
            way=ReadingWay.MRZ,
            birth_date="1974-08-12",
            sex="female",
            nationality="UTO",
        )
        desk = Desk(FakeCounter(document_camera=FakeDocumentCamera(reading=passport)))
        desk.keys("Ctrl+D", "Enter")
        shown = desk.shown().sender
        assert shown.document is not None
        assert shown.document.source is ReadingSource.MRZ
        assert shown.doubted is not None
        assert [doubt.value for doubt in shown.doubted.doubts] == ["ERIKSSON ANNA MARIA"]

    def test_the_capture_follows_the_camera_and_its_key_ends_it(self) -> None:
        desk = Desk()
        desk.keys("Ctrl+D")
        assert desk.shown().panel is Panel.CAPTURE
        assert desk.shown().capture is not None
        desk.counter.document_camera.sights.append(replace(READY, hint=CaptureHint.GLARE))
        desk.presenter.tick()
        capture = desk.shown().capture
        assert capture is not None
        assert capture.hint is CaptureHint.GLARE
        assert words(capture.hint).next_step
        desk.keys("Ctrl+D")
        assert (desk.shown().panel, desk.shown().capture) == (Panel.NONE, None)

    def test_a_card_on_the_reader_ends_the_capture(self) -> None:
        desk = Desk()
        desk.keys("Ctrl+D")
        desk.presenter.card_read(card())
        assert desk.shown().panel is Panel.NONE
        assert desk.shown().sender.document is not None

    @pytest.mark.parametrize("first", ["reading", "parking"])
    def test_a_document_of_a_parked_parcel_is_nobodys(self, first: str) -> None:
        tasks, store = SteppedTaskRunner(), SteppedTaskRunner()
        camera = FakeDocumentCamera(reading=reading())
        desk = Desk(FakeCounter(cpu_tasks=tasks, store_tasks=store, document_camera=camera))
        desk.presenter.scanned(scan())
        store.run_all()
        desk.keys("Ctrl+D")
        tasks.run_all()
        desk.keys("Enter", "F5")
        for runner in (tasks, store) if first == "reading" else (store, tasks):
            runner.run_all()
        store.run_all()
        assert desk.presenter.view.parcel is None
        assert [parcel.sender for parcel in desk.counter.house.store.tables.parcels.values()] == [None]
        assert desk.shown().panel is Panel.NONE
        assert desk.shown().notice is (Hint.READING_OF_ANOTHER if first == "reading" else Hint.PARKED)
        assert camera.forgotten == 1

    def test_a_document_laid_down_at_an_empty_counter_is_not_that_of_a_parcel_taken_up_again(self) -> None:
        tasks, store = SteppedTaskRunner(), SteppedTaskRunner()
        camera = FakeDocumentCamera(reading=reading())
        desk = Desk(FakeCounter(cpu_tasks=tasks, store_tasks=store, document_camera=camera))
        desk.presenter.scanned(scan())
        store.run_all()
        desk.keys("F5")
        store.run_all()
        desk.keys("Ctrl+D")
        tasks.run_all()
        desk.keys("Enter", "F5")
        tasks.run_all()
        store.run_all()
        parcel = desk.presenter.view.parcel
        assert parcel is not None
        assert parcel.sender is None
        assert desk.shown().notice is Hint.READING_OF_ANOTHER

    def test_a_document_laid_down_before_the_waybill_is_scanned_stays_looked_for(self) -> None:
        desk = Desk()
        desk.keys("Ctrl+D")
        desk.presenter.scanned(scan())
        assert desk.shown().panel is Panel.CAPTURE
        desk.keys("F5")
        assert desk.shown().panel is Panel.NONE

    def test_a_reading_that_ends_after_locking_is_thrown_away(self) -> None:
        tasks = SteppedTaskRunner()
        counter = FakeCounter(cpu_tasks=tasks, document_camera=FakeDocumentCamera(reading=reading()))
        desk = Desk(counter)
        desk.keys("Ctrl+D")
        tasks.step()
        desk.keys("Enter")
        desk.presenter.locked()
        tasks.run_all()
        assert desk.presenter.view.parcel is None

    def test_a_reader_that_died_is_told(self) -> None:
        camera = FakeDocumentCamera(error=DeviceError(DeviceFault.REMOVED, "reader"))
        desk = Desk(FakeCounter(document_camera=camera))
        desk.keys("Ctrl+D", "Enter")
        assert desk.shown().notice is Hint.READER_STOPPED
        assert desk.shown().panel is Panel.NONE


class TestFaces:
    @staticmethod
    def counter(faces: FakeFaces | None) -> FakeCounter:
        person = FakePersonCamera()
        return FakeCounter(person_camera=person, portraits=FakePortraits(b"\xff\xd8 chip"), faces=faces)

    def test_switched_off_it_says_so_and_asks_nobody(self) -> None:
        desk = Desk(self.counter(None))
        desk.presenter.card_read(card())
        desk.keys("Ctrl+F")
        assert desk.shown().notice is Hint.FACES_OFF
        assert desk.shown().panel is Panel.NONE

    @pytest.mark.parametrize("band", FaceBand)
    def test_after_consent_the_answer_is_advice_and_the_clerk_still_decides(self, band: FaceBand) -> None:
        desk = Desk(self.counter(FakeFaces(band)))
        desk.presenter.card_read(card())
        desk.keys("Ctrl+F")
        assert desk.shown().panel is Panel.FACE_CONSENT
        desk.keys("Enter")
        assert desk.shown().notice is Hint.FACE_COMPARED
        assert desk.shown().sender.face is band
        assert not desk.shown().sender.same_person
        assert desk.shown().decision.objections == ()

    def test_without_consent_nothing_is_compared(self) -> None:
        desk = Desk(self.counter(FakeFaces()))
        desk.presenter.card_read(card())
        desk.keys("Ctrl+F", "Esc")
        assert desk.shown().panel is Panel.NONE
        assert desk.shown().sender.face is None

    def test_no_face_and_no_picture_are_told(self) -> None:
        nobody = Desk(self.counter(FakeFaces(None)))
        nobody.presenter.card_read(card())
        nobody.keys("Ctrl+F", "Enter")
        assert nobody.shown().notice is Hint.NO_FACE
        blind = Desk(FakeCounter(faces=FakeFaces()))
        blind.presenter.card_read(card())
        blind.keys("Ctrl+F", "Enter")
        assert blind.shown().notice is Hint.FACES_NEED_PICTURES


class TestSenderCodes:
    def test_a_scanned_code_is_the_sender_s_document(self) -> None:
        desk = Desk()
        desk.presenter.scanned(scan(training_sender_code(card().text, desk.counter.house.clock.now())))
        assert desk.shown().notice is Hint.DOCUMENT_TAKEN
        document = desk.shown().sender.document
        assert document is not None
        assert document.source is ReadingSource.SENDER_CODE
        assert missing(desk)[1] is Missing.SAME_PERSON, "the person is compared all the same"

    def test_a_code_from_yesterday_says_why_it_does_not_count(self) -> None:
        desk = Desk()
        code = training_sender_code(card().text, desk.counter.house.clock.now() - timedelta(days=1))
        desk.presenter.scanned(scan(code))
        assert desk.shown().notice == CodeDeclined(SenderCodeFault.EXPIRED)
        assert desk.shown().sender.document is None
        assert desk.bell is Tone.BAD

    def test_a_code_counts_for_one_parcel_only(self) -> None:
        desk = Desk()
        code = training_sender_code(card().text, desk.counter.house.clock.now())
        desk.presenter.scanned(scan(code))
        desk.keys("F5")
        desk.presenter.scanned(scan(code))
        assert desk.shown().notice == CodeDeclined(SenderCodeFault.USED_BEFORE)

    @pytest.mark.parametrize("fault", SenderCodeFault)
    def test_every_refusal_has_words_and_a_next_step(self, fault: SenderCodeFault) -> None:
        told = notice_words(CodeDeclined(fault), Desk().counter.house.clock.local)
        assert told.text
        assert told.next_step
        assert tone_of(CodeDeclined(fault)) is Tone.BAD


def test_one_sender_s_parcels_each_need_a_waybill_and_an_inspection_of_their_own() -> None:
    desk = Desk()
    desk.complete()
    desk.keys("Enter")
    desk.presenter.scanned(scan(OTHER_WAYBILL))
    desk.keys("F7")
    assert missing(desk) == (Missing.ITEM_CATEGORY, Missing.PHOTO, Missing.SEALED_PHOTO)


def test_while_nobody_is_signed_in_no_key_and_no_panel_does_anything() -> None:
    desk = Desk(FakeCounter(faces=FakeFaces()), signed_in=False)
    with_customers(desk.counter.house, *two_customers())
    keys = ("F4", "F6", "Ctrl+D", "Ctrl+T", "Ctrl+N", "Ctrl+A", "/", "*", "Ctrl+F", "Ctrl+O", "Space", "2", "G")
    for key in keys:
        desk.keys(key)
        assert desk.shown().notice is Hint.SIGN_IN_FIRST, key
        assert desk.shown().panel is Panel.NONE, key
    presenter = desk.presenter
    presenter.enter_name("测试甲")
    presenter.enter_address("云南省")
    presenter.enter_document(BORDER_CARD)
    presenter.choose_sending("2")
    presenter.choose_customer("customer-1")
    presenter.give_word(SUPERVISOR, SUPERVISOR_PIN, "name_variant")
    presenter.agree_to_faces()
    presenter.answer("family")
    presenter.tick()
    assert presenter.view.parcel is None
    assert desk.counter.document_camera.begun == 0


def test_locking_closes_what_stood_open() -> None:
    desk = Desk()
    with_customers(desk.counter.house, *two_customers())
    for key in ("F4", "F6", "Ctrl+D", "Ctrl+T"):
        desk.keys(key)
        desk.presenter.locked()
        assert desk.shown().panel is Panel.NONE, key
        assert desk.shown().customers == ()
        assert desk.shown().capture is None
        desk.presenter.clerk_signed_in(clerk())


@pytest.mark.parametrize("key", ["Ctrl+T", "Ctrl+N", "Ctrl+A"])
def test_enter_and_characters_beside_a_panel_s_fields_never_reach_the_parcel(key: str) -> None:
    desk = Desk()
    desk.complete()
    desk.keys("Backspace", key, "1", "S", "Enter")
    assert desk.shown().parcel_open
    assert desk.shown().panel is not Panel.NONE
    assert desk.shown().sender.phone_typed == ""
    category = desk.shown().inspection.category
    assert category is not None
    assert category.code == "fruit"


@pytest.mark.parametrize("key", ["F2", "F4", "F6", "Ctrl+Del"])
def test_enter_finishes_no_parcel_while_something_else_is_asked(key: str) -> None:
    desk = Desk()
    with_customers(desk.counter.house, *two_customers())
    desk.complete()
    desk.keys(key, "Enter")
    assert desk.shown().parcel_open
    assert desk.bell is Tone.BAD
    desk.keys("Esc", "Enter")
    assert isinstance(desk.shown().notice, Kept)


def test_nothing_that_the_screen_is_told_holds_a_person_in_its_repr() -> None:
    desk = after_ocr(FieldName.NAME, FieldName.NUMBER)
    desk.keys("Space", "Space")
    desk.presenter.enter_name("测试乙")
    shown = repr(desk.screen.states)
    for secret in ("测试甲", "测试乙", YUNNAN_NUMBER, "样例路"):
        assert secret not in shown
