"""The device page by its keys, in the window: live proof, choosing, naming, calibrating, printing."""

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.device_board import DeviceRole, Effect, PlaceStatus
from devices.errors import DeviceError, DeviceFault
from devices.ports import DeviceKind, DeviceState, DeviceStatus, ScaleCleared
from devices.rights import MissingRight
from devices.scale.profiles import ScaleProfile
from devices.scanner.calibration import SCANS, TEST_CODE
from devices.scanner.wedge import BurstEnd, KeyPress
from tests.gui.stage import Stage, parts_of, press_keys
from tests.support.counter_house import CounterHouse, card
from tests.support.device_page import CH340, READY, DeviceHands
from tests.support.fake_counter import InlineTaskRunner, clerk, failed_card, preview_of, scan, weight
from ui.keys import DEFAULT_KEYS, Action, KeyTable
from ui.screens.devices.actions import DevicesPorts
from ui.screens.devices.desk import DevicesDesk
from ui.screens.devices.presenter import LOOK_EVERY, PATIENCE_TICKS, SETTLE_TICKS
from ui.screens.devices.state import Evidence, Writing
from ui.screens.devices.view import DevicesView
from ui.shell import Shell
from ui.theme import TOUCH_TARGET, Theme
from ui.tones import Tone

SCANNER = replace(CH340, address="serial:usbserial:1a86:7523")
PAGE = "Ctrl+H"


@dataclass
class Desk:
    """The page in a shell of its own, driven by real key events."""

    shell: Shell
    desk: DevicesDesk
    hands: DeviceHands
    rung: list[Tone]

    @property
    def view(self) -> DevicesView:
        return self.desk.view

    def keys(self, *names: str) -> None:
        press_keys(self.shell, *names)

    def said(self) -> str:
        return self.view.said.text

    def tick(self, times: int) -> None:
        for _ in range(times):
            self.desk.presenter.tick()


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme) -> Desk:
    """The page is open."""
    hands, rung, clock = DeviceHands(), list[Tone](), CounterHouse().clock
    shell = Shell(theme, KeyTable(), "样例路网点", training=False)
    shell.furnish()
    ports = DevicesPorts(
        hands.actions(), DEFAULT_KEYS, InlineTaskRunner(), InlineTaskRunner(), clock.now, clock.local, rung.append
    )
    made = Desk(shell, DevicesDesk(shell, theme, KeyTable(), ports), hands, rung)
    qtbot.addWidget(shell)
    shell.resize(1366, 768)
    shell.show()
    qtbot.waitExposed(shell)
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    shell.open_page(made.view)
    return made


def type_code(desk: Desk, gap: float, *, at: float, suffix: bool = True) -> float:
    """A scan of the test code as the keyboard filter hands it on; the answer is the time after it."""
    learner = desk.hands.learner
    assert learner is not None
    for character in TEST_CODE:
        learner(KeyPress(character, at))
        at += gap
    if suffix and desk.hands.learner is not None:
        learner(KeyPress("", at, is_suffix=True))
    return at + 1.0


def test_what_devices_bring_is_shown_masked_and_goes_no_further(qtbot: QtBot, theme: Theme) -> None:
    stage = Stage(qtbot, theme)
    stage.sign_in()
    stage.keys(PAGE)
    view = stage.window.devices.view
    assert stage.page() is view
    seen: tuple[tuple[Evidence, str, DeviceRole, str], ...] = (
        (scan(TEST_CODE), "测试码扫对了", DeviceRole.SCANNER, "1"),
        (scan("SJYZ5301020001"), "14 位", DeviceRole.SCANNER, "1"),
        (card(), "530102", DeviceRole.ID_READER, "2"),
        (failed_card(), "证件", DeviceRole.ID_READER, "2"),
        (weight(1250), "1.250 千克", DeviceRole.SCALE, "7"),
        (ScaleCleared("sim:scale", 1.0), "秤上空了", DeviceRole.SCALE, "7"),
    )
    for evidence, shown, role, key in seen:
        stage.window.take(evidence)
        assert stage.page() is view
        assert shown in view.roles.buttons[role].says
        stage.keys(key)
        assert shown in view.place.proof.text()
    stage.window.take(card())
    text = stage.text()
    assert card().text.number not in text
    assert card().text.name not in text
    assert "SJYZ5301020001" not in text
    stage.keys("Ctrl+1", PAGE)
    assert "530102" not in stage.text()
    assert stage.counter.house.store.tables.parcels == {}
    stage.window.devices.presenter.calibrate()
    stage.window.lock()
    assert stage.devices.learner is None
    stage.window.signed_in(clerk())
    stage.keys("Ctrl+1")
    stage.window.take(scan())
    assert stage.window.acceptance_view.isVisible()
    assert len(stage.counter.house.store.tables.parcels) == 1
    stage.close()


