"""An inspection mark by example: what it says, and each reason why one does not count."""

import base64
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.inspection_mark import (
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
from app.ports import TerminalIdentity
from devices.simulators.sender_codes import TRAINING_PREFIX
from tests.support.builders import NOON, terminal_identity

WAYBILL = "YT8962646785389"
ACCEPTANCE = "0192f6a0-0000-7000-8000-000000000001"
GOLDEN = (
    "YQ1:98G2QIAAKM20%20000000000Q80-UE.8018V47277E88G0000002001MG1V52QI:AK-F4%200000000007H0$9"
    "6746E71846A%6%96Z$5VND::OOUNALV51S$U0-L4.U25.72:JP2R$854P7E83B5THOP9*1OKJE0NUYNQ.H6-LWJ0O/"
    "1CJS AL:KL00EU5AU*KE*6:S5H56W7VVSPBHKKSF+P6"
)
GOLDEN_CODE = "FSCQE-S5HAA"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key().public_bytes_raw()


def enrolled() -> TerminalIdentity:
    """With identifiers as the province makes them."""
    return replace(
        terminal_identity(),
        terminal_id="t-0192f6a0-1111-7000-8000-000000000002",
        outlet_id="o-0192f6a0-2222-7000-8000-000000000003",
    )


def mark(**changes: str) -> InspectionMark:
    """Of one parcel at noon."""
    members = {"mark_id": ACCEPTANCE, "waybill_number": WAYBILL, "inspector": "1001", "policy_version": "2026.11.1"}
    return mark_for(enrolled(), **(members | changes), inspected_at=NOON)


def test_it_says_who_where_when_and_under_which_rules() -> None:
    found = parse(mark().text)

    assert found is not None
    assert (found.mark_id, found.terminal_id, found.outlet_id) == (
        ACCEPTANCE,
        enrolled().terminal_id,
        "o-0192f6a0-2222-7000-8000-000000000003",
    )
    assert (found.inspector, found.inspected_at, found.policy_version) == ("1001", NOON, "2026.11.1")


def test_a_mark_fits_a_small_qr() -> None:
    # what a QR of version 9 at level M holds in alphanumeric mode; at 203 dpi its modules are three dots wide
    assert len(mark().text) <= 262


def test_the_same_inspection_has_the_same_mark_and_each_parcel_its_own() -> None:
    assert mark() == mark()
    assert (
        len({mark().short_code, mark(waybill_number="YT8962646785390").short_code, mark(inspector="1002").short_code})
        == 3
    )


def test_the_form_of_a_mark_does_not_change_without_a_new_prefix() -> None:
    assert mark().text == GOLDEN
    assert shown_short_code(mark().short_code) == GOLDEN_CODE


@pytest.mark.parametrize("text", ["", "YQ2:ABC", "YT8962646785389", f"{TRAINING_PREFIX}abc", "yq1:ABC"])
def test_other_texts_are_no_marks(text: str) -> None:
    assert not is_mark(text)
    assert parse(text) is None
    assert verify(text, KEY).problem is MarkProblem.NOT_A_MARK


@pytest.mark.parametrize(
    "text", ["YQ1:", "YQ1:A", "YQ1:abc", "YQ1:" + "0" * 240, "YQ1:" + "0" * 100_000, "YQ1:验讫", "YQ1:\ud800"]
)
def test_what_cannot_be_read_is_malformed(text: str) -> None:
    assert parse(text) is None
    assert verify(text, KEY).problem is MarkProblem.MALFORMED


def test_a_line_break_behind_a_mark_is_no_part_of_it() -> None:
    assert verify(mark().text + "\n", KEY).problem is MarkProblem.MALFORMED


def test_a_key_can_only_judge_the_marks_of_its_terminal() -> None:
    other = replace(enrolled(), terminal_id="t-0192f6a0-9999-7000-8000-000000000009")

    assert verify_own(mark().text, other).problem is MarkProblem.OTHER_TERMINAL
    assert verify_own(mark().text, enrolled()).ok


def test_a_signature_over_something_else_is_no_mark() -> None:
    # the terminal signs requests with the same key
    body_and_more = mark().text[:-3] + "000"

    assert verify(body_and_more, KEY).problem is MarkProblem.BAD_SIGNATURE


def test_a_true_mark_of_another_parcel_is_told_apart() -> None:
    check = verify_own(mark().text, enrolled(), "YT8962646785390")

    assert check.problem is MarkProblem.OTHER_WAYBILL
    assert check.mark == mark()


def test_a_key_of_another_length_is_an_error() -> None:
    with pytest.raises(ValueError, match="32"):
        verify(mark().text, b"short")


def test_a_text_that_no_contract_allows_is_an_error() -> None:
    with pytest.raises(ValueError, match="too long"):
        mark(policy_version="9" * 128)


def test_the_time_is_kept_to_the_second() -> None:
    made = mark_for(
        enrolled(), mark_id=ACCEPTANCE, waybill_number=WAYBILL, inspector="1001", policy_version="1",
        inspected_at=datetime(2026, 11, 20, 4, 0, 0, 999_999, UTC),
    )  # fmt: skip

    assert made.inspected_at == NOON


@pytest.mark.parametrize("typed", ["", "12345", "ABCDE-ABCDE", "验讫验讫验讫验讫验讫", "UUUUU-UUUUU"])
def test_what_is_no_short_code_is_noticed(typed: str) -> None:
    assert typed_short_code(typed) is None


def test_the_secret_key_shows_nowhere() -> None:
    identity = replace(enrolled(), private_key=bytes(range(32)))
    made = mark_for(
        identity, mark_id=ACCEPTANCE, waybill_number=WAYBILL, inspector="1001", policy_version="1", inspected_at=NOON
    )

    assert base64.urlsafe_b64encode(identity.private_key).decode() not in repr(made)
    assert WAYBILL not in repr(made)
