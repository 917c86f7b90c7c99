"""What this PC says of itself: room on its disk, and whether it runs on its battery.

Invariants:
- What cannot be found out is None, never guessed: a desktop PC has no battery, and a driver may hide one.
- Takes a millisecond or two: it is asked on the store's thread.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class MachineHealth:
    """``battery_percent`` is the charge while the PC runs on its battery; None on mains, and where it is not known."""

    disk_free_bytes: int | None
    battery_percent: int | None


def machine_health(folder: Path) -> MachineHealth:
    """Of the disk that holds ``folder``, which may not be there yet."""
    return MachineHealth(_free(folder), _battery())


def _free(folder: Path) -> int | None:
    place = next((part for part in (folder, *folder.parents) if part.exists()), None)
    try:
        return shutil.disk_usage(place).free if place is not None else None
    except OSError:
        return None


def _battery() -> int | None:
    # Not needed for the first paint.
    import psutil

    try:
        battery = psutil.sensors_battery()
    except (OSError, AttributeError, RuntimeError):  # a system without such a sensor, or a container without /sys
        return None
    if battery is None or battery.power_plugged is not False:
        return None
    return int(battery.percent)
