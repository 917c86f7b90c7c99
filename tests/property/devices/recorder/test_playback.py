"""Playback addresses over all zones and clocks that are off."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

from hypothesis import given, settings
from hypothesis import strategies as st

from devices.recorder.address import RecorderAddress, RecorderKind, TimeReading, parse_recorder
from devices.recorder.playback import playback_address, recorder_span

MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 # bounds
LASTING = st.timedeltas(timedelta(), timedelta(days=1))
AHEAD = st.timedeltas(timedelta(days=-400), timedelta(days=400))
ZONES = st.integers(-14 * 4, 14 * 4).map(lambda quarters: timedelta(minutes=15 * quarters))
SECOND = timedelta(seconds=1)


def told_span(address: str, kind: RecorderKind) -> tuple[datetime, datetime]:
    """Beginning and end as the address has them, as if they were UTC."""
    parts = urlsplit(address)
    if kind is RecorderKind.UNIVIEW:
        _, _, first, last, _, _ = parts.path.split("/")
        return datetime.fromtimestamp(int(first[1:]), UTC), datetime.fromtimestamp(int(last[1:]), UTC)
    form = "%Y%m%dT%H%M%SZ" if kind is RecorderKind.HIKVISION else "%Y_%m_%d_%H_%M_%S"
    query = parse_qs(parts.query)
    begin, end = (datetime.strptime(query[name][0], form).replace(tzinfo=UTC) for name in ("starttime", "endtime"))
    return begin, end


@settings(max_examples=60)
@given(
    kind=st.sampled_from([RecorderKind.HIKVISION, RecorderKind.DAHUA, RecorderKind.UNIVIEW]),
    reads=st.sampled_from(TimeReading),
    begin=MOMENTS,
    lasting=LASTING,
    ahead=AHEAD,
    zone=ZONES,
)
def test_an_address_covers_the_span_on_the_recorders_clock(
    *, kind: RecorderKind, reads: TimeReading, begin: datetime, lasting: timedelta, ahead: timedelta, zone: timedelta
) -> None:
    recorder = RecorderAddress(kind, "10.0.0.8", reads=reads)
    address = playback_address(recorder, recorder_span(begin, begin + lasting, ahead), zone)
    assert address is not None
    told_begin, told_end = told_span(address, kind)
    in_utc = kind is RecorderKind.UNIVIEW or (kind is RecorderKind.HIKVISION and reads is TimeReading.UTC)
    shift = ahead if in_utc else ahead + zone
    assert timedelta() <= begin + shift - told_begin < SECOND
    assert timedelta() <= told_end - (begin + lasting + shift) < SECOND
    assert "@" not in address


@settings(max_examples=60)
@given(st.text(st.sampled_from("hikvision:gb28181?&=@/.+-0123456789channel１縷"), max_size=40))
def test_a_line_is_read_or_refused_and_what_is_read_has_no_place_for_a_password(text: str) -> None:
    try:
        recorder = parse_recorder(text)
    except ValueError:
        return
    assert not set(recorder.place) & set("@/?&= ")
    assert recorder.place.isascii()
