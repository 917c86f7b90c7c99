"""Implements ``sync.ports.Transport`` over HTTPS.

Invariants:
- Message bodies go out exactly as they were frozen: joined, compressed, never parsed again.
- A terminal of one environment never gets enrolled at a province of the other.
"""

import gzip
from collections.abc import Sequence
from pathlib import Path

from sync.changes import ChangePage
from sync.contract import (
    MAX_POLICY_BYTES,
    BatchAnswer,
    EnrolmentAnswer,
    EnrolmentRequest,
    PolicyAnswer,
    ReceiptPage,
    SealingKeyAnswer,
)
from sync.errors import SyncError, SyncFault
from sync.ports import Clock, OutboxEvidence
from sync.signing import TerminalKey
from sync.transport.bundles import BundleCalls
from sync.transport.judging import changed_answer, contract_answer
from sync.transport.session import ProvinceSession, RawAnswer, Timeouts
from sync.transport.tus import EVIDENCE_PATH, TusClient
from sync.words import Environment

_JSON = {"Accept": "application/json, application/problem+json", "Accept-Encoding": "gzip"}
_GZIP_LEVEL = 6
_LARGEST_POLICY_ANSWER = MAX_POLICY_BYTES + 64
"""With the JSON around the token."""
_DEFAULT_TIMEOUTS = Timeouts()


class HttpTransport:
    """The calls of the contract over one connection. Used from one thread."""

    def __init__(
        self,
        base_url: str,
        terminal_id: str | None,
        key: TerminalKey | None,
        *,
        environment: Environment,
        clock: Clock,
        timeouts: Timeouts = _DEFAULT_TIMEOUTS,
        authority: Path | None = None,
        evidence_path: str = EVIDENCE_PATH,
    ) -> None:
        """Without terminal id and key, nothing is signed: for enrolment.

        ``authority`` is a PEM file of the only certificate authority to trust. Raises ValueError for an address that
        must not be used (plain HTTP beyond this PC), OSError for an unreadable ``authority``.
        """
        signer = key.signer_for(terminal_id) if key is not None and terminal_id is not None else None
        self._session = ProvinceSession(
            base_url, signer, environment=environment, clock=clock, timeouts=timeouts, authority=authority
        )
        self._environment = environment
        self._tus = TusClient(self._session, evidence_path)
        self.bundles = BundleCalls(self._session)
        """The calls by which sealed bundles are brought."""

    def enrol(self, request: EnrolmentRequest) -> EnrolmentAnswer:
        """``POST /v1/terminals``. Raises SyncError(NOT_OUR_PROVINCE) for a province of the other environment."""
        body = request.model_dump_json().encode()
        raw = self._post("/v1/terminals", {**_JSON, "Content-Type": "application/json"}, body)
        answer = contract_answer(self._session, raw, EnrolmentAnswer)
        if answer.environment is not self._environment:
            raise SyncError(SyncFault.NOT_OUR_PROVINCE, "environment")
        return answer

    def send(self, bodies: Sequence[bytes]) -> BatchAnswer:
        """``POST /v1/messages``, compressed."""
        batch = gzip.compress(b'{"messages":[' + b",".join(bodies) + b"]}", _GZIP_LEVEL, mtime=0)
        headers = {**_JSON, "Content-Type": "application/json", "Content-Encoding": "gzip"}
        return contract_answer(self._session, self._post("/v1/messages", headers, batch), BatchAnswer)

    def receipts_after(self, cursor: int, limit: int) -> ReceiptPage:
        """``GET /v1/receipts?after=CURSOR&limit=LIMIT``."""
        raw = self._session.call("GET", self._session.address(f"/v1/receipts?after={cursor}&limit={limit}"), _JSON)
        return contract_answer(self._session, raw, ReceiptPage)

    def policy(self, known_digest: str | None) -> str | None:
        """``GET /v1/policy`` with ``If-None-Match``."""
        etag = f'"{known_digest}"' if known_digest is not None else None
        headers = _JSON if etag is None else {**_JSON, "If-None-Match": etag}
        raw = self._session.call(
            "GET", self._session.address("/v1/policy"), headers, largest_answer=_LARGEST_POLICY_ANSWER
        )
        answer = changed_answer(self._session, raw, PolicyAnswer, etag)
        return None if answer is None else answer.jws

    def changes_after(self, cursor: int) -> ChangePage:
        """``GET /v1/changes?cursor=CURSOR``."""
        raw = self._session.call("GET", self._session.address(f"/v1/changes?cursor={cursor}"), _JSON)
        return contract_answer(self._session, raw, ChangePage)

    def sealing_key(self) -> str:
        """``GET /v1/sealing-key``: the signed token, unverified. Raises SyncError(INCOMPATIBLE) where there is none."""
        raw = self._session.call("GET", self._session.address("/v1/sealing-key"), _JSON)
        return contract_answer(self._session, raw, SealingKeyAnswer).jws

    def begin_upload(self, evidence: OutboxEvidence) -> str:
        """Tus creation; returns the upload's path on the province's origin."""
        return self._tus.begin(evidence)

    def upload_offset(self, upload_url: str) -> int:
        """Tus HEAD. Raises SyncError(UPLOAD_GONE)."""
        return self._tus.offset(upload_url)

    def upload_chunk(self, upload_url: str, offset: int, chunk: bytes) -> int:
        """Tus PATCH with a sha256 checksum; returns the new offset."""
        return self._tus.send_chunk(upload_url, offset, chunk)

    @property
    def clock_offset_ms(self) -> int | None:
        """The terminal's clock minus the province's, from the last ``Date`` of a verified answer."""
        return self._session.clock_offset_ms

    def close(self) -> None:
        """Give up the connections."""
        self._session.close()

    def _post(self, path: str, headers: dict[str, str], body: bytes) -> RawAnswer:
        return self._session.call("POST", self._session.address(path), headers, body)
