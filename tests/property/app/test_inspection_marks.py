"""Whatever a mark is made of: it reads back, no change passes, and it tells nothing about the sender."""

from dataclasses import replace
from datetime import UTC, datetime

from base45 import b45decode
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import assume, given
from hypothesis import strategies as st

from app.inspection_mark import (
    PREFIX,
    SHORT_CODE_LENGTH,
    InspectionMark,
    MarkProblem,
    is_mark,
    mark_for,
    parse,
    shown_short_code,
    typed_short_code,
    verify,
    verify_own,
)
from tests.support.builders import terminal_identity

QR_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

identifiers = st.one_of(
    st.from_regex(r"\A[0-9A-Za-z._:-]{1,64}\Z"),
    st.uuids().map(str),
    st.uuids().map(lambda found: f"t-{found}"),
    st.uuids().map(lambda found: f"o-{str(found).upper()}"),
)
waybills = st.from_regex(r"\A(SF|YT|JD)?[0-9]{12,15}\Z")
moments = st.datetimes(datetime(2020, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is added


@st.composite
def marks(draw: st.DrawFn) -> tuple[InspectionMark, bytes, str]:
    """A mark, the raw public key it was made with, and its waybill number."""
    private_key, waybill = draw(st.binary(min_size=32, max_size=32)), draw(waybills)
    identity = replace(
        terminal_identity(),
        terminal_id=draw(identifiers),
        outlet_id=draw(identifiers),
        private_key=private_key,
    )
    mark = mark_for(
        identity,
        mark_id=draw(st.uuids().map(str)),
        waybill_number=waybill,
        inspector=draw(st.from_regex(r"\A[0-9]{1,12}\Z")),
        inspected_at=draw(moments),
        policy_version=draw(st.from_regex(r"\A20[0-9]{2}\.[0-9]{1,2}\.[0-9]{1,3}\Z")),
    )
    return mark, Ed25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw(), waybill


@given(marks())
def test_a_mark_reads_back_whole_and_is_true(made: tuple[InspectionMark, bytes, str]) -> None:
    mark, key, waybill = made

    assert is_mark(mark.text)
    assert set(mark.text) <= set(QR_ALPHABET)
    assert parse(mark.text) == mark
    check = verify(mark.text, key, terminal_id=mark.terminal_id, waybill_number=waybill)
    assert check.ok
    assert check.mark == mark


@given(marks(), st.data())
def test_any_changed_character_is_refused(made: tuple[InspectionMark, bytes, str], data: st.DataObject) -> None:
    mark, key, _ = made
    place = data.draw(st.integers(0, len(mark.text) - 1))
    other = data.draw(st.characters(codec="utf-8"))
    assume(other != mark.text[place])

    check = verify(mark.text[:place] + other + mark.text[place + 1 :], key)

    assert not check.ok
    assert check.mark is None


@given(marks(), st.data())
def test_a_mark_that_is_cut_or_longer_is_refused(made: tuple[InspectionMark, bytes, str], data: st.DataObject) -> None:
    mark, key, _ = made
    cut = data.draw(st.integers(0, len(mark.text) - 1))
    more = data.draw(st.text(min_size=1, max_size=8))

    assert not verify(mark.text[:cut], key).ok
    assert not verify(mark.text + more, key).ok


@given(marks(), waybills)
def test_a_mark_belongs_to_one_parcel_and_does_not_name_it(made: tuple[InspectionMark, bytes, str], other: str) -> None:
    mark, key, waybill = made
    assume(other != waybill and waybill not in mark.outlet_id + mark.terminal_id)

    check = verify(mark.text, key, waybill_number=other)

    assert check.problem is MarkProblem.OTHER_WAYBILL
    assert check.mark == mark
    assert waybill not in mark.text
    assert waybill not in repr(mark)
    assert waybill.encode() not in b45decode(mark.text.removeprefix(PREFIX))


@given(marks(), st.binary(min_size=32, max_size=32))
def test_another_key_made_another_mark(made: tuple[InspectionMark, bytes, str], private_key: bytes) -> None:
    mark, key, waybill = made
    stranger = replace(terminal_identity(), terminal_id=mark.terminal_id, private_key=private_key)
    assume(Ed25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw() != key)

    assert verify_own(mark.text, stranger, waybill).problem is MarkProblem.BAD_SIGNATURE


@given(st.text(), st.booleans())
def test_no_text_makes_the_check_fall_over(text: str, begins_like_one: bool) -> None:
    key = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key().public_bytes_raw()

    check = verify(PREFIX + text if begins_like_one else text, key)

    assert not check.ok


@given(marks(), st.data())
def test_the_short_code_is_taken_as_people_type_it_and_a_slip_is_noticed(
    made: tuple[InspectionMark, bytes, str], data: st.DataObject
) -> None:
    code = made[0].short_code
    place = data.draw(st.integers(0, SHORT_CODE_LENGTH - 1))
    slip = data.draw(st.sampled_from([character for character in CODE_ALPHABET if character != code[place]]))

    assert len(code) == SHORT_CODE_LENGTH
    assert typed_short_code(shown_short_code(code)) == code
    assert typed_short_code(code.lower().replace("0", "o").replace("1", "l")) == code
    assert typed_short_code(code[:place] + slip + code[place + 1 :]) is None
