from hypothesis import given
from hypothesis import strategies as st

from app.domain.identity.sender import Sender
from tests.support.builders import document, parcel, sender
from ui.screens.acceptance.phone_entry import PHONE_DIGITS, PhoneEntry

WITHOUT_PHONE = parcel(sender=Sender(document()))
WITH_PHONE = parcel(sender=sender(phone="13800138000"))

digits = st.text("0123456789", max_size=20)


@given(digits)
def test_typing_keeps_the_first_eleven(text: str) -> None:
    entry = PhoneEntry()
    entry.follow(WITHOUT_PHONE)
    completions = [entry.add(digit) for digit in text]
    assert entry.typed == text[:PHONE_DIGITS]
    assert completions.count(True) == (1 if len(text) >= PHONE_DIGITS else 0)


@given(digits)
def test_erasing_everything_leaves_nothing(text: str) -> None:
    entry = PhoneEntry()
    entry.follow(WITHOUT_PHONE)
    for digit in text:
        entry.add(digit)
    for _ in text:
        entry.erase()
    assert entry.typed == ""
    assert entry.wanted


def test_nothing_is_wanted_without_a_sender_or_with_a_number() -> None:
    entry = PhoneEntry()
    assert not entry.wanted
    assert not entry.add("1")
    entry.follow(WITH_PHONE)
    assert not entry.wanted
    entry.follow(None)
    assert not entry.wanted
    assert entry.typed == ""


def test_what_the_store_has_taken_is_forgotten() -> None:
    entry = PhoneEntry()
    entry.follow(WITHOUT_PHONE)
    for digit in "13800138000":
        entry.add(digit)
    entry.follow(WITH_PHONE)
    assert entry.typed == ""
    assert not entry.wanted


def test_another_document_starts_empty_and_the_first_finds_its_digits_again() -> None:
    entry = PhoneEntry()
    entry.follow(WITHOUT_PHONE)
    entry.add("1")
    entry.follow(parcel(parcel_id="parcel-2", sender=Sender(document())))
    assert entry.typed == ""
    entry.follow(WITHOUT_PHONE)
    assert entry.typed == "1"
