"""What can go wrong with the store, as codes. No user text lives here: ``ui/error_text.py`` has the words.

Invariants:
- No error carries SQL values, a key, or a file's contents.
"""

from enum import Enum


class StorageFault(Enum):
    """Why the store cannot do what was asked."""

    STORE_LOCKED = "store_locked"
    """Another program has this store open."""
    STORE_FULL = "store_full"
    """No room on the disk; nothing was lost."""
    STORE_CORRUPT = "store_corrupt"
    WRONG_KEY = "wrong_key"
    """The key does not open this store."""
    SCHEMA_TOO_NEW = "schema_too_new"
    """A newer program has written this store."""
    NOT_WRITABLE = "not_writable"
    KEY_STORE_MISSING = "key_store_missing"
    """This PC has no key store, and no passphrase was given."""
    KEY_STORE_LOCKED = "key_store_locked"
    KEY_LOST = "key_lost"
    """A store is there, but its key is not."""
    PASSPHRASE_WRONG = "passphrase_wrong"  # noqa: S105 # a fault's name, not a passphrase
    PASSPHRASE_TOO_SHORT = "passphrase_too_short"  # noqa: S105 # same
    EVIDENCE_MISSING = "evidence_missing"
    EVIDENCE_DAMAGED = "evidence_damaged"
    MOVED_OUT = "moved_out"
    """This store has moved to another PC; ``detail`` is the day on which."""
    WRONG_THREAD = "wrong_thread"
    """A programming error: the store was used off its thread."""
    CLOSED = "closed"


class StorageError(Exception):
    """Root of all storage errors."""

    def __init__(self, fault: StorageFault, detail: str = "") -> None:
        super().__init__(fault.value + (f" ({detail})" if detail else ""))
        self.fault = fault
        self.detail = detail


class StoreRuleError(RuntimeError):
    """A programming error: the schema refused what the program tried (a changed record, a record without a message).

    Not a :class:`StorageError`: nobody is meant to handle it, only to fix it. Carries table and column names at most.
    """
