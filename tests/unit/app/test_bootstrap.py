"""The composition root: keys found, stores opened, sync started, everything closed again."""

import os
import secrets
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.bootstrap import House, find_store_key, open_house
from app.counter_devices import DevicePlug
from app.events import Event, IncidentOpened, ParcelAccepted, SyncStatus, WaybillStopped
from app.paths import Home
from app.ports import KeyStoreKind, TerminalIdentity
from app.settings import Settings, SettingsError
from app.storage.connection import open_connection
from app.storage.errors import StorageError, StorageFault
from app.storage.evidence_vault import STRAY_AFTER, STRAYS_NAME
from app.storage.store import STORE_NAME
from devices.ports import DeviceKind
from sync.errors import SyncFault
from sync.words import Environment
from tests.support.builders import terminal_identity
from tests.support.devices import eventually
from tests.support.real_province import province_in
from tests.support.stored_records import RecordMaker
from tests.support.terminal import KEY, enrolled_house, house_in, in_unit

PASSPHRASE = "一句只有站长知道的长口令"
PATIENCE = 20.0


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path, Environment.TRAINING)


@pytest.fixture
def production(tmp_path: Path) -> Home:
    return Home(tmp_path, Environment.PRODUCTION)


@pytest.fixture
def _no_key_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of these tests reaches the key store of whoever runs them."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")


@pytest.fixture
def house(home: Home) -> Iterator[House]:
    house = house_in(home)
    yield house
    house.stop()


def fault_of(call: Callable[[], object]) -> StorageFault:
    with pytest.raises(StorageError) as caught:
        call()
    return caught.value.fault


def threads() -> set[str]:
    """Of houses."""
    return {thread.name for thread in threading.enumerate() if thread.name.startswith(("store", "sync"))}


# -- the key


def test_a_passphrase_makes_a_key_and_finds_it_again(production: Home) -> None:
    made = find_store_key(production, PASSPHRASE)

    assert (len(made.key), made.kept_in) == (32, KeyStoreKind.PASSPHRASE)
    assert find_store_key(production, PASSPHRASE) == made
    assert fault_of(lambda: find_store_key(production, PASSPHRASE + "!")) is StorageFault.PASSPHRASE_WRONG
    assert made.key.hex() not in repr(made)
    assert repr(made.key) not in repr(made)


@pytest.mark.usefixtures("_no_key_store")
@pytest.mark.parametrize("environment", list(Environment))
def test_a_store_under_a_passphrase_opens_with_nothing_else(tmp_path: Path, environment: Environment) -> None:
    home = Home(tmp_path, environment)
    find_store_key(home, PASSPHRASE)

    assert fault_of(lambda: find_store_key(home, None)) is StorageFault.KEY_STORE_MISSING
    assert home.wrapped_key.exists()


@pytest.mark.usefixtures("_no_key_store")
def test_production_without_a_key_store_has_no_key(production: Home) -> None:
    assert fault_of(lambda: find_store_key(production, None)) is StorageFault.KEY_STORE_MISSING
    assert not production.folder.exists()


@pytest.mark.usefixtures("_no_key_store")
def test_training_without_a_key_store_begins_anew_each_time(home: Home) -> None:
    first = find_store_key(home, None)
    assert first.kept_in is KeyStoreKind.MEMORY
    open_house(home, Settings(), first.key).stop()
    for folder in (home.evidence, home.province):
        folder.mkdir(exist_ok=True)
        (folder / "of yesterday").touch()
    second = find_store_key(home, None)

    assert second.key != first.key
    assert not home.evidence.exists()
    assert not home.province.exists()
    open_house(home, Settings(), second.key).stop()


@pytest.mark.usefixtures("_no_key_store")
def test_a_training_store_at_work_is_not_taken_away(home: Home, house: House) -> None:
    home.memory_key.touch()
    assert fault_of(lambda: find_store_key(home, None)) is StorageFault.STORE_LOCKED
    assert (home.store / STORE_NAME).exists()
    assert house.identity() is None, "the program that has it works on"


@pytest.mark.usefixtures("_no_key_store")
def test_who_only_looks_takes_nothing_away(home: Home) -> None:
    house_in(home).stop()

    home.memory_key.touch()
    assert fault_of(lambda: find_store_key(home, None, may_begin_anew=False)) is StorageFault.KEY_STORE_MISSING
    assert (home.store / STORE_NAME).exists()


