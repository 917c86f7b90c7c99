"""The sign-in page: number, PIN, Enter."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.error_text import words
from ui.icons import Icon
from ui.screens.sign_in.presenter import SignInPresenter, SignInState
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.icon_label import IconLabel
from ui.widgets.key_button import KeyButton
from ui.widgets.latin_line_edit import LatinLineEdit
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import card, set_look, text_label

_CARD_WIDTH_IN_BODIES = 27


class SignInView(QWidget):
    """Draws :class:`SignInState`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._presenter: SignInPresenter | None = None
        self.number = LatinLineEdit()
        self.number.setMaxLength(16)
        self.number.setAccessibleName(translate("sign_in", "工号"))
        self.pin = LatinLineEdit()
        self.pin.setMaxLength(12)
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setAccessibleName(translate("sign_in", "口令"))
        self._button = KeyButton(theme, translate("sign_in", "登录"), "Enter", "primary")
        self._line = StatusLine(theme, "")
        self.number.returnPressed.connect(self._number_entered)
        self.pin.returnPressed.connect(self._submit)
        self._button.clicked.connect(self._submit)
        self._lay_out(theme)

    def wire(self, presenter: SignInPresenter) -> None:
        """Hand entries to ``presenter``."""
        self._presenter = presenter

    def show_state(self, state: SignInState) -> None:
        """Show ``state``."""
        for field in (self.number, self.pin):
            field.setReadOnly(state.busy)
        self._button.setEnabled(not state.busy)
        if state.failure is not None:
            self._line.say(Icon.STOP, str(words(state.failure.fault, state.failure.detail)), "bad")
        elif state.busy:
            self._line.say(Icon.BUSY, translate("sign_in", "正在核对…"), "muted")
        else:
            self._line.say(Icon.INFO, translate("sign_in", "柜台上的件都还在，登录后接着办"), "muted")
        set_look(self.pin, "wrong", "true" if state.failure is not None else "false")

    def clear(self) -> None:
        """Empty both fields, ready for the next clerk."""
        self.number.clear()
        self.pin.clear()
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_pin(self) -> None:
        """Empty the PIN, ready for another try."""
        self.pin.clear()
        self.pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent, /) -> None:  # noqa: N802 - Qt's name
        """The number first."""
        super().showEvent(event)
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _number_entered(self) -> None:
        self.pin.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _submit(self) -> None:
        if self._presenter is not None:
            self._presenter.submit(self.number.text(), self.pin.text())

    def _lay_out(self, theme: Theme) -> None:
        gap = theme.sizes.gap
        frame = card()
        frame.setFixedWidth(_CARD_WIDTH_IN_BODIES * theme.sizes.body)
        brand = IconLabel(theme, theme.sizes.huge + gap)
        brand.show_icon(Icon.BRAND, theme.palette.accent)
        head = QHBoxLayout()
        head.setSpacing(gap * 2)
        head.addWidget(brand)
        head.addWidget(text_label("huge", translate("shell", "验讫")))
        head.addWidget(
            text_label("muted", translate("sign_in", "实名收寄 · 开箱验视")), 1, Qt.AlignmentFlag.AlignBottom
        )
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(gap * 4, gap * 3, gap * 4, gap * 3)
        inner.setSpacing(gap)
        inner.addLayout(head)
        inner.addSpacing(gap)
        inner.addWidget(text_label("", translate("sign_in", "工号")))
        inner.addWidget(self.number)
        inner.addWidget(text_label("", translate("sign_in", "口令")))
        inner.addWidget(self.pin)
        inner.addWidget(self._line)
        inner.addWidget(self._button)
        for field in (self.number, self.pin):
            field.setMinimumHeight(theme.sizes.touch)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(frame, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
