"""The province's packs and its word in the encrypted store: judged, kept once, audited, told."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.province_news import LookKind
from app.events import ChangesTaken, Event, PolicyPackArrived, PolicyPackRefused
from app.province_ports import KeptPack, PackState
from app.storage.columns import blob
from app.storage.connection import open_connection
from app.storage.errors import StorageError, StorageFault
from app.storage.province_news import StoreChanges, StorePolicyPacks
from app.storage.store import STORE_NAME, EncryptedStore
from sync.policy_packs import KnownPack, PackOffer, RefusedPack
from sync.ports import Change
from sync.words import PackFault

KEY = bytes(range(32))
NOON = datetime(2026, 11, 2, 4, 0, tzinfo=UTC)
SHIPPED = KnownPack("2026.11.1", "1" * 64)


def offer(version: str, digit: str) -> PackOffer:
    return PackOffer(version, digit * 64, date(2026, 11, 1), NOON, {"limits": {}}, f"a.{digit}.c")


class Desk:
    """The store with the province's packs before it, and what it told."""

    def __init__(self, store: EncryptedStore, *, usable: bool = True) -> None:
        self.store = store
        self.told: list[Event] = []
        self.usable = usable
        self.packs = StorePolicyPacks(store, SHIPPED, lambda _offer: self.usable, self.told.append)

    def put_in_force(self, digest: str | None) -> None:
        self.store.run(lambda unit: unit.policy_packs.put_in_force(digest, NOON))

    def taken(self) -> list[tuple[str, PackState]]:
        return [(pack.version, pack.state) for pack in self.store.run(lambda unit: unit.policy_packs.taken())]

    def refused(self) -> list[tuple[str, PackFault]]:
        return [(one.version, one.reason) for one in self.store.run(lambda unit: unit.policy_packs.refused())]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EncryptedStore]:
    with EncryptedStore(tmp_path, KEY) as store:
        yield store


@pytest.fixture
def desk(store: EncryptedStore) -> Desk:
    return Desk(store)


def audited(folder: Path) -> list[tuple[str, dict[str, str]]]:
    """Of a store that is closed."""
    connection = open_connection(folder / STORE_NAME, KEY)
    entries = [json.loads(blob(row[0])) for row in connection.execute("SELECT entry FROM audit ORDER BY number")]
    connection.close()
    return [(entry["action"], entry["details"]) for entry in entries]


def test_a_newer_pack_is_kept_told_and_audited(desk: Desk, tmp_path: Path) -> None:
    assert desk.packs.known_digest() is None

    desk.packs.take(offer("2026.12.1", "a"), NOON)

    assert desk.taken() == [("2026.12.1", PackState.KEPT)]
    assert desk.told == [PolicyPackArrived("2026.12.1", "a" * 64, date(2026, 11, 1))]
    assert desk.packs.known_digest() == "a" * 64
    desk.store.close()
    details = {"version": "2026.12.1", "digest": "a" * 64, "effective_from": "2026-11-01"}
    assert audited(tmp_path) == [("pack_taken", details)]


def test_the_same_pack_again_changes_nothing(desk: Desk) -> None:
    for _ in range(2):
        desk.packs.take(offer("2026.12.1", "a"), NOON)
    assert (len(desk.taken()), len(desk.told)) == (1, 1)


def test_the_province_may_confirm_the_shipped_pack(desk: Desk) -> None:
    desk.packs.take(offer(SHIPPED.version, "1"), NOON)
    assert desk.taken() == [(SHIPPED.version, PackState.KEPT)]
    assert desk.told == [], "the rules are the same"
    assert desk.packs.known_digest() == SHIPPED.digest


