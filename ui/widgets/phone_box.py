"""The phone number: masked when the store has it, in clear digit by digit while it is typed."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.screens.acceptance.phone_entry import PHONE_DIGITS
from ui.screens.acceptance.state import SenderLane
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import set_look, text_label


class PhoneBox(QFrame):
    """Lane 2's last question."""

    def __init__(self, theme: Theme, keys: KeyTable) -> None:
        super().__init__()
        self.setProperty("kind", "inset")
        self._erase_key = keys.label(Action.ERASE)
        self._line = StatusLine(theme)
        self._digits = text_label("large")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.sizes.gap, 4, theme.sizes.gap, 4)
        layout.setSpacing(0)
        layout.addWidget(self._line)
        layout.addWidget(self._digits)
        self.setAccessibleName(translate("sender", "手机号"))

    def show_phone(self, lane: SenderLane) -> None:
        """Show where the number stands."""
        if lane.phone_typed is not None:
            self._digits.setText(_in_groups(lane.phone_typed.ljust(PHONE_DIGITS, "–")))
            left = PHONE_DIGITS - len(lane.phone_typed)
            self._line.say(Icon.PHONE, translate("sender", "手机号，还差 {count} 位").format(count=left), "accent")
            set_look(self, "tone", "next")
            return
        self._digits.setText(_in_groups(lane.phone or ""))
        recalled = translate("sender", "手机号（上次留的，{key} 可改）")
        told = recalled if lane.phone_recalled else translate("sender", "手机号")
        self._line.say(Icon.CHECK_CIRCLE, told.format(key=self._erase_key), "good")
        set_look(self, "tone", "good")


def _in_groups(phone: str) -> str:
    """3-4-4, as everybody reads them out."""
    return f"{phone[:3]} {phone[3:7]} {phone[7:]}"
