"""``import-orders`` on a real store: names go in, and none comes out."""

from functools import partial
from pathlib import Path

import pytest

from app.bootstrap import find_store_key
from app.people_ports import CarrierOrder
from tests.e2e.commands.program import NO, PASSPHRASE, YES, Answer, yanqi
from tests.support.terminal import house_in, in_unit, training_home

NAMES = ("测试甲", "测试乙")
TABLE = f"waybill_number,sender_name\nYT8962646785389,{NAMES[0]}\nSF1234567890123,{NAMES[1]}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """With a store under the passphrase."""
    home = training_home(tmp_path / "home")
    house_in(home, find_store_key(home, PASSPHRASE).key).stop()
    return tmp_path / "home"


def imported(root: Path, content: bytes) -> Answer:
    file = root.parent / "orders.csv"
    file.write_bytes(content)
    answer = yanqi("import-orders", str(file), "--training", "--passphrase-stdin", home=root, stdin=PASSPHRASE)
    assert not any(name in answer.out + answer.err for name in NAMES)
    return answer


def kept(root: Path, *numbers: str) -> list[CarrierOrder | None]:
    home = training_home(root)
    house = house_in(home, find_store_key(home, PASSPHRASE).key)
    try:
        look = partial(in_unit, house, lambda work: [work.orders.get(number) for number in numbers])
        return house.store.submit(look).result()
    finally:
        house.stop()


def test_orders_of_a_chinese_spreadsheet_are_kept_for_the_comparison(root: Path) -> None:
    answer = imported(root, TABLE.encode("gb18030"))

    assert (answer.code, answer.line, answer.err) == (YES, {"imported": 2, "skipped": []}, "")
    assert kept(root, "YT8962646785389", "SF1234567890123") == [
        CarrierOrder("YT8962646785389", NAMES[0]),
        CarrierOrder("SF1234567890123", NAMES[1]),
    ]


def test_lines_that_cannot_be_right_are_told_by_their_number_alone(root: Path) -> None:
    answer = imported(root, f"{TABLE}123,{NAMES[1]}\n".encode())

    assert answer.code == NO
    assert answer.line == {"imported": 2, "skipped": [{"line": 4, "problem": "waybill_shape"}]}


def test_a_file_that_is_no_table_changes_nothing(root: Path) -> None:
    answer = imported(root, TABLE.replace("waybill_number", "运单号").encode())

    assert (answer.code, answer.line) == (NO, {"problem": "header"})


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    answer = yanqi("import-orders", "nowhere.csv", home=tmp_path)

    assert (answer.code, answer.line) == (NO, {"problem": "file_unreadable"})
    assert "nowhere.csv" in answer.err
