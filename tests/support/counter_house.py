"""A whole counter on in-memory fakes: what the use-case tests talk to."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import ParamSpec, TypeVar

from argon2 import PasswordHasher

from app.domain.acceptance import Parcel
from app.domain.clerk import Clerk, ClerkNumber
from app.domain.inspection import PhotoRole
from app.events import Event, EventBus
from app.inspection_ports import Hold
from app.ports import UnitOfWork
from app.statistics_export import ExportStatistics
from app.system import CHINA
from app.usecases.accept_parcel import AcceptParcel
from app.usecases.attach_photo import AttachPhoto, TakenPhoto
from app.usecases.close_handover import CloseHandover, ReadManifest
from app.usecases.continue_sender import ContinueSender
from app.usecases.counter import Counter
from app.usecases.counter_lists import CountTotals, ListRecords
from app.usecases.customers import ListCustomers
from app.usecases.edit_parcel import EditParcel
from app.usecases.edits import ChooseCategory, ConfirmSamePerson, ConfirmWaybillName, EnterPhone
from app.usecases.fill_incident import FillIncident, PhotographScene, ReportIncident
from app.usecases.handover_scan import ScanOut, TakeBack
from app.usecases.incident_lists import ListIncidents
from app.usecases.inspection_label import ReadLastLabel
from app.usecases.keep_parcel import DiscardParcel, OpenCounter, ParkParcel, ResumeParcel
from app.usecases.open_handover import CorrectHandover, DiscardHandover, OpenHandover, ShowHandovers
from app.usecases.open_incident import OpenIncident
from app.usecases.outlet import ReadOutlet
from app.usecases.own_document import RegisterOwnDocument
from app.usecases.refuse_parcel import RefuseParcel
from app.usecases.results import Accepted, CounterView, WaybillTaken
from app.usecases.route_scan import RouteScan
from app.usecases.screen_handover import ScreenHandover
from app.usecases.sign_in import AddClerk, SignIn
from app.usecases.statistics import NoteExport, ReadRecordLines, ReadStatistics
from app.usecases.supervise import GiveSupervisorWord
from app.usecases.supervisor_words import Credentials, Word
from app.usecases.take_document import TakeDocument
from app.usecases.waybill_holds import FreezeWaybill, ReleaseWaybill
from devices.ports import CardLayout, CardRead, CardText, Sex
from tests.support.builders import CLERK, NOON, YUNNAN_NUMBER, policy, terminal_identity
from tests.support.memory_store import MemoryStore, MemoryVault

WAYBILL = "YT8962646785389"

Result = TypeVar("Result")
Arguments = ParamSpec("Arguments")


def on_store(store: MemoryStore, usecase: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """The use case as bootstrap calls it: on the store's thread."""

    def call(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        return store.submit(lambda: usecase(*args, **kwargs)).result()

    return call


QUICK_HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Cheap to guess against, for tests that are not about PINs."""


class StandingClock:
    """A clock that moves only when told to."""

    def __init__(self, now: datetime = NOON) -> None:
        self.moment = now

    def now(self) -> datetime:
        return self.moment

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(CHINA)

    def advance(self, by: timedelta) -> None:
        self.moment += by


class CountingIds:
    """id-0001, id-0002, …"""

    def __init__(self) -> None:
        self._count = 0

    def new(self) -> str:
        self._count += 1
        return f"id-{self._count:04d}"


def card(number: str = YUNNAN_NUMBER, name: str = "测试甲", valid_to: date | None = date(2040, 1, 1)) -> CardRead:
    """A resident card as the reader gives it."""
    text = CardText(
        layout=CardLayout.RESIDENT,
        name=name,
        number=number,
        sex=Sex.MALE,
        birth_date=date(1990, 3, 7),
        address="云南省昆明市五华区样例路1号",
        issuer="样例市公安局",
        valid_from=date(2020, 1, 1),
        valid_to=valid_to,
    )
    return CardRead(text, b"WL" + bytes(1022), "sim:reader", NOON, 1.0)


@dataclass
class CounterHouse:
    """All use cases over one memory store. ``enrolled`` False leaves the terminal unknown to the province."""

    enrolled: bool = True
    clock: StandingClock = field(default_factory=StandingClock)
    store: MemoryStore = field(default_factory=MemoryStore)
    vault: MemoryVault = field(default_factory=MemoryVault)
    events: list[Event] = field(default_factory=list)
    jumped: timedelta = timedelta()
    """How far the clock was set since it was last measured."""

    def __post_init__(self) -> None:
        bus = EventBus()
        bus.subscribe(self.events.append)
        self.bus = bus
        counter = Counter(self.store, self.clock, CountingIds(), policy(), lambda: self.jumped)
        self.counter = counter
        self.open = on_store(self.store, OpenCounter(counter))
        self.route_scan = on_store(self.store, RouteScan(counter))
        self.take_document = on_store(self.store, TakeDocument(counter, self.vault))
        self.attach_photo = on_store(self.store, AttachPhoto(counter, self.vault))
        self.edit = on_store(self.store, EditParcel(counter, self.vault))
        self.continue_sender = on_store(self.store, ContinueSender(counter))
        self.accept = on_store(self.store, AcceptParcel(counter, bus))
        self.refuse = on_store(self.store, RefuseParcel(counter, self.vault, bus))
        self.open_incident = on_store(self.store, OpenIncident(counter, bus))
        self.fill_incident = on_store(self.store, FillIncident(counter))
        self.photograph_scene = on_store(self.store, PhotographScene(counter, self.vault))
        self.report_incident = on_store(self.store, ReportIncident(counter, bus))
        self.list_incidents = on_store(self.store, ListIncidents(counter))
        self.freeze = on_store(self.store, FreezeWaybill(counter, bus))
        self.park = on_store(self.store, ParkParcel(counter))
        self.resume = on_store(self.store, ResumeParcel(counter))
        self.discard = on_store(self.store, DiscardParcel(counter, self.vault))
        self.take_reading = on_store(self.store, TakeDocument(counter, self.vault).read)
        self.take_typed = on_store(self.store, TakeDocument(counter, self.vault).typed)
        self.add_clerk = on_store(self.store, AddClerk(self.store, self.clock, QUICK_HASHER))
        self.own_document = on_store(self.store, RegisterOwnDocument(counter))
        self.list_customers = on_store(self.store, ListCustomers(counter))
        self.last_label = on_store(self.store, ReadLastLabel(counter))
        self.read_outlet = on_store(self.store, ReadOutlet(counter))
        self.totals = on_store(self.store, CountTotals(counter))
        self.records = on_store(self.store, ListRecords(counter))
        self.show_handovers = on_store(self.store, ShowHandovers(counter))
        self.open_handover = on_store(self.store, OpenHandover(counter))
        self.correct_handover = on_store(self.store, CorrectHandover(counter))
        self.discard_handover = on_store(self.store, DiscardHandover(counter))
        self.scan_out = on_store(self.store, ScanOut(counter))
        self.take_back = on_store(self.store, TakeBack(counter))
        self.screen_handover = on_store(self.store, ScreenHandover(counter))
        self.close_handover = on_store(self.store, CloseHandover(counter, bus))
        self.read_manifest = on_store(self.store, ReadManifest(counter))
        self.read_statistics = on_store(self.store, ReadStatistics(counter))
        self.export_statistics = ExportStatistics(self.store, ReadRecordLines(counter), NoteExport(counter))
        if self.enrolled:
            self.look(lambda work: work.terminal.save_identity(terminal_identity()))

    @cached_property
    def _sign_in(self) -> SignIn:
        """Made when somebody signs in: it costs an Argon2 hash, and most tests need nobody's PIN."""
        return SignIn(self.store, self.clock, QUICK_HASHER)

    def sign_in(self, number: str, pin: str) -> Clerk:
        """A clerk signs in."""
        return on_store(self.store, self._sign_in)(number, pin)

    def supervise(self, parcel_id: str, word: Word, who: Credentials, clerk: ClerkNumber) -> CounterView:
        """A supervisor's word at this counter."""
        return on_store(self.store, GiveSupervisorWord(self.counter, self._sign_in))(parcel_id, word, who, clerk)

    def release(self, number: str, reason: str, who: Credentials, clerk: ClerkNumber = CLERK) -> Hold:
        """A supervisor lets a frozen waybill go."""
        return on_store(self.store, ReleaseWaybill(self.counter, self._sign_in, self.bus))(number, reason, who, clerk)

    def look(self, at: Callable[[UnitOfWork], Result]) -> Result:
        """Look into the store, or put something there, in a unit of work of its own."""

        def unit() -> Result:
            with self.store.unit_of_work() as work:
                return at(work)

        return self.store.submit(unit).result()

    def scanned(self, number: str = WAYBILL, parcel_id: str | None = None) -> CounterView:
        """The counter after a waybill scan that was taken."""
        outcome = self.route_scan(number, None, CLERK, parcel_id, replace_waybill=False)
        assert isinstance(outcome, WaybillTaken)
        return outcome.view

    def photographed(self, parcel_id: str | None) -> CounterView:
        """The counter after a picture of the contents."""
        return self.attach_photo(parcel_id, self.taken(), CLERK)

    def sealed(self, parcel_id: str | None) -> CounterView:
        """The counter after a picture of the sealed parcel: the contents match."""
        return self.attach_photo(parcel_id, self.taken(PhotoRole.SEALED_PARCEL), CLERK)

    def taken(self, role: PhotoRole = PhotoRole.CONTENTS) -> TakenPhoto:
        """A picture as a camera gives it, taken now."""
        return TakenPhoto(b"\xff\xd8 picture", role, self.clock.now())

    def complete_parcel(self, number: str = WAYBILL, clerk: ClerkNumber = CLERK) -> Parcel:
        """A parcel with everything, not accepted yet."""
        parcel_id = parcel_of(self.scanned(number)).parcel_id
        view = self.take_document(card(), clerk, parcel_id)
        self.edit(parcel_id, ConfirmSamePerson(), clerk)
        self.edit(parcel_id, ConfirmWaybillName(), clerk)
        sender = parcel_of(view).sender
        if sender is not None and sender.phone is None:
            self.edit(parcel_id, EnterPhone("13800138000"), clerk)
        self.edit(parcel_id, ChooseCategory("food"), clerk)
        self.photographed(parcel_id)
        return parcel_of(self.sealed(parcel_id))

    def accepted(self, number: str = WAYBILL) -> Accepted:
        """An accepted parcel."""
        return self.accept(self.complete_parcel(number).parcel_id, CLERK)


def parcel_of(view: CounterView) -> Parcel:
    """The view's parcel, which must be there."""
    assert view.parcel is not None
    return view.parcel
