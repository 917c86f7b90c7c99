"""Which message and file goes into which part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.bundle.errors import BundleError
from sync.bundle.plan import UnsentFile, UnsentMessage, planned
from sync.words import BundleFault

AMPLE = 10**9


def file(name: str, size: int = 1000) -> UnsentFile:
    return UnsentFile(f"file-{name}", f"message-{name.partition('-')[0]}", "0" * 64, size, "image/jpeg")


def message(name: str, size: int = 500, *, waits: bool = True, files: tuple[UnsentFile, ...] = ()) -> UnsentMessage:
    return UnsentMessage(f"message-{name}", int(name), size, waits, files)


def test_everything_goes_into_one_part_when_it_fits() -> None:
    unsent = [message("1", files=(file("1-a"), file("1-b"))), message("2")]
    plan = planned(unsent, AMPLE)
    assert [entry[0].message_id for entry in plan.parts[0].entries] == ["message-1", "message-2"]
    assert (len(plan.parts), plan.messages, plan.files) == (1, 2, 2)


def test_a_message_goes_with_each_of_its_files_so_that_parts_stand_alone() -> None:
    unsent = [message("1", files=(file("1-a", 50_000), file("1-b", 50_000)))]
    plan = planned(unsent, 60_000)
    assert [[entry[0].message_id for entry in part.entries] for part in plan.parts] == [["message-1"], ["message-1"]]
    assert [[its.evidence_id for _, files in part.entries for its in files] for part in plan.parts] == [
        ["file-1-a"],
        ["file-1-b"],
    ]
    assert plan.messages == 1


def test_a_delivered_message_goes_for_the_sake_of_its_files_only() -> None:
    plan = planned([message("1", waits=False, files=(file("1-a"),)), message("2", waits=False)], AMPLE)
    assert [entry[0].message_id for entry in plan.parts[0].entries] == ["message-1"]
    assert (plan.messages, plan.files) == (0, 1)


def test_nothing_that_waits_makes_no_bundle() -> None:
    with pytest.raises(BundleError) as caught:
        planned([message("1", waits=False)], AMPLE)
    assert caught.value.fault is BundleFault.NOTHING_WAITS


@pytest.mark.parametrize("unsent", [message("1", 100_000), message("1", files=(file("1-a", 100_000),))])
def test_a_record_that_fits_into_no_part_is_told(unsent: UnsentMessage) -> None:
    with pytest.raises(BundleError) as caught:
        planned([unsent], 50_000)
    assert caught.value.fault is BundleFault.LIMIT_TOO_SMALL


sizes = st.integers(1, 40_000)
backlogs = st.lists(st.tuples(sizes, st.booleans(), st.lists(sizes, max_size=3)), min_size=1, max_size=12)


@given(backlog=backlogs, limit=st.integers(100_000, 300_000))
def test_every_new_thing_is_in_one_part_and_no_part_is_too_long(
    backlog: list[tuple[int, bool, list[int]]], limit: int
) -> None:
    unsent = [
        message(str(number), size, waits=waits, files=tuple(file(f"{number}-{i}", s) for i, s in enumerate(files)))
        for number, (size, waits, files) in enumerate(backlog, 1)
    ]
    if not any(one.waits or one.files for one in unsent):
        return
    plan = planned(unsent, limit)
    assert all(part.file_bytes <= limit for part in plan.parts)
    files = [its.evidence_id for part in plan.parts for _, files in part.entries for its in files]
    assert files == [its.evidence_id for one in unsent for its in one.files]
    carried = {one.message_id for part in plan.parts for one, _ in part.entries}
    assert carried == {one.message_id for one in unsent if one.waits or one.files}
    for part in plan.parts:
        for one, its_files in part.entries:
            assert all(its.message_id == one.message_id for its in its_files)