def test_a_camera_shows_its_live_picture(desk: Desk, qtbot: QtBot) -> None:
    picture = QImage(32, 18, QImage.Format.Format_RGB888)
    picture.fill(0x336699)
    desk.hands.picture = preview_of(picture)
    desk.keys("3")
    live = desk.view.place.live
    qtbot.waitUntil(lambda: live.has_picture)
    desk.keys("2")
    assert not live.isVisible()


def test_something_found_is_chosen_by_keys_and_its_chip_follows(desk: Desk) -> None:
    other = replace(SCANNER, address="serial:COM9", name="Other")
    desk.hands.put(DeviceRole.SCANNER, "serial:COM3", PlaceStatus(DeviceState.ABSENT), SCANNER, other)
    desk.desk.take(DeviceStatus("serial:COM3", DeviceKind.SCANNER, DeviceState.ABSENT, DeviceFault.NOT_FOUND))
    assert desk.shell.status_bar.chip_text(DeviceKind.SCANNER) == "扫描枪 未接"
    # a scanner that types slowly, before it was calibrated: digits turn to places, and Enter chooses nothing
    desk.keys(*"YT8962646785381", "Enter")
    assert desk.hands.chosen == []
    desk.keys("1", "Enter")
    assert "上下键" in desk.said()
    # nor after somebody had gone to one, whatever its code is made of
    for typed in ("YT1111", "YT", "9", "0"):
        desk.keys("Down", *typed, "Enter", "Esc", "1")
        assert desk.hands.chosen == []
    # nor does what was unplugged and came back
    desk.keys("Down")
    desk.hands.put(DeviceRole.SCANNER, "serial:COM3", PlaceStatus(DeviceState.ABSENT), other)
    desk.tick(LOOK_EVERY)
    desk.hands.put(DeviceRole.SCANNER, "serial:COM3", PlaceStatus(DeviceState.ABSENT), SCANNER, other)
    desk.tick(LOOK_EVERY)
    desk.keys("Enter")
    assert desk.hands.chosen == []
    desk.keys("Down", "Down")
    # what another device brings meanwhile does not move the page, and what is plugged in moves no choice
    desk.desk.presenter.take(weight(1250))
    desk.hands.put(DeviceRole.SCANNER, "serial:COM3", PlaceStatus(DeviceState.ABSENT), other, SCANNER)
    desk.tick(LOOK_EVERY)
    desk.keys("Enter")
    assert desk.hands.chosen == [(DeviceRole.SCANNER, "serial:COM9")]
    assert "马上能用" in desk.said()
    desk.desk.take(DeviceStatus("serial:COM9", DeviceKind.SCANNER, DeviceState.FAULTED, DeviceFault.IN_USE))
    assert desk.shell.status_bar.chip_text(DeviceKind.SCANNER) == "扫描枪 被占用"

    desk.hands.effect = Effect.NEXT_START
    desk.keys("8", "Ctrl+A")
    desk.keys(*"label:tspl@com7", "Enter")
    assert desk.hands.chosen[-1] == (DeviceRole.LABEL_PRINTER, "label:tspl@com7")
    assert "下次启动" in desk.said()
    desk.hands.refusal = DeviceError(DeviceFault.BAD_SETTING, "label")
    desk.keys("Ctrl+Del")
    assert "再按一次" in desk.said()
    desk.keys("Ctrl+Del")
    assert "设备设置写错了" in desk.said()
    assert desk.rung[-1] is Tone.BAD


def test_a_scale_is_chosen_with_its_profile(desk: Desk) -> None:
    desk.hands.put(DeviceRole.SCALE, "", None, CH340)
    desk.desk.presenter.changed()
    desk.keys("7", "+", "+", "-", "Down", "Enter")
    assert desk.hands.chosen == [(DeviceRole.SCALE, "scale:usbserial:1a86:7523?profile=xk3190-low-first")]
    # moved to another socket it is spoken to as before
    desk.hands.put(DeviceRole.SCALE, "scale:COM5?profile=toledo-8217&unit=g&baud=4800", READY, CH340)
    desk.desk.presenter.changed()
    assert "toledo-8217" in desk.view.place.profile.text()
    desk.keys("Down", "Enter")
    assert desk.hands.chosen[-1][1] == "scale:usbserial:1a86:7523?profile=toledo-8217&unit=g&baud=4800"


