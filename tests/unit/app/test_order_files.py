import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.order_files import FileProblem, LineProblem, OrderFile, OrderFileError, SkippedLine, read_orders
from app.people_ports import CarrierOrder

HEADER = "waybill_number,sender_name\n"
ORDER = CarrierOrder("YT8962646785389", "测试甲")


def orders(text: str, encoding: str = "utf-8") -> OrderFile:
    return read_orders(text.encode(encoding))


def refused(content: bytes) -> FileProblem:
    with pytest.raises(OrderFileError) as caught:
        read_orders(content)
    return caught.value.problem


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("name", ["测试甲", "试𠮷", "阿样·试例", "SAMPLE, ANNA"])
def test_a_file_is_read_in_either_encoding(encoding: str, name: str) -> None:
    read = orders(f'{HEADER}YT8962646785389,"{name}"\n', encoding)

    assert read == OrderFile((CarrierOrder("YT8962646785389", name),), ())


def test_columns_may_stand_in_any_order_among_others() -> None:
    assert orders("Sender_Name , phone, WAYBILL_NUMBER\n测试甲,1,yt8962646785389\n").orders == (ORDER,)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (",测试甲", LineProblem.NO_WAYBILL),
        ("123,测试甲", LineProblem.WAYBILL_SHAPE),
        ("面单号一二三四五六,测试甲", LineProblem.WAYBILL_SHAPE),
        ("RA123456789CN,测试甲", LineProblem.WAYBILL_CHECK_DIGIT),
        ("YT8962646785389,", LineProblem.NO_NAME),
        ("YT8962646785389,   ", LineProblem.NO_NAME),
        ("YT8962646785389," + "长" * 121, LineProblem.NAME_INVALID),
        ("YT8962646785389,测\x00甲", LineProblem.NAME_INVALID),
        ("YT8962646785389", LineProblem.COLUMNS),
        ("YT8962646785389,测试甲,更多", LineProblem.COLUMNS),
    ],
)
def test_a_line_that_cannot_be_right_is_left_out_by_its_number(line: str, problem: LineProblem) -> None:
    read = orders(f"{HEADER}\n{line}\nYT0000000000001,测试乙\n")

    assert read.skipped == (SkippedLine(3, problem),)
    assert read.orders == (CarrierOrder("YT0000000000001", "测试乙"),)


def test_of_two_lines_with_one_waybill_the_first_counts() -> None:
    read = orders(f"{HEADER}YT8962646785389,测试甲\nyt 8962646785389,测试乙\n")

    assert read == OrderFile((ORDER,), (SkippedLine(3, LineProblem.WAYBILL_TWICE),))


def test_a_record_over_two_lines_is_told_by_its_first() -> None:
    read = orders(f'{HEADER}YT0000000000001,"测试\n乙"\n1,"x\ny"\n')

    assert read.orders == (CarrierOrder("YT0000000000001", "测试 乙"),)
    assert read.skipped == (SkippedLine(4, LineProblem.WAYBILL_SHAPE),)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", FileProblem.HEADER),
        ("运单号,寄件人\n1,2\n".encode(), FileProblem.HEADER),
        (b"waybill_number,sender_name,sender_name\n", FileProblem.HEADER),
        (b"waybill_number,sender_name\n\xff\xff\xff", FileProblem.ENCODING),
        ((HEADER + 'YT8962646785389,"never closed\n').encode(), FileProblem.CSV),
        ((HEADER + "YT8962646785389," + "x" * 200_000).encode(), FileProblem.CSV),
    ],
)
def test_what_is_no_table_of_orders_is_refused_whole(content: bytes, problem: FileProblem) -> None:
    assert refused(content) is problem


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for head in (b"", HEADER.encode()):
        try:
            read = read_orders(head + content)
        except OrderFileError:
            continue
        assert all(order.sender_name and order.waybill_number for order in read.orders)


NAMES = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=30).filter(str.strip)


@given(st.lists(NAMES, max_size=5), st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]))
def test_what_a_spreadsheet_writes_comes_back(names: list[str], encoding: str) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["waybill_number", "sender_name"])
    writer.writerows([f"YT{number:013d}", name] for number, name in enumerate(names))
    content = text.getvalue().encode(encoding)
    if encoding == "gb18030" and is_utf8(content):
        return  # the bytes mean two things, and UTF-8 is the likelier one

    read = read_orders(content)
    assert [order.sender_name for order in read.orders] == [" ".join(name.split()) for name in names]
    assert read.skipped == ()


def is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def test_names_stay_out_of_what_is_printed() -> None:
    assert "测试甲" not in repr(orders(f"{HEADER}YT8962646785389,测试甲\n"))
