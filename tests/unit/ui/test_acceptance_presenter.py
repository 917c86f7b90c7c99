"""The counter's behaviour, on real use cases, without a window."""

from datetime import timedelta

import pytest

from app.domain.acceptance import Missing, Objection
from app.domain.errors import DomainFault
from app.storage.errors import StorageFault
from devices.errors import CardFault, DeviceError, DeviceFault
from devices.ports import Symbology
from tests.support.counter_desk import Desk
from tests.support.counter_house import WAYBILL, card
from tests.support.fake_counter import (
    OTHER_WAYBILL,
    PHONE,
    FakeCounter,
    SteppedTaskRunner,
    clerk,
    expired_card,
    failed_card,
    scan,
)
from ui.faults import Failed, Unforeseen
from ui.keys import Action, KeyPress
from ui.screens.acceptance.choosing import category_for
from ui.screens.acceptance.state import (
    Differs,
    Hint,
    Kept,
    Misread,
    Panel,
    SeenBefore,
    StandsAgainst,
    StillMissing,
    TurnedAway,
)
from ui.tones import Tone


def test_a_new_sender_takes_sixteen_keys_at_most() -> None:
    desk = Desk()
    desk.complete()
    desk.keys("Enter")
    notice = desk.shown().notice
    assert isinstance(notice, Kept)
    assert notice.number == WAYBILL
    assert len(desk.counter.keys_used) == 16
    assert desk.bell is Tone.GOOD
    assert not desk.shown().parcel_open
    assert desk.shown().can_continue_sender


def test_a_returning_sender_takes_five_keys_at_most_and_no_phone() -> None:
    desk = Desk()
    desk.complete()
    desk.keys("Enter")
    desk.counter.keys_used.clear()
    desk.presenter.scanned(scan(OTHER_WAYBILL))
    desk.presenter.card_read(card())
    assert desk.shown().sender.phone_recalled
    desk.keys("Space", "Space", "G", "F8", "Enter")
    assert isinstance(desk.shown().notice, Kept)
    assert len(desk.counter.keys_used) == 5


def test_the_same_sender_again_takes_four_keys_at_most() -> None:
    desk = Desk()
    desk.complete()
    desk.keys("Enter")
    desk.counter.keys_used.clear()
    desk.presenter.scanned(scan(OTHER_WAYBILL))
    desk.keys("F7", "G", "F8", "Enter")
    assert isinstance(desk.shown().notice, Kept)
    assert len(desk.counter.keys_used) == 4


def test_evidence_may_come_in_any_order() -> None:
    desk = Desk()
    desk.keys("F8", "G")
    desk.presenter.card_read(card())
    desk.keys(*PHONE, "Space")
    desk.presenter.scanned(scan())
    desk.keys("Space", "Enter")
    assert isinstance(desk.shown().notice, Kept)
    assert len(desk.counter.house.store.tables.acceptances) == 1


def test_what_arrives_together_lands_on_one_parcel() -> None:
    counter = FakeCounter(store_tasks=SteppedTaskRunner())
    desk = Desk(counter)
    desk.presenter.scanned(scan())
    desk.presenter.card_read(card())
    desk.keys("F8")
    assert isinstance(counter.store_tasks, SteppedTaskRunner)
    counter.store_tasks.run_all()
    assert len(counter.house.store.tables.parcels) == 1
    assert desk.shown().waybill.number == WAYBILL
    assert desk.shown().sender.document is not None
    assert len(desk.shown().inspection.photos) == 1


def test_enter_waits_for_the_photo_that_is_being_encoded() -> None:
    counter = FakeCounter(cpu_tasks=SteppedTaskRunner())
    desk = Desk(counter)
    desk.presenter.scanned(scan())
    desk.presenter.card_read(card())
    desk.keys("Space", "Space", *PHONE, "G", "F8", "Enter")
    assert not desk.presenter.idle
    assert isinstance(counter.cpu_tasks, SteppedTaskRunner)
    counter.cpu_tasks.run_all()
    assert isinstance(desk.shown().notice, Kept)
    assert desk.presenter.idle


def test_enter_too_early_names_the_next_missing_thing() -> None:
    desk = Desk()
    desk.presenter.scanned(scan())
    desk.keys("Enter")
    assert desk.shown().notice == StillMissing(Missing.DOCUMENT)
    assert desk.bell is Tone.BAD
    assert desk.shown().parcel_open


def test_a_doubled_enter_leaves_the_confirmation_alone() -> None:
    desk = Desk()
    desk.complete()
    desk.keys("Enter", "Enter", "Enter")
    assert isinstance(desk.shown().notice, Kept)
    assert len(desk.counter.house.store.tables.acceptances) == 1


