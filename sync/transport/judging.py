"""Tells the province's answers from everybody else's, and an acceptance from a refusal.

Invariants:
- An answer is the province's only when its media type and its form are the contract's; a page of HTML with status 200
  is a captive portal (``NOT_OUR_PROVINCE``).
- A refusal is believed by its problem code first, and by its status only when it has the form of a problem document.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from sync.contract import Problem
from sync.errors import SyncError, SyncFault
from sync.transport.dates import http_date
from sync.transport.session import NOT_MODIFIED, ProvinceSession, RawAnswer
from sync.words import ProblemCode

_Model = TypeVar("_Model", bound=BaseModel)

_BY_CODE: dict[str, SyncFault] = {
    ProblemCode.MALFORMED: SyncFault.REQUEST_REFUSED,
    ProblemCode.PAYLOAD_INVALID: SyncFault.REQUEST_REFUSED,
    ProblemCode.UNSUPPORTED_KIND: SyncFault.REQUEST_REFUSED,
    ProblemCode.DIGEST_MISMATCH: SyncFault.REQUEST_REFUSED,
    ProblemCode.CONFLICT: SyncFault.REQUEST_REFUSED,
    ProblemCode.WRONG_TERMINAL: SyncFault.REQUEST_REFUSED,
    ProblemCode.TOO_LARGE: SyncFault.REQUEST_REFUSED,
    ProblemCode.SIGNATURE_MISSING: SyncFault.CREDENTIALS_REFUSED,
    ProblemCode.SIGNATURE_INVALID: SyncFault.CREDENTIALS_REFUSED,
    ProblemCode.TERMINAL_UNKNOWN: SyncFault.CREDENTIALS_REFUSED,
    ProblemCode.TERMINAL_REVOKED: SyncFault.CREDENTIALS_REFUSED,
    ProblemCode.ENROLMENT_EXPIRED: SyncFault.CREDENTIALS_REFUSED,
    ProblemCode.ENROLMENT_CODE_INVALID: SyncFault.CREDENTIALS_REFUSED,
    ProblemCode.ENROLMENT_CODE_USED: SyncFault.CREDENTIALS_REFUSED,
    ProblemCode.DATE_OUT_OF_WINDOW: SyncFault.CLOCK_REFUSED,
    # A body that this province cannot read at all says nothing about the messages in it.
    ProblemCode.UNSUPPORTED_ENCODING: SyncFault.INCOMPATIBLE,
    ProblemCode.CONTRACT_TOO_OLD: SyncFault.INCOMPATIBLE,
    ProblemCode.CONTRACT_TOO_NEW: SyncFault.INCOMPATIBLE,
    ProblemCode.NOT_FOUND: SyncFault.INCOMPATIBLE,
    ProblemCode.THROTTLED: SyncFault.THROTTLED,
    ProblemCode.UNAVAILABLE: SyncFault.PROVINCE_FAILED,
    ProblemCode.EVIDENCE_UNKNOWN: SyncFault.EVIDENCE_REFUSED,
    ProblemCode.EVIDENCE_MISMATCH: SyncFault.EVIDENCE_REFUSED,
}

_BY_STATUS: dict[int, SyncFault] = {
    400: SyncFault.REQUEST_REFUSED,
    401: SyncFault.CREDENTIALS_REFUSED,
    403: SyncFault.CREDENTIALS_REFUSED,
    413: SyncFault.REQUEST_REFUSED,
    422: SyncFault.REQUEST_REFUSED,
    429: SyncFault.THROTTLED,
}
"""For problem codes this version does not know yet."""


def contract_answer(session: ProvinceSession, answer: RawAnswer, model: type[_Model]) -> _Model:
    """The answer's body as ``model``. Raises SyncError for a refusal and for an answer that is not the contract's."""
    if answer.status >= 400:
        raise refusal(session, answer)
    if answer.status not in {200, 201} or answer.media_type != "application/json":
        raise SyncError(SyncFault.NOT_OUR_PROVINCE, f"status {answer.status}")
    try:
        parsed = model.model_validate_json(answer.body)
    except ValidationError as exc:
        raise SyncError(SyncFault.NOT_OUR_PROVINCE, "form") from exc
    session.trust_clock_of(answer)
    return parsed


def changed_answer(session: ProvinceSession, answer: RawAnswer, model: type[_Model], etag: str | None) -> _Model | None:
    """As :func:`contract_answer`, for a request with ``If-None-Match: etag``; None when nothing has changed (304).

    A bare 304 is anybody's word: it counts only with the ETag that was asked about, and never when none was.
    """
    if answer.status != NOT_MODIFIED:
        return contract_answer(session, answer, model)
    if etag is None or answer.headers.get("ETag") != etag:
        raise SyncError(SyncFault.NOT_OUR_PROVINCE, "etag")
    session.trust_clock_of(answer)
    return None


def refusal(session: ProvinceSession, answer: RawAnswer) -> SyncError:
    """The error for an answer with status 400 or more."""
    wait = retry_after(answer.headers, answer.arrived_at)
    problem = _problem(answer)
    if problem is None:
        return SyncError(_fault_of_stranger(answer.status, wait), f"status {answer.status}", retry_after=wait)
    session.trust_clock_of(answer)
    fault = _BY_CODE.get(problem.code) or _BY_STATUS.get(answer.status)
    if fault is None:
        fault = SyncFault.PROVINCE_FAILED if answer.status >= 500 else SyncFault.INCOMPATIBLE
    if fault is SyncFault.PROVINCE_FAILED and wait is not None:
        fault = SyncFault.THROTTLED
    return SyncError(
        fault,
        f"status {answer.status}",
        retry_after=wait,
        problem_code=problem.code,
        clock_offset_ms=session.clock_offset_ms if fault is SyncFault.CLOCK_REFUSED else None,
    )


def _fault_of_stranger(status: int, wait: timedelta | None) -> SyncFault:
    """What an error page means that has not the contract's form: somebody between us and the province speaks."""
    match status:
        case 429:
            return SyncFault.THROTTLED
        case 502 | 504:
            # The gateway passed the request on and did not get the answer.
            return SyncFault.ANSWER_LOST
        case 503 if wait is not None:
            return SyncFault.THROTTLED
        case _:
            return SyncFault.PROVINCE_FAILED if status >= 500 else SyncFault.NOT_OUR_PROVINCE


def _problem(answer: RawAnswer) -> Problem | None:
    if answer.media_type != "application/problem+json":
        return None
    try:
        return Problem.model_validate_json(answer.body)
    except ValidationError:
        return None


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """``Retry-After`` as a wait, from seconds or from an HTTP date (RFC 9110, 10.2.3); None when there is none.

    A date is counted from the answer's own ``Date``, so that our clock's error does not enter.
    """
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return timedelta(seconds=min(int(value), 366 * 86_400)) if len(value) < 12 else None
    until = http_date(value)
    if until is None:
        return None
    return max(timedelta(), until - (http_date(headers.get("Date", "")) or now))
