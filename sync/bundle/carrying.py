"""Brings another terminal's sealed part to the province, and its receipts back.

Invariants:
- The carrier keeps nothing: where an upload stands is the province's word, so that any later attempt resumes it.
- What is visibly not for this province is refused before a byte goes out.
- Receipts are passed on as the province signed them; whoever they are for verifies them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from sync.bundle.errors import BundleError
from sync.bundle.header import BundlePart, checked_part, reading, require_province
from sync.bundle.ports import Progress, never, untold
from sync.contract import BundleState, BundleStatus, ReceiptPage, StoredReceipt
from sync.errors import SyncError, SyncFault
from sync.words import BundleFault, Environment

CHUNK_BYTES: Final = 1024 * 1024
_SETTLED: Final = frozenset({BundleState.TAKEN, BundleState.REFUSED})


class BundleCarrierCalls(Protocol):
    """The calls of the contract. Each raises SyncError, and nothing else."""

    def begin(self, part: BundlePart) -> str:
        """Tus creation; the same part again gives the same upload."""

    def offset(self, upload_url: str) -> int:
        """How many bytes the province has."""

    def send_chunk(self, upload_url: str, offset: int, chunk: bytes) -> int:
        """Append ``chunk`` at ``offset``; returns the new offset."""

    def status(self, upload_url: str) -> BundleStatus:
        """What became of the part."""

    def receipts(self, upload_url: str, after: int) -> ReceiptPage:
        """The sender's receipts from those of this part on."""


@dataclass(frozen=True, slots=True)
class CarriedPart:
    """A part whose bytes are all at the province. ``status`` may still be ARRIVED: it is being taken in."""

    part: BundlePart
    upload_url: str
    status: BundleStatus

    @property
    def fault(self) -> BundleFault | None:
        """Why it was refused; DAMAGED for a reason that this version does not know."""
        if self.status.state is not BundleState.REFUSED:
            return None
        return next((fault for fault in BundleFault if fault.value == self.status.fault), BundleFault.DAMAGED)


class BundleCarrier:
    """Carries parts for one province."""

    def __init__(self, calls: BundleCarrierCalls, *, issuer: str, environment: Environment) -> None:
        self._calls = calls
        self._issuer = issuer
        self._environment = environment

    def carry(
        self,
        path: Path,
        *,
        pause: Callable[[], bool],
        should_stop: Callable[[], bool] = never,
        on_progress: Progress = untold,
    ) -> CarriedPart:
        """Check, upload from where the province stands, and ask what became of it until it is settled.

        ``pause`` waits a moment between two questions; False: no longer. Raises BundleError (the part is not whole,
        not ours, or STOPPED) and SyncError (the link; trying again resumes).
        """
        part = checked_part(path)
        require_province(part.header, issuer=self._issuer, environment=self._environment)
        upload_url = self._calls.begin(part)
        self._upload(path, part, upload_url, should_stop, on_progress)
        status = self._calls.status(upload_url)
        while status.state not in _SETTLED and not should_stop() and pause():
            status = self._calls.status(upload_url)
        return CarriedPart(part, upload_url, status)

    def receipts(self, carried: CarriedPart) -> Iterator[StoredReceipt]:
        """The sender's receipts from those of this part on, in the province's order. Raises SyncError."""
        after = 0
        more = True
        while more:
            page = self._calls.receipts(carried.upload_url, after)
            if page.receipts and page.next_cursor <= after:
                raise SyncError(SyncFault.NOT_OUR_PROVINCE, "cursor")
            yield from page.receipts
            after, more = page.next_cursor, page.more and bool(page.receipts)

    def _upload(
        self, path: Path, part: BundlePart, upload_url: str, should_stop: Callable[[], bool], on_progress: Progress
    ) -> None:
        offset = self._calls.offset(upload_url)
        with reading(path) as file:
            while offset < part.size:
                on_progress(offset, part.size)
                if should_stop():
                    raise BundleError(BundleFault.STOPPED)
                file.seek(offset)
                chunk = file.read(min(CHUNK_BYTES, part.size - offset))
                if not chunk:
                    raise BundleError(BundleFault.DAMAGED, "shorter than before")
                reached = self._calls.send_chunk(upload_url, offset, chunk)
                if reached <= offset:
                    raise SyncError(SyncFault.ANSWER_LOST, "no progress")
                offset = reached
        on_progress(part.size, part.size)
