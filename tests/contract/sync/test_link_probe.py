"""Each step of a link test against links and provinces that fail in their own way."""

import errno
import socket
import ssl
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from sync.link_test import Found, LinkFinding, LinkStep, Standing, StepResult, steps_taken
from sync.province.serve import EmbeddedProvince
from sync.province.settings import Throttle
from sync.simulators.flaky_link import PORTAL_PAGE, FlakyLink, Plan, closed_port
from sync.transport import link_probe
from sync.transport.link_probe import ProbedTerminal, ProvinceProbe, _connect_finding
from sync.transport.probe_line import ProbeLine, ShownCertificate
from sync.transport.session import Timeouts
from sync.words import Environment, Kind
from tests.support.enrolled import EnrolledTerminal, enrolled
from tests.support.flaky_house import Gate
from tests.support.frozen_messages import refusal_payload
from tests.support.memory_province import MemoryProvince
from tests.support.real_province import address_of, province_in
from tests.support.strangers import Stranger, answer, problem
from tests.support.sync_clocks import WallClock
from tests.support.tls_house import DAY, TlsHouse, tls_front

QUICK = Timeouts(connect=0.5, answer=0.5, floor_bytes_per_second=1_000_000)
PASSED, WARNED, FAILED, SKIPPED = Standing


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate()


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory, gate: Gate) -> Iterator[EmbeddedProvince]:
    with province_in(tmp_path_factory.mktemp("province"), gate) as running:
        yield running


@pytest.fixture(scope="module")
def terminal(province: EmbeddedProvince) -> EnrolledTerminal:
    """Enrolled, and with two receipts at the province."""
    found = enrolled(province.url, province.issue_code())
    chain = found.chain()
    with closing(found.transport(province.url)) as transport:
        transport.send([chain.freeze(Kind.REFUSAL, refusal_payload(number), []).body for number in (1, 2)])
    return found


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> TlsHouse:
    return TlsHouse(tmp_path_factory.mktemp("tls"))


def probed(terminal: EnrolledTerminal, cursor: int = 0) -> ProbedTerminal:
    return ProbedTerminal(terminal.enrolment.terminal_id, terminal.key, terminal.verifier, cursor)


def outcome_of(
    url: str, terminal: ProbedTerminal | None = None, *, authority: Path | None = None, clock: WallClock | None = None
) -> dict[LinkStep, Found]:
    probe = ProvinceProbe(
        url,
        terminal,
        environment=Environment.TRAINING,
        clock=clock or WallClock(),
        authority=authority,
        timeouts=QUICK,
    )
    with closing(probe):
        return {result.step: result.found for result in steps_taken(probe, lambda: False)}


def ends_at(results: dict[LinkStep, Found], step: LinkStep) -> Found:
    """The failed step; the ones before it got through, and the ones after it were not taken."""
    order = list(LinkStep)
    for before in order[: order.index(step)]:
        assert results[before].standing is not FAILED
    for after in order[order.index(step) + 1 :]:
        assert results[after] == Found(SKIPPED, LinkFinding.NOT_REACHED)
    assert results[step].standing is FAILED
    return results[step]


def test_a_good_link_passes_every_step(province: EmbeddedProvince, terminal: EnrolledTerminal) -> None:
    results = outcome_of(province.url, probed(terminal))
    assert [(found.standing, found.finding) for found in results.values()] == [
        (PASSED, LinkFinding.NAME_IS_ADDRESS),
        (PASSED, LinkFinding.CONNECTED),
        (SKIPPED, LinkFinding.NO_TLS_HERE),
        (PASSED, LinkFinding.ENROLLED),
        (PASSED, LinkFinding.CLOCK_RIGHT),
        (PASSED, LinkFinding.RECEIPT_VERIFIED),
    ]
    assert results[LinkStep.RECEIPT].detail == "2"
    assert outcome_of(province.url, probed(terminal, cursor=2))[LinkStep.RECEIPT].detail == "1"


def test_a_name_is_looked_up(province: EmbeddedProvince) -> None:
    _, port = address_of(province)
    found = outcome_of(f"http://localhost:{port}")[LinkStep.NAME]
    assert (found.standing, found.finding) == (PASSED, LinkFinding.NAME_FOUND)


