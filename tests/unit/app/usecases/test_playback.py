"""From an acceptance before cameras to the address that plays it back, and to the province's answer."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from app.domain.errors import DomainError, DomainFault
from app.domain.surveillance import CameraChannel, CameraRole, OnlineTime, RecorderClock, hour_of
from app.usecases.accept_parcel import AcceptParcel
from app.usecases.playback import ReadPlayback
from sync.payloads import MODELS
from sync.payloads_v5 import AcceptancePayloadV5
from sync.province.terminals import Terminal
from sync.province.validation import Arrival, examine
from sync.words import Kind
from tests.support.builders import CLERK, NOON
from tests.support.counter_house import WAYBILL, CounterHouse, on_store

CHINA = timedelta(hours=8)
MEASURED = RecorderClock(-90_000, NOON - timedelta(minutes=20))
CHANNELS = (
    CameraChannel(CameraRole.COUNTER, "hikvision:10.0.0.8?channel=3", CHINA, MEASURED),
    CameraChannel(CameraRole.INSPECTION, "gb28181:53010200001320000001", CHINA),
    CameraChannel(CameraRole.SCREENING, "uniview:10.0.0.9", CHINA),
)


class WatchedHouse(CounterHouse):
    """A counter before cameras; ``told`` False: the province is not told of them."""

    def accepted_before_cameras(self, *, told: bool = True) -> dict[str, Any]:
        """Accept a parcel, a minute after it was begun; the message's body."""
        counter = replace(self.counter, cameras=lambda: CHANNELS, tells_cameras=told)
        parcel = self.complete_parcel()
        self.clock.advance(timedelta(minutes=1))
        done = on_store(self.store, AcceptParcel(counter, self.bus))(parcel.parcel_id, CLERK)
        body: dict[str, Any] = json.loads(self.store.tables.outbox[done.message_id].message.body)
        return body

    def playback(self) -> ReadPlayback:
        return ReadPlayback(self.counter)


def test_the_message_names_channels_and_spans_in_a_version_that_the_province_takes() -> None:
    body = WatchedHouse().accepted_before_cameras()
    assert body["schema_version"] == 5
    counter, inspection = body["payload"]["surveillance"]
    assert counter == {
        "role": "counter",
        "recorder": "hikvision",
        "device": "10.0.0.8",
        "channel": 3,
        "stream": 1,
        "begins_at": "2026-11-20T03:59:30.000+00:00",
        "ends_at": "2026-11-20T04:01:30.000+00:00",
        "utc_offset_minutes": 480,
        "clock": {"offset_ms": -90000, "measured_at": "2026-11-20T03:40:00.000+00:00"},
    }
    assert (inspection["device"], inspection["channel"], inspection["stream"]) == ("53010200001320000001", None, None)
    assert inspection["clock"] == {"offset_ms": None, "measured_at": None}
    examined = examine(body, Terminal("terminal-1", "outlet-1", "", revoked=False))
    assert isinstance(examined, Arrival)
    assert examined.shown is not None


def test_towards_a_province_of_before_the_store_alone_keeps_them() -> None:
    house = WatchedHouse()
    body = house.accepted_before_cameras(told=False)
    assert body["schema_version"] == 3
    assert "surveillance" not in body["payload"]
    kept = house.look(lambda work: work.surveillance.of_acceptance(body["payload"]["acceptance_id"]))
    assert [span.channel for span in kept] == list(CHANNELS[:2])


def test_without_recorders_everything_is_as_before() -> None:
    house = WatchedHouse()
    house.accepted()
    body = json.loads(next(iter(house.store.tables.outbox.values())).message.body)
    assert body["schema_version"] == 3
    assert on_store(house.store, house.playback())(WAYBILL).pictures == ()


def test_the_picture_is_found_on_the_recorders_own_clock() -> None:
    house = WatchedHouse()
    house.accepted_before_cameras()
    house.look(lambda work: work.surveillance.note_answer(CameraRole.COUNTER, hour_of(NOON), answered=True))

    found = on_store(house.store, house.playback())(WAYBILL)

    counter, inspection = found.pictures
    # a minute and a half behind, on the wall in China
    assert counter.wall_begins == datetime(2026, 11, 20, 11, 58)  # noqa: DTZ001 # a wall clock's
    assert counter.wall_ends == datetime(2026, 11, 20, 12, 0)  # noqa: DTZ001 # same
    assert counter.address == (
        "rtsp://10.0.0.8:554/Streaming/tracks/301?starttime=20261120T115800Z&endtime=20261120T120000Z"
    )
    assert (inspection.address, inspection.clock, inspection.channel) == (None, None, None)
    assert found.online == {CameraRole.COUNTER: OnlineTime(1, 1)}
    house.clock.advance(timedelta(hours=25))
    assert on_store(house.store, house.playback().online)() == {}


def test_a_number_that_was_not_accepted_here_has_no_pictures() -> None:
    house = WatchedHouse()
    with pytest.raises(DomainError) as refused:
        on_store(house.store, house.playback())(WAYBILL)
    assert refused.value.fault is DomainFault.NOT_ACCEPTED_HERE


def test_it_is_the_model_of_version_5() -> None:
    assert MODELS[Kind.ACCEPTANCE, 5] is AcceptancePayloadV5
