"""Where what a device brought goes: to the open page where that takes it, else to the counter, whose page opens.

Invariants:
- What a keyboard scanner's second way in brings again is dropped once, here, before anybody sees it.
- Of several codes at once none is taken for a parcel unless the counter has been asked which one is meant.
"""

from collections.abc import Callable
from typing import TypeAlias

from devices.ports import CardFailed, CardRead, CodesSeen, ScanEvent
from devices.scanner.echo import EchoFilter
from ui.screens.acceptance.presenter import AcceptancePresenter
from ui.screens.devices.desk import DevicesDesk
from ui.screens.handover.presenter import HandoverPresenter
from ui.screens.handover.view import HandoverView
from ui.screens.incidents.desk import IncidentDesk
from ui.shell import Shell

Brought: TypeAlias = ScanEvent | CodesSeen | CardRead | CardFailed


class EvidenceRouter:
    """Main thread only. ``to_counter`` opens the counter's page if somebody is signed in, and says whether."""

    def __init__(
        self,
        shell: Shell,
        *,
        acceptance: AcceptancePresenter,
        handover: tuple[HandoverPresenter, HandoverView],
        incidents: IncidentDesk,
        devices: DevicesDesk,
        to_counter: Callable[[], bool],
    ) -> None:
        self._shell = shell
        self._acceptance = acceptance
        self._handover, self._handover_view = handover
        self._incidents = incidents
        self._devices = devices
        self._to_counter = to_counter
        self._echoes = EchoFilter()

    def take(self, brought: Brought) -> None:
        """Hand it on."""
        if isinstance(brought, CodesSeen):
            self._take_several(brought)
            return
        is_echo = isinstance(brought, ScanEvent) and self._echoes.is_echo(brought)
        if is_echo or self._incidents.takes(brought) or self._devices.takes(brought):
            return
        if isinstance(brought, ScanEvent) and self._shell.page is self._handover_view:
            if not self._handover_view.take_scan(brought.text):
                self._handover.scanned(brought.text)
            return
        self._to_counter()
        match brought:
            case ScanEvent():
                self._acceptance.scanned(brought)
            case CardRead():
                self._acceptance.card_read(brought)
            case CardFailed():
                self._acceptance.card_failed(brought)

    def _take_several(self, seen: CodesSeen) -> None:
        incidents = self._incidents
        takers = (incidents.card_view, incidents.view, self._devices.view, self._handover_view)
        # where a notice keeps the counter closed the question waits for it
        at_counter = self._shell.page not in takers and self._to_counter()
        for scan in self._acceptance.several.sort(seen.scans, here=at_counter):
            self.take(scan)
