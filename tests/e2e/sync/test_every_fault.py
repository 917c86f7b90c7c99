"""Each fault of a rural link, over a proxy that makes it: what the terminal says of it, and that nothing is lost by it.

All terminals of this module belong to one province, which stays up.
"""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from sync.errors import SyncFault
from sync.policy import SyncPolicy
from sync.ports import Settlement
from sync.province.serve import EmbeddedProvince
from sync.province.settings import ProvinceSettings
from sync.simulators.flaky_link import Plan, lossy
from sync.state import EvidenceState, MessageState
from sync.transport.http import HttpTransport
from sync.transport.session import Timeouts
from sync.words import Environment
from tests.support.flaky_house import IMPATIENT, FlakyHouse, Gate, flaky_terminal
from tests.support.memory_outbox import MemoryOutbox
from tests.support.memory_province import Seal
from tests.support.real_province import address_of, province_in
from tests.support.strangers import answer, problem
from tests.support.sync_clocks import WallClock
from tests.support.tls_house import TlsHouse, tls_front

YEARS = timedelta(days=3 * 365)
PATIENT = Timeouts(connect=2.0, answer=5.0, floor_bytes_per_second=4096)
SLOW = 8_000
"""Bytes in a second."""


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate()


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory, gate: Gate) -> Iterator[EmbeddedProvince]:
    with province_in(tmp_path_factory.mktemp("province"), gate) as running:
        yield running


@pytest.fixture
def house(province: EmbeddedProvince, gate: Gate) -> Iterator[FlakyHouse]:
    with flaky_terminal(province, gate) as terminal:
        yield terminal


@pytest.fixture(scope="module")
def tls_house(tmp_path_factory: pytest.TempPathFactory) -> TlsHouse:
    return TlsHouse(tmp_path_factory.mktemp("tls"))


def nothing_happened(house: FlakyHouse, count: int) -> bool:
    """All still wait, none is delivered or refused, and the province has nothing of them."""
    counts = house.outbox.counts()
    return (counts.made, counts.waiting, counts.delivered) == (count, count, 0) and house.arrived_once(0)


def everything_arrived(house: FlakyHouse, count: int) -> bool:
    counts = house.outbox.counts()
    return (counts.made, counts.delivered) == (count, count) and house.arrived_once(count)


def test_a_refused_connection(house: FlakyHouse) -> None:
    house.queue_some(3)
    house.proxy.go_down()
    engine = house.engine()

    report = engine.run_once()

    assert report.fault is SyncFault.UNREACHABLE
    assert nothing_happened(house, 3)
    house.proxy.come_up()
    house.drain(engine)
    assert everything_arrived(house, 3)


def test_a_line_that_falls_silent_in_the_middle_of_a_body(house: FlakyHouse) -> None:
    house.queue(files=[random.Random(1).randbytes(200_000)])  # noqa: S311 # a picture nobody looks at
    house.proxy.plan(Plan(silent_after=60_000))

    reports = house.drain(house.engine())

    assert SyncFault.ANSWER_LOST in [report.fault for report in reports]
    assert everything_arrived(house, 1)
    (name,) = house.evidence.files
    assert house.outbox.evidence(name).state is EvidenceState.DELIVERED


