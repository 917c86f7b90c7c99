"""Statistics as a file that leaves the product: tables in CSV or XLSX, where somebody chose.

Invariants:
- No file leaves without a line in the audit trail: the line comes first. A file is there whole, or not at all.
- No cell is ever a formula: what a spreadsheet would take for one, or would round, is text (OWASP, CSV injection).
- The records' lines are masked before they come here; who words the tables adds nothing.
- The library for XLSX is loaded with the first export.
"""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias, assert_never

from app.domain.clerk import ClerkNumber
from app.ports import Store
from app.statistics_ports import RecordLine
from app.storage.durable_files import write_durably
from app.storage.errors import StorageError, StorageFault
from app.usecases.statistics import NoteExport, ReadRecordLines, StatisticsReport

if TYPE_CHECKING:
    from openpyxl.workbook.child import _WorkbookChild

Cell: TypeAlias = str | int

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_LONG_NUMBER: Final = 12
"""From so many digits on a spreadsheet shows a power of ten, and soon loses digits."""
_SHEET_NAME_LENGTH: Final = 31
_NOT_IN_SHEET_NAMES: Final = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
_WIDEST: Final = 60


class ExportFormat(StrEnum):
    """The kinds of file; the value is the suffix."""

    CSV = "csv"
    XLSX = "xlsx"


class ExportFault(Enum):
    """Why a file was not written."""

    NO_ROOM = "no_room"
    NOT_WRITABLE = "export_not_writable"
    """Read-only, gone, not an ordinary file, or open in another program."""


class ExportError(Exception):
    """Nothing was written, and what was there before is still there."""

    def __init__(self, fault: ExportFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table of words and whole numbers."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What is asked for: the report as it was seen, the records' lines with it or not, and where it goes."""

    report: StatisticsReport
    clerk: ClerkNumber
    path: Path
    with_records: bool

    @property
    def format(self) -> ExportFormat:
        """By the path's suffix; CSV for any other."""
        return ExportFormat.XLSX if self.path.suffix.lower() == ".xlsx" else ExportFormat.CSV


@dataclass(frozen=True, slots=True)
class Exported:
    """The file is there. ``records`` are the parcels that it lists."""

    path: Path
    records: int


Worded: TypeAlias = Callable[[ExportOrder, tuple[RecordLine, ...]], tuple[Table, ...]]
"""Words a report and its records' lines as tables."""


class ExportStatistics:
    """Writes a report to a file. Runs off the store's thread, and asks it for one page of records at a time."""

    def __init__(self, store: Store, lines: ReadRecordLines, note: NoteExport) -> None:
        self._store = store
        self._lines = lines
        self._note = note

    def __call__(self, order: ExportOrder, worded: Worded) -> Exported:
        """Raises ExportError; StorageError when the records or the audit trail cannot be reached."""
        lines = tuple(self._all_lines(order)) if order.with_records else ()
        content = written(worded(order, lines), order.format)
        if order.path.exists() and not order.path.is_file():
            raise ExportError(ExportFault.NOT_WRITABLE)
        self._noted("exported", order, len(lines))
        try:
            write_durably(order.path, content)
        except StorageError as error:
            self._noted("export_failed", order, len(lines))
            no_room = error.fault is StorageFault.STORE_FULL
            raise ExportError(ExportFault.NO_ROOM if no_room else ExportFault.NOT_WRITABLE) from error
        return Exported(order.path, len(lines))

    def _all_lines(self, order: ExportOrder) -> Iterator[RecordLine]:
        last: RecordLine | None = None
        while page := self._page(order, last):
            yield from page
            last = page[-1]

    def _page(self, order: ExportOrder, after: RecordLine | None) -> tuple[RecordLine, ...]:
        return self._store.submit(lambda: self._lines(order.report.period, after)).result()

    def _noted(self, action: str, order: ExportOrder, records: int) -> None:
        period = order.report.period
        details = {
            "what": "statistics",
            "first": period.first.isoformat(),
            "last": period.last.isoformat(),
            "accepted": str(order.report.total.accepted + order.report.total.letters),
            "records": str(records),
            "format": order.format.value,
        }
        self._store.submit(lambda: self._note(action, order.clerk, details)).result()


def written(tables: tuple[Table, ...], kind: ExportFormat) -> bytes:
    """The tables as a file's bytes."""
    match kind:
        case ExportFormat.CSV:
            return _csv(tables)
        case ExportFormat.XLSX:
            return _xlsx(tables)
        case _:
            assert_never(kind)


def _csv(tables: tuple[Table, ...]) -> bytes:
    """One table below the other, with a byte order mark: Excel takes it for UTF-8 then."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for place, table in enumerate(tables):
        if place:
            writer.writerow(())
        writer.writerow([_guarded(table.title)])
        writer.writerow([_guarded(cell) for cell in table.head])
        writer.writerows([_guarded(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def _guarded(cell: Cell) -> Cell:
    """Text that stays text when a spreadsheet opens it."""
    told = _plain(cell)
    return f"'{told}" if _is_risky(told) else told


def _is_risky(cell: Cell) -> bool:
    """Whether a spreadsheet would take this text for a formula, or for a number that it rounds."""
    if isinstance(cell, int):
        return False
    told = _printable(cell)
    return told.startswith(_FORMULA_STARTS) or (told.isdigit() and len(told) >= _LONG_NUMBER)


def _plain(cell: Cell) -> Cell:
    return cell if isinstance(cell, int) else _printable(cell)


def _printable(text: str) -> str:
    """Without control characters, which no cell may hold, and without halves of characters, which no file may."""
    if text.isprintable():
        return text
    kept = "".join(character for character in text if character >= " " and character != "\x7f")
    return kept.encode("utf-8", "replace").decode("utf-8")


def _xlsx(tables: tuple[Table, ...]) -> bytes:
    """One sheet for each table: the title, the head, the rows."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.title.translate(_NOT_IN_SHEET_NAMES)[:_SHEET_NAME_LENGTH])
        for column, width in enumerate(_widths(table), start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.append([_sheet_cell(sheet, table.title, strong=True)])
        sheet.append([_sheet_cell(sheet, cell, strong=True) for cell in table.head])
        for row in table.rows:
            sheet.append([_sheet_cell(sheet, cell) if _is_risky(cell) else _plain(cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_cell(sheet: "_WorkbookChild", value: Cell, *, strong: bool = False) -> object:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    cell = WriteOnlyCell(sheet, value=_printable(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula, whatever it begins with
    if strong:
        cell.font = Font(bold=True)
    return cell


def _widths(table: Table) -> Iterator[int]:
    """In letters; a Chinese character is as wide as two."""
    for column, name in enumerate(table.head):
        texts = (name, *(str(row[column]) for row in table.rows if column < len(row)))
        yield min(_WIDEST, 2 + max(sum(2 if character > "ÿ" else 1 for character in text) for text in texts))
