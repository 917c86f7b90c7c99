"""Reading and writing column values with their types, so that no row is trusted blindly.

Invariants:
- A moment is kept as whole microseconds since 1970-01-01 UTC: exact, sortable, and free of time zones.
- A value of another type than its column promises means a damaged store: StorageError(STORE_CORRUPT).
"""

from datetime import UTC, datetime, timedelta
from typing import Final

from app.storage.connection import Row, SqlValue
from app.storage.errors import StorageError, StorageFault

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
END_OF_TIME: Final = 2**62
"""After every moment that a column may hold."""


def micros(moment: datetime) -> int:
    """A timezone-aware moment for a column."""
    return (moment - _EPOCH) // _MICROSECOND


def optional_micros(moment: datetime | None) -> int | None:
    """A moment or nothing for a column."""
    return None if moment is None else micros(moment)


def one(row: Row | None) -> Row:
    """The row of a query that always has one (an aggregate, a row whose key was just read)."""
    if row is None:
        raise StorageError(StorageFault.STORE_CORRUPT, "row expected")
    return row


def text(value: SqlValue) -> str:
    """A text column."""
    if isinstance(value, str):
        return value
    raise StorageError(StorageFault.STORE_CORRUPT, "text expected")


def optional_text(value: SqlValue) -> str | None:
    """A text column that may be empty."""
    return None if value is None else text(value)


def integer(value: SqlValue) -> int:
    """A whole-number column."""
    if isinstance(value, int):
        return value
    raise StorageError(StorageFault.STORE_CORRUPT, "integer expected")


def optional_integer(value: SqlValue) -> int | None:
    """A whole-number column that may be empty."""
    return None if value is None else integer(value)


def blob(value: SqlValue) -> bytes:
    """A column of bytes."""
    if isinstance(value, bytes):
        return value
    raise StorageError(StorageFault.STORE_CORRUPT, "bytes expected")


def moment(value: SqlValue) -> datetime:
    """A moment in UTC."""
    return _EPOCH + timedelta(microseconds=integer(value))


def optional_moment(value: SqlValue) -> datetime | None:
    """A moment in UTC, or nothing."""
    return None if value is None else moment(value)
