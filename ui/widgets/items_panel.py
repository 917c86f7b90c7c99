"""Names what is in the parcel: what has been named on the left, the next question on the right."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.goods import Form
from app.domain.policy import ItemCategory
from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.language import label_of
from ui.screens.acceptance.goods_state import TYPED_STEPS, Naming, NamingStep, ShownLook
from ui.screens.acceptance.goods_words import form_words, look_words, naming_question
from ui.screens.acceptance.naming import FORM_KEYS, SHOWN_HITS
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.category_grid import CategoryGrid
from ui.widgets.declared_items import DeclaredItems
from ui.widgets.hit_rows import HitRows
from ui.widgets.item_fields import AmountField, GoodsField
from ui.widgets.key_button import KeyButton
from ui.widgets.live_picture import LivePicture, Preview
from ui.widgets.panels import Panel
from ui.widgets.styling import set_look, text_label
from ui.widgets.unit_row import UnitRow

_LONGEST_NAME, _LONGEST_AMOUNT = 60, 64


class ItemsPanel(Panel):
    """``name_typed`` tells the name's field, ``entered`` what Enter was pressed on, the others what was chosen."""

    name_typed = Signal(str)
    entered = Signal(str)
    moved = Signal(int)
    row_chosen = Signal(int)
    item_chosen = Signal(int)
    item_removed = Signal()
    unit_chosen = Signal(str)
    form_chosen = Signal(object)
    nature_chosen = Signal(str)
    looked = Signal()

    def __init__(
        self,
        theme: Theme,
        keys: KeyTable,
        categories: Sequence[ItemCategory],
        preview: Callable[[], Preview | None],
    ) -> None:
        line = translate("panel", "照寄件人说的登记，拼音、首字母都能查；↑↓ 选，Enter 定；空着按 Enter 就办完")
        super().__init__(theme, keys, Icon.BOX, translate("panel", "物品名称"), line, fills=True)
        self._theme = theme
        self._keys = keys
        self._items = DeclaredItems(theme)
        self._question = text_label("large", wraps=True)
        self._name = GoodsField(translate("goods", "物品名称"), _LONGEST_NAME)
        self._name.setPlaceholderText(translate("goods", "名称、拼音或首字母"))
        self._amount = AmountField(translate("goods", "数目或编号"), _LONGEST_AMOUNT)
        self._hits = HitRows(theme, SHOWN_HITS + 1)
        self._units = UnitRow(theme)
        self._looks = text_label("", wraps=True)
        self._below = QStackedWidget()
        pages = (
            (NamingStep.NAME, self._hits),
            (NamingStep.QUANTITY, self._units),
            (NamingStep.FORM, self._form_page()),
            (NamingStep.NATURE, self._nature_page(categories)),
            (NamingStep.PAPER_PHOTO, self._photo_page(preview)),
            (NamingStep.LOOK, self._look_page()),
        )
        self._pages = dict(pages)
        self._nothing = QWidget()
        for page in (*self._pages.values(), self._nothing):
            self._below.addWidget(page)
        self._turn = 0
        self._listen()
        self._lay_out()

    def show_naming(self, naming: Naming | None, looks: tuple[ShownLook, ...]) -> None:
        """Show how it stands; None: the panel is closed, and nothing stays in its fields."""
        if naming is None:
            self._turn = 0
            self._name.clear()
            self._amount.clear()
            return
        self._items.show_items(naming.items, naming.picked)
        self._question.setText(naming_question(naming))
        self._hits.show_hits(naming.hits, naming.chosen)
        self._units.show_units(naming.units, naming.unit)
        self._looks.setText("\n".join(look_words(look) for look in looks))
        self._below.setCurrentWidget(self._pages.get(naming.step, self._nothing))
        begins, self._turn = naming.turn != self._turn, naming.turn
        if begins:
            self._begin(naming)

    def _begin(self, naming: Naming) -> None:
        """Another question: its field is filled and gets the keys."""
        names = naming.step is NamingStep.NAME
        self._name.setVisible(names)
        self._amount.setVisible(naming.step in TYPED_STEPS and not names)
        field = self._name if names else self._amount
        field.setText(naming.text)
        set_look(field, "wrong", "true" if naming.wrong else "false")
        if not names:
            field.setAccessibleName(naming_question(naming))
        if naming.step in TYPED_STEPS:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.selectAll()

    def _listen(self) -> None:
        self._name.textEdited.connect(self.name_typed)
        self._name.picked.connect(self.row_chosen)
        self._name.removed.connect(self.item_removed)
        self._items.chosen.connect(self.item_chosen)
        self._hits.chosen.connect(self.row_chosen)
        self._units.chosen.connect(self.unit_chosen)
        for field in (self._name, self._amount):
            field.moved.connect(self.moved)
            field.left.connect(partial(self.asked.emit, Action.CANCEL))
            field.entered.connect(self._enter)

    def _enter(self) -> None:
        field = self._name if self._name.isVisible() else self._amount
        self.entered.emit(field.text())

    def _form_page(self) -> QWidget:
        buttons = [KeyButton(self._theme, form_words(form), key) for key, form in FORM_KEYS.items()]
        for form, button in zip(Form, buttons, strict=True):
            button.clicked.connect(partial(self.form_chosen.emit, form))
        return _page(CategoryGrid(buttons, self._theme.sizes.gap))

    def _nature_page(self, categories: Sequence[ItemCategory]) -> QWidget:
        buttons: list[KeyButton] = []
        for category in categories:
            button = KeyButton(self._theme, label_of(category), category.key)
            button.clicked.connect(partial(self.nature_chosen.emit, category.code))
            buttons.append(button)
        return _page(CategoryGrid(buttons, max(4, self._theme.sizes.gap // 2)))

    def _photo_page(self, preview: Callable[[], Preview | None]) -> QWidget:
        take = KeyButton(self._theme, translate("goods", "拍证明"), self._keys.label(Action.PHOTO))
        take.clicked.connect(partial(self.asked.emit, Action.PHOTO))
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(LivePicture(self._theme, preview), 1)
        layout.addWidget(take, 0, Qt.AlignmentFlag.AlignLeft)
        return page

    def _look_page(self) -> QWidget:
        looked = KeyButton(self._theme, translate("goods", "细看过，没有问题"), self._keys.label(Action.CONFIRM))
        looked.clicked.connect(self.looked)
        refuse = KeyButton(self._theme, translate("goods", "有问题，拒收"), self._keys.label(Action.REFUSE))
        refuse.clicked.connect(partial(self.asked.emit, Action.REFUSE))
        buttons = QHBoxLayout()
        buttons.setSpacing(self._theme.sizes.gap)
        buttons.addWidget(looked)
        buttons.addWidget(refuse)
        buttons.addStretch(1)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self._theme.sizes.gap)
        layout.addWidget(self._looks)
        layout.addLayout(buttons)
        layout.addStretch(1)
        return page

    def _lay_out(self) -> None:
        gap = self._theme.sizes.gap
        asking = QVBoxLayout()
        asking.setSpacing(gap)
        asking.addWidget(self._question)
        asking.addWidget(self._name)
        asking.addWidget(self._amount)
        asking.addWidget(self._below, 1)
        row = QHBoxLayout()
        row.setSpacing(gap * 2)
        row.addWidget(self._items, 3)
        row.addLayout(asking, 7)
        self.content.addLayout(row, 1)


def _page(content: QWidget) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(content)
    layout.addStretch(1)
    return page
