"""The office's side of sealed sticks: takes parts in from a drive, and writes receipts to carry back.

Invariants:
- A part is judged and taken as if a terminal had brought it over the network.
- A file of receipts appears whole or not at all.
"""

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

from pydantic import JsonValue

from sync.bundle.errors import BundleError
from sync.bundle.ports import never
from sync.bundle.receipt_files import ReceiptsFor, write_receipts
from sync.contract import MAX_RECEIPT_PAGE, StoredReceipt
from sync.province.errors import ProvinceError, ProvinceFault, Refusal
from sync.province.province import Province
from sync.province.receipts import ReceiptBook


def done_with_stick(province: Province, options: argparse.Namespace) -> dict[str, JsonValue]:
    """One of the office's two tasks with a stick. Raises ProvinceError."""
    if options.task == "receipts":
        return export_receipts(province, options.terminal, options.out, options.after)
    return import_bundle(province, options.file)


def import_bundle(province: Province, path: Path) -> dict[str, JsonValue]:
    """Take one part in; what became of it.

    Raises ProvinceError: BUNDLE_REFUSED with the fault's code, FILE_REFUSED when the province's folder fails.
    """
    try:
        taken = province.intake.take(path, never)
    except BundleError as error:
        raise ProvinceError(ProvinceFault.BUNDLE_REFUSED, error.fault.value) from error
    except OSError as error:
        # What was taken so far is known when the part is brought again.
        raise ProvinceError(ProvinceFault.FILE_REFUSED, type(error).__name__) from error
    return {"terminal": taken.terminal_id, **taken.counts.model_dump(mode="json")}


def export_receipts(province: Province, terminal_id: str, path: Path, after: int) -> dict[str, JsonValue]:
    """Write the terminal's receipts after a cursor into a new file; how many there are.

    Raises ProvinceError: NOBODY_THERE for an unknown terminal, FILE_REFUSED when the file cannot be written.
    """
    try:
        province.terminals.known(terminal_id)
    except Refusal as refusal:
        raise ProvinceError(ProvinceFault.NOBODY_THERE, refusal.code.value) from refusal
    whose = ReceiptsFor(province.settings.issuer, province.settings.environment, terminal_id)
    unfinished = path.with_name(path.name + ".unfinished")
    try:
        with unfinished.open("wb") as file:
            count = write_receipts(file, whose, _all_receipts(province.book, terminal_id, after))
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        raise ProvinceError(ProvinceFault.FILE_REFUSED, type(error).__name__) from error
    return {"receipts": count}


def _all_receipts(book: ReceiptBook, terminal_id: str, after: int) -> Iterator[StoredReceipt]:
    more = True
    while more:
        page = book.page(terminal_id, after, MAX_RECEIPT_PAGE)
        yield from page.receipts
        after, more = page.next_cursor, page.more
