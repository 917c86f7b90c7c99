"""Lane 3: what the parcel holds, how many, what was seen, and how it travels."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.inspection import Finding, PhotoRole
from app.domain.policy import ItemCategory
from devices.ports import Sight
from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.language import label_of
from ui.screens.acceptance.goods_state import ShownLook
from ui.screens.acceptance.goods_words import items_words, journey_words, look_words, screening_words
from ui.screens.acceptance.inspection_state import InspectionLane
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.category_grid import CategoryGrid
from ui.widgets.held_photo import HeldPhotoView
from ui.widgets.key_button import KeyButton
from ui.widgets.lane import Lane
from ui.widgets.live_picture import LivePicture, Preview
from ui.widgets.newest_photo import NewestPhoto
from ui.widgets.sight_overlay import SightOverlay
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
        local: Callable[[datetime], datetime],
        *,
        sight: Callable[[], Sight],
    ) -> None:
        super().__init__(theme, "③", translate("inspection", "验视"))
        self._categories = {category.code: self._category_button(theme, category) for category in categories}
        self._count = text_label("title")
        self._add_quantity(theme, keys)
        name = self._button(theme, keys, Action.NAME_ITEM, translate("inspection", "查名称"))
        details = self._button(theme, keys, Action.PACKAGING, translate("inspection", "运输包装"))
        self.body.addWidget(CategoryGrid([*self._categories.values(), name, details], max(4, theme.sizes.gap // 2)))
        self._items = StatusLine(theme)
        self.body.addWidget(self._items)
        self._look = StatusLine(theme)
        self.body.addWidget(self._look)
        self._live = LivePicture(theme, preview)
        self.overlay = SightOverlay(theme, self._live, sight)
        self._newest = NewestPhoto(theme)
        self._contents = StatusLine(theme)
        self._sealed = StatusLine(theme)
        self._journey = StatusLine(theme)
        self._take = self._button(theme, keys, Action.PHOTO, translate("inspection", "拍内件"))
        self._undo = self._button(theme, keys, Action.REMOVE_PHOTO, translate("inspection", "撤掉"))
        self._differs = self._button(theme, keys, Action.DIFFERS, translate("inspection", "不符"))
        self._held = HeldPhotoView(theme, keys, local)
        self._held.asked.connect(self.asked)
        self._seen = QStackedWidget()
        self._pictures = self._picture_page(theme)
        self._seen.addWidget(self._pictures)
        self._seen.addWidget(self._held)
        self.body.addWidget(self._seen, 1)

    def show_lane(
        self, lane: InspectionLane, *, needs_photo: bool, needs_seal: bool, looks: Sequence[ShownLook] = ()
    ) -> None:
        """Show the lane; the rules may still want pictures (``needs_photo``, ``needs_seal``) or a closer look."""
        for code, button in self._categories.items():
            button.set_chosen(lane.category is not None and lane.category.code == code)
        self._count.setText(str(lane.quantity))
        self._count.setAccessibleName(translate("inspection", "数量 {count}").format(count=lane.quantity))
        self._items.setVisible(bool(lane.items))
        self._items.say(Icon.CHECK, items_words(lane.items), "text")
        self._look.setVisible(bool(looks))
        self._look.say(Icon.WARNING, "；".join(look_words(look) for look in looks), "warn")
        self._newest.show_photos(lane.photos)
        self._undo.setVisible(bool(lane.photos))
        seals = lane.next_photo is PhotoRole.SEALED_PARCEL
        take = translate("inspection", "拍封箱") if seals else translate("inspection", "拍内件")
        self._take.set_text(take if lane.late is None else translate("inspection", "拍纸单"))
        self._differs.setVisible(seals and lane.finding is None and lane.category is not None)
        self._say_contents(lane, needs_photo=needs_photo)
        self._say_sealed(lane, needs_seal=needs_seal)
        self._journey.say(Icon.ARROW, f"{journey_words(lane.journey)} · {screening_words(lane.screening)}", "muted")
        self._held.show_held(lane.held)
        self._seen.setCurrentWidget(self._pictures if lane.held is None else self._held)

    def _say_contents(self, lane: InspectionLane, *, needs_photo: bool) -> None:
        if lane.late is not None:
            self._contents.say(Icon.INFO, translate("inspection", "补录：以纸单照片代替"), "muted")
        elif needs_photo:
            self._contents.say(Icon.PENDING, translate("inspection", "还要拍内件"), "muted")
        else:
            taken = translate("inspection", "内件 {count} 张").format(count=lane.count(PhotoRole.CONTENTS))
            self._contents.say(Icon.CHECK_CIRCLE, taken, "good")

    def _say_sealed(self, lane: InspectionLane, *, needs_seal: bool) -> None:
        if lane.finding is Finding.DIFFERS:
            self._sealed.say(Icon.STOP, translate("inspection", "内件与申报不符"), "bad")
        elif lane.late is not None and not lane.count(PhotoRole.PAPER_FORM):
            self._sealed.say(Icon.PENDING, translate("inspection", "还要拍纸单"), "muted")
        elif lane.late is not None:
            self._sealed.say(Icon.CHECK_CIRCLE, translate("inspection", "纸单已拍，写明内件相符"), "good")
        elif needs_seal:
            self._sealed.say(Icon.PENDING, translate("inspection", "还要拍封箱"), "muted")
        elif lane.finding is Finding.MATCHES:
            self._sealed.say(Icon.CHECK_CIRCLE, translate("inspection", "内件相符，已封箱"), "good")
        else:
            self._sealed.say(Icon.CHECK, translate("inspection", "不用拍内件"), "muted")

    def _category_button(self, theme: Theme, category: ItemCategory) -> KeyButton:
        button = KeyButton(theme, label_of(category), category.key, tight=True)
        button.clicked.connect(partial(self.chosen.emit, category.code))
        return button

    def _button(self, theme: Theme, keys: KeyTable, action: Action, text: str) -> KeyButton:
        button = KeyButton(theme, text, keys.label(action))
        button.clicked.connect(partial(self.asked.emit, action))
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

    def _picture_page(self, theme: Theme) -> QWidget:
        """Low, so that the lane fits a small screen with everything that it may say."""
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self._contents)
        said.addWidget(self._sealed)
        shots = QHBoxLayout()
        shots.addWidget(self._newest)
        shots.addLayout(said, 1)
        shots.addWidget(self._undo)
        buttons = QHBoxLayout()
        buttons.addWidget(self._take)
        buttons.addWidget(self._differs)
        buttons.addStretch(1)
        side = QVBoxLayout()
        side.setSpacing(max(2, theme.sizes.gap // 2))
        side.addLayout(shots)
        side.addWidget(self._journey)
        side.addStretch(1)
        side.addLayout(buttons)
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.sizes.gap)
        row.addWidget(self._live, 4)
        row.addLayout(side, 5)
        return page
