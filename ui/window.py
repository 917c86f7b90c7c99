"""The counter's window put together: shell, pages and presenters over the ports that bootstrap hands in.

Invariants:
- Everything here runs on the main thread. Whatever comes from elsewhere is handed to :meth:`CounterWindow.take`
  through the bridge.
- A scan or a card brings the counter to the front: it is routed by what it is, not by the page that is open. The one
  exception is the handover, where a scan lets a parcel go: while that page is open, scans are its own.
- Locking leaves the parcel as it is; it belongs to the counter, not to the clerk.
"""

from functools import partial
from typing import TypeAlias, assert_never

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from app.domain.clerk import Clerk
from app.domain.policy import Policy
from app.events import (
    ChangesTaken,
    Event,
    HandoverClosed,
    IncidentOpened,
    IncidentReported,
    NoticeRead,
    OutageTold,
    ParcelAccepted,
    ParcelRefused,
    PolicyPackArrived,
    PolicyPackRefused,
    RiskAssessed,
    SpotCheckAnswered,
    SyncStatus,
    WaybillReleased,
    WaybillStopped,
)
from app.usecases.results import CounterTotals
from devices.ports import (
    CardFailed,
    CardGone,
    CardRead,
    CodesSeen,
    DeviceEvent,
    DeviceKind,
    DeviceState,
    DeviceStatus,
    ScaleCleared,
    ScanEvent,
    WeightTaken,
)
from ui import page_ports
from ui.evidence_router import EvidenceRouter
from ui.faults import failed
from ui.keys import Action
from ui.screens.acceptance.presenter import AcceptancePresenter
from ui.screens.acceptance.view import AcceptanceView
from ui.screens.customers.actions import CustomersPorts
from ui.screens.customers.presenter import CustomersPresenter
from ui.screens.customers.view import CustomersView
from ui.screens.devices.desk import DevicesDesk
from ui.screens.first_run.presenter import FirstRunPorts, FirstRunPresenter
from ui.screens.first_run.view import FirstRunView
from ui.screens.handover.actions import HandoverPorts
from ui.screens.handover.paper import ManifestPaper
from ui.screens.handover.presenter import HandoverPresenter
from ui.screens.handover.view import HandoverView
from ui.screens.incidents.desk import IncidentDesk
from ui.screens.notice.presenter import NoticePorts, NoticePresenter
from ui.screens.notice.sheets import WallSheets
from ui.screens.notice.view import NoticeView
from ui.screens.outages.desk import OutageDesk
from ui.screens.province_news.desk import NewsDesk
from ui.screens.records.presenter import RecordsPresenter
from ui.screens.records.view import RecordsView
from ui.screens.repair.desk import RepairDesk
from ui.screens.retention.presenter import RetentionPresenter
from ui.screens.retention.view import RetentionView
from ui.screens.sign_in.presenter import SignInPresenter
from ui.screens.sign_in.view import SignInView
from ui.screens.spot_checks.presenter import SpotCheckPorts, SpotChecksPresenter
from ui.screens.spot_checks.view import SpotChecksView
from ui.screens.statistics.presenter import StatisticsPresenter
from ui.screens.statistics.view import StatisticsView
from ui.screens.stick.desk import StickDesk
from ui.screens.stick.presenter import StickPorts
from ui.screens.sync.desk import SyncDesk
from ui.shell import Shell
from ui.status_words import rules_words
from ui.theme import Theme
from ui.tones import Tone
from ui.window_ports import Enrolment as Enrolment
from ui.window_ports import WindowPorts as WindowPorts

Happening: TypeAlias = Event | DeviceEvent
"""Everything that comes over the bridge."""

_CLOCK_TICK_MS = 1000


