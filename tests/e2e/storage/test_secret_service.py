"""The store's key in a real Secret Service, and what is said where there is none."""

from pathlib import Path

import pytest

from tests.support.secret_service import run_with_keyring, run_without_keyring

PASSWORD = "login password"
MAKE = """
from app.storage.keys import SystemKeyStore, open_or_create_key
print(open_or_create_key(SystemKeyStore("yanqi-test", "terminal"), store_exists=False).hex())
"""
FIND = MAKE.replace("store_exists=False", "store_exists=True")
FAULT = """
from app.storage.errors import StorageError
from app.storage.keys import SystemKeyStore
try:
    SystemKeyStore("yanqi-test", "terminal").{call}
except StorageError as error:
    print(error.fault.value)
"""
LOAD, SAVE = FAULT.format(call="load()"), FAULT.format(call="save(bytes(32))")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


def test_a_key_survives_the_session_and_is_nowhere_in_clear(home: Path) -> None:
    made = run_with_keyring(home, MAKE, password=PASSWORD)
    found = run_with_keyring(home, FIND, password=PASSWORD)

    assert len(bytes.fromhex(made)) == 32
    assert found == made
    keyrings = [path for path in (home / "data").rglob("*") if path.is_file()]
    assert keyrings
    for path in keyrings:
        content = path.read_bytes()
        assert bytes.fromhex(made) not in content
        assert made.encode() not in content


def test_a_locked_keyring_is_told_as_such(home: Path) -> None:
    run_with_keyring(home, MAKE, password=PASSWORD)

    assert run_with_keyring(home, LOAD, password="wrong") == "key_store_locked"
    assert run_with_keyring(home, SAVE, password="wrong") == "key_store_locked"
    assert run_with_keyring(home, FIND, password=PASSWORD)


def test_a_store_whose_key_is_in_another_keyring_says_so(home: Path) -> None:
    program = """
from app.storage.errors import StorageError
from app.storage.keys import SystemKeyStore, open_or_create_key
try:
    open_or_create_key(SystemKeyStore("yanqi-test", "terminal"), store_exists=True)
except StorageError as error:
    print(error.fault.value)
"""
    assert run_with_keyring(home, program, password=PASSWORD) == "key_lost"


def test_an_entry_that_is_no_key_is_a_lost_key(home: Path) -> None:
    program = """
import keyring.backends.SecretService
keyring.backends.SecretService.Keyring().set_password("yanqi-test", "terminal", "not a key")
"""
    assert run_with_keyring(home, program + LOAD, password=PASSWORD) == "key_lost"


def test_without_a_session_bus_there_is_no_key_store(home: Path) -> None:
    assert run_without_keyring(home, LOAD) == "key_store_missing"
    assert run_without_keyring(home, SAVE) == "key_store_missing"


@pytest.mark.parametrize("backend", ["keyring.backends.null.Keyring", "keyring.backends.fail.Keyring"])
def test_nobody_can_talk_the_program_into_another_backend(home: Path, backend: str) -> None:
    """keyring itself would obey this variable, and a null backend would take the key and forget it."""
    assert run_without_keyring(home, SAVE, PYTHON_KEYRING_BACKEND=backend) == "key_store_missing"
