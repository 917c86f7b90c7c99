"""What time a recorder has: ONVIF GetSystemDateAndTime (device service, open to everybody by the specification, R).

Invariants:
- Asked without credentials. The library is loaded with the first question, never before: its import takes a second.
- The event loop lives and ends inside one call, on the caller's thread.
- The moment that the answer speaks of is half-way between asking and hearing, and half a second into the second that
  the recorder tells: it counts whole seconds only.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, Protocol

from devices.errors import DeviceError, DeviceFault
from devices.recorder.address import WIDEST_ZONE, RecorderAddress

TIMEOUT_S: Final = 10.0
_HALF_A_SECOND: Final = timedelta(milliseconds=500)
_STEP: Final = timedelta(minutes=15)
"""Zones lie a whole number of quarters of an hour from UTC."""


class _Time(Protocol):
    Hour: int
    Minute: int
    Second: int


class _Date(Protocol):
    Year: int
    Month: int
    Day: int


class _DateTime(Protocol):
    Time: _Time
    Date: _Date


class _SystemTime(Protocol):
    UTCDateTime: _DateTime | None
    LocalDateTime: _DateTime | None


@dataclass(frozen=True, slots=True)
class ClockReading:
    """``ahead`` is the recorder's clock minus ours, good to about half a second and half the time the answer took.

    ``zone``: how far its wall clock is ahead of its UTC, at most 14 hours either way; None where it does not tell both,
    or times that no zone lies between (a local time that was never set).
    """

    ahead: timedelta
    zone: timedelta | None
    at: datetime


def read_clock(recorder: RecorderAddress, now: Callable[[], datetime], timeout: float = TIMEOUT_S) -> ClockReading:
    """Ask once. Blocks for ``timeout`` seconds at most; not for the main thread.

    ``now`` is the clock to compare with (aware). Raises DeviceError: BAD_SETTING where no ONVIF port is set, NO_DRIVER
    without the library, NOT_FOUND when nobody answers, NO_ANSWER when it takes too long, BAD_FRAME for an answer that
    tells no time.
    """
    name = f"{recorder.kind}:{recorder.place}"
    if recorder.onvif_port is None:
        raise DeviceError(DeviceFault.BAD_SETTING, name, "no ONVIF port")
    try:
        import onvif  # noqa: F401 # asked for here, so that it is missed here
    except ImportError as exc:
        raise DeviceError(DeviceFault.NO_DRIVER, name, "onvif-zeep-async") from exc
    url = f"http://{recorder.host}:{recorder.onvif_port}/onvif/device_service"
    return asyncio.run(_asked(name, url, now, timeout))


async def _asked(name: str, url: str, now: Callable[[], datetime], timeout: float) -> ClockReading:  # noqa: ASYNC109
    from aiohttp import ClientError
    from lxml.etree import LxmlError
    from onvif import ONVIFError
    from zeep.exceptions import Error as ZeepError

    try:
        asked, told, heard = await asyncio.wait_for(_system_time(url, now), timeout)
        return _reading(told, asked + (heard - asked) / 2)
    except TimeoutError as exc:
        raise DeviceError(DeviceFault.NO_ANSWER, name, "clock") from exc
    except (ClientError, OSError) as exc:
        raise DeviceError(DeviceFault.NOT_FOUND, name, type(exc).__name__) from exc
    # the library's own errors, and what its parsers and ours make of an answer that is none
    except (ONVIFError, ZeepError, LxmlError, AttributeError, TypeError, ValueError, OverflowError) as exc:
        raise DeviceError(DeviceFault.BAD_FRAME, name, type(exc).__name__) from exc


async def _system_time(url: str, now: Callable[[], datetime]) -> tuple[datetime, _SystemTime, datetime]:
    """Not by the library's camera class: that one takes the proxy's settings out of this process's environment."""
    import onvif
    from onvif.definition import SERVICES

    about = SERVICES["devicemgmt"]
    service = onvif.ONVIFService(
        xaddr=url,
        user="",
        passwd="",  # nobody's: the question needs none
        url=str(Path(onvif.__file__).parent / "wsdl" / about["wsdl"]),
        no_cache=True,
        binding_name=f"{{{about['ns']}}}{about['binding']}",
    )
    await service.setup()
    try:
        asked = now()
        told: _SystemTime = await service.authless_GetSystemDateAndTime()
        return asked, told, now()
    finally:
        await service.close()


def _reading(told: _SystemTime, at: datetime) -> ClockReading:
    utc = _moment(told.UTCDateTime)
    local = _moment(told.LocalDateTime) if told.LocalDateTime is not None else None
    zone = round((local - utc) / _STEP) * _STEP if local is not None else None
    return ClockReading(
        ahead=utc + _HALF_A_SECOND - at,
        zone=zone if zone is not None and abs(zone) <= WIDEST_ZONE else None,
        at=at,
    )


def _moment(told: _DateTime | None) -> datetime:
    if told is None:
        raise ValueError("no UTC time")
    time, date = told.Time, told.Date
    return datetime(date.Year, date.Month, date.Day, time.Hour, time.Minute, time.Second, tzinfo=UTC)
