"""``doctor``: what this PC has and lacks. It changes nothing, and answers without the store's key."""

import argparse
import importlib.util
import os
import platform
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from app.commands.output import NO, YES, Json, answer
from app.domain.errors import DomainError
from app.paths import FACE_MODELS, POLICY, Home, find_home
from app.policy_files import load_policy
from app.rules_file import read_rules
from app.settings import Settings, SettingsError, load_settings
from sync.words import Environment

LEAST_FREE_BYTES = 2_000_000_000
"""About 20,000 photos of 100 kB: a month of a busy outlet without a network."""

_CLOCK_TOLERANCE_MS = 120_000
"""Request signatures are refused at five minutes; a clock that is off by two wants setting."""

_DIGEST_SHOWN = 16
"""Letters of a digest that tell packs apart by eye."""

_LIBRARIES = ("PySide6", "sqlcipher3", "cryptography", "keyring", "cv2", "zxingcpp", "serial", "requests", "argon2")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("--training", action="store_true", help="look at the training terminal")
    parser.add_argument("--devices", action="store_true", help="only the devices, with all that a technician needs")
    parser.add_argument("--province", default=None, metavar="URL", help="ask this province for an answer")


def run(arguments: argparse.Namespace) -> int:
    """One object with a member for each part; 1 when one of them is not ``ok``."""
    home = find_home(Environment.TRAINING if arguments.training else Environment.PRODUCTION)
    if arguments.devices:
        return _only_devices(home)
    parts: dict[str, Callable[[], dict[str, Json]]] = {
        "python": lambda: {"ok": sys.version_info >= (3, 11), "version": sys.version.split()[0]},
        "libraries": _libraries,
        "second_opinion": _second_opinion,
        "fonts": _fonts,
        "display": _display,
        "key_store": lambda: _key_store(home),
        "settings": lambda: _settings(home),
        "policy": lambda: _policy(home),
        "disk": lambda: _disk(home),
        "devices": lambda: _devices(home),
        "faces": lambda: _faces(home),
        "portraits": lambda: _portraits(home),
        "province": lambda: _province(home, arguments.province),
    }
    report = {name: look() for name, look in parts.items()}
    healthy = all(part["ok"] is not False for part in report.values())
    answer({"ok": healthy, "home": str(home.folder), **report})
    return YES if healthy else NO


def _only_devices(home: Home) -> int:
    report = _device_report(home)
    answer(report)
    return YES if report["ok"] else NO


def _device_report(home: Home) -> dict[str, Json]:
    from app.commands.doctor_devices import Bench, device_report, window_is_open
    from devices.discovery.system import system_detection

    return device_report(Bench(_usable_settings(home), system_detection(), window_open=window_is_open(home)))


def _libraries() -> dict[str, Json]:
    missing: list[Json] = [name for name in _LIBRARIES if importlib.util.find_spec(name) is None]
    return {"ok": not missing, "missing": missing}


def _second_opinion() -> dict[str, Json]:
    """Zbar is a second opinion only: its absence is told, and no fault."""
    from devices.vision.decode import second_opinion_available

    return {"ok": True, "zbar": second_opinion_available()}


def _fonts() -> dict[str, Json]:
    """Chinese must be there; rare characters of names (GB 18030-2022) ought to be."""
    from app.commands.offscreen import application
    from ui.fonts import FontProblem, block_coverage, font_problem

    with application():
        problem, coverage = font_problem(), block_coverage()
    extensions: dict[str, Json] = {
        found.block.name: {
            "sample": f"U+{ord(found.block.sample):04X}",
            "sample_shown": found.sample_shown,
            "shown": found.shown,
            "looked_at": found.looked_at,
            "required": found.block.required,
        }
        for found in coverage
    }
    return {
        "ok": problem is not FontProblem.NO_CHINESE,
        "problem": problem.value if problem is not None else None,
        "extensions": extensions,
    }


def _display() -> dict[str, Json]:
    if platform.system() in {"Windows", "Darwin"}:
        return {"ok": True}
    found = next((name for name in ("WAYLAND_DISPLAY", "DISPLAY") if os.environ.get(name)), None)
    return {"ok": found is not None, "by": found}


