"""One transaction over all repositories.

Invariants:
- BEGIN IMMEDIATE to COMMIT: leaving the block commits, an exception rolls back and goes on.
- Driver errors become StorageError (or StoreRuleError, a programming error) here, on the way out.
- The objects are made once per connection; a unit of work costs its two statements.
"""

from collections.abc import Callable
from types import TracebackType

from app.audit_ports import AuditTrail
from app.inspection_ports import (
    HandoverRepository,
    HoldRepository,
    IncidentRepository,
    LookRepository,
    RuleUseRepository,
    ScreeningRepository,
    SpotCheckRepository,
)
from app.interruption_ports import FlowRepository, LateEntryRepository, OutageRepository
from app.link_ports import LinkRepository
from app.people_ports import (
    CarrierOrderRepository,
    ClerkRepository,
    CustomerRepository,
    RemarkRepository,
    SenderRepository,
)
from app.ports import (
    AcceptanceRepository,
    EvidenceIndex,
    OutboxWriter,
    ParcelRepository,
    RecordList,
    RefusalRepository,
    TerminalRepository,
)
from app.province_ports import ChangeRepository, NewsRepository
from app.repair_ports import RepairRepository
from app.retention_ports import LegalHoldRepository, RetentionRepository, StoreSpace
from app.statistics_ports import StatisticsRepository
from app.storage.audit import StoreAuditTrail, VerifierFor
from app.storage.connection import Connection, DriverError, translated, translating
from app.storage.errors import StoreRuleError
from app.storage.repositories.acceptances import StoreAcceptances
from app.storage.repositories.carrier_orders import StoreCarrierOrders
from app.storage.repositories.changes import StoreChangeList
from app.storage.repositories.clerks import StoreClerks
from app.storage.repositories.customers import StoreCustomers
from app.storage.repositories.evidence_delivery import StoreEvidenceDelivery
from app.storage.repositories.evidence_index import StoreEvidenceIndex
from app.storage.repositories.flow import StoreFlow
from app.storage.repositories.handovers import StoreHandovers
from app.storage.repositories.holds import StoreHolds
from app.storage.repositories.incidents import StoreIncidents
from app.storage.repositories.late_entries import StoreLateEntries
from app.storage.repositories.legal_holds import StoreLegalHolds
from app.storage.repositories.link import StoreLink
from app.storage.repositories.looks import StoreLooks
from app.storage.repositories.message_delivery import StoreMessageDelivery
from app.storage.repositories.moves import StoreMoves
from app.storage.repositories.news import StoreNews
from app.storage.repositories.outages import StoreOutages
from app.storage.repositories.outbox_writer import StoreOutboxWriter
from app.storage.repositories.parcels import StoreParcels
from app.storage.repositories.policy_packs import StorePolicyPackList
from app.storage.repositories.records import StoreRecordList
from app.storage.repositories.refusals import StoreRefusals
from app.storage.repositories.remarks import StoreRemarks
from app.storage.repositories.repairs import StoreRepairs
from app.storage.repositories.retention import StoreRetention
from app.storage.repositories.rule_uses import StoreRuleUses
from app.storage.repositories.screenings import StoreScreenings
from app.storage.repositories.senders import StoreSenders
from app.storage.repositories.space import StoreFileSpace
from app.storage.repositories.spot_checks import StoreSpotChecks
from app.storage.repositories.statistics import StoreStatistics
from app.storage.repositories.surveillance import StoreSurveillance
from app.storage.repositories.terminal import StoreTerminal
from app.storage.repositories.unsent import StoreUnsentList
from app.surveillance_ports import SurveillanceRepository


