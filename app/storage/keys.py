"""Where the store's 256-bit key lives: the operating system's key store, or a file wrapped under a passphrase.

Invariants:
- The key is never in a plain file; a key store that would keep it in one is not used, whoever installed it.
- The wrapped file gives nothing away without the passphrase: Argon2id makes each guess expensive.
- A store without its key is said to be lost (KEY_LOST); a new key is made only where no store is.
"""

import base64
import binascii
import json
import secrets
import sys
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.ports import KeyStore, KeyStoreKind
from app.storage.durable_files import make_folder, read_bounded, storage_error, write_durably
from app.storage.errors import StorageError, StorageFault

if TYPE_CHECKING:
    # loaded when a key is asked for: 0.12 s
    from keyring.backend import KeyringBackend

KEY_BYTES: Final = 32
MIN_PASSPHRASE: Final = 12
"""Characters. A stolen disk may be guessed at for years, so this is more than a PIN."""


def open_or_create_key(key_store: KeyStore, *, store_exists: bool) -> bytes:
    """The store's key; made and kept on the first start.

    Raises StorageError(KEY_LOST) when there is a store but no key, and what the key store raises.
    """
    key = key_store.load()
    if key is not None:
        return key
    if store_exists:
        raise StorageError(StorageFault.KEY_LOST)
    key = secrets.token_bytes(KEY_BYTES)
    key_store.save(key)
    return key


class EphemeralKeyStore:
    """ports.KeyStore of a training store that begins anew with each start."""

    def __init__(self) -> None:
        self._key: bytes | None = None

    @property
    def kind(self) -> KeyStoreKind:
        """Where the key is kept."""
        return KeyStoreKind.MEMORY

    def load(self) -> bytes | None:
        """None at first."""
        return self._key

    def save(self, key: bytes) -> None:
        """Keep it until the program ends."""
        self._key = key


class SystemKeyStore:
    """ports.KeyStore over Windows' credential store (DPAPI), macOS' keychain, or a Secret Service on Linux.

    May show the system's own prompt and wait for it: never call it on the screen's thread.
    """

    def __init__(self, service: str, account: str) -> None:
        self._service = service
        self._account = account

    @property
    def kind(self) -> KeyStoreKind:
        """Where the key is kept."""
        return KeyStoreKind.SYSTEM

    def load(self) -> bytes | None:
        """The key, or None. Raises StorageError(KEY_STORE_MISSING, KEY_STORE_LOCKED, KEY_LOST)."""
        kept = self._kept()
        return None if kept is None else _key_from_text(kept)

    def save(self, key: bytes) -> None:
        """Keep the key, and read it back: some key stores take a secret and forget it."""
        written = base64.b64encode(key).decode("ascii")
        backend = _system_backend()
        try:
            backend.set_password(self._service, self._account, written)
        except _foreign_errors() as error:
            raise _key_store_error(error) from error
        if self._kept() != written:
            raise StorageError(StorageFault.KEY_STORE_MISSING, "not kept")

    def _kept(self) -> str | None:
        backend = _system_backend()
        try:
            return backend.get_password(self._service, self._account)
        except _foreign_errors() as error:
            raise _key_store_error(error) from error


# The backends are named one by one instead of asking keyring for "the" backend: its configuration file, its environment
# variable or a plug-in could otherwise put the key into a plain-text file (keyrings.alt) or nowhere (null).
if sys.platform == "win32":

    def _system_backend() -> "KeyringBackend":
        from keyring.backends.Windows import WinVaultKeyring

        return _viable(WinVaultKeyring)

    def _platform_errors() -> tuple[type[Exception], ...]:
        from win32ctypes.pywin32 import pywintypes  # type: ignore[import-not-found] # installed on Windows only

        return (pywintypes.error,)

elif sys.platform == "darwin":

    def _system_backend() -> "KeyringBackend":
        from keyring.backends.macOS import Keyring

        return _viable(Keyring)

    def _platform_errors() -> tuple[type[Exception], ...]:
        return ()

else:

    def _system_backend() -> "KeyringBackend":
        # Gnome Keyring, KWallet (ksecretd) and KeePassXC all speak this; UOS and Kylin ship the first.
        from keyring.backends.SecretService import Keyring

        return _viable(Keyring)

    def _platform_errors() -> tuple[type[Exception], ...]:
        from jeepney import DBusErrorResponse  # type: ignore[import-untyped] # ships no types
        from secretstorage.exceptions import SecretStorageException

        return (SecretStorageException, DBusErrorResponse)


def _viable(backend: "type[KeyringBackend]") -> "KeyringBackend":
    if not backend.viable:
        raise StorageError(StorageFault.KEY_STORE_MISSING)
    return backend()


def _foreign_errors() -> tuple[type[Exception], ...]:
    from keyring.errors import KeyringError

    return (KeyringError, OSError, *_platform_errors())


def _key_store_error(error: Exception) -> StorageError:
    from keyring.errors import InitError, KeyringLocked, NoKeyringError

    if isinstance(error, NoKeyringError):
        return StorageError(StorageFault.KEY_STORE_MISSING)
    # A dismissed prompt shows as InitError (no collection was made), or as an item or collection that stays locked.
    locked = isinstance(error, KeyringLocked | InitError) or type(error).__name__ in {
        "LockedException",
        "PromptDismissedException",
    }
    fault = StorageFault.KEY_STORE_LOCKED if locked else StorageFault.KEY_STORE_MISSING
    return StorageError(fault, type(error).__name__)


