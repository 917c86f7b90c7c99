"""A carrier's orders as a CSV file: waybill numbers and the senders' names on them.

Invariants:
- A line that cannot be right is left out and told by its number and a code; its text is told nowhere.
- The encoding is found by decoding: UTF-8 (with or without its mark), else GB 18030, what Chinese spreadsheets write.
- A file that is no such table is refused whole: half a file would look like a whole one.
"""

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from app.domain.waybill import CheckDigit, check_digit, looks_like_waybill, normalised
from app.people_ports import CarrierOrder

_NUMBER, _NAME = "waybill_number", "sender_name"
_NAME_LENGTH = 120


class LineProblem(Enum):
    """Why a line is left out."""

    NO_WAYBILL = "no_waybill"
    WAYBILL_SHAPE = "waybill_shape"
    WAYBILL_CHECK_DIGIT = "waybill_check_digit"
    WAYBILL_TWICE = "waybill_twice"
    """An earlier line has it already; that one counts."""
    NO_NAME = "no_name"
    NAME_INVALID = "name_invalid"
    """Too long, or it holds control characters."""
    COLUMNS = "columns"
    """More or fewer columns than the header."""


class FileProblem(Enum):
    """Why a file is no table of orders."""

    ENCODING = "encoding"
    HEADER = "header"
    CSV = "csv"


class OrderFileError(Exception):
    """The file is refused; nothing of it was taken."""

    def __init__(self, problem: FileProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class SkippedLine:
    """A line that was left out; lines count from 1, and a record's is where it begins."""

    line: int
    problem: LineProblem


@dataclass(frozen=True, slots=True)
class OrderFile:
    """What a file holds."""

    orders: tuple[CarrierOrder, ...]
    skipped: tuple[SkippedLine, ...]


def read_orders(content: bytes) -> OrderFile:
    """The orders of a file with the columns ``waybill_number`` and ``sender_name``. Raises OrderFileError."""
    orders: dict[str, CarrierOrder] = {}
    skipped: list[SkippedLine] = []
    for line, order in _records(_text_of(content)):
        problem = _problem(order, orders)
        if order is None or problem is not None:
            skipped.append(SkippedLine(line, problem or LineProblem.COLUMNS))
        else:
            orders[order.waybill_number] = order
    return OrderFile(tuple(orders.values()), tuple(skipped))


def _text_of(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise OrderFileError(FileProblem.ENCODING)


def _records(text: str) -> Iterator[tuple[int, CarrierOrder | None]]:
    """Each record with the line where it begins; None where its columns are not the header's. Empty lines are none."""
    # only line ends are ends here: str.splitlines would cut at form feeds and the like
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        if header.count(_NUMBER) != 1 or header.count(_NAME) != 1:
            raise OrderFileError(FileProblem.HEADER)
        number, name = header.index(_NUMBER), header.index(_NAME)
        begins = reader.line_num + 1
        for row in reader:
            if len(row) == len(header):
                yield begins, CarrierOrder(normalised(row[number]), " ".join(row[name].split()))
            elif row:
                yield begins, None
            begins = reader.line_num + 1
    except csv.Error as error:
        raise OrderFileError(FileProblem.CSV) from error


def _problem(order: CarrierOrder | None, orders: Mapping[str, CarrierOrder]) -> LineProblem | None:
    if order is None:
        return LineProblem.COLUMNS
    number, name = order.waybill_number, order.sender_name
    wrong = {
        LineProblem.NO_WAYBILL: not number,
        LineProblem.WAYBILL_SHAPE: not looks_like_waybill(number),
        LineProblem.WAYBILL_CHECK_DIGIT: check_digit(number) is CheckDigit.BAD,
        LineProblem.WAYBILL_TWICE: number in orders,
        LineProblem.NO_NAME: not name,
        LineProblem.NAME_INVALID: len(name) > _NAME_LENGTH or any(map(_is_control, name)),
    }
    return next((problem for problem, stands in wrong.items() if stands), None)


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs")
