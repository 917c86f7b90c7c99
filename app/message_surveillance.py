"""Where an acceptance was recorded, as the message tells it."""

from collections.abc import Sequence
from datetime import timedelta

from pydantic import JsonValue

from app.domain.surveillance import CameraSpan
from app.message_people import rfc3339
from devices.recorder.address import RecorderKind, parse_recorder


def surveillance_of(spans: Sequence[CameraSpan]) -> list[JsonValue]:
    """One object for each span. Raises ValueError for a recorder's line that cannot be read: a programming error."""
    return [_span(span) for span in spans]


def _span(span: CameraSpan) -> dict[str, JsonValue]:
    recorder, clock = parse_recorder(span.channel.recorder), span.channel.clock
    by_code = recorder.kind is RecorderKind.GB28181
    return {
        "role": span.channel.role.value,
        "recorder": recorder.kind.value,
        "device": recorder.place,
        "channel": None if by_code else recorder.channel,
        "stream": None if by_code else recorder.stream,
        "begins_at": rfc3339(span.begins_at),
        "ends_at": rfc3339(span.ends_at),
        "utc_offset_minutes": span.channel.zone // timedelta(minutes=1),
        "clock": {
            "offset_ms": clock.offset_ms if clock is not None else None,
            "measured_at": rfc3339(clock.measured_at) if clock is not None else None,
        },
    }
