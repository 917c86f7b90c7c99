"""Takes the steps of a link test against one province: name, TCP, TLS, a signed question, clock, receipts.

Invariants:
- Whatever the network does becomes a finding; no exception leaves a step.
- A certificate that is refused is looked at once more without trust, to say why; nothing is sent over that connection.
- The questions are those of every sync run (``GET /v1/receipts``): a province sees nothing new.
"""

import errno
import ipaddress
import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final, assert_never
from urllib.parse import urlsplit

from sync.contract import MAX_RECEIPT_PAGE, ReceiptPage
from sync.errors import SyncError, SyncFault
from sync.link_test import Found, LinkFinding, LinkStep, Standing
from sync.ports import Clock, ReceiptVerifier
from sync.signing import TerminalKey
from sync.transport.http import HttpTransport
from sync.transport.probe_line import ProbeLine, ShownCertificate
from sync.transport.session import Timeouts
from sync.transport.tls import tls_context
from sync.words import Environment, ProblemCode

PROBE_TIMEOUTS: Final = Timeouts(connect=5.0, answer=8.0)
"""Seconds: somebody stands there and waits."""
_CERTIFICATE_WARNING: Final = timedelta(days=14)
_CLOCK_WARNING_MS: Final = 60_000
"""Signatures are refused at five minutes: a clock that is further off than that never comes to this step."""
_NO_ROUTE: Final = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN})
_FURTHEST: Final = (LinkFinding.CONNECTION_REFUSED, LinkFinding.CONNECT_TIMED_OUT, LinkFinding.NO_ROUTE)
"""Of several addresses the one that got furthest says most about the link."""
_EXPIRED, _NOT_YET, _WRONG_NAME, _WRONG_ADDRESS = 10, 9, 62, 64
"""OpenSSL's verify codes (x509_vfy.h)."""


@dataclass(frozen=True, slots=True)
class ProbedTerminal:
    """In whose name the province is asked, and whose receipts count. ``cursor`` is up to where receipts are known."""

    terminal_id: str
    key: TerminalKey
    verifier: ReceiptVerifier
    cursor: int


