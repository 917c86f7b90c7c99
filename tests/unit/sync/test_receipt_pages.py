"""Only the receipts themselves move the cursor: the number beside them is not signed."""

from collections.abc import Sequence

import pytest
from pydantic import ValidationError

from sync.contract import MAX_CURSOR, MAX_RECEIPT_PAGE, ReceiptPage, StoredReceipt
from sync.errors import SyncFault
from sync.report import SyncReport
from tests.support.memory_province import Fault, MemoryProvince
from tests.support.sync_house import SyncHouse


class RenumberingProvince(MemoryProvince):
    """Its receipts are genuine; the numbers beside them are what a test says."""

    def __init__(self, genuine: MemoryProvince, cursors: Sequence[int], next_cursor: int, *, more: bool) -> None:
        super().__init__()
        self._genuine = genuine
        self._cursors = cursors
        self._next_cursor = next_cursor
        self._more = more

    def receipts_after(self, cursor: int, limit: int) -> ReceiptPage:
        del cursor
        self._begin("receipts", limit)
        found = self._genuine.receipts_after(0, MAX_RECEIPT_PAGE).receipts
        receipts = [
            StoredReceipt(cursor=number, kind=receipt.kind, jws=receipt.jws)
            for number, receipt in zip(self._cursors, found, strict=False)
        ]
        return ReceiptPage(receipts=receipts, next_cursor=self._next_cursor, more=self._more)


def fetched(cursors: Sequence[int], next_cursor: int, *, more: bool = False) -> tuple[SyncHouse, SyncReport]:
    """Two messages whose answer was lost, and then such a page."""
    house = SyncHouse()
    house.queue_some(2)
    house.province.faults += [Fault.LOST_ANSWER, Fault.UNREACHABLE]
    house.run()
    liar = RenumberingProvince(house.province, cursors, next_cursor, more=more)
    liar.faults += [Fault.LOST_REQUEST]
    house.restart(liar)
    house.pass_time_until(house.outbox.next_due())
    return house, house.run()


@pytest.mark.parametrize(
    ("cursors", "next_cursor", "more"),
    [
        ([1, 2], 900, False),
        ([1, 2], 1, False),
        ([2, 1], 1, False),
        ([2, 1], 2, False),
        ([1, 1], 1, False),
        ([0, 1], 1, False),
        ([], 7, False),
        ([], 0, True),
    ],
)
def test_a_page_out_of_order_moves_nothing(cursors: list[int], next_cursor: int, *, more: bool) -> None:
    house, report = fetched(cursors, next_cursor, more=more)

    assert report.fault is SyncFault.NOT_OUR_PROVINCE
    assert (house.outbox.receipt_cursor(), house.outbox.counts().delivered) == (0, 0)


def test_a_page_in_order_with_gaps_moves_to_its_last_receipt() -> None:
    house, _ = fetched([3, 8], 8)

    assert (house.outbox.receipt_cursor(), house.outbox.counts().delivered) == (8, 2)


@pytest.mark.parametrize("cursor", [-1, MAX_CURSOR])
def test_a_cursor_that_json_cannot_carry_is_not_of_the_contract(cursor: int) -> None:
    with pytest.raises(ValidationError):
        ReceiptPage(receipts=[], next_cursor=cursor, more=False)
    with pytest.raises(ValidationError):
        StoredReceipt(cursor=cursor, kind="message", jws="")
