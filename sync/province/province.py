"""The reference province, put together from its parts; knows no HTTP.

Invariants:
- Data of one environment is never opened as the other.
- ``close`` may be called more than once; it waits for work that has begun.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import Self

from sync.bundle.opening import BundleOpener
from sync.province.bundle_intake import BundleIntake
from sync.province.bundles import BundleDesk
from sync.province.chain import ChainReport, Chains
from sync.province.changes import ChangeBook
from sync.province.database import Database
from sync.province.device_reports import DeviceReports
from sync.province.enrolment import Enrolment, Identity
from sync.province.errors import ProvinceError, ProvinceFault
from sync.province.evidence import EvidenceDesk
from sync.province.evidence_files import EvidenceFolder
from sync.province.keys import ProvinceKeys
from sync.province.messages import Inbox
from sync.province.outlet_news import OutletNews
from sync.province.paper_reports import PaperReports
from sync.province.policy_packs import PolicyDesk
from sync.province.receipts import ReceiptBook
from sync.province.sealing import SealingKeyDesk
from sync.province.settings import ProvinceSettings
from sync.province.sightings import Sightings
from sync.province.signatures import SignatureGate
from sync.province.spot_checks import SpotChecks
from sync.province.terminals import Terminals

_WORKERS = 4
BUNDLES_NAME = "bundles"
"""The folder, beside the keys, of parts that are arriving."""


class Province:
    """All services on one database. Built by :meth:`open`."""

    def __init__(self, settings: ProvinceSettings, database: Database, keys: ProvinceKeys) -> None:
        key = keys.receipts
        book = ReceiptBook(database, key, settings.issuer)
        identity = Identity(
            environment=settings.environment,
            issuer=settings.issuer,
            province_name=settings.province_name,
            receipt_key=key.public,
            sealing_key=keys.opening.public,
        )
        self.database = database
        self._chains = Chains(database)
        self.settings = settings
        self.terminals = Terminals(database, settings.now, settings.enrolment_term)
        self.gate = SignatureGate(self.terminals, settings.now)
        self.enrolment = Enrolment(database, identity, settings.now)
        self.inbox = Inbox(database, book, Sightings(keys.documents, settings.sighting_window), settings.now)
        self.paper_reports = PaperReports(self.terminals, self.inbox)
        self.book = book
        self.policy = PolicyDesk(database, key, settings.issuer, settings.now)
        self.changes = ChangeBook(database, key, settings.issuer, settings.now)
        self.spot_checks = SpotChecks(database, self.changes, self._chains, settings.now)
        self.news = OutletNews(database, self.changes)
        self.device_reports = DeviceReports(database)
        self.evidence = EvidenceDesk(database, book, EvidenceFolder(settings.evidence_dir), settings.now)
        self.sealing = SealingKeyDesk(keys, settings.issuer, settings.environment, settings.now)
        self.intake = BundleIntake(
            database,
            BundleOpener(settings.issuer, settings.environment, keys.opening.named),
            terminals=self.terminals,
            inbox=self.inbox,
            evidence=self.evidence,
            now=settings.now,
        )
        self.bundles = BundleDesk(
            database, book, EvidenceFolder(settings.data_dir / BUNDLES_NAME), self.intake, settings.now
        )
        self.workers = ThreadPoolExecutor(_WORKERS, thread_name_prefix="province")
        """Where requests are worked on, so that the event loop only moves bytes."""

    @classmethod
    def open(cls, settings: ProvinceSettings, *, sweep: bool = True) -> Self:
        """Open what is there, or make it. Raises ProvinceError.

        ``sweep`` False leaves the evidence folder to the process that serves it.
        """
        keys = ProvinceKeys.in_folder(settings.data_dir)
        database = Database.open(settings.database_url)
        try:
            database.belongs_to(settings.environment)
            province = cls(settings, database, keys)
            if sweep:
                province.evidence.sweep()
                province.bundles.resume()
        except OSError as exc:
            database.close()
            raise ProvinceError(ProvinceFault.START_FAILED, type(exc).__name__) from exc
        except ProvinceError:
            database.close()
            raise
        return province

    def issue_code(self) -> str:
        """A new one-time enrolment code."""
        return self.enrolment.issue_code()

    def revoke(self, terminal_id: str) -> None:
        """Refuse this terminal's requests from now on."""
        self.terminals.revoke(terminal_id, self.settings.now())

    def renew(self, terminal_id: str) -> None:
        """Let this terminal's enrolment begin anew."""
        self.terminals.renew(terminal_id)

    def chain_report(self, terminal_id: str) -> ChainReport:
        """Whether this terminal's chain of messages is whole."""
        return self._chains.report(terminal_id)

    def close(self) -> None:
        """Finish what has begun, and let go of threads and connections."""
        self.workers.shutdown(wait=True)
        self.bundles.close()
        self.database.close()