class ProvinceProbe:
    """Implements ``sync.link_test.LinkProbe``. Steps on one thread; ``close`` on any."""

    def __init__(
        self,
        base_url: str,
        terminal: ProbedTerminal | None,
        *,
        environment: Environment,
        clock: Clock,
        authority: Path | None = None,
        timeouts: Timeouts = PROBE_TIMEOUTS,
    ) -> None:
        """Without a ``terminal`` the question goes unsigned: a refusal of the contract then says that all is well.

        Raises ValueError for an address that must not be used, OSError for an unreadable ``authority``.
        """
        parts = urlsplit(base_url)
        self._host = parts.hostname or ""
        self._is_tls = parts.scheme == "https"
        self._port = parts.port or (443 if self._is_tls else 80)
        self._terminal = terminal
        self._clock = clock
        self._timeouts = timeouts
        self._context = tls_context(authority)
        self._transport = HttpTransport(
            base_url,
            terminal.terminal_id if terminal is not None else None,
            terminal.key if terminal is not None else None,
            environment=environment,
            clock=clock,
            timeouts=timeouts,
            authority=authority,
        )
        self._line = ProbeLine(timeouts)
        self._addresses: list[str] = []
        self._address = ""
        """The one that answered; until then the first of them."""
        self._page: ReceiptPage | None = None
        self._offset_ms: int | None = None

    def take(self, step: LinkStep) -> Found:
        """Take one step."""
        match step:
            case LinkStep.NAME:
                return self._resolve()
            case LinkStep.CONNECT:
                return self._connect()
            case LinkStep.TLS:
                return self._shake_hands()
            case LinkStep.ENROLMENT:
                return self._ask()
            case LinkStep.CLOCK:
                return self._compare_clocks()
            case LinkStep.RECEIPT:
                return self._verify()
            case _:
                assert_never(step)

    def close(self) -> None:
        """Give up the connections. On any thread."""
        self._line.give_up()
        self._transport.close()

    def _resolve(self) -> Found:
        with suppress(ValueError):
            self._take_addresses([str(ipaddress.ip_address(self._host))])
            return _passed(LinkFinding.NAME_IS_ADDRESS, self._host)
        answers: list[list[str] | OSError] = []
        # the system's resolver knows no time-out of ours: it is waited for on a thread that nobody has to join
        worker = threading.Thread(target=lambda: answers.append(_looked_up(self._host)), name="resolve", daemon=True)
        worker.start()
        worker.join(self._timeouts.connect)
        answer = answers[0] if answers else None
        match answer:
            case list():
                self._take_addresses(answer)
                return _passed(LinkFinding.NAME_FOUND, answer[0])
            case socket.gaierror() if answer.errno != socket.EAI_AGAIN:
                return _failed(LinkFinding.NAME_UNKNOWN, self._host)
            case _:
                return _failed(LinkFinding.NAME_SERVER_SILENT, self._host)

    def _connect(self) -> Found:
        failures: list[Found] = []
        for address in self._addresses:
            shown = f"{address}:{self._port}"
            try:
                self._line.try_address(address, self._port)
            except OSError as error:
                failures.append(_failed(_connect_finding(error), shown))
            else:
                self._address = address
                return _passed(LinkFinding.CONNECTED, shown)
        return min(failures, key=lambda failure: _FURTHEST.index(failure.finding))

    def _take_addresses(self, addresses: list[str]) -> None:
        self._addresses, self._address = addresses, addresses[0]

    def _shake_hands(self) -> Found:
        if not self._is_tls:
            return Found(Standing.SKIPPED, LinkFinding.NO_TLS_HERE)
        try:
            certificate = self._certificate(self._context)
        except ssl.SSLCertVerificationError as error:
            return self._refused_certificate(error)
        except ssl.SSLError as error:
            not_tls = error.reason in {
                "WRONG_VERSION_NUMBER",
                "HTTP_REQUEST",
                "UNKNOWN_PROTOCOL",
                "RECORD_LAYER_FAILURE",
            }
            return _failed(LinkFinding.NOT_TLS if not_tls else LinkFinding.TLS_CUT)
        except OSError:
            return _failed(LinkFinding.TLS_CUT)
        return self._standing_of(certificate)

    def _standing_of(self, certificate: ShownCertificate | None) -> Found:
        if certificate is None:  # it was trusted, and cannot be read here
            return _passed(LinkFinding.TLS_WELL)
        if certificate.ends - self._clock.now() < _CERTIFICATE_WARNING:
            return Found(Standing.WARNED, LinkFinding.CERTIFICATE_EXPIRES_SOON, f"{certificate.ends:%Y-%m-%d}")
        return _passed(LinkFinding.TLS_WELL, f"{certificate.issuer}, {certificate.ends:%Y-%m-%d}")

    def _refused_certificate(self, error: ssl.SSLCertVerificationError) -> Found:
        shown = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        shown.check_hostname = False
        shown.verify_mode = ssl.CERT_NONE
        certificate = None
        with suppress(OSError):
            certificate = self._certificate(shown)
        match error.verify_code:
            case code if code == _EXPIRED:
                day = f"{certificate.ends:%Y-%m-%d}" if certificate is not None else ""
                return _failed(LinkFinding.CERTIFICATE_EXPIRED, day)
            case code if code == _NOT_YET:
                day = f"{certificate.begins:%Y-%m-%d}" if certificate is not None else ""
                return _failed(LinkFinding.CERTIFICATE_NOT_YET_VALID, day)
            case code if code in {_WRONG_NAME, _WRONG_ADDRESS}:
                return _failed(LinkFinding.NAME_MISMATCH, certificate.subject if certificate is not None else "")
            case _:
                return _failed(LinkFinding.ISSUER_UNKNOWN, certificate.issuer if certificate is not None else "")

    def _certificate(self, context: ssl.SSLContext) -> ShownCertificate | None:
        return self._line.certificate(self._address, self._port, self._host, context)

    def _ask(self) -> Found:
        # one before the newest that is known: so that there is a receipt to verify, and no more than a page
        cursor = max(0, self._terminal.cursor - 1) if self._terminal is not None else 0
        try:
            self._page = self._transport.receipts_after(cursor, MAX_RECEIPT_PAGE)
        except SyncError as error:
            self._offset_ms = error.clock_offset_ms or self._transport.clock_offset_ms
            if self._terminal is None and error.fault is SyncFault.CREDENTIALS_REFUSED:
                return _passed(LinkFinding.ANSWERED)
            finding = _finding_of(error)
            if finding is LinkFinding.CLOCK_REFUSED:
                return _failed(finding, _seconds(self._offset_ms))
            return _failed(finding, error.problem_code or error.detail)
        self._offset_ms = self._transport.clock_offset_ms
        if self._terminal is None:
            return _passed(LinkFinding.ANSWERED)
        return _passed(LinkFinding.ENROLLED, self._terminal.terminal_id)

    def _compare_clocks(self) -> Found:
        if self._offset_ms is None:
            return Found(Standing.SKIPPED, LinkFinding.CLOCK_UNKNOWN)
        right = abs(self._offset_ms) < _CLOCK_WARNING_MS
        standing, finding = (
            (Standing.PASSED, LinkFinding.CLOCK_RIGHT) if right else (Standing.WARNED, LinkFinding.CLOCK_OFF)
        )
        return Found(standing, finding, _seconds(self._offset_ms))

    def _verify(self) -> Found:
        if self._terminal is None:
            return Found(Standing.SKIPPED, LinkFinding.NOT_ENROLLED_HERE)
        receipts = self._page.receipts if self._page is not None else []
        if not receipts:
            return Found(Standing.SKIPPED, LinkFinding.NO_RECEIPT_YET)
        verified = 0
        verifier = self._terminal.verifier
        for receipt in receipts:
            with suppress(SyncError):
                if receipt.kind == "message":
                    verifier.message_receipt(receipt.jws)
                else:
                    verifier.evidence_receipt(receipt.jws)
                verified += 1
        if not verified:
            return _failed(LinkFinding.RECEIPT_OF_ANOTHER_KEY)
        return _passed(LinkFinding.RECEIPT_VERIFIED, str(verified))


