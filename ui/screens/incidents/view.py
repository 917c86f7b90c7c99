"""The incidents page: the list on the left, what the selected row is about on the right.

Invariants:
- The focus rests on this plain widget; a text field lets it go with Enter or Esc. Every key is shown on a button.
- A field is filled once when its panel opens, and emptied when it closes.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.policy import Policy
from ui.keys import Action, KeyTable, is_held, key_press
from ui.models.incidents_model import Column, IncidentsModel
from ui.screens.incidents.card_presenter import CardChoice, category_choices
from ui.screens.incidents.detail_part import DetailPart
from ui.screens.incidents.form_part import FormPart
from ui.screens.incidents.hold_panels import FreezePanel, ReleasePanel
from ui.screens.incidents.presenter import IncidentsPresenter
from ui.screens.incidents.state import HoldRow, IncidentsState, Part
from ui.screens.incidents.wording import said_look
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.handling_card import CategoryPicker
from ui.widgets.key_button import KeyButton
from ui.widgets.list_table import ListTable, set_columns
from ui.widgets.page_stack import PageStack
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import card, text_label

_PICK_COLUMNS = 2


class IncidentsView(QWidget):
    """Draws :class:`IncidentsState` and hands keys and buttons to the presenter (:meth:`wire`)."""

    def __init__(
        self, theme: Theme, policy: Policy, keys: KeyTable, local: Callable[[datetime], datetime], now: datetime
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(translate("incidents", "异常件与冻结运单"))
        self._keys = keys
        self._presenter: IncidentsPresenter | None = None
        self._state = IncidentsState(now)
        self._choices = category_choices(policy.catalogue.categories)
        self.model = IncidentsModel(theme, policy, local, now)
        self.table = ListTable(theme)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setAccessibleName(translate("incidents", "异常件与冻结运单"))
        self.table.setModel(self.model)
        self.detail = DetailPart(theme, policy, keys, local)
        self.form = FormPart(theme, keys, policy, local)
        self.freeze_panel = FreezePanel(theme, keys, policy.inspection.hold_reasons)
        self.release_panel = ReleasePanel(theme, keys, policy.inspection.release_reasons)
        self.picker = CategoryPicker(
            theme,
            _PICK_COLUMNS,
            translate("incidents", "是哪一类？"),
            translate("incidents", "按键或点选；处置卡和时限不变"),
        )
        self.picker.show_choices(self._choices)
        self.line = StatusLine(theme, "")
        self._freeze = KeyButton(theme, translate("incidents", "冻结运单"), keys.label(Action.TYPE_WAYBILL))
        self._new = KeyButton(theme, translate("incidents", "新的异常件"), keys.label(Action.INCIDENT))
        self._parts = PageStack()
        self._form_card = _inside_card(theme, self.form)
        self._set_columns(theme)
        self._lay_out(theme)
        self._shown = Part.DETAIL

    @property
    def new_asked(self) -> KeyButton:
        """The button that opens the handling card; the window answers it, as it does F3."""
        return self._new

    def wire(self, presenter: IncidentsPresenter) -> None:
        """Connect everything that can be pressed. Once."""
        self._presenter = presenter
        self.table.selectionModel().currentRowChanged.connect(self._selected)
        self.form.ticked.connect(presenter.toggle)
        self.form.asked.connect(self._perform)
        self.form.named.connect(presenter.name)
        self.form.noted.connect(presenter.note)
        self.form.left.connect(self._take_focus)
        self.detail.asked.connect(self._perform)
        self.picker.picked.connect(self._picked)
        self.freeze_panel.typed.connect(presenter.number)
        self.freeze_panel.chosen.connect(presenter.freeze)
        self.freeze_panel.left_field.connect(self._take_focus)
        self.release_panel.given.connect(presenter.give_word)
        for panel in (self.freeze_panel, self.release_panel):
            panel.asked.connect(self._perform)
        self._freeze.clicked.connect(partial(self._perform, Action.TYPE_WAYBILL))

    def show_state(self, state: IncidentsState) -> None:
        """Show ``state``, whole."""
        self._state = state
        self.model.show_state(state)
        place = self.model.place_of(state.selected)
        if place is not None and self.table.currentIndex().row() != place:
            self.table.selectRow(place)
        self._show_part(state)
        look = said_look(state.said, state.failure)
        self.line.setVisible(look is not None)
        if look is not None:
            self.line.say(look.icon, look.words, look.tone)

    def show_time(self, now: datetime) -> None:
        """What is left has become less."""
        self._state = replace(self._state, now=now)
        self.model.show_time(self._state)

    def showEvent(self, event: QShowEvent, /) -> None:  # noqa: N802 - Qt's name
        """Fresh rows, and the keys on the page."""
        super().showEvent(event)
        self._take_focus()
        if self._presenter is not None:
            self._presenter.shown()

    def hideEvent(self, event: QHideEvent, /) -> None:  # noqa: N802 - Qt's name
        """What only the clerk should see goes."""
        if self._presenter is not None:
            self._presenter.hidden()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """The page's own keys, once no field wanted them."""
        if self._presenter is None or is_held(event) or not self._pressed(event):
            super().keyPressEvent(event)

    def _pressed(self, event: QKeyEvent) -> bool:
        presenter, press = self._presenter, key_press(event)
        if presenter is None:
            return False
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            presenter.step(1 if event.key() == Qt.Key.Key_Down else -1)
            return True
        character = press.character.upper()
        if character.isascii() and character.isalnum():
            if self._state.part is Part.CATEGORY:
                choice = next((each for each in self._choices if each.key == character), None)
                if choice is not None:
                    self._picked(choice)
                return True
            presenter.press(character)
            return True
        action = self._keys.action_of(press.name)
        return action is not None and self._perform(action)

    @Slot(object)
    def _perform(self, action: Action) -> bool:
        presenter = self._presenter
        if presenter is None:
            return False
        acts: dict[Action, Callable[[], None]] = {
            Action.TYPE_WAYBILL: presenter.begin_freeze,
            Action.SUPERVISOR: presenter.begin_release,
            Action.CONFIRM: presenter.reveal,
            Action.ANSWER: presenter.ask_category,
            Action.NAME_ITEM: self.form.type_name,
            Action.TYPE_NAME: self.form.type_note,
            Action.MORE: partial(presenter.count, 1),
            Action.FEWER: partial(presenter.count, -1),
            Action.PHOTO: presenter.photograph,
            Action.SAVE: presenter.report,
            Action.CANCEL: presenter.cancel,
        }
        act = acts.get(action)
        if act is not None:
            act()
        return act is not None

    @Slot(object)
    def _picked(self, choice: CardChoice) -> None:
        if self._presenter is not None and choice.category is not None:
            self._presenter.choose_category(choice.category.number)

    @Slot(QModelIndex)
    def _selected(self, current: QModelIndex) -> None:
        row = self.model.row(current.row())
        if row is not None and self._presenter is not None:
            self._presenter.select(row.row_id)

    @Slot()
    def _take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_part(self, state: IncidentsState) -> None:
        opens, self._shown = state.part is not self._shown, state.part
        if state.form is not None:
            self.form.show_form(state.form, busy=state.busy)
        else:
            self.form.forget()
        look = self.model.look(state.row) if state.row is not None else None
        self.detail.show_row(state.row, look, revealed=state.row is not None and state.row.row_id == state.revealed)
        pages: dict[Part, QWidget] = {
            Part.DETAIL: self._form_card if state.form is not None else self.detail,
            Part.CATEGORY: self.picker,
            Part.FREEZE: self.freeze_panel,
            Part.RELEASE: self.release_panel,
        }
        self._parts.show_page(pages[state.part])
        if state.part is Part.FREEZE and state.freezing != self.freeze_panel.number:
            opens = True  # a scan brings another number
        if not opens:
            return
        self.release_panel.forget()
        match state.part:
            case Part.FREEZE:
                self.freeze_panel.begin(state.freezing)
            case Part.RELEASE:
                if isinstance(state.row, HoldRow):
                    self.release_panel.show_waybill(state.row.hold.waybill_number)
                self.release_panel.begin()
            case Part.DETAIL | Part.CATEGORY:
                self._take_focus()

    def _set_columns(self, theme: Theme) -> None:
        samples: dict[int, list[str]] = {
            Column.STATE: [translate("incidents", "剩 {minutes} 分钟").format(minutes=999)],
            Column.WAYBILL: ["JD0000000000000"],
            Column.TIME: ["00-00 00:00"],
        }
        set_columns(self.table, theme, samples, rest=Column.WHAT, iconed=Column.STATE, gaps=2)

    def _lay_out(self, theme: Theme) -> None:
        gap = theme.sizes.gap
        for part in (self.detail, self._form_card, self.freeze_panel, self.release_panel, self.picker):
            self._parts.add_page(part)
        head = QHBoxLayout()
        head.setSpacing(gap)
        head.addWidget(text_label("large", translate("incidents", "异常件与冻结运单")))
        head.addWidget(self.line, 1)
        head.addStretch(1)
        head.addWidget(self._new)
        head.addWidget(self._freeze)
        self.table.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._parts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        body = QHBoxLayout()
        body.setSpacing(gap)
        body.addWidget(self.table, 6)
        body.addWidget(self._parts, 7)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap * 2, gap, gap * 2, gap)
        layout.setSpacing(gap)
        layout.addLayout(head)
        layout.addLayout(body, 1)


def _inside_card(theme: Theme, part: QWidget) -> QFrame:
    frame, gap = card(), theme.sizes.gap
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(gap * 2, gap, gap * 2, gap)
    layout.addWidget(part)
    return frame