def test_a_doubled_enter_while_the_first_is_under_way_accepts_once() -> None:
    counter = FakeCounter()
    desk = Desk(counter)
    desk.complete()
    stepped = SteppedTaskRunner()
    desk.presenter._desk._store_tasks = stepped
    desk.keys("Enter", "Enter")
    stepped.run_all()
    assert isinstance(desk.shown().notice, Kept)
    assert len(counter.house.store.tables.acceptances) == 1


@pytest.mark.parametrize("fault", [StorageFault.STORE_FULL, StorageFault.NOT_WRITABLE])
def test_a_full_disk_at_enter_never_loses_the_parcel(fault: StorageFault) -> None:
    desk = Desk()
    desk.complete()
    before = desk.shown()
    desk.counter.house.store.fail_next_commit(fault)
    desk.keys("Enter")
    assert desk.shown().notice == Failed(fault)
    assert desk.shown().waybill == before.waybill
    assert desk.shown().inspection == before.inspection
    desk.keys("Enter")
    assert isinstance(desk.shown().notice, Kept)


def test_digits_go_to_the_phone_and_can_be_taken_back() -> None:
    desk = Desk()
    desk.presenter.card_read(card())
    desk.keys("1", "3", "9", "Backspace", "8")
    assert desk.shown().sender.phone_typed == "138"
    desk.keys(*"00138000")
    assert desk.shown().sender.phone_typed is None
    assert desk.shown().sender.phone == "138******00"


def test_a_wrong_phone_number_stays_to_be_corrected() -> None:
    desk = Desk()
    desk.presenter.card_read(card())
    desk.keys(*"12345678901")
    assert desk.shown().notice == Failed(DomainFault.PHONE_INVALID)
    assert desk.shown().sender.phone_typed == "12345678901"
    desk.keys("5")
    assert desk.shown().sender.phone_typed == "12345678901"
    desk.keys(*["Backspace"] * 10, *PHONE[1:])
    assert desk.shown().sender.phone is not None


def test_a_known_phone_is_typed_anew_after_backspace_and_kept_after_escape() -> None:
    desk = Desk()
    desk.presenter.card_read(card())
    desk.keys(*PHONE)
    desk.keys("Backspace", "1", "5", "0")
    assert desk.shown().sender.phone_typed == "150"
    desk.keys("Esc")
    assert desk.shown().sender.phone == "138******00"
    desk.keys("Backspace", *"15012345678")
    assert desk.shown().sender.phone == "150******78"


def test_half_a_phone_number_waits_with_its_parked_parcel_and_never_moves_to_another_sender() -> None:
    desk = Desk()
    desk.presenter.card_read(card())
    desk.keys(*"13800", "F5")
    desk.presenter.card_read(card("110101199003077758", "测试乙"))
    assert desk.shown().sender.phone_typed == ""
    desk.presenter.scanned(scan())
    desk.keys("Ctrl+Del", "Ctrl+Del", "F5")
    assert desk.shown().sender.phone_typed == "13800"


def test_digits_without_a_document_are_not_lost_silently() -> None:
    desk = Desk()
    desk.keys("1")
    assert desk.shown().notice is Hint.DOCUMENT_FIRST
    assert desk.bell is Tone.BAD


def test_further_digits_say_that_the_phone_is_there() -> None:
    desk = Desk()
    desk.presenter.card_read(card())
    desk.keys(*PHONE, "9")
    assert desk.shown().notice is Hint.PHONE_ALREADY_THERE


def test_letters_pick_the_category_in_either_case() -> None:
    desk = Desk()
    desk.keys("g")
    category = desk.shown().inspection.category
    assert category is not None
    assert category.code == "fruit"
    desk.keys("B")
    assert desk.shown().notice is Hint.NO_SUCH_CATEGORY


def test_a_letter_without_a_key_picks_the_only_category_with_that_initial() -> None:
    categories = FakeCounter().house.counter.policy.item_categories
    renamed = [category for category in categories if category.key != "G"]
    assert category_for("S", renamed) is not None
    assert category_for("Z", categories) is None


def test_plus_and_minus_change_the_quantity_within_bounds() -> None:
    desk = Desk()
    desk.keys("+", "=", "-")
    assert desk.shown().inspection.quantity == 2
    desk.keys("-", "-")
    assert desk.shown().inspection.quantity == 1
    assert desk.shown().notice == Failed(DomainFault.QUANTITY_INVALID)


def test_refusing_takes_two_keys_even_on_an_empty_counter() -> None:
    desk = Desk()
    desk.keys("F2")
    assert desk.shown().panel is Panel.REFUSAL
    desk.keys("9")
    notice = desk.shown().notice
    assert isinstance(notice, TurnedAway)
    assert notice.reason is not None
    assert notice.reason.code == "prohibited_item"
    assert desk.shown().panel is Panel.NONE
    assert len(desk.counter.house.store.tables.refusals) == 1


