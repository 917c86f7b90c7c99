"""Freezing a waybill by its number, and a supervisor's word that lets it go: what opens beside the list."""

from functools import partial

from PySide6.QtCore import Qt, Signal

from app.domain.sender_rules import Choice
from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.screens.acceptance.state import Question
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.choice_buttons import ChoiceButtons
from ui.widgets.panel_fields import CodeField
from ui.widgets.panels import Panel
from ui.widgets.styling import text_label
from ui.widgets.text_panels import SupervisorPanel

_LONGEST_NUMBER = 40


class FreezePanel(Panel):
    """The number, typed or scanned, then the reason by its key. ``typed`` tells the number, ``chosen`` the reason."""

    typed = Signal(str)
    chosen = Signal(str)
    left_field = Signal()

    def __init__(self, theme: Theme, keys: KeyTable, reasons: tuple[Choice, ...]) -> None:
        line = translate(
            "incidents", "扫描或录入运单号，按 Enter，再按数字选原因。冻结后不能收寄、不能交接，只有站长能放行"
        )
        super().__init__(theme, keys, Icon.LOCK, translate("incidents", "冻结哪一件？"), line)
        self._number = CodeField(translate("incidents", "运单号"), _LONGEST_NUMBER)
        self._number.setPlaceholderText(translate("incidents", "运单号"))
        self._reasons = ChoiceButtons(theme)
        self._reasons.show_choices(reasons)
        self.content.addWidget(self._number)
        self.content.addWidget(text_label("strong", translate("incidents", "为什么冻结")))
        self.content.addWidget(self._reasons)
        self._number.textEdited.connect(self.typed)
        self._number.left.connect(partial(self.asked.emit, Action.CANCEL))
        self._number.entered.connect(self.left_field)
        self._reasons.chosen.connect(self.chosen)

    @property
    def number(self) -> str:
        """What stands in the field."""
        return self._number.text().strip()

    def begin(self, number: str) -> None:
        """A number that is known waits for its reason; else it is typed."""
        self._number.setText(number)
        if number:
            self.left_field.emit()
        else:
            self._number.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def type_number(self) -> None:
        """The keys go to the number."""
        self._number.setFocus(Qt.FocusReason.ShortcutFocusReason)


class ReleasePanel(SupervisorPanel):
    """A supervisor lets a frozen waybill go."""

    def __init__(self, theme: Theme, keys: KeyTable, reasons: tuple[Choice, ...]) -> None:
        super().__init__(theme, keys)
        self.show_question(Question(reasons))

    def show_waybill(self, number: str) -> None:
        """Which one."""
        self.say_subject(translate("incidents", "放行运单 {number}").format(number=number))