def _looked_up(host: str) -> list[str] | OSError:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError as error:
        return error
    except UnicodeError:
        return socket.gaierror(socket.EAI_NONAME, "not a name")
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def _connect_finding(error: OSError) -> LinkFinding:
    if isinstance(error, ConnectionRefusedError | ConnectionResetError):
        return LinkFinding.CONNECTION_REFUSED
    return LinkFinding.NO_ROUTE if error.errno in _NO_ROUTE else LinkFinding.CONNECT_TIMED_OUT


def _finding_of(error: SyncError) -> LinkFinding:
    finding = LinkFinding.PROVINCE_FAILS
    match error.fault:
        case SyncFault.NOT_OUR_PROVINCE | SyncFault.TLS_REFUSED:
            finding = LinkFinding.PORTAL
        case SyncFault.CREDENTIALS_REFUSED:
            expired = error.problem_code == ProblemCode.ENROLMENT_EXPIRED
            finding = LinkFinding.ENROLMENT_EXPIRED if expired else LinkFinding.TERMINAL_REFUSED
        case SyncFault.CLOCK_REFUSED:
            finding = LinkFinding.CLOCK_REFUSED
        case SyncFault.INCOMPATIBLE:
            finding = LinkFinding.VERSION_DIFFERS
        case SyncFault.THROTTLED:
            finding = LinkFinding.PROVINCE_BUSY
        case SyncFault.NAME_UNRESOLVED | SyncFault.UNREACHABLE | SyncFault.ANSWER_LOST:
            finding = LinkFinding.ANSWER_CUT
        case (
            SyncFault.PROVINCE_FAILED
            | SyncFault.REQUEST_REFUSED
            | SyncFault.WRONG_KEY
            | SyncFault.EVIDENCE_REFUSED
            | SyncFault.UPLOAD_GONE
            | SyncFault.EVIDENCE_UNREADABLE
        ):
            pass
        case _:
            assert_never(error.fault)
    return finding


def _seconds(offset_ms: int | None) -> str:
    return f"{offset_ms / 1000:+.0f}" if offset_ms is not None else ""


def _passed(finding: LinkFinding, detail: str = "") -> Found:
    return Found(Standing.PASSED, finding, detail)


def _failed(finding: LinkFinding, detail: str = "") -> Found:
    return Found(Standing.FAILED, finding, detail)
