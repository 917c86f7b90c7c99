"""On the training banner: hands that work the simulated devices, and the practice cases, by key or by click.

Invariants:
- It exists in training mode only; what it does goes through the simulators' real wire protocols, like at a counter.
- Alt with a digit: no other key at the counter uses Alt, and a scanner never sends it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.texts import translate
from ui.theme import Theme
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.key_button import KeyButton
from ui.widgets.styling import text_label

_MODIFIER: Final = "Alt+"


@dataclass(frozen=True, slots=True)
class TrainingHands:
    """What a trainee can do. Each returns at once."""

    scan_waybill: Callable[[], object]
    lay_card: Callable[[], object]
    open_parcel: Callable[[], object]
    """Opens the parcel, and seals it when it lies open."""
    show_document: Callable[[], object]
    practise: Callable[[], object]
    """Opens the practice cases."""


class TrainingBar(QWidget):
    """Buttons with their keys. ``sign_in_words`` tells how to sign in, since everybody may."""

    def __init__(self, theme: Theme, hands: TrainingHands, sign_in_words: str) -> None:
        super().__init__()
        self.setObjectName("trainingBar")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.sizes.gap)
        told = ElidingLabel("")
        told.setMinimumWidth(theme.sizes.touch)  # the hands stay whole on a small screen
        told.say(sign_in_words)
        told.setToolTip(sign_in_words)
        layout.addWidget(told)
        layout.addWidget(text_label("", _MODIFIER))
        for number, (words, hand) in enumerate(
            (
                (translate("training", "扫运单"), hands.scan_waybill),
                (translate("training", "放身份证"), hands.lay_card),
                (translate("training", "开箱 / 封箱"), hands.open_parcel),
                (translate("training", "镜头放证件"), hands.show_document),
                (translate("training", "练习题"), hands.practise),
            ),
            start=1,
        ):
            key = f"{_MODIFIER}{number}"
            button = KeyButton(theme, words, key)
            button.show_key(str(number), key)
            button.clicked.connect(lambda _=False, act=hand: act())
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
            shortcut.activated.connect(lambda act=hand: act())
            layout.addWidget(button)


def sign_in_words(clerk: tuple[str, str], supervisor: tuple[str, str]) -> str:
    """How to sign in to the training counter, and how its supervisor gives a word: number and PIN each."""
    told = translate("training", "工号 {clerk} PIN {pin} · 站长 {supervisor} PIN {word}")
    return told.format(clerk=clerk[0], pin=clerk[1], supervisor=supervisor[0], word=supervisor[1])
