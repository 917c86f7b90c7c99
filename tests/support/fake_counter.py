"""The counter as the screen's tests see it: real use cases over in-memory ports, and task runners without threads.

Nothing here stands in for a rule: what the screen is told is what ``app`` decides.
"""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import TypeVar

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter

from app.domain.acceptance import Parcel
from app.domain.clerk import Clerk, ClerkNumber
from app.domain.correction import FieldChange
from app.domain.errors import DomainError, DomainFault
from app.domain.identity.sender import FaceBand
from app.domain.inspection import PhotoJudgement, PhotoProblem, PhotoRole
from app.ports import RecordRow
from app.repair_ports import GivenUp, RepairSubject
from app.usecases.attach_photo import EarlierPhoto, ExaminedPhoto, TakenPhoto
from app.usecases.customers import AttachResponsibleCopy, ListCustomers, RegisterCustomer
from app.usecases.file_outage import PlanOutage, ReportInterruption, WithdrawPlan
from app.usecases.late_entry import BeginLateEntry
from app.usecases.outage_lists import ReadOutages, ReadOutageSheet
from app.usecases.outage_results import Surroundings
from app.usecases.playback import ReadPlayback
from app.usecases.province_customers import TakeClashingCustomer, TakeProvinceCustomers
from app.usecases.province_news import ConfirmNotice, ReadProvinceNews
from app.usecases.repair import CorrectRecord, GiveUpRepair, PutBack
from app.usecases.repair_lists import ListRepairs, OpenRepair
from app.usecases.repair_results import CorrectionDone
from app.usecases.results import CounterView, ScanOutcome
from app.usecases.sign_in import SignIn
from app.usecases.spot_checks import AddToSpotCheck, AnswerSpotCheck, ListSpotChecks, TakeSpotChecks
from app.usecases.supervisor_words import Credentials
from devices.documents.reading import CaptureGuidance, DocumentReading
from devices.errors import CardFault
from devices.ports import (
    CardFailed,
    CardRead,
    CodePlace,
    CodesSeen,
    ScanEvent,
    ScanSource,
    Sight,
    Symbology,
    WeightTaken,
)
from tests.support.builders import CLERK, NOON, YUNNAN_NUMBER
from tests.support.counter_house import QUICK_HASHER, WAYBILL, CounterHouse, card, on_store
from tests.support.goods_samples import goods_search
from tests.support.paper import RecordingLabels
from ui.keys import Action
from ui.screens.acceptance.actions import CounterActions, CounterPorts, JpegPhoto, LabelPrinter, SenderPorts
from ui.screens.acceptance.state import CounterState
from ui.screens.customers.actions import CustomerActions
from ui.screens.handover.actions import HandoverActions
from ui.screens.incidents.actions import IncidentActions
from ui.screens.outages.actions import OutageActions
from ui.screens.province_news.actions import NewsActions
from ui.screens.repair.actions import RepairActions
from ui.screens.spot_checks.presenter import SpotCheckActions
from ui.screens.statistics.actions import StatisticsActions
from ui.tones import Tone
from ui.widgets.live_picture import Preview

Result = TypeVar("Result")

PHONE = "13800138000"
PIN = "246810"
OTHER_WAYBILL = "SF1234567890123"


class InlineTaskRunner:
    """Runs the work at once and answers before ``submit`` returns."""

    def submit(
        self, work: Callable[[], Result], on_done: Callable[[Result], None], on_error: Callable[[Exception], None]
    ) -> None:
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - what a task runner does with a task's error
            on_error(error)
        else:
            on_done(result)


class SteppedTaskRunner:
    """Keeps the work until the test says ``step``: for what happens while something is under way."""

    def __init__(self) -> None:
        self._waiting: deque[Callable[[], None]] = deque()
        self._inline = InlineTaskRunner()

    @property
    def waiting(self) -> int:
        """How many tasks have not run."""
        return len(self._waiting)

    def submit(
        self, work: Callable[[], Result], on_done: Callable[[Result], None], on_error: Callable[[Exception], None]
    ) -> None:
        self._waiting.append(lambda: self._inline.submit(work, on_done, on_error))

    def step(self) -> None:
        """Run the oldest task."""
        self._waiting.popleft()()

    def run_all(self) -> None:
        """Run until nothing waits."""
        while self._waiting:
            self.step()


@dataclass
class RecordingScreen:
    """Keeps what it was told to show."""

    states: list[CounterState] = field(default_factory=list)

    def show_state(self, state: CounterState) -> None:
        self.states.append(state)

    @property
    def last(self) -> CounterState:
        """What is on the screen."""
        return self.states[-1]


