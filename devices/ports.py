"""The shapes that cross the border of ``devices``: events, status, and what a driver and a device must do.

Invariants:
- Everything that crosses a thread is a frozen dataclass.
- Fields that hold personal data are kept out of ``repr`` (``field(repr=False)``), so that a log line or a
  traceback can never show them.
- Times named ``*_at`` are timezone-aware UTC; ``monotonic`` fields are seconds of ``time.monotonic()``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Protocol, TypeAlias

from devices.errors import CardFault, DeviceFault
from devices.rights import MissingRight

if TYPE_CHECKING:
    # numpy loads with the camera, after the first paint
    import numpy as np
    from numpy.typing import NDArray


class DeviceKind(Enum):
    """What a device is for."""

    SCANNER = "scanner"
    ID_READER = "id_reader"
    CAMERA = "camera"
    PERSON_CAMERA = "person_camera"
    """The camera that sees who stands at the counter; it looks for no codes."""
    SCALE = "scale"


class DeviceState(Enum):
    """The life of a device; the table of allowed steps is in :mod:`devices.lifecycle`."""

    ABSENT = "absent"
    OPENING = "opening"
    READY = "ready"
    BUSY = "busy"
    FAULTED = "faulted"


class Symbology(Enum):
    """Bar code families in use on waybills, goods and sender codes."""

    CODE_128 = "code_128"
    CODE_39 = "code_39"
    EAN_13 = "ean_13"
    EAN_8 = "ean_8"
    UPC_A = "upc_a"
    ITF = "itf"
    QR = "qr"
    DATA_MATRIX = "data_matrix"
    PDF_417 = "pdf_417"


class ScanSource(Enum):
    """The way a scan came in."""

    WEDGE = "wedge"
    """Typed like a keyboard, told by its rhythm."""
    SERIAL = "serial"
    CAMERA = "camera"
    EVDEV = "evdev"
    """A keyboard scanner's own event device on Linux, grabbed."""
    RAW_INPUT = "raw_input"
    """A keyboard scanner's own keys on Windows."""
    HID_POS = "hid_pos"


class ScanHint(Enum):
    """What would help a camera to read the code that is in its view."""

    CLOSER = "closer"
    HOLD_STILL = "hold_still"
    MORE_LIGHT = "more_light"


class Sex(Enum):
    """GB/T 2261.1: 1 male, 2 female, 0 and 9 unknown."""

    MALE = "male"
    FEMALE = "female"
    UNKNOWN = "unknown"


class CardLayout(Enum):
    """Which of the four text-block layouts a chip card uses (type flag at byte 248)."""

    RESIDENT = "resident"
    FOREIGNER_2017 = "foreigner_2017"
    HMT_RESIDENCE = "hmt_residence"
    FOREIGNER_2023 = "foreigner_2023"


@dataclass(frozen=True, slots=True)
class ScanEvent:
    """One decoded code.

    ``text`` is clean: no suffix, no AIM identifier, no ECI prefix; it may be personal (a sender's code).
    """

    text: str = field(repr=False)
    symbology: Symbology | None
    source: ScanSource
    device: str
    monotonic: float


@dataclass(frozen=True, slots=True)
class CardText:
    """The text block of a chip card, parsed. Every field is personal data.

    ``valid_to`` is None for an open-ended card (长期). ``nation_code`` is GB/T 3304 for citizens;
    ``nationality`` is the three letters on a foreigner's card.
    """

    layout: CardLayout
    name: str = field(repr=False)
    number: str = field(repr=False)
    sex: Sex = field(repr=False)
    birth_date: date | None = field(repr=False)
    address: str = field(repr=False, default="")
    issuer: str = field(repr=False, default="")
    valid_from: date | None = field(repr=False, default=None)
    valid_to: date | None = field(repr=False, default=None)
    nation_code: str = field(repr=False, default="")
    nationality: str = field(repr=False, default="")
    permit_number: str = field(repr=False, default="")
    english_name: str = field(repr=False, default="")
    issue_count: str = field(repr=False, default="")


@dataclass(frozen=True, slots=True)
class CardRead:
    """One card, read whole. ``portrait`` is the 1,024-byte block as captured (WLT, never decoded here)."""

    text: CardText
    portrait: bytes = field(repr=False)
    device: str
    read_at: datetime
    monotonic: float


@dataclass(frozen=True, slots=True)
class CardFailed:
    """A card was there and could not be read. The clerk must lift it and lay it down again."""

    fault: CardFault
    device: str
    monotonic: float