def test_a_digit_in_the_refusal_panel_is_no_phone_digit() -> None:
    desk = Desk()
    desk.presenter.card_read(card())
    desk.keys("F2", "X")
    assert desk.shown().notice is Hint.NO_SUCH_REASON
    assert desk.shown().panel is Panel.REFUSAL
    desk.keys("Esc")
    assert desk.shown().panel is Panel.NONE
    assert desk.shown().sender.phone_typed == ""


def test_an_expired_card_says_so_and_stops_the_parcel() -> None:
    desk = Desk()
    desk.presenter.card_read(expired_card())
    assert desk.shown().notice == StandsAgainst(Objection.DOCUMENT_EXPIRED)
    assert desk.bell is Tone.BAD
    desk.keys("Enter")
    assert desk.shown().notice == StandsAgainst(Objection.DOCUMENT_EXPIRED)


def test_a_card_that_could_not_be_read_says_why() -> None:
    desk = Desk()
    desk.presenter.card_failed(failed_card(CardFault.REMOVED_EARLY))
    assert desk.shown().notice == Failed(CardFault.REMOVED_EARLY)
    assert desk.bell is Tone.BAD


def test_a_waybill_accepted_before_says_when_and_by_whom() -> None:
    desk = Desk()
    desk.complete()
    desk.keys("Enter")
    desk.counter.house.clock.advance(timedelta(hours=1))
    desk.presenter.scanned(scan())
    notice = desk.shown().notice
    assert isinstance(notice, SeenBefore)
    assert (notice.number, notice.clerk) == (WAYBILL, "1001")
    assert notice.accepted_at < desk.counter.house.clock.now()
    assert desk.bell is Tone.BAD
    assert desk.shown().waybill.number is None


def test_another_waybill_replaces_the_first_only_when_scanned_twice() -> None:
    desk = Desk()
    desk.presenter.scanned(scan())
    desk.presenter.scanned(scan(OTHER_WAYBILL))
    assert desk.shown().notice == Differs(OTHER_WAYBILL, WAYBILL)
    assert desk.shown().waybill.number == WAYBILL
    desk.presenter.scanned(scan(OTHER_WAYBILL))
    assert desk.shown().waybill.number == OTHER_WAYBILL


def test_a_scan_in_between_takes_the_offer_back() -> None:
    desk = Desk()
    desk.presenter.scanned(scan())
    desk.presenter.scanned(scan(OTHER_WAYBILL))
    desk.presenter.scanned(scan("6901234567892", Symbology.EAN_13))
    assert desk.shown().notice is Hint.CODE_UNKNOWN
    desk.presenter.scanned(scan(OTHER_WAYBILL))
    assert desk.shown().waybill.number == WAYBILL


def test_a_misread_waybill_asks_for_another_scan() -> None:
    desk = Desk()
    desk.presenter.scanned(scan("EE123456788CN"))
    assert desk.shown().notice == Misread("EE123456788CN")
    assert desk.shown().waybill.number is None


def test_a_waybill_can_be_typed_when_its_label_is_damaged() -> None:
    desk = Desk()
    desk.keys("Ctrl+W")
    assert desk.shown().panel is Panel.WAYBILL
    desk.presenter.enter_waybill("short")
    assert desk.shown().notice is Hint.CODE_UNKNOWN
    assert desk.shown().panel is Panel.WAYBILL
    desk.presenter.enter_waybill(WAYBILL.lower())
    assert desk.shown().waybill.number == WAYBILL
    assert desk.shown().panel is Panel.NONE


def test_the_carrier_goes_round() -> None:
    desk = Desk()
    desk.keys("Ctrl+B")
    assert desk.shown().notice is Hint.WAYBILL_FIRST
    desk.presenter.scanned(scan("JDVB01234567890"))
    before = desk.shown().waybill.carrier
    desk.keys("Ctrl+B")
    assert desk.shown().waybill.carrier not in {None, before}


def test_photos_are_kept_in_memory_for_this_parcel_only() -> None:
    desk = Desk()
    desk.complete()
    assert [photo.jpeg for photo in desk.shown().inspection.photos] == [desk.counter.picture]
    desk.keys("Enter")
    assert desk.presenter._desk.photos.pictures == {}


def test_the_last_photo_can_be_taken_back() -> None:
    desk = Desk()
    desk.keys("F8", "F8", "Del")
    assert len(desk.shown().inspection.photos) == 1
    assert desk.shown().notice is Hint.PHOTO_REMOVED
    desk.keys("Ctrl+Z", "Del")
    assert desk.shown().notice is Hint.NO_PHOTO_TO_REMOVE


