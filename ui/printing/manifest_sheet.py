"""What a handover manifest (交接单) says: plain values, ready to be written down.

Invariants:
- No personal data of senders and addressees: waybill numbers and what was done to the parcels, no names.
- The QR holds the manifest's message id and digest, so that paper and record can be compared.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """One parcel of the handover. Empty texts are shown as a dash."""

    waybill_number: str = field(repr=False)
    carrier: str
    """The carrier's name in the sheet's language."""
    weight_grams: int | None
    mark_code: str
    """The inspection mark's short code, as it is shown."""
    screening: str
    """Where the security screening stands, in the sheet's language."""


@dataclass(frozen=True, slots=True)
class ManifestSheet:
    """The whole manifest. Texts are in the sheet's language; ``handed_over_at`` is the counter's local time."""

    outlet_name: str
    filing_number: str
    carrier: str
    vehicle: str
    """The vehicle's plate or the number of its GPS terminal; empty when parcels leave in a bag alone."""
    bag: str
    driver: str
    """The driver as the outlet knows them (a staff number or name)."""
    clerk: str
    """The number of the clerk who hands over."""
    handed_over_at: str
    rows: tuple[ManifestRow, ...]
    message_id: str
    digest: str
    """SHA-256 of the manifest's message, hexadecimal."""
    training: bool = False

    @property
    def qr_text(self) -> str:
        """``YQM1:`` and the message's id and digest, in the capitals that a QR holds best."""
        return f"YQM1:{self.message_id}:{self.digest}".upper()
