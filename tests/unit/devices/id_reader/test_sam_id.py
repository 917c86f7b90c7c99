import pytest

from devices.id_reader.sam_id import sam_id_block, sam_id_text

BLOCK = bytes.fromhex("05 00 01 00 d5 af 34 01 87 d6 12 00 b1 cb 74 00")
TEXT = "05.01-20230101-0001234567-0007654321"


def test_the_number_reads_as_on_the_plate() -> None:
    assert sam_id_text(BLOCK) == TEXT


def test_the_simulator_builds_the_same_bytes() -> None:
    assert sam_id_block(TEXT) == BLOCK


@pytest.mark.parametrize("size", [0, 15, 17])
def test_another_size_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match="size"):
        sam_id_text(bytes(size))