def test_a_name_that_nobody_knows_ends_the_test() -> None:
    found = ends_at(outcome_of("https://province.invalid"), LinkStep.NAME)
    assert found.finding in {LinkFinding.NAME_UNKNOWN, LinkFinding.NAME_SERVER_SILENT}
    assert found.detail == "province.invalid"


def test_a_closed_port_is_refused() -> None:
    found = ends_at(outcome_of(f"http://127.0.0.1:{closed_port()}"), LinkStep.CONNECT)
    assert found.finding is LinkFinding.CONNECTION_REFUSED


@pytest.mark.parametrize(
    ("error", "finding"),
    [
        (OSError(errno.ENETUNREACH, ""), LinkFinding.NO_ROUTE),
        (OSError(errno.EHOSTUNREACH, ""), LinkFinding.NO_ROUTE),
        (TimeoutError(), LinkFinding.CONNECT_TIMED_OUT),
        (ConnectionRefusedError(), LinkFinding.CONNECTION_REFUSED),
    ],
)
def test_a_connection_that_does_not_come_about_says_why(error: OSError, finding: LinkFinding) -> None:
    assert _connect_finding(error) is finding


def test_the_address_that_answered_is_the_one_that_is_looked_at(
    province: EmbeddedProvince, tls: TlsHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_probe, "_looked_up", lambda _: ["127.0.0.2", "127.0.0.1"])
    with tls_front(address_of(province), tls.server()) as (_, port):
        results = outcome_of(f"https://localhost:{port}", authority=tls.authority)
    assert results[LinkStep.CONNECT] == Found(PASSED, LinkFinding.CONNECTED, f"127.0.0.1:{port}")
    assert results[LinkStep.TLS] == Found(FAILED, LinkFinding.NAME_MISMATCH, "127.0.0.1")


def test_of_several_addresses_the_one_that_got_furthest_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_probe, "_looked_up", lambda _: ["255.255.255.255", "127.0.0.1"])
    port = closed_port()
    found = ends_at(outcome_of(f"http://localhost:{port}"), LinkStep.CONNECT)
    assert found == Found(FAILED, LinkFinding.CONNECTION_REFUSED, f"127.0.0.1:{port}")


def test_tls_says_until_when_the_certificate_holds(
    province: EmbeddedProvince, terminal: EnrolledTerminal, tls: TlsHouse
) -> None:
    for ends, standing, finding in (
        (30 * DAY, PASSED, LinkFinding.TLS_WELL),
        (3 * DAY, WARNED, LinkFinding.CERTIFICATE_EXPIRES_SOON),
    ):
        with tls_front(address_of(province), tls.server(ends=ends)) as (host, port):
            results = outcome_of(f"https://{host}:{port}", probed(terminal), authority=tls.authority)
        assert (results[LinkStep.TLS].standing, results[LinkStep.TLS].finding) == (standing, finding)
        assert results[LinkStep.RECEIPT].finding is LinkFinding.RECEIPT_VERIFIED


@pytest.mark.parametrize(
    ("begins", "ends", "address", "other_authority", "finding"),
    [
        (-3 * DAY, -DAY, "127.0.0.1", False, LinkFinding.CERTIFICATE_EXPIRED),
        (DAY, 3 * DAY, "127.0.0.1", False, LinkFinding.CERTIFICATE_NOT_YET_VALID),
        (-DAY, 30 * DAY, "127.0.0.2", False, LinkFinding.NAME_MISMATCH),
        (-DAY, 30 * DAY, "127.0.0.1", True, LinkFinding.ISSUER_UNKNOWN),
    ],
)
def test_a_refused_certificate_says_why(  # noqa: PLR0917 # a row of the table
    province: EmbeddedProvince,
    tls: TlsHouse,
    begins: timedelta,
    ends: timedelta,
    address: str,
    other_authority: bool,
    finding: LinkFinding,
) -> None:
    authority = tls.other_authority if other_authority else tls.authority
    with tls_front(address_of(province), tls.server(address, begins=begins, ends=ends)) as (host, port):
        found = ends_at(outcome_of(f"https://{host}:{port}", authority=authority), LinkStep.TLS)
    assert found.finding is finding
    assert found.detail != ""


