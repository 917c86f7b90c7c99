from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.scale.lines import own_pattern
from devices.scale.profiles import ScaleProfile, traits_of
from devices.scale.stream import ReadingStream
from devices.simulators.scale_frames import PATTERN_LINE, PanState, frame_of

PANS = st.builds(
    PanState,
    grams=st.integers(-9_999, 99_999),
    moving=st.booleans(),
    tare_g=st.sampled_from([0, 0, 500]),
)
CHECKED = [ScaleProfile.XK3190, ScaleProfile.XK3190_A12, ScaleProfile.TOLEDO_CHECKED]


def stream_of(profile: ScaleProfile) -> ReadingStream:
    own = own_pattern(PATTERN_LINE) if profile is ScaleProfile.PATTERN else None
    return ReadingStream(traits_of(profile, own).format)


def chunks(data: bytes, sizes: list[int]) -> Iterator[bytes]:
    place = 0
    for size in sizes:
        yield data[place : place + size]
        place += size
    yield data[place:]


def says_its_weight(profile: ScaleProfile, pan: PanState) -> bool:
    return profile is not ScaleProfile.TOLEDO_8217 or (not pan.moving and pan.grams >= 0)


@pytest.mark.parametrize("profile", ScaleProfile)
@given(pans=st.lists(PANS, min_size=1, max_size=6), sizes=st.lists(st.integers(0, 20), max_size=12))
@settings(max_examples=15, deadline=None)
def test_every_frame_is_read_however_it_is_cut(profile: ScaleProfile, pans: list[PanState], sizes: list[int]) -> None:
    stream = stream_of(profile)
    stream.feed(b"\n")
    line = b"".join(frame_of(profile, pan) for pan in pans)
    readings = [reading for chunk in chunks(line, sizes) for reading in stream.feed(chunk)]
    assert [reading.grams for reading in readings] == [
        pan.grams if says_its_weight(profile, pan) else 0 for pan in pans
    ]
    assert {reading.stable for reading in readings} <= {None, True, False}


@pytest.mark.parametrize("profile", ScaleProfile)
@given(joined=st.integers(0, 40), pan=PANS.filter(lambda pan: pan.grams >= 0 and not pan.moving))
@settings(max_examples=15, deadline=None)
def test_joining_in_the_middle_never_reads_half_a_number(profile: ScaleProfile, joined: int, pan: PanState) -> None:
    stream = stream_of(profile)
    readings = stream.feed((frame_of(profile, pan) * 4)[joined:])
    assert readings or joined > 2
    assert {reading.grams for reading in readings} <= {pan.grams}


@pytest.mark.parametrize("profile", CHECKED)
@given(pan=PANS, noise=st.binary(max_size=60), place=st.integers(0, 60))
@settings(max_examples=25, deadline=None)
def test_noise_never_becomes_a_weight(profile: ScaleProfile, pan: PanState, noise: bytes, place: int) -> None:
    stream = stream_of(profile)
    frame = frame_of(profile, pan)
    whole = noise[:place] + frame + noise[place:]
    assert frame in whole
    readings = [*stream.feed(whole), *stream.feed(frame)]
    assert {reading.grams for reading in readings} == {pan.grams}