class StoreUnit:
    """ports.UnitOfWork, with the sync engine's side beside it.

    That is ``messages``, ``files``, ``receipts_at``, ``policy_packs``, ``change_list``, ``unsent`` and ``moves``.
    """

    parcels: ParcelRepository
    acceptances: AcceptanceRepository
    refusals: RefusalRepository
    senders: SenderRepository
    clerks: ClerkRepository
    customers: CustomerRepository
    orders: CarrierOrderRepository
    evidence: EvidenceIndex
    outbox: OutboxWriter
    audit: AuditTrail
    terminal: TerminalRepository
    records: RecordList
    remarks: RemarkRepository
    rule_uses: RuleUseRepository
    screenings: ScreeningRepository
    looks: LookRepository
    spot_checks: SpotCheckRepository
    statistics: StatisticsRepository
    handovers: HandoverRepository
    holds: HoldRepository
    changes: ChangeRepository
    news: NewsRepository
    incidents: IncidentRepository
    outages: OutageRepository
    flow: FlowRepository
    repairs: RepairRepository
    link: LinkRepository
    surveillance: SurveillanceRepository
    late_entries: LateEntryRepository
    retention: RetentionRepository
    legal_holds: LegalHoldRepository
    space: StoreSpace

    def __init__(self, connection: Connection, verifier_for: VerifierFor | None) -> None:
        self.parcels = StoreParcels(connection)
        acceptances = StoreAcceptances(connection)
        self.acceptances = acceptances
        self.refusals = StoreRefusals(connection)
        self.senders = StoreSenders(connection)
        self.clerks = StoreClerks(connection)
        self.customers = StoreCustomers(connection)
        self.orders = StoreCarrierOrders(connection)
        self.evidence = StoreEvidenceIndex(connection)
        self.outbox = StoreOutboxWriter(connection)
        self.receipts_at = StoreTerminal(connection)
        self.terminal = self.receipts_at
        self.audit = StoreAuditTrail(connection, self.terminal, verifier_for)
        self.records = StoreRecordList(connection)
        self.rule_uses = StoreRuleUses(connection)
        self.screenings = StoreScreenings(connection)
        self.looks = StoreLooks(connection)
        self.spot_checks = StoreSpotChecks(connection)
        self.statistics = StoreStatistics(connection)
        self.handovers = StoreHandovers(connection)
        self.holds = StoreHolds(connection)
        self.incidents = StoreIncidents(connection)
        self.outages = StoreOutages(connection)
        self.flow = StoreFlow(connection)
        self.repairs = StoreRepairs(connection)
        self.link = StoreLink(connection)
        self.surveillance = StoreSurveillance(connection)
        self.late_entries = StoreLateEntries(connection)
        self.retention = StoreRetention(connection, acceptances)
        self.legal_holds = StoreLegalHolds(connection)
        self.space = StoreFileSpace(connection)
        remarks = StoreRemarks(connection)
        self.remarks = remarks
        self.messages = StoreMessageDelivery(connection, self.audit, remarks)
        self.files = StoreEvidenceDelivery(connection, self.audit)
        self.policy_packs = StorePolicyPackList(connection)
        self.change_list = StoreChangeList(connection)
        self.unsent = StoreUnsentList(connection)
        self.moves = StoreMoves(connection)
        self.changes = self.change_list
        self.news = StoreNews(connection)


class Transaction:
    """The context manager behind ``Store.unit_of_work``. One per connection, used again and again, never nested.

    ``committed`` is called after every commit, on the store's thread.
    """

    def __init__(
        self,
        connection: Connection,
        verifier_for: VerifierFor | None,
        *,
        committed: Callable[[], None],
        read_only: bool = False,
    ) -> None:
        self._connection = connection
        self._committed = committed
        self._unit = StoreUnit(connection, verifier_for)
        # who may not write cannot ask for the right to
        self._begin = "BEGIN" if read_only else "BEGIN IMMEDIATE"

    def __enter__(self) -> StoreUnit:
        """Begin. Raises StorageError, or StoreRuleError when a unit of work is open already."""
        if self._connection.in_transaction:
            raise StoreRuleError("units of work do not nest")
        try:
            self._connection.execute(self._begin)
        except DriverError as error:
            raise translated(error) from error
        return self._unit

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Commit, or roll back. Raises StorageError(STORE_FULL, …): nothing of the unit is kept then."""
        if error is None:
            try:
                self._connection.execute("COMMIT")
            except DriverError as refused:
                self._roll_back()
                raise translated(refused) from refused
            self._committed()
            return
        self._roll_back()
        if isinstance(error, DriverError):
            raise translated(error) from error

    def _roll_back(self) -> None:
        # A full disk or a damaged page makes SQLite roll back by itself.
        if self._connection.in_transaction:
            with translating():
                self._connection.execute("ROLLBACK")
