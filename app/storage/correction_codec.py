"""The new values of a correction, as versioned JSON for the column ``corrections.changes``."""

import json
from typing import Final

from app.domain.correction import FieldChange, Scalar
from app.storage.errors import StorageError, StorageFault
from app.storage.members import Members

VERSION: Final = 1


def encoded_changes(changes: tuple[FieldChange, ...], salt: str) -> bytes:
    """The values and the salt for their column."""
    members = {
        "version": VERSION,
        "salt": salt,
        "changes": [{"pointer": change.pointer, _member(change.value): change.value} for change in changes],
    }
    return json.dumps(members, separators=(",", ":")).encode("ascii")


def decoded_changes(kept: bytes) -> tuple[tuple[FieldChange, ...], str]:
    """Values and salt out of their column; none once they were purged. Raises StorageError(STORE_CORRUPT)."""
    if not kept:
        return (), ""
    try:
        members = Members(json.loads(kept))
        changes = tuple(FieldChange(entry.text("pointer"), _value(entry)) for entry in members.objects("changes"))
        salt, version = members.text("salt"), members.integer("version")
    except (ValueError, KeyError, TypeError) as error:
        raise StorageError(StorageFault.STORE_CORRUPT) from error
    if version != VERSION:
        raise StorageError(StorageFault.STORE_CORRUPT)
    return changes, salt


def _member(value: Scalar) -> str:
    return "number" if isinstance(value, int) else "text"


def _value(entry: Members) -> Scalar:
    return entry.integer("number") if entry.has("number") else entry.optional_text("text")
