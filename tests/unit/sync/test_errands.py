"""What is asked of the province beside sending: the policy pack, and what it has to tell."""

from datetime import timedelta

import pytest

from sync.changes import ChangePage, StoredChange
from sync.contract import Cursor
from sync.errors import SyncError, SyncFault
from sync.policy import SyncPolicy
from sync.policy_packs import PackOffer, RefusedPack
from sync.words import ChangeKind, PackFault
from tests.support.memory_news import small_pack
from tests.support.memory_province import Fault, MemoryProvince, Seal
from tests.support.sync_house import SyncHouse

POLICY = SyncPolicy()


@pytest.fixture
def house() -> SyncHouse:
    house = SyncHouse(with_errands=True, page_size=2)
    house.province.publish(small_pack())
    house.province.tell(ChangeKind.NOTICE, {"title": "甲"})
    return house


def asked(house: SyncHouse) -> list[str]:
    return [name for name, _ in house.province.calls]


def told(house: SyncHouse) -> list[int]:
    return [change.cursor for change in house.changes.taken]


def test_the_first_run_asks_at_once(house: SyncHouse) -> None:
    report = house.run()

    assert asked(house) == ["changes", "policy"]
    (offer,) = house.packs.taken
    assert isinstance(offer, PackOffer)
    assert told(house) == [1]
    assert (report.answered, report.fault, report.pause, report.next_due) == (True, None, None, None)


def test_sending_comes_first(house: SyncHouse) -> None:
    house.queue(files=[b"photo"])

    house.run()

    assert asked(house)[:1] == ["send"]
    assert asked(house)[-2:] == ["changes", "policy"]


def test_each_is_asked_for_in_its_own_rhythm(house: SyncHouse) -> None:
    house.run()
    house.run()
    assert asked(house) == ["changes", "policy"]

    house.clock.advance(POLICY.changes_recheck)
    house.run()
    assert asked(house)[2:] == ["changes"]

    house.clock.advance(POLICY.policy_recheck)
    house.run()
    assert asked(house)[3:] == ["changes", "policy"]
    assert len(house.packs.taken) == 1, "nothing was new"


def test_a_clock_that_was_set_back_keeps_nobody_waiting(house: SyncHouse) -> None:
    house.run()
    house.clock.advance(-timedelta(days=400))
    house.run()
    assert asked(house)[2:] == ["changes", "policy"]


def test_a_person_who_asks_is_answered_at_once(house: SyncHouse) -> None:
    house.run()
    house.engine.lift_pause()
    house.run()
    assert asked(house)[2:] == ["changes", "policy"]


def test_an_older_province_is_quietly_left_alone() -> None:
    house = SyncHouse(with_errands=True)
    message = house.queue()

    report = house.run()

    assert house.province.arrivals == [message.message_id]
    assert (report.fault, report.pause) == (None, None)
    house.run()
    assert asked(house) == ["send", "changes", "policy"], "not asked again for the while"


@pytest.mark.parametrize("fault", [fault for fault in SyncFault if fault is not SyncFault.INCOMPATIBLE])
def test_a_fault_of_an_errand_holds_back_no_message(house: SyncHouse, fault: SyncFault) -> None:
    house.province.faults += [SyncError(fault), SyncError(fault)]
    house.run()
    assert (house.packs.taken, house.changes.taken) == ([], [])

    message = house.queue()
    report = house.run()

    assert house.province.arrivals == [message.message_id]
    assert report.pause is None
    house.clock.advance(POLICY.policy_recheck)
    house.run()
    assert told(house) == [1]
    assert len(house.packs.taken) == 1


def test_a_wait_that_the_province_asked_for_is_kept(house: SyncHouse) -> None:
    hour = timedelta(hours=1)
    house.province.faults += [SyncError(SyncFault.THROTTLED, retry_after=hour)] * 2
    house.run()

    house.clock.advance(hour - timedelta(seconds=1))
    house.run()
    assert asked(house) == ["changes", "policy"]
    house.clock.advance(timedelta(seconds=1))
    house.run()
    assert asked(house)[2:] == ["changes", "policy"]


def test_no_errand_runs_on_a_broken_link(house: SyncHouse) -> None:
    house.queue()
    house.province.faults.append(Fault.PORTAL)
    house.run()
    assert asked(house) == ["send"]


def test_no_errand_begins_while_the_program_stops(house: SyncHouse) -> None:
    house.engine.run_once(lambda: True)
    assert asked(house) == []


# -- the policy pack


def test_a_forged_pack_is_handed_on_as_refused(house: SyncHouse) -> None:
    house.province.faults += [None, Fault.FORGED]
    house.run()
    (refused,) = house.packs.taken
    assert isinstance(refused, RefusedPack)
    assert refused.fault is PackFault.BAD_SIGNATURE


def test_a_pack_under_a_new_key_is_refused_and_disturbs_nothing(house: SyncHouse) -> None:
    house.province.pack = small_pack(), Seal("key-2").pack(small_pack())
    message = house.queue()
    house.run()
    assert isinstance(house.packs.taken[0], RefusedPack)
    assert house.province.arrivals == [message.message_id]


