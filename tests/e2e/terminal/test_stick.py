"""The sealed stick, from a counter without a network to the province's disk and back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.storage.part_files import FolderPartFiles
from app.usecases.stick import Carried
from app.usecases.stick_results import Watch
from sync.bundle.errors import BundleError
from sync.bundle.header import BUNDLE_SUFFIX
from sync.bundle.receipt_files import RECEIPTS_SUFFIX
from sync.contract import BundleState
from sync.province.serve import EmbeddedProvince
from sync.words import BundleFault
from tests.e2e.terminal.province_books import ProvinceBooks, province_books
from tests.support.real_province import province_in
from tests.support.sticks import PICTURE, StickTerminal, files_on, patience, terminal_at
from tests.support.terminal import found_in_clear


@pytest.fixture(scope="module")
def books_at(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The province's folder."""
    return tmp_path_factory.mktemp("province")


@pytest.fixture(scope="module")
def province(books_at: Path) -> Iterator[EmbeddedProvince]:
    with province_in(books_at) as running:
        yield running


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def village(province: EmbeddedProvince, tmp_path: Path) -> Iterator[StickTerminal]:
    """Without a network."""
    terminal = terminal_at(province, tmp_path / "village", 1)
    yield terminal
    terminal.house.stop()


@pytest.fixture(scope="module")
def town(province: EmbeddedProvince, tmp_path_factory: pytest.TempPathFactory) -> Iterator[StickTerminal]:
    """Another outlet, which has one."""
    terminal = terminal_at(province, tmp_path_factory.mktemp("town"), 2)
    yield terminal
    terminal.house.stop()


def carried(carrier: StickTerminal, path: Path) -> Carried:
    return carrier.uses.carry_bundle(path, pause=patience())


def books_of(folder: Path, terminal: StickTerminal) -> ProvinceBooks:
    """What the province keeps of one terminal."""
    return province_books(folder, terminal.identity.terminal_id)


def test_what_a_village_took_in_is_delivered_by_a_stick(
    village: StickTerminal, town: StickTerminal, stick: Path, books_at: Path
) -> None:
    village.accept(3)
    before = village.house.outbox.counts()

    written = village.uses.export_bundle(stick)

    assert (written.messages, written.files, written.left_out, len(written.parts)) == (3, 6, 0, 1)
    assert village.house.outbox.counts() == before, "writing a stick delivers nothing"
    (bundle,) = files_on(stick, BUNDLE_SUFFIX)
    assert [path.name for path in stick.iterdir()] == [written.parts[0].name]
    assert bundle.stat().st_size == written.size
    assert found_in_clear(stick, village.names()) == []
    assert PICTURE[:32] not in bundle.read_bytes()

    done = carried(town, bundle)

    assert done.carried.status.state is BundleState.TAKEN
    counts = done.carried.status.counts
    assert (counts.received, counts.duplicates, counts.rejected) == (3, 0, 0)
    assert (counts.files, counts.files_refused, done.receipts) == (6, 0, 9)
    assert town.house.outbox.counts().made == 0, "the carrier keeps nothing of it"
    books = books_of(books_at, village)
    assert len(books.messages) == 3
    assert books.chain.whole
    assert (len(books.files), books.awaited_files) == (6, 0)
    assert all(file.announced == file.found for file in books.files)

    (receipts,) = files_on(stick, RECEIPTS_SUFFIX)
    taken = village.uses.take_receipts(receipts)

    assert (taken.receipts, taken.messages_delivered, taken.waiting, taken.files_waiting) == (9, 3, 0, 0)
    assert village.house.check_audit().ok
    with pytest.raises(BundleError) as caught:
        village.uses.export_bundle(stick)
    assert caught.value.fault is BundleFault.NOTHING_WAITS
    village.run_once()
    assert len(books_of(books_at, village).messages) == 3


def test_a_lost_stick_loses_nothing(village: StickTerminal, stick: Path, books_at: Path) -> None:
    village.accept(2)
    village.uses.export_bundle(stick)
    for path in stick.iterdir():
        path.unlink()

    village.run_once()

    counts = village.house.outbox.counts()
    assert (counts.delivered, counts.waiting, counts.evidence_waiting) == (2, 0, 0)
    assert books_of(books_at, village).chain.whole