@pytest.mark.parametrize(
    ("refused", "fault"),
    [
        (offer("2026.9.1", "b"), PackFault.DOWNGRADE),
        (offer("2026.11.1", "b"), PackFault.CONFLICT),
        (RefusedPack(PackFault.BAD_SIGNATURE, "", "b" * 64), PackFault.BAD_SIGNATURE),
        (RefusedPack(PackFault.MALFORMED, "2026.12.1", "b" * 64), PackFault.MALFORMED),
    ],
)
def test_what_is_refused_is_kept_by_name_and_told_once(
    desk: Desk, tmp_path: Path, refused: PackOffer | RefusedPack, fault: PackFault
) -> None:
    for _ in range(2):
        desk.packs.take(refused, NOON)

    assert desk.taken() == []
    assert desk.refused() == [(refused.version, fault)]
    assert desk.told == [PolicyPackRefused(refused.version, fault)]
    desk.store.close()
    assert audited(tmp_path) == [
        ("pack_refused", {"version": refused.version, "digest": "b" * 64, "reason": fault.value})
    ]


def test_a_refused_pack_is_not_fetched_again_and_again(desk: Desk) -> None:
    desk.packs.take(offer("2026.12.1", "a"), NOON)
    desk.packs.take(offer("2026.11.30", "b"), NOON)
    assert desk.packs.known_digest() == "b" * 64
    desk.packs.take(RefusedPack(PackFault.BAD_SIGNATURE, "", "c" * 64), NOON)
    assert desk.packs.known_digest() == "a" * 64, "a stranger's digest is no ETag"


def test_what_this_program_cannot_read_is_asked_for_again_after_an_update(store: EncryptedStore) -> None:
    older = Desk(store, usable=False)
    older.packs.take(offer("2027.1.1", "a"), NOON)
    assert older.refused() == [("2027.1.1", PackFault.UNUSABLE)]
    assert older.packs.known_digest() == "a" * 64

    updated = Desk(store)
    assert updated.packs.known_digest() is None
    updated.packs.take(offer("2027.1.1", "a"), NOON)
    assert updated.taken() == [("2027.1.1", PackState.KEPT)]


def test_nothing_older_than_the_newest_pack_ever_taken_counts(desk: Desk) -> None:
    desk.packs.take(offer("2026.12.1", "a"), NOON)
    desk.packs.take(offer("2027.1.1", "b"), NOON)
    desk.packs.take(offer("2026.12.1", "a"), NOON)
    assert desk.refused() == [("2026.12.1", PackFault.DOWNGRADE)]


def test_one_pack_is_in_force_and_the_others_stay(desk: Desk) -> None:
    desk.packs.take(offer("2026.12.1", "a"), NOON)
    desk.packs.take(offer("2027.1.1", "b"), NOON)
    for digest in ("a" * 64, "b" * 64, "b" * 64):
        desk.put_in_force(digest)
    assert desk.taken() == [("2026.12.1", PackState.REPLACED), ("2027.1.1", PackState.IN_FORCE)]
    desk.put_in_force(None)
    assert {state for _, state in desk.taken()} == {PackState.REPLACED}


def test_a_pack_that_does_not_hold_any_more_keeps_its_name_only(desk: Desk) -> None:
    desk.packs.take(offer("2026.12.1", "a"), NOON)
    desk.store.run(lambda unit: unit.policy_packs.withdraw("a" * 64, PackFault.BAD_SIGNATURE))
    assert (desk.taken(), desk.refused()) == ([], [("2026.12.1", PackFault.BAD_SIGNATURE)])
    desk.packs.take(offer("2026.12.1", "a"), NOON)
    assert desk.taken() == [("2026.12.1", PackState.KEPT)], "the province may send it again"


def test_a_pack_stands_as_it_came_with_the_moment_from_which_it_counts(desk: Desk) -> None:
    desk.packs.take(offer("2026.12.1", "a"), NOON)
    later = NOON + timedelta(days=1, microseconds=7)
    desk.store.run(lambda unit: unit.policy_packs.put_in_force("a" * 64, later))

    (pack,) = desk.store.run(lambda unit: unit.policy_packs.taken())

    day = date(2026, 11, 1)
    assert pack == KeptPack("a" * 64, "2026.12.1", day, PackState.IN_FORCE, NOON, later, "a.a.c")
    desk.put_in_force("b" * 64)
    assert desk.taken() == [("2026.12.1", PackState.REPLACED)], "nobody has taken that one"


def test_a_refused_offer_is_never_in_force(desk: Desk) -> None:
    desk.packs.take(RefusedPack(PackFault.BAD_SIGNATURE, "2026.12.1", "b" * 64), NOON)
    desk.put_in_force("b" * 64)
    assert (desk.taken(), desk.refused()) == ([], [("2026.12.1", PackFault.BAD_SIGNATURE)])


