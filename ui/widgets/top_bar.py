"""The bar on top: the product, the pages there are, the outlet, who works here, and the time.

Invariants:
- All pages fit beside each other on the smallest screen: what their keys share is shown once before them, and the
  names of outlet and clerk give way.
"""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.icons import Icon
from ui.keys import Action, KeyTable, shared_modifier
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.icon_label import IconLabel
from ui.widgets.key_button import KeyButton
from ui.widgets.styling import text_label

_PAGES: Final = (
    Action.COUNTER_PAGE,
    Action.RECORDS_PAGE,
    Action.CUSTOMERS_PAGE,
    Action.HANDOVER_PAGE,
    Action.INCIDENTS_PAGE,
    Action.SPOT_CHECKS_PAGE,
    Action.STATISTICS_PAGE,
    Action.NOTICE_PAGE,
)
"""In the order of their keys."""

_LEAST_OF_NAME: Final = 5
"""Letters of the outlet's name that are seen on the smallest screen."""


def _page_names() -> dict[Action, str]:
    names = (
        translate("shell", "收寄"),
        translate("shell", "记录"),
        translate("shell", "客户"),
        translate("shell", "交接"),
        translate("shell", "异常件"),
        translate("shell", "抽查"),
        translate("shell", "统计"),
        translate("shell", "告知"),
    )
    return dict(zip(_PAGES, names, strict=True))


class TopBar(QFrame):
    """``asked`` tells which page, or the lock, was asked for."""

    asked = Signal(object)

    def __init__(self, theme: Theme, keys: KeyTable, outlet: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        brand = IconLabel(theme, theme.sizes.number)
        brand.show_icon(Icon.BRAND, theme.palette.on_bar)
        shared = shared_modifier([keys.label(page) for page in _PAGES])
        self._tabs = {page: self._button(theme, keys, page, text, shared) for page, text in _page_names().items()}
        self._modifier = text_label("muted", shared)
        self._lock = self._button(theme, keys, Action.LOCK, translate("shell", "锁定"))
        self._outlet = ElidingLabel("small")
        self._outlet.say(outlet)
        self._outlet.setMinimumWidth(theme.sizes.body * _LEAST_OF_NAME)
        self._clerk = ElidingLabel("small")
        self._clock = text_label("title")
        layout = QHBoxLayout(self)
        gap = theme.sizes.gap
        layout.setContentsMargins(gap * 2, 4, gap * 2, 4)
        layout.setSpacing(gap)
        layout.addStrut(theme.sizes.touch)  # as high when nobody is signed in and the buttons are gone
        layout.addWidget(brand)
        layout.addWidget(text_label("title", translate("shell", "验讫")))
        layout.addSpacing(gap)
        layout.addWidget(self._modifier)
        for tab in self._tabs.values():
            layout.addWidget(tab)
        layout.addStretch(1)
        for part in (self._outlet, self._clerk, self._clock, self._lock):
            layout.addWidget(part)
        self.show_clerk(None)

    def show_outlet(self, name: str) -> None:
        """Name the outlet."""
        self._outlet.say(name)

    def show_clerk(self, name: str | None) -> None:
        """Say who works here; None when nobody is signed in, and then there is nothing to go to."""
        self._clerk.say(translate("shell", "收寄员 {name}").format(name=name) if name is not None else "")
        for part in (*self._tabs.values(), self._lock):
            part.setVisible(name is not None)
        self._modifier.setVisible(name is not None and bool(self._modifier.text()))

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

    def _button(self, theme: Theme, keys: KeyTable, action: Action, text: str, shared: str = "") -> KeyButton:
        button = KeyButton(theme, text, keys.label(action).removeprefix(shared), "bar", before=shared)
        button.clicked.connect(lambda: self.asked.emit(action))
        return button
