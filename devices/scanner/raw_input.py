r"""The ``RAWINPUT`` structures of Windows for keyboards, and the names of the devices they come from. Pure.

Layout (``winuser.h``): a header of type, size (32 bits each), device handle and ``wParam`` (a machine word each); then
make code, flags, reserved, virtual key (16 bits each), message and extra information (32 bits each). A device's name
looks like ``\\?\HID#VID_0C2E&PID_0B61&MI_00#7&2a4f...#{...}`` (V).

Invariants:
- Only the scan code is used: the virtual key depends on the layout that the PC is set to.
- What is no key (another kind of device, an overrun, the shifts that keyboards fake around grey keys) gives None.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from devices.usb_identity import UsbIdentity

_HEADER: Final = struct.Struct("@IIPP")
_KEYBOARD: Final = struct.Struct("@HHHHII")
SIZE: Final = _HEADER.size + _KEYBOARD.size

_RIM_TYPE_KEYBOARD: Final = 1
_OVERRUN: Final = 0xFF
_BREAK, _E0, _E1 = 1, 2, 4
_FAKE_SHIFTS: Final = frozenset({0x2A, 0x36})

_EXTENDED: Final[Mapping[int, int]] = MappingProxyType({0x1C: 96, 0x1D: 97, 0x35: 98, 0x38: 100})
"""Make codes behind E0, as Linux numbers the same keys: keypad Enter, right Ctrl, keypad slash, right Alt."""


@dataclass(frozen=True, slots=True)
class RawKey:
    """A key of ``device`` (Windows' handle for it) went down or up. ``code`` is for :mod:`devices.scanner.keymap`."""

    device: int
    code: int
    down: bool


def parse_raw_key(record: bytes) -> RawKey | None:
    """The key that a ``RAWINPUT`` structure tells of; None when it tells of none."""
    if len(record) < SIZE:
        return None
    kind, _, device, _ = _HEADER.unpack_from(record)
    make, flags, _, _, _, _ = _KEYBOARD.unpack_from(record, _HEADER.size)
    if kind != _RIM_TYPE_KEYBOARD or make in (0, _OVERRUN) or flags & _E1:
        return None
    if not flags & _E0:
        return RawKey(device, make, not flags & _BREAK)
    if make in _FAKE_SHIFTS or make not in _EXTENDED:
        return None
    return RawKey(device, _EXTENDED[make], not flags & _BREAK)


def raw_record(device: int, code: int, *, down: bool) -> bytes:
    """The structure that Windows hands out for a key of the main block; the simulator's half."""
    header = _HEADER.pack(_RIM_TYPE_KEYBOARD, SIZE, device, 0)
    message = 0x100 if down else 0x101  # WM_KEYDOWN, WM_KEYUP
    return header + _KEYBOARD.pack(code, 0 if down else _BREAK, 0, 0, message, 0)


def is_device(name: str, wanted: UsbIdentity) -> bool:
    """Whether a device's name tells of ``wanted``; its third part may be any piece of the name, for two alike."""
    upper = name.upper()
    ids = f"VID_{wanted.vendor:04X}&PID_{wanted.product:04X}"
    return ids in upper and wanted.serial.upper() in upper
