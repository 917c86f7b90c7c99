"""``retention``: what is held, legal holds, and a run that finds nothing due."""

from pathlib import Path

import pytest

from app.bootstrap import find_store_key
from app.counter_usecases import CounterUseCases
from app.domain.clerk import ClerkRole
from app.paths import Home
from tests.e2e.commands.program import PASSPHRASE, YES, Answer, yanqi
from tests.support.real_province import province_in
from tests.support.terminal import CounterClerk, enrolled_house, house_in, quick_hands, training_home

PICTURE = b"\xff\xd8\xff" + bytes(5_000)
SUPERVISOR, PIN = "9001", "731946"


class Terminal:
    """A training terminal with one delivered parcel."""

    def __init__(self, folder: Path) -> None:
        self.home: Home = training_home(folder / "home")
        with province_in(folder / "province") as province:
            house = house_in(self.home, find_store_key(self.home, PASSPHRASE).key)
            try:
                enrolled_house(house, url=province.url, code=province.issue_code())
                uses = CounterUseCases(house)
                house.store.submit(lambda: uses.add_clerk(SUPERVISOR, "样例站长", PIN, ClerkRole.SUPERVISOR)).result()
                clerk = CounterClerk(house, quick_hands(1, PICTURE))
                view = clerk.completed(clerk.open_counter())
                assert view.parcel is not None
                assert view.parcel.sender is not None
                assert view.parcel.waybill is not None
                self.number = view.parcel.sender.document.number
                self.document_type = view.parcel.sender.document.document_type.value
                self.name = view.parcel.sender.document.name
                self.waybill = view.parcel.waybill.number
                clerk.accept(view)
            finally:
                house.stop()
            self.yanqi("sync")

    def yanqi(self, *words: str, lines: tuple[str, ...] = ()) -> Answer:
        stdin = "\n".join((PASSPHRASE, *lines, ""))
        found = yanqi(*words, "--training", "--passphrase-stdin", home=self.home.root, stdin=stdin)
        assert self.number not in found.out + found.err
        assert self.name not in found.out + found.err
        return found

    def held(self, number: str) -> Answer:
        words = ("retention", "held", "--supervisor", SUPERVISOR, "--document-type", self.document_type)
        return self.yanqi(*words, lines=(PIN, number))


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    return Terminal(tmp_path_factory.mktemp("retention"))


def test_status_tells_each_class_with_its_source(terminal: Terminal) -> None:
    found = terminal.yanqi("retention", "status")

    assert found.code == YES
    by_class = {line["class"]: line for line in found.lines if "class" in line}
    assert by_class["identity_images"]["held"] == 1
    assert all(line["source"] and line["sure"] and line["basis"] for line in by_class.values())
    assert found.lines[0]["counted_by"] is not None


def test_what_is_held_about_a_person_is_told_masked(terminal: Terminal) -> None:
    summary, record = terminal.held(terminal.number).lines

    assert (summary["nothing"], summary["records"], summary["legal_hold"]) == (False, 1, False)
    assert (record["waybill"], record["images"], record["photos"]) == (terminal.waybill, 1, 2)


def test_a_hold_is_placed_and_released_and_a_run_purges_nothing_young(terminal: Terminal) -> None:
    record = ("--supervisor", SUPERVISOR, "--waybill", terminal.waybill)
    placed = terminal.yanqi("retention", "hold", *record, "--reason", "dispute", lines=(PIN,))
    assert (placed.code, placed.line["in_force"]) == (YES, True)
    ran = terminal.yanqi("retention", "run")
    assert ran.code == YES
    assert set(ran.line["purged"].values()) == {0}  # type: ignore[union-attr] # an object
    released = terminal.yanqi("retention", "release", *record, "--reason", "mistaken", lines=(PIN,))
    assert (released.code, released.line["in_force"]) == (YES, False)
