"""The start page: a word about what is happening, and the passphrase when it is needed."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.icons import Icon
from ui.screens.start.presenter import StartEntries, StartState, Step
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.icon_label import IconLabel
from ui.widgets.key_button import KeyButton
from ui.widgets.latin_line_edit import LatinLineEdit
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import card, text_label

_CARD_WIDTH_IN_BODIES = 30


class StartView(QWidget):
    """Draws :class:`StartState`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._presenter: StartEntries | None = None
        self._step = Step.OPENING
        self.passphrase = self._field(theme, translate("start", "库口令"))
        self.again = self._field(theme, translate("start", "再输一次"))
        self._again_label = text_label("", translate("start", "再输一次"))
        self._label = text_label("", translate("start", "库口令"))
        self._button = KeyButton(theme, translate("start", "打开"), "Enter", "primary")
        self._line = StatusLine(theme, "")
        self.passphrase.returnPressed.connect(self._passphrase_entered)
        self.again.returnPressed.connect(self._submit)
        self._button.clicked.connect(self._submit)
        self._lay_out(theme)
        self.show_state(StartState(Step.OPENING))

    def wire(self, presenter: StartEntries) -> None:
        """Hand entries to ``presenter``."""
        self._presenter = presenter

    def show_state(self, state: StartState) -> None:
        """Show ``state``; the fields are emptied."""
        self._step = state.step
        asks = state.step in {Step.ASK_PASSPHRASE, Step.CHOOSE_PASSPHRASE}
        for widget in (self._label, self.passphrase):
            widget.setVisible(asks)
        for widget in (self._again_label, self.again):
            widget.setVisible(state.step is Step.CHOOSE_PASSPHRASE)
        self._button.setVisible(state.step is not Step.OPENING)
        self._button.set_text(translate("start", "打开") if asks else translate("start", "再试一次"))
        self.passphrase.clear()
        self.again.clear()
        self._say(state)
        (self.passphrase if asks else self._button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, state: StartState) -> None:
        if state.failure is not None:
            from ui.error_text import words  # the words of every fault of the house: not before the first paint

            self._line.say(Icon.STOP, str(words(state.failure.fault, state.failure.detail)), "bad")
            return
        match state.step:
            case Step.OPENING | Step.FAILED:
                self._line.say(Icon.BUSY, translate("start", "正在打开加密库…"), "muted")
            case Step.ASK_PASSPHRASE:
                self._line.say(Icon.INFO, translate("start", "这台电脑没有密钥库，请输入库口令"), "muted")
            case Step.CHOOSE_PASSPHRASE:
                text = translate(
                    "start", "这台电脑没有密钥库：请设一个库口令（至少 12 位），每次启动时输入；忘记了就打不开库"
                )
                self._line.say(Icon.INFO, text, "muted")

    @Slot()
    def _passphrase_entered(self) -> None:
        if self._step is Step.CHOOSE_PASSPHRASE:
            self.again.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._submit()

    @Slot()
    def _submit(self) -> None:
        if self._presenter is None:
            return
        if self._step is Step.FAILED:
            self._presenter.begin()
        else:
            self._presenter.submit(self.passphrase.text(), self.again.text())

    def _field(self, theme: Theme, name: str) -> LatinLineEdit:
        field = LatinLineEdit()
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setAccessibleName(name)
        field.setMinimumHeight(theme.sizes.touch)
        return field

    def _lay_out(self, theme: Theme) -> None:
        gap = theme.sizes.gap
        frame = card()
        frame.setFixedWidth(_CARD_WIDTH_IN_BODIES * theme.sizes.body)
        brand = IconLabel(theme, theme.sizes.huge + gap)
        brand.show_icon(Icon.BRAND, theme.palette.accent)
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(gap * 4, gap * 3, gap * 4, gap * 3)
        inner.setSpacing(gap)
        inner.addWidget(brand, 0, Qt.AlignmentFlag.AlignHCenter)
        inner.addWidget(text_label("huge", translate("shell", "验讫")), 0, Qt.AlignmentFlag.AlignHCenter)
        for widget in (self._label, self.passphrase, self._again_label, self.again, self._line, self._button):
            inner.addWidget(widget)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(frame, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
