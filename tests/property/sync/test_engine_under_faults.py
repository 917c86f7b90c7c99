"""Whatever goes wrong, every committed message takes effect exactly once, and nothing is delivered unproved."""

from datetime import timedelta
from hashlib import sha256

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from sync.errors import SyncError, SyncFault
from sync.policy import SyncPolicy
from sync.state import EvidenceState, MessageState
from sync.words import URGENT_KINDS, Kind
from tests.support.crashing_outbox import CrashingOutbox
from tests.support.frozen_messages import FrozenMessage
from tests.support.memory_province import Crash, Fault
from tests.support.sync_house import SyncHouse

SMALL = SyncPolicy(batch_messages=4, chunk_bytes=8, least_chunk_bytes=2)
FAULTS = st.lists(st.one_of(st.none(), st.sampled_from(Fault)), max_size=12)
FILES = st.lists(st.binary(min_size=1, max_size=40), max_size=2)
SPOILT = None
"""A message that the province rejects: a member is missing."""
ANY_KINDS = st.sampled_from([Kind.REFUSAL, Kind.REFUSAL, Kind.REFUSAL, Kind.INCIDENT, SPOILT])


def check_nothing_unproved(house: SyncHouse) -> None:
    """What the outbox calls delivered, the province has, and a genuine receipt says so."""
    for row in house.outbox.messages():
        if row.state is MessageState.DELIVERED:
            assert row.receipt is not None
            assert house.province.kept[row.message.message_id].jws == row.receipt.jws
        for reference in row.message.evidence:
            file = house.outbox.evidence(reference.evidence_id)
            if file.state is EvidenceState.DELIVERED:
                assert file.receipt is not None
                assert sha256(house.province.files[reference.evidence_id]).hexdigest() == reference.sha256


def check_every_receipt(house: SyncHouse) -> None:
    """The same with the signatures, which takes longer."""
    check_nothing_unproved(house)
    verifier = house.province.seal.pinned()
    for row in house.outbox.messages():
        if row.receipt is not None:
            claims = verifier.message_receipt(row.receipt.jws).claims
            assert (claims.sub, claims.digest) == (row.message.message_id, row.message.digest)
        for reference in row.message.evidence:
            file = house.outbox.evidence(reference.evidence_id)
            if file.receipt is not None:
                assert verifier.evidence_receipt(file.receipt.jws).claims.sub == reference.evidence_id


def check_effects(house: SyncHouse) -> None:
    """Exactly once, and nothing that nobody made."""
    made = [row.message.message_id for row in house.outbox.messages()]
    assert len(set(house.province.arrivals)) == len(house.province.arrivals)
    assert set(house.province.arrivals) <= set(made)


def check_order(house: SyncHouse) -> None:
    """In each lane by sequence; only a message whose own call failed was ever overtaken."""
    made = {row.message.message_id: row.message for row in house.outbox.messages()}
    for urgent in (True, False):
        lane = [made[arrived] for arrived in house.province.arrivals if (made[arrived].kind in URGENT_KINDS) is urgent]
        highest = 0
        for message in lane:
            assert message.sequence > highest or message.message_id in house.province.failed_alone
            highest = max(highest, message.sequence)


def queue(house: SyncHouse, kind: Kind | None, files: list[bytes]) -> FrozenMessage:
    return house.queue(spoilt=True, files=files) if kind is SPOILT else house.queue(kind, files)


def run_and_survive(house: SyncHouse) -> None:
    """One run; when the program ends in it, a new one starts on what the outbox remembers."""
    try:
        house.wait_and_run()
    except Crash:
        house.restart()


@given(kinds=st.lists(ANY_KINDS, max_size=12), data=st.data())
def test_a_faultless_pass_keeps_the_order(kinds: list[Kind | None], data: st.DataObject) -> None:
    house = SyncHouse(SMALL)
    made = [queue(house, kind, data.draw(FILES)) for kind in kinds]

    report = house.run()

    known = [message for message, kind in zip(made, kinds, strict=True) if kind is not SPOILT]
    # what is urgent goes first, the rest as it was queued
    good = [message.message_id for message in sorted(known, key=lambda one: one.kind not in URGENT_KINDS)]
    assert house.province.arrivals == good
    assert report.delivered == len(good)
    assert report.rejected == len(kinds) - len(good)
    assert report.evidence_delivered == len(house.province.files)
    assert {row.message.message_id for row in house.outbox.messages() if row.state is MessageState.REJECTED} == {
        message.message_id for message, kind in zip(made, kinds, strict=True) if kind is SPOILT
    }
    assert report.next_due is None


