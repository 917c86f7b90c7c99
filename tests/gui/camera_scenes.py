"""A record with its cameras, for people to look at and for the page's test."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeAlias

from app.domain.surveillance import CameraChannel, CameraRole, CameraSpan, RecorderClock, hour_of
from app.ports import UnitOfWork
from tests.support.counter_house import CounterHouse
from tests.support.handover_house import put_acceptance
from ui.keys import Action
from ui.window import CounterWindow

Scene: TypeAlias = Callable[[CounterWindow, CounterHouse], None]

CHINA = timedelta(hours=8)
MINUTE = timedelta(minutes=1)


def put_recorded(house: CounterHouse, number: int) -> str:
    """An acceptance that three cameras saw: one behind, one never measured, one known by its code; its waybill."""
    acceptance = put_acceptance(house, number)
    now = acceptance.accepted_at
    behind = RecorderClock(-90_000, now - 20 * MINUTE)
    channels = (
        CameraChannel(CameraRole.COUNTER, "hikvision:192.168.10.20?channel=3", CHINA, behind),
        CameraChannel(CameraRole.INSPECTION, "dahua:192.168.10.21?channel=12", CHINA),
        CameraChannel(CameraRole.SCREENING, "gb28181:53010200001320000001", CHINA, RecorderClock(300, now)),
    )

    def keep(work: UnitOfWork) -> None:
        spans = [CameraSpan(channel, now - 3 * MINUTE, now + MINUTE / 2) for channel in channels]
        work.surveillance.add(acceptance.acceptance_id, spans)
        for asked in range(60):
            work.surveillance.note_answer(CameraRole.COUNTER, hour_of(now), answered=asked > 0)

    house.look(keep)
    return acceptance.waybill.number


def record_cameras(window: CounterWindow, house: CounterHouse) -> None:
    """Where the pictures of the newest record are."""
    for number in range(1, 9):
        put_acceptance(house, number)
    put_recorded(house, 9)
    window.shell.asked.emit(Action.RECORDS_PAGE)
    window.records_view.table.selectRow(0)
    window.records_view.ask_for_cameras()


SCENES: tuple[Scene, ...] = (record_cameras,)
