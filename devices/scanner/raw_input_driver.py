"""A keyboard scanner on Windows, told from the clerk's keyboard by Raw Input.

Raw Input identifies the device and cannot keep its keys from the window (V): the same burst also reaches the wedge
filter, which swallows it; :mod:`devices.scanner.echo` drops the scan that is told twice.

Invariants:
- Only the named device's keys are read; a person's typing is looked at by its handle and let go.
- A source is closed after every failure.
"""

import time
from collections.abc import Callable, Sequence
from typing import Final, Protocol

from devices.errors import DeviceError, DeviceFault
from devices.ports import DeviceKind, ScanEvent, ScanSource
from devices.scanner.aim import scan_event
from devices.scanner.keyed_codes import KeyedCodes
from devices.scanner.raw_input import parse_raw_key

_POLL_TIME: Final = 0.1
"""Seconds; the longest a ``poll`` waits for the first key."""


class RawInputSource(Protocol):
    """Where the structures come from. All methods are called on the device's thread."""

    def open(self) -> None:
        """Find the device and listen. Raises DeviceError NOT_FOUND, NO_DRIVER."""

    def read(self, timeout: float) -> Sequence[bytes]:
        """The device's structures, waiting ``timeout`` seconds for the first. Raises DeviceError REMOVED."""

    def close(self) -> None:
        """Listen no more. Never raises; twice is harmless."""


class RawInputScanner:
    """Implements :class:`~devices.ports.Driver` over a :class:`RawInputSource`. Emits ScanEvent, source RAW_INPUT."""

    def __init__(self, name: str, source: RawInputSource, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._name = name
        self._source = source
        self._monotonic = monotonic
        self._codes = KeyedCodes()
        self._listening = False

    @property
    def name(self) -> str:
        """The registry name."""
        return self._name

    @property
    def kind(self) -> DeviceKind:
        """SCANNER."""
        return DeviceKind.SCANNER

    def open(self) -> None:
        """Listen to the device. Raises DeviceError NOT_FOUND, NO_DRIVER."""
        self.close()
        self._source.open()
        self._listening = True
        self._codes.reset()

    def poll(self) -> list[ScanEvent]:
        """Wait at most 100 ms for keys; the answer is the codes they complete. Raises DeviceError REMOVED."""
        if not self._listening:
            raise DeviceError(DeviceFault.REMOVED, self._name, "not open")
        records = self._source.read(_POLL_TIME)
        now = self._monotonic()
        if not records:
            self._codes.expire(now)
        return [event for record in records for event in self._events(record, now)]

    def close(self) -> None:
        """Listen no more. Never raises; twice is harmless."""
        self._listening = False
        self._source.close()

    def _events(self, record: bytes, now: float) -> list[ScanEvent]:
        key = parse_raw_key(record)
        if key is None:
            return []
        codes = self._codes.take(key.code, down=key.down, now=now)
        return [scan_event(code, source=ScanSource.RAW_INPUT, device=self._name, monotonic=now) for code in codes]