def clerk(number: str = CLERK, name: str = "李测试") -> Clerk:
    """A clerk who is signed in."""
    return Clerk(ClerkNumber(number), name, "hash")


def scan(text: str = WAYBILL, symbology: Symbology | None = None) -> ScanEvent:
    """A scan as any scanner reports it."""
    return ScanEvent(text, symbology, ScanSource.SERIAL, "sim:scanner", 1.0)


LATER = 60.0
"""Seconds: surely after whatever a test has done until then."""


def weight(grams: int, put_down: float = LATER) -> WeightTaken:
    """A load that lies still; ``put_down`` is in seconds from now."""
    now = time.monotonic()
    return WeightTaken(grams, net=False, device="sim:scale", put_down=now + put_down, monotonic=now)


def failed_card(fault: CardFault = CardFault.REMOVED_EARLY) -> CardFailed:
    """A card that was pulled away."""
    return CardFailed(fault, "sim:reader", 1.0)


def expired_card() -> CardRead:
    """A card that was valid until last year."""
    return card(valid_to=date(2025, 1, 1))


def sign_in(number: str, pin: str) -> Clerk:
    """Two clerks with the same PIN; anybody else is refused, and number 9 is made to wait."""
    if number == "9":
        raise DomainError(DomainFault.SIGN_IN_LOCKED, "20")
    names = {"1001": "李测试", "1002": "王样例"}
    if number not in names or pin != PIN:
        raise DomainError(DomainFault.SIGN_IN_REFUSED)
    return clerk(number, names[number])


def counter_actions(house: CounterHouse) -> CounterActions:
    """The house's use cases as the screen knows them."""

    def route(
        text: str, symbology: Symbology | None, number: ClerkNumber, parcel_id: str | None, replace: bool
    ) -> ScanOutcome:
        return house.route_scan(text, symbology, number, parcel_id, replace_waybill=replace)

    def resume(_: ClerkNumber) -> CounterView:
        return house.resume()

    def records(limit: int, before: datetime | None) -> list[RecordRow]:
        return house.records(limit, before)

    return CounterActions(
        open_counter=house.open,
        route_scan=route,
        take_document=house.take_document,
        take_reading=house.take_reading,
        take_typed=house.take_typed,
        supervise=house.supervise,
        own_document=house.own_document,
        customers=lambda: tuple(listed.customer for listed in house.list_customers()),
        edit=house.edit,
        attach_photo=house.attach_photo,
        continue_sender=house.continue_sender,
        accept=house.accept,
        refuse=house.refuse,
        park=house.park,
        resume=resume,
        discard=house.discard,
        last_label=house.last_label,
        totals=house.totals,
        records=records,
        cameras=on_store(house.store, ReadPlayback(house.counter).of_record),
        sign_in=sign_in,
    )


def customer_actions(house: CounterHouse) -> CustomerActions:
    """The house's use cases of customers as their page knows them."""
    register, attach = RegisterCustomer(house.counter, house.vault), AttachResponsibleCopy(house.counter, house.vault)
    return CustomerActions(
        find=on_store(house.store, ListCustomers(house.counter)),
        register=on_store(house.store, register),
        attach_copy=on_store(house.store, attach),
    )


def incident_actions(house: CounterHouse) -> IncidentActions:
    """The house's use cases of incidents and holds as their page knows them."""
    return IncidentActions(
        board=house.list_incidents,
        open_incident=house.open_incident,
        fill=house.fill_incident,
        photograph=house.photograph_scene,
        report=house.report_incident,
        freeze=house.freeze,
        release=house.release,
    )


def spot_check_actions(house: CounterHouse) -> SpotCheckActions:
    """The house's use cases of spot checks as their page knows them."""
    add = AddToSpotCheck(house.counter, house.vault)
    return SpotCheckActions(
        waiting=on_store(house.store, TakeSpotChecks(house.counter)),
        listed=on_store(house.store, ListSpotChecks(house.counter)),
        note=on_store(house.store, add.note),
        photo=on_store(house.store, add.photo),
        answer=on_store(house.store, AnswerSpotCheck(house.counter, house.bus)),
    )


