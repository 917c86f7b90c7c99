"""The hourly word about the devices: once, whatever happens to link, store and program."""

import json
import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import JsonValue

from app.device_book import DeviceBook
from app.domain.device_health import HealthRecord
from app.health_notes import HealthNotes, HealthNotesFile
from app.storage.errors import StorageError, StorageFault
from app.usecases.tell_device_health import WARM_UP, TellDeviceHealth
from devices.errors import DeviceFault
from devices.ports import DeviceAbout, DeviceKind, DeviceState, DeviceStatus
from sync.payloads_health import DeviceHealthPayload
from sync.state import MessageState
from sync.words import Kind
from tests.support.builders import terminal_identity
from tests.support.counter_house import CounterHouse, on_store

HOUR = timedelta(hours=1)
STEP = timedelta(minutes=10)
READER = "sdt:tcp://10.1.2.3:50000"

SAMPLE: dict[str, JsonValue] = {
    "health_id": "id-0002",
    "begun_at": "2026-11-20T04:00:00.000+00:00",
    "at": "2026-11-20T05:00:00.000+00:00",
    "devices": [
        {
            "kind": "id_reader",
            "connection": "sdt",
            "state": "ready",
            "fault": None,
            "faults": [{"fault": "removed", "times": 1}],
            "down_seconds": 600,
            "model": "SAM_V",
            "firmware": "",
            "serial": "05.01-20260301-1234567890-0987654321",
        }
    ],
    "untold": None,
}
"""Version 1 as it was first sent: never to be changed."""


class Desk:
    """A counter with a card reader, ten minutes at a time."""

    def __init__(self, notes: Path, *, enrolled: bool = True) -> None:
        self.house = CounterHouse(enrolled=enrolled)
        self._notes = HealthNotesFile(notes)
        self.start()

    def start(self) -> None:
        """The program, again."""
        self.book = DeviceBook(self.house.clock)
        self.tell: Callable[[], HealthRecord | None] = on_store(
            self.house.store, TellDeviceHealth(self.house.counter, self.book, self._notes, HOUR)
        )

    def hear(self, state: DeviceState, fault: DeviceFault | None = None) -> None:
        about = DeviceAbout("SAM_V", serial="05.01-20260301-1234567890-0987654321")
        self.book.hear(
            DeviceStatus(
                READER, DeviceKind.ID_READER, state, fault, about=about if state is DeviceState.READY else None
            )
        )

    def pass_time(self, by: timedelta) -> list[HealthRecord]:
        """The records that were made meanwhile."""
        made = []
        for _ in range(by // STEP):
            self.house.clock.advance(STEP)
            made += [record for record in (self.tell(),) if record is not None]
        return made

    @property
    def told(self) -> list[DeviceHealthPayload]:
        return [DeviceHealthPayload.model_validate(body["payload"]) for body in self.bodies]

    @property
    def bodies(self) -> list[dict[str, JsonValue]]:
        outbox = self.house.store.tables.outbox.values()
        return [json.loads(kept.message.body) for kept in outbox if kept.message.kind is Kind.DEVICE_HEALTH]

    def deliver(self) -> None:
        for message_id, kept in self.house.store.tables.outbox.items():
            if kept.state is MessageState.PENDING:
                self.house.store.note_outcome(message_id, MessageState.DELIVERED, delivered_at=self.house.clock.now())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path / "device-health.json")
    desk.hear(DeviceState.READY)
    return desk


