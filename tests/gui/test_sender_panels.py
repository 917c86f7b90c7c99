"""Every kind of sender as a clerk meets it: panels by key, fields that keep what is typed, nothing cut off."""

from collections import deque
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.acceptance import Missing
from app.domain.identity.document import DocumentType
from app.domain.identity.sender import FaceBand
from devices.documents.reading import CaptureGuidance, CaptureHint, FieldName
from tests.gui.stage import Stage
from tests.support.builders import YUNNAN_NUMBER
from tests.support.counter_house import WAYBILL, card
from tests.support.fake_counter import (
    PHONE,
    FakeCounter,
    FakeDocumentCamera,
    FakeFaces,
    FakePersonCamera,
    FakePortraits,
    box_picture,
    expired_card,
    jpeg_of,
    preview_of,
    scan,
)
from tests.support.sender_samples import (
    OTHER_NUMBER,
    READY,
    SUPERVISOR,
    SUPERVISOR_PIN,
    other_card,
    reading,
    two_customers,
    with_customers,
    with_order,
    with_supervisor,
    young_card,
)
from ui.keys import Action
from ui.screens.acceptance.state import TEXT_PANELS, Panel
from ui.theme import TOUCH_TARGET, Theme

SCREEN = (1366, 768)
KEYS = {
    Panel.HELP: "F1",
    Panel.REFUSAL: "F2",
    Panel.SENDING: "F4",
    Panel.CUSTOMERS: "F6",
    Panel.DISCARD: "Ctrl+Del",
    Panel.CAPTURE: "Ctrl+D",
    Panel.TYPED_DOCUMENT: "Ctrl+T",
    Panel.NAME: "Ctrl+N",
    Panel.ADDRESS: "Ctrl+A",
    Panel.QUESTION: "/",
    Panel.SUPERVISOR: "*",
    Panel.FACE_CONSENT: "Ctrl+F",
    Panel.WAYBILL: "Ctrl+W",
}
WORDS = {
    Panel.SENDING: ("谁在寄，怎么寄？", "委托交寄：两个人、两份证件", "信件：免实名，不拍内容"),
    Panel.CUSTOMERS: ("哪个单位寄？", "云岭花卉样例公司", "样例茶叶商行", "首字母：（全部）"),
    Panel.CAPTURE: ("拍证件", "马上识别"),
    Panel.TYPED_DOCUMENT: ("手工录入证件", "证件号码", "手录原因", "采用"),
    Panel.NAME: ("面单上的寄件人是谁？", "确定"),
    Panel.ADDRESS: ("寄件地址", "确定"),
    Panel.QUESTION: ("写明情况", "到场的人和委托人是什么关系？", "家人", "村干部或护理人员"),
    Panel.SUPERVISOR: ("请站长决定", "同一人，名字写法不同"),
    Panel.FACE_CONSENT: ("寄件人同意人脸辅助比对吗？", "寄件人明确同意", "不同意，由收寄员核对"),
}


@pytest.fixture
def open_counter(qtbot: QtBot, theme: Theme) -> Iterator[Callable[[FakeCounter], Stage]]:
    """Opens a window over a counter that differs from an ordinary one, with a clerk signed in."""
    opened: list[Stage] = []

    def open_one(counter: FakeCounter) -> Stage:
        stage = Stage(qtbot, theme, counter=counter)
        opened.append(stage)
        stage.sign_in()
        return stage

    yield open_one
    for stage in opened:
        stage.close()


@pytest.fixture
def counter(qapp: object) -> FakeCounter:  # noqa: ARG001 - pictures need the application
    """A counter with everything: cameras, a decoder, faces switched on, customers."""
    picture = box_picture()
    whole = FakeCounter(
        picture=jpeg_of(picture),
        document_camera=FakeDocumentCamera(
            reading=reading(doubtful=[FieldName.NAME, FieldName.NUMBER], snippet=jpeg_of(picture))
        ),
        person_camera=FakePersonCamera(jpeg_of(picture), preview_of(picture)),
        portraits=FakePortraits(jpeg_of(picture)),
        faces=FakeFaces(FaceBand.CHECK),
    )
    with_customers(whole.house, *two_customers())
    return whole