def test_a_lost_answer_on_a_line_that_then_dies_is_asked_for_when_it_is_back(house: FlakyHouse) -> None:
    house.queue_some(3)
    house.proxy.plan(Plan(cut_down_after=0), Plan(reset_at_once=True), Plan(reset_at_once=True))
    engine = house.engine()

    report = engine.run_once()

    # the province has them, and the terminal does not know
    assert (report.delivered, report.fault is None, house.arrived_once(3)) == (0, False, True)
    assert house.outbox.expects_receipts()
    house.drain(engine)
    assert everything_arrived(house, 3)


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (problem(500, "unavailable"), SyncFault.PROVINCE_FAILED),
        (problem(503, "unavailable"), SyncFault.PROVINCE_FAILED),
        (answer(504, b"<html>", "text/html"), SyncFault.ANSWER_LOST),
        (problem(429, "throttled", Retry_After="30"), SyncFault.THROTTLED),
        (answer(200, b'{"results":[],"server_time":"soon"}'), SyncFault.NOT_OUR_PROVINCE),
        (answer(302, b"", "", Location="http://login.example/"), SyncFault.NOT_OUR_PROVINCE),
        (answer(511, b"<html>", "text/html"), SyncFault.PROVINCE_FAILED),
        (problem(404, "not_found"), SyncFault.INCOMPATIBLE),
        (problem(400, "contract_too_old"), SyncFault.INCOMPATIBLE),
        (problem(400, "contract_too_new"), SyncFault.INCOMPATIBLE),
        (problem(401, "terminal_unknown"), SyncFault.CREDENTIALS_REFUSED),
    ],
)
def test_an_answer_that_is_no_answer(house: FlakyHouse, raw: bytes, fault: SyncFault) -> None:
    house.queue_some(2)
    # every connection, so that the same answer meets the question for receipts
    house.proxy.usual = lambda: Plan(answer=raw)
    engine = house.engine()

    report = engine.run_once()

    assert report.fault is fault
    assert report.next_due is not None
    assert report.next_due > house.clock.now()
    assert nothing_happened(house, 2)
    house.proxy.usual = Plan
    house.drain(engine)
    assert everything_arrived(house, 2)


def test_a_stranger_who_speaks_tls_gets_nothing(house: FlakyHouse, tls_house: TlsHouse, tmp_path: Path) -> None:
    impostor = TlsHouse(tmp_path)
    target = address_of(house.province)
    with tls_front(target, tls_house.server()) as ours, tls_front(target, impostor.server()) as theirs:
        house.proxy.usual = lambda: Plan(detour=theirs)
        transport = house.terminal.transport(
            f"https://127.0.0.1:{house.proxy.port}", authority=tls_house.authority, timeouts=IMPATIENT
        )
        with over(house, transport) as secured:
            secured.queue_some(2)
            engine = secured.engine()

            report = engine.run_once()

            assert report.pause is not None
            assert (report.fault, report.pause.needs_person) == (SyncFault.TLS_REFUSED, True)
            assert nothing_happened(secured, 2)
            house.proxy.usual = lambda: Plan(detour=ours)
            secured.drain(engine)
            assert everything_arrived(secured, 2)


def test_a_name_that_no_longer_resolves(house: FlakyHouse) -> None:
    house.queue_some(2)
    nowhere = HttpTransport(
        "https://province.invalid",
        house.terminal.enrolment.terminal_id,
        house.terminal.key,
        environment=Environment.TRAINING,
        clock=WallClock(),
        timeouts=IMPATIENT,
    )
    with over(house, nowhere) as nameless:
        assert nameless.engine().run_once().fault is SyncFault.NAME_UNRESOLVED
    assert nothing_happened(house, 2)

    house.drain(house.engine())

    assert everything_arrived(house, 2)


@pytest.mark.parametrize("wrong_by", [-YEARS, YEARS])
def test_a_clock_that_is_wrong_by_years(house: FlakyHouse, wrong_by: timedelta) -> None:
    house.queue_some(2)
    with over(house, house.terminal.transport(house.proxy.url, clock=WallClock(wrong_by))) as lost_in_time:
        report = lost_in_time.engine().run_once()

    assert report.pause is not None
    assert (report.fault, report.pause.needs_person) == (SyncFault.CLOCK_REFUSED, True)
    assert report.clock_offset_ms is not None
    assert abs(timedelta(milliseconds=report.clock_offset_ms) - wrong_by) < timedelta(minutes=1)
    assert nothing_happened(house, 2)
    house.drain(house.engine())
    assert everything_arrived(house, 2)


def test_receipts_of_a_key_that_is_not_pinned(house: FlakyHouse) -> None:
    """The province changed its key, or somebody else answers: nothing counts until a person pins the new one."""
    house.queue_some(3)
    kept = house.terminal
    stranger = Seal()
    other = replace(kept.enrolment, receipt_keys=((stranger.kid, stranger.public_x),))
    house.terminal = replace(kept, enrolment=other)

    report = house.engine().run_once()

    assert report.pause is not None
    assert (report.fault, report.pause.needs_person, report.delivered) == (SyncFault.WRONG_KEY, True, 0)
    counts = house.outbox.counts()
    assert (counts.waiting, counts.delivered) == (3, 0)
    # the new key beside the old one
    both = (*other.receipt_keys, *kept.enrolment.receipt_keys)
    house.terminal = replace(kept, enrolment=replace(kept.enrolment, receipt_keys=both))
    house.drain(house.engine())
    assert everything_arrived(house, 3)


