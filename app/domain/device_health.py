"""How a counter's devices have been: what one went through, the hourly record of all, and the hours that nobody took.

Invariants:
- A device counts as down while it is absent or faulted. While it is being opened it counts as neither.
- A fault counts when it begins and when its reason changes, never again for each try that fails alike.
- Nothing here names a person, an address or a place: a device's model, and numbers that are its own.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, TypeAlias

_USABLE: Final = frozenset({"ready", "busy"})
_DOWN: Final = frozenset({"absent", "faulted"})

Tally: TypeAlias = tuple[tuple[str, str, int], ...]
"""Kind of device, a code, and how often; in order of the first two."""


@dataclass(frozen=True, slots=True)
class DeviceModel:
    """What a device is, as far as it tells: empty where it does not."""

    model: str = ""
    firmware: str = ""
    serial: str = ""


UNKNOWN_MODEL: Final = DeviceModel()


@dataclass(frozen=True, slots=True)
class DeviceLog:
    """One device since ``begun_at``. ``kind``, ``state``, ``fault`` are codes, ``connection`` the scheme of its name.

    ``spell`` is the fault counted last, as long as the device was not usable since.
    """

    kind: str
    connection: str
    state: str
    fault: str | None
    begun_at: datetime
    changed_at: datetime
    down: timedelta = timedelta()
    faults: tuple[tuple[str, int], ...] = ()
    spell: str | None = None
    model: DeviceModel = UNKNOWN_MODEL


@dataclass(frozen=True, slots=True)
class DeviceRecord:
    """One device in an hourly record."""

    kind: str
    connection: str
    state: str
    fault: str | None
    faults: tuple[tuple[str, int], ...]
    down_seconds: int
    model: DeviceModel


@dataclass(frozen=True, slots=True)
class HealthRecord:
    """All devices of a counter from ``begun_at`` to ``at``."""

    begun_at: datetime
    at: datetime
    devices: tuple[DeviceRecord, ...]


@dataclass(frozen=True, slots=True)
class Untold:
    """Records that got no message of their own: how many, and how often each state and fault stood in them."""

    records: int = 0
    states: Tally = ()
    faults: Tally = ()


NOTHING_UNTOLD: Final = Untold()


def first_seen(kind: str, connection: str, at: datetime) -> DeviceLog:
    """Of a device from which nothing was heard yet."""
    return DeviceLog(kind, connection, "absent", None, at, at)


def heard(log: DeviceLog, state: str, fault: str | None, model: DeviceModel | None, at: datetime) -> DeviceLog:
    """After a change of state."""
    counted = Counter(dict(log.faults))
    if fault is not None and fault != log.spell:
        counted[fault] += 1
    return replace(
        log,
        state=state,
        fault=fault,
        changed_at=at,
        down=log.down + _down_until(log, at),
        faults=tuple(sorted(counted.items())),
        spell=None if state in _USABLE else fault or log.spell,
        model=model or log.model,
    )


def record_of(logs: Iterable[DeviceLog], begun_at: datetime, at: datetime) -> HealthRecord:
    """The record up to ``at``."""
    return HealthRecord(
        begun_at,
        at,
        tuple(
            DeviceRecord(
                log.kind,
                log.connection,
                log.state,
                log.fault,
                log.faults,
                (log.down + _down_until(log, at)) // timedelta(seconds=1),
                log.model,
            )
            for log in logs
        ),
    )


def renewed(log: DeviceLog, at: datetime) -> DeviceLog:
    """The same device, counted from ``at`` on."""
    return replace(log, begun_at=at, changed_at=at, down=timedelta(), faults=())


_EACH_COUNTS: Final = frozenset({"camera"})
"""Kinds whose devices have places of their own: a camera that scans is none that inspects."""


def kinds_down(logs: Iterable[DeviceLog]) -> frozenset[str]:
    """The kinds of which no device can be used, or of which one cannot where none stands in for another."""
    known = list(logs)
    standing = {log.kind for log in known if log.state not in _DOWN}
    return frozenset(
        log.kind for log in known if log.state in _DOWN and (log.kind in _EACH_COUNTS or log.kind not in standing)
    )


def with_record(untold: Untold, record: HealthRecord) -> Untold:
    """One more record that goes without a message."""
    states = Counter({(kind, state): count for kind, state, count in untold.states})
    faults = Counter({(kind, fault): count for kind, fault, count in untold.faults})
    for device in record.devices:
        states[device.kind, device.state] += 1
        faults.update({(device.kind, fault): count for fault, count in device.faults})
    return Untold(untold.records + 1, _tally(states), _tally(faults))


def _tally(counted: Counter[tuple[str, str]]) -> Tally:
    return tuple((kind, code, count) for (kind, code), count in sorted(counted.items()))


def _down_until(log: DeviceLog, at: datetime) -> timedelta:
    # a clock that was set back makes no negative time
    return max(timedelta(), at - log.changed_at) if log.state in _DOWN else timedelta()
