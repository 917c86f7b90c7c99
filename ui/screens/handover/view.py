"""The handover's page: on the left what to do, on the right the list that it is about.

Invariants:
- Every step has a key; a scan is never typed into a field, whatever has the focus.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.policy import Policy
from ui.icons import Icon
from ui.keys import Action, KeyPress, KeyTable, is_held, key_press
from ui.screens.handover.head_form import HeadForm
from ui.screens.handover.lists import ClosedList, ParcelsList
from ui.screens.handover.panels import ClosePanel, GiveUpPanel, ScreeningPanel
from ui.screens.handover.presenter import HandoverPresenter, head_of
from ui.screens.handover.scanning_part import ScanningPart
from ui.screens.handover.state import Asking, HandoverPage
from ui.screens.handover.wording import answer_words
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.pdf_dialog import AskPath, ask_for_pdf

_LEFT_WIDTH_IN_LETTERS = 28


class HandoverView(QWidget):
    """Draws :class:`HandoverPage`."""

    def __init__(
        self,
        theme: Theme,
        policy: Policy,
        keys: KeyTable,
        local: Callable[[datetime], datetime],
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(translate("handover", "交接"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._policy, self._keys, self._local = policy, keys, local
        self.ask_path: AskPath = ask_for_pdf
        """Asks where a PDF goes, given a name to suggest."""
        self._presenter: HandoverPresenter | None = None
        self._state = HandoverPage()
        self.form = HeadForm(theme, policy, keys)
        self.scanning = ScanningPart(theme, policy, keys, local)
        self.closing = ClosePanel(theme, policy, keys)
        self.giving_up = GiveUpPanel(theme, keys)
        self.screening = ScreeningPanel(theme, keys)
        self.parcels = ParcelsList(theme, policy, local)
        self.closed = ClosedList(theme, policy, keys, local)
        self.notice = NoticeBar(theme)
        self._least_width = theme.sizes.body * _LEFT_WIDTH_IN_LETTERS
        self._left, self._right = QStackedWidget(), QStackedWidget()
        self._lay_out(theme)
        self.show_state(self._state)

    def wire(self, presenter: HandoverPresenter) -> None:
        """Hand what is typed and pressed to ``presenter``."""
        self._presenter = presenter
        self.form.submitted.connect(presenter.submit_head)
        self.scanning.typed.connect(presenter.scanned)
        self.screening.submitted.connect(presenter.submit_screening)
        for part in (self.form, self.scanning, self.closing, self.giving_up, self.screening):
            part.asked.connect(self._do)
        self.closed.print_asked.connect(lambda: self._do(Action.PRINT_LABEL))
        self.closed.save_asked.connect(lambda: self._do(Action.SAVE))
        self.scanning.number.left.connect(self.take_focus)
        self.parcels.table.selectionModel().currentRowChanged.connect(self._chose)

    def show_state(self, state: HandoverPage) -> None:
        """Show ``state``."""
        before, self._state = self._state, state
        left = self._left_of(state)
        turned = self._left.currentWidget() is not left
        self._left.setCurrentWidget(left)
        # English words are wider than Chinese ones, and no button cuts them
        self._left.setFixedWidth(max(self._least_width, left.minimumSizeHint().width()))
        self._right.setCurrentIndex(0 if state.manifest is not None else 1)
        had_rows = self.parcels.model.rowCount() > 0
        self.parcels.show_state(state)
        self.closed.show_state(state)
        self.form.show_state(state)
        if state.manifest is not None:
            self.scanning.show_state(state)
            self.closing.show_state(state)
            self.screening.show_state(state)
        if state.answer is not None and state.answers != before.answers:
            said = answer_words(state.answer, self._policy, self._keys, self._local)
            self.notice.say(said.icon, said.tone, said.text, said.step)
        first_row = not had_rows and self.parcels.model.rowCount() > 0
        typing = self.scanning.number.hasFocus()
        if self.isVisible() and not typing and (turned or (first_row and left is self.scanning)):
            self.take_focus()

    def take_scan(self, text: str) -> bool:
        """A tag was scanned into the field of a form; whether that was so."""
        return self._left.currentWidget() is self.form and self.form.take_scan(text)

    def take_focus(self) -> None:
        """Keys go where the next step is."""
        left = self._left.currentWidget()
        if left is self.form:
            self.form.take_focus()
        elif left is self.screening:
            self.screening.take_focus()
        elif left is self.scanning and self.parcels.model.rowCount():
            self.parcels.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent, /) -> None:  # noqa: N802 - Qt's name
        """Fresh rows, and the keys where the next step is."""
        super().showEvent(event)
        self.take_focus()
        if self._presenter is not None:
            self._presenter.shown()

    def hideEvent(self, event: QHideEvent, /) -> None:  # noqa: N802 - Qt's name
        """Stop looking into the store."""
        if self._presenter is not None:
            self._presenter.hidden()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """The page's own keys, once no field wanted them."""
        pressed = key_press(event)
        if is_held(event) or not (self._picked(pressed) or self._do(self._keys.action_of(pressed.name))):
            super().keyPressEvent(event)

    def _picked(self, pressed: KeyPress) -> bool:
        """A carrier or a kind of screening, by its key."""
        left = self._left.currentWidget()
        if left is self.form:
            return self.form.pick(pressed.character)
        return left is self.screening and self.screening.pick(pressed.character)

    @Slot()
    def _chose(self) -> None:
        if self._presenter is not None:
            self._presenter.choose(self.parcels.chosen)

    @Slot(object)
    def _do(self, action: Action | None) -> bool:
        """A key or a button; whether it means something here."""
        if self._presenter is None or action is None:
            return False
        left = self._left.currentWidget()
        if left is self.form and self._do_in_form(action):
            return True
        if self._state.manifest is None:
            return self._do_with_closed(self._presenter, action)
        if left is self.screening and action in (Action.FINISH, Action.SAME_SENDER):
            self.screening.submit() if action is Action.FINISH else self.screening.take_offered()
        elif action is Action.TYPE_WAYBILL and left is self.scanning:
            self.scanning.take_number()
        elif action is Action.REMOVE_PHOTO and left is self.scanning:
            self._presenter.take_back(self.parcels.chosen)
        else:
            return self._presenter.perform(action)
        return True

    def _do_in_form(self, action: Action) -> bool:
        closed = self._state.closed
        match action:
            case Action.FINISH:
                self.form.submit()
            case Action.NEXT_CARRIER:
                self.form.take_focus()
            case Action.SAME_SENDER if closed and self._state.asking is not Asking.HEAD:
                self.form.fill(head_of(closed[0].handover))
            case _:
                return False
        return True

    def _do_with_closed(self, presenter: HandoverPresenter, action: Action) -> bool:
        chosen = self.closed.chosen
        handover_id = chosen.handover.handover_id if chosen is not None else None
        match action:
            case Action.PRINT_LABEL:
                presenter.print_again(handover_id)
            case Action.SAVE:
                presenter.save(handover_id, self._asked_path() if chosen is not None else None)
            case _:
                return False
        return True

    def _asked_path(self) -> Path | None:
        chosen = self.closed.chosen
        if chosen is None or chosen.handover.closed_at is None:
            return None
        return self.ask_path(self, f"handover-{self._local(chosen.handover.closed_at):%Y%m%d-%H%M}.pdf")

    def _left_of(self, state: HandoverPage) -> QWidget:
        if state.manifest is None:
            return self.form
        return {
            Asking.NOTHING: self.scanning,
            Asking.CLOSE: self.closing,
            Asking.DISCARD: self.giving_up,
            Asking.SCREENING: self.screening,
            Asking.HEAD: self.form,
        }[state.asking]

    def _lay_out(self, theme: Theme) -> None:
        gap = theme.sizes.gap
        for part in (self.form, self.scanning, self.closing, self.giving_up, self.screening):
            self._left.addWidget(part)
        earlier = QWidget()
        column = QVBoxLayout(earlier)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        column.addWidget(self.notice)
        column.addWidget(self.closed, 1)
        self._right.addWidget(self.parcels)
        self._right.addWidget(earlier)
        begin = translate("handover", "开一张交接单")
        self.notice.say(Icon.INFO, "none", begin, translate("handover", "选企业，填车辆或集包，回车后逐件扫描"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(gap * 2, gap, gap * 2, gap)
        layout.setSpacing(gap * 2)
        layout.addWidget(self._left)
        layout.addWidget(self._right, 1)
