"""The bar on top: the product, the pages there are, the outlet, who works here, and the time."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.icon_label import IconLabel
from ui.widgets.key_button import KeyButton
from ui.widgets.styling import text_label

_MODIFIER = "Ctrl+"


def page_words() -> dict[Action, str]:
    """The pages there are, in the order of their keys."""
    return {
        Action.COUNTER_PAGE: translate("shell", "收寄"),
        Action.RECORDS_PAGE: translate("shell", "记录"),
        Action.CUSTOMERS_PAGE: translate("shell", "客户"),
        Action.HANDOVER_PAGE: translate("shell", "交接"),
        Action.INCIDENTS_PAGE: translate("shell", "异常件"),
        Action.SPOT_CHECKS_PAGE: translate("shell", "抽查"),
        Action.STATISTICS_PAGE: translate("shell", "统计"),
        Action.NOTICE_PAGE: translate("shell", "告知"),
        Action.SYNC_PAGE: translate("shell", "同步"),
        Action.DEVICES_PAGE: translate("shell", "设备"),
    }


class TopBar(QFrame):
    """``asked`` tells which page, or the lock, was asked for."""

    asked = Signal(object)

    def __init__(self, theme: Theme, keys: KeyTable, outlet: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        brand = IconLabel(theme, theme.sizes.number)
        brand.show_icon(Icon.BRAND, theme.palette.on_bar)
        self._tabs = {action: self._tab(theme, keys, action, words) for action, words in page_words().items()}
        self._name = text_label("title", translate("shell", "验讫"))
        self._with = text_label("small", _MODIFIER)
        self._lock = self._button(theme, keys, Action.LOCK, translate("shell", "锁定"))
        self._outlet, self._clerk = ElidingLabel("small"), ElidingLabel("small")
        for label in (self._outlet, self._clerk):
            label.setMinimumWidth(theme.sizes.touch)  # long names give way to the pages
        self.show_outlet(outlet)
        self._clock = text_label("title")
        layout = QHBoxLayout(self)
        gap = theme.sizes.gap
        layout.setContentsMargins(gap * 2, 4, gap, 4)
        layout.setSpacing(gap)
        layout.addStrut(theme.sizes.touch)  # as high when nobody is signed in and the buttons are gone
        layout.addWidget(brand)
        layout.addWidget(self._name)
        layout.addWidget(self._with)
        tabs = QHBoxLayout()
        tabs.setSpacing(2)
        for tab in self._tabs.values():
            tabs.addWidget(tab)
        layout.addLayout(tabs)
        layout.addStretch(1)
        for part in (self._outlet, self._clerk, self._clock, self._lock):
            layout.addWidget(part)
        self.show_clerk(None)

    def show_outlet(self, name: str) -> None:
        """Name the outlet."""
        self._outlet.say(name)
        self._outlet.setToolTip(name)

    def show_clerk(self, name: str | None) -> None:
        """Say who works here; None when nobody is signed in, and then there is nothing to go to."""
        self._clerk.say(translate("shell", "收寄员 {name}").format(name=name) if name is not None else "")
        self._clerk.setToolTip(self._clerk.whole)
        self._name.setVisible(name is None)  # the pages need its room, and they come after it
        for part in (self._with, *self._tabs.values(), self._clerk, self._lock):
            part.setVisible(name is not None)

    def show_open_spot_checks(self, count: int) -> None:
        """How many spot checks wait for an answer."""
        text = translate("shell", "抽查")
        self._tabs[Action.SPOT_CHECKS_PAGE].set_text(f"{text} ({count})" if count else text)

    def show_time(self, text: str) -> None:
        """Show the wall clock."""
        self._clock.setText(text)

    def show_page(self, page: Action | None) -> None:
        """Mark the page that is open; None for one that has no tab."""
        for action, tab in self._tabs.items():
            tab.set_chosen(action is page)

    def _tab(self, theme: Theme, keys: KeyTable, action: Action, text: str) -> KeyButton:
        """Pages with "Ctrl+" before each would not fit: it stands once before them, and in each tool tip."""
        tab = self._button(theme, keys, action, text)
        label = keys.label(action)
        tab.show_key(label.removeprefix(_MODIFIER), label)
        return tab

    def _button(self, theme: Theme, keys: KeyTable, action: Action, text: str) -> KeyButton:
        button = KeyButton(theme, text, keys.label(action), "bar", tight=True)
        button.clicked.connect(lambda: self.asked.emit(action))
        return button