def outage_actions(house: CounterHouse, around: Callable[[], Surroundings] = Surroundings) -> OutageActions:
    """The house's use cases of interruptions as their page knows them; ``around`` is what the store does not know."""
    read = ReadOutages(house.counter)
    return OutageActions(
        board=on_store(house.store, lambda: read(around())),
        plan=on_store(house.store, PlanOutage(house.counter, house.bus)),
        withdraw=on_store(house.store, WithdrawPlan(house.counter, house.bus)),
        report=on_store(house.store, ReportInterruption(house.counter, house.bus)),
        sheet=on_store(house.store, ReadOutageSheet(house.counter)),
        begin_late_entry=on_store(
            house.store, BeginLateEntry(house.counter, SignIn(house.store, house.clock, QUICK_HASHER))
        ),
    )


def repair_actions(house: CounterHouse) -> RepairActions:
    """The house's use cases of repairs as their page knows them; signing in costs a hash, so it waits for a word."""

    @cache
    def sign_in() -> SignIn:
        return SignIn(house.store, house.clock)

    def correct(
        message_id: str,
        changes: tuple[FieldChange, ...],
        reason: str,
        clerk: ClerkNumber,
        who: Credentials | None,
    ) -> CorrectionDone:
        return CorrectRecord(house.counter, sign_in())(message_id, changes, reason, clerk, who)

    def give_up(subject: RepairSubject, identifier: str, reason: str, who: Credentials, clerk: ClerkNumber) -> GivenUp:
        return GiveUpRepair(house.counter, sign_in())(subject, identifier, reason, who, clerk)

    return RepairActions(
        board=on_store(house.store, ListRepairs(house.counter)),
        open=on_store(house.store, OpenRepair(house.counter)),
        correct=on_store(house.store, correct),
        put_back=on_store(house.store, PutBack(house.counter)),
        give_up=on_store(house.store, give_up),
    )


def news_actions(house: CounterHouse) -> NewsActions:
    """The house's use cases of the province's news as their page knows them."""
    take_customers = TakeProvinceCustomers(house.counter, house.vault)
    return NewsActions(
        board=on_store(house.store, ReadProvinceNews(house.counter, take_customers)),
        confirm=on_store(house.store, ConfirmNotice(house.counter, house.bus)),
        take_customer=on_store(house.store, TakeClashingCustomer(house.counter, house.vault, take_customers)),
    )


def handover_actions(house: CounterHouse) -> HandoverActions:
    """The house's use cases of handovers as their page knows them."""
    return HandoverActions(
        show=house.show_handovers,
        open=house.open_handover,
        correct=house.correct_handover,
        scan_out=house.scan_out,
        take_back=house.take_back,
        screen=house.screen_handover,
        close=house.close_handover,
        discard=house.discard_handover,
        read_manifest=house.read_manifest,
    )


def statistics_actions(house: CounterHouse) -> StatisticsActions:
    """The house's statistics as their page knows them."""
    return StatisticsActions(read=house.read_statistics, export=house.export_statistics)


@dataclass
class FakeDocumentCamera:
    """Sees what the test says; reads what the test says."""

    sights: deque[CaptureGuidance | None] = field(default_factory=deque)
    reading: DocumentReading | None = None
    error: Exception | None = None
    begun: int = 0
    forgotten: int = 0
    reads: int = 0
    picture: Preview | None = None

    def preview(self) -> Preview | None:
        return self.picture

    def forget(self) -> None:
        self.forgotten += 1

    def begin(self) -> None:
        self.begun += 1

    def look(self) -> CaptureGuidance | None:
        return self.sights.popleft() if self.sights else None

    def read(self) -> DocumentReading:
        self.reads += 1
        if self.error is not None:
            raise self.error
        assert self.reading is not None
        return self.reading


@dataclass
class FakePersonCamera:
    """A picture of nobody."""

    jpeg: bytes | None = b"\xff\xd8 somebody"
    picture: Preview | None = None

    def preview(self) -> Preview | None:
        return self.picture

    def capture(self) -> bytes | None:
        return self.jpeg


@dataclass
class FakePortraits:
    """A vendor's decoder, or none."""

    jpeg: bytes | None = None

    @property
    def decodes(self) -> bool:
        return self.jpeg is not None

    def decode(self, block: bytes) -> bytes | None:
        assert block
        return self.jpeg


@dataclass
class FakeFaces:
    """A comparison whose answer is known."""

    band: FaceBand | None = FaceBand.LIKELY_SAME

    def compare(self, portrait: bytes, live: bytes) -> FaceBand | None:
        assert portrait
        assert live
        return self.band


