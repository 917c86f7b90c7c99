"""Reports that come on paper or as a photograph: the text of their QR (``sync.report_seal``).

Invariants:
- A report is believed for its terminal's signature alone, by the key that the province has known since enrolment.
- It is taken in exactly as if it had come by wire: once in effect, with a receipt that the terminal fetches later.
- Only interruptions come this way.
"""

import base64
import json
from dataclasses import dataclass

from pydantic import ValidationError

from sync.contract import Message, Outcome
from sync.province.errors import ProvinceError, ProvinceFault, Refusal
from sync.province.messages import Inbox
from sync.province.terminals import Terminal, Terminals
from sync.report_seal import SealedReport, sealed_report
from sync.words import Kind


@dataclass(frozen=True, slots=True)
class TakenReport:
    """What a report said, and what became of it. ``reason`` is the problem's code where it was rejected."""

    message: Message
    outcome: Outcome
    reason: str | None


class PaperReports:
    """Takes reports from paper."""

    def __init__(self, terminals: Terminals, inbox: Inbox) -> None:
        self._terminals = terminals
        self._inbox = inbox

    def take(self, text: str) -> TakenReport:
        """Take in the report in a QR's text.

        Raises ProvinceError: REPORT_REFUSED saying why, NOBODY_THERE for a terminal that is unknown or revoked.
        """
        report = sealed_report(text)
        message = _message(report.body) if report is not None else None
        if report is None or message is None:
            raise ProvinceError(ProvinceFault.REPORT_REFUSED, "not_a_report")
        terminal = self._terminal(message.terminal_id)
        if not _signed(report, terminal):
            raise ProvinceError(ProvinceFault.REPORT_REFUSED, "bad_signature")
        if message.kind is not Kind.INTERRUPTION:
            raise ProvinceError(ProvinceFault.REPORT_REFUSED, "kind")
        (result,) = self._inbox.take(terminal, b'{"messages":[' + report.body + b"]}", "identity").results
        return TakenReport(message, result.outcome, result.problem.code if result.problem is not None else None)

    def _terminal(self, terminal_id: str) -> Terminal:
        try:
            return self._terminals.known(terminal_id)
        except Refusal as refused:
            raise ProvinceError(ProvinceFault.NOBODY_THERE, refused.code.value) from refused


def _message(body: bytes) -> Message | None:
    try:
        return Message.model_validate(json.loads(body))
    except (ValidationError, ValueError):
        return None


def _signed(report: SealedReport, terminal: Terminal) -> bool:
    return report.is_signed_by(base64.urlsafe_b64decode(terminal.public_key + "="))