def test_what_is_typed_goes_to_the_place_that_it_was_typed_for(desk: Desk) -> None:
    desk.hands.put(DeviceRole.SCANNER, "serial:COM3", READY)
    desk.desk.presenter.changed()
    desk.keys("1", "Ctrl+N", *"left")
    desk.desk.presenter.take(weight(1250))
    desk.keys("Enter")
    assert desk.hands.renamed == [(DeviceRole.SCANNER, "left")]


def test_an_empty_address_takes_no_device_away(desk: Desk) -> None:
    desk.hands.put(DeviceRole.SCANNER, "serial:COM3", READY, SCANNER)
    desk.desk.presenter.changed()
    desk.keys("1", "Ctrl+A", "Enter")
    assert desk.hands.chosen == []
    assert not any(field.isVisible() for field in desk.view.place.fields.values())
    desk.keys("Ctrl+Del", "Down", "Ctrl+Del")
    assert desk.hands.chosen == [], "asked for anew after something else was done"


def test_a_code_that_may_hold_a_name_is_shown_by_its_length_alone(desk: Desk) -> None:
    for text in ("张三|13812345678", "Zhang San 13812345678"):
        desk.desk.presenter.take(scan(text))
        for shown in (desk.view.place.proof.text(), desk.view.roles.buttons[DeviceRole.SCANNER].says):
            assert not any(part in shown for part in ("张", "Zhang", "138", "5678"))
            assert f"{len(text)} 位" in shown


def test_no_device_turns_the_page_under_a_hand(desk: Desk) -> None:
    desk.hands.put(DeviceRole.SCANNER, "serial:COM3", READY)
    desk.hands.put(DeviceRole.SCALE, "scale:COM5?profile=toledo-8217", READY, CH340)
    desk.desk.presenter.changed()
    desk.keys("1")
    desk.desk.presenter.take(weight(1250))
    desk.keys("Ctrl+Del")
    desk.keys("1", "Ctrl+Del")
    assert desk.hands.chosen == [], "asked for once each time"
    desk.keys("Ctrl+Del")
    assert desk.hands.chosen == [(DeviceRole.SCANNER, "")]
    # nor does one take back a protocol that was turned to
    desk.keys("7", "+")
    turned = desk.view.place.profile.text()
    desk.desk.presenter.take(scan(TEST_CODE))
    desk.desk.presenter.take(weight(1250))
    assert desk.view.place.profile.text() == turned


def test_from_a_protocol_that_nobody_knows_one_turns_to_the_first(desk: Desk) -> None:
    desk.hands.put(DeviceRole.SCALE, "scale:COM5?profile=toledo-9999", READY, CH340)
    desk.desk.presenter.changed()
    desk.keys("7", "+")
    assert ScaleProfile.XK3190.value in desk.view.place.profile.text()


def test_a_password_that_was_typed_is_gone_with_the_page(desk: Desk) -> None:
    desk.hands.put(DeviceRole.SCANNER, "serial:COM3", READY)
    desk.desk.presenter.changed()
    desk.keys("1", "Ctrl+A", *"secret")
    field = desk.view.place.fields[Writing.ADDRESS]
    assert field.text() == "secret"
    desk.desk.presenter.hidden()
    assert field.text() == ""


def test_what_cannot_be_used_is_no_success(desk: Desk) -> None:
    desk.hands.unusable = DeviceStatus("serial:COM9", DeviceKind.SCANNER, DeviceState.FAULTED, DeviceFault.NO_DRIVER)
    desk.hands.put(DeviceRole.SCANNER, "", None, replace(SCANNER, address="serial:COM9"))
    desk.desk.presenter.changed()
    desk.keys("1", "Down", "Enter")
    assert desk.rung[-1] is Tone.BAD
    assert "马上能用" not in desk.said()


def test_a_name_stands_on_the_chip(desk: Desk) -> None:
    desk.hands.put(DeviceRole.ID_READER, "sdt:COM4", READY)
    desk.desk.take(DeviceStatus("sdt:COM4", DeviceKind.ID_READER, DeviceState.READY))
    desk.keys("2")
    assert "05.01-20260101-0001" in desk.view.place.told.text()
    desk.keys("Ctrl+N", *"left", "Enter")
    assert desk.hands.renamed == [(DeviceRole.ID_READER, "left")]
    assert "left：读卡器 就绪" in desk.shell.status_bar.chip_tip(DeviceKind.ID_READER)
    desk.keys("Ctrl+N", "Esc")
    assert not any(field.isVisible() for field in desk.view.place.fields.values())