@dataclass
class FakeExaminer:
    """A judge whose words are known: the doubts of the next pictures, first come first served."""

    doubts: deque[tuple[PhotoProblem, ...]] = field(default_factory=deque)
    earlier: EarlierPhoto | None = None
    seen: list[PhotoRole] = field(default_factory=list)

    def examine(self, photo: JpegPhoto, role: PhotoRole, parcel: Parcel | None) -> ExaminedPhoto:
        assert parcel is None or parcel.parcel_id
        self.seen.append(role)
        problems = self.doubts.popleft() if self.doubts else ()
        judgement = PhotoJudgement(400, 120, problems)
        repeated = self.earlier if PhotoProblem.REPEATED in problems else None
        return ExaminedPhoto(TakenPhoto(photo.jpeg, role, photo.taken_at, photo.device, judgement), repeated)


@dataclass
class FakeCounter:
    """A presenter's surroundings, with everything it said and rang on record."""

    house: CounterHouse = field(default_factory=CounterHouse)
    store_tasks: InlineTaskRunner | SteppedTaskRunner = field(default_factory=InlineTaskRunner)
    cpu_tasks: InlineTaskRunner | SteppedTaskRunner = field(default_factory=InlineTaskRunner)
    bells: list[Tone] = field(default_factory=list)
    keys_used: list[Action] = field(default_factory=list)
    picture: bytes | None = b"\xff\xd8 a picture"
    camera_error: Exception | None = None
    document_camera: FakeDocumentCamera = field(default_factory=FakeDocumentCamera)
    person_camera: FakePersonCamera | None = None
    portraits: FakePortraits = field(default_factory=FakePortraits)
    faces: FakeFaces | None = None
    examiner: FakeExaminer | None = None
    labels: RecordingLabels = field(default_factory=RecordingLabels)
    label_printer: LabelPrinter | None = None
    sight: Sight = field(default_factory=Sight)

    def capture(self) -> JpegPhoto | None:
        """The camera's picture, none, or its error."""
        if self.camera_error is not None:
            raise self.camera_error
        return JpegPhoto(self.picture, NOON) if self.picture is not None else None

    def sender_ports(self) -> SenderPorts:
        """Document camera, person camera, portraits and faces, as far as the test has them."""
        return SenderPorts(self.document_camera, self.person_camera, self.portraits, self.faces)

    def ports(self) -> CounterPorts:
        """What the presenter is given."""
        return CounterPorts(
            actions=counter_actions(self.house),
            policy=self.house.counter.policy,
            goods_search=goods_search,
            store_tasks=self.store_tasks,
            cpu_tasks=self.cpu_tasks,
            reading_tasks=self.cpu_tasks,
            examiner=self.examiner,
            sender=self.sender_ports(),
            local=self.house.clock.local,
            now=self.house.clock.now,
            capture=self.capture,
            label_paper=self.labels,
            label_printer=self.label_printer,
            bell=self.bells.append,
            on_key=self.keys_used.append,
        )


def box_picture(width: int = 640, height: int = 480) -> QImage:
    """A drawn parcel, for previews and photos. Needs a QGuiApplication."""
    image = QImage(width, height, QImage.Format.Format_RGB888)
    image.fill(QColor("#d8dde2"))
    painter = QPainter(image)
    for inset, colour in ((60, "#c69a63"), (110, "#e9d3ae"), (170, "#7a9b57")):
        painter.fillRect(inset, inset * height // width, width - 2 * inset, height - 2 * inset, QColor(colour))
    painter.end()
    return image


def jpeg_of(image: QImage) -> bytes:
    """The picture as JPEG."""
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(b"jpg")).write(image)
    buffer.close()
    return bytes(store.data())


def preview_of(image: QImage) -> tuple[bytes, int, int]:
    """The picture as the live preview hands it over."""
    return bytes(image.constBits()), image.width(), image.height()


__all__ = ["NOON", "WAYBILL", "YUNNAN_NUMBER", "card"]


def two_waybills(*numbers: str) -> CodesSeen:
    """What a camera tells of labels side by side."""
    return CodesSeen(tuple(ScanEvent(one, Symbology.CODE_128, ScanSource.CAMERA, "sim:camera", 1.0) for one in numbers))


def side_by_side(*texts: str) -> Sight:
    """Where it sees them."""
    places = []
    for index, text in enumerate(texts):
        left = 0.1 + 0.5 * index
        places.append(CodePlace(text, ((left, 0.3), (left + 0.3, 0.3), (left + 0.3, 0.4), (left, 0.4))))
    return Sight(tuple(places))
