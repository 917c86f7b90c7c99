"""The link to the province, tested step by step: the steps, what each may find, and the order they are taken in.

Invariants:
- A step is taken only when those before it got through; what could not be reached is told as such, never guessed.
- Nothing is sent but questions, and nothing that comes is applied: testing changes nothing on either side.
- A finding carries figures and public names only (an address, a certificate's issuer): nothing personal, no key.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Protocol


class LinkStep(Enum):
    """What is tested, in order."""

    NAME = "name"
    CONNECT = "connect"
    TLS = "tls"
    ENROLMENT = "enrolment"
    CLOCK = "clock"
    RECEIPT = "receipt"


class Standing(Enum):
    """How a step came out."""

    PASSED = "passed"
    WARNED = "warned"
    """It got through; somebody should see to it before long."""
    FAILED = "failed"
    SKIPPED = "skipped"
    """Not taken: there is nothing to test here, or a step before it failed."""


class LinkFinding(Enum):
    """What a step found."""

    NAME_FOUND = "name_found"
    NAME_IS_ADDRESS = "name_is_address"
    NAME_UNKNOWN = "name_unknown"
    NAME_SERVER_SILENT = "name_server_silent"
    CONNECTED = "connected"
    CONNECTION_REFUSED = "connection_refused"
    NO_ROUTE = "no_route"
    CONNECT_TIMED_OUT = "connect_timed_out"
    NO_TLS_HERE = "no_tls_here"
    """The training province on this very PC is spoken to without TLS."""
    TLS_WELL = "tls_well"
    CERTIFICATE_EXPIRES_SOON = "certificate_expires_soon"
    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_NOT_YET_VALID = "certificate_not_yet_valid"
    ISSUER_UNKNOWN = "issuer_unknown"
    NAME_MISMATCH = "name_mismatch"
    NOT_TLS = "not_tls"
    TLS_CUT = "tls_cut"
    ANSWERED = "answered"
    ENROLLED = "enrolled"
    NOT_ENROLLED_HERE = "not_enrolled_here"
    PORTAL = "portal"
    """Somebody else answers: a captive portal, a proxy's page, a wrong address."""
    TERMINAL_REFUSED = "terminal_refused"
    ENROLMENT_EXPIRED = "enrolment_expired"
    CLOCK_REFUSED = "clock_refused"
    VERSION_DIFFERS = "version_differs"
    PROVINCE_BUSY = "province_busy"
    PROVINCE_FAILS = "province_fails"
    ANSWER_CUT = "answer_cut"
    CLOCK_RIGHT = "clock_right"
    CLOCK_OFF = "clock_off"
    CLOCK_UNKNOWN = "clock_unknown"
    RECEIPT_VERIFIED = "receipt_verified"
    NO_RECEIPT_YET = "no_receipt_yet"
    RECEIPT_OF_ANOTHER_KEY = "receipt_of_another_key"
    NOT_REACHED = "not_reached"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Found:
    """What a step came to, and the figure or public name that goes with it ("" for none)."""

    standing: Standing
    finding: LinkFinding
    detail: str = ""


@dataclass(frozen=True, slots=True)
class StepResult:
    """A step that was taken or passed over. ``ms`` is how long it took."""

    step: LinkStep
    found: Found
    ms: int


class LinkProbe(Protocol):
    """Takes the steps, each once, in order; each returns within its time-out and raises nothing."""

    def take(self, step: LinkStep) -> Found:
        """Take one step."""

    def close(self) -> None:
        """Give up the connections; a step under way ends soon. On any thread."""


def steps_taken(probe: LinkProbe, should_stop: Callable[[], bool]) -> Iterator[StepResult]:
    """Each step's result as it comes. After a failure, or when ``should_stop`` says so, the rest are passed over."""
    after: LinkFinding | None = None
    for step in LinkStep:
        if after is None and should_stop():
            after = LinkFinding.STOPPED
        if after is not None:
            yield StepResult(step, Found(Standing.SKIPPED, after), 0)
            continue
        begun = time.monotonic()
        found = probe.take(step)
        ms = round((time.monotonic() - begun) * 1000)
        if should_stop() and found.standing is Standing.FAILED:
            # the connection was given up in mid-step: what that looked like says nothing about the link
            found, after = Found(Standing.SKIPPED, LinkFinding.STOPPED), LinkFinding.STOPPED
        elif found.standing is Standing.FAILED:
            after = LinkFinding.NOT_REACHED
        yield StepResult(step, found, ms)