@pytest.mark.usefixtures("_no_key_store")
@pytest.mark.parametrize("environment", list(Environment))
def test_a_key_store_that_is_away_for_a_moment_costs_no_store(tmp_path: Path, environment: Environment) -> None:
    home = Home(tmp_path, environment)
    house_in(home).stop()

    assert fault_of(lambda: find_store_key(home, None)) is StorageFault.KEY_STORE_LOCKED
    assert (home.store / STORE_NAME).exists()


# -- the house


def test_one_program_per_store_and_the_next_one_after_it(home: Home) -> None:
    first = house_in(home)
    assert fault_of(lambda: house_in(home)) is StorageFault.STORE_LOCKED
    first.stop()
    first.stop()
    house_in(home).stop()
    assert threads() == set()


def test_a_house_that_could_not_be_opened_holds_nothing(home: Home) -> None:
    house_in(home).stop()

    assert fault_of(lambda: house_in(home, secrets.token_bytes(32))) is StorageFault.WRONG_KEY
    assert threads() == set()
    house_in(home).stop()


def test_a_house_whose_index_cannot_be_read_gives_the_store_back(home: Home) -> None:
    house_in(home).stop()
    change_store(home, "ALTER TABLE evidence RENAME TO elsewhere")

    with pytest.raises(StorageError):
        house_in(home)

    assert threads() == set()
    change_store(home, "ALTER TABLE elsewhere RENAME TO evidence")
    house_in(home).stop()


def change_store(home: Home, sql: str) -> None:
    connection = open_connection(home.store / STORE_NAME, KEY)
    connection.execute(sql)
    connection.close()


def test_what_cannot_be_swept_keeps_nobody_from_working(home: Home) -> None:
    house_in(home).stop()
    (home.evidence / "ab").mkdir(parents=True)
    (home.evidence / "ab" / "dangling.evidence").symlink_to(home.folder / "nowhere")

    house = house_in(home)
    house.sweep()()
    house.stop()

    assert (home.evidence / "ab" / "dangling.evidence").is_symlink()


def test_a_sweep_sets_old_strays_aside_and_leaves_what_is_indexed(home: Home) -> None:
    house = house_in(home)
    kept, stray, young = (house.vault.store(name, b"picture", "image/jpeg") for name in ("kept", "stray", "young"))
    now = house.clock.now()
    house.store.submit(
        lambda: in_unit(house, lambda work: work.evidence.add(kept, "parcel-1", upload=True, at=now))
    ).result()
    house.stop()
    old = (now - STRAY_AFTER - timedelta(minutes=1)).timestamp()
    for path in home.evidence.rglob("*.evidence"):
        if path.stem != young.evidence_id:
            os.utime(path, (old, old))
    house = house_in(home)
    house.sweep()()
    house.stop()

    (aside,) = (home.evidence / STRAYS_NAME).iterdir()
    left = {path.stem for path in home.evidence.rglob("*.evidence")} - {aside.stem}
    assert (aside.stem, left) == (stray.evidence_id, {kept.evidence_id, young.evidence_id})


def test_the_plugs_are_those_of_the_settings(home: Home) -> None:
    house = open_house(
        home, Settings(scanner="serial:COM3", id_reader="", camera="camera:1", scale="scale:COM4?profile=cas"), KEY
    )
    house.stop()

    assert house.plugs() == (
        DevicePlug(DeviceKind.SCANNER, "serial:COM3"),
        DevicePlug(DeviceKind.CAMERA, "camera:1"),
        DevicePlug(DeviceKind.SCALE, "scale:COM4?profile=cas"),
    )


def test_a_new_house_is_nobody_and_its_audit_trail_is_whole(house: House) -> None:
    assert house.identity() is None
    check = house.check_audit()
    assert (check.ok, check.length, check.receipts_checked) == (True, 0, 0)


def test_addresses_that_must_not_be_used_are_refused(house: House, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="plain HTTP"):
        house.transport_to("http://province.example")
    production = open_house(Home(tmp_path, Environment.PRODUCTION), Settings(), KEY)
    try:
        with pytest.raises(ValueError, match="plain HTTP"):
            production.transport_to("http://127.0.0.1:9")
    finally:
        production.stop()


def test_an_authority_that_cannot_be_read_names_the_setting(home: Home) -> None:
    house = open_house(home, Settings(ca_file=str(home.root / "nowhere.pem")), KEY)
    try:
        with pytest.raises(SettingsError) as caught:
            house.transport_to("https://province.example")
    finally:
        house.stop()

    assert caught.value.member == "ca_file"


