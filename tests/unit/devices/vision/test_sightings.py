from collections import defaultdict
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.ports import Symbology
from devices.vision.codes import DecodedCode
from devices.vision.sightings import QUIET_S, TOGETHER_S, Sightings
from tests.unit.devices.vision.conftest import NUMBER, code

LINK = f"https://track.example/w?no={NUMBER}&s=1"
OTHER = "YT8962646785389"


def texts(told: list[DecodedCode]) -> list[str]:
    return [one.text for one in told]


def test_a_text_seen_once_is_no_scan() -> None:
    assert Sightings().see([code(NUMBER)], 0) == []


def test_a_text_seen_in_two_frames_is_a_scan() -> None:
    sightings = Sightings()
    sightings.see([code(NUMBER)], 0)
    assert texts(sightings.see([code(NUMBER)], 0.07)) == [NUMBER]


def test_two_labels_with_one_text_in_one_frame_are_one_witness() -> None:
    assert Sightings().see([code(NUMBER), code(NUMBER)], 0) == []


def test_frames_too_far_apart_are_not_two_witnesses() -> None:
    sightings = Sightings()
    sightings.see([code(NUMBER)], 0)
    assert sightings.see([code(NUMBER)], QUIET_S) == []


@pytest.mark.parametrize("square", [NUMBER, LINK, f"{NUMBER},3,KM", f"k1_{NUMBER}"])
def test_bars_and_square_that_agree_are_a_scan_at_once_and_only_one(square: str) -> None:
    sightings = Sightings()
    both = [code(square, Symbology.QR), code(NUMBER)]
    (scan,) = sightings.see(both, 0)
    assert (scan.text, scan.symbology) == (NUMBER, Symbology.CODE_128)
    assert sightings.see(both, 0.07) == []
    assert sightings.see([code(square, Symbology.QR)], 0.14) == []


@pytest.mark.parametrize("square", [OTHER, f"A{NUMBER}", f"{NUMBER}4"])
def test_bars_and_square_that_disagree_wait_for_a_second_frame(square: str) -> None:
    sightings = Sightings()
    both = [code(square, Symbology.QR), code(NUMBER)]
    assert sightings.see(both, 0) == []
    assert sorted(texts(sightings.see(both, 0.07))) == sorted([NUMBER, square])


def test_a_short_number_inside_a_square_is_chance() -> None:
    assert Sightings().see([code("1234567"), code("no=1234567", Symbology.QR)], 0) == []


def test_a_second_symbology_is_not_a_second_waybill() -> None:
    agreed = [code(NUMBER, Symbology.DATA_MATRIX), code(LINK, Symbology.QR)]
    assert Sightings().see(agreed, 0) == []


def test_a_parcel_left_lying_is_one_scan() -> None:
    sightings = Sightings()
    told = [sightings.see([code(NUMBER)], tick * 0.1) for tick in range(100)]
    assert sum(map(len, told)) == 1


def test_out_of_sight_for_long_enough_it_is_a_new_scan() -> None:
    sightings = Sightings()
    sightings.see([code(NUMBER)], 0)
    sightings.see([code(NUMBER)], 1)
    assert sightings.see([code(NUMBER)], 2.9) == []
    sightings.see([code(NUMBER)], 4.9)
    assert texts(sightings.see([code(NUMBER)], 5)) == [NUMBER]


def test_two_labels_side_by_side_are_told_together() -> None:
    sightings = Sightings()
    agreed = [code(NUMBER), code(LINK, Symbology.QR)]
    assert sightings.see([*agreed, code(OTHER)], 0) == []
    assert texts(sightings.see([*agreed, code(OTHER)], 0.07)) == [NUMBER, OTHER]


def test_two_labels_that_are_read_by_turns_are_told_together() -> None:
    sightings = Sightings()
    both = [code(NUMBER), code(OTHER)]
    told = [sightings.see(frame, 0.06 * at) for at, frame in enumerate([both[:1], both, both[:1], both])]
    assert [texts(one) for one in told] == [[], [], [], [NUMBER, OTHER]]


def test_what_a_climb_read_twice_and_beside_another_waits_for_that_other() -> None:
    sightings = Sightings()
    for frame in ([code(NUMBER)], [code(NUMBER), code(OTHER)], []):
        assert sightings.see(frame, 0.1) == []
    assert texts(sightings.see([], 0.1 + TOGETHER_S)) == [NUMBER]


def test_what_waits_when_the_camera_goes_is_told_to_nobody() -> None:
    sightings = Sightings()
    sightings.see([code(NUMBER)], 0)
    assert sightings.see([code(NUMBER), code(OTHER)], 0.05) == []
    sightings.rest()
    assert sightings.see([], 600) == []
    sightings.see([code(NUMBER)], 601)
    assert texts(sightings.see([code(NUMBER)], 601.1)) == [NUMBER]


@pytest.mark.parametrize("still_there", [True, False])
def test_after_the_picture_stood_still_only_what_is_still_there_is_told(still_there: bool) -> None:
    sightings = Sightings()
    sightings.see([code(NUMBER)], 0)
    assert sightings.see([code(NUMBER), code(OTHER)], 0.07) == [], "it waits for the other"
    after = 0.07 + QUIET_S + 0.01
    assert texts(sightings.see([code(NUMBER)] if still_there else [], after)) == ([NUMBER] if still_there else [])
    assert sightings.see([code(NUMBER)], after + 0.07) == []
    assert texts(sightings.see([code(NUMBER)], after + 0.14)) == ([] if still_there else [NUMBER])


def test_nobody_waits_long_for_a_second_witness() -> None:
    sightings = Sightings()
    agreed = [code(NUMBER), code(LINK, Symbology.QR)]
    sightings.see([*agreed, code(OTHER)], 0)
    assert sightings.see([], TOGETHER_S - 0.1) == []
    assert texts(sightings.see([], TOGETHER_S)) == [NUMBER]
    sightings = Sightings()
    for tick in range(3):
        # something else flickers in view all the time
        told = sightings.see([*agreed, code(f"{OTHER}{tick}")], tick * TOGETHER_S / 2)
    assert texts(told) == [NUMBER]


CODES = st.lists(
    st.builds(
        code,
        st.sampled_from([NUMBER, OTHER, LINK, "12345678"]),
        st.sampled_from([Symbology.CODE_128, Symbology.QR]),
    ),
    max_size=4,
)


@given(st.lists(st.tuples(CODES, st.floats(0, 3)), max_size=40))
def test_no_text_is_told_twice_within_the_quiet_time_nor_unseen(frames: list[tuple[list[DecodedCode], float]]) -> None:
    sightings = Sightings()
    now = 0.0
    told_at: dict[str, list[float]] = defaultdict(list)
    seen: list[DecodedCode] = []
    for codes, gap in frames:
        now += gap
        seen += codes
        for scan in sightings.see(codes, now):
            assert scan in seen
            told_at[scan.text].append(now)
    for times in told_at.values():
        assert all(later - earlier >= QUIET_S for earlier, later in pairwise(times))
