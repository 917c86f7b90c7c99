"""The sealed stick's use cases of one terminal, made once."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from app.bootstrap import House
from app.ports import TerminalIdentity
from app.storage.evidence_source import StoreEvidenceSource
from app.storage.part_files import FolderPartFiles
from app.storage.unsent import StoreUnsent
from app.usecases.stick import CarryBundle, ExportBundle, TakeReceipts
from app.usecases.stick_folder import StickFolder
from sync.bundle.carrying import BundleCarrierCalls
from sync.receipts import PinnedKeys


class StickUseCases:
    """Callables; each runs on any thread but the store's."""

    def __init__(self, house: House) -> None:
        store, clock = house.store, house.clock

        @contextmanager
        def calls_for(identity: TerminalIdentity) -> Iterator[BundleCarrierCalls]:
            with closing(house.transport_of(identity)) as transport:
                yield transport.bundles

        self.export_bundle = ExportBundle(
            store, clock, StoreUnsent(store), StoreEvidenceSource(store, house.vault), FolderPartFiles
        )
        self.carry_bundle = CarryBundle(store, clock, calls_for, FolderPartFiles)
        self.take_receipts = TakeReceipts(store, clock, house.outbox, _verifier_for)
        self.folder = StickFolder(self.export_bundle, self.carry_bundle, self.take_receipts)


def _verifier_for(identity: TerminalIdentity) -> PinnedKeys:
    return PinnedKeys(identity.issuer, identity.receipt_keys, terminal_id=identity.terminal_id)
