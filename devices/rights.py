"""Which right an account lacks to open a device's node, and what a technician gives it: a group, or a udev rule.

Invariants:
- Only where a node has an owner and a mode is anything said; on Windows no right is ever missing.
- The group ``root`` is never advised.
- Nothing is opened: the node's owner and mode are looked at.
"""

import os
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from devices.usb_identity import UsbIdentity

RULES_FILE: Final = "/etc/udev/rules.d/70-yanqi.rules"
"""Where a rule goes: before 73-seat-late.rules, which hands out what ``uaccess`` marks."""

_READ_WRITE_FOR_GROUP: Final = stat.S_IRGRP | stat.S_IWGRP
_SUBSYSTEMS: Final = (
    ("/dev/hidraw", "hidraw"),
    ("/dev/input/", "input"),
    ("/dev/bus/usb/", "usb"),
    ("/dev/tty", "tty"),
    ("/dev/video", "video4linux"),
)


@dataclass(frozen=True, slots=True)
class MissingRight:
    """``group``: whose members may use ``node``, "" where no group would do.

    ``rule``: the line for RULES_FILE; "" for an input device, camera or the like whose maker and product are not known:
    the number in its node's name is another device's at the next start, and the keyboard must not become readable to
    every program. A serial port without them is named by its node.

    A new group counts from the next login on, a rule as soon as the device is plugged in again.
    """

    node: str
    group: str
    rule: str


def _may_use(node: str) -> bool:
    return os.access(node, os.R_OK | os.W_OK)


def missing_right(
    node: str, identity: UsbIdentity | None = None, *, may_use: Callable[[str], bool] = _may_use
) -> MissingRight | None:
    """What is missing to read and write ``node``; None when nothing is, or when it is gone.

    ``may_use`` asks the system whether this account may read and write it.
    """
    if may_use(node):
        return None
    real = os.path.realpath(node)
    owned = _mode_and_group(real)
    return right_for(real, *owned, identity or usb_identity_of(real)) if owned is not None else None


def usb_identity_of(node: str, classes: Path = Path("/sys/class")) -> UsbIdentity | None:
    """Maker and product of the USB device behind a node, from ``classes``; None where there is none."""
    place = (classes / _subsystem(node) / Path(node).name / "device").resolve()
    for folder in (place, *place.parents):
        try:
            vendor, product = ((folder / name).read_text("ascii") for name in ("idVendor", "idProduct"))
            return UsbIdentity(int(vendor, 16), int(product, 16))
        except (OSError, ValueError):
            continue
    return None


def right_for(node: str, mode: int, group: str, identity: UsbIdentity | None) -> MissingRight:
    """The same from the node's mode and its group's name. Pure."""
    helps = mode & _READ_WRITE_FOR_GROUP == _READ_WRITE_FOR_GROUP and group != "root"
    return MissingRight(node, group if helps else "", _rule(node, identity))


def _rule(node: str, identity: UsbIdentity | None) -> str:
    subsystem = _subsystem(node)
    if identity is None or not subsystem:
        numbered = subsystem not in {"", "tty"}
        return "" if numbered else f'KERNEL=="{node.rpartition("/")[2]}", TAG+="uaccess"'
    # of a node on USB the identity stands at a parent; of the USB device itself, at its own
    attribute = "ATTR" if subsystem == "usb" else "ATTRS"
    return (
        f'SUBSYSTEM=="{subsystem}", {attribute}{{idVendor}}=="{identity.vendor:04x}", '
        f'{attribute}{{idProduct}}=="{identity.product:04x}", TAG+="uaccess"'
    )


def _subsystem(node: str) -> str:
    return next((name for start, name in _SUBSYSTEMS if node.startswith(start)), "")


if sys.platform == "win32":

    def _mode_and_group(node: str) -> tuple[int, str] | None:
        """Nothing: ports and devices have no such owner here, whatever ``node`` is."""

else:
    import grp

    def _mode_and_group(node: str) -> tuple[int, str] | None:
        """None when it is gone."""
        try:
            facts = os.stat(node)  # noqa: PTH116 - beside realpath and access of the same string
        except OSError:
            return None
        try:
            return facts.st_mode, grp.getgrgid(facts.st_gid).gr_name
        except KeyError:
            return facts.st_mode, str(facts.st_gid)