@pytest.fixture
def busy(open_counter: Callable[[FakeCounter], Stage], counter: FakeCounter) -> Stage:
    """Two people without a relation and a name that differs: every panel has something to ask."""
    stage = open_counter(counter)
    with_order(counter.house, WAYBILL, "测试丙")
    stage.window.take(scan())
    stage.keys("F4", "2")
    stage.window.take(card())
    stage.window.take(other_card())
    return stage


@pytest.fixture
def complete(open_counter: Callable[[FakeCounter], Stage], counter: FakeCounter) -> Stage:
    """A parcel that lacks nothing but Enter."""
    stage = open_counter(counter)
    stage.window.take(scan())
    stage.window.take(card())
    stage.keys("Space", "Space", *PHONE, "G", "F8")
    return stage


def shown_panel(stage: Stage) -> Panel:
    return stage.window.acceptance.panel


def visible_text(stage: Stage) -> str:
    labels = (label.text() for label in stage.parts(QLabel) if label.isVisible())
    return "\n".join([*labels, *(field.text() for field in stage.parts(QLineEdit) if field.isVisible())])


def accepted(stage: Stage) -> int:
    return len(stage.counter.house.store.tables.acceptances)


def field(stage: Stage, name: str) -> QLineEdit:
    (found,) = (one for one in stage.parts(QLineEdit) if one.accessibleName() == name and one.isVisible())
    return found


def assert_everything_fits(stage: Stage, what: object) -> None:
    """Nothing is cut off, and what can be pressed is large enough and named."""
    QCoreApplication.processEvents()  # the layouts follow
    least = stage.shell.minimumSizeHint()
    assert (stage.shell.width(), stage.shell.height()) == SCREEN, what
    assert least.width() <= SCREEN[0], what
    assert least.height() <= SCREEN[1], what
    for label in stage.parts(QLabel):
        if not (label.isVisible() and label.text()):
            continue
        width, height = label.width(), label.height()
        if label.wordWrap():
            assert height >= label.heightForWidth(width), f"{what}: {label.text()}"
        else:
            assert width >= label.fontMetrics().horizontalAdvance(label.text()), f"{what}: {label.text()}"
    for button in stage.parts(QPushButton):
        if button.isVisible():
            assert button.accessibleName(), what
            assert min(button.width(), button.height()) >= TOUCH_TARGET, f"{what}: {button.accessibleName()}"


def test_each_panel_opens_by_its_key_and_escape_gives_the_focus_back(busy: Stage) -> None:
    view = busy.window.acceptance_view
    for panel, key in KEYS.items():
        busy.keys(key)
        assert shown_panel(busy) is panel
        for words in WORDS.get(panel, ()):
            assert words in visible_text(busy)
        assert view.hasFocus() is (panel not in TEXT_PANELS), panel
        assert_everything_fits(busy, panel)
        busy.keys("Esc")
        assert shown_panel(busy) is Panel.NONE, panel
        assert view.hasFocus(), panel
        busy.used.clear()
        busy.keys("Space")
        assert busy.used == [Action.CONFIRM], "the counter listens again"


@pytest.mark.parametrize("panel", [Panel.CAPTURE, Panel.NAME, Panel.CUSTOMERS])
def test_evidence_is_taken_while_a_panel_stands_open(busy: Stage, panel: Panel) -> None:
    busy.keys(KEYS[panel])
    busy.window.take(expired_card())
    parcel = busy.window.acceptance.view.parcel
    assert parcel is not None
    assert parcel.sender is not None
    assert parcel.sender.document.valid_to == expired_card().text.valid_to


@pytest.mark.parametrize("panel", [panel for panel in Panel if panel in TEXT_PANELS and panel is not Panel.SUPERVISOR])
def test_enter_inside_a_field_never_finishes_the_parcel(complete: Stage, panel: Panel) -> None:
    complete.keys(KEYS[panel], "A", "Enter")
    assert accepted(complete) == 0
    complete.keys("Esc")
    assert complete.window.acceptance_view.hasFocus()


def test_a_waybill_typed_last_is_taken_by_enter_and_the_parcel_is_not(
    open_counter: Callable[[FakeCounter], Stage], counter: FakeCounter
) -> None:
    stage = open_counter(counter)
    with_order(counter.house, WAYBILL, "测试甲")
    stage.window.take(card())
    stage.keys("Space", *PHONE, "G", "F8", "Ctrl+W", *WAYBILL.lower(), "Enter")
    assert stage.window.acceptance.view.decision.missing == (Missing.SEALED_PHOTO,)
    assert accepted(stage) == 0
    stage.keys("Enter")
    assert accepted(stage) == 1


