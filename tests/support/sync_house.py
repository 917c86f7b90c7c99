"""A terminal's sync side put together from fakes: outbox, evidence, province, clock and dice in the test's hand."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from sync.changes import ChangeKeys
from sync.engine import SyncEngine
from sync.errands import ChangesErrand, PolicyErrand
from sync.pace import Pace
from sync.policy import SyncPolicy
from sync.policy_packs import PackKeys
from sync.ports import Courtesy, Errand, EvidenceAllowance, Transport
from sync.report import SyncReport
from sync.words import Kind
from tests.support.frozen_messages import OUTLET_ID, FrozenMessage, MessageChain, evidence_of, refusal_payload
from tests.support.memory_evidence import MemoryEvidence
from tests.support.memory_news import MemoryChanges, MemoryPacks
from tests.support.memory_outbox import MemoryOutbox
from tests.support.memory_province import ISSUER, MemoryProvince
from tests.support.sync_clocks import HandClock


class SyncHouse:
    """Queues messages and runs the engine; ``restart`` builds a new engine on the same outbox."""

    def __init__(
        self, policy: SyncPolicy | None = None, *, page_size: int = 100, seed: int = 1, with_errands: bool = False
    ) -> None:
        """``with_errands`` also asks for the policy pack and for what the province has to tell."""
        self.policy = policy or SyncPolicy()
        self.clock = HandClock()
        self.rng = random.Random(seed)  # noqa: S311 # dice for tests
        self.outbox = MemoryOutbox()
        self.evidence = MemoryEvidence()
        self.province = MemoryProvince(page_size=page_size)
        self.packs = MemoryPacks()
        self.changes = MemoryChanges()
        self.with_errands = with_errands
        self.allowance: EvidenceAllowance | None = None
        self.courtesy: Courtesy | None = None
        self.chain = MessageChain()
        self.engine = self.restart()

    def restart(self, transport: Transport | None = None) -> SyncEngine:
        line: Transport = transport or self.province
        self.engine = SyncEngine(
            self.outbox,
            self.evidence,
            line,
            self.province.seal.pinned(),
            clock=self.clock,
            rng=self.rng,
            policy=self.policy,
            errands=lambda pace: self._errands(line, pace) if self.with_errands else (),
            allowance=self.allowance,
            courtesy=self.courtesy,
        )
        return self.engine

    def _errands(self, line: Transport, pace: Pace) -> tuple[Errand, ...]:
        seal = self.province.seal
        told = ChangeKeys(ISSUER, seal.keys, outlet_id=OUTLET_ID)
        return (
            ChangesErrand(self.changes, line, told, pace),
            PolicyErrand(self.packs, line, PackKeys(ISSUER, seal.keys), pace),
        )

    def queue(self, kind: Kind = Kind.REFUSAL, files: Sequence[bytes] = (), *, spoilt: bool = False) -> FrozenMessage:
        """Freeze and queue one message; each file becomes an evidence. A spoilt message lacks a member."""
        number = self.chain.sequence + 1
        references = [evidence_of(content, f"e{number}-{index}") for index, content in enumerate(files)]
        for reference, content in zip(references, files, strict=True):
            self.evidence.files[reference.evidence_id] = content
        payload = refusal_payload(number, references)
        if spoilt:
            del payload["reason"]
        message = self.chain.freeze(kind, payload, references)
        self.outbox.enqueue(message, created_at=self.clock.now())
        return message

    def queue_some(self, count: int) -> list[str]:
        return [self.queue().message_id for _ in range(count)]

    def run(self) -> SyncReport:
        return self.engine.run_once()

    def wait_and_run(self) -> SyncReport:
        """Let time pass until something is due, then run."""
        due = self.outbox.next_due()
        self.pass_time_until(due)
        report = self.engine.run_once()
        if report.pause is not None:
            self.pass_time_until(report.pause.until)
        return report

    def pass_time_until(self, moment: datetime | None) -> None:
        if moment is not None and moment > self.clock.now():
            self.clock.set(moment + timedelta(microseconds=1))

    def drain(self, *, runs: int = 400) -> None:
        """Run until nothing more will become due. Fails when that takes too long."""
        for _ in range(runs):
            if self.outbox.next_due() is None:
                return
            report = self.wait_and_run()
            if report.next_due is not None:
                self.pass_time_until(report.next_due)
        raise AssertionError("still waiting", self.outbox.counts())
