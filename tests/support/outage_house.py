"""A counter whose link can be cut and come back: what the tests of interruptions talk to."""

import json
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from app.domain.outage import Filing, OutageForm
from app.usecases.file_outage import PlanOutage, ReportInterruption, WithdrawPlan
from app.usecases.outage_lists import ReadOutages, ReadOutageSheet
from app.usecases.outage_results import OutageEntry, Surroundings, Watched
from app.usecases.watch_link import WatchLink
from sync.payloads_interruption import InterruptionPayload
from sync.state import MessageState
from tests.support.counter_house import CounterHouse, on_store
from tests.support.handover_house import put_acceptance

CUT = OutageForm("line_fault", measures=("kept_checking", "called_operator"), words="光缆被挖断")


@dataclass
class OutageHouse(CounterHouse):
    """The interruption regime over one memory store."""

    around: Surroundings = field(default_factory=Surroundings)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.watch = on_store(self.store, WatchLink(self.counter, self.bus))
        self.plan = on_store(self.store, PlanOutage(self.counter, self.bus))
        self.withdraw = on_store(self.store, WithdrawPlan(self.counter, self.bus))
        self.report = on_store(self.store, ReportInterruption(self.counter, self.bus))
        self.board = on_store(self.store, ReadOutages(self.counter))
        self.sheet = on_store(self.store, ReadOutageSheet(self.counter))

    def wait_with(self, records: int, by: timedelta) -> None:
        """So many records are made and do not get through for so long."""
        for _ in range(records):
            put_acceptance(self, len(self.store.tables.acceptances) + 1)
        self.clock.advance(by)

    def looked(self) -> Watched:
        """A look with the surroundings as they are."""
        return self.watch(self.around)

    def answered(self, *, drained: bool) -> None:
        """The province answers now; with ``drained`` everything that waited arrives."""
        self.around = replace(self.around, answered_at=self.clock.now(), link_is_well=True)
        if drained:
            for message_id, kept in self.store.tables.outbox.items():
                if kept.state is MessageState.PENDING:
                    self.store.note_outcome(message_id, MessageState.DELIVERED, delivered_at=self.clock.now())

    def cut_off(self) -> None:
        """Nothing gets through any more."""
        self.around = replace(self.around, link_is_well=False)

    def told(self) -> list[InterruptionPayload]:
        """The payloads about interruptions in the outbox, in the order of their making."""
        bodies = [json.loads(kept.message.body) for kept in self.store.tables.outbox.values()]
        return [InterruptionPayload.model_validate(b["payload"]) for b in bodies if b["kind"] == "interruption"]

    def events_told(self) -> list[Filing]:
        """What they tell."""
        return [Filing(payload.event) for payload in self.told()]

    def entries(self) -> tuple[OutageEntry, ...]:
        """The timeline."""
        return self.board(self.around).entries

    def moment(self, hours: float) -> datetime:
        """So many hours from now."""
        return self.clock.now() + timedelta(hours=hours)
