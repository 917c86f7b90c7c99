"""First start: what the technician's form becomes, and what is refused before anything is kept."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

import pytest

from app.domain.errors import DomainError, DomainFault
from app.ports import TerminalIdentity, UnitOfWork
from app.usecases.enrol_terminal import EnrolmentForm, EnrolTerminal, form_of
from sync.contract import EnrolmentAnswer, EnrolmentRequest
from sync.errors import SyncError, SyncFault
from sync.words import Environment
from tests.support.builders import NOON
from tests.support.counter_house import StandingClock
from tests.support.memory_province import ISSUER, MemoryProvince, Seal
from tests.support.memory_store import MemoryStore

FORM = EnrolmentForm("https://province.example", "7KQM-2XWB", "人民路网点", "YN-0001", "530102", "人民中路1号")


class Desk(MemoryProvince):
    """A province that keeps every request, and may lose its answer on the way."""

    def __init__(self, environment: Environment = Environment.TRAINING) -> None:
        super().__init__()
        self.environment = environment
        self.requests: list[EnrolmentRequest] = []
        self.losses = 0

    def enrol(self, request: EnrolmentRequest) -> EnrolmentAnswer:
        self.requests.append(request)
        if self.losses:
            self.losses -= 1
            raise SyncError(SyncFault.ANSWER_LOST)
        return super().enrol(request).model_copy(update={"environment": self.environment})


@dataclass
class FirstStart:
    """A terminal that nobody knows yet."""

    environment: Environment = Environment.TRAINING
    province: Desk = field(default_factory=Desk)
    store: MemoryStore = field(default_factory=MemoryStore)
    addresses: list[str] = field(default_factory=list)

    def enrol(self, form: EnrolmentForm = FORM) -> TerminalIdentity:
        enrol = EnrolTerminal(self.store, StandingClock(), self.environment, self._transport_to)
        return self.store.submit(partial(enrol, form)).result()

    def _transport_to(self, url: str) -> Desk:
        if not url.startswith("https://"):
            raise ValueError("not the address of a province")
        self.addresses.append(url)
        return self.province

    def look(self, at: Callable[[UnitOfWork], object]) -> object:
        def unit() -> object:
            with self.store.unit_of_work() as work:
                return at(work)

        return self.store.submit(unit).result()

    @property
    def kept(self) -> object:
        """The identity in the store."""
        return self.look(lambda work: work.terminal.identity())


def test_the_terminal_knows_who_it_is_and_whose_receipts_count() -> None:
    start = FirstStart()
    identity = start.enrol()

    assert start.kept == identity
    assert (identity.terminal_id, identity.outlet_id, identity.issuer) == ("terminal-1", "outlet-1", ISSUER)
    assert (identity.outlet_name, identity.province_url) == ("人民路网点", "https://province.example")
    assert identity.receipt_keys == ((start.province.seal.kid, start.province.seal.public_x),)
    (request,) = start.province.requests
    assert (request.code, request.outlet.filing_number, request.outlet.region_code) == (
        "7KQM-2XWB",
        "YN-0001",
        "530102",
    )
    assert start.province.closed


def test_it_is_on_record_without_a_clerk() -> None:
    start = FirstStart()
    start.enrol()

    (entry,) = start.store.tables.audit
    assert (entry.action, entry.subject_id, entry.clerk, entry.at) == ("enrolled", "terminal-1", None, NOON)
    assert entry.details == {"terminal": "terminal-1", "issuer": ISSUER}


def test_the_signing_key_is_shown_nowhere() -> None:
    identity = FirstStart().enrol()

    assert len(identity.private_key) == 32
    assert "private_key" not in repr(identity)


def test_after_a_lost_answer_the_same_code_goes_out_with_the_same_key() -> None:
    start = FirstStart()
    start.province.losses = 2
    for _ in range(2):
        with pytest.raises(SyncError) as caught:
            start.enrol()
        assert caught.value.fault is SyncFault.ANSWER_LOST
        assert start.kept is None
    identity = start.enrol()

    assert len({(request.code, request.public_key) for request in start.province.requests}) == 1
    assert start.kept == identity


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [(Environment.TRAINING, Environment.PRODUCTION), (Environment.PRODUCTION, Environment.TRAINING)],
)
def test_the_other_environment_is_refused_both_ways(ours: Environment, theirs: Environment) -> None:
    start = FirstStart(ours, Desk(theirs))
    with pytest.raises(DomainError) as caught:
        start.enrol()

    assert (caught.value.fault, caught.value.detail) == (DomainFault.WRONG_ENVIRONMENT, theirs.value)
    assert start.kept is None
    assert start.store.tables.audit == []
    assert start.province.closed


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        (replace(FORM, province_url="ftp://province.example"), "province_url"),
        (replace(FORM, code="abc"), "code"),
        (replace(FORM, outlet_name=""), "name"),
        (replace(FORM, outlet_name="网" * 101), "name"),
        (replace(FORM, filing_number=""), "filing_number"),
        (replace(FORM, region_code="5301"), "region_code"),
        # what an input method types in its full-width mode
        (replace(FORM, region_code="５３０１０２"), "region_code"),
        (replace(FORM, address="路" * 201), "address"),
    ],
)
def test_a_form_that_cannot_be_right_names_its_field(wrong: EnrolmentForm, named: str) -> None:
    start = FirstStart()
    with pytest.raises(DomainError) as caught:
        start.enrol(wrong)

    assert (caught.value.fault, caught.value.detail) == (DomainFault.FORM_INVALID, named)
    assert start.province.requests == []
    assert start.kept is None
    # whoever was called is hung up on again
    assert start.province.closed == bool(start.addresses)


def test_a_code_that_the_province_refuses_keeps_nothing() -> None:
    class Strict(Desk):
        def enrol(self, request: EnrolmentRequest) -> EnrolmentAnswer:
            del request
            raise SyncError(SyncFault.CREDENTIALS_REFUSED, problem_code="enrolment_code_invalid")

    start = FirstStart(province=Strict())
    with pytest.raises(SyncError) as caught:
        start.enrol()

    assert caught.value.problem_code == "enrolment_code_invalid"
    assert start.kept is None


def test_enrolling_again_pins_the_new_key_beside_the_old_one() -> None:
    start = FirstStart()
    before = start.enrol()
    start.province.seal = Seal("key-2")

    after = start.enrol(form_of(before, "NEW2-CODE"))

    assert (after.terminal_id, after.province_url) == (before.terminal_id, before.province_url)
    assert after.receipt_keys == (*before.receipt_keys, ("key-2", start.province.seal.public_x))
    assert start.kept == after
    assert [request.code for request in start.province.requests] == [FORM.code, "NEW2-CODE"]
    assert start.province.requests[0].public_key == start.province.requests[1].public_key


def test_an_enrolled_terminal_never_becomes_another_one() -> None:
    start = FirstStart()
    before = start.enrol()
    stranger = replace(before, terminal_id="terminal-0")
    start.look(lambda work: work.terminal.save_identity(stranger))

    with pytest.raises(DomainError) as refused:
        start.enrol(form_of(stranger, "NEW2-CODE"))

    assert (refused.value.fault, refused.value.detail) == (DomainFault.FORM_INVALID, "code")
    assert start.kept == stranger
