"""``doctor --devices``: the technician's report on devices. What is plugged in, what is set, and what is amiss with it.

Invariants:
- No device is opened that a program has in use, and none at all while the window is open.
- Nothing personal is in it, and no password: addresses as they may be shown, serial numbers that are the devices' own.
"""

import platform
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from app.commands.output import Json
from app.label_port import SetLabelPrinter
from app.paths import Home
from app.settings import Settings
from app.storage.errors import StorageError, StorageFault
from app.storage.store_lock import LOCK_NAME, StoreLock
from devices.camera.driver import CameraDriver
from devices.discovery.found import Detection, FoundDevice
from devices.discovery.nodes import node_of
from devices.errors import DeviceError, DeviceFault
from devices.holders import is_held
from devices.lifecycle import KnownDriver, LifeEvent, loss_event
from devices.ports import DeviceAbout, Driver
from devices.registry import open_driver, parse_address
from devices.rights import RULES_FILE, MissingRight

_LIBRARIES: Final = (
    "pyserial",
    "hidapi",
    "pyusb",
    "libusb-package",
    "opencv-python-headless",
    "zxing-cpp",
    "pyzbar",
    "numpy",
)


@dataclass(frozen=True, slots=True)
class Bench:
    """What a report is made with. ``held`` says whether a program has the node open."""

    settings: Settings
    detection: Detection
    window_open: bool
    held: Callable[[str], bool] = is_held


def device_report(bench: Bench) -> dict[str, Json]:
    """The whole report; ``ok`` says whether every device that is set can be used, as far as it was looked at."""
    names = bench.settings.device_names
    roles = {
        role: {"name": names.get(role), **_set(bench, role, address)}
        for role, address in _addresses(bench.settings).items()
        if address
    }
    return {
        "ok": all(entry["ok"] is not False for entry in roles.values()),
        "window_open": bench.window_open,
        "found": [_found(device) for device in bench.detection.look()],
        "set": {**roles},
        "system": {"system": platform.system(), "release": platform.release(), "python": sys.version.split()[0]},
        "libraries": {name: _version(name) for name in _LIBRARIES},
    }


def window_is_open(home: Home) -> bool:
    """Whether a program works with this home's store: it has the devices, too. Changes nothing."""
    if not (home.store / LOCK_NAME).exists():
        return False
    lock = StoreLock(home.store)
    try:
        lock.acquire()
    except StorageError as error:
        return error.fault is StorageFault.STORE_LOCKED
    lock.release()
    return False


def _addresses(settings: Settings) -> dict[str, str]:
    return {
        "scanner": settings.scanner,
        "id_reader": settings.id_reader,
        "camera": settings.camera,
        "document_camera": settings.document_camera,
        "inspection_camera": settings.inspection_camera,
        "person_camera": settings.person_camera,
        "scale": settings.scale,
        "label_printer": settings.label_printer,
    }


def _set(bench: Bench, role: str, text: str) -> dict[str, Json]:
    """One device of the settings; ``ok`` is None when it was not tried."""
    try:
        address = parse_address(text)
        named: dict[str, Json] = {"address": address.safe_text}
        if bench.window_open:
            return {**named, "ok": None, "state": "not_looked_at"}
        if role == "label_printer":
            SetLabelPrinter(text, allow_simulated=False).check()
            return {**named, "ok": True, "state": "ready"}
        if bench.held(node_of(address, bench.detection)):
            return {**named, "ok": None, "state": "in_use"}
        driver = open_driver(address, allow_simulated=False, detection=bench.detection)
        return {**named, "ok": True, "state": "ready", **said_when_opened(driver)}
    except DeviceError as error:
        return {"address": error.device, "ok": False, **_problem(error)}


def said_when_opened(driver: Driver) -> dict[str, Json]:
    """What the device says that it is, and ``refused``: the options that a camera works without. Raises DeviceError."""
    try:
        driver.open()
        about = driver.about if isinstance(driver, KnownDriver) else DeviceAbout()
        refused: list[Json] = [*driver.refused] if isinstance(driver, CameraDriver) else []
        return {**asdict(about), **({"refused": refused} if refused else {})}
    finally:
        driver.close()


def _problem(error: DeviceError) -> dict[str, Json]:
    away = loss_event(error.fault) is LifeEvent.WENT_AWAY
    return {
        "state": "absent" if away else "faulted",
        "problem": error.fault.value,
        "detail": error.detail,
        "right": _right(error.right) if error.fault is DeviceFault.ACCESS_DENIED else None,
    }


def _found(device: FoundDevice) -> dict[str, Json]:
    return {
        "name": device.name,
        "connection": device.connection.value,
        "node": device.node,
        "identity": str(device.identity) if device.identity is not None else None,
        "offers": [{"kind": offer.kind.value, "address": offer.address} for offer in device.offers],
        "right": _right(device.denied),
    }


def _right(right: MissingRight | None) -> Json:
    if right is None:
        return None
    return {"node": right.node, "group": right.group or None, "rule": right.rule, "rules_file": RULES_FILE}


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