def test_no_picture_no_photo() -> None:
    desk = Desk(FakeCounter(picture=None))
    desk.keys("F8")
    assert desk.shown().notice is Hint.NO_PICTURE
    assert not desk.shown().parcel_open


def test_a_broken_camera_is_told_and_the_next_step_goes_on() -> None:
    desk = Desk(FakeCounter(camera_error=DeviceError(DeviceFault.REMOVED, "camera:0")))
    desk.keys("F8")
    assert desk.shown().notice == Failed(DeviceFault.REMOVED)
    desk.presenter.scanned(scan())
    assert desk.shown().waybill.number == WAYBILL


def test_a_bug_is_told_and_logged_without_its_text(caplog: pytest.LogCaptureFixture) -> None:
    desk = Desk(FakeCounter(camera_error=RuntimeError("530102199003071238")))
    desk.keys("F8")
    assert desk.shown().notice == Failed(Unforeseen.UNFORESEEN)
    assert "RuntimeError" in caplog.text
    assert "530102" not in caplog.text


def test_a_parcel_is_parked_to_serve_someone_else_and_taken_up_again() -> None:
    desk = Desk()
    desk.complete()
    desk.keys("F5")
    assert desk.shown().notice is Hint.PARKED
    assert (desk.shown().parcel_open, desk.shown().parked) == (False, 1)
    desk.keys("F5")
    assert desk.shown().notice is Hint.RESUMED
    assert desk.shown().waybill.number == WAYBILL
    assert desk.shown().inspection.photos[0].jpeg == desk.counter.picture
    desk.keys("Enter")
    assert isinstance(desk.shown().notice, Kept)


def test_nothing_to_park_is_said() -> None:
    desk = Desk()
    desk.keys("F5")
    assert desk.shown().notice is Hint.NOTHING_TO_PARK


def test_giving_up_asks_once() -> None:
    desk = Desk()
    desk.presenter.scanned(scan())
    desk.keys("Ctrl+Del")
    assert desk.shown().panel is Panel.DISCARD
    assert desk.shown().parcel_open
    desk.keys("Ctrl+Del")
    assert not desk.shown().parcel_open
    assert desk.shown().notice is Hint.DISCARDED
    assert not desk.counter.house.store.tables.parcels


def test_nothing_happens_while_nobody_is_signed_in() -> None:
    desk = Desk(signed_in=False)
    desk.presenter.scanned(scan())
    desk.presenter.card_read(card())
    desk.keys("1", "Enter", "F2", "F8", "Ctrl+Del")
    assert desk.shown().notice is Hint.SIGN_IN_FIRST
    assert not desk.counter.house.store.tables.parcels
    assert not desk.counter.house.store.tables.refusals


def test_another_clerk_goes_on_with_the_parcel() -> None:
    desk = Desk()
    desk.presenter.scanned(scan())
    desk.presenter.card_read(card())
    desk.keys(*"138")
    desk.presenter.locked()
    desk.presenter.clerk_signed_in(clerk("1002", "王样例"))
    assert desk.shown().sender.phone_typed == "138"
    desk.keys("Space", "Space", *PHONE[3:], "G", "F8", "Enter")
    (kept,) = desk.counter.house.store.tables.acceptances.values()
    assert kept.clerk == "1002"


def test_a_crash_leaves_the_parcel_at_the_counter() -> None:
    first = Desk()
    first.complete()
    second = Desk(FakeCounter(house=first.counter.house))
    assert second.shown().waybill.number == WAYBILL
    assert [photo.jpeg for photo in second.shown().inspection.photos] == [None]
    second.keys("Enter")
    assert isinstance(second.shown().notice, Kept)


def test_help_opens_and_closes_with_the_same_key() -> None:
    desk = Desk()
    desk.keys("F1")
    assert desk.shown().panel is Panel.HELP
    desk.keys("F1")
    assert desk.shown().panel is Panel.NONE


def test_keys_of_the_window_are_left_to_it() -> None:
    desk = Desk()
    assert not desk.presenter.press(KeyPress("F12", ""))
    assert not desk.presenter.press(KeyPress("F3", ""))
    assert desk.counter.keys_used == []


def test_nothing_shown_holds_a_name_or_number_in_clear() -> None:
    desk = Desk()
    desk.complete()
    shown = repr(desk.screen.states)
    for secret in ("测试甲", "530102199003071238", PHONE):
        assert secret not in shown
    document = desk.shown().sender.document
    assert document is not None
    assert document.name == "测**"


def test_the_open_step_is_counted_once_per_key() -> None:
    desk = Desk()
    desk.presenter.card_read(card())
    desk.keys("1", "Space", "F2", "Esc")
    assert desk.counter.keys_used == [Action.CHARACTER, Action.CONFIRM, Action.REFUSE, Action.CANCEL]