class CounterWindow(QObject):
    """The window of one counter."""

    def __init__(self, ports: WindowPorts, theme: Theme, shell: Shell | None = None) -> None:
        """``shell`` is the one that was painted already, if any."""
        super().__init__()
        self._ports = ports
        self._theme = theme
        self.shell = shell or Shell(theme, ports.keys, ports.outlet_name, training=ports.training)
        self.shell.furnish()
        self._clerk: Clerk | None = None
        self.first_run_view: FirstRunView | None = None
        self._build_sign_in(theme)
        self._build_acceptance(theme)
        self._build_records(theme)
        self._build_retention(theme)
        self._build_customers(theme)
        self._build_incidents(theme)
        self._build_handover(theme)
        self._build_spot_checks(theme)
        self._build_statistics(theme)
        self._build_outages(theme)
        self.repair = RepairDesk(self.shell, theme, ports.keys, page_ports.repair_ports(ports, self._ring))
        self._build_notice(theme)
        self._build_stick(theme)
        if ports.enrolment is not None:
            self._build_first_run(theme, ports.enrolment)
        self._evidence = EvidenceRouter(
            self.shell,
            acceptance=self.acceptance,
            handover=(self.handover, self.handover_view),
            incidents=self.incidents,
            devices=self.devices,
            to_counter=self._to_counter,
        )
        self.shell.asked.connect(self._asked)
        self._clock = QTimer(self)
        self._clock.setInterval(_CLOCK_TICK_MS)
        self._clock.timeout.connect(self._tick)
        self._tick()

    @property
    def theme(self) -> Theme:
        """What the pages look like."""
        return self._theme

    @property
    def policy(self) -> Policy:
        """The rules that the pages show."""
        return self._ports.policy

    def start(self) -> None:
        """Show the parcel that was left open and the sums, and begin to keep time. Call once the store is open."""
        self._clock.start()
        self.acceptance.open()
        self.incidents.start()
        self.refresh_totals()
        self.refresh_spot_checks()

    def stop(self) -> None:
        """Stop the timers; what still comes over the bridge is none of the window's business any more."""
        self._clock.stop()
        self.stick.stop()
        self.shell.close()

    def take(self, happening: Happening) -> None:
        """Take what came over the bridge. Main thread."""
        match happening:
            case ScanEvent() | CodesSeen() | CardRead() | CardFailed():
                self._evidence.take(happening)
            case WeightTaken() | ScaleCleared():
                here = not self.devices.takes(happening) and self.shell.page is self.acceptance_view
                self.acceptance.weighed(happening if here or isinstance(happening, ScaleCleared) else None)
            case DeviceStatus():
                self.devices.take(happening)
                if happening.kind is DeviceKind.SCALE and happening.state in {DeviceState.ABSENT, DeviceState.FAULTED}:
                    self.acceptance.weighed(None)
            case SyncStatus():
                self.shell.status_bar.show_sync(happening, self._ports.clock.now())
                self.records.refresh()
                self.repair.refresh()
                self.sync.take(happening)
            case ParcelAccepted() | ParcelRefused():
                self.refresh_totals()
                self.records.refresh()
            case IncidentOpened() | IncidentReported() | WaybillStopped() | WaybillReleased():
                self.refresh_totals()
                self.incidents.refresh()
                self.handover.refresh()
            case PolicyPackArrived() | PolicyPackRefused():
                self._tell_rules(happening)
            case ChangesTaken() | SpotCheckAnswered() | NoticeRead():
                self.refresh_spot_checks()
            case OutageTold() | RiskAssessed():
                self.outages.take(happening)
            case CardGone() | HandoverClosed():
                pass
            case _:
                assert_never(happening)

    def _tell_rules(self, happening: PolicyPackArrived | PolicyPackRefused) -> None:
        clock = self._ports.clock
        self.shell.tell_rules(rules_words(happening, clock.local(clock.now()).date()))

    def begin_first_run(self, enrolment: Enrolment) -> None:
        """The store is open, but this terminal is not enrolled yet."""
        self._build_first_run(self._theme, enrolment)

    def refresh_totals(self) -> None:
        """Ask for the sums."""
        self._ports.store_tasks.submit(self._ports.actions.totals, self._show_totals, self._no_totals)

    def lock(self) -> None:
        """Nobody works here until somebody signs in."""
        self._clerk = None
        self.shell.top_bar.show_clerk(None)
        for page in self._clerk_pages():
            page.locked()
        self.stick.locked()
        self.shell.open_page(self.sign_in_view)
        self.sign_in.begin()

    def signed_in(self, clerk: Clerk) -> None:
        """A clerk works here now: the counter opens."""
        self._clerk = clerk
        self.shell.top_bar.show_clerk(clerk.name)
        for page in self._clerk_pages():
            page.clerk_signed_in(clerk)

    def _clerk_pages(self) -> tuple[page_ports.ClerkPage, ...]:
        """Pages that know who works here; the news come last: what is unread keeps the counter closed."""
        first = (self.acceptance, self.retention, self.customers, self.incidents, self.handover, self.spot_checks)
        return (*first, self.statistics, self.outages, self.repair, self.sync, self.news)

    def go_home(self) -> None:
        """The counter for whoever is signed in, else the way in."""
        if self._clerk is not None:
            self._open(Action.COUNTER_PAGE)
        else:
            self.shell.open_page(self.sign_in_view)

    def _to_counter(self) -> bool:
        if self._clerk is not None:
            self._open(Action.COUNTER_PAGE)
        return self._clerk is not None

    def _open(self, page: Action) -> None:
        pages: dict[Action, QWidget] = {
            Action.RECORDS_PAGE: self.records_view,
            Action.CUSTOMERS_PAGE: self.customers_view,
            Action.INCIDENTS_PAGE: self.incidents.view,
            Action.HANDOVER_PAGE: self.handover_view,
            Action.SPOT_CHECKS_PAGE: self.spot_checks_view,
            Action.STATISTICS_PAGE: self.statistics_view,
            Action.NOTICE_PAGE: self.notice_view,
            Action.OUTAGES_PAGE: self.outages.view,
            Action.REPAIR_PAGE: self.repair.view,
            Action.NEWS_PAGE: self.news.view,
            Action.SYNC_PAGE: self.sync.view,
            Action.DEVICES_PAGE: self.devices.view,
        }
        page = self.news.open_to(page)
        self.shell.open_page(pages.get(page, self.acceptance_view))
        self.shell.top_bar.show_page(page)

    def _at_hand(self) -> str | None:
        """The waybill number of the accepted parcel that the open page is about."""
        page = self.shell.page
        if page is self.handover_view:
            return self.handover.at_hand
        if page is self.records_view:
            return self.records_view.chosen
        return self.incidents.page.at_hand if page is self.incidents.view else None

    def _ring(self, tone: Tone) -> None:
        if not self._ports.play(tone):
            self.shell.ring(tone)

    def _show_totals(self, totals: CounterTotals) -> None:
        self.shell.status_bar.show_totals(totals, self._ports.clock.now())

    def _no_totals(self, error: Exception) -> None:
        """The last sums stay; the step that hurt the store tells the clerk. Only a bug is worth a log line here."""
        failed(error)

    def _enrolled(self, outlet_name: str) -> None:
        self.shell.top_bar.show_outlet(outlet_name)
        self.lock()

    def _build_sign_in(self, theme: Theme) -> None:
        self.sign_in_view = SignInView(theme)
        self.sign_in = SignInPresenter(
            self.sign_in_view, self._ports.actions.sign_in, self._ports.store_tasks, self.signed_in, self._ring
        )
        self.sign_in_view.wire(self.sign_in)
        self.shell.add_page(self.sign_in_view)
        self.sign_in.begin()

    def _build_acceptance(self, theme: Theme) -> None:
        ports = self._ports
        self.acceptance_view = AcceptanceView(
            theme,
            ports.policy,
            ports.clock.local,
            preview=ports.preview,
            sight=ports.sight,
            sender=ports.sender,
            keys=ports.keys,
            today=lambda: ports.clock.local(ports.clock.now()).date(),
        )
        counter = page_ports.counter_ports(ports, partial(ports.ask_path, self.shell), self._ring)
        self.acceptance = AcceptancePresenter(self.acceptance_view, counter, ports.keys)
        self.acceptance_view.wire(self.acceptance)
        self.shell.add_page(self.acceptance_view)

    def _build_records(self, theme: Theme) -> None:
        ports = self._ports
        self.records_view = RecordsView(theme, ports.policy, ports.clock.local, ports.keys)
        self.records = RecordsPresenter(self.records_view, ports.actions.records, ports.store_tasks)
        self.records_view.wire(self.records, ports.actions.cameras, ports.store_tasks)
        self.shell.add_page(self.records_view)

    def _build_retention(self, theme: Theme) -> None:
        ports = self._ports
        self.retention_view = RetentionView(theme, ports.policy, ports.clock.local)
        self.retention = RetentionPresenter(self.retention_view, ports.retention, ports.store_tasks)
        self.retention_view.wire(self.retention)
        self.shell.add_page(self.retention_view)
        self.records_view.kept_asked.connect(partial(self.shell.open_page, self.retention_view))

    def _build_customers(self, theme: Theme) -> None:
        ports = self._ports
        self.customers_view = CustomersView(theme, ports.policy, ports.keys, ports.preview)
        self.customers = CustomersPresenter(
            self.customers_view,
            CustomersPorts(ports.customers, ports.store_tasks, ports.cpu_tasks, ports.capture, self._ring),
        )
        self.customers_view.wire(self.customers)
        self.shell.add_page(self.customers_view)

    def _build_incidents(self, theme: Theme) -> None:
        ports = self._ports
        self.incidents = IncidentDesk(
            self.shell,
            theme,
            ports.keys,
            page_ports.incident_ports(ports, self._ring),
            acceptance=self.acceptance,
            counter=self.acceptance_view,
            at_hand=self._at_hand,
            open_page=self._open,
        )
        self.acceptance_view.asked.connect(self._asked)
        self.records_view.freeze_asked.connect(self.incidents.freeze)

    def refresh_spot_checks(self) -> None:
        """Ask how many wait for an answer, and for the page's rows where it is open."""
        waiting = self._ports.spot_checks.waiting
        self._ports.store_tasks.submit(waiting, self.shell.top_bar.show_open_spot_checks, self._no_totals)
        self.spot_checks.refresh()
        self.news.refresh()

    def _build_spot_checks(self, theme: Theme) -> None:
        ports = self._ports
        self.spot_checks_view = SpotChecksView(theme, ports.keys, ports.clock.local)
        self.spot_checks = SpotChecksPresenter(
            self.spot_checks_view,
            SpotCheckPorts(ports.spot_checks, ports.store_tasks, ports.cpu_tasks, ports.capture, self._ring),
        )
        self.spot_checks_view.wire(self.spot_checks)
        self.shell.add_page(self.spot_checks_view)

    def _build_handover(self, theme: Theme) -> None:
        ports = self._ports
        self.handover_view = HandoverView(theme, ports.policy, ports.keys, ports.clock.local)
        paper = ManifestPaper(ports.policy, ports.clock.local)
        self.handover = HandoverPresenter(
            self.handover_view, HandoverPorts(ports.handover, ports.store_tasks, paper, self._ring)
        )
        self.handover_view.wire(self.handover)
        self.shell.add_page(self.handover_view)

    def _build_statistics(self, theme: Theme) -> None:
        ports = self._ports
        self.statistics_view = StatisticsView(theme, ports.policy, ports.keys, ports.clock.local)
        self.statistics = StatisticsPresenter(self.statistics_view, page_ports.statistics_ports(ports, self._ring))
        self.statistics_view.wire(self.statistics)
        self.shell.add_page(self.statistics_view)

    def _build_outages(self, theme: Theme) -> None:
        ports, keys, ring = self._ports, self._ports.keys, self._ring
        self.outages = OutageDesk(self.shell, theme, keys, page_ports.outage_ports(ports, ring), ports.ask_path)
        news_ports = page_ports.news_ports(ports, ring)
        self.news = NewsDesk(self.shell, theme, keys, news_ports, self._open, self.acceptance.say)
        self.sync = SyncDesk(self.shell, theme, keys, page_ports.sync_ports(ports, ring))
        self.devices = DevicesDesk(self.shell, theme, keys, page_ports.devices_ports(ports, ring))
        self.outages.late_view.entered.connect(partial(self._open, Action.COUNTER_PAGE))
        self.outages.late_view.entered.connect(self.acceptance.open)

    def _build_notice(self, theme: Theme) -> None:
        ports = self._ports
        self.notice_view = NoticeView(theme, ports.keys, ports.ask_path)
        notice = NoticePorts(ports.outlet, WallSheets(ports.policy), ports.paper, ports.store_tasks, self._ring)
        self.notice = NoticePresenter(self.notice_view, notice)
        self.notice_view.wire(self.notice)
        self.shell.add_page(self.notice_view)

    def _build_stick(self, theme: Theme) -> None:
        ports, leave = self._ports, partial(self._open, Action.RECORDS_PAGE)
        stick = StickPorts(ports.stick, ports.stick_tasks, ports.store_tasks, self._ring)
        self.stick = StickDesk(self.shell, theme, ports.keys, stick, ask_folder=ports.ask_folder, leave=leave)
        self.records_view.stick_asked.connect(self.stick.open)

    def _build_first_run(self, theme: Theme, enrolment: Enrolment) -> None:
        view = FirstRunView(theme)
        ports = FirstRunPorts(
            enrolment.enrol, enrolment.add_clerk, self._ports.store_tasks, self._ring, enrolment.enrolled_as
        )
        view.wire(FirstRunPresenter(view, ports, self._enrolled))
        self.first_run_view = view
        self.shell.add_page(view)
        self.shell.open_page(view)

    @Slot(object)
    def _asked(self, action: Action) -> None:
        if self._clerk is None:
            return
        if action is Action.LOCK:
            self.lock()
        elif action is Action.INCIDENT:
            self.incidents.begin()
        else:
            self._open(action)

    @Slot()
    def _tick(self) -> None:
        now = self._ports.clock.now()
        self.shell.top_bar.show_time(f"{self._ports.clock.local(now):%H:%M}")
        self.shell.status_bar.refresh(now)
        self.incidents.tick(now)
