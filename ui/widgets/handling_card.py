"""The handling card over the whole working area: what to do now, and whom to call.

Invariants:
- Big steps first, nothing to fill in: it is read from two metres away while people leave the room.
- A discreet card looks like an ordinary wait: no red, no category, no authority. Its steps stand on the incidents
  page, which the clerk opens when nobody else looks.
- Every card says which parcel it is about, before Enter is pressed.
"""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.handling import Authority, HandlingStep
from app.domain.incident_cards import ShownCard
from app.usecases.incident_results import InOutlet
from ui.error_text import words
from ui.icons import Icon
from ui.keys import Action, KeyTable, is_held, key_press
from ui.language import in_english, label_of
from ui.screens.incidents.card_presenter import CardChoice, CardState, HandlingCardPresenter
from ui.screens.incidents.wording import neutral_place_words, number_words, place_words, secured_words, short
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.icon_label import IconLabel
from ui.widgets.key_button import KeyButton
from ui.widgets.page_stack import PageStack
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import card, set_look, text_label

_PICK_COLUMNS = 4


class HandlingCardView(QWidget):
    """Draws :class:`CardState` and hands keys and buttons to the presenter (:meth:`wire`)."""

    def __init__(self, theme: Theme, keys: KeyTable) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme = theme
        self._presenter: HandlingCardPresenter | None = None
        self._picker = CategoryPicker(
            theme,
            _PICK_COLUMNS,
            translate("incidents", "按类别处理：是哪一类？"),
            translate("incidents", "按键或点选；拿不准就按 0，按最稳妥的办法处置"),
        )
        self._card = CardPage(theme)
        self._wait = _WaitPage(theme)
        self._pages = PageStack()
        self._line = StatusLine(theme, "title")
        self._confirm = KeyButton(theme, translate("incidents", "按此处置"), keys.label(Action.FINISH), "primary")
        self._back = KeyButton(theme, translate("panel", "返回"), keys.label(Action.CANCEL))
        self._lay_out(theme)

    def wire(self, presenter: HandlingCardPresenter) -> None:
        """Connect everything that can be pressed. Once."""
        self._presenter = presenter
        self._picker.picked.connect(presenter.choose)
        self._confirm.clicked.connect(presenter.confirm)
        self._back.clicked.connect(presenter.back)

    def show_state(self, state: CardState) -> None:
        """Show ``state``, whole."""
        shown = state.shown
        self.setAccessibleName("" if shown is not None and shown.discreet else translate("incidents", "处置卡"))
        if shown is None:
            self._picker.show_choices(state.choices)
            self._pages.show_page(self._picker)
        elif shown.discreet:
            self._wait.show_card(shown)
            self._pages.show_page(self._wait)
        else:
            self._card.show_card(shown, state.county)
            self._pages.show_page(self._card)
        self._confirm.setVisible(shown is not None)
        self._confirm.setEnabled(not state.busy)
        discreet = shown is not None and shown.discreet
        self._confirm.set_text(translate("incidents", "继续") if discreet else translate("incidents", "按此处置"))
        self._say(state, discreet=discreet)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """Every key of the card arrives here."""
        if is_held(event) or self._presenter is None or not self._presenter.press(key_press(event)):
            event.ignore()

    def showEvent(self, event: QShowEvent, /) -> None:  # noqa: N802 - Qt's name
        """The card listens as soon as it is seen."""
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, state: CardState, *, discreet: bool) -> None:
        if state.failure is not None:
            tone = "muted" if discreet else "bad"
            self._line.say(
                Icon.INFO if discreet else Icon.STOP, str(words(state.failure.fault, state.failure.detail)), tone
            )
        elif state.shown is None:
            self._line.say(Icon.BOX, place_words(state.place), "muted")
        elif discreet:
            self._line.say(Icon.BOX, neutral_place_words(state.place), "muted")
        else:
            icon = Icon.INFO if isinstance(state.place, InOutlet) else Icon.LOCK
            self._line.say(icon, secured_words(state.place), "muted")

    def _lay_out(self, theme: Theme) -> None:
        gap = theme.sizes.gap
        for page in (self._picker, self._card, self._wait):
            self._pages.add_page(page)
        foot = QHBoxLayout()
        foot.setSpacing(gap)
        foot.addWidget(self._line, 1)
        foot.addStretch(0)
        for button in (self._back, self._confirm):
            # as wide as its words, too, when there is nothing to say beside it
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        foot.addWidget(self._back)
        foot.addWidget(self._confirm)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap * 2, gap, gap * 2, gap)
        layout.setSpacing(gap)
        layout.addWidget(self._pages, 1)
        layout.addLayout(foot)


