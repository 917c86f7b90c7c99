"""What a notice or report about an interruption says on paper: plain values, ready to be written down.

Invariants:
- Nothing about senders, addressees or parcels.
- The QR holds the message itself, signed by the terminal (``sync.report_seal``).
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class OutageSheet:
    """One page. Texts are in the sheet's language, times the counter's local ones; empty texts are left out."""

    title: str
    outlet_name: str
    filing_number: str
    terminal_id: str
    cause: str
    scope: str
    begins: str
    expected_end: str
    restored: str
    ended: str
    waiting: str
    late: str
    measures: tuple[str, ...]
    words: str = field(repr=False)
    clerk: str
    """The number of the clerk who told it."""
    told_at: str
    delivered_at: str
    """When its receipt came; empty before."""
    policy_version: str
    basis: tuple[str, ...]
    """The rules' references: law, version, article."""
    message_id: str
    digest: str
    """SHA-256 of the message, hexadecimal."""
    qr_text: str = field(repr=False)
    training: bool = False
