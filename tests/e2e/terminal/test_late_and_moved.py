"""A late entry and a move to another PC, from an encrypted store over HTTP to the province's own books."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from app.domain.inspection import PhotoRole
from app.domain.late_entry import PaperForm
from app.moving import MovedIn, move_in, move_out
from app.storage.keys import EphemeralKeyStore
from app.system import SystemClock, TimeOrderedIds
from app.usecases.edits import ChooseCategory, ConfirmSamePerson, ConfirmWaybillName, EnterPhone
from app.usecases.results import Accepted, WaybillTaken
from app.usecases.supervisor_words import Credentials
from sync.province.serve import EmbeddedProvince
from sync.words import Kind
from tests.e2e.terminal.province_books import ProvinceBooks, province_books
from tests.support import people
from tests.support.real_province import province_in
from tests.support.sticks import StickTerminal, terminal_at
from tests.support.terminal import CLERK, KEY, house_in, training_home

PIN = "2580"


@pytest.fixture(scope="module")
def books_at(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("province")


@pytest.fixture(scope="module")
def province(books_at: Path) -> Iterator[EmbeddedProvince]:
    with province_in(books_at) as running:
        yield running


@pytest.fixture
def village(province: EmbeddedProvince, tmp_path: Path) -> Iterator[StickTerminal]:
    terminal = terminal_at(province, tmp_path / "village", 1)
    yield terminal
    terminal.house.stop()


def entered_late(terminal: StickTerminal) -> Accepted:
    """A parcel that was accepted on paper two hours ago."""
    clerk = terminal.clerk
    for number in ("9001", CLERK):  # the first of an outlet is its supervisor
        clerk.do(partial(clerk.uses.add_clerk, number, "样例", PIN))
    paper = PaperForm(SystemClock().now() - timedelta(hours=2), CLERK, "ZD-0001", "no_power")
    view = clerk.do(partial(clerk.uses.outages.begin_late_entry, paper, Credentials("9001", PIN), CLERK))
    outcome = clerk.scan(view, clerk.hands.scan())
    assert isinstance(outcome, WaybillTaken)
    view = clerk.do(
        partial(clerk.uses.take_typed, people.typed(reason="paper_form"), CLERK, outcome.view.parcel.parcel_id)  # type: ignore[union-attr] # it is there
    )
    for edit in (ConfirmSamePerson(), ConfirmWaybillName(), EnterPhone("13900001234"), ChooseCategory("tea")):
        view = clerk.edit(view, edit)
    view = clerk.attach(view, clerk.hands.take_photo(), PhotoRole.PAPER_FORM)
    return clerk.accept(clerk.completed(view))


def moved(stick: Path, code: str, root: Path) -> MovedIn:
    return move_in(training_home(root), stick, code, EphemeralKeyStore(), clock=SystemClock(), ids=TimeOrderedIds())


def sent_from(terminal: StickTerminal, root: Path) -> None:
    """The new PC sends what waits."""
    house = house_in(training_home(root), KEY)
    engine = house.engine(terminal.identity)
    try:
        engine.run_once()
        assert house.outbox.counts().waiting == 0
        assert house.check_audit().ok
    finally:
        engine.close()
        house.stop()


def test_a_late_entry_moves_along_and_a_second_copy_shows_as_a_fork(
    village: StickTerminal, books_at: Path, tmp_path: Path
) -> None:
    village.accept(1)
    late = entered_late(village)
    village.run_once()
    books = books_of(books_at, village)
    (record,) = [message for message in books.messages if message.message_id == late.message_id]
    assert record.body["schema_version"] == 4
    assert len(books.files) == 3
    assert books.awaited_files == 0
    assert books.chain.whole

    village.accept(1)
    village.house.stop()
    out = move_out(village.house.home, KEY, tmp_path / "stick", clock=SystemClock(), ids=TimeOrderedIds())
    shutil.copytree(tmp_path / "stick", tmp_path / "copy")
    arrived = moved(tmp_path / "stick", out.code, tmp_path / "new")
    sent_from(village, tmp_path / "new")
    books = books_of(books_at, village)
    assert (books.messages[-1].kind, books.messages[-1].sequence) == (Kind.RELOCATION.value, arrived.messages)
    assert books.chain.whole
    assert len(books.files) == 5

    moved(tmp_path / "copy", out.code, tmp_path / "another")
    sent_from(village, tmp_path / "another")
    assert books_of(books_at, village).chain.forks == (arrived.messages,)


def books_of(folder: Path, terminal: StickTerminal) -> ProvinceBooks:
    """What the province keeps of one terminal."""
    return province_books(folder, terminal.identity.terminal_id)
