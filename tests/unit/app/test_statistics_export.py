"""Exports reopened: the same tables, no formula, nothing half, and a line in the audit trail first."""

import csv
import errno
import io
import os
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.domain.clerk import ClerkNumber
from app.domain.statistics import Period
from app.domain.waybill import Waybill
from app.ports import UnitOfWork
from app.statistics_export import (
    Cell,
    Exported,
    ExportError,
    ExportFault,
    ExportFormat,
    ExportOrder,
    ExportStatistics,
    Table,
    written,
)
from app.statistics_ports import RecordLine
from app.storage.errors import StorageError, StorageFault
from app.usecases.statistics import LINES_A_PAGE, NoteExport, ReadRecordLines
from tests.support.builders import TODAY
from tests.support.counter_house import CounterHouse

AUDITOR = ClerkNumber("9002")
NASTY = ("=1+1", "＝1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "431234567890123")
TABLES = (
    Table("三率/总计", ("名称", "件数"), (("实名率", 12), ("𠮷·样例", 0), *((text, 1) for text in NASTY))),
    Table("空表", ("一", "二"), ()),
)


def read_csv(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_holds_every_table_and_no_formula() -> None:
    rows = read_csv(written(TABLES, ExportFormat.CSV))

    assert rows[:4] == [["三率/总计"], ["名称", "件数"], ["实名率", "12"], ["𠮷·样例", "0"]]
    told = [row[0] for row in rows[4:12]]
    assert told == [
        "'=1+1",
        "'＝1+1",
        "'+1",
        "'-1",
        "'@SUM(A1)",
        "'=1",
        "'=1",
        "'431234567890123",
    ]
    assert rows[12:] == [[], ["空表"], ["一", "二"]]


def test_a_spreadsheet_holds_every_table_as_text_and_numbers() -> None:
    book = load_workbook(io.BytesIO(written(TABLES, ExportFormat.XLSX)))

    assert book.sheetnames == ["三率_总计", "空表"]
    sheet = book["三率_总计"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[:4] == [["三率/总计", None], ["名称", "件数"], ["实名率", 12], ["𠮷·样例", 0]]
    assert [row[0] for row in rows[4:]] == ["=1+1", "＝1+1", "+1", "-1", "@SUM(A1)", "=1", "=1", "431234567890123"]
    assert {cell.data_type for cell in sheet["A"]} == {"s"}
    assert {cell.data_type for cell in sheet["B"][2:]} == {"n"}


@pytest.mark.parametrize("kind", ExportFormat)
def test_what_no_file_may_hold_does_not_stop_the_export(kind: ExportFormat) -> None:
    content = written((Table("t", ("a",), (("half \ud800 \x00 end",),)),), kind)

    assert content


class TestExport:
    @pytest.fixture
    def house(self) -> CounterHouse:
        return CounterHouse()

    @pytest.fixture
    def export(self, house: CounterHouse) -> ExportStatistics:
        return ExportStatistics(house.store, ReadRecordLines(house.counter), NoteExport(house.counter))

    def order(self, house: CounterHouse, path: Path, *, with_records: bool = True) -> ExportOrder:
        return ExportOrder(house.read_statistics(Period(TODAY, TODAY)), AUDITOR, path, with_records)

    def test_the_file_is_there_and_the_audit_trail_tells(
        self, house: CounterHouse, export: ExportStatistics, tmp_path: Path
    ) -> None:
        for number in ("YT8962646785389", "JD012345678901234"):
            house.accepted(number)
        path = tmp_path / "月报.csv"

        done = export(self.order(house, path), listed)

        assert done == Exported(path, 2)
        assert read_csv(path.read_bytes()) == [
            ["records"],
            ["waybill", "sender"],
            ["YT8962646785389", "测**"],
            ["JD012345678901234", "测**"],
        ]
        entry = house.store.tables.audit[-1]
        assert (entry.clerk, entry.action, entry.subject_id) == (AUDITOR, "exported", "statistics")
        assert entry.details == {
            "what": "statistics",
            "first": "2026-11-20",
            "last": "2026-11-20",
            "accepted": "2",
            "records": "2",
            "format": "csv",
        }

    def test_records_stay_here_unless_asked_for(
        self, house: CounterHouse, export: ExportStatistics, tmp_path: Path
    ) -> None:
        house.accepted()
        path = tmp_path / "report.xlsx"

        done = export(self.order(house, path, with_records=False), listed)

        assert done.records == 0
        assert load_workbook(path)["records"].max_row == 2

    def test_every_page_of_records_comes_once(
        self, house: CounterHouse, export: ExportStatistics, tmp_path: Path
    ) -> None:
        count = LINES_A_PAGE + 3
        template = house.accepted().acceptance_id
        house.look(lambda work: _copies(work, template, count))

        done = export(self.order(house, tmp_path / "r.csv"), listed)

        numbers = [row[0] for row in read_csv((tmp_path / "r.csv").read_bytes())[2:]]
        assert done.records == len(numbers) == len(set(numbers)) == count

    @pytest.mark.parametrize(
        ("number", "told"),
        [
            (errno.ENOSPC, ExportFault.NO_ROOM),
            (errno.EFBIG, ExportFault.NO_ROOM),
            (errno.EACCES, ExportFault.NOT_WRITABLE),
        ],
    )
    def test_a_disk_that_refuses_leaves_the_old_file_and_nothing_half(
        self,
        *,
        house: CounterHouse,
        export: ExportStatistics,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        number: int,
        told: ExportFault,
    ) -> None:
        path = tmp_path / "report.csv"
        path.write_bytes(b"old")

        def refuse(_: int) -> None:
            raise OSError(number, "refused")

        monkeypatch.setattr(os, "fsync", refuse)

        with pytest.raises(ExportError) as caught:
            export(self.order(house, path), listed)

        assert caught.value.fault is told
        assert [file.name for file in tmp_path.iterdir()] == ["report.csv"]
        assert path.read_bytes() == b"old"
        assert [entry.action for entry in house.store.tables.audit[-2:]] == ["exported", "export_failed"]

    def test_a_folder_that_is_not_there_or_is_no_file(
        self, house: CounterHouse, export: ExportStatistics, tmp_path: Path
    ) -> None:
        for path in (tmp_path / "gone" / "report.csv", tmp_path):
            with pytest.raises(ExportError) as caught:
                export(self.order(house, path), listed)
            assert caught.value.fault is ExportFault.NOT_WRITABLE
        assert list(tmp_path.iterdir()) == []

    def test_without_a_line_in_the_audit_trail_nothing_leaves(
        self, house: CounterHouse, export: ExportStatistics, tmp_path: Path
    ) -> None:
        order = self.order(house, tmp_path / "report.csv", with_records=False)
        house.store.fail_next_commit(StorageFault.STORE_FULL)

        with pytest.raises(StorageError):
            export(order, listed)

        assert list(tmp_path.iterdir()) == []


def listed(_: ExportOrder, lines: tuple[RecordLine, ...]) -> tuple[Table, ...]:
    rows: tuple[tuple[Cell, ...], ...] = tuple((line.waybill_number, line.sender_masked) for line in lines)
    return (Table("records", ("waybill", "sender"), rows),)


def _copies(work: UnitOfWork, template: str, count: int) -> None:
    """More records like that one, up to ``count``."""
    kept = work.acceptances.get(template)
    assert kept is not None
    for number in range(1, count):
        waybill = Waybill(f"YT{number:013d}", "yto")
        work.acceptances.add(replace(kept, acceptance_id=f"copy-{number}", waybill=waybill))
