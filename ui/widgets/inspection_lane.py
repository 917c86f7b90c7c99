"""Lane 3: what the parcel holds, how many, and what was seen."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.policy import ItemCategory
from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.language import label_of
from ui.screens.acceptance.inspection_state import InspectionLane
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.category_grid import CategoryGrid
from ui.widgets.key_button import KeyButton
from ui.widgets.lane import Lane
from ui.widgets.live_picture import LivePicture, Preview
from ui.widgets.photo_strip import PhotoStrip
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import text_label


class InspectionLaneView(Lane):
    """``asked`` tells which action's button was pressed, ``chosen`` a category's code."""

    asked = Signal(object)
    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        keys: KeyTable,
        categories: Sequence[ItemCategory],
        preview: Callable[[], Preview | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "③", translate("inspection", "验视"), parent)
        self._categories = {category.code: self._category_button(theme, category) for category in categories}
        self._count = text_label("title")
        self._add_quantity(theme, keys)
        self.body.addWidget(CategoryGrid(list(self._categories.values()), max(4, theme.sizes.gap // 2)))
        self._live = LivePicture(theme, preview)
        self._strip = PhotoStrip(theme)
        self._photos = StatusLine(theme)
        self._take = KeyButton(theme, translate("inspection", "拍照"), keys.label(Action.PHOTO))
        self._take.clicked.connect(partial(self.asked.emit, Action.PHOTO))
        self._undo = KeyButton(theme, translate("inspection", "撤掉"), keys.label(Action.REMOVE_PHOTO))
        self._undo.clicked.connect(partial(self.asked.emit, Action.REMOVE_PHOTO))
        self.body.addLayout(self._pictures(theme), 1)

    def show_lane(self, lane: InspectionLane, *, needs_photo: bool) -> None:
        """Show the lane; ``needs_photo`` says that the rules still want one."""
        for code, button in self._categories.items():
            button.set_chosen(lane.category is not None and lane.category.code == code)
        self._count.setText(str(lane.quantity))
        self._count.setAccessibleName(translate("inspection", "数量 {count}").format(count=lane.quantity))
        self._strip.show_photos(lane.photos)
        self._undo.setVisible(bool(lane.photos))
        if needs_photo:
            self._photos.say(Icon.PENDING, translate("inspection", "还要拍一张"), "muted")
        else:
            taken = translate("inspection", "已拍 {count} 张").format(count=len(lane.photos))
            self._photos.say(Icon.CHECK_CIRCLE, taken, "good")

    def _category_button(self, theme: Theme, category: ItemCategory) -> KeyButton:
        button = KeyButton(theme, label_of(category), category.key)
        button.clicked.connect(partial(self.chosen.emit, category.code))
        return button

    def _add_quantity(self, theme: Theme, keys: KeyTable) -> None:
        self.head_end.setSpacing(theme.sizes.gap)
        self.head_end.addWidget(text_label("", translate("inspection", "数量")))
        for action in (Action.FEWER, Action.MORE):
            button = KeyButton(theme, "", keys.label(action))
            button.setAccessibleName(
                translate("inspection", "少一件") if action is Action.FEWER else translate("inspection", "多一件")
            )
            button.clicked.connect(partial(self.asked.emit, action))
            self.head_end.addWidget(button)
        self.head_end.insertWidget(2, self._count)

    def _pictures(self, theme: Theme) -> QHBoxLayout:
        side = QVBoxLayout()
        side.setSpacing(max(4, theme.sizes.gap // 2))
        side.addWidget(self._photos)
        side.addWidget(self._strip)
        side.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._take)
        buttons.addWidget(self._undo)
        buttons.addStretch(1)
        side.addLayout(buttons)
        row = QHBoxLayout()
        row.setSpacing(theme.sizes.gap)
        row.addWidget(self._live, 3)
        row.addLayout(side, 2)
        return row
