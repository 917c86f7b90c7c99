"""Where a recorder plays back a span of time: pure functions from moments to addresses.

Patterns: Hikvision (V, public article), Uniview (V, public article), Dahua (R: a page of another maker's recorder of
the same build writes its times otherwise). ONVIF recorders hand out an address of their own for each search (Profile G,
R) and GB/T 28181 plays back by SIP, so for those channel and times are all there is.

Invariants:
- An address never holds credentials: whoever opens it is asked by the recorder.
- The span of an address covers the span that was asked: its beginning is rounded down, its end up, to seconds.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import assert_never

from devices.recorder.address import RecorderAddress, RecorderKind, TimeReading

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class RecorderSpan:
    """A span as the recorder's own clock has it: UTC plus what that clock is off. Whole seconds."""

    begins_at: datetime
    ends_at: datetime

    def on_the_wall(self, zone: timedelta) -> tuple[datetime, datetime]:
        """Beginning and end on the recorder's wall clock, without a zone: as they stand in its own search form."""
        return _wall(self.begins_at, zone), _wall(self.ends_at, zone)


def recorder_span(begins_at: datetime, ends_at: datetime, ahead: timedelta) -> RecorderSpan:
    """The span (aware moments) on a clock that is ``ahead`` of ours. Raises OverflowError at the calendar's end."""
    begin = (begins_at + ahead).astimezone(UTC)
    end = (ends_at + ahead).astimezone(UTC)
    whole = begin.replace(microsecond=0)
    return RecorderSpan(whole, end if end.microsecond == 0 else end.replace(microsecond=0) + _SECOND)


def playback_address(recorder: RecorderAddress, span: RecorderSpan, zone: timedelta) -> str | None:
    """Where to see ``span``; None where the recorder has no address for it.

    ``zone`` is how far the recorder's wall clock is ahead of UTC. Raises OverflowError at the calendar's end.
    """
    server = f"rtsp://{recorder.host}:{recorder.rtsp_port}"
    match recorder.kind:
        case RecorderKind.HIKVISION:
            read_as = timedelta() if recorder.reads is TimeReading.UTC else zone
            begin, end = (f"{moment:%Y%m%dT%H%M%S}Z" for moment in span.on_the_wall(read_as))
            track = f"{recorder.channel}{recorder.stream:02d}"
            return f"{server}/Streaming/tracks/{track}?starttime={begin}&endtime={end}"
        case RecorderKind.DAHUA:
            begin, end = (f"{moment:%Y_%m_%d_%H_%M_%S}" for moment in span.on_the_wall(zone))
            return f"{server}/cam/playback?channel={recorder.channel}&starttime={begin}&endtime={end}"
        case RecorderKind.UNIVIEW:
            begin, end = (str(int(moment.timestamp())) for moment in (span.begins_at, span.ends_at))
            return f"{server}/c{recorder.channel}/b{begin}/e{end}/replay/"
        case RecorderKind.ONVIF | RecorderKind.GB28181:
            return None
        case _:
            assert_never(recorder.kind)


def live_path(recorder: RecorderAddress) -> str:
    """The path of the channel's live picture (V; Dahua V); ``/`` where it is not known."""
    match recorder.kind:
        case RecorderKind.HIKVISION:
            return f"/Streaming/Channels/{recorder.channel}{recorder.stream:02d}"
        case RecorderKind.DAHUA:
            return f"/cam/realmonitor?channel={recorder.channel}&subtype={recorder.stream - 1}"
        case RecorderKind.UNIVIEW:
            return f"/unicast/c{recorder.channel}/s{recorder.stream - 1}/live"
        case RecorderKind.ONVIF | RecorderKind.GB28181:
            return "/"
        case _:
            assert_never(recorder.kind)


def _wall(moment: datetime, zone: timedelta) -> datetime:
    return (moment + zone).replace(tzinfo=None)
