"""A closed handover as a sheet of paper.

Invariants:
- What stands on the sheet is what was recorded; no names of senders or addressees.
- The drawing is loaded with the first sheet, not with the window.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from app.domain.policy import Policy
from app.inspection_mark import shown_short_code
from app.inspection_ports import HandedParcel
from app.usecases.handover_results import ClosedManifest
from ui.printing.manifest_sheet import ManifestRow, ManifestSheet
from ui.printing.problems import PrintProblem
from ui.screens.handover.wording import carrier_words, parcel_carrier_words, screening_words


class ManifestPaper:
    """actions.Paper over the printers of this PC."""

    def __init__(self, policy: Policy, local: Callable[[datetime], datetime]) -> None:
        self._policy = policy
        self._local = local

    def print(self, manifest: ClosedManifest) -> PrintProblem | None:
        """On the default printer."""
        from ui.printing.manifest import manifest_sheet
        from ui.printing.output import print_sheet

        return print_sheet(manifest_sheet(sheet_of(manifest, self._policy, self._local)))

    def save(self, manifest: ClosedManifest, path: Path) -> PrintProblem | None:
        """As a PDF."""
        from ui.printing.manifest import manifest_sheet
        from ui.printing.output import save_pdf

        return save_pdf(manifest_sheet(sheet_of(manifest, self._policy, self._local)), path)


def sheet_of(manifest: ClosedManifest, policy: Policy, local: Callable[[datetime], datetime]) -> ManifestSheet:
    """The manifest in the words of the screen. Raises ValueError for a handover that is not closed."""
    handover = manifest.handover
    if handover.closed_at is None or handover.message_id is None or handover.digest is None:
        raise ValueError("not closed")
    return ManifestSheet(
        outlet_name=manifest.outlet_name,
        filing_number=manifest.filing_number,
        carrier=carrier_words(handover.carrier, policy),
        vehicle=" / ".join(part for part in (handover.vehicle, handover.gps) if part),
        bag=handover.bag,
        driver=handover.driver,
        clerk=handover.closed_by or handover.opened_by,
        handed_over_at=f"{local(handover.closed_at):%Y-%m-%d %H:%M}",
        rows=tuple(_row(parcel, policy) for parcel in manifest.parcels),
        message_id=handover.message_id,
        digest=handover.digest,
        training=manifest.training,
    )


def _row(parcel: HandedParcel, policy: Policy) -> ManifestRow:
    return ManifestRow(
        waybill_number=parcel.waybill_number,
        carrier=parcel_carrier_words(parcel.carrier, policy),
        weight_grams=parcel.weight_g,
        mark_code=shown_short_code(parcel.mark) if parcel.mark else "",
        screening=screening_words(parcel.screening),
    )
