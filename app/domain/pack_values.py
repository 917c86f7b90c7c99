"""Takes single values out of a parsed policy pack.

Invariants:
- A value of another type than asked for is a TypeError or ValueError, never a silent default.
"""

from collections.abc import Mapping, Sequence
from datetime import date

Entry = Mapping[str, object]


def entries(parent: Entry, name: str) -> Sequence[Entry]:
    """A list of objects. Raises KeyError or TypeError, like the others here."""
    found = parent[name]
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise TypeError(name)
    return found


def text(entry: Entry, name: str) -> str:
    """A text that is not empty."""
    value = entry[name]
    if not isinstance(value, str) or not value:
        raise TypeError(name)
    return value


def texts(entry: Entry, name: str) -> tuple[str, ...]:
    """A list of texts; it may be empty."""
    found = entry[name]
    if not isinstance(found, list) or not all(isinstance(value, str) for value in found):
        raise TypeError(name)
    return tuple(found)


def number(entry: Entry, name: str) -> int:
    """A whole number."""
    value = entry[name]
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(name)
    return value


def flag(entry: Entry, name: str) -> bool:
    """True or false."""
    value = entry[name]
    if not isinstance(value, bool):
        raise TypeError(name)
    return value


def day(entry: Entry, name: str) -> date:
    """A date in ISO 8601. Raises ValueError for another text."""
    return date.fromisoformat(text(entry, name))


def part_of(entry: Entry, name: str) -> Entry:
    """An object."""
    found = entry[name]
    if not isinstance(found, dict):
        raise TypeError(name)
    return found
