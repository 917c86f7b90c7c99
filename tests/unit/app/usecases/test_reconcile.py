"""The books at the end of a shift."""

from app.domain.reconciliation import MessageTally
from app.usecases.reconcile import Reconcile
from tests.support.counter_house import CounterHouse, on_store


def test_what_was_made_waits_and_the_books_balance() -> None:
    house = CounterHouse()
    house.accepted()

    tally = on_store(house.store, Reconcile(house.store, house.clock))()

    assert tally == MessageTally(made=1, received=0, waiting=1, refused=0, unknown=0)
    noted = house.store.tables.audit[-1]
    assert noted.action == "reconciled"
    assert noted.details == {"made": "1", "received": "0", "waiting": "1", "refused": "0", "unknown": "0"}


def test_a_message_that_is_missing_is_noted() -> None:
    house = CounterHouse()
    house.accepted("YT0000000000001")
    house.accepted("YT0000000000002")
    # a disk that forgot a record with its message
    tables = house.store.tables
    tables.acceptances.clear()
    del tables.outbox[next(iter(tables.outbox))]

    tally = on_store(house.store, Reconcile(house.store, house.clock))()

    assert (tally.made, tally.waiting, tally.difference, tally.balanced) == (2, 1, 1, False)
    assert house.store.tables.audit[-1].action == "reconciliation_differs"
