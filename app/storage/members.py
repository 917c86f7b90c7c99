"""Reads a parsed JSON object member by member, each with its type; for the columns named ``snapshot``.

Invariants:
- Nothing is coerced: a member of another type raises TypeError, a missing one KeyError, a text of no form ValueError.
"""

from collections.abc import Mapping
from datetime import date, datetime


class Members:
    """A JSON object whose members are read with their types. Raises KeyError or TypeError."""

    def __init__(self, value: object) -> None:
        if not isinstance(value, Mapping):
            raise TypeError
        self._members: Mapping[object, object] = value

    def has(self, name: str) -> bool:
        """Whether the member is there at all: an older version may not know it."""
        return name in self._members

    def text(self, name: str) -> str:
        """A string."""
        value = self._members[name]
        if not isinstance(value, str):
            raise TypeError
        return value

    def optional_text(self, name: str) -> str | None:
        """A string or null."""
        return None if self._members[name] is None else self.text(name)

    def integer(self, name: str) -> int:
        """A whole number."""
        value = self._members[name]
        if not isinstance(value, int):
            raise TypeError
        return value

    def flag(self, name: str) -> bool:
        """True or false."""
        value = self._members[name]
        if not isinstance(value, bool):
            raise TypeError
        return value

    def optional_integer(self, name: str) -> int | None:
        """A whole number or null."""
        return None if self._members[name] is None else self.integer(name)

    def moment(self, name: str) -> datetime:
        """An ISO 8601 moment."""
        return datetime.fromisoformat(self.text(name))

    def optional_moment(self, name: str) -> datetime | None:
        """A moment or null."""
        value = self.optional_text(name)
        return None if value is None else datetime.fromisoformat(value)

    def optional_date(self, name: str) -> date | None:
        """An ISO 8601 day or null."""
        value = self.optional_text(name)
        return None if value is None else date.fromisoformat(value)

    def texts(self, name: str) -> "tuple[str, ...]":
        """An array of strings."""
        values = self.list(name)
        found = tuple(value for value in values if isinstance(value, str))
        if len(found) != len(values):
            raise TypeError
        return found

    def objects(self, name: str) -> "tuple[Members, ...]":
        """An array of objects."""
        return tuple(Members(value) for value in self.list(name))

    def list(self, name: str) -> list[object]:
        """An array."""
        value = self._members[name]
        if not isinstance(value, list):
            raise TypeError
        return value

    def optional(self, name: str) -> "Members | None":
        """An object or null."""
        return None if self._members[name] is None else self.object(name)

    def object(self, name: str) -> "Members":
        """An object."""
        return Members(self._members[name])