@pytest.mark.parametrize("panel", [Panel.TYPED_DOCUMENT, Panel.NAME, Panel.ADDRESS])
def test_enter_on_a_panel_s_button_is_the_panel_s(complete: Stage, panel: Panel) -> None:
    complete.keys(KEYS[panel])
    buttons = [
        one for one in complete.parts(QPushButton) if one.isVisible() and one.accessibleName() in ("确定", "采用")
    ]
    buttons[0].setFocus()
    complete.keys("Enter", "5")
    assert accepted(complete) == 0
    assert shown_panel(complete) is panel


def test_a_name_is_typed_and_compared(busy: Stage) -> None:
    busy.keys("Ctrl+N")
    field(busy, "面单上的寄件人是谁？").setText("测试乙")
    busy.keys("Enter")
    assert shown_panel(busy) is Panel.NONE
    assert "面单与证件同名" in visible_text(busy)
    assert busy.window.acceptance_view.hasFocus()


def test_an_address_is_typed_and_shown_masked(complete: Stage) -> None:
    complete.keys("Ctrl+A")
    field(complete, "寄件地址").setText("云南省大理市样例镇样例村2号")
    complete.keys("Enter")
    assert "寄件地址 云南省" in visible_text(complete)
    assert "样例村" not in complete.text()


class TestSupervisor:
    @pytest.fixture
    def called(self, open_counter: Callable[[FakeCounter], Stage], counter: FakeCounter) -> Stage:
        """The name differs, and a supervisor stands at the counter."""
        with_supervisor(counter.house)
        with_order(counter.house, WAYBILL, "测试丙")
        stage = open_counter(counter)
        stage.window.take(scan())
        stage.window.take(card())
        stage.keys("*")
        return stage

    def give(self, stage: Stage, pin: str, *choice: str) -> None:
        stage.keys(*SUPERVISOR, "Enter", *pin, "Enter", *choice)

    @pytest.mark.parametrize("choice", ["1", "Space"])
    def test_number_pin_and_a_reason_by_keyboard_alone(self, called: Stage, choice: str) -> None:
        self.give(called, SUPERVISOR_PIN, choice)
        parcel = called.window.acceptance.view.parcel
        assert parcel is not None
        assert [one.reason for one in parcel.overrides] == ["name_variant"]
        assert shown_panel(called) is Panel.NONE
        assert called.window.acceptance_view.hasFocus()

    def test_enter_on_a_reason_gives_it_too(self, called: Stage) -> None:
        self.give(called, SUPERVISOR_PIN, "Enter")
        assert called.window.acceptance.view.decision.objections == ()

    def test_a_wrong_pin_is_told_and_typed_anew(self, called: Stage) -> None:
        self.give(called, "000000", "1")
        assert shown_panel(called) is Panel.SUPERVISOR
        assert "不对" in called.window.acceptance_view.notice_bar.text
        pin = field(called, "口令")
        assert pin.text() == ""
        assert pin.hasFocus()
        called.keys(*SUPERVISOR_PIN, "Enter", "2")
        assert shown_panel(called) is Panel.NONE

    def test_a_reason_without_number_and_pin_asks_for_them(self, called: Stage) -> None:
        reasons = [
            one for one in called.parts(QPushButton) if one.isVisible() and one.accessibleName() == "已改名，有证明"
        ]
        reasons[0].click()
        assert field(called, "站长工号").hasFocus()
        assert shown_panel(called) is Panel.SUPERVISOR

    def test_the_pin_is_never_shown_and_nothing_of_it_stays(self, called: Stage) -> None:
        called.keys(*SUPERVISOR, "Enter", *SUPERVISOR_PIN)
        assert SUPERVISOR_PIN not in field(called, "口令").displayText()
        called.keys("Esc")
        assert SUPERVISOR_PIN not in called.text()
        assert SUPERVISOR not in called.text()


