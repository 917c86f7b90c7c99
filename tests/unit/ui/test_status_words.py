from dataclasses import replace
from datetime import timedelta

import pytest

from app.events import SyncStatus
from devices.errors import DeviceFault
from devices.ports import DeviceKind, DeviceState, DeviceStatus
from devices.rights import MissingRight
from sync.errors import SyncFault
from sync.ports import OutboxCounts
from tests.support.builders import NOON
from ui.icons import Icon
from ui.status_words import age_words, device_words, sum_words, sync_words

COUNTS = OutboxCounts(128, 91, 37, 0, NOON - timedelta(hours=2), 0, 0, 0)
STATUS = SyncStatus(COUNTS, None, NOON, running=True)


def test_the_sum_is_an_equation_that_holds() -> None:
    assert sum_words(COUNTS) == "已制作 128 = 已送达 91 + 待传 37 + 退回 0"


def test_what_is_unknown_is_told_beside_the_sum() -> None:
    asking = replace(COUNTS, unknown=3)

    assert sum_words(asking) == "已制作 128 = 已送达 91 + 待传 37 + 退回 0（3 条待省系统确认）"


def test_offline_is_calm_and_tells_backlog_and_age() -> None:
    words = sync_words(replace(STATUS, fault=SyncFault.UNREACHABLE), NOON)
    assert (words.text, words.tone, words.icon) == ("离线 · 待传 37 · 最早 2 小时前", "calm", Icon.OFFLINE)


@pytest.mark.parametrize("fault", SyncFault)
def test_every_fault_has_a_state_and_something_to_do(fault: SyncFault) -> None:
    words = sync_words(replace(STATUS, fault=fault), NOON)
    assert "待传 37" in words.text
    assert words.todo
    assert words.tone in {"calm", "warn"}


def test_a_lost_answer_is_asked_about_and_never_called_failed() -> None:
    words = sync_words(replace(STATUS, fault=SyncFault.ANSWER_LOST), NOON)
    assert words.text.startswith("待确认")
    assert words.tone == "calm"


def test_returned_records_are_worth_a_look() -> None:
    words = sync_words(replace(STATUS, counts=replace(COUNTS, waiting=36, rejected=1)), NOON)
    assert words.tone == "warn"
    assert words.text.startswith("退回 1（F9）")
    assert "F9" in words.todo
    photo = sync_words(replace(STATUS, counts=replace(COUNTS, evidence_rejected=2)), NOON)
    assert photo.text.startswith("退回 2（F9）")
    given_up = sync_words(replace(STATUS, counts=replace(COUNTS, rejected=1, given_up=1)), NOON)
    assert given_up.tone != "warn", "nobody has to look at what a supervisor has given up"


def test_all_delivered_is_good_and_never_having_talked_is_not() -> None:
    done = replace(STATUS, counts=OutboxCounts(9, 9, 0, 0, None, 0, 0, 0))
    assert sync_words(done, NOON).tone == "good"
    assert sync_words(replace(done, last_answer_at=None), NOON).tone == "calm"


def test_photos_wait_too() -> None:
    counts = OutboxCounts(9, 9, 0, 0, None, 4, 1000, 0)
    assert sync_words(replace(STATUS, counts=counts), NOON).text == "待传 照片 4 张"


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (timedelta(seconds=-5), "刚刚"),
        (timedelta(seconds=59), "刚刚"),
        (timedelta(minutes=5), "5 分钟前"),
        (timedelta(minutes=61), "1 小时前"),
        (timedelta(hours=47), "47 小时前"),
        (timedelta(days=3), "3 天前"),
    ],
)
def test_ages(age: timedelta, expected: str) -> None:
    assert age_words(age) == expected


def test_every_device_state_has_its_own_shape_and_word() -> None:
    words = [
        device_words(DeviceKind.CAMERA, [DeviceStatus("camera:0", DeviceKind.CAMERA, state)]) for state in DeviceState
    ]
    assert len({word.icon for word in words}) == len(DeviceState)
    assert len({word.text for word in words}) == len(DeviceState)


def test_one_working_scanner_is_enough() -> None:
    lost = DeviceStatus("serial:a", DeviceKind.SCANNER, DeviceState.ABSENT, DeviceFault.REMOVED)
    ready = DeviceStatus("serial:b", DeviceKind.SCANNER, DeviceState.READY)
    assert device_words(DeviceKind.SCANNER, [lost, ready]).text == "扫描枪 就绪"


def test_one_working_camera_does_not_hide_another_that_is_gone() -> None:
    gone = DeviceStatus("camera:1", DeviceKind.CAMERA, DeviceState.ABSENT, DeviceFault.REMOVED)
    ready = DeviceStatus("camera:0", DeviceKind.CAMERA, DeviceState.READY)
    words = device_words(DeviceKind.CAMERA, [ready, gone])
    assert (words.text, words.tone) == ("相机 未接", "warn")
    assert words.todo != words.text


def test_a_fault_says_what_to_do() -> None:
    faulty = DeviceStatus("serial:a", DeviceKind.SCANNER, DeviceState.FAULTED, DeviceFault.IN_USE)
    assert device_words(DeviceKind.SCANNER, [faulty]).text == "扫描枪 被占用"
    assert device_words(DeviceKind.SCANNER, [faulty]).todo == "设备被别的程序占用。关掉其他收寄或扫描程序"


def test_a_missing_right_is_told_with_the_group_and_the_rule() -> None:
    rule = 'SUBSYSTEM=="tty", ATTRS{idVendor}=="1a86", TAG+="uaccess"'
    denied = DeviceStatus(
        "serial:a",
        DeviceKind.SCANNER,
        DeviceState.FAULTED,
        DeviceFault.ACCESS_DENIED,
        "EACCES",
        MissingRight("/dev/ttyACM0", "dialout", rule),
    )
    by_rule = replace(denied, right=MissingRight("/dev/hidraw0", "", rule))

    todo = device_words(DeviceKind.SCANNER, [denied]).todo
    assert "dialout" in todo
    assert rule in todo
    assert rule in device_words(DeviceKind.SCANNER, [by_rule]).todo
    assert "组" not in device_words(DeviceKind.SCANNER, [by_rule]).todo


def test_two_alike_are_named() -> None:
    twins = DeviceStatus("a", DeviceKind.SCANNER, DeviceState.FAULTED, DeviceFault.AMBIGUOUS, "1-1, 1-2")
    assert "1-1, 1-2" in device_words(DeviceKind.SCANNER, [twins]).todo


def test_photos_that_wait_for_another_day_are_calm_and_told() -> None:
    counts = OutboxCounts(9, 9, 0, 0, None, 4, 1000, 0)

    words = sync_words(replace(STATUS, counts=counts, evidence_held=True), NOON)

    assert (words.text, words.tone) == ("今日照片流量已用完 · 待传 照片 4 张", "calm")
    assert "明天" in words.todo
    waiting = sync_words(replace(STATUS, evidence_held=True), NOON)
    assert waiting.text.startswith("待传 37")