class CategoryPicker(QFrame):
    """The categories with their keys. The same list for every find: it says nothing about this one."""

    picked = Signal(object)

    def __init__(self, theme: Theme, columns: int, title: str, line: str) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._theme = theme
        self._columns = columns
        self._choices: tuple[CardChoice, ...] = ()
        self._grid = QGridLayout()
        gap = theme.sizes.gap
        self._grid.setHorizontalSpacing(gap // 2)
        self._grid.setVerticalSpacing(gap // 4)  # twenty of them on a small screen
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap * 2, gap, gap * 2, gap)
        layout.setSpacing(gap)
        layout.addWidget(text_label("large", title))
        layout.addWidget(text_label("muted", line))
        layout.addLayout(self._grid)
        layout.addStretch(1)

    def show_choices(self, choices: tuple[CardChoice, ...]) -> None:
        """Show these; nothing happens when they stand there already."""
        if choices == self._choices:
            return
        while self._grid.count():
            old = self._grid.takeAt(0).widget()
            old.hide()
            old.deleteLater()
        self._choices = choices
        rows = -(-len(choices) // self._columns)
        for place, choice in enumerate(choices):
            category = choice.category
            label = label_of(category) if category is not None else translate("incidents", "不清楚是什么")
            button = KeyButton(self._theme, short(label), choice.key)
            button.setToolTip(label)
            button.clicked.connect(partial(self.picked.emit, choice))
            self._grid.addWidget(button, place % rows, place // rows)


class CardPage(QFrame):
    """One card: steps on the left, telephone numbers on the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._theme = theme
        self._sign = IconLabel(theme, theme.sizes.huge)
        self._title = text_label("huge", wraps=True)
        self._about = text_label("title", wraps=True)
        self._steps = QVBoxLayout()
        self._numbers = QVBoxLayout()
        self._shown: tuple[ShownCard, str] | None = None
        self._lay_out(theme)

    def show_card(self, shown: ShownCard, county: str) -> None:
        """Show it with the numbers of ``county``."""
        if self._shown == (shown, county):
            return
        self._shown = (shown, county)
        tone = "bad" if shown.people_first else "accent"
        self._sign.show_icon(Icon.WARNING, getattr(self._theme.palette, tone))
        self._title.setText(label_of(shown.card))
        set_look(self._title, "tone", tone)
        set_look(self, "lane", "bad" if shown.people_first else "next")
        category = shown.category
        self._about.setText(
            f"{category.number} {label_of(category)}"
            if category is not None
            else translate("incidents", "还不清楚是什么：按最稳妥的办法处置")
        )
        _refill(self._steps, [self._step(place, step) for place, step in enumerate(shown.card.steps, 1)])
        _refill(self._numbers, [self._number(authority, county) for authority in shown.authorities])

    def _step(self, place: int, step: HandlingStep) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self._theme.sizes.gap * 2)
        count = text_label("number", str(place))
        count.setProperty("tone", "accent")
        layout.addWidget(count, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(text_label("number", label_of(step), wraps=True), 1)
        return row

    def _number(self, authority: Authority, county: str) -> QWidget:
        number, told = number_words(authority, county)
        box = card("inset")
        row = QHBoxLayout(box)
        gap = self._theme.sizes.gap
        row.setContentsMargins(gap * 2, gap // 2, gap * 2, gap // 2)
        row.setSpacing(gap)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(text_label("strong", label_of(authority), wraps=True))
        names.addWidget(text_label("muted", told))
        row.addLayout(names, 1)
        row.addWidget(text_label("huge", number))
        return box

    def _lay_out(self, theme: Theme) -> None:
        gap = theme.sizes.gap
        head = QHBoxLayout()
        head.setSpacing(gap * 2)
        head.addWidget(self._sign)
        head.addWidget(self._title, 1)
        self._steps.setSpacing(gap)
        self._numbers.setSpacing(gap)
        calls = QVBoxLayout()
        calls.setSpacing(gap)
        calls.addWidget(text_label("title", translate("incidents", "打电话给")))
        calls.addLayout(self._numbers)
        calls.addStretch(1)
        left = QVBoxLayout()
        left.addLayout(self._steps)
        left.addStretch(1)
        body = QHBoxLayout()
        body.setSpacing(gap * 4)
        body.addLayout(left, 7)
        body.addLayout(calls, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap * 3, gap * 2, gap * 3, gap * 2)
        layout.setSpacing(gap)
        layout.addLayout(head)
        layout.addWidget(self._about)
        layout.addSpacing(gap)
        layout.addLayout(body, 1)


class _WaitPage(QFrame):
    """What a sender sees while a clerk has to act without being noticed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        sign = IconLabel(theme, theme.sizes.huge * 2)
        sign.show_icon(Icon.CLOCK, theme.palette.muted)
        self._code = text_label("muted")
        self._steps = text_label("muted")
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.sizes.gap)
        layout.addStretch(2)
        for part in (
            sign,
            text_label("large", translate("incidents", "稍候处理")),
            text_label("", translate("incidents", "资料核对中，请稍候")),
            self._steps,
        ):
            layout.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        layout.addWidget(self._code, 0, Qt.AlignmentFlag.AlignRight)

    def show_card(self, shown: ShownCard) -> None:
        """The category's number and the steps in the pack's neutral words; the rest stands on the incidents page."""
        self._steps.setText(" · ".join(map(_neutral, shown.card.steps)))
        number = shown.category.number if shown.category is not None else ""
        self._code.setText(translate("incidents", "编号 {number}").format(number=number))


def _neutral(step: HandlingStep) -> str:
    return step.discreet_en if in_english() else step.discreet


def _refill(layout: QVBoxLayout, parts: list[QWidget]) -> None:
    while layout.count():
        old = layout.takeAt(0).widget()
        old.hide()
        old.deleteLater()
    for part in parts:
        layout.addWidget(part)
