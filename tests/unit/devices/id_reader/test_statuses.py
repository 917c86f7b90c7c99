import pytest

from devices.errors import READER_FAULTS, CardError, CardFault, DeviceFault
from devices.id_reader.statuses import LINE_NOISE, Status, card_fault


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (0x10, CardFault.COMMAND_REFUSED),
        (0x11, CardFault.COMMAND_REFUSED),
        (0x21, CardFault.COMMAND_REFUSED),
        (0x23, CardFault.COMMAND_REFUSED),
        (0x24, CardFault.UNKNOWN_STATUS),
        (0x30, CardFault.AUTHENTICATION_FAILED),
        (0x31, CardFault.AUTHENTICATION_FAILED),
        (0x32, CardFault.AUTHENTICATION_FAILED),
        (0x33, CardFault.DATA_CHECK_FAILED),
        (0x40, CardFault.WRONG_CARD_TYPE),
        (0x41, CardFault.READ_FAILED),
        (0x47, CardFault.AUTHENTICATION_FAILED),
        (0x60, CardFault.READER_SELF_TEST_FAILED),
        (0x66, CardFault.READER_NOT_AUTHORISED),
        (0x80, CardFault.REMOVED_EARLY),
        (0x81, CardFault.REMOVED_EARLY),
    ],
)
def test_a_refusal_of_the_table_has_its_fault(status: int, fault: CardFault) -> None:
    assert card_fault(status) is fault


def test_every_other_value_is_an_unknown_status() -> None:
    named = {int(status) for status in Status}
    assert {card_fault(value) for value in range(256) if value not in named} == {CardFault.UNKNOWN_STATUS}


def test_asking_again_is_for_what_the_line_can_have_garbled() -> None:
    assert {0x10, 0x11, 0x21, 0x24} == LINE_NOISE


def test_faults_of_the_reader_are_told_from_those_of_a_card() -> None:
    assert CardFault.READER_SELF_TEST_FAILED in READER_FAULTS
    assert READER_FAULTS.isdisjoint({CardFault.REMOVED_EARLY, CardFault.READ_FAILED, CardFault.AUTHENTICATION_FAILED})


@pytest.mark.parametrize("fault", CardFault)
def test_a_reader_that_refuses_has_no_bad_cable(fault: CardFault) -> None:
    out_of_order = CardError(fault, "sdt:test").fault is DeviceFault.OUT_OF_ORDER
    assert out_of_order is (fault in {CardFault.READER_SELF_TEST_FAILED, CardFault.READER_NOT_AUTHORISED})
