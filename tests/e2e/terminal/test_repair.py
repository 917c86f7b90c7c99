"""A record that the province returns, mended at the counter, received, and settled; by the network and by a stick."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.domain.correction import FieldChange
from app.domain.errors import DomainError, DomainFault
from app.ports import UnitOfWork
from app.repair_ports import RepairSubject
from app.repair_usecases import RepairUseCases
from app.usecases.repair_results import RepairBoard, RepairStanding
from sync.bundle.header import BUNDLE_SUFFIX
from sync.province.serve import EmbeddedProvince
from tests.e2e.terminal.province_books import ProvinceBooks, province_books
from tests.support.builders import CLERK
from tests.support.real_province import province_in
from tests.support.repair_house import PHONE, SUPERVISOR, write_spoilt
from tests.support.sticks import StickTerminal, files_on, patience, terminal_at
from tests.support.terminal import present

WRONG_PHONE = FieldChange(PHONE, "12345")
RIGHT_PHONE = FieldChange(PHONE, "13987654321")


@pytest.fixture(scope="module")
def books_at(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The province's folder."""
    return tmp_path_factory.mktemp("province")


@pytest.fixture(scope="module")
def province(books_at: Path) -> Iterator[EmbeddedProvince]:
    with province_in(books_at) as running:
        yield running


class Outlet:
    """A terminal with what its clerks do about returned records."""

    def __init__(self, terminal: StickTerminal, books_at: Path) -> None:
        self.terminal = terminal
        self.uses = RepairUseCases(terminal.house, terminal.clerk.uses.sign_in)
        self._books_at = books_at
        self._spoilt = 0
        self._before = (0, 0, 0, 0)
        hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        clerk = Clerk(ClerkNumber(SUPERVISOR.number), "样例站长", hasher.hash(SUPERVISOR.pin), ClerkRole.SUPERVISOR)
        terminal.clerk.look(lambda work: work.clerks.add(clerk))

    def accept_spoilt(self, *changes: FieldChange) -> str:
        """A parcel accepted by a program whose checks were weaker; the message's id."""
        clerk = self.terminal.clerk
        parcel_id = present(clerk.completed(clerk.open_counter()))
        self._spoilt += 1
        now = self.terminal.house.clock.now()

        def write(work: UnitOfWork) -> str:
            parcel = work.parcels.get(parcel_id)
            assert parcel is not None
            return write_spoilt(work, parcel, now, self._spoilt, *changes)

        return clerk.look(write)

    def do(self, step: Callable[[], object]) -> None:
        self.terminal.clerk.do(step)

    def board(self) -> RepairBoard:
        return self.terminal.clerk.do(self.uses.board)

    def mend(self, message_id: str, *changes: FieldChange) -> None:
        self.do(partial(self.uses.correct, message_id, changes, "mistyped", CLERK, None))

    def born(self, message_id: str) -> str:
        """The birth date as the card said it."""
        accepted = self.terminal.clerk.look(lambda work: work.acceptances.of_message(message_id))
        assert accepted is not None
        assert accepted.parcel.sender is not None
        assert accepted.parcel.sender.document.birth_date is not None
        return accepted.parcel.sender.document.birth_date.isoformat()

    def books(self) -> ProvinceBooks:
        return province_books(self._books_at, self.terminal.identity.terminal_id)

    def tally(self) -> tuple[int, int, int, int]:
        """Made, received, waiting, refused since the test began: always balanced."""
        made, received, waiting, refused = (now - then for now, then in zip(self._sums(), self._before, strict=True))
        return made, received, waiting, refused

    def begin(self) -> None:
        """Count from here."""
        assert self.board().entries == ()
        self._before = self._sums()

    def _sums(self) -> tuple[int, int, int, int]:
        tally = self.terminal.clerk.look(lambda work: work.records.tally())
        assert tally.balanced
        return tally.made, tally.received, tally.waiting, tally.refused


