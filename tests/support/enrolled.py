"""A terminal of the product, enrolled at a real province over HTTP."""

from dataclasses import dataclass
from pathlib import Path

from sync.contract import OutletProfile
from sync.enrolment import Enrolment, enrol
from sync.receipts import PinnedKeys
from sync.signing import TerminalKey
from sync.transport.http import HttpTransport
from sync.transport.session import Timeouts
from sync.words import Environment
from tests.support.frozen_messages import MessageChain
from tests.support.sync_clocks import WallClock

OUTLET = OutletProfile(name="县城网点", filing_number="YN-530100-1", region_code="530100")


@dataclass(frozen=True, slots=True)
class EnrolledTerminal:
    """Who it is, with the key it signs with."""

    enrolment: Enrolment
    key: TerminalKey

    @property
    def verifier(self) -> PinnedKeys:
        return self.enrolment.pinned_keys()

    def chain(self) -> MessageChain:
        """Freezes messages in this terminal's name."""
        return MessageChain(self.enrolment.terminal_id, self.enrolment.outlet_id)

    def transport(
        self,
        url: str,
        *,
        clock: WallClock | None = None,
        timeouts: Timeouts | None = None,
        authority: Path | None = None,
    ) -> HttpTransport:
        return HttpTransport(
            url,
            self.enrolment.terminal_id,
            self.key,
            environment=self.enrolment.environment,
            clock=clock or WallClock(),
            timeouts=timeouts or Timeouts(),
            authority=authority,
        )


def enrolled(url: str, code: str) -> EnrolledTerminal:
    """Enrol at the province, as a first start does."""
    key = TerminalKey.generate()
    transport = HttpTransport(url, None, None, environment=Environment.TRAINING, clock=WallClock())
    try:
        return EnrolledTerminal(enrol(transport, code, key, OUTLET), key)
    finally:
        transport.close()