def test_a_portal_that_speaks_no_tls_is_told(province: EmbeddedProvince, tls: TlsHouse) -> None:
    with FlakyLink(address_of(province), lambda: Plan(answer=PORTAL_PAGE)) as link:
        found = ends_at(outcome_of(f"https://127.0.0.1:{link.port}", authority=tls.authority), LinkStep.TLS)
    assert found.finding is LinkFinding.NOT_TLS


def test_a_line_that_is_cut_in_the_handshake_is_told(province: EmbeddedProvince, tls: TlsHouse) -> None:
    # A server that speaks TLS: a plain one can answer "bad request" to the one byte before the cut comes.
    with (
        tls_front(address_of(province), tls.server()) as front,
        FlakyLink(front, lambda: Plan(cut_up_after=1)) as link,
    ):
        found = ends_at(outcome_of(f"https://127.0.0.1:{link.port}", authority=tls.authority), LinkStep.TLS)
    assert found.finding is LinkFinding.TLS_CUT


def test_a_handshake_that_trickles_has_an_end(tls: TlsHouse) -> None:
    gone = threading.Event()

    def trickle(connection: socket.socket) -> None:
        connection.sendall(b"\x16\x03\x03\x40\x00")
        for _ in range(60):
            connection.sendall(b"\x00")
            if gone.wait(0.05):
                break

    with Stranger(trickle).running() as stranger:
        begun = time.monotonic()
        found = ends_at(outcome_of(stranger.url.replace("http:", "https:"), authority=tls.authority), LinkStep.TLS)
        gone.set()
    assert found.finding is LinkFinding.TLS_CUT
    assert time.monotonic() - begun < 2


def test_a_certificate_that_breaks_the_rules_is_none(tls: TlsHouse) -> None:
    der = ssl.PEM_cert_to_DER_cert(tls.authority.read_text("ascii"))
    shown = ShownCertificate.read(der)
    assert shown is not None
    assert (shown.issuer, shown.subject) == ("ours", "ours")
    of_another_version = der.replace(b"\xa0\x03\x02\x01\x02", b"\xa0\x03\x02\x01\x05", 1)
    assert of_another_version != der
    for odd in (of_another_version, b"", der[:-1], b"\x30\x00"):
        assert ShownCertificate.read(odd) is None


@pytest.mark.parametrize(
    ("plan", "finding"),
    [
        (Plan(answer=PORTAL_PAGE), LinkFinding.PORTAL),
        (Plan(answer=answer(302, Location="http://login.example/")), LinkFinding.PORTAL),
        (Plan(cut_up_after=1), LinkFinding.ANSWER_CUT),
        (Plan(swallow_answer=True), LinkFinding.ANSWER_CUT),
        (Plan(answer=problem(503, "unavailable")), LinkFinding.PROVINCE_FAILS),
        (Plan(answer=problem(403, "terminal_revoked")), LinkFinding.TERMINAL_REFUSED),
        (Plan(answer=problem(403, "enrolment_expired")), LinkFinding.ENROLMENT_EXPIRED),
        (Plan(answer=problem(400, "contract_too_old")), LinkFinding.VERSION_DIFFERS),
    ],
)
def test_whoever_answers_the_question_is_recognised(
    province: EmbeddedProvince, terminal: EnrolledTerminal, plan: Plan, finding: LinkFinding
) -> None:
    with FlakyLink(address_of(province), lambda: plan) as link:
        found = ends_at(outcome_of(link.url, probed(terminal)), LinkStep.ENROLMENT)
    assert found.finding is finding


def test_a_busy_province_is_told(province: EmbeddedProvince, terminal: EnrolledTerminal, gate: Gate) -> None:
    gate.throttle = Throttle(status=429, retry_after=timedelta(seconds=30))
    try:
        found = ends_at(outcome_of(province.url, probed(terminal)), LinkStep.ENROLMENT)
    finally:
        gate.throttle = None
    assert found.finding is LinkFinding.PROVINCE_BUSY


def test_a_terminal_that_the_province_does_not_know_is_told(
    province: EmbeddedProvince, terminal: EnrolledTerminal
) -> None:
    stranger = replace(probed(terminal), terminal_id="terminal-9")
    assert ends_at(outcome_of(province.url, stranger), LinkStep.ENROLMENT).finding is LinkFinding.TERMINAL_REFUSED