@pytest.fixture(scope="module")
def working(province: EmbeddedProvince, books_at: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outlet]:
    terminal = terminal_at(province, tmp_path_factory.mktemp("outlet"), 1)
    yield Outlet(terminal, books_at)
    terminal.house.stop()


@pytest.fixture
def outlet(working: Outlet) -> Outlet:
    """One outlet for all tests, each of which leaves it with nothing open; sums count from here."""
    working.begin()
    return working


def test_a_refused_field_is_mended_received_and_the_original_is_settled(outlet: Outlet) -> None:
    outlet.terminal.accept(1)
    message_id = outlet.accept_spoilt(WRONG_PHONE)
    outlet.terminal.accept(1)
    assert outlet.tally() == (3, 0, 3, 0)

    outlet.terminal.run_once()
    assert outlet.tally() == (3, 2, 0, 1)
    assert outlet.books().chain.gaps, "the returned record is missing in the chain"
    (entry,) = outlet.board().entries
    assert (entry.identifier, entry.pointer, entry.problem) == (message_id, PHONE, "payload_invalid")

    outlet.mend(message_id, RIGHT_PHONE)
    assert outlet.tally() == (4, 2, 1, 1)
    assert outlet.board().entries[0].standing is RepairStanding.CORRECTION_WAITING

    outlet.terminal.run_once()
    assert outlet.tally() == (4, 4, 0, 0)
    assert outlet.board().entries == ()
    books = outlet.books()
    assert books.chain.whole
    kept = {message.message_id: message for message in books.messages}
    assert kept[message_id].payload["sender"]["phone"] == "13987654321"  # type: ignore[call-overload,index] # JSON
    assert books.awaited_files == 0, "its photos followed under its own name"
    newest_first = outlet.terminal.clerk.look(lambda work: work.records.page(limit=9))
    row = next(row for row in newest_first if row.corrected)
    assert (row.evidence_total, row.evidence_delivered) == (2, 2)
    assert outlet.terminal.house.check_audit().ok


def test_two_wrong_fields_are_mended_together_and_a_put_back_record_is_returned_again(outlet: Outlet) -> None:
    message_id = outlet.accept_spoilt(WRONG_PHONE, FieldChange("/sender/birth_date", "1990-13-07"))
    outlet.terminal.run_once()
    outlet.do(partial(outlet.uses.put_back, RepairSubject.MESSAGE, message_id, CLERK))
    assert outlet.tally() == (1, 0, 1, 0)
    outlet.terminal.run_once()
    assert outlet.tally() == (1, 0, 0, 1), "unchanged it is returned again"

    with pytest.raises(DomainError) as caught:
        outlet.mend(message_id, RIGHT_PHONE)
    assert (caught.value.fault, caught.value.detail) == (DomainFault.CORRECTION_INVALID, "/sender/birth_date")
    born = outlet.born(message_id)
    both = (RIGHT_PHONE, FieldChange("/sender/birth_date", born))
    outlet.do(partial(outlet.uses.correct, message_id, both, "misread", CLERK, SUPERVISOR))
    outlet.terminal.run_once()

    assert outlet.tally() == (2, 2, 0, 0)
    assert outlet.books().chain.whole
    correction = outlet.books().messages[-1].payload
    assert correction["supervisor"] == SUPERVISOR.number


def test_a_correction_goes_by_a_stick_and_settles_by_its_receipts(outlet: Outlet, tmp_path: Path) -> None:
    message_id = outlet.accept_spoilt(WRONG_PHONE)
    outlet.terminal.run_once()
    outlet.mend(message_id, RIGHT_PHONE)
    outlet.terminal.uses.export_bundle(tmp_path)
    (bundle,) = files_on(tmp_path, BUNDLE_SUFFIX)
    carried = outlet.terminal.uses.carry_bundle(bundle, pause=patience())
    assert carried.receipts_file is not None

    outlet.terminal.uses.take_receipts(tmp_path / carried.receipts_file)

    assert outlet.tally() == (2, 2, 0, 0)
    assert outlet.board().entries == ()
