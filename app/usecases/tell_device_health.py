"""Makes the hourly record of the counter's devices: into the log, and to the province.

Invariants:
- One record in each period at most, over restarts too.
- At most one message about devices waits: while the one before has not arrived, a record is only added to the sum that
  the next message brings. Days without a link cost two messages, and no hour of them is missing from the sum.
- A record that could not be queued is in that sum as well.
"""

import logging
from datetime import datetime, timedelta
from typing import Final, Protocol

from app.domain.device_health import NOTHING_UNTOLD, HealthRecord, Untold, with_record
from app.health_notes import HealthNotes
from app.message_health import device_health_message
from app.messages import Envelope
from app.usecases.counter import Counter
from sync.words import Kind

_log = logging.getLogger(__name__)

WARM_UP: Final = timedelta(minutes=5)
"""Nothing is said of devices that the program has only begun to open."""


class DeviceHistory(Protocol):
    """How the devices are and were: :class:`app.device_book.DeviceBook`."""

    @property
    def begun_at(self) -> datetime:
        """Since when the record under way counts."""

    def take(self) -> HealthRecord:
        """The record up to now; the next one begins here."""


class Notes(Protocol):
    """What is kept between two records: :class:`app.health_notes.HealthNotesFile`."""

    def read(self) -> HealthNotes:
        """As last written."""

    def write(self, made_at: datetime, untold: Untold) -> None:
        """Replace what is there."""


class TellDeviceHealth:
    """Called every few minutes, on the store's thread."""

    def __init__(self, counter: Counter, history: DeviceHistory, notes: Notes, period: timedelta) -> None:
        """``period`` lies between two records at least; it begins anew with the program where none was made before."""
        self._counter = counter
        self._history = history
        self._notes = notes
        self._period = period

    def __call__(self) -> HealthRecord | None:
        """The record, when one was due. Raises StorageError."""
        notes = self._notes.read()
        if not self._is_due(notes):
            return None
        record = self._history.take()
        _log_record(record)
        sum_with_it = with_record(notes.untold, record)
        # written down first: what fails from here on is in the next message's sum
        self._notes.write(record.at, sum_with_it)
        if self._told(record, notes.untold):
            self._notes.write(record.at, NOTHING_UNTOLD)
        return record

    def _is_due(self, notes: HealthNotes) -> bool:
        now, begun_at = self._counter.clock.now(), self._history.begun_at
        if notes.made_at is None:
            return now >= begun_at + self._period
        # a clock that was set back does not silence it
        waited = now >= notes.made_at + self._period or now < notes.made_at
        return waited and now >= begun_at + min(WARM_UP, self._period)

    def _told(self, record: HealthRecord, untold: Untold) -> bool:
        """Queue it; False when nobody is there to be told, nothing is to be told, or the last one has not arrived."""
        if not record.devices:
            return False
        with self._counter.store.unit_of_work() as work:
            identity = work.terminal.identity()
            if identity is None or work.flow.waits(Kind.DEVICE_HEALTH):
                return False
            ids = self._counter.ids
            envelope = Envelope(ids.new(), identity, work.outbox.head(), self._counter.clock_offset(work))
            work.outbox.enqueue(device_health_message(envelope, ids.new(), record, untold))
        return True


def _log_record(record: HealthRecord) -> None:
    for device in record.devices:
        faults = ", ".join(f"{fault} {times}" for fault, times in device.faults) or "none"
        _log.info(
            "device health: %s by %s is %s (%s), down %d s, faults: %s, model %s %s",
            device.kind,
            device.connection,
            device.state,
            device.fault or "well",
            device.down_seconds,
            faults,
            device.model.model or "unknown",
            device.model.firmware,
        )
