"""Several codes under the camera at once: which of them count, and when the clerk has to say which one is meant.

Invariants:
- A waybill is never chosen by where it lies or how large it is: one distinct number is taken, of several none.
- The parcel's own number, or the one that was just accepted and still lies there, ends the matter: nothing is asked.
"""

from collections.abc import Sequence
from typing import Final

from app.domain.policy import Policy
from app.domain.sender_rules import Choice
from app.domain.waybill import normalised, waybills_among
from devices.ports import ScanEvent, ScanSource, Symbology
from ui.screens.acceptance.desk import ParcelDesk
from ui.screens.acceptance.panel_board import PanelBoard
from ui.screens.acceptance.state import About, Panel, Question

PICKED_BY_KEY: Final = 9
"""As many as there are digits."""

_BARS: Final = frozenset({Symbology.CODE_128, Symbology.QR, Symbology.CODE_39, Symbology.ITF, Symbology.DATA_MATRIX})
"""Codes that carriers print. EAN and UPC stand on goods."""


def numbers_seen(scans: Sequence[ScanEvent], policy: Policy) -> tuple[str, ...]:
    """The distinct waybill numbers among them."""
    return waybills_among([scan.text for scan in scans if scan.symbology in _BARS], policy.carrier_patterns)


def counted(scans: Sequence[ScanEvent], policy: Policy) -> tuple[ScanEvent, ...]:
    """The scans that mean something when at most one waybill number is among them: it, and senders' real-name codes.

    All of them where none is a waybill: each is answered as if it had come alone.
    """
    numbers = numbers_seen(scans, policy)
    if not numbers:
        return tuple(scans)
    prefixes = tuple(issuer.prefix for issuer in policy.sender_codes)
    return tuple(scan for scan in scans if normalised(scan.text) in numbers or scan.text.startswith(prefixes))


class SeveralCodes:
    """Asks the clerk at the counter. Main thread only."""

    def __init__(self, policy: Policy, desk: ParcelDesk, board: PanelBoard) -> None:
        self._policy = policy
        self._desk = desk
        self._board = board

    def sort(self, scans: Sequence[ScanEvent], *, here: bool) -> Sequence[ScanEvent]:
        """Those to be routed one by one; all of them where the counter is not open (``here``).

        Of several waybills none is: the clerk is asked, unless something else stands open.
        """
        if not here:
            return scans
        numbers = numbers_seen(scans, self._policy)
        if len(numbers) < 2:
            return counted(scans, self._policy)
        if not self._settled(numbers) and self._board.panel in (Panel.NONE, Panel.HELP):
            choices = (Choice(one, one, one, str(key)) for key, one in enumerate(numbers[:PICKED_BY_KEY], 1))
            self._board.ask(Panel.WAYBILL_CHOICE, Question(tuple(choices), about=About.WAYBILL))
        return ()

    def asks_instead_of(self, scan: ScanEvent) -> bool:
        """Whether the clerk is being asked just now: what comes into the camera's view meanwhile chooses nothing."""
        return self._board.panel is Panel.WAYBILL_CHOICE and scan.source is ScanSource.CAMERA

    def _settled(self, numbers: Sequence[str]) -> bool:
        parcel = self._desk.view.parcel
        own = parcel.waybill.number if parcel is not None and parcel.waybill is not None else None
        return own in numbers or self._desk.left_on_table in numbers