class TestTypedDocument:
    def test_a_resident_card_is_typed_with_the_keyboard_alone(self, stage: Stage) -> None:
        stage.keys(
            "Ctrl+T", *YUNNAN_NUMBER, "Tab", "Tab", *"li", "Tab", *"20360307", "Tab", "Tab", "Down", "Down", "Enter"
        )
        parcel = stage.window.acceptance.view.parcel
        assert parcel is not None
        assert parcel.sender is not None
        document = parcel.sender.document
        assert (document.number, document.document_type) == (YUNNAN_NUMBER, DocumentType.RESIDENT_CARD)
        assert document.typed_reason == "chip_dead"
        assert shown_panel(stage) is Panel.NONE
        assert stage.window.acceptance_view.hasFocus()
        for secret in (YUNNAN_NUMBER, "20360307"):
            assert secret not in stage.text(), "nothing of the form stays behind it"

    def test_what_the_number_tells_is_not_asked(self, stage: Stage) -> None:
        stage.keys("Ctrl+T", *YUNNAN_NUMBER)
        panel = stage.window.acceptance_view.typed_document_panel
        assert not panel._birth.isVisible()
        assert not panel._sex.isVisible()
        assert not panel._nationality.isVisible()
        stage.keys("Esc", "Ctrl+T", *"h12345678")
        assert panel._birth.isVisible()
        assert panel._type.currentText() == "港澳居民来往内地通行证"

    def test_what_is_wrong_is_marked_and_gets_the_focus(self, stage: Stage) -> None:
        stage.keys("Ctrl+T", *(YUNNAN_NUMBER[:-1] + "9"), "Enter")
        number = field(stage, "证件号码")
        assert number.hasFocus()
        assert number.property("wrong") == "true"
        assert number.text() == YUNNAN_NUMBER[:-1] + "9", "what was typed stays"
        assert "校验" in visible_text(stage)
        assert_everything_fits(stage, "wrong")

    def test_a_kind_that_was_chosen_is_not_guessed_again(self, stage: Stage) -> None:
        panel = stage.window.acceptance_view.typed_document_panel
        stage.keys("Ctrl+T", "Tab", "Down")
        chosen = panel._type.currentText()
        stage.keys("Tab")
        panel._number.setFocus()
        stage.keys(*"h12345678")
        assert panel._type.currentText() == chosen

    def test_every_kind_fits_on_the_screen(self, stage: Stage) -> None:
        stage.keys("Ctrl+T")
        panel = stage.window.acceptance_view.typed_document_panel
        for place in range(panel._type.count()):
            panel._type.setCurrentIndex(place)
            panel._type_picked()
            assert_everything_fits(stage, panel._type.currentText())


class TestCapture:
    @pytest.fixture
    def capturing(self, open_counter: Callable[[FakeCounter], Stage], counter: FakeCounter) -> Stage:
        """A document is looked for."""
        stage = open_counter(counter)
        stage.window.take(scan())
        stage.keys("Ctrl+D")
        return stage

    def test_it_looks_by_itself_and_reads_when_the_card_lies_well(self, capturing: Stage) -> None:
        capturing.counter.document_camera.sights = deque([READY] * 3)
        capturing.qtbot.waitUntil(
            lambda: capturing.window.acceptance.view.parcel is not None and _has_sender(capturing)
        )
        assert shown_panel(capturing) is Panel.NONE
        assert capturing.window.acceptance_view.hasFocus()

    def test_enter_reads_and_the_doubts_are_compared_and_masked_again(self, capturing: Stage) -> None:
        capturing.keys("Enter")
        shown = visible_text(capturing)
        assert "对照证件，看这几项读得对不对" in shown
        assert "测试甲" in shown
        assert YUNNAN_NUMBER in shown
        assert_everything_fits(capturing, "doubts")
        capturing.keys("Space")
        for secret in ("测试甲", YUNNAN_NUMBER):
            assert secret not in capturing.text(), "not even in a hidden label"

    def test_nothing_is_looked_at_once_it_is_left(self, capturing: Stage) -> None:
        panel = capturing.window.acceptance_view.capture_panel
        assert panel._timer.isActive()
        capturing.keys("Esc")
        assert not panel._timer.isActive()

    @pytest.mark.parametrize(("width", "height"), [(64, 36), (48, 36), (36, 48)])
    def test_the_cards_outline_lies_in_the_picture_whatever_its_shape(
        self, capturing: Stage, width: int, height: int
    ) -> None:
        camera = capturing.counter.document_camera
        camera.picture = (bytes(3 * width * height), width, height)
        camera.sights = deque([CaptureGuidance(CaptureHint.TURN, ((0, 0), (1, 0), (1, 1), (0, 1)), 0.5)] * 1_000)
        panel = capturing.window.acceptance_view.capture_panel
        accent = QColor(panel._frame._theme.palette.accent)

        def outline_seen() -> bool:
            shown, picture = panel._live.grab().toImage(), panel._live.frame
            middle = picture.center()
            edges = (picture.left(), middle.y()), (picture.right(), middle.y()), (middle.x(), picture.top())
            return panel._live.has_picture and all(shown.pixelColor(*edge) == accent for edge in edges)

        capturing.qtbot.waitUntil(outline_seen)

    def test_correcting_opens_the_form(self, capturing: Stage) -> None:
        capturing.keys("Enter", "Ctrl+T")
        assert shown_panel(capturing) is Panel.TYPED_DOCUMENT


