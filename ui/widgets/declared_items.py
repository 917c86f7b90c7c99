"""What has been named so far: each thing can be picked, asked about anew and taken back."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.screens.acceptance.goods_state import ShownItem
from ui.screens.acceptance.goods_words import item_details, item_words
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.styling import set_look, text_label

_SHOWN = 5
"""As many as fit beside the names; the others are counted."""


class _ItemRow(QPushButton):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setMinimumHeight(theme.sizes.touch + theme.sizes.gap)
        self._name = ElidingLabel("strong")
        self._told = ElidingLabel("muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 4, 10, 4)
        layout.setSpacing(0)
        for label in (self._name, self._told):
            layout.addWidget(label)

    def show_item(self, item: ShownItem, *, picked: bool) -> None:
        self._name.say(item_words(item))
        self._told.say(item_details(item))
        self._told.setVisible(bool(self._told.whole))
        set_look(self, "chosen", "true" if picked else "false")
        mark = translate("goods", "已选中") if picked else ""
        self.setAccessibleName(" ".join(part for part in (self._name.whole, self._told.whole, mark) if part))


class DeclaredItems(QWidget):
    """``chosen`` tells the place of a thing that was clicked."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._title = text_label("title")
        self._how = text_label("muted", translate("goods", "名称栏空着时：↑↓ 选，Enter 改，Delete 删"), wraps=True)
        self._rows = [_ItemRow(theme) for _ in range(_SHOWN)]
        self._more = text_label("muted")
        self._first = 0
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        layout.addWidget(self._how)
        for place, row in enumerate(self._rows):
            row.clicked.connect(partial(self._choose, place))
            layout.addWidget(row)
        layout.addWidget(self._more)
        layout.addStretch(1)

    def show_items(self, items: tuple[ShownItem, ...], picked: int | None) -> None:
        """The newest stay in sight; the picked one always does."""
        last = picked if picked is not None else len(items) - 1
        self._first = min(max(0, len(items) - _SHOWN), max(0, last - _SHOWN + 1) if picked is None else last)
        self._title.setText(translate("goods", "已登记 {count} 项").format(count=len(items)))
        self._how.setVisible(bool(items))
        seen = items[self._first : self._first + _SHOWN]
        for place, row in enumerate(self._rows):
            if place < len(seen):
                row.show_item(seen[place], picked=self._first + place == picked)
            row.setVisible(place < len(seen))
        hidden = len(items) - len(seen)
        self._more.setText(translate("goods", "另有 {count} 项").format(count=hidden))
        self._more.setVisible(hidden > 0)

    def _choose(self, place: int) -> None:
        self.chosen.emit(self._first + place)