def test_stick_and_network_together_deliver_once(
    village: StickTerminal, town: StickTerminal, stick: Path, books_at: Path
) -> None:
    village.accept(2)
    village.uses.export_bundle(stick)
    village.accept(1)
    village.run_once()
    (bundle,) = files_on(stick, BUNDLE_SUFFIX)

    counts = carried(town, bundle).carried.status.counts

    assert (counts.received, counts.duplicates, counts.files) == (0, 2, 4)
    books = books_of(books_at, village)
    assert (len(books.messages), len(books.files), books.chain.whole) == (3, 6, True)
    before = village.house.outbox.counts()
    village.uses.take_receipts(files_on(stick, RECEIPTS_SUFFIX)[0])
    assert village.house.outbox.counts() == before


def test_the_province_that_has_it_already_tells_by_its_receipts(
    village: StickTerminal, town: StickTerminal, stick: Path, books_at: Path
) -> None:
    village.accept(2)
    village.uses.export_bundle(stick)
    carried(town, files_on(stick, BUNDLE_SUFFIX)[0])

    village.run_once()  # the link is back before the stick is

    counts = village.house.outbox.counts()
    assert (counts.delivered, counts.evidence_waiting) == (2, 0)
    assert len(books_of(books_at, village).messages) == 2


def test_parts_fit_their_limit_and_may_come_in_any_order(
    village: StickTerminal, town: StickTerminal, stick: Path, books_at: Path
) -> None:
    village.accept(4)
    limit = 100_000
    written = village.uses.export_bundle(stick, part_bytes=limit)
    paths = [stick / part.name for part in written.parts]
    assert len(paths) > 2
    assert all(path.stat().st_size == part.size <= limit for path, part in zip(paths, written.parts, strict=True))

    assert carried(town, paths[-1]).carried.status.counts.rejected == 0
    round_ = town.uses.folder.carry(stick, Watch())

    books = books_of(books_at, village)
    assert (len(books.messages), len(books.files), books.chain.whole) == (4, 8, True)
    assert (round_.taken, round_.known, round_.in_work, round_.refused) == (len(paths), 0, 0, ())
    assert town.uses.folder.receive(stick, Watch()).others == len(paths)
    taken = village.uses.folder.receive(stick, Watch())
    assert (taken.files, taken.delivered, taken.waiting, taken.others, taken.refused) == (len(paths), 4, 0, 0, ())
    counts = village.house.outbox.counts()
    assert (counts.waiting, counts.evidence_waiting) == (0, 0)


def test_a_stick_that_is_too_small_is_said_before_anything_is_written(
    village: StickTerminal, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    village.accept(1)
    monkeypatch.setattr(FolderPartFiles, "room", lambda _self: 50_000)
    with pytest.raises(BundleError) as caught:
        village.uses.export_bundle(stick)
    assert caught.value.fault is BundleFault.NO_ROOM
    assert int(caught.value.detail) > 50_000
    assert list(stick.iterdir()) == []


def test_stopping_leaves_nothing_behind(village: StickTerminal, stick: Path) -> None:
    village.accept(3)
    told: list[int] = []
    with pytest.raises(BundleError) as caught:
        village.uses.export_bundle(
            stick,
            part_bytes=100_000,
            should_stop=lambda: len(told) > 4,
            on_progress=lambda done, _all: told.append(done),
        )
    assert caught.value.fault is BundleFault.STOPPED
    assert list(stick.iterdir()) == []


def test_one_bad_file_on_a_stick_holds_back_no_other(
    village: StickTerminal, town: StickTerminal, stick: Path, books_at: Path
) -> None:
    village.accept(1)
    watch = Watch()
    written = village.uses.folder.write(stick, watch)
    assert (written.parts, written.messages, written.files) == (1, 1, 2)
    assert watch.progress[0] > 0
    (bundle,) = files_on(stick, BUNDLE_SUFFIX)
    (stick / f"a torn one{BUNDLE_SUFFIX}").write_bytes(bundle.read_bytes()[:-1])
    (stick / f"z a picture{BUNDLE_SUFFIX}").write_bytes(PICTURE)
    (stick / f"._{bundle.name}").write_bytes(b"hidden")
    (stick / f"spoilt{RECEIPTS_SUFFIX}").write_bytes(b"{}")

    done = town.uses.folder.carry(stick, Watch())

    assert (done.taken, done.messages, done.files) == (1, 1, 2)
    assert done.refused == (BundleFault.DAMAGED, BundleFault.NOT_A_BUNDLE)
    assert books_of(books_at, village).chain.whole
    taken = village.uses.folder.receive(stick, Watch())
    assert (taken.delivered, taken.refused) == (1, (BundleFault.NOT_RECEIPTS,))
    for task in (village.uses.folder.write, village.uses.folder.carry, village.uses.folder.receive):
        with pytest.raises(BundleError) as caught:
            task(stick / "gone", Watch())
        assert caught.value.fault is BundleFault.UNREADABLE
