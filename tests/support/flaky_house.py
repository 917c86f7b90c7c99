"""A whole terminal against a real province behind a flaky proxy.

The engine's clock is in the test's hand, so that waits cost no time; requests are signed by the wall clock.
"""

import random
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from sync.changes import ChangeKeys
from sync.engine import SyncEngine
from sync.errands import ChangesErrand, PolicyErrand
from sync.pace import Pace
from sync.policy import SyncPolicy
from sync.policy_packs import PackKeys
from sync.ports import Errand
from sync.province.serve import EmbeddedProvince
from sync.province.settings import Throttle
from sync.report import SyncReport
from sync.simulators.flaky_link import FlakyLink
from sync.transport.http import HttpTransport
from sync.transport.session import Timeouts
from sync.words import Kind
from tests.support.enrolled import EnrolledTerminal, enrolled
from tests.support.frozen_messages import FrozenMessage, MessageChain, evidence_of, refusal_payload
from tests.support.memory_evidence import MemoryEvidence
from tests.support.memory_news import MemoryChanges, MemoryPacks
from tests.support.memory_outbox import MemoryOutbox
from tests.support.real_province import address_of, province_in
from tests.support.sync_clocks import HandClock, WallClock

IMPATIENT = Timeouts(connect=2.0, answer=0.5, floor_bytes_per_second=1_000_000)


@dataclass(slots=True)
class Gate:
    """Whether the province is throttling."""

    throttle: Throttle | None = None

    def __call__(self) -> Throttle | None:
        return self.throttle


@dataclass(slots=True)
class FlakyHouse:
    """What a test needs in its hand."""

    province: EmbeddedProvince
    proxy: FlakyLink
    gate: Gate
    terminal: EnrolledTerminal
    chain: MessageChain
    transport: HttpTransport
    policy: SyncPolicy
    clock: HandClock = field(default_factory=HandClock)
    outbox: MemoryOutbox = field(default_factory=MemoryOutbox)
    evidence: MemoryEvidence = field(default_factory=MemoryEvidence)
    packs: MemoryPacks = field(default_factory=MemoryPacks)
    changes: MemoryChanges = field(default_factory=MemoryChanges)

    def engine(self) -> SyncEngine:
        """A new engine, as after a restart."""
        return SyncEngine(
            self.outbox,
            self.evidence,
            self.transport,
            self.terminal.verifier,
            clock=self.clock,
            rng=random.Random(1),  # noqa: S311 # dice for tests
            policy=self.policy,
            errands=self._errands,
        )

    def _errands(self, pace: Pace) -> tuple[Errand, ...]:
        enrolment = self.terminal.enrolment
        keys = enrolment.receipt_keys
        told = ChangeKeys(enrolment.issuer, keys, outlet_id=enrolment.outlet_id)
        return (
            ChangesErrand(self.changes, self.transport, told, pace),
            PolicyErrand(self.packs, self.transport, PackKeys(enrolment.issuer, keys), pace),
        )

    def queue(self, kind: Kind = Kind.REFUSAL, files: Sequence[bytes] = (), *, spoilt: bool = False) -> FrozenMessage:
        number = self.chain.sequence + 1
        references = [
            evidence_of(content, f"{self.chain.terminal_id}-e{number}-{index}") for index, content in enumerate(files)
        ]
        for reference, content in zip(references, files, strict=True):
            self.evidence.files[reference.evidence_id] = content
        payload = refusal_payload(number, references)
        if spoilt:
            del payload["reason"]
        message = self.chain.freeze(kind, payload, references)
        self.outbox.enqueue(message, created_at=self.clock.now())
        return message

    def queue_some(self, count: int) -> None:
        for _ in range(count):
            self.queue()

    def drain(self, engine: SyncEngine, *, runs: int = 60) -> list[SyncReport]:
        """Run, letting the waits pass on the hand clock, until nothing more becomes due."""
        reports: list[SyncReport] = []
        for _ in range(runs):
            report = engine.run_once()
            reports.append(report)
            if report.next_due is None:
                return reports
            if report.next_due >= self.clock.now():
                self.clock.set(report.next_due + timedelta(milliseconds=1))
        raise AssertionError("still waiting", self.outbox.counts(), reports[-1].fault)

    def arrived_once(self, count: int) -> bool:
        """True when the province has exactly this terminal's first ``count`` messages, each once, unbroken."""
        chain = self.province.chain_report(self.chain.terminal_id)
        return chain.whole and chain.length == count


@contextmanager
def flaky_house(
    folder: Path,
    *,
    policy: SyncPolicy | None = None,
    timeouts: Timeouts = IMPATIENT,
    clock: WallClock | None = None,
    through_proxy: bool = True,
) -> Iterator[FlakyHouse]:
    """Everything started, the terminal enrolled; everything joined at the end."""
    gate = Gate()
    with (
        province_in(folder, gate) as province,
        flaky_terminal(
            province, gate, policy=policy, timeouts=timeouts, clock=clock, through_proxy=through_proxy
        ) as house,
    ):
        yield house


@contextmanager
def flaky_terminal(
    province: EmbeddedProvince,
    gate: Gate,
    *,
    policy: SyncPolicy | None = None,
    timeouts: Timeouts = IMPATIENT,
    clock: WallClock | None = None,
    through_proxy: bool = True,
) -> Iterator[FlakyHouse]:
    """A new terminal of a province that runs already, with a link of its own."""
    with ExitStack() as stack:
        proxy = stack.enter_context(FlakyLink(address_of(province)))
        terminal = enrolled(province.url, province.issue_code())
        transport = terminal.transport(proxy.url if through_proxy else province.url, timeouts=timeouts, clock=clock)
        stack.callback(transport.close)
        yield FlakyHouse(province, proxy, gate, terminal, terminal.chain(), transport, policy or SyncPolicy())