# -- sync


class Statuses:
    """What a house tells about its sync."""

    def __init__(self, house: House) -> None:
        self.heard: list[SyncStatus] = []
        house.events.subscribe(self._hear)

    def _hear(self, event: Event) -> None:
        if isinstance(event, SyncStatus):
            self.heard.append(event)

    def faults(self) -> list[SyncFault | None]:
        return [status.fault for status in self.heard]


def lonely() -> TerminalIdentity:
    """Enrolled with a province at whose address nobody listens."""
    return replace(terminal_identity(), province_url="http://127.0.0.1:9")


def queue_one(house: House) -> None:
    """Something to send."""
    record = RecordMaker().acceptance(1)
    house.store.submit(lambda: in_unit(house, record.write)).result()


def test_sync_starts_once_tells_how_it_stands_and_ends_with_the_house(home: Home) -> None:
    house = house_in(home)
    statuses = Statuses(house)
    queue_one(house)
    house.start_sync(lonely())
    house.start_sync(lonely())
    assert [name for name in threads() if name.startswith("sync")] == ["sync"]
    assert eventually(lambda: SyncFault.UNREACHABLE in statuses.faults(), PATIENCE)
    house.stop()

    first, last = statuses.heard[0], statuses.heard[-1]
    assert (first.running, first.fault, first.last_answer_at) == (True, None, None)
    assert (last.running, last.last_answer_at) == (False, None)
    assert (last.counts.made, last.counts.waiting, last.counts.evidence_waiting) == (1, 1, 1)
    assert threads() == set()


def test_an_acceptance_wakes_the_sync_thread(house: House) -> None:
    statuses = Statuses(house)
    house.start_sync(lonely())
    assert eventually(lambda: any(not status.running for status in statuses.heard), PATIENCE)
    assert statuses.faults() == [None] * len(statuses.heard), "with nothing to send nobody is called"

    queue_one(house)
    house.events.publish(ParcelAccepted("acceptance-1", "message-1"))

    # by itself it would look again in minutes
    assert eventually(lambda: SyncFault.UNREACHABLE in statuses.faults(), PATIENCE)


def test_a_person_may_ask_to_send_now_although_a_pause_is_on(house: House, tmp_path: Path) -> None:
    asked = 0

    def admission() -> None:
        nonlocal asked
        asked += 1

    house.send_now()  # there is no sync yet: nothing happens
    statuses = Statuses(house)
    with province_in(tmp_path / "province", admission) as province:
        identity = enrolled_house(house, province.url, province.issue_code())
        province.revoke(identity.terminal_id)
        queue_one(house)
        house.start_sync(identity)
        assert eventually(lambda: refusals(statuses) == 1, PATIENCE)
        before = asked

        house.events.publish(ParcelAccepted("acceptance-1", "message-1"))  # new work does not break the pause
        assert eventually(lambda: refusals(statuses) == 2, PATIENCE)
        assert asked == before

        house.send_now()
        assert eventually(lambda: asked > before, PATIENCE)
        house.stop()


@pytest.mark.parametrize("event", [IncidentOpened("incident-1", "message-1"), WaybillStopped("hold-1", "message-1")])
def test_what_is_dangerous_does_not_wait_for_the_end_of_a_pause(house: House, tmp_path: Path, event: Event) -> None:
    asked = 0

    def admission() -> None:
        nonlocal asked
        asked += 1

    statuses = Statuses(house)
    with province_in(tmp_path / "province", admission) as province:
        identity = enrolled_house(house, province.url, province.issue_code())
        province.revoke(identity.terminal_id)
        queue_one(house)
        house.start_sync(identity)
        assert eventually(lambda: refusals(statuses) == 1, PATIENCE)
        before = asked

        house.events.publish(event)
        assert eventually(lambda: asked > before, PATIENCE)
        house.stop()


def refusals(statuses: Statuses) -> int:
    """Runs that ended with the province's refusal, or in the pause after it."""
    return [(status.running, status.fault) for status in statuses.heard].count((False, SyncFault.CREDENTIALS_REFUSED))


def test_after_the_house_was_stopped_nobody_wakes_anything(home: Home) -> None:
    house = house_in(home)
    house.start_sync(lonely())
    house.stop()
    house.events.publish(ParcelAccepted("acceptance-1", "message-1"))
    house.send_now()

    assert threads() == set()