@pytest.mark.parametrize("damage", ["effective_from = 'soon'", "state = 'refused', reason = 'whim', jws = NULL"])
def test_a_damaged_pack_is_a_damaged_store(store: EncryptedStore, tmp_path: Path, damage: str) -> None:
    Desk(store).packs.take(offer("2026.12.1", "a"), NOON)
    store.close()
    connection = open_connection(tmp_path / STORE_NAME, KEY)
    connection.execute(f"UPDATE policy_packs SET {damage}")  # noqa: S608 # our own
    connection.close()
    with EncryptedStore(tmp_path, KEY) as damaged, pytest.raises(StorageError) as caught:
        damaged.run(lambda unit: (unit.policy_packs.taken(), unit.policy_packs.refused()))
    assert caught.value.fault is StorageFault.STORE_CORRUPT


# -- what the province tells


def change(cursor: int, kind: str = "notice") -> Change:
    return Change(cursor, kind, NOON, {"title": f"通知{cursor}"}, "a.b.c")


def test_entries_are_kept_with_their_place_and_told_after_commit(store: EncryptedStore) -> None:
    told: list[Event] = []
    changes = StoreChanges(store, told.append)
    assert changes.cursor() == 0

    changes.take([change(1), change(3, "kind_of_tomorrow"), change(4)], 4, NOON)

    assert changes.cursor() == 4
    assert told == [ChangesTaken(("kind_of_tomorrow", "notice"))]
    kept = store.run(lambda unit: unit.changes.of_kind("notice"))
    assert [(one.cursor, one.body["title"]) for one in kept] == [(1, "通知1"), (4, "通知4")]
    changes.take([replace(change(4), body={"title": "假"})], 4, NOON)
    found = store.run(lambda unit: unit.changes.get(4))
    assert found is not None
    assert found.body == {"title": "通知4"}


@pytest.mark.parametrize(("entries", "cursor"), [([], 0), ([change(1)], 2)])
def test_the_cursor_is_the_last_entrys(store: EncryptedStore, entries: list[Change], cursor: int) -> None:
    with pytest.raises(ValueError, match="cursor"):
        StoreChanges(store, lambda _event: None).take(entries, cursor, NOON)


def test_a_damaged_entry_is_a_damaged_store(store: EncryptedStore, tmp_path: Path) -> None:
    StoreChanges(store, lambda _event: None).take([change(1)], 1, NOON)
    store.close()
    connection = open_connection(tmp_path / STORE_NAME, KEY)
    connection.execute("UPDATE changes SET body = '[]'")
    connection.close()
    with EncryptedStore(tmp_path, KEY) as damaged, pytest.raises(StorageError) as caught:
        damaged.run(lambda unit: unit.changes.get(1))
    assert caught.value.fault is StorageFault.STORE_CORRUPT


def test_when_the_province_was_last_asked_is_kept_by_what_was_asked(store: EncryptedStore) -> None:
    StoreChanges(store, lambda _: None).looked(NOON)
    Desk(store).packs.looked(NOON - timedelta(days=1))
    StoreChanges(store, lambda _: None).looked(NOON + timedelta(hours=1))

    assert store.run(lambda unit: unit.news.looks()) == {
        LookKind.CHANGES: NOON + timedelta(hours=1),
        LookKind.POLICY: NOON - timedelta(days=1),
    }


def test_forgotten_words_are_gone_and_never_asked_for_again(store: EncryptedStore) -> None:
    changes = StoreChanges(store, lambda _: None)
    entries = [Change(number, "agreement_customer", NOON, {"n": number}, f"a.{number}.c") for number in (1, 2)]
    changes.take(entries, 2, NOON)
    store.run(lambda unit: unit.changes.forget([2]))
    changes.take(entries, 2, NOON)

    assert changes.cursor() == 2
    assert [change.cursor for change in store.run(lambda unit: unit.changes.of_kind("agreement_customer"))] == [1]
    left = store.run(lambda unit: unit.changes.get(2))
    assert left is not None
    assert left.body == {}
