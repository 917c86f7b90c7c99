"""``playback``: where the surveillance pictures of a record are; or how often the recorders answered."""

import argparse
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from app.commands import terminal
from app.commands.output import NO, YES, Json, answer

if TYPE_CHECKING:
    # the composition root loads everything
    from app.bootstrap import House
    from app.domain.surveillance import CameraRole, OnlineTime
    from app.usecases.playback import CameraPicture, ReadPlayback


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    terminal.add_arguments(parser)
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument("--waybill", metavar="NUMBER", help="a waybill that was accepted here; 1 when no camera saw it")
    asked.add_argument("--online", type=_hours, metavar="HOURS", help="the online rate of the last hours, by role")


def run(arguments: argparse.Namespace) -> int:
    """One object."""
    try:
        with terminal.opened(arguments) as house:
            return _done(house, arguments)
    except terminal.TerminalClosedError:
        return NO


def _done(house: "House", arguments: argparse.Namespace) -> int:
    from app.usecases.playback import ReadPlayback

    read = ReadPlayback(house.counter)
    if arguments.waybill is None:
        return _online(house, read, arguments.online)
    found = house.store.submit(lambda: read(arguments.waybill)).result()
    answer(
        {
            "waybill": found.waybill_number,
            "accepted_at": found.accepted_at.isoformat(),
            "cameras": [_picture(picture) for picture in found.pictures],
        }
    )
    return YES if found.pictures else NO


def _online(house: "House", read: "ReadPlayback", span: timedelta) -> int:
    rates = house.store.submit(lambda: read.online(span)).result()
    answer({"hours": span // timedelta(hours=1), "online": _rates(rates)})
    return YES


def _rates(rates: "Mapping[CameraRole, OnlineTime]") -> Json:
    return {
        role.value: {"asked": time.asked, "answered": time.answered, "permille": time.permille}
        for role, time in rates.items()
    }


def _picture(picture: "CameraPicture") -> Json:
    clock = picture.clock
    return {
        "role": picture.role.value,
        "recorder": picture.recorder.value,
        "device": picture.device,
        "channel": picture.channel,
        "begins_at": picture.begins_at.isoformat(),
        "ends_at": picture.ends_at.isoformat(),
        "recorder_begins": picture.wall_begins.isoformat(),
        "recorder_ends": picture.wall_ends.isoformat(),
        "clock_offset_ms": clock.offset_ms if clock is not None else None,
        "clock_measured_at": clock.measured_at.isoformat() if clock is not None else None,
        "address": picture.address,
    }


def _hours(text: str) -> timedelta:
    """Whole hours. Raises ValueError, which argparse tells."""
    hours = int(text)
    if not 1 <= hours <= 24 * 3660:
        raise ValueError("hours")
    return timedelta(hours=hours)
