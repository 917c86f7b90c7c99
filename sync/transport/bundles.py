"""The calls by which a terminal brings a sealed bundle: tus, then what became of it, then its receipts.

Invariants:
- The carrier learns numbers and signed receipts, never what is in the bundle.
"""

from sync.bundle.header import BundlePart
from sync.contract import BundleStatus, ReceiptPage
from sync.errors import SyncError, SyncFault
from sync.transport.judging import contract_answer
from sync.transport.session import ProvinceSession
from sync.transport.tus import TusClient

BUNDLES_PATH = "/v1/bundles"
_JSON = {"Accept": "application/json, application/problem+json", "Accept-Encoding": "gzip"}


class BundleCalls:
    """Implements ``sync.bundle.carrying.BundleCarrierCalls`` over one province session."""

    def __init__(self, session: ProvinceSession) -> None:
        self._session = session
        self._tus = TusClient(session, BUNDLES_PATH)

    def begin(self, part: BundlePart) -> str:
        """Tus creation; the same part again gives the same upload. Returns its path on the province's origin.

        Raises SyncError(INCOMPATIBLE) where the province takes no bundles.
        """
        try:
            return self._tus.create(part.size, {"sha256": part.sha256})
        except SyncError as error:
            if error.fault is not SyncFault.UPLOAD_GONE:
                raise
            raise SyncError(SyncFault.INCOMPATIBLE, error.detail, problem_code=error.problem_code) from error

    def offset(self, upload_url: str) -> int:
        """How many bytes the province has."""
        return self._tus.offset(upload_url)

    def send_chunk(self, upload_url: str, offset: int, chunk: bytes) -> int:
        """Append ``chunk`` at ``offset``; returns the new offset."""
        return self._tus.send_chunk(upload_url, offset, chunk)

    def status(self, upload_url: str) -> BundleStatus:
        """What became of the part."""
        raw = self._session.call("GET", self._session.upload_address(upload_url), _JSON)
        return contract_answer(self._session, raw, BundleStatus)

    def receipts(self, upload_url: str, after: int) -> ReceiptPage:
        """The sender's receipts from those of this part on."""
        address = self._session.upload_address(f"{upload_url}/receipts?after={after}")
        return contract_answer(self._session, self._session.call("GET", address, _JSON), ReceiptPage)
