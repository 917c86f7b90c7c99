"""What the window needs of the house around it.

Invariants:
- Everything that takes long comes with the runner that it is to run on; the window calls nothing else off its thread.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from app.domain.notice import NoticeOutlet
from app.domain.policy import Policy
from app.ports import Clock
from devices.ports import Sight
from ui.keys import Action, KeyTable
from ui.printing.paper import Paper, SystemPaper
from ui.screens.acceptance.actions import CounterActions, JpegPhoto, PhotoExaminer, SenderPorts
from ui.screens.acceptance.goods_lookup import GoodsSearch
from ui.screens.acceptance.label_paper import PrinterOfItsOwn
from ui.screens.customers.actions import CustomerActions
from ui.screens.devices.actions import DeviceActions
from ui.screens.first_run.form import OutletForm
from ui.screens.handover.actions import HandoverActions
from ui.screens.incidents.actions import IncidentActions
from ui.screens.outages.actions import OutageActions
from ui.screens.province_news.actions import NewsActions
from ui.screens.repair.actions import RepairActions
from ui.screens.retention.actions import RetentionActions
from ui.screens.spot_checks.presenter import SpotCheckActions
from ui.screens.statistics.actions import StatisticsActions
from ui.screens.stick.presenter import StickActions
from ui.screens.sync.actions import SyncActions
from ui.task_runner import TaskRunner
from ui.tones import Tone
from ui.widgets.live_picture import Preview
from ui.widgets.pdf_dialog import AskPath, ask_for_pdf
from ui.widgets.stick_dialog import AskFolder, ask_for_stick


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What the first start of a production terminal needs; see :class:`FirstRunPorts`."""

    enrol: Callable[[OutletForm], None]
    add_clerk: Callable[[str, str, str], object]
    enrolled_as: str | None = None
    """The outlet's name when only the first clerk is missing."""


def _unheard(_: Action) -> None:
    """Nobody counts keys."""


@dataclass(frozen=True, slots=True)
class WindowPorts:
    """Everything the window needs from the house around it."""

    actions: CounterActions
    customers: CustomerActions
    incidents: IncidentActions
    handover: HandoverActions
    spot_checks: SpotCheckActions
    retention: RetentionActions
    statistics: StatisticsActions
    outages: OutageActions
    repairs: RepairActions
    news: NewsActions
    stick: StickActions
    sync: SyncActions
    devices: DeviceActions
    outlet: Callable[[], NoticeOutlet]
    """Who this outlet is; on the store's thread."""
    policy: Policy
    goods_search: Callable[[], GoodsSearch]
    """Prepares the search in the catalogue; called on the pool."""
    clock: Clock
    store_tasks: TaskRunner
    """Runs use cases on the store's thread."""
    cpu_tasks: TaskRunner
    """Runs ``capture``, and writes exports."""
    reading_tasks: TaskRunner
    """Runs the document reader."""
    stick_tasks: TaskRunner
    """Works on sticks, which takes long: a thread of its own."""
    link_tasks: TaskRunner
    """Tests the link, which may take its time-outs: a thread of its own."""
    device_tasks: TaskRunner
    """Waits for devices that are looked for, swapped and printed on: a thread of its own."""
    sender: SenderPorts
    """What the sender lane needs beyond the card reader."""
    examiner: PhotoExaminer | None
    """Judges the parcel's pictures; None where nothing does."""
    capture: Callable[[], JpegPhoto | None]
    """The camera's latest picture, encoded; called off the main thread; may raise DeviceError."""
    preview: Callable[[], Preview | None]
    """The live picture, small; called on the main thread some eight times a second: it must not wait."""
    play: Callable[[Tone], bool]
    """Plays a tone; False when it cannot be heard, and then the window flashes."""
    outlet_name: str
    training: bool
    sight: Callable[[], Sight] = Sight
    """What the scanning camera makes of the live picture; called with it."""
    enrolment: Enrolment | None = None
    """None when this terminal is enrolled already."""
    on_key: Callable[[Action], None] = _unheard
    """Told each key that was used at the counter."""
    label_printer: PrinterOfItsOwn | None = None
    """The label printer of the settings; None where none is set."""
    paper: Paper = field(default_factory=SystemPaper)
    ask_path: AskPath = ask_for_pdf
    """Asks where a PDF goes; the system's own dialog."""
    ask_folder: AskFolder = ask_for_stick
    """Asks where a stick is; the system's own dialog."""
    keys: KeyTable = field(default_factory=KeyTable)
