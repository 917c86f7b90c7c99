"""However the link behaves, each of the province's words is taken once and in its order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sync.words import ChangeKind
from tests.support.memory_province import Crash, Fault
from tests.support.sync_house import SyncHouse

FAULTS = (
    None,
    Fault.UNREACHABLE,
    Fault.PORTAL,
    Fault.LOST_ANSWER,
    Fault.CRASH_BEFORE,
    Fault.CRASH_AFTER,
    Fault.FORGED,
)


@settings(max_examples=35)
@given(
    st.integers(1, 4),
    st.lists(st.one_of(st.just("tell"), st.sampled_from(FAULTS)), min_size=1, max_size=12),
)
def test_pages_faults_and_restarts_end_in_everything_once(page_size: int, steps: list[str | Fault | None]) -> None:
    house = SyncHouse(with_errands=True, page_size=page_size)
    house.province.told = []
    for step in steps:
        if step == "tell":
            number = len(house.province.told) + 1
            house.province.tell(ChangeKind.NOTICE, {"title": f"通知{number}"})
            continue
        house.province.faults.clear()
        house.province.faults.append(step if isinstance(step, Fault) else None)
        look(house)
        assert cursors(house) == list(range(1, len(house.changes.taken) + 1)), "no gap, no word twice"
    house.province.faults.clear()
    look(house)

    assert cursors(house) == list(range(1, len(house.province.told) + 1))
    assert house.changes.looks[-1] == house.clock.now()


def look(house: SyncHouse) -> None:
    """The program asks, and begins anew where it was cut off."""
    house.clock.advance(house.policy.policy_recheck)
    try:
        house.run()
    except Crash:
        house.restart()


def cursors(house: SyncHouse) -> list[int]:
    return [change.cursor for change in house.changes.taken]