def test_three_scans_of_the_test_code_set_the_rhythm(desk: Desk) -> None:
    view = desk.view
    assert not view.place.code.pixmap().isNull()
    desk.keys("Space")
    at = 10.0
    for heard in range(SCANS):
        assert f"已扫到 {heard} 次" in view.place.trial.text()
        at = type_code(desk, 0.0605, at=at)
    (found,) = desk.hands.kept
    assert desk.hands.tuned == [found]
    assert (found.end, found.slowest_gap_ms) == (BurstEnd.SUFFIX, 61)
    assert f"{found.threshold_ms} 毫秒" in desk.said()
    assert desk.hands.learner is None

    # a scanner without a suffix is known by the silence after its last scan
    desk.keys("Space")
    for _ in range(SCANS):
        at = type_code(desk, 0.01, at=at, suffix=False)
    desk.tick(SETTLE_TICKS)
    assert desk.hands.kept[-1].end is BurstEnd.SILENCE


def test_a_calibration_that_finds_nothing_changes_nothing(desk: Desk) -> None:
    desk.keys("Space")
    learner = desk.hands.learner
    assert learner is not None
    for number, character in enumerate(TEST_CODE.replace("-", "/")):
        learner(KeyPress(character, 1 + number / 100))
    assert "布局" in desk.view.place.trial.text()
    desk.tick(PATIENCE_TICKS)
    assert "美式" in desk.said()
    desk.keys("Space", "Esc")
    assert "停了" in desk.said()
    desk.keys("Space")
    type_code(desk, 0.2, at=100.0)
    type_code(desk, 0.2, at=200.0)
    desk.tick(PATIENCE_TICKS)
    assert "太慢" in desk.said()
    assert desk.hands.kept == desk.hands.tuned == []


def test_a_test_label_is_void(desk: Desk) -> None:
    desk.hands.put(DeviceRole.LABEL_PRINTER, "label:tspl@com7", PlaceStatus(DeviceState.READY))
    desk.desk.presenter.changed()
    desk.keys("8", "Space")
    (label,) = desk.hands.printed
    assert (label.note, label.short_code) == ("测试 无效", "TEST")
    assert "已送去打印" in desk.said()


def test_training_keeps_its_simulators_and_a_right_that_is_missing_is_named(desk: Desk) -> None:
    denied = replace(SCANNER, denied=MissingRight("/dev/ttyACM0", "dialout", "RULE"))
    desk.hands.put(DeviceRole.SCANNER, "", None, denied, replace(SCANNER, used_as=DeviceRole.SCALE))
    desk.hands.shown = replace(desk.hands.shown, simulated=True)
    desk.desk.presenter.changed()
    table = desk.view.place.candidates.model()
    notes = [str(table.index(row, 2).data()) for row in range(table.rowCount())]
    assert "dialout" in notes[0]
    assert "电子秤" in notes[1]
    desk.keys("Down", "Enter")
    assert desk.hands.chosen == []
    assert "训练" in desk.said()


def test_it_looks_only_while_it_is_shown(desk: Desk) -> None:
    looks = desk.hands.looks
    desk.tick(LOOK_EVERY)
    assert desk.hands.looks == looks + 1
    desk.view.hide()
    desk.desk.take(DeviceStatus("serial:COM3", DeviceKind.SCANNER, DeviceState.READY))
    assert desk.hands.looks == looks + 1


def test_a_pedal_is_bound_by_pressing_it(desk: Desk) -> None:
    binder, part = desk.desk.key_binder, desk.view.keys
    desk.keys("9")
    assert part.isVisible()
    binder.point(list(DEFAULT_KEYS).index(Action.PHOTO))
    for pressed, told in (("F5", "挂起"), ("a", "会打出字来"), ("Up", "用不了"), ("Esc", "第一个键印在按钮上")):
        desk.keys("Enter", pressed)
        assert told in part.said.text
        assert desk.hands.bound == []
    desk.keys("Enter")
    QTest.keyClick(desk.shell.windowHandle(), Qt.Key.Key_F13)
    assert desk.hands.bound == [{"photo": ["F8", "F13"]}]
    assert "下次启动" in part.said.text
    desk.keys("Ctrl+Del")
    assert desk.hands.bound[-1] == {}
    desk.keys("Down", "1")
    assert desk.view.place.isVisible()


def test_everything_to_press_is_large_enough_and_has_a_name(desk: Desk) -> None:
    view = desk.view
    for key in "123456789":
        desk.keys(key)
        mine = [button for button in parts_of(view, QPushButton) if button.isVisible()]
        assert all(button.accessibleName() and button.height() >= TOUCH_TARGET for button in mine)
