"""Which messages and files go into which part of a bundle. Pure.

Invariants:
- Every waiting message and file is in exactly one part as something new; a message is repeated where one of its files
  had to go into a later part, so that each part can be taken by itself, in any order.
- No part is longer than its limit; how long each will be is known before the first byte is written.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sync.bundle.errors import BundleError
from sync.bundle.header import END_BYTES
from sync.bundle.records import CHUNK_BYTES, MOST_JSON_BYTES, RECORD_BYTES, SIGNATURE_BYTES
from sync.bundle.sealing import sealed_size
from sync.words import BundleFault

_HEADER_BYTES: Final = 1024
"""More than any header that a terminal writes."""
_FRAME_BYTES: Final = 2 * RECORD_BYTES + MOST_JSON_BYTES + SIGNATURE_BYTES
"""Head and signature."""


@dataclass(frozen=True, slots=True)
class UnsentFile:
    """A file that waits, and the message it belongs to. ``size`` is in bytes."""

    evidence_id: str
    message_id: str
    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class UnsentMessage:
    """A message that waits, or one that was delivered and has files that wait. ``size`` is its body's, in bytes."""

    message_id: str
    sequence: int
    size: int
    waits: bool
    files: tuple[UnsentFile, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """What goes into one part, in order: each message with those of its files that are in this part."""

    entries: tuple[tuple[UnsentMessage, tuple[UnsentFile, ...]], ...]
    clear_bytes: int
    """Of all records."""

    @property
    def file_bytes(self) -> int:
        """The most that the part's file can become."""
        return _file_bytes(self.clear_bytes)


@dataclass(frozen=True, slots=True)
class BundlePlan:
    """All parts."""

    parts: tuple[PlannedPart, ...]
    messages: int
    files: int

    @property
    def clear_bytes(self) -> int:
        """Of all records of all parts."""
        return sum(part.clear_bytes for part in self.parts)

    @property
    def file_bytes(self) -> int:
        """The room that all parts need, at most."""
        return sum(part.file_bytes for part in self.parts)


class _Filling:
    """The part that is being filled, and those before it."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._parts: list[PlannedPart] = []
        self._begin()

    def add_message(self, message: UnsentMessage) -> None:
        cost = _message_bytes(message)
        if not self._fits(cost):
            self.close()
        self._take(cost)
        self._entries.append((message, []))

    def add_file(self, message: UnsentMessage, file: UnsentFile) -> None:
        there = bool(self._entries) and self._entries[-1][0] is message
        cost = _file_record_bytes(file)
        if not self._fits(cost + (0 if there else _message_bytes(message))):
            self.close()
            there = False
        if not there:
            self.add_message(message)
        self._take(cost)
        self._entries[-1][1].append(file)

    def close(self) -> None:
        if self._entries:
            entries = tuple((message, tuple(files)) for message, files in self._entries)
            self._parts.append(PlannedPart(entries, self._clear))
        self._begin()

    def finished(self) -> tuple[PlannedPart, ...]:
        self.close()
        return tuple(self._parts)

    def _begin(self) -> None:
        self._entries: list[tuple[UnsentMessage, list[UnsentFile]]] = []
        self._clear = _FRAME_BYTES

    def _fits(self, cost: int) -> bool:
        return _file_bytes(self._clear + cost) <= self._limit

    def _take(self, cost: int) -> None:
        if not self._fits(cost):
            raise BundleError(BundleFault.LIMIT_TOO_SMALL)
        self._clear += cost


def planned(unsent: Iterable[UnsentMessage], part_bytes: int) -> BundlePlan:
    """Fill parts of at most ``part_bytes`` in the order given.

    Raises BundleError: NOTHING_WAITS, and LIMIT_TOO_SMALL when a record does not fit into a part of its own.
    """
    filling = _Filling(part_bytes)
    messages = files = 0
    for message in unsent:
        if message.waits:
            filling.add_message(message)
            messages += 1
        for file in message.files:
            filling.add_file(message, file)
            files += 1
    parts = filling.finished()
    if not parts:
        raise BundleError(BundleFault.NOTHING_WAITS)
    return BundlePlan(parts, messages, files)


def _file_bytes(clear_bytes: int) -> int:
    return _HEADER_BYTES + sealed_size(clear_bytes) + END_BYTES


def _message_bytes(message: UnsentMessage) -> int:
    return RECORD_BYTES + message.size


def _file_record_bytes(file: UnsentFile) -> int:
    chunks = -(-file.size // CHUNK_BYTES)
    return 2 * RECORD_BYTES + MOST_JSON_BYTES + chunks * RECORD_BYTES + file.size
