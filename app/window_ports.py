"""What the window needs of a terminal, bound late: the window is there before the store is open."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from app.domain.notice import NoticeOutlet
from app.domain.policy import Policy
from app.system import SystemClock
from devices.ports import Sight
from sync.ports import OutboxCounts
from ui.bridge import Bridge
from ui.keys import Action
from ui.screens.acceptance.actions import CounterActions, JpegPhoto, SenderPorts
from ui.screens.acceptance.goods_lookup import GoodsSearch
from ui.screens.acceptance.label_paper import PrinterOfItsOwn
from ui.screens.customers.actions import CustomerActions
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
from ui.task_runner import BridgedTaskRunner
from ui.tones import Tone
from ui.window import WindowPorts

if TYPE_CHECKING:
    # these load everything heavy
    from app.bootstrap import House
    from app.counter_usecases import CounterUseCases
    from app.desktop import Terminal
    from app.domain.acceptance import Parcel
    from app.domain.inspection import PhotoRole
    from app.news_usecases import NewsUseCases
    from app.outage_usecases import OutageUseCases
    from app.photo_examiner import InspectionExaminer
    from app.repair_usecases import RepairUseCases
    from app.sync_usecases import SyncUseCases
    from app.usecases.attach_photo import ExaminedPhoto
    from app.usecases.held_data import ReadHeldData
    from app.usecases.legal_holds import LegalHolds
    from app.usecases.stick_folder import StickFolder
    from app.usecases.stick_results import ReceivedStick, Watch
    from ui.widgets.live_picture import Preview

Result = TypeVar("Result")

PREVIEW_WIDTH, PREVIEW_HEIGHT = 640, 360


def window_ports(
    ready: Callable[[], Terminal],
    bridge: Bridge,
    pool: Executor,
    readings: Executor,
    *,
    sticks: Executor,
    links: Executor,
    play: Callable[[Tone], bool],
    on_key: Callable[[Action], None],
    training: bool,
    sender: SenderPorts,
    policy: Policy,
    label_printer: PrinterOfItsOwn | None,
) -> WindowPorts:
    """The ports over whatever terminal ``ready`` gives; it raises RuntimeError before there is one.

    ``policy`` is what the pages show.
    """

    def on_store(work: Callable[[], Result], /) -> Future[Result]:
        return ready().house.store.submit(work)

    camera = _CameraPort(ready)
    return WindowPorts(
        actions=_actions(lambda: ready().usecases),
        customers=_customer_actions(lambda: ready().usecases),
        incidents=_incident_actions(lambda: ready().usecases),
        handover=_handover_actions(lambda: ready().usecases),
        spot_checks=_spot_check_actions(lambda: ready().usecases),
        retention=_retention_actions(lambda: ready().usecases.held_data, lambda: ready().usecases.legal_holds),
        policy=policy,
        goods_search=lambda: _goods_search(policy),
        stick=_stick_actions(ready),
        sync=_sync_actions(lambda: ready().usecases.sync),
        statistics=_statistics_actions(lambda: ready().usecases),
        outages=_outage_actions(lambda: ready().usecases.outages),
        repairs=_repair_actions(lambda: ready().usecases.repairs),
        news=_news_actions(lambda: ready().usecases.news),
        outlet=lambda: _outlet(ready().usecases),
        clock=SystemClock(),
        store_tasks=BridgedTaskRunner(on_store, bridge),
        cpu_tasks=BridgedTaskRunner(pool.submit, bridge),
        stick_tasks=BridgedTaskRunner(sticks.submit, bridge),
        link_tasks=BridgedTaskRunner(links.submit, bridge),
        reading_tasks=BridgedTaskRunner(readings.submit, bridge),
        examiner=_ExaminerPort(ready),
        sender=sender,
        label_printer=label_printer,
        capture=camera.capture,
        preview=camera.preview,
        sight=camera.sight,
        play=play,
        outlet_name="",
        training=training,
        on_key=on_key,
    )


def _outlet(uses: CounterUseCases) -> NoticeOutlet:
    return uses.read_outlet()


def _goods_search(policy: Policy) -> GoodsSearch:
    """On the pool: the pinyin tables take half a second to load."""
    from app.catalogue_search import CatalogueSearch

    return CatalogueSearch(policy.catalogue).find


def _actions(uses: Callable[[], CounterUseCases]) -> CounterActions:
    return CounterActions(
        open_counter=lambda: uses().open_counter(),
        route_scan=lambda text, symbology, clerk, parcel_id, again: uses().route_scan(
            text, symbology, clerk, parcel_id, replace_waybill=again
        ),
        take_reading=lambda reading, clerk, parcel_id: uses().take_reading(reading, clerk, parcel_id),
        take_typed=lambda typed, clerk, parcel_id: uses().take_typed(typed, clerk, parcel_id),
        supervise=lambda parcel_id, word, who, clerk: uses().supervise(parcel_id, word, who, clerk),
        own_document=lambda parcel_id, clerk: uses().own_document(parcel_id, clerk),
        customers=lambda: tuple(listed.customer for listed in uses().list_customers()),
        take_document=lambda card, clerk, parcel_id: uses().take_document(card, clerk, parcel_id),
        edit=lambda parcel_id, edit, clerk: uses().edit(parcel_id, edit, clerk),
        attach_photo=lambda parcel_id, taken, clerk: uses().attach_photo(parcel_id, taken, clerk),
        continue_sender=lambda parcel_id, clerk: uses().continue_sender(parcel_id, clerk),
        accept=lambda parcel_id, clerk: uses().accept(parcel_id, clerk),
        refuse=lambda parcel_id, reason, clerk: uses().refuse(parcel_id, reason, clerk),
        park=lambda parcel_id, clerk: uses().park(parcel_id, clerk),
        resume=lambda _clerk: uses().resume(),
        discard=lambda parcel_id, clerk: uses().discard(parcel_id, clerk),
        last_label=lambda: uses().last_label(),
        totals=lambda: uses().totals(),
        records=lambda limit, before: uses().records(limit, before),
        cameras=lambda record_id: uses().cameras(record_id),
        sign_in=lambda number, pin: uses().sign_in(number, pin),
    )


def _customer_actions(uses: Callable[[], CounterUseCases]) -> CustomerActions:
    return CustomerActions(
        find=lambda text: uses().list_customers(text),
        register=lambda form, clerk, customer_id: uses().register_customer(form, clerk, customer_id),
        attach_copy=lambda customer_id, jpeg, clerk: uses().attach_responsible_copy(customer_id, jpeg, clerk),
    )


def _incident_actions(uses: Callable[[], CounterUseCases]) -> IncidentActions:
    return IncidentActions(
        board=lambda: uses().list_incidents(),
        open_incident=lambda place, category, clerk: uses().open_incident(place, category, clerk),
        fill=lambda incident_id, category, form, clerk: uses().fill_incident(incident_id, category, form, clerk),
        photograph=lambda incident_id, taken, clerk: uses().photograph_scene(incident_id, taken, clerk),
        report=lambda incident_id, clerk: uses().report_incident(incident_id, clerk),
        freeze=lambda number, reason, clerk, incident_id: uses().freeze_waybill(number, reason, clerk, incident_id),
        release=lambda number, reason, who, clerk: uses().release_waybill(number, reason, who, clerk),
    )


def _spot_check_actions(uses: Callable[[], CounterUseCases]) -> SpotCheckActions:
    return SpotCheckActions(
        waiting=lambda: uses().take_spot_checks(),
        listed=lambda: uses().list_spot_checks(),
        note=lambda request_id, message_id, text, clerk: uses().note_spot_check(request_id, message_id, text, clerk),
        photo=lambda request_id, message_id, taken, clerk: uses().photograph_spot_check(
            request_id, message_id, taken, clerk
        ),
        answer=lambda request_id, clerk: uses().answer_spot_check(request_id, clerk),
    )


def _retention_actions(held: Callable[[], ReadHeldData], holds: Callable[[], LegalHolds]) -> RetentionActions:
    return RetentionActions(
        status=lambda: held().status(),
        about=lambda person, who: held().about(person, who),
        hold=lambda what, reason, who: holds().place(what, reason, who),
        release=lambda what, reason, who: holds().release(what, reason, who),
    )


def _handover_actions(uses: Callable[[], CounterUseCases]) -> HandoverActions:
    return HandoverActions(
        show=lambda: uses().show_handovers(),
        open=lambda head, clerk: uses().open_handover(head, clerk),
        correct=lambda head, clerk: uses().correct_handover(head, clerk),
        scan_out=lambda text, clerk: uses().scan_out(text, clerk),
        take_back=lambda number, clerk: uses().take_back(number, clerk),
        screen=lambda screening, waiting, clerk: uses().screen_handover(screening, waiting, clerk),
        close=lambda clerk: uses().close_handover(clerk),
        discard=lambda clerk: uses().discard_handover(clerk),
        read_manifest=lambda handover_id: uses().read_manifest(handover_id),
    )


class _ExaminerPort:
    """Judges pictures over the terminal that is there. Used on the pool only."""

    def __init__(self, ready: Callable[[], Terminal]) -> None:
        self._ready = ready
        self._examiner: InspectionExaminer | None = None
        self._lock = Lock()

    def examine(self, photo: JpegPhoto, role: PhotoRole, parcel: Parcel | None) -> ExaminedPhoto:
        """What the machine says of the picture."""
        return self._opened().examine(photo.jpeg, role, parcel, taken_at=photo.taken_at, device=photo.device)

    def _opened(self) -> InspectionExaminer:
        # it loads the vision libraries, and what earlier pictures look like: with the first picture only
        from app.photo_examiner import InspectionExaminer

        with self._lock:
            if self._examiner is None:
                house = self._ready().house
                self._examiner = InspectionExaminer(house.store, house.vault, house.policy)
            return self._examiner


def _statistics_actions(uses: Callable[[], CounterUseCases]) -> StatisticsActions:
    return StatisticsActions(
        read=lambda period: uses().read_statistics(period),
        export=lambda order, worded: uses().export_statistics(order, worded),
    )


def _outage_actions(uses: Callable[[], OutageUseCases]) -> OutageActions:
    return OutageActions(
        board=lambda: uses().board(),
        plan=lambda plan, clerk: uses().plan(plan, clerk),
        withdraw=lambda notice_id, clerk: uses().withdraw(notice_id, clerk),
        report=lambda interruption_id, form, clerk: uses().report(interruption_id, form, clerk),
        sheet=lambda subject_id, message_id: uses().read_sheet(subject_id, message_id),
        begin_late_entry=lambda paper, who, clerk: uses().begin_late_entry(paper, who, clerk),
    )


def _repair_actions(uses: Callable[[], RepairUseCases]) -> RepairActions:
    return RepairActions(
        board=lambda: uses().board(),
        open=lambda message_id, clerk: uses().open(message_id, clerk),
        correct=lambda message_id, changes, reason, clerk, who: uses().correct(message_id, changes, reason, clerk, who),
        put_back=lambda subject, identifier, clerk: uses().put_back(subject, identifier, clerk),
        give_up=lambda subject, identifier, reason, who, clerk: uses().give_up(subject, identifier, reason, who, clerk),
    )


def _news_actions(uses: Callable[[], NewsUseCases]) -> NewsActions:
    return NewsActions(
        board=lambda: uses().board(),
        confirm=lambda notice_id, revision, clerk: uses().confirm(notice_id, revision, clerk),
        take_customer=lambda entry_id, clerk: uses().take_customer(entry_id, clerk),
    )


def _sync_actions(uses: Callable[[], SyncUseCases]) -> SyncActions:
    return SyncActions(
        board=lambda: uses().board(),
        books=lambda: uses().books(),
        pause=lambda clerk: uses().pause(clerk),
        go_on=lambda clerk: uses().go_on(clerk),
        send_now=lambda: uses().send_now(),
        test=lambda run: uses().test(run),
    )


def _stick_actions(ready: Callable[[], Terminal]) -> StickActions:
    def folder() -> StickFolder:
        # sealing and the contract's models: with the first stick only
        from app.stick_usecases import StickUseCases

        return StickUseCases(ready().house).folder

    def receive(path: Path, watch: Watch) -> ReceivedStick:
        taken = folder().receive(path, watch)
        # The status line learns of what was delivered with the next pulse of the sync thread.
        ready().house.send_now()
        return taken

    return StickActions(
        write=lambda path, watch: folder().write(path, watch),
        carry=lambda path, watch: folder().carry(path, watch),
        receive=receive,
        counts=lambda: _counts(ready().house),
    )


def _counts(house: House) -> OutboxCounts:
    with house.store.unit_of_work() as work:
        return work.records.counts()


class _CameraPort:
    """The counter's camera, as evidence and as a small live picture."""

    def __init__(self, ready: Callable[[], Terminal]) -> None:
        self._ready = ready

    def capture(self) -> JpegPhoto | None:
        """On the pool: the latest picture as evidence."""
        from devices.vision.picture import encode_jpeg

        terminal = self._ready()
        frame = terminal.devices.latest_frame()
        if frame is None:
            return None
        size = terminal.house.link.photo_size
        jpeg = encode_jpeg(frame.image, max_side=size.side, budget=size.most_bytes)
        return JpegPhoto(jpeg, frame.captured_at, frame.device)

    def sight(self) -> Sight:
        """On the main thread, with the preview."""
        return self._ready().devices.sight()

    def preview(self) -> Preview | None:
        """On the main thread, some eight times a second."""
        frame = self._ready().devices.latest_frame()
        if frame is None:
            return None
        from devices.vision.picture import preview_rgb

        return preview_rgb(frame.image, PREVIEW_WIDTH, PREVIEW_HEIGHT)