def test_a_clock_that_is_off_is_told_in_seconds(province: EmbeddedProvince, terminal: EnrolledTerminal) -> None:
    late = outcome_of(province.url, probed(terminal), clock=WallClock(timedelta(seconds=150)))
    assert (late[LinkStep.CLOCK].standing, late[LinkStep.CLOCK].finding) == (WARNED, LinkFinding.CLOCK_OFF)
    assert abs(int(late[LinkStep.CLOCK].detail) - 150) <= 2
    assert late[LinkStep.RECEIPT].finding is LinkFinding.RECEIPT_VERIFIED

    wrong = ends_at(
        outcome_of(province.url, probed(terminal), clock=WallClock(timedelta(days=-400))), LinkStep.ENROLMENT
    )
    assert wrong.finding is LinkFinding.CLOCK_REFUSED
    assert abs(int(wrong.detail) + 400 * 86_400) <= 2


def test_receipts_of_another_key_prove_nothing(province: EmbeddedProvince, terminal: EnrolledTerminal) -> None:
    pinned = replace(probed(terminal), verifier=MemoryProvince().seal.pinned())
    found = ends_at(outcome_of(province.url, pinned), LinkStep.RECEIPT)
    assert found.finding is LinkFinding.RECEIPT_OF_ANOTHER_KEY


def test_a_terminal_without_receipts_has_nothing_to_verify(province: EmbeddedProvince) -> None:
    new = enrolled(province.url, province.issue_code())
    assert outcome_of(province.url, probed(new))[LinkStep.RECEIPT] == Found(SKIPPED, LinkFinding.NO_RECEIPT_YET)


def test_before_enrolment_an_answer_of_the_contract_is_enough(province: EmbeddedProvince) -> None:
    results = outcome_of(province.url)
    assert results[LinkStep.ENROLMENT] == Found(PASSED, LinkFinding.ANSWERED)
    assert results[LinkStep.RECEIPT] == Found(SKIPPED, LinkFinding.NOT_ENROLLED_HERE)


def test_a_stop_passes_the_rest_over(province: EmbeddedProvince) -> None:
    probe = ProvinceProbe(province.url, None, environment=Environment.TRAINING, clock=WallClock(), timeouts=QUICK)
    stop = threading.Event()
    results: list[StepResult] = []
    with closing(probe):
        for result in steps_taken(probe, stop.is_set):
            results.append(result)
            if result.step is LinkStep.CONNECT:
                stop.set()
    assert [result.found.finding for result in results[2:]] == [LinkFinding.STOPPED] * 4
    assert all(result.ms == 0 for result in results[2:])


def test_closing_ends_a_handshake_that_hangs(tls: TlsHouse) -> None:
    """A patient time-out would let the person wait."""
    patient = Timeouts(connect=20.0, answer=20.0)
    accepted = threading.Event()

    def say_nothing(connection: socket.socket) -> None:
        connection.recv(1)
        accepted.set()
        while connection.recv(4096):
            pass

    with Stranger(say_nothing).running() as stranger:
        probe = ProvinceProbe(
            stranger.url.replace("http:", "https:"),
            None,
            environment=Environment.TRAINING,
            clock=WallClock(),
            authority=tls.authority,
            timeouts=patient,
        )
        probe.take(LinkStep.NAME)
        found: list[Found] = []
        worker = threading.Thread(target=lambda: found.append(probe.take(LinkStep.TLS)))
        worker.start()
        assert accepted.wait(5)
        probe.close()
        worker.join(2)
        ended = not worker.is_alive()
    assert ended
    assert [one.finding for one in found] == [LinkFinding.TLS_CUT]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux leaves a connection waiting when nobody takes any")
def test_giving_up_ends_a_connection_that_hangs() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full, socket.create_connection(full.getsockname()):
        line = ProbeLine(Timeouts(connect=20.0, answer=20.0))
        errors: list[OSError] = []

        def connect() -> None:
            try:
                line.try_address(*full.getsockname())
            except OSError as error:
                errors.append(error)

        worker = threading.Thread(target=connect)
        worker.start()
        worker.join(0.2)
        assert worker.is_alive()
        line.give_up()
        worker.join(2)
        assert not worker.is_alive()
    assert [type(error) for error in errors] == [ConnectionAbortedError]