@dataclass(frozen=True, slots=True)
class CardGone:
    """The card that was read (or failed) has left the field; the next find is a new card."""

    device: str
    monotonic: float


@dataclass(frozen=True, slots=True)
class WeightTaken:
    """What lies on the scale has come to rest. Told once for a load, and again when more or less of it lies there.

    ``grams`` is above zero. ``net``: a tare set at the scale is taken off. ``put_down`` is the monotonic moment from
    which on the pan was not empty any more; minus infinity for what lay there when the scale was first heard.
    """

    grams: int
    net: bool
    device: str
    put_down: float
    monotonic: float


@dataclass(frozen=True, slots=True)
class ScaleCleared:
    """The pan is empty: what comes next is another load."""

    device: str
    monotonic: float


@dataclass(frozen=True, slots=True)
class DeviceAbout:
    """What a device says that it is; empty where it does not. ``serial`` is its own number, and no person's."""

    model: str = ""
    firmware: str = ""
    serial: str = ""


@dataclass(frozen=True, slots=True)
class DeviceStatus:
    """A device's state has changed. ``fault`` is set in FAULTED and, when known, in ABSENT.

    ``about`` is known of some devices while they are open. ``right`` says which right is missing, where the fault is
    ACCESS_DENIED and it is known.
    """

    device: str
    kind: DeviceKind
    state: DeviceState
    fault: DeviceFault | None = None
    detail: str = ""
    right: MissingRight | None = None
    about: DeviceAbout | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture: ``image`` is H x W x 3, uint8, BGR (OpenCV's order), never written to after creation."""

    image: "NDArray[np.uint8]" = field(repr=False)
    device: str
    captured_at: datetime
    monotonic: float


@dataclass(frozen=True, slots=True)
class CodesSeen:
    """Several codes that became scans together: whoever wants one of them has to choose."""

    scans: tuple[ScanEvent, ...]


@dataclass(frozen=True, slots=True)
class CodePlace:
    """Where a code lies in the live picture: its corners in order, in parts of the picture's width and height."""

    text: str = field(repr=False)
    corners: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Sight:
    """What a scanning camera makes of its newest frames: the codes in view, and what would help to read one."""

    codes: tuple[CodePlace, ...] = ()
    hint: ScanHint | None = None


DeviceInput: TypeAlias = ScanEvent | CodesSeen | CardRead | CardFailed | CardGone | WeightTaken | ScaleCleared
"""What a driver brings."""
DeviceEvent: TypeAlias = DeviceInput | DeviceStatus
Listener: TypeAlias = Callable[[DeviceEvent], None]


class Driver(Protocol):
    """A thin, single-threaded piece that talks to one device. Only its own device thread calls it.

    ``poll`` blocks for at most about 200 ms and returns what came in. ``open`` and ``poll`` raise
    :class:`~devices.errors.DeviceError` when the device is not there (any more); ``close`` never raises and may be
    called at any time, twice too. After a failed ``poll`` the thread calls ``close`` and later ``open`` again.
    """

    @property
    def name(self) -> str:
        """The registry name, for example ``serial:/dev/ttyACM0``."""

    @property
    def kind(self) -> DeviceKind:
        """What the device is for."""

    def open(self) -> None:
        """Take the device. Raises DeviceError."""

    def poll(self) -> Sequence[DeviceInput]:
        """Wait briefly for input and return it, oldest first. Raises DeviceError."""

    def close(self) -> None:
        """Give the device back."""


class Device(Protocol):
    """A driver with its own thread and supervisor, as the rest of the house sees it (see ``devices.lifecycle``)."""

    @property
    def name(self) -> str:
        """The registry name."""

    @property
    def kind(self) -> DeviceKind:
        """What the device is for."""

    @property
    def status(self) -> DeviceStatus:
        """The last published status."""

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` on the device thread for each event; the answer unsubscribes."""

    def start(self) -> None:
        """Start the thread. Once."""

    def stop(self) -> None:
        """Ask the thread to end; returns at once."""

    def join(self, timeout: float) -> bool:
        """Wait for the thread; False when it still runs."""


class Camera(Device, Protocol):
    """A device that also holds a live picture."""

    def latest(self) -> Frame | None:
        """The newest frame, or None when there is none younger than a second."""

    def sight(self) -> Sight:
        """What it makes of that frame; nothing without one."""

    def still(self, timeout: float) -> Frame | None:
        """A picture larger than the live ones, for which it blocks; None when there is none within the seconds."""
