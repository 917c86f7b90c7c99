"""The left side while parcels are scanned: where they go, how many there are, what the last scan was answered with."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.policy import Policy
from app.domain.waybill import normalised
from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.screens.handover.state import HandoverPage
from ui.screens.handover.wording import AnswerWords, answer_words, carrier_words, place_words
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.icon_label import IconLabel
from ui.widgets.key_button import KeyButton
from ui.widgets.panel_fields import CodeField
from ui.widgets.styling import card, set_look, text_label

_LONGEST_NUMBER = 40


class AnswerCard(QFrame):
    """The answer to the last step: icon, words and tone together; told to screen readers as well."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("notice")
        self._theme = theme
        self._answers = 0
        self._icon = IconLabel(theme, theme.sizes.huge)
        self._text = text_label("large", wraps=True)
        self._step = text_label("step", wraps=True)
        gap = theme.sizes.gap
        lines = QVBoxLayout()
        lines.setSpacing(gap // 2)
        lines.addStretch(1)
        lines.addWidget(self._text)
        lines.addWidget(self._step)
        lines.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(gap * 2, gap, gap * 2, gap)
        layout.setSpacing(gap * 2)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(lines, 1)
        self.setMinimumHeight(theme.sizes.touch * 3)

    def say(self, said: AnswerWords, answers: int) -> None:
        """Say it; ``answers`` tells the same words anew from words that stand there still."""
        self._icon.show_icon(said.icon, getattr(self._theme.palette, "muted" if said.tone == "none" else said.tone))
        self._text.setText(said.text)
        self._step.setText(said.step)
        set_look(self, "tone", said.tone)
        if answers != self._answers:
            self._answers = answers
            self.setAccessibleName(f"{said.text} {said.step}".strip())
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    @property
    def text(self) -> str:
        """What it says, whole."""
        return f"{self._text.text()} {self._step.text()}".strip()


class ScanningPart(QWidget):
    """``asked`` carries an action of the page, ``typed`` a number."""

    asked = Signal(object)
    typed = Signal(str)

    def __init__(self, theme: Theme, policy: Policy, keys: KeyTable, local: Callable[[datetime], datetime]) -> None:
        super().__init__()
        self._policy, self._keys, self._local = policy, keys, local
        self._place = text_label("large", wraps=True)
        self._more = text_label("muted", wraps=True)
        self.count = text_label("huge")
        self._waiting = text_label("strong", wraps=True)
        self._waiting.setProperty("tone", "warn")
        self.answer = AnswerCard(theme)
        self.number = CodeField(translate("handover", "手输运单号"), _LONGEST_NUMBER)
        self.number.setPlaceholderText(translate("handover", "手输运单号，回车计入"))
        self.number.entered.connect(self._enter)
        self._buttons = {
            Action.FINISH: self._button(theme, Action.FINISH, translate("handover", "交接完成"), "primary"),
            Action.SCREENING: self._button(theme, Action.SCREENING, translate("handover", "登记安检")),
            Action.REMOVE_PHOTO: self._button(theme, Action.REMOVE_PHOTO, translate("handover", "取回选中的一件")),
            Action.DIFFERS: self._button(theme, Action.DIFFERS, translate("handover", "更正车辆企业")),
            Action.DISCARD: self._button(theme, Action.DISCARD, translate("handover", "放弃这张单")),
        }
        self._lay_out(theme)

    def show_state(self, state: HandoverPage) -> None:
        """Show ``state``."""
        manifest = state.manifest
        if manifest is None:
            return
        handover = manifest.handover
        self._place.setText(place_words(handover))
        more = (carrier_words(handover.carrier, self._policy), handover.driver)
        self._more.setText(" · ".join(part for part in more if part))
        self.count.setText(translate("handover", "{count} 件").format(count=len(manifest.parcels)))
        waiting = len(state.waiting)
        told = translate("handover", "另有 {count} 件待安检，没有计入").format(count=waiting) if waiting else ""
        self._waiting.setText(told)
        self._buttons[Action.REMOVE_PHOTO].setEnabled(bool(manifest.parcels))
        self._buttons[Action.FINISH].setEnabled(not state.busy)
        if state.answer is not None:
            self.answer.say(answer_words(state.answer, self._policy, self._keys, self._local), state.answers)
        else:
            begin = translate("handover", "扫面单条码或验视标签")
            step = translate("handover", "每扫一件，听到一声高音才装车；两声低音的留下")
            self.answer.say(AnswerWords(Icon.SCANNER, "none", begin, step), state.answers)

    def take_number(self) -> None:
        """The keys go to the field for a number."""
        self.number.clear()
        self.number.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _enter(self) -> None:
        typed = normalised(self.number.text())
        self.number.clear()
        if typed:
            self.typed.emit(typed)

    def _button(self, theme: Theme, action: Action, words: str, kind: str = "plain") -> KeyButton:
        button = KeyButton(theme, words, self._keys.label(action), kind)
        button.clicked.connect(partial(self.asked.emit, action))
        return button

    def _lay_out(self, theme: Theme) -> None:
        gap = theme.sizes.gap
        head = card()
        inner = QVBoxLayout(head)
        inner.setContentsMargins(gap * 2, gap, gap * 2, gap)
        inner.setSpacing(gap // 2)
        first = QHBoxLayout()
        first.addWidget(self._place, 1)
        first.addWidget(self.count, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        inner.addLayout(first)
        inner.addWidget(self._more)
        inner.addWidget(self._waiting)
        typing = QHBoxLayout()
        typing.setSpacing(gap)
        type_key = self._button(theme, Action.TYPE_WAYBILL, translate("handover", "手输"))
        typing.addWidget(type_key)
        typing.addWidget(self.number, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(gap)
        layout.addWidget(head)
        layout.addWidget(self.answer, 1)
        layout.addLayout(typing)
        layout.addWidget(self._buttons[Action.SCREENING])
        layout.addWidget(self._buttons[Action.REMOVE_PHOTO])
        pair = QHBoxLayout()
        pair.setSpacing(gap)
        pair.addWidget(self._buttons[Action.DIFFERS])
        pair.addWidget(self._buttons[Action.DISCARD])
        layout.addLayout(pair)
        layout.addWidget(self._buttons[Action.FINISH])
