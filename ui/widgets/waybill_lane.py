"""Lane 1: the waybill's number, whose it is, and what is known about it."""

from functools import partial
from typing import assert_never

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.waybill import CheckDigit
from ui.fonts import shown_name
from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.language import label_of
from ui.screens.acceptance.state import NameStanding, WaybillLane
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.empty_lane import EmptyLane
from ui.widgets.key_button import KeyButton
from ui.widgets.lane import Lane
from ui.widgets.latin_line_edit import LatinLineEdit
from ui.widgets.question_box import QuestionBox
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import set_look, text_label

_LONG_NUMBER = 16
_ZERO_WIDTH_SPACE = "\u200b"


class WaybillLaneView(Lane):
    """``asked`` tells which action's button was pressed; ``typed`` a number that was typed by hand."""

    asked = Signal(object)
    typed = Signal(str)
    left = Signal()
    """The inline field was left with Esc."""

    def __init__(self, theme: Theme, keys: KeyTable, parent: QWidget | None = None) -> None:
        super().__init__(theme, "①", translate("waybill", "运单"), parent)
        self._empty = EmptyLane(theme, Icon.SCANNER, translate("waybill", "扫面单上的条码"))
        self._by_hand = KeyButton(theme, translate("waybill", "手输单号"), keys.label(Action.TYPE_WAYBILL))
        self._by_hand.setToolTip(translate("waybill", "面单破损、扫不出时用"))
        self._by_hand.clicked.connect(self._ask_by_hand)
        self._number = text_label("number", wraps=True)
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._carrier = text_label("title")
        self._weight = text_label("muted")
        self._next_carrier = KeyButton(theme, translate("waybill", "换一家"), keys.label(Action.NEXT_CARRIER))
        self._next_carrier.clicked.connect(self._ask_next_carrier)
        self._name = QuestionBox(theme, KeyButton(theme, translate("waybill", "同名"), keys.label(Action.CONFIRM)))
        self._name.button.clicked.connect(partial(self.asked.emit, Action.CONFIRM))
        self._type_name = KeyButton(theme, translate("waybill", "录入面单姓名"), keys.label(Action.TYPE_NAME))
        self._type_name.clicked.connect(partial(self.asked.emit, Action.TYPE_NAME))
        self._line = StatusLine(theme)
        self._hint = StatusLine(theme)
        self._field = _WaybillField()
        self._field.setAccessibleName(translate("waybill", "手工输入运单号"))
        self._field.returnPressed.connect(self._entered)
        self._field.left.connect(self.left)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._known_page(theme))
        self._by_hand_box = self._typing_box()
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(self._by_hand_box)
        self.body.addWidget(self._by_hand)

    def show_lane(self, lane: WaybillLane, *, typing: bool) -> None:
        """Show the lane; ``typing`` opens the inline field."""
        self._pages.setCurrentIndex(0 if lane.number is None else 1)
        if lane.number is not None:
            self._show_number(lane)
        self._by_hand.setVisible(not typing)
        if typing != self._by_hand_box.isVisibleTo(self):
            self._by_hand_box.setVisible(typing)
            if typing:
                self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
                self._field.selectAll()

    @property
    def typing_has_focus(self) -> bool:
        """True while keys go to the inline field."""
        return self._field.hasFocus()

    def clear_field(self) -> None:
        """The typed number was taken."""
        self._field.clear()

    def _show_number(self, lane: WaybillLane) -> None:
        number = lane.number or ""
        set_look(self._number, "role", "large" if len(number) > _LONG_NUMBER else "number")
        # Room to break long numbers between groups; Qt never breaks inside a word.
        groups = [number[index : index + 5] for index in range(0, len(number), 5)]
        self._number.setText(_ZERO_WIDTH_SPACE.join(groups))
        self._number.setAccessibleName(number)
        known = lane.carrier is not None
        self._carrier.setText(label_of(lane.carrier) if lane.carrier is not None else translate("waybill", "企业未定"))
        self._weight.setText(_weight_words(lane.weight_g) if lane.weight_g is not None else "")
        if lane.check_digit is CheckDigit.BAD:
            self._line.say(Icon.STOP, translate("waybill", "校验位不对，再扫一次"), "bad")
        elif known:
            self._line.say(Icon.CHECK_CIRCLE, translate("waybill", "已识别，没有重复"), "good")
        else:
            self._line.say(Icon.INFO, translate("waybill", "没有重复；快递企业认不出，可手选"), "muted")
        self._hint.setVisible(len(lane.candidates) > 1)
        self._show_name(lane)
        others = "、".join(label_of(carrier) for carrier in lane.candidates if carrier != lane.carrier)
        self._hint.say(Icon.INFO, translate("waybill", "也可能是 {carriers}").format(carriers=others), "muted")

    def _show_name(self, lane: WaybillLane) -> None:
        """The sender's name on the waybill against the document's."""
        needed = lane.name is not NameStanding.NOT_NEEDED
        self._name.setVisible(needed)
        self._type_name.setVisible(lane.name in (NameStanding.ASKED, NameStanding.DIFFERS))
        match lane.name:
            case NameStanding.ASKED:
                asked = translate("waybill", "面单寄件人是 {name} 吗？")
                self._name.ask(asked.format(name=shown_name(lane.expected_name)))
            case NameStanding.AGREES:
                self._name.say_yes(translate("waybill", "面单与证件同名"))
            case NameStanding.DIFFERS:
                told = translate("waybill", "面单 {printed}，证件 {expected}")
                self._name.say_no(
                    told.format(printed=shown_name(lane.printed_name), expected=shown_name(lane.expected_name))
                )
            case NameStanding.OPEN:
                self._name.wait(translate("waybill", "面单姓名待核对"))
            case NameStanding.NOT_NEEDED:
                pass
            case _:
                assert_never(lane.name)

    def _known_page(self, theme: Theme) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, theme.sizes.gap, 0, 0)
        layout.setSpacing(theme.sizes.gap)
        row = QHBoxLayout()
        row.addWidget(self._carrier, 1)
        row.addWidget(self._weight)
        row.addWidget(self._next_carrier)
        layout.addWidget(self._number)
        layout.addLayout(row)
        layout.addWidget(self._line)
        layout.addWidget(self._hint)
        layout.addWidget(self._name)
        layout.addWidget(self._type_name)
        layout.addStretch(1)
        return page

    def _typing_box(self) -> QWidget:
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(text_label("small", translate("waybill", "照面单输入运单号")))
        layout.addWidget(self._field)
        layout.addWidget(text_label("muted", translate("waybill", "Enter 确定 · Esc 返回")))
        box.setVisible(False)
        return box

    @Slot()
    def _entered(self) -> None:
        self.typed.emit(self._field.text())

    @Slot()
    def _ask_by_hand(self) -> None:
        self.asked.emit(Action.TYPE_WAYBILL)

    @Slot()
    def _ask_next_carrier(self) -> None:
        self.asked.emit(Action.NEXT_CARRIER)


def _weight_words(grams: int) -> str:
    return translate("waybill", "{kilograms} 千克").format(kilograms=f"{grams // 1000}.{grams % 1000:03d}")


class _WaybillField(LatinLineEdit):
    """Esc leaves; the text stays for the next time. Enter is the field's own: at the counter it finishes the parcel."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(40)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """Esc goes back to the counter, Enter takes the number."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Qt's own field would let it through to the counter as well
            self.returnPressed.emit()
        else:
            super().keyPressEvent(event)
