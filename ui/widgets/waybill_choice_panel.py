"""Several waybills under the camera: the live picture with a number on each, and the same choice as buttons."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from devices.ports import Sight
from ui.icons import Icon
from ui.keys import KeyTable
from ui.screens.acceptance.state import Question
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.choice_buttons import ChoiceButtons
from ui.widgets.live_picture import LivePicture, Preview
from ui.widgets.panels import Panel
from ui.widgets.sight_overlay import SightOverlay


class WaybillChoicePanel(Panel):
    """``chosen`` tells the number."""

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, keys: KeyTable, preview: Callable[[], Preview | None], sight: Callable[[], Sight]
    ) -> None:
        line = translate("panel", "按数字选本件的运单，或在画面上点一下；选错了，用扫描枪把对的扫两次")
        super().__init__(
            theme, keys, Icon.CAMERA, translate("panel", "画面里有几张运单，哪张是本件？"), line, fills=True
        )
        live = LivePicture(theme, preview)
        self.overlay = SightOverlay(theme, live, sight)
        self.overlay.picked.connect(self.chosen)
        self._choices = ChoiceButtons(theme)
        self._choices.chosen.connect(self.chosen)
        row = QHBoxLayout()
        row.setSpacing(theme.sizes.gap)
        row.addWidget(live, 1)
        row.addWidget(self._choices, 0, Qt.AlignmentFlag.AlignTop)
        self.content.addLayout(row, 1)

    def show_question(self, question: Question | None) -> None:
        """Offer what is asked; nothing while something else is."""
        choices = question.choices if question is not None else ()
        self.overlay.offer({choice.code: choice.key for choice in choices})
        if choices:
            self._choices.show_choices(choices)
