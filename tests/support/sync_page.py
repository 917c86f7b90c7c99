"""The sync page's use cases over a counter in memory, and a link whose every step says what the test wants."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.domain.photo_budget import PhotoSize, SizeReason
from app.usecases.link_test import LinkTestRun
from app.usecases.outage_results import Surroundings
from app.usecases.pause_sending import PauseSending
from app.usecases.sync_board import ReadSyncBoard
from sync.link_test import Found, LinkFinding, LinkStep, Standing, StepResult
from tests.support.counter_house import CounterHouse, on_store
from ui.screens.sync.actions import SyncActions

PHOTO = PhotoSize(66_666, 1024, SizeReason.WEEK)
WELL: Mapping[LinkStep, Found] = {
    LinkStep.NAME: Found(Standing.PASSED, LinkFinding.NAME_FOUND, "10.20.30.40"),
    LinkStep.CONNECT: Found(Standing.PASSED, LinkFinding.CONNECTED, "10.20.30.40:443"),
    LinkStep.TLS: Found(Standing.PASSED, LinkFinding.TLS_WELL, "样例根证书, 2027-03-01"),
    LinkStep.ENROLMENT: Found(Standing.PASSED, LinkFinding.ENROLLED, "terminal-1"),
    LinkStep.CLOCK: Found(Standing.WARNED, LinkFinding.CLOCK_OFF, "+130"),
    LinkStep.RECEIPT: Found(Standing.PASSED, LinkFinding.RECEIPT_VERIFIED, "3"),
}


@dataclass
class ScriptedProbe:
    """sync.link_test.LinkProbe. ``before`` is called at each step, on the thread of the test."""

    found: Mapping[LinkStep, Found] = field(default_factory=lambda: WELL)
    before: Callable[[LinkStep], None] = lambda _: None
    closed: int = 0

    def take(self, step: LinkStep) -> Found:
        self.before(step)
        return self.found[step]

    def close(self) -> None:
        self.closed += 1


@dataclass
class LinkHands:
    """What the test holds of the page's surroundings."""

    around: Surroundings = field(default_factory=Surroundings)
    probe: ScriptedProbe = field(default_factory=ScriptedProbe)
    sent: int = 0

    def send(self) -> None:
        self.sent += 1

    def actions(self, house: CounterHouse) -> SyncActions:
        """The house's use cases as the page knows them."""
        read = ReadSyncBoard(house.counter, lambda: PHOTO)
        pauses = PauseSending(house.counter, 30)
        pause = on_store(house.store, pauses.pause)
        return SyncActions(
            board=on_store(house.store, lambda: read(self.around)),
            books=on_store(house.store, read.books),
            pause=lambda clerk: _nothing(pause(clerk)),
            go_on=on_store(house.store, pauses.go_on),
            send_now=self.send,
            test=self._test,
        )

    def _test(self, run: LinkTestRun) -> tuple[StepResult, ...]:
        return run.take(self.probe)


def _nothing(_: object) -> None:
    """The page asks for no answer."""
