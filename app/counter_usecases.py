"""Every use case of one terminal, made once."""

from functools import cached_property

from app.bootstrap import House
from app.news_usecases import NewsUseCases
from app.outage_usecases import OutageUseCases
from app.repair_usecases import RepairUseCases
from app.statistics_export import ExportStatistics
from app.sync_usecases import SyncUseCases
from app.usecases.accept_parcel import AcceptParcel
from app.usecases.attach_photo import AttachPhoto
from app.usecases.carrier_orders import ImportCarrierOrders
from app.usecases.close_handover import CloseHandover, ReadManifest
from app.usecases.continue_sender import ContinueSender
from app.usecases.counter_lists import CountTotals, ListRecords
from app.usecases.customers import AttachResponsibleCopy, ListCustomers, RegisterCustomer
from app.usecases.edit_parcel import EditParcel
from app.usecases.enrol_terminal import EnrolTerminal
from app.usecases.fill_incident import FillIncident, PhotographScene, ReportIncident
from app.usecases.handover_scan import ScanOut, TakeBack
from app.usecases.held_data import ReadHeldData
from app.usecases.incident_lists import ListIncidents
from app.usecases.inspection_label import ReadLastLabel
from app.usecases.keep_parcel import DiscardParcel, OpenCounter, ParkParcel, ResumeParcel
from app.usecases.legal_holds import LegalHolds
from app.usecases.open_handover import CorrectHandover, DiscardHandover, OpenHandover, ShowHandovers
from app.usecases.open_incident import OpenIncident
from app.usecases.outlet import ReadOutlet
from app.usecases.own_document import RegisterOwnDocument
from app.usecases.playback import ReadPlayback
from app.usecases.refuse_parcel import RefuseParcel
from app.usecases.route_scan import RouteScan
from app.usecases.screen_handover import ScreenHandover
from app.usecases.sign_in import AddClerk, SignIn
from app.usecases.spot_checks import AddToSpotCheck, AnswerSpotCheck, ListSpotChecks, TakeSpotChecks
from app.usecases.statistics import NoteExport, ReadRecordLines, ReadStatistics
from app.usecases.supervise import GiveSupervisorWord
from app.usecases.take_document import TakeDocument
from app.usecases.waybill_holds import FreezeWaybill, ReleaseWaybill


class CounterUseCases:
    """Callables; each runs on the store's thread, but for ``export_statistics``, which asks it page by page."""

    def __init__(self, house: House) -> None:
        counter = house.counter
        self.sign_in = SignIn(house.store, house.clock)
        self.open_counter = OpenCounter(counter)
        self.route_scan = RouteScan(counter)
        self.take_document = TakeDocument(counter, house.vault)
        self.take_reading, self.take_typed = self.take_document.read, self.take_document.typed
        self.edit = EditParcel(counter, house.vault)
        self.attach_photo = AttachPhoto(counter, house.vault)
        self.supervise = GiveSupervisorWord(counter, self.sign_in)
        self.own_document = RegisterOwnDocument(counter)
        self.import_orders = ImportCarrierOrders(house.store, house.clock)
        self.continue_sender = ContinueSender(counter)
        self.accept = AcceptParcel(counter, house.events)
        self.last_label = ReadLastLabel(counter)
        self.refuse = RefuseParcel(counter, house.vault, house.events)
        self.open_incident = OpenIncident(counter, house.events)
        self.fill_incident = FillIncident(counter)
        self.photograph_scene = PhotographScene(counter, house.vault)
        self.report_incident = ReportIncident(counter, house.events)
        self.list_incidents = ListIncidents(counter)
        self.freeze_waybill = FreezeWaybill(counter, house.events)
        self.release_waybill = ReleaseWaybill(counter, self.sign_in, house.events)
        self.park, self.resume = ParkParcel(counter), ResumeParcel(counter)
        self.discard = DiscardParcel(counter, house.vault)
        self.totals = CountTotals(counter)
        self.records, self.cameras = ListRecords(counter), ReadPlayback(counter).of_record
        self.list_customers = ListCustomers(counter)
        self.register_customer = RegisterCustomer(counter, house.vault)
        self.attach_responsible_copy = AttachResponsibleCopy(counter, house.vault)
        self.take_spot_checks = TakeSpotChecks(counter)
        self.list_spot_checks = ListSpotChecks(counter)
        added = AddToSpotCheck(counter, house.vault)
        self.note_spot_check, self.photograph_spot_check = added.note, added.photo
        self.answer_spot_check = AnswerSpotCheck(counter, house.events)
        self.show_handovers = ShowHandovers(counter)
        self.open_handover = OpenHandover(counter)
        self.correct_handover = CorrectHandover(counter)
        self.discard_handover = DiscardHandover(counter)
        self.scan_out = ScanOut(counter)
        self.take_back = TakeBack(counter)
        self.screen_handover = ScreenHandover(counter)
        self.close_handover = CloseHandover(counter, house.events)
        self.read_manifest = ReadManifest(counter)
        self.read_statistics = ReadStatistics(counter)
        self.export_statistics = ExportStatistics(house.store, ReadRecordLines(counter), NoteExport(counter))
        self.read_outlet, self.news = ReadOutlet(counter), NewsUseCases(house)
        self.outages = OutageUseCases(house, self.sign_in)
        self.add_clerk = AddClerk(house.store, house.clock)
        self.enrol = EnrolTerminal(house.store, house.clock, house.home.environment, house.transport_to)
        self._house = house

    @cached_property
    def sync(self) -> SyncUseCases:
        """The sync page's."""
        return SyncUseCases(self._house)

    @cached_property
    def legal_holds(self) -> LegalHolds:
        """Placing, releasing and listing legal holds."""
        house = self._house
        return LegalHolds(house.store, house.clock, house.counter.ids, house.policy, self.sign_in)

    @cached_property
    def held_data(self) -> ReadHeldData:
        """What is still held, in all and about one person."""
        house = self._house
        return ReadHeldData(house.store, house.clock, house.policy, self.sign_in)

    @cached_property
    def repairs(self) -> RepairUseCases:
        """What is done about records that the province returned."""
        return RepairUseCases(self._house, self.sign_in)