def test_an_hour_with_a_fault_in_it_as_it_goes_out(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    desk.hear(DeviceState.ABSENT, DeviceFault.REMOVED)
    desk.pass_time(STEP)
    desk.hear(DeviceState.READY)
    desk.pass_time(HOUR - STEP)

    (body,) = desk.bodies
    assert (body["kind"], body["schema_version"]) == ("device_health", 1)
    assert body["payload"] == SAMPLE
    assert "id_reader by sdt is ready (well), down 600 s, faults: removed 1, model SAM_V" in caplog.text
    assert "10.1.2.3" not in caplog.text + json.dumps(desk.bodies)


def test_once_an_hour_and_while_one_waits_no_other(desk: Desk) -> None:
    assert len(desk.pass_time(3 * HOUR)) == 3
    assert len(desk.told) == 1

    desk.deliver()
    desk.pass_time(HOUR)

    assert len(desk.told) == 2
    untold = desk.told[-1].untold
    assert untold is not None
    assert (untold.records, [(one.state, one.times) for one in untold.states]) == (2, [("ready", 2)])


def test_a_week_without_a_link_and_with_restarts_costs_two_messages_and_loses_no_fault(desk: Desk) -> None:
    for _ in range(7):
        desk.pass_time(20 * HOUR)
        desk.start()
        desk.hear(DeviceState.READY)
        desk.hear(DeviceState.FAULTED, DeviceFault.IN_USE)
        desk.hear(DeviceState.READY)
        desk.pass_time(4 * HOUR)
    desk.deliver()
    desk.pass_time(HOUR)
    desk.deliver()
    desk.pass_time(HOUR)

    first, newest, next_one = desk.told
    assert first.untold is None
    assert newest.untold is not None
    assert [(one.fault, one.times) for one in newest.untold.faults] == [("in_use", 7)]
    assert newest.untold.records == 7 * 24 - 1
    assert next_one.untold is None


def test_after_a_start_the_devices_are_given_time_and_a_recent_record_is_not_repeated(desk: Desk) -> None:
    desk.pass_time(HOUR)
    desk.deliver()
    desk.start()
    desk.hear(DeviceState.READY)
    assert desk.pass_time(HOUR - STEP) == []

    desk.house.clock.advance(timedelta(hours=12))
    desk.start()
    desk.hear(DeviceState.READY)
    assert desk.tell() is None
    desk.house.clock.advance(WARM_UP)
    assert desk.tell() is not None


def test_a_record_that_could_not_be_queued_is_in_the_next_ones_sum(desk: Desk) -> None:
    desk.pass_time(HOUR - STEP)
    desk.hear(DeviceState.FAULTED, DeviceFault.NO_ANSWER)
    desk.house.clock.advance(STEP)
    desk.house.store.fail_next_commit(StorageFault.STORE_FULL)
    with pytest.raises(StorageError):
        desk.tell()
    desk.pass_time(HOUR)

    (told,) = desk.told
    assert told.untold is not None
    assert [(one.fault, one.times) for one in told.untold.faults] == [("no_answer", 1)]


def test_a_clock_that_was_set_back_silences_nothing(desk: Desk) -> None:
    desk.pass_time(HOUR)
    desk.house.clock.advance(-timedelta(days=400))
    desk.start()
    desk.hear(DeviceState.READY)
    assert len(desk.pass_time(STEP)) == 1


def test_before_enrolment_nobody_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "device-health.json", enrolled=False)
    desk.hear(DeviceState.READY)
    desk.pass_time(2 * HOUR)
    assert desk.told == []
    desk.house.look(lambda work: work.terminal.save_identity(terminal_identity()))
    desk.pass_time(HOUR)
    assert [one.untold.records for one in desk.told if one.untold is not None] == [2]


def test_a_counter_without_devices_tells_of_none(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "device-health.json")
    assert len(desk.pass_time(HOUR)) == 1
    assert desk.told == []


NO_ZONE = '{"made_at": "2026-11-25T05:00:00", "records": 1, "states": [], "faults": []}'


@pytest.mark.parametrize("text", ["", "{}", "[]", NO_ZONE])
def test_notes_that_cannot_be_used_are_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "device-health.json"
    path.write_text(text, encoding="utf-8")
    notes = HealthNotesFile(path).read()
    assert notes == HealthNotes()
    HealthNotesFile(tmp_path / "no" / "folder.json").write(CounterHouse().clock.now(), notes.untold)