def _key_store(home: Home) -> dict[str, Json]:
    from app.storage.errors import StorageError
    from app.storage.keys import SystemKeyStore

    if home.wrapped_key.exists():
        return {"ok": True, "kind": "passphrase"}
    try:
        SystemKeyStore("yanqi", "doctor").load()
    except StorageError as error:
        return {"ok": False, "kind": "system", "problem": error.fault.value}
    return {"ok": True, "kind": "system"}


def _settings(home: Home) -> dict[str, Json]:
    try:
        load_settings(home.settings)
    except SettingsError as error:
        return {"ok": False, "member": error.member}
    return {"ok": True}


def _usable_settings(home: Home) -> Settings:
    """The defaults where the file is wrong: another part of the report says so."""
    try:
        return load_settings(home.settings)
    except SettingsError:
        return Settings()


def _policy(home: Home) -> dict[str, Json]:
    """The shipped pack must be whole, it is the last resort. What counts is as the last start wrote it down."""
    try:
        shipped = load_policy(POLICY)
    except DomainError as error:
        return {"ok": False, "part": error.detail}
    found: dict[str, Json] = {"ok": True, "version": shipped.version, "effective_from": shipped.effective_from}
    copy = read_rules(home.rules)
    if copy is None:
        return found | {"digest": shipped.digest[:_DIGEST_SHOWN], "source": "shipped"}
    waiting: list[Json] = [
        {"version": pack.version, "effective_from": pack.effective_from.isoformat()}
        for pack in copy.packs
        if pack.digest != copy.digest
    ]
    refused: list[Json] = [
        {"version": version, "reason": reason, "at": at.isoformat()} for version, reason, at in copy.refused
    ]
    return found | {
        "version": copy.version,
        "effective_from": copy.effective_from,
        "digest": copy.digest[:_DIGEST_SHOWN],
        "source": copy.source,
        "since": copy.since.isoformat() if copy.since is not None else None,
        "waiting": waiting,
        "refused": refused,
    }


def _disk(home: Home) -> dict[str, Json]:
    place = next(folder for folder in (home.folder, *home.folder.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    return {"ok": free >= LEAST_FREE_BYTES and os.access(place, os.W_OK), "free_bytes": free}


def _devices(home: Home) -> dict[str, Json]:
    """Each device of the settings, tried where no program works with it: the same as ``--devices`` tells of it."""
    report = _device_report(home)
    return {name: report[name] for name in ("ok", "window_open", "set")}


def _faces(home: Home) -> dict[str, Json]:
    """Models that are missing or changed are a fault only where face comparison is turned on."""
    from devices.errors import DeviceError
    from devices.faces.models import check_models

    turned_on = _usable_settings(home).face_comparison
    try:
        check_models(FACE_MODELS)
    except DeviceError as error:
        return {"ok": not turned_on, "on": turned_on, "models": False, "detail": error.detail}
    return {"ok": True, "on": turned_on, "models": True}


def _portraits(home: Home) -> dict[str, Json]:
    """A chip's portrait can be shown where a vendor's decoder is installed; without one the clerk looks at the card."""
    from app.portraits import portrait_decoder

    decoder = portrait_decoder(home)
    return {"ok": True, "decoder": None if decoder is None else decoder.name}


def _province(home: Home, url: str | None) -> dict[str, Json]:
    """Any answer of the contract means that the province is there; it refuses unsigned questions, as it should."""
    if url is None:
        return {"ok": True, "asked": False}
    from app.system import SystemClock
    from sync.errors import SyncError, SyncFault
    from sync.transport.http import HttpTransport

    settings = _usable_settings(home)
    authority = Path(settings.ca_file) if settings.ca_file else None
    try:
        transport = HttpTransport(
            url, None, None, environment=home.environment, clock=SystemClock(), authority=authority
        )
    except ValueError:
        return {"ok": False, "asked": True, "problem": "address_not_allowed"}
    except OSError:
        return {"ok": False, "asked": True, "problem": "ca_file_unusable"}
    try:
        transport.receipts_after(0, 1)
        reached, fault = True, None
    except SyncError as error:
        reached, fault = error.fault is SyncFault.CREDENTIALS_REFUSED, error.fault
    finally:
        transport.close()
    offset = transport.clock_offset_ms
    clock_well = offset is None or abs(offset) < _CLOCK_TOLERANCE_MS
    return {
        "ok": reached and clock_well,
        "asked": True,
        "problem": None if reached or fault is None else fault.value,
        "clock_offset_ms": offset,
    }
