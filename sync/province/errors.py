"""What can go wrong on the province's side, as codes.

Invariants:
- A :class:`Refusal` becomes a problem document (RFC 9457); its detail never holds personal data.
- A :class:`ProvinceError` means that the province itself cannot work; a client sees it as 503 or not at all.
"""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from sync.words import ProblemCode


class ProvinceFault(Enum):
    """Why the province cannot work."""

    DATABASE_UNAVAILABLE = "database_unavailable"
    ENVIRONMENT_MISMATCH = "environment_mismatch"
    """This data belongs to the other environment: training data never becomes production data."""
    KEY_UNREADABLE = "key_unreadable"
    POLICY_REFUSED = "policy_refused"
    """This folder cannot be published as a policy pack; the detail is a PackFault value."""
    NOBODY_THERE = "nobody_there"
    """No such outlet, terminal or period."""
    NOT_NOW = "not_now"
    """A period is announced before its end, and drawn from after it, once."""
    NOTHING_TO_DRAW = "nothing_to_draw"
    """The terminal has sent nothing of this period."""
    CHAIN_INCOMPLETE = "chain_incomplete"
    """Messages are missing, or two claim one place: a draw would not be the terminal's."""
    REPORT_REFUSED = "report_refused"
    """What was read from paper is not a report that this province can believe."""
    BUNDLE_REFUSED = "bundle_refused"
    """A sealed part was not taken; the detail is a BundleFault value."""
    FILE_REFUSED = "file_refused"
    """A file could not be written."""
    START_FAILED = "start_failed"
    NOT_RUNNING = "not_running"


class ProvinceError(Exception):
    """The province cannot start or go on."""

    def __init__(self, fault: ProvinceFault, detail: str = "") -> None:
        super().__init__(f"{fault.value}" + (f" ({detail})" if detail else ""))
        self.fault = fault
        self.detail = detail
        """An exception's class name, an exit code or a code; free of personal data."""


class Refusal(Exception):  # noqa: N818 - the word of the contract; it is an answer, not a failure
    """A request is answered with this problem."""

    def __init__(
        self,
        code: ProblemCode,
        status: int,
        detail: str = "",
        *,
        pointer: str | None = None,
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(code.value)
        self.code = code
        self.status = status
        self.detail = detail
        self.pointer = pointer
        self.headers = headers