class EngineUnderFaults(RuleBasedStateMachine):
    """Queueing, runs with faults at any call, crashes, restarts, time passing: in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.house = SyncHouse(SMALL, page_size=3)
        self.outbox = CrashingOutbox(self.house.outbox)
        self.house.outbox = self.outbox
        self.house.restart()
        self.spoilt: set[str] = set()

    @rule(kind=ANY_KINDS, files=FILES)
    def queue(self, kind: Kind | None, files: list[bytes]) -> None:
        message = queue(self.house, kind, files)
        if kind is SPOILT:
            self.spoilt.add(message.message_id)

    @rule(faults=FAULTS)
    def run_with_faults(self, faults: list[Fault | None]) -> None:
        self.house.province.faults.extend(faults)
        run_and_survive(self.house)

    @rule(faults=FAULTS)
    def run_paused(self, faults: list[Fault | None]) -> None:
        self.house.province.faults.extend(faults)
        calm = {kept.message.message_id for kept in self.outbox.messages() if kept.message.kind not in URGENT_KINDS}
        before = [arrived for arrived in self.house.province.arrivals if arrived in calm]
        try:
            self.house.engine.run_urgent()
        except Crash:
            self.house.restart()
        assert [arrived for arrived in self.house.province.arrivals if arrived in calm] == before

    @rule(calls=st.integers(0, 6), after=st.booleans())
    def crash_at_the_store(self, calls: int, after: bool) -> None:
        self.outbox.crash_at(calls, after=after)
        run_and_survive(self.house)
        self.outbox.crash_never()

    @rule(minutes=st.integers(0, 700))
    def let_time_pass(self, minutes: int) -> None:
        self.house.clock.advance(timedelta(minutes=minutes))

    @rule()
    def lose_the_uploads(self) -> None:
        self.house.province.uploads.clear()

    @rule()
    def restart(self) -> None:
        self.house.restart()

    @invariant()
    def nothing_unproved(self) -> None:
        check_nothing_unproved(self.house)

    @invariant()
    def exactly_once(self) -> None:
        check_effects(self.house)

    @invariant()
    def in_order(self) -> None:
        check_order(self.house)

    @invariant()
    def sums_agree(self) -> None:
        counts = self.house.outbox.counts()
        assert counts.made == counts.delivered + counts.waiting + counts.rejected

    def teardown(self) -> None:
        """Once the faults are over, everything arrives: nothing is lost and nothing waits for ever."""
        self.house.province.faults.clear()
        self.house.drain()
        for row in self.house.outbox.messages():
            spoilt = row.message.message_id in self.spoilt
            expected = MessageState.REJECTED if spoilt else MessageState.DELIVERED
            assert row.state is expected
            if expected is MessageState.DELIVERED:
                assert all(reference.evidence_id in self.house.province.files for reference in row.message.evidence)
        check_every_receipt(self.house)
        check_effects(self.house)
        check_order(self.house)


EngineUnderFaults.TestCase.settings = settings(
    max_examples=150, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestEngineUnderFaults = EngineUnderFaults.TestCase


@settings(max_examples=40, deadline=None)
@given(
    count=st.integers(1, 30),
    data=st.data(),
    fault=st.sampled_from([SyncFault.REQUEST_REFUSED, SyncFault.PROVINCE_FAILED, SyncFault.ANSWER_LOST]),
)
def test_poison_never_blocks_the_others(count: int, data: st.DataObject, fault: SyncFault) -> None:
    house = SyncHouse(SyncPolicy(batch_messages=16), seed=data.draw(st.integers(0, 99)))
    made = house.queue_some(count)
    poisoned = data.draw(st.sets(st.sampled_from(made), max_size=3))
    for message_id in poisoned:
        house.province.poison[message_id] = SyncError(fault)

    for _ in range(250):
        if set(house.province.arrivals) == set(made) - poisoned:
            break
        house.wait_and_run()

    assert set(house.province.arrivals) == set(made) - poisoned
    check_every_receipt(house)