def test_an_enrolment_that_has_run_out_goes_on_where_it_was_when_it_is_renewed(tmp_path: Path) -> None:
    clock = ProvinceClock(WallClock())
    settings = ProvinceSettings.in_folder(tmp_path, now=clock.now, enrolment_term=timedelta(minutes=2))
    with EmbeddedProvince(settings) as province, flaky_terminal(province, Gate()) as house:
        house.queue_some(2)
        clock.ahead = timedelta(minutes=3)
        engine = house.engine()

        report = engine.run_once()

        assert report.pause is not None
        assert (report.fault, report.pause.needs_person) == (SyncFault.CREDENTIALS_REFUSED, True)
        assert nothing_happened(house, 2)
        province.renew(house.chain.terminal_id)
        house.drain(engine)
        assert everything_arrived(house, 2)


@dataclass(slots=True)
class ProvinceClock:
    """The province's clock, which a test puts forward (within the signatures' window)."""

    wall: WallClock
    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        return self.wall.now() + self.ahead


def test_a_link_of_eight_kilobytes_a_second(province: EmbeddedProvince, gate: Gate) -> None:
    # a tenth of the usual times and sizes
    policy = SyncPolicy(chunk_bytes=4_000, least_chunk_bytes=1_000, call_seconds=0.4)
    with flaky_terminal(province, gate, policy=policy, timeouts=PATIENT) as house:
        house.queue_some(10)
        house.queue(files=[random.Random(2).randbytes(6_000)])  # noqa: S311 # a picture nobody looks at
        house.proxy.usual = lambda: Plan(bytes_per_second=SLOW)

        report = house.engine().run_once()

        assert (report.fault, report.evidence_delivered) == (None, 1)
        assert everything_arrived(house, 11)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_link_that_loses_connections_all_the_time(house: FlakyHouse, seed: int) -> None:
    house.queue_some(30)
    house.queue(files=[random.Random(seed).randbytes(60_000)])  # noqa: S311 # a picture nobody looks at
    house.policy = replace(house.policy, chunk_bytes=16_000, least_chunk_bytes=4_000)
    house.proxy.usual = lossy(random.Random(seed), 20_000)  # noqa: S311 # dice for tests

    house.drain(house.engine(), runs=400)

    assert everything_arrived(house, 31)
    (name,) = house.evidence.files
    assert house.outbox.evidence(name).state is EvidenceState.DELIVERED


def test_a_batch_that_is_refused_whole_is_halved_until_the_bad_record_stands_alone(house: FlakyHouse) -> None:
    house.queue_some(5)
    bad = house.queue()
    row = house.outbox.message(bad.message_id)
    # bytes that rotted on the disk: nobody can read the batch that holds them
    row.message = replace(row.message, body=row.message.body[:-1])
    house.queue_some(6)

    report = house.engine().run_once()

    assert (report.delivered, report.rejected) == (11, 1)
    assert row.state is MessageState.REJECTED
    assert row.refused is not None
    assert row.refused.code == "malformed"


def test_a_disk_that_is_full_when_the_answer_comes(house: FlakyHouse) -> None:
    disk = OutboxOnFullDisk()
    house.outbox = disk
    house.queue_some(4)
    with pytest.raises(FullDisk):
        house.engine().run_once()
    disk.full = False

    reports = house.drain(house.engine())

    assert sum(report.duplicates for report in reports) == 4
    assert everything_arrived(house, 4)


class FullDisk(Exception):  # noqa: N818 # stands for the store's own error
    """No room."""


class OutboxOnFullDisk(MemoryOutbox):
    """Cannot write down what became of a message until somebody makes room."""

    full = True

    def settle(self, settlements: Sequence[Settlement], now: datetime) -> None:
        if self.full:
            raise FullDisk
        super().settle(settlements, now)


@contextmanager
def over(house: FlakyHouse, transport: HttpTransport) -> Iterator[FlakyHouse]:
    """The same terminal and outbox by another transport, which is closed afterwards."""
    try:
        yield replace(house, transport=transport)
    finally:
        transport.close()
