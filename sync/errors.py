"""What can go wrong between terminal and province, as codes. No user text lives here.

Invariants:
- Every error says what is known about the request: only ANSWER_LOST leaves it open whether the province has it.
- No error carries a body, a header or a payload.
"""

from datetime import timedelta
from enum import Enum


class SyncFault(Enum):
    """Why a call did not give an answer of the contract."""

    NAME_UNRESOLVED = "name_unresolved"
    UNREACHABLE = "unreachable"
    """Refused, no route, or no connection in time: the request was never sent."""
    ANSWER_LOST = "answer_lost"
    """Cut or timed out after the request went out: the province may have it."""
    TLS_REFUSED = "tls_refused"
    NOT_OUR_PROVINCE = "not_our_province"
    """Somebody answered who does not speak the contract: a captive portal, a proxy page, a wrong address."""
    WRONG_KEY = "wrong_key"
    """A receipt that our pinned keys did not sign, or one for another message or digest."""
    PROVINCE_FAILED = "province_failed"
    """5xx."""
    THROTTLED = "throttled"
    """429, or 503 with Retry-After."""
    CREDENTIALS_REFUSED = "credentials_refused"
    """401 or 403: the terminal is unknown or revoked."""
    CLOCK_REFUSED = "clock_refused"
    """Our clock is too far off for a request signature."""
    INCOMPATIBLE = "incompatible"
    """The province speaks another version of the contract."""
    REQUEST_REFUSED = "request_refused"
    """The province refuses this request whole (400, 413, 415, 422)."""
    EVIDENCE_REFUSED = "evidence_refused"
    """The province will not take this file (unknown, wrong digest)."""
    UPLOAD_GONE = "upload_gone"
    """The half-done upload no longer exists (404, 410): begin anew."""
    EVIDENCE_UNREADABLE = "evidence_unreadable"
    """The file cannot be read from the vault."""


class SyncError(Exception):
    """Root of all sync errors."""

    def __init__(
        self,
        fault: SyncFault,
        detail: str = "",
        *,
        retry_after: timedelta | None = None,
        problem_code: str | None = None,
        clock_offset_ms: int | None = None,
    ) -> None:
        super().__init__(f"{fault.value}" + (f" ({detail})" if detail else ""))
        self.fault = fault
        self.detail = detail
        """Free of personal data: a status code, an exception's class name."""
        self.retry_after = retry_after
        self.problem_code = problem_code
        self.clock_offset_ms = clock_offset_ms
