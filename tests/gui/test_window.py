"""The window as a clerk meets it: real keys at the window, real use cases below."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.events import ChangesTaken, ParcelAccepted, PolicyPackArrived, PolicyPackRefused, SyncStatus
from devices.errors import DeviceFault
from devices.ports import CardGone, DeviceEvent, DeviceKind, DeviceState, DeviceStatus, ScaleCleared
from sync.errors import SyncFault
from sync.state import MessageState
from sync.words import PackFault
from tests.gui.conftest import OpenStage
from tests.gui.stage import Stage
from tests.support.builders import NOON
from tests.support.counter_house import WAYBILL, card
from tests.support.fake_counter import (
    PHONE,
    PIN,
    box_picture,
    clerk,
    expired_card,
    failed_card,
    jpeg_of,
    preview_of,
    scan,
    weight,
)
from ui.keys import KeyTable
from ui.models.records_model import Column
from ui.screens.first_run.form import FormField
from ui.shell import Shell
from ui.theme import TOUCH_TARGET, Theme
from ui.tones import Tone
from ui.widgets.category_grid import CategoryGrid
from ui.widgets.key_button import KeyButton
from ui.widgets.training_banner import TrainingBanner


def accept_one(stage: Stage, number: str = WAYBILL) -> None:
    """A whole parcel by key, scanner and reader."""
    stage.window.take(scan(number))
    stage.window.take(card())
    phone = () if stage.window.acceptance.view.parcel and _phone_known(stage) else PHONE
    stage.keys("Space", "Space", *phone, "G", "F8", "Enter")


def _phone_known(stage: Stage) -> bool:
    parcel = stage.window.acceptance.view.parcel
    return parcel is not None and parcel.sender is not None and parcel.sender.phone is not None


def test_a_parcel_is_accepted_without_a_mouse(stage: Stage) -> None:
    accept_one(stage)
    assert stage.window.acceptance_view.notice_bar.text.startswith(f"已收寄 {WAYBILL}")
    assert len(stage.counter.house.store.tables.acceptances) == 1
    assert len(stage.used) == 16
    assert stage.played[-1] is Tone.GOOD
    assert stage.window.acceptance_view.next_bar.text.startswith("缺：运单号")


def test_the_next_missing_thing_is_named_with_its_key(stage: Stage) -> None:
    bar = stage.window.acceptance_view.next_bar
    expected = [
        "缺：运单号",
        "缺：寄件人证件",
        "缺：人证核对",
        "缺：面单姓名核对",
        "缺：寄件人手机号",
        "缺：内件类别",
        "缺：内件照片",
    ]
    seen = [bar.text.split()[0]]
    stage.window.take(scan())
    seen.append(bar.text.split()[0])
    stage.window.take(card())
    seen.append(bar.text.split()[0])
    for keys in (("Space",), ("Space",), PHONE, ("G",)):
        stage.keys(*keys)
        seen.append(bar.text.split()[0])
    assert seen == expected
    assert "F8" in bar.text
    stage.keys("F8")
    assert bar.text.startswith("缺：封箱照（运单朝上） 内件相符就封箱，运单朝上，按 Enter 拍照并完成")
    stage.keys("F8")
    assert bar.text == "都齐了，可以收寄 按 Enter 完成收寄"


def test_full_data_is_never_on_the_screen(stage: Stage) -> None:
    stage.window.take(scan())
    stage.window.take(card())
    stage.keys("Space")
    assert "面单寄件人是 测试甲 吗？" in stage.text(), "in clear while it is compared"
    stage.keys("Space", *PHONE)
    text = stage.text()
    for secret in ("测试甲", "530102199003071238", PHONE):
        assert secret not in text.replace(" ", "")
    assert "测**" in text
    assert "138 **** **00" in text


def test_the_focus_rests_on_a_widget_without_an_input_method(stage: Stage) -> None:
    view = stage.window.acceptance_view
    assert view.hasFocus()
    assert not view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    for button in stage.parts(QPushButton):
        if view.isAncestorOf(button) and button.isVisible() and button.isEnabled():
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            if view._typing:
                assert isinstance(stage.shell.focusWidget(), QLineEdit), button.accessibleName()
                stage.keys("Esc")
            if stage.page() is not view:
                # a page of its own over the whole window: it gives the focus back when it is left
                stage.keys("Esc")
            assert view.hasFocus(), button.accessibleName()


def test_a_waybill_typed_by_hand_gives_the_focus_back(stage: Stage) -> None:
    stage.keys("Ctrl+W")
    assert stage.window.acceptance_view.waybill_lane.typing_has_focus
    stage.keys(*"yt89", "Esc")
    assert stage.window.acceptance_view.hasFocus()
    stage.keys("Ctrl+W", "Del", *WAYBILL.lower(), "Enter")
    assert stage.window.acceptance_view.hasFocus()
    parcel = stage.window.acceptance.view.parcel
    assert parcel is not None
    assert parcel.waybill is not None
    assert parcel.waybill.number == WAYBILL
    stage.keys("Ctrl+W")
    assert stage.window.acceptance_view.waybill_lane._field.text() == ""


def test_buttons_do_what_their_keys_do(stage: Stage) -> None:
    view = stage.window.acceptance_view
    stage.window.take(card())
    by_name = {button.accessibleName(): button for button in stage.parts(QPushButton)}
    for name in ("一致", "水果", "拍内件", "拒收"):
        QTest.mouseClick(by_name[name], Qt.MouseButton.LeftButton)
    QTest.mouseClick(by_name["含禁寄物品"], Qt.MouseButton.LeftButton)
    assert view.notice_bar.text == "已拒收 含禁寄物品"


def test_a_focused_button_is_pressed_by_space_and_tab_reaches_it(stage: Stage) -> None:
    stage.window.take(card())
    stage.keys("Tab")
    focused = stage.shell.focusWidget()
    assert isinstance(focused, QPushButton)
    stage.keys("F2")
    assert stage.window.acceptance_view.refusal_panel.isVisible()


def test_locking_keeps_the_parcel_and_another_clerk_goes_on(stage: Stage) -> None:
    stage.window.take(scan())
    stage.keys("F12")
    assert stage.page() is stage.window.sign_in_view
    stage.keys(*"1002", "Enter", *PIN, "Enter")
    assert stage.page() is stage.window.acceptance_view
    assert "收寄员 王样例" in stage.text()
    assert stage.window.acceptance.view.parcel is not None
    stage.window.take(card())
    stage.keys("Space", "Space", *PHONE, "G", "F8", "Enter")
    (kept,) = stage.counter.house.store.tables.acceptances.values()
    assert kept.clerk == "1002"


def test_a_wrong_pin_empties_the_pin_and_says_what_to_do(open_stage: OpenStage) -> None:
    stage = open_stage()
    stage.keys(*"1001", "Enter", *"9999", "Enter")
    view = stage.window.sign_in_view
    assert stage.page() is view
    assert (view.number.text(), view.pin.text()) == ("1001", "")
    assert view.pin.hasFocus()
    assert "工号或口令不对" in stage.text()
    stage.keys(*PIN, "Enter")
    assert stage.page() is stage.window.acceptance_view


def test_a_locked_window_takes_no_evidence_and_opens_no_page(open_stage: OpenStage) -> None:
    stage = open_stage()
    stage.window.take(scan())
    stage.window.take(card())
    stage.keys("Ctrl+2", "F12")
    assert stage.page() is stage.window.sign_in_view
    assert not stage.counter.house.store.tables.parcels
    assert stage.played == [Tone.BAD, Tone.BAD]


def test_a_scan_brings_the_counter_to_the_front(stage: Stage) -> None:
    stage.keys("Ctrl+2")
    assert stage.page() is stage.window.records_view
    stage.window.take(scan())
    assert stage.page() is stage.window.acceptance_view
    assert stage.window.acceptance_view.hasFocus()


def test_cards_that_fail_or_leave(stage: Stage) -> None:
    stage.window.take(failed_card())
    assert "证件拿开太快" in stage.window.acceptance_view.notice_bar.text
    stage.window.take(CardGone("sim:reader", 2.0))
    assert "证件拿开太快" in stage.window.acceptance_view.notice_bar.text
    stage.window.take(expired_card())
    assert "证件已过期" in stage.window.acceptance_view.notice_bar.text


def test_a_tone_nobody_can_hear_is_seen(open_stage: OpenStage) -> None:
    stage = open_stage(audible=False)
    stage.sign_in()
    stage.window.take(scan("EE123456788CN"))
    flash = stage.shell.flash
    assert flash.isVisible()
    assert flash.width() == stage.shell.width()
    assert "请看提示" in [label.text() for label in stage.parts(QLabel) if flash.isAncestorOf(label)]
    stage.shell.resize(1400, 800)
    stage.qtbot.waitUntil(lambda: not flash.isVisible() or flash.width() == 1400)
    stage.qtbot.waitUntil(lambda: not flash.isVisible())


def test_training_cannot_be_missed(open_stage: OpenStage) -> None:
    stage = open_stage(training=True)
    (banner,) = stage.parts(TrainingBanner)
    assert banner.isVisible()
    assert "训练" in stage.shell.windowTitle()
    stage.sign_in()
    stage.keys("Ctrl+2")
    assert banner.isVisible()


def test_production_has_no_training_banner(stage: Stage) -> None:
    assert not stage.parts(TrainingBanner)
    assert stage.shell.windowTitle() == "验讫"


def test_the_status_line_follows_what_comes_over_the_bridge(stage: Stage) -> None:
    bar = stage.shell.status_bar
    stage.window.take(DeviceStatus("sdt:x", DeviceKind.ID_READER, DeviceState.FAULTED, DeviceFault.NO_ANSWER))
    assert bar.chip_text(DeviceKind.ID_READER) == "读卡器 没有回应"
    accept_one(stage)
    stage.window.take(ParcelAccepted("a", "m"))
    assert bar.sum_text == "已制作 1 = 已送达 0 + 待传 1 + 退回 0"
    counts = stage.counter.house.totals().counts
    stage.window.take(SyncStatus(counts, SyncFault.UNREACHABLE, None, running=True))
    assert bar.sync_text.startswith("离线 · 待传 1")


def test_what_became_of_the_provinces_rules_stands_above_the_pages(stage: Stage) -> None:
    assert stage.shell.rules_text == ""
    day = stage.counter.house.clock.local(stage.counter.house.clock.now()).date()
    for event, said in (
        (PolicyPackArrived("2026.12.1", "a" * 64, day), "新规则 2026.12.1 已收到，下次启动生效"),
        (
            PolicyPackArrived("2027.1.1", "b" * 64, date(2099, 1, 1)),
            "新规则 2027.1.1 已收到，2099-01-01 起重新启动后生效",
        ),
        (
            PolicyPackRefused("2026.2.1", PackFault.DOWNGRADE),
            "规则 2026.2.1：收到的规则比现行的旧，没有采用。现行规则不变，照常收寄；请联系技术员",
        ),
        (
            PolicyPackRefused("", PackFault.BAD_SIGNATURE),
            "规则包签名不对，没有采用。现行规则不变，照常收寄；请联系技术员",
        ),
    ):
        stage.window.take(event)
        assert stage.shell.rules_text == said
        assert said in stage.text()
    stage.window.take(ChangesTaken(("notice",)))


def test_a_chip_appears_with_its_first_device(stage: Stage) -> None:
    bar = stage.shell.status_bar
    assert not bar._chips[DeviceKind.CAMERA].isVisible()
    stage.window.take(DeviceStatus("camera:0", DeviceKind.CAMERA, DeviceState.READY))
    assert bar._chips[DeviceKind.CAMERA].isVisible()


def test_the_weight_stands_in_the_lane_and_is_taken_at_the_counter_only(stage: Stage) -> None:
    stage.window.take(scan(WAYBILL))
    stage.window.take(weight(1250))
    assert "1.250 千克" in stage.text()
    stage.keys("Ctrl+2")
    stage.window.take(weight(900))
    stage.keys("Ctrl+1")
    assert "1.250 千克" in stage.text()
    assert "0.900 千克" not in stage.text()


@pytest.mark.parametrize(
    "elsewhere",
    [
        ScaleCleared("scale:COM4", 9.0),
        weight(400),
        DeviceStatus("scale:COM4", DeviceKind.SCALE, DeviceState.FAULTED, DeviceFault.NO_ANSWER),
    ],
    ids=["lifted", "weighed-again", "scale-gone"],
)
def test_a_load_that_may_have_been_lifted_is_given_to_nobody(stage: Stage, elsewhere: DeviceEvent) -> None:
    stage.window.take(weight(1250))
    stage.keys("Ctrl+2")
    stage.window.take(elsewhere)
    stage.keys("Ctrl+1")
    stage.window.take(scan(WAYBILL))
    parcel = stage.window.acceptance.view.parcel
    assert parcel is not None
    assert parcel.inspection.weight_g is None


def test_records_show_every_state_in_words(stage: Stage) -> None:
    for number in (WAYBILL, "SF1234567890123"):
        accept_one(stage, number)
    made = list(stage.counter.house.store.tables.outbox)
    stage.counter.house.store.note_outcome(made[0], MessageState.REJECTED, last_outcome="conflict")
    stage.keys("Ctrl+2")
    view = stage.window.records_view
    assert view.model.rowCount() == 2
    assert view.table.hasFocus()
    stage.keys("Down")
    assert "被退回 · 省系统已有同号但内容不同的记录" in view.detail.text
    accepted = [view.model.index(row, 4).data() for row in range(2)]
    assert accepted == ["测**", "测**"]


def test_record_columns_hold_their_words_from_the_start(stage: Stage) -> None:
    accept_one(stage)
    stage.keys("Ctrl+2")
    table = stage.window.records_view.table
    for column in (Column.TIME, Column.WAYBILL, Column.CARRIER, Column.STATE):
        cell = table.model().index(0, column)
        assert table.columnWidth(column) > table.fontMetrics().horizontalAdvance(str(cell.data())), column


@pytest.mark.parametrize(("width", "fewest"), [(1366, 4), (1920, 5)])
def test_categories_take_as_many_columns_as_fit(stage: Stage, width: int, fewest: int) -> None:
    (grid,) = (grid for grid in stage.parts(CategoryGrid) if grid.isVisible())
    stage.shell.resize(width, 900)
    stage.qtbot.waitUntil(lambda: grid.columns >= fewest)
    buttons = [button for button in stage.parts(KeyButton) if grid.isAncestorOf(button)]
    assert all(button.geometry().right() <= grid.width() for button in buttons)


def test_a_long_backlog_gives_way_and_can_be_read_in_its_tooltip(stage: Stage) -> None:
    counts = replace(stage.counter.house.totals().counts, made=123_456, waiting=123_456, evidence_waiting=123_456)
    stage.window.take(SyncStatus(counts, SyncFault.UNREACHABLE, None, running=True))
    assert stage.shell.minimumSizeHint().width() <= 1366
    assert "照片 123456 张" in stage.shell.status_bar._sync_chip.toolTip()


def test_records_are_fresh_after_an_event(stage: Stage) -> None:
    stage.keys("Ctrl+2")
    assert stage.window.records_view.model.rowCount() == 0
    accept_one(stage)
    stage.keys("Ctrl+2")
    assert stage.window.records_view.model.rowCount() == 1
    made = next(iter(stage.counter.house.store.tables.outbox))
    stage.counter.house.store.note_outcome(made, MessageState.DELIVERED)
    counts = stage.counter.house.totals().counts
    stage.window.take(SyncStatus(counts, None, NOON, running=True))
    assert stage.window.records_view.model.index(0, 7).data() == "已送达"


def test_photos_and_live_picture_are_shown(stage: Stage) -> None:
    picture = box_picture()
    stage.counter.picture = jpeg_of(picture)
    stage.preview = preview_of(picture)
    live = stage.window.acceptance_view.inspection_lane._live
    stage.qtbot.waitUntil(lambda: live.has_picture)
    frame = stage.window.acceptance_view.inspection_lane._newest.frame
    assert frame.pixmap().isNull()
    stage.keys("F8")
    assert not frame.pixmap().isNull()
    stage.preview = None
    stage.qtbot.waitUntil(lambda: not live.has_picture)
    stage.keys("Ctrl+2")
    assert not live._timer.isActive()


def test_the_first_run_leads_to_the_counter(open_stage: OpenStage) -> None:
    stage = open_stage(first_run=True)
    view = stage.window.first_run_view
    assert view is not None
    assert stage.page() is view
    typed = {
        FormField.OUTLET_NAME: "样例村服务站",
        FormField.FILING_NUMBER: "53-0001",
        FormField.REGION_CODE: "530102",
        FormField.PROVINCE_URL: "https://province.example",
        FormField.ENROLMENT_CODE: "CODE-1234",
        FormField.CLERK_NUMBER: "1001",
        FormField.CLERK_NAME: "李测试",
        FormField.PIN: PIN,
        FormField.PIN_AGAIN: "111111",
    }
    for entry in FormField:
        view.fields[entry].setText(typed.get(entry, ""))
        assert view.fields[entry].hasFocus()
        stage.keys("Enter")
    assert view.fields[FormField.PIN_AGAIN].hasFocus()
    assert "两次口令不一样" in stage.text()
    view.fields[FormField.PIN_AGAIN].setText(PIN)
    stage.keys("Enter")
    assert [form.region_code for form in stage.enrolled] == ["530102"]
    assert stage.clerks == ["1001"]
    assert stage.page() is stage.window.sign_in_view
    assert "样例村服务站" in stage.text()


def test_everything_to_press_is_large_enough_and_named(stage: Stage) -> None:
    stage.window.take(card())
    for button in stage.parts(QPushButton):
        if button.isVisible():
            assert button.accessibleName(), button
            assert button.height() >= TOUCH_TARGET, button.accessibleName()
            assert button.width() >= TOUCH_TARGET, button.accessibleName()


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_nothing_is_cut_off(stage: Stage, size: tuple[int, int]) -> None:
    stage.shell.resize(*size)
    steps = (partial(stage.window.take, scan()), partial(stage.window.take, card()), partial(stage.keys, "F2"))
    for step in steps:
        step()
        QCoreApplication.processEvents()  # the layouts follow
        assert (stage.shell.width(), stage.shell.height()) == size
        assert stage.shell.minimumSizeHint().width() <= size[0]
        assert stage.shell.minimumSizeHint().height() <= size[1]
        for label in stage.parts(QLabel):
            if label.isVisible() and label.text() and not label.wordWrap():
                needed = label.fontMetrics().horizontalAdvance(label.text())
                assert label.width() >= needed, label.text()


def test_full_screen_goes_and_comes(qtbot: QtBot, theme: Theme) -> None:
    """The shell alone: the offscreen display is narrower than the pages, and full screen needs them to fit."""
    shell = Shell(theme, KeyTable(), "样例路网点", training=False)
    qtbot.addWidget(shell)
    shell.show()
    qtbot.waitExposed(shell)
    QTest.keyClick(shell.windowHandle(), Qt.Key.Key_F11)
    assert shell.isFullScreen()
    QTest.keyClick(shell.windowHandle(), Qt.Key.Key_F11)
    assert not shell.isFullScreen()


def test_keys_of_later_issues_do_nothing(stage: Stage) -> None:
    before = stage.window.acceptance_view.notice_bar.text
    stage.keys("F3", "F9", "F10")
    assert stage.window.acceptance_view.notice_bar.text == before
    assert stage.used == []


@pytest.mark.parametrize("outlet", ["样例路网点", "样例市样例区样例大道一百二十号综合服务网点"])
def test_the_pages_fit_whatever_waits_and_whoever_works_here(open_stage: OpenStage, outlet: str) -> None:
    stage = open_stage()
    stage.sign_in(clerk(name="样例甫江·样例买买提"))
    stage.shell.top_bar.show_outlet(outlet)
    stage.shell.top_bar.show_open_spot_checks(12)
    QCoreApplication.processEvents()  # the layouts follow
    assert stage.shell.width() == 1366
    assert stage.shell.minimumSizeHint().width() <= 1366
    assert outlet in [label.toolTip() for label in stage.parts(QLabel)]