def _has_sender(stage: Stage) -> bool:
    parcel = stage.window.acceptance.view.parcel
    return parcel is not None and parcel.sender is not None


def test_customers_are_narrowed_and_picked_by_key(busy: Stage) -> None:
    busy.keys("F6", "Y", "L", "C")
    assert "首字母：YLC" in visible_text(busy)
    assert "云岭花卉样例公司" not in visible_text(busy)
    busy.keys("1")
    assert shown_panel(busy) is Panel.NONE
    assert "样例茶叶商行" in visible_text(busy)
    assert_everything_fits(busy, "customer")


def test_the_longest_list_of_customers_fits(open_counter: Callable[[FakeCounter], Stage], counter: FakeCounter) -> None:
    first, second = two_customers()
    many = [
        type(first)(
            f"customer-{place}", second.kind, f"云南省昆明市样例样例样例商贸有限责任公司{place}", f"YN{place}",
            f"9153010200000000{place:02d}", "样例甲", "13800138001",
        )
        for place in range(10, 22)
    ]  # fmt: skip
    with_customers(counter.house, *many)
    stage = open_counter(counter)
    stage.keys("F6", "Y", "N")
    assert_everything_fits(stage, "customers")


class TestLaneStates:
    """The fullest lanes still fit."""

    def test_a_new_sender_step_by_step(
        self, open_counter: Callable[[FakeCounter], Stage], counter: FakeCounter
    ) -> None:
        stage = open_counter(counter)
        stage.window.take(scan("SF1385628716739"))
        stage.window.take(card())
        for keys in ((), ("Space",), ("Space",), PHONE, ("Ctrl+F",), ("Enter",), ("G", "F8")):
            stage.keys(*keys)
            assert_everything_fits(stage, keys)

    def test_two_people_and_the_relation(self, busy: Stage) -> None:
        assert_everything_fits(busy, "differs")
        busy.keys("Space")
        assert_everything_fits(busy, "same person")
        busy.keys(*PHONE)
        assert_everything_fits(busy, "phone")
        busy.keys("/", "5")
        assert_everything_fits(busy, "relation")
        for secret in (YUNNAN_NUMBER, OTHER_NUMBER, PHONE):
            assert secret not in busy.text().replace(" ", "")

    def test_a_child_with_guardian(self, open_counter: Callable[[FakeCounter], Stage], counter: FakeCounter) -> None:
        stage = open_counter(counter)
        stage.window.take(scan())
        stage.window.take(young_card())
        assert_everything_fits(stage, "child")
        stage.window.take(other_card())
        assert_everything_fits(stage, "guardian")
        for keys in (("Space",), ("Space",), ("Space",), PHONE):
            stage.keys(*keys)
            assert_everything_fits(stage, keys)
        assert "监护人已确认" in visible_text(stage)

    def test_letters_and_agreements_say_why_nobody_is_checked(
        self, open_counter: Callable[[FakeCounter], Stage], counter: FakeCounter
    ) -> None:
        stage = open_counter(counter)
        stage.window.take(scan())
        stage.keys("F4", "3")
        assert "信件：不查验身份，不拍信的内容" in visible_text(stage)
        assert_everything_fits(stage, "letter")
        stage.keys("F6", "Y", "L", "H", "1")
        assert "协议有效：这一件不用查验身份" in visible_text(stage)
        assert_everything_fits(stage, "agreement")

    def test_an_expired_card_with_everything(
        self, open_counter: Callable[[FakeCounter], Stage], counter: FakeCounter
    ) -> None:
        with_supervisor(counter.house)
        stage = open_counter(counter)
        stage.window.take(scan())
        stage.window.take(expired_card())
        stage.keys("Ctrl+O")
        assert_everything_fits(stage, "expired, own document")
        stage.keys("Space")
        assert_everything_fits(stage, "expired, same person")