@dataclass(frozen=True, slots=True)
class ArgonCost:
    """What one guess costs. The default is the second recommended option of RFC 9106 section 4.

    64 MiB and 3 passes are above the OWASP minimum (19 MiB, 2 passes), and take about a tenth of a second on a
    counter PC.
    """

    passes: int = 3
    memory_kib: int = 64 * 1024
    lanes: int = 4


# A damaged or forged file must not make the start allocate without bound.
_MAX_COST: Final = ArgonCost(passes=16, memory_kib=1024 * 1024, lanes=16)
_MAX_FILE: Final = 64 * 1024
_FORMAT: Final = 1


class PassphraseKeyStore:
    """ports.KeyStore over a file (mode 0600) that holds the key, wrapped with AES-256-GCM under Argon2id."""

    def __init__(self, path: Path, passphrase: str, cost: ArgonCost | None = None) -> None:
        self._path = path
        # The same characters may be typed as different code points, depending on the input method (RFC 8265: NFC).
        self._passphrase = unicodedata.normalize("NFC", passphrase)
        self._cost = cost or ArgonCost()

    @property
    def kind(self) -> KeyStoreKind:
        """Where the key is kept."""
        return KeyStoreKind.PASSPHRASE

    def load(self) -> bytes | None:
        """The key, or None. Raises StorageError(PASSPHRASE_WRONG, KEY_LOST, NOT_WRITABLE)."""
        try:
            written = read_bounded(self._path, _MAX_FILE)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise storage_error(error) from error
        except ValueError as error:
            raise StorageError(StorageFault.KEY_LOST, "key file") from error
        wrapped = _wrapped_from(written)
        try:
            return AESGCM(self._wrapping_key(wrapped.salt, wrapped.cost)).decrypt(
                wrapped.nonce, wrapped.sealed, _bound_to(wrapped.cost)
            )
        except InvalidTag:
            raise StorageError(StorageFault.PASSPHRASE_WRONG) from None

    def save(self, key: bytes) -> None:
        """Wrap and keep the key. Raises StorageError(PASSPHRASE_TOO_SHORT, STORE_FULL, NOT_WRITABLE)."""
        if len(self._passphrase) < MIN_PASSPHRASE:
            raise StorageError(StorageFault.PASSPHRASE_TOO_SHORT)
        salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
        sealed = AESGCM(self._wrapping_key(salt, self._cost)).encrypt(nonce, key, _bound_to(self._cost))
        members = {
            "format": _FORMAT,
            "kdf": "argon2id",
            "passes": self._cost.passes,
            "memory_kib": self._cost.memory_kib,
            "lanes": self._cost.lanes,
            "salt": _base64(salt),
            "nonce": _base64(nonce),
            "wrapped_key": _base64(sealed),
        }
        make_folder(self._path.parent)
        write_durably(self._path, json.dumps(members, indent=1).encode())

    def _wrapping_key(self, salt: bytes, cost: ArgonCost) -> bytes:
        try:
            return hash_secret_raw(
                self._passphrase.encode("utf-8", "surrogatepass"),
                salt,
                time_cost=cost.passes,
                memory_cost=cost.memory_kib,
                parallelism=cost.lanes,
                hash_len=KEY_BYTES,
                type=Type.ID,
            )
        except HashingError as error:
            raise StorageError(StorageFault.KEY_LOST, "argon2") from error


@dataclass(frozen=True, slots=True)
class _Wrapped:
    cost: ArgonCost
    salt: bytes
    nonce: bytes
    sealed: bytes


def _wrapped_from(written: bytes) -> _Wrapped:
    try:
        members = json.loads(written)
        if not isinstance(members, Mapping) or members["format"] != _FORMAT or members["kdf"] != "argon2id":
            raise StorageError(StorageFault.KEY_LOST, "key file format")
        cost = ArgonCost(int(members["passes"]), int(members["memory_kib"]), int(members["lanes"]))
        salt, nonce, sealed = (_bytes(members[name]) for name in ("salt", "nonce", "wrapped_key"))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise StorageError(StorageFault.KEY_LOST, "key file") from error
    affordable = (
        1 <= cost.passes <= _MAX_COST.passes
        and 1 <= cost.memory_kib <= _MAX_COST.memory_kib
        and 1 <= cost.lanes <= _MAX_COST.lanes
    )
    if not affordable or len(nonce) != 12 or len(sealed) != KEY_BYTES + 16:
        raise StorageError(StorageFault.KEY_LOST, "key file")
    return _Wrapped(cost, salt, nonce, sealed)


def _bound_to(cost: ArgonCost) -> bytes:
    return f"yanqi wrapped key {_FORMAT} argon2id {cost.passes} {cost.memory_kib} {cost.lanes}".encode()


def _key_from_text(text: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error:
        raise StorageError(StorageFault.KEY_LOST, "entry") from None
    if len(key) != KEY_BYTES:
        raise StorageError(StorageFault.KEY_LOST, "entry")
    return key


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _bytes(text: object) -> bytes:
    if not isinstance(text, str):
        raise TypeError
    return base64.b64decode(text, validate=True)
