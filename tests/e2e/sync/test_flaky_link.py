"""The whole client against the reference province over links that break."""

import random
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from sync.errors import SyncFault
from sync.policy import SyncPolicy
from sync.province.settings import Throttle
from sync.simulators.flaky_link import PORTAL_PAGE, Plan
from sync.state import EvidenceState, MessageState
from sync.transport.session import Timeouts
from tests.support.flaky_house import FlakyHouse, flaky_house
from tests.support.sync_clocks import WallClock

SERVER_ERROR = b"HTTP/1.1 500 oops\r\nContent-Type: text/html\r\nContent-Length: 4\r\nConnection: close\r\n\r\noops"
BAD_GATEWAY = SERVER_ERROR.replace(b"500 oops", b"502 oops")
PHOTO_POLICY = SyncPolicy(chunk_bytes=64 * 1024)


def photo(size: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(size)  # noqa: S311 # a picture nobody looks at


def all_delivered(house: FlakyHouse) -> bool:
    return all(row.state is MessageState.DELIVERED for row in house.outbox.messages())


@pytest.mark.parametrize(
    ("plan", "fault"),
    [
        (Plan(cut_up_after=700), SyncFault.ANSWER_LOST),
        (Plan(cut_up_after=3000), SyncFault.ANSWER_LOST),
        (Plan(cut_down_after=0), SyncFault.ANSWER_LOST),
        (Plan(cut_down_after=400), SyncFault.ANSWER_LOST),
        (Plan(swallow_answer=True), SyncFault.ANSWER_LOST),
        (Plan(swallow_request=True), SyncFault.ANSWER_LOST),
        (Plan(reset_at_once=True), None),
        (Plan(answer=PORTAL_PAGE), SyncFault.NOT_OUR_PROVINCE),
        (Plan(answer=SERVER_ERROR), SyncFault.PROVINCE_FAILED),
        (Plan(answer=BAD_GATEWAY), SyncFault.ANSWER_LOST),
        (Plan(repeat_request=True), None),
        (Plan(seconds_per_block=0.01), None),
    ],
)
def test_a_broken_connection_costs_nothing_but_time(tmp_path: Path, plan: Plan, fault: SyncFault | None) -> None:
    with flaky_house(tmp_path) as house:
        house.queue_some(40)
        house.proxy.plan(plan)

        reports = house.drain(house.engine())

        assert all_delivered(house)
        assert house.arrived_once(40)
        assert sum(report.delivered for report in reports) == 40
        if fault is not None:
            assert reports[0].fault is fault


def test_a_lost_answer_is_made_good_in_the_same_run(tmp_path: Path) -> None:
    with flaky_house(tmp_path) as house:
        house.queue_some(5)
        house.proxy.plan(Plan(cut_down_after=0))

        report = house.engine().run_once()

        assert (report.delivered, report.duplicates) == (5, 0)
        assert house.arrived_once(5)


def test_a_request_that_arrives_twice_takes_effect_once(tmp_path: Path) -> None:
    with flaky_house(tmp_path) as house:
        house.queue_some(3)
        house.proxy.plan(Plan(repeat_request=True))

        house.engine().run_once()

        assert house.proxy.repeats == 1
        assert house.arrived_once(3)


def test_one_connection_carries_a_whole_run(tmp_path: Path) -> None:
    with flaky_house(tmp_path, policy=SyncPolicy(batch_messages=2, chunk_bytes=1000, least_chunk_bytes=1000)) as house:
        house.queue_some(6)
        house.queue(files=[photo(3000)])

        report = house.engine().run_once()

        assert (report.delivered, report.evidence_delivered, house.proxy.connections) == (7, 1, 1)


@pytest.mark.parametrize(("keep_alive", "connections"), [(60.0, 2), (0.0, 4)])  # without: for news and message each
def test_a_connection_that_the_other_side_gave_up_is_replaced(
    tmp_path: Path, keep_alive: float, connections: int
) -> None:
    with flaky_house(tmp_path, timeouts=Timeouts(answer=5.0, keep_alive=keep_alive)) as house:
        engine = house.engine()
        house.queue()
        engine.run_once()
        house.proxy.plan(Plan())
        house.queue()

        report = engine.run_once()

        assert (report.delivered, report.fault, house.proxy.connections) == (1, None, connections)


def test_a_captive_portal_marks_nothing(tmp_path: Path) -> None:
    with flaky_house(tmp_path) as house:
        house.queue_some(2)
        house.proxy.plan(Plan(answer=PORTAL_PAGE))

        report = house.engine().run_once()

        assert report.delivered == 0
        assert [row.attempts for row in house.outbox.messages()] == [0, 0]
        assert report.clock_offset_ms is None


@pytest.mark.parametrize("status", [429, 503])
def test_a_throttle_is_honoured_to_the_second(tmp_path: Path, status: int) -> None:
    with flaky_house(tmp_path) as house:
        house.queue_some(2)
        house.gate.throttle = Throttle(429 if status == 429 else 503, timedelta(seconds=90))
        engine = house.engine()

        report = engine.run_once()

        assert report.fault is SyncFault.THROTTLED
        assert report.next_due == house.clock.now() + timedelta(seconds=90)
        house.gate.throttle = None
        house.clock.advance(timedelta(seconds=89))
        assert engine.run_once().delivered == 0
        house.clock.advance(timedelta(seconds=1))
        assert engine.run_once().delivered == 2


def test_a_throttle_until_a_date_is_honoured(tmp_path: Path) -> None:
    with flaky_house(tmp_path) as house:
        house.queue()
        house.gate.throttle = Throttle(429, datetime.now(UTC) + timedelta(minutes=10))

        report = house.engine().run_once()

        assert report.next_due is not None
        assert abs(report.next_due - house.clock.now() - timedelta(minutes=10)) < timedelta(seconds=5)


def test_one_rejected_message_holds_back_nobody(tmp_path: Path) -> None:
    with flaky_house(tmp_path) as house:
        house.queue_some(3)
        bad = house.queue(spoilt=True)
        house.queue_some(3)

        report = house.engine().run_once()

        assert (report.delivered, report.rejected) == (6, 1)
        refused = house.outbox.message(bad.message_id).refused
        assert refused is not None
        assert (refused.code, refused.pointer) == ("payload_invalid", "/payload/reason")


def test_a_photo_goes_on_where_each_cut_left_it(tmp_path: Path) -> None:
    content = photo(900_000)
    with flaky_house(tmp_path, policy=PHOTO_POLICY) as house:
        house.queue(files=[content])
        house.proxy.plan(*[Plan(cut_up_after=300_000)] * 3)

        house.drain(house.engine())

        (name,) = house.evidence.files
        row = house.outbox.evidence(name)
        assert row.state is EvidenceState.DELIVERED
        assert row.receipt is not None
        assert row.receipt.claims.sha256 == sha256(content).hexdigest()
        assert house.proxy.connections >= 4
        # Each cut costs at most the chunk that was under way.
        assert house.proxy.bytes_up < len(content) + 4 * PHOTO_POLICY.chunk_bytes


def test_a_photo_survives_a_restart_of_the_terminal(tmp_path: Path) -> None:
    content = photo(400_000)
    with flaky_house(tmp_path, policy=PHOTO_POLICY) as house:
        house.queue(files=[content])
        house.proxy.plan(Plan(cut_up_after=200_000))
        house.engine().run_once()
        (name,) = house.evidence.files
        confirmed = house.outbox.evidence(name).bytes_confirmed
        assert 0 < confirmed < len(content)
        before = house.proxy.bytes_up

        house.drain(house.engine())

        assert house.outbox.evidence(name).state is EvidenceState.DELIVERED
        assert house.proxy.bytes_up - before < len(content) - confirmed + 2 * PHOTO_POLICY.chunk_bytes


def test_a_wrong_clock_stops_and_says_by_how_much(tmp_path: Path) -> None:
    with flaky_house(tmp_path, clock=WallClock(timedelta(hours=-2))) as house:
        house.queue()

        report = house.engine().run_once()

        assert report.pause is not None
        assert (report.pause.reason, report.pause.needs_person) == (SyncFault.CLOCK_REFUSED, True)
        assert report.clock_offset_ms is not None
        assert abs(report.clock_offset_ms + 2 * 3_600_000) < 5000


def test_a_revoked_terminal_stops_and_keeps_everything(tmp_path: Path) -> None:
    with flaky_house(tmp_path) as house:
        house.queue_some(3)
        house.province.revoke(house.chain.terminal_id)

        report = house.engine().run_once()

        assert report.fault is SyncFault.CREDENTIALS_REFUSED
        assert house.outbox.counts().waiting == 3


def test_a_slow_link_is_given_its_time(tmp_path: Path) -> None:
    patient = Timeouts(connect=2.0, answer=0.5, floor_bytes_per_second=100_000)
    with flaky_house(tmp_path, policy=PHOTO_POLICY, timeouts=patient) as house:
        house.queue(files=[photo(200_000)])
        # 16 KiB every 30 ms: each chunk of 64 KiB takes longer than a quarter of the answer's own time.
        house.proxy.plan(Plan(seconds_per_block=0.03))

        report = house.engine().run_once()

        assert (report.fault, report.evidence_delivered) == (None, 1)


def test_a_backlog_of_days_drains_by_itself(tmp_path: Path) -> None:
    with flaky_house(tmp_path) as house:
        house.queue_some(1000)
        house.proxy.plan(Plan(cut_up_after=20_000), Plan(cut_down_after=0), Plan(), Plan(cut_down_after=30_000))

        house.drain(house.engine())

        assert all_delivered(house)
        assert house.arrived_once(1000)
