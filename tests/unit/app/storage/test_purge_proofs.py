"""The check of purges: what is missing must have been purged, and the trail must say so."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.audit_ports import ChainCheck
from app.domain.retention_rules import RetentionClass
from app.storage.connection import open_connection
from tests.support.retention_house import KEY, RetentionHouse, term


@pytest.fixture
def house(tmp_path: Path) -> Iterator[RetentionHouse]:
    house = RetentionHouse(tmp_path)
    for number in (1, 2):
        house.deliver(house.accept(number), house.clock.now())
    house.later(term(RetentionClass.RECORD_TEXT))
    house.purged()
    house.deliver(house.accept(3), house.clock.now())
    yield house
    house.close()


def check(house: RetentionHouse) -> ChainCheck:
    return house.run(lambda unit: unit.audit.check())


def test_every_purge_is_checked_and_every_receipt_still_holds(house: RetentionHouse) -> None:
    found = check(house)

    # one purge a class; messages of three acceptances and the one that moved the time, three photos
    assert (found.ok, found.purges_checked, found.purges_bad) == (True, 4, 0)
    assert (found.receipts_checked, found.receipts_bad) == (7, 0)


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE purges SET count = count + 1 WHERE class = 'record_text'",
        "UPDATE purges SET digest = 'f' WHERE class = 'returning_senders'",
        "UPDATE purges SET days = 1 WHERE class = 'identity_images'",
        "DELETE FROM purges WHERE class = 'returning_senders'",
        "UPDATE evidence SET purge = NULL WHERE evidence_id = 'portrait-1'",
        "UPDATE evidence SET wrapped_key = x'' WHERE evidence_id = 'portrait-3'",
        "UPDATE evidence SET wrapped_key = x'', purge = 1 WHERE evidence_id = 'portrait-3'",
        "UPDATE outbox SET body = x'' WHERE message_id = 'message-3'",
        "UPDATE outbox SET body = x'', text_purge = 3 WHERE message_id = 'message-3'",
        "UPDATE acceptances SET text_purge = 3, snapshot = x'00' WHERE acceptance_id = 'acceptance-3'",
    ],
)
def test_what_went_without_a_proof_is_found(house: RetentionHouse, forgery: str) -> None:
    house.close()
    connection = open_connection(house.store_file, KEY)
    for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {row[0]!s}")
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(forgery)
    connection.close()
    house.store.open()

    found = check(house)

    assert (found.ok, found.purges_bad > 0) == (False, True)