def test_a_newer_pack_is_fetched(house: SyncHouse) -> None:
    house.run()
    house.province.publish(small_pack("2026.12.1"))
    house.clock.advance(POLICY.policy_recheck)
    house.run()
    assert [offer.version for offer in house.packs.taken] == ["2026.11.1", "2026.12.1"]


# -- what the province tells


def test_all_pages_are_fetched_in_order(house: SyncHouse) -> None:
    for number in range(4):
        house.province.tell(f"kind-of-tomorrow-{number}", {"number": number})
    house.run()
    assert told(house) == [1, 2, 3, 4, 5]
    assert house.changes.pages == [2, 2, 1]
    assert [change.kind for change in house.changes.taken][1:] == [f"kind-of-tomorrow-{n}" for n in range(4)]


def test_a_lost_answer_is_asked_for_again_from_the_same_place(house: SyncHouse) -> None:
    house.province.tell(ChangeKind.NOTICE, {"title": "乙"})
    house.province.tell(ChangeKind.NOTICE, {"title": "丙"})
    house.province.faults += [None, Fault.LOST_ANSWER]
    house.run()
    assert told(house) == [1, 2]

    house.clock.advance(POLICY.changes_recheck)
    house.run()
    assert told(house) == [1, 2, 3]


def test_a_forged_page_moves_nothing(house: SyncHouse) -> None:
    house.province.faults.append(Fault.FORGED)
    house.run()
    assert told(house) == []


def test_an_entry_that_does_not_verify_is_not_passed_over(house: SyncHouse) -> None:
    house.province.tell(ChangeKind.NOTICE, {"title": "乙"})
    assert house.province.told is not None
    genuine = house.province.told[1]
    house.province.told[1] = Seal().change(2, ChangeKind.NOTICE, {"title": "假"})
    house.run()
    assert told(house) == [1], "what came before it is kept"

    house.province.told[1] = genuine
    house.clock.advance(POLICY.changes_recheck)
    house.run()
    assert told(house) == [1, 2]


@pytest.mark.parametrize("forged", ["another outlet", "another place"])
def test_a_genuine_entry_in_the_wrong_place_is_refused(house: SyncHouse, forged: str) -> None:
    seal = house.province.seal
    if forged == "another outlet":
        entry = seal.change(1, ChangeKind.NOTICE, {}, outlet_id="outlet-2")
    else:
        entry = StoredChange(cursor=1, jws=seal.change(7, ChangeKind.NOTICE, {}).jws)
    house.province.told = [entry]
    house.run()
    assert told(house) == []


class Disorderly(MemoryProvince):
    """Its cursors do not ascend from where it was asked."""

    def __init__(self, cursors: list[Cursor], next_cursor: Cursor, *, more: bool) -> None:
        super().__init__()
        self._page = ChangePage(
            changes=[self.seal.change(cursor, ChangeKind.NOTICE, {}) for cursor in cursors],
            next_cursor=next_cursor,
            more=more,
        )

    def changes_after(self, cursor: int) -> ChangePage:
        del cursor
        return self._page


@pytest.mark.parametrize(
    ("cursors", "next_cursor", "more"),
    [([0], 0, False), ([2, 1], 1, False), ([1, 1], 1, False), ([1], 2, False), ([], 1, False), ([], 0, True)],
)
def test_a_page_out_of_order_is_not_our_provinces(cursors: list[int], next_cursor: int, more: bool) -> None:
    house = SyncHouse(with_errands=True)
    house.province = Disorderly(cursors, next_cursor, more=more)
    house.restart()
    house.run()
    assert told(house) == []


def test_a_look_counts_once_the_province_has_told_everything(house: SyncHouse) -> None:
    house.province.tell(ChangeKind.NOTICE, {"title": "乙"})
    house.province.tell(ChangeKind.NOTICE, {"title": "丙"})
    house.province.faults += [None, SyncError(SyncFault.ANSWER_LOST)]
    house.run()
    assert (told(house), house.changes.looks) == ([1, 2], []), "the second page is missing"

    house.clock.advance(POLICY.changes_recheck)
    house.run()

    assert told(house) == [1, 2, 3]
    assert house.changes.looks == [house.clock.now()]
    house.clock.advance(POLICY.changes_recheck)
    house.run()
    assert house.changes.looks[-1] == house.clock.now(), "nothing new is an answer, too"


def test_an_entry_that_does_not_verify_is_no_look(house: SyncHouse) -> None:
    house.province.told = [Seal().change(1, ChangeKind.NOTICE, {"title": "假"})]
    house.run()
    assert (house.changes.taken, house.changes.looks) == ([], [])


def test_a_pack_counts_as_looked_for_when_the_province_signed_it(house: SyncHouse) -> None:
    house.run()
    house.clock.advance(POLICY.policy_recheck)
    house.run()
    assert len(house.packs.looks) == 2, "taken, and then not changed"

    forged = SyncHouse(with_errands=True)
    forged.province.pack = small_pack(), Seal().pack(small_pack())
    forged.run()
    assert [type(one) for one in forged.packs.taken] == [RefusedPack]
    assert forged.packs.looks == []
