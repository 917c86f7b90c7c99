"""Chooses, names, tests and calibrates the devices of one terminal, and keeps what was chosen in its settings.

Invariants:
- What is chosen is in the settings file before anything is swapped: a start finds what the page last showed.
- Nothing is opened or sent to find out what a device is; a place takes what a person puts there.
- In training the simulators keep their places; names and the scanner's rhythm can be set there, too.
- The log tells places and schemes; never an address, which may hold a recorder's password.
- Who chooses a device is not asked for a supervisor's word, but each choice is in the audit trail.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from app.counter_devices import CounterDevices, DevicePlug, camera_plugs
from app.device_board import (
    CAMERA_ROLES,
    Chosen,
    DeviceBoard,
    DeviceRole,
    Effect,
    Place,
    PlaceStatus,
    candidates_for,
    kind_of,
    status_of,
    unused_names,
)
from app.label_port import SetLabelPrinter
from app.settings import Settings, SettingsError, Value, change_settings
from app.wedge import calibration_members
from devices.discovery.found import Detection, FoundDevice
from devices.errors import DeviceError, DeviceFault
from devices.label_printer.layout import LabelWords
from devices.lifecycle import LifeEvent, loss_event
from devices.ports import DeviceEvent, DeviceKind, DeviceState
from devices.registry import Scheme, parse_address
from devices.scanner.calibration import WedgeCalibration

_log = logging.getLogger(__name__)


_SCANNERS: Final = (Scheme.SERIAL, Scheme.EVDEV, Scheme.RAWINPUT, Scheme.HIDPOS)
_FITTING: Final[Mapping[DeviceRole, tuple[Scheme, ...]]] = {
    DeviceRole.SCANNER: _SCANNERS,
    DeviceRole.ID_READER: (Scheme.SDT,),
    DeviceRole.CAMERA: (Scheme.CAMERA,),
    DeviceRole.DOCUMENT_CAMERA: (Scheme.CAMERA,),
    DeviceRole.INSPECTION_CAMERA: (Scheme.CAMERA,),
    DeviceRole.PERSON_CAMERA: (Scheme.CAMERA,),
    DeviceRole.SCALE: (Scheme.SCALE,),
    DeviceRole.LABEL_PRINTER: (Scheme.LABEL,),
}


class HealthWatch(Protocol):
    """Who is told of devices that say nothing by themselves."""

    def device(self, event: DeviceEvent) -> None:
        """How a device is."""

    def device_gone(self, device: str) -> None:
        """A device has no place any more."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a setup works on.

    ``detection`` is None in training. ``noted`` is told each choice, place and address as it may be shown, before it
    holds, and raises StorageError. ``watch`` keeps an eye on the devices' health. ``printer`` is the one that labels
    are sent to, None where none was set at the start.
    """

    file: Path
    devices: CounterDevices
    detection: Detection | None
    watch: HealthWatch
    noted: Callable[[str, str], None]
    printer: SetLabelPrinter | None = None


class DeviceSetup:
    """The devices of one terminal. Its methods wait for devices and files: on a thread of its own, one at a time."""

    def __init__(self, settings: Settings, around: Surroundings) -> None:
        self._settings = settings
        self._around = around
        self._late = frozenset(  # what the window was built without
            role for role in (DeviceRole.PERSON_CAMERA, DeviceRole.LABEL_PRINTER) if not self._address(role)
        )
        self._printer_status: PlaceStatus | None = None

    def board(self) -> DeviceBoard:
        """Every place, what stands there, and what is plugged in besides."""
        detection = self._around.detection
        found = list(detection.look()) if detection is not None else []
        used = {role: address for role in DeviceRole if (address := self._address(role))}
        return DeviceBoard(
            places=tuple(self._place(role, found, used) for role in DeviceRole),
            unused=unused_names(found, used),
            simulated=detection is None,
        )

    def choose(self, role: DeviceRole, address: str) -> Chosen:
        """Give the place to the device of that registry name; to none for "".

        Raises DeviceError BAD_SETTING for a name that cannot be used, StorageError when the file cannot be written.
        """
        if self._around.detection is None:
            raise DeviceError(DeviceFault.BAD_SETTING, role.value, "training")
        self._around.noted(role.value, _check_fits(role, address) if address else "")
        self._change({role.value: address})
        _log.info("device of %s set: %s", role.value, address.partition(":")[0] or "none")
        # without an address the window would go on offering a printer that is not there
        late = role in self._late or (role is DeviceRole.LABEL_PRINTER and not address)
        effect = Effect.NEXT_START if late else Effect.NOW
        kind = kind_of(role)
        if kind is None:
            self._use_printer(address)
            return Chosen(effect)
        return self._swap(role, kind, effect)

    def rename(self, role: DeviceRole, name: str) -> None:
        """What people here call the device of that place; "" takes the name away.

        Raises DeviceError BAD_SETTING for a name that is too long, StorageError.
        """
        names = {**self._settings.device_names, role.value: name.strip()}
        self._change({"device_names": {place: kept for place, kept in names.items() if kept}})

    def bind(self, keys: Mapping[str, list[str]]) -> None:
        """Keep which actions have other keys than their own, from the next start on.

        Raises DeviceError BAD_SETTING for a table that cannot be used, StorageError.
        """
        self._change({"keys": dict(keys)})

    def keep_calibration(self, found: WedgeCalibration) -> None:
        """Keep how the keyboard scanner types. Raises DeviceError BAD_SETTING, StorageError."""
        self._change(calibration_members(found))
        _log.info("keyboard scanner calibrated: %s ms, %s", found.threshold_ms, found.end.value)

    def check_printer(self) -> None:
        """Look whether the label printer can be reached; the board tells how it is."""
        address = self._address(DeviceRole.LABEL_PRINTER)
        if not address:
            self._printer_status = None
            return
        try:
            self._set_printer(address).check()
        except DeviceError as error:
            away = loss_event(error.fault) is LifeEvent.WENT_AWAY
            state = DeviceState.ABSENT if away else DeviceState.FAULTED
            self._printer_status = PlaceStatus(state, error.fault, error.detail, error.right)
        else:
            self._printer_status = PlaceStatus(DeviceState.READY)

    def print_test(self, words: LabelWords) -> None:
        """Print one label on the label printer that is set now. Raises DeviceError."""
        self._set_printer(self._address(DeviceRole.LABEL_PRINTER)).print(words)

    def _swap(self, role: DeviceRole, kind: DeviceKind, effect: Effect) -> Chosen:
        devices, watch = self._around.devices, self._around.watch
        gone = devices.change(*self._places_with(role, kind))
        for name in gone:
            watch.device_gone(name)
        unusable = devices.unusable(kind)
        if unusable is not None:
            watch.device(unusable)
        return Chosen(effect, gone, unusable)

    def _places_with(self, role: DeviceRole, kind: DeviceKind) -> tuple[frozenset[DeviceKind], list[DevicePlug]]:
        """What is filled anew with ``role``: all cameras, as one may serve several places."""
        if role not in CAMERA_ROLES:
            address = self._address(role)
            return frozenset({kind}), [DevicePlug(kind, address)] if address else []
        person = self._settings.person_camera
        plugs = list(camera_plugs(self._settings))
        if person:
            plugs.append(DevicePlug(DeviceKind.PERSON_CAMERA, person))
        return frozenset({DeviceKind.CAMERA, DeviceKind.PERSON_CAMERA}), plugs

    def _place(self, role: DeviceRole, found: list[FoundDevice], used: Mapping[DeviceRole, str]) -> Place:
        status = self._status(role)
        address = self._shown(role)
        name = self._settings.device_names.get(role.value, "")
        return Place(role, address, name, status, candidates_for(role, found, used))

    def _status(self, role: DeviceRole) -> PlaceStatus | None:
        if role is DeviceRole.LABEL_PRINTER:
            return self._printer_status
        name = self._shown(role)
        statuses = [status for status in self._around.devices.statuses() if status.device == name]
        return status_of(statuses[0]) if statuses else None

    def _shown(self, role: DeviceRole) -> str:
        if self._around.detection is None:
            statuses = self._around.devices.statuses()
            return next((status.device for status in statuses if status.kind.value == role.value), "")
        address = self._address(role)
        try:
            return parse_address(address).safe_text if address else ""
        except DeviceError as error:
            return error.device

    def _use_printer(self, address: str) -> None:
        if self._around.printer is not None and address:
            self._around.printer.use(address)
        self.check_printer()

    def _set_printer(self, address: str) -> SetLabelPrinter:
        return SetLabelPrinter(address, allow_simulated=self._around.detection is None)

    def _address(self, role: DeviceRole) -> str:
        return str(getattr(self._settings, role.value))

    def _change(self, changes: Mapping[str, Value]) -> None:
        try:
            self._settings = change_settings(self._around.file, changes)
        except SettingsError as error:
            raise DeviceError(DeviceFault.BAD_SETTING, error.member) from error


def _check_fits(role: DeviceRole, address: str) -> str:
    """The registry name as it may be shown.

    Raises DeviceError BAD_SETTING for one that cannot be understood or is another role's.
    """
    parsed = parse_address(address)
    if parsed.scheme not in _FITTING[role]:
        raise DeviceError(DeviceFault.BAD_SETTING, parsed.scheme.value, "another kind of device")
    return parsed.safe_text
