"""The records page: a masked list with where each record stands, and the selected one's reason in full below."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.policy import Policy
from app.ports import RecordKind
from app.usecases.playback import Playback
from sync.state import MessageState
from ui.error_text import words
from ui.icons import Icon
from ui.keys import Action, KeyTable, is_held, key_press
from ui.language import label_of
from ui.models.records_model import Column, RecordsModel
from ui.screens.records.camera_panel import CameraPanel
from ui.screens.records.cameras import CamerasPresenter
from ui.screens.records.presenter import RecordsPresenter, RecordsState
from ui.screens.records.wording import kind_words, state_look, why_words
from ui.task_runner import TaskRunner
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.list_table import ListTable, set_columns
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import card, text_label


class RecordsView(QWidget):
    """Draws :class:`RecordsState`. Arrow keys move, Page Down at the end loads older records.

    ``freeze_asked`` carries the waybill number of the selected record, ``kept_asked`` asks what is held about people,
    ``stick_asked`` for the stick's page.
    """

    freeze_asked = Signal(str)
    kept_asked = Signal()
    stick_asked = Signal()

    def __init__(
        self, theme: Theme, policy: Policy, local: Callable[[datetime], datetime], keys: KeyTable | None = None
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(translate("records", "记录"))
        self._presenter: RecordsPresenter | None = None
        self._keys = keys if keys is not None else KeyTable()
        self._freeze = KeyButton(theme, translate("records", "冻结此件"), self._keys.label(Action.TYPE_WAYBILL))
        self._freeze.clicked.connect(self._ask_to_freeze)
        self._kept = KeyButton(theme, translate("records", "个人信息留存"), self._keys.label(Action.SUPERVISOR))
        self._kept.clicked.connect(self.kept_asked)
        self._stick = KeyButton(theme, translate("records", "用 U 盘传"), self._keys.label(Action.STICK_PAGE))
        self._stick.clicked.connect(self.stick_asked)
        self._cameras = KeyButton(theme, translate("records", "监控画面"), self._keys.label(Action.CAMERAS))
        self._cameras.clicked.connect(self.ask_for_cameras)
        self.cameras = CameraPanel(theme, local)
        self._camera_presenter: CamerasPresenter | None = None
        self.model = RecordsModel(theme, policy, local)
        self.table = ListTable(theme)
        self.table.setModel(self.model)
        self.detail = StatusLine(theme, "")
        self._count = text_label("muted")
        self._set_columns(theme, policy)
        self._lay_out(theme)
        self.table.selectionModel().currentRowChanged.connect(self._selected)
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.show_state(RecordsState())

    @property
    def chosen(self) -> str | None:
        """The waybill number of the acceptance that is selected; None when it is a refusal, or nothing is."""
        row = self.model.row(self.table.currentIndex().row())
        return row.waybill_number if row is not None and row.kind is RecordKind.ACCEPTANCE else None

    def wire(self, presenter: RecordsPresenter, cameras: Callable[[str], Playback], tasks: TaskRunner) -> None:
        """Ask ``presenter`` for rows, and ``cameras`` (on ``tasks``) who saw an acceptance, by its id."""
        self._presenter = presenter
        self._camera_presenter = CamerasPresenter(self.cameras, cameras, tasks)

    def show_state(self, state: RecordsState) -> None:
        """Show ``state``; the first row is selected when none is."""
        self.model.show_rows(state.rows)
        told = translate("records", "已列出 {count} 条").format(count=len(state.rows))
        older = translate("records", "往下翻还有更早的")
        self._count.setText(f"{told} · {older}" if state.more else told)
        if state.failure is not None:
            self.detail.say(Icon.STOP, str(words(state.failure.fault, state.failure.detail)), "bad")
            return
        if state.rows and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._selected(self.table.currentIndex())

    def showEvent(self, event: QShowEvent, /) -> None:  # noqa: N802 - Qt's name
        """Fresh rows, and the keys on the list."""
        super().showEvent(event)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._presenter is not None:
            self._presenter.shown()

    def hideEvent(self, event: QHideEvent, /) -> None:  # noqa: N802 - Qt's name
        """Stop looking into the store."""
        if self._presenter is not None:
            self._presenter.hidden()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """The page's own keys, once the list did not want them."""
        match None if is_held(event) else self._keys.action_of(key_press(event).name):
            case Action.TYPE_WAYBILL:
                self._ask_to_freeze()
            case Action.SUPERVISOR:
                self.kept_asked.emit()
            case Action.CAMERAS:
                self.ask_for_cameras()
            case Action.STICK_PAGE:
                self.stick_asked.emit()
            case _:
                super().keyPressEvent(event)

    @Slot()
    def _ask_to_freeze(self) -> None:
        row = self.model.row(self.table.currentIndex().row())
        if row is not None and row.waybill_number is not None:
            self.freeze_asked.emit(row.waybill_number)

    @Slot()
    def ask_for_cameras(self) -> None:
        """Show who saw the selected acceptance, or close that."""
        row = self.model.row(self.table.currentIndex().row())
        if row is not None and row.kind is RecordKind.ACCEPTANCE and self._camera_presenter is not None:
            self._camera_presenter.toggle(row.record_id)

    @Slot(QModelIndex)
    def _selected(self, current: QModelIndex) -> None:
        row = self.model.row(current.row())
        self._freeze.setEnabled(row is not None and row.waybill_number is not None)
        self._cameras.setEnabled(row is not None and row.kind is RecordKind.ACCEPTANCE)
        if self._camera_presenter is not None:
            self._camera_presenter.selected(row.record_id if row is not None else None)
        if row is None:
            self.detail.say(Icon.INFO, translate("records", "还没有记录"), "muted")
            return
        look, why = state_look(row), why_words(row)
        name = row.waybill_number or kind_words(row.kind)
        tone = {MessageState.DELIVERED: "good", MessageState.REJECTED: "bad"}.get(row.message_state, "muted")
        self.detail.say(look.icon, " · ".join(part for part in (name, look.word, why) if part), tone)

    @Slot(int)
    def _scrolled(self, value: int) -> None:
        if self._presenter is not None and value >= self.table.verticalScrollBar().maximum():
            self._presenter.load_more()

    def _set_columns(self, theme: Theme, policy: Policy) -> None:
        """Widths from what a column may hold; the reason takes the rest."""
        labels = [*map(label_of, policy.item_categories), *map(label_of, policy.refusal_reasons)]
        samples: dict[int, list[str]] = {
            Column.TIME: ["00-00 00:00"],
            Column.KIND: [kind_words(kind) for kind in RecordKind],
            Column.WAYBILL: ["JD0000000000000-1-1"],
            Column.CARRIER: [label_of(carrier) for carrier in policy.carriers],
            Column.SENDER: ["WWW**"],
            Column.CONTENT: sorted(labels, key=len)[: len(labels) * 3 // 4],
            Column.CLERK: ["000000"],
            Column.STATE: [words(state).text for state in MessageState],
        }
        set_columns(self.table, theme, samples, rest=Column.WHY, iconed=Column.STATE, gaps=2)

    def _lay_out(self, theme: Theme) -> None:
        gap = theme.sizes.gap
        head = QHBoxLayout()
        head.addWidget(text_label("large", translate("records", "收寄与拒收记录")))
        head.addStretch(1)
        head.addWidget(self._count)
        foot = card()
        inner = QHBoxLayout(foot)
        inner.setContentsMargins(gap * 2, gap, gap * 2, gap)
        inner.addWidget(self.detail, 1)
        inner.addWidget(self._cameras)
        inner.addWidget(self._kept)
        inner.addWidget(self._stick)
        inner.addWidget(self._freeze)
        foot.setMinimumHeight(theme.sizes.touch + gap)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap * 2, gap, gap * 2, gap)
        layout.setSpacing(gap)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.cameras)
        layout.addWidget(foot)
