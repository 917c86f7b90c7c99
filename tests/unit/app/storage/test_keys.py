"""Where the key lives, and what is said when it does not."""

import json
from pathlib import Path

import pytest

from app.ports import KeyStoreKind
from app.storage.errors import StorageError, StorageFault
from app.storage.keys import (
    MIN_PASSPHRASE,
    ArgonCost,
    EphemeralKeyStore,
    PassphraseKeyStore,
    SystemKeyStore,
    open_or_create_key,
)
from tests.support.memory_store import MemoryKeyStore

KEY = bytes(range(32))
CHEAP = ArgonCost(passes=1, memory_kib=64, lanes=1)
PASSPHRASE = "一句只有站长知道的长口令"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "store-key.json"


def key_store(path: Path, passphrase: str = PASSPHRASE) -> PassphraseKeyStore:
    return PassphraseKeyStore(path, passphrase, CHEAP)


def fault_of_loading(path: Path, passphrase: str = PASSPHRASE) -> StorageFault:
    with pytest.raises(StorageError) as caught:
        key_store(path, passphrase).load()
    return caught.value.fault


# -- first start, later starts, lost key


def test_the_first_start_makes_a_key_and_later_ones_find_it() -> None:
    keeper = MemoryKeyStore()
    key = open_or_create_key(keeper, store_exists=False)

    assert len(key) == 32
    assert keeper.key == key
    assert open_or_create_key(keeper, store_exists=True) == key
    assert open_or_create_key(MemoryKeyStore(), store_exists=False) != key


def test_a_store_without_its_key_never_gets_a_new_one() -> None:
    keeper = MemoryKeyStore()

    with pytest.raises(StorageError) as caught:
        open_or_create_key(keeper, store_exists=True)

    assert caught.value.fault is StorageFault.KEY_LOST
    assert keeper.key is None


def test_an_ephemeral_key_is_gone_with_the_program() -> None:
    keeper = EphemeralKeyStore()
    key = open_or_create_key(keeper, store_exists=False)

    assert keeper.load() == key
    assert EphemeralKeyStore().load() is None
    assert keeper.kind is KeyStoreKind.MEMORY


# -- passphrase


def test_a_wrapped_key_comes_back_with_its_passphrase(path: Path) -> None:
    assert key_store(path).load() is None
    key_store(path).save(KEY)

    assert key_store(path).load() == KEY
    assert key_store(path).kind is KeyStoreKind.PASSPHRASE


def test_the_real_cost_works_too_and_is_above_owasps_minimum(path: Path) -> None:
    PassphraseKeyStore(path, PASSPHRASE).save(KEY)

    assert PassphraseKeyStore(path, PASSPHRASE).load() == KEY
    members = json.loads(path.read_bytes())
    assert (members["kdf"], members["passes"], members["memory_kib"], members["lanes"]) == ("argon2id", 3, 65536, 4)


def test_the_cost_of_the_file_counts_not_the_programs(path: Path) -> None:
    key_store(path).save(KEY)

    assert PassphraseKeyStore(path, PASSPHRASE, ArgonCost(2, 128, 1)).load() == KEY


def test_a_wrong_passphrase_is_told_as_such(path: Path) -> None:
    key_store(path).save(KEY)

    assert fault_of_loading(path, PASSPHRASE + "x") is StorageFault.PASSPHRASE_WRONG
    assert fault_of_loading(path, "") is StorageFault.PASSPHRASE_WRONG


def test_the_same_characters_in_another_normal_form_are_the_same_passphrase(path: Path) -> None:
    composed, decomposed = "caf\u00e9 caf\u00e9 caf\u00e9", "cafe\u0301 cafe\u0301 cafe\u0301"
    key_store(path, composed).save(KEY)

    assert key_store(path, decomposed).load() == KEY


def test_a_short_passphrase_keeps_no_key(path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        key_store(path, "x" * (MIN_PASSPHRASE - 1)).save(KEY)

    assert caught.value.fault is StorageFault.PASSPHRASE_TOO_SHORT
    assert not path.exists()


def test_the_file_holds_no_key_and_is_the_owners_alone(path: Path) -> None:
    key_store(path).save(KEY)

    content = path.read_bytes()
    assert KEY not in content
    assert KEY.hex().encode() not in content
    assert PASSPHRASE.encode() not in content
    assert path.stat().st_mode & 0o777 == 0o600


def test_saving_twice_never_writes_the_same_file(path: Path) -> None:
    key_store(path).save(KEY)
    first = path.read_bytes()
    key_store(path).save(KEY)

    assert path.read_bytes() != first
    assert key_store(path).load() == KEY


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("format", 2),
        ("kdf", "pbkdf2"),
        ("passes", 0),
        ("passes", 10**6),
        ("memory_kib", 2**40),
        ("memory_kib", -1),
        ("lanes", 1000),
        ("salt", "not base64!"),
        ("salt", None),
        ("salt", ""),
        ("nonce", "AAAA"),
        ("wrapped_key", "AAAA"),
    ],
)
def test_a_file_that_cannot_be_used_says_so_before_any_work(path: Path, name: str, value: object) -> None:
    key_store(path).save(KEY)
    members = json.loads(path.read_bytes())
    path.write_text(json.dumps(members | {name: value}))

    assert fault_of_loading(path) is StorageFault.KEY_LOST


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b"null"])
def test_a_file_that_is_none_says_so(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)

    assert fault_of_loading(path) is StorageFault.KEY_LOST


@pytest.mark.parametrize("name", ["passes", "memory_kib", "lanes"])
def test_a_cheapened_file_does_not_open(path: Path, name: str) -> None:
    PassphraseKeyStore(path, PASSPHRASE, ArgonCost(2, 128, 2)).save(KEY)
    members = json.loads(path.read_bytes())
    path.write_text(json.dumps(members | {name: members[name] // 2}))

    assert fault_of_loading(path) is StorageFault.PASSPHRASE_WRONG


# -- the system's key store (the real one: tests/e2e/storage/test_secret_service.py)


def test_a_pc_without_a_key_store_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    keeper = SystemKeyStore("yanqi-test", "account")

    assert keeper.kind is KeyStoreKind.SYSTEM
    for call in (keeper.load, lambda: keeper.save(KEY)):
        with pytest.raises(StorageError) as caught:
            call()
        assert caught.value.fault is StorageFault.KEY_STORE_MISSING
