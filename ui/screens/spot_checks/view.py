"""The spot checks' page: the checks on the left, the drawn records of the chosen one on the right."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.usecases.spot_check_results import SpotCheckView
from ui.icons import Icon
from ui.keys import Action, KeyTable, is_held, key_press
from ui.screens.spot_checks.presenter import SpotChecksPresenter, SpotChecksState
from ui.screens.spot_checks.wording import demand_words, record_words, said_words, verdict_words
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.list_table import ListTable, set_columns
from ui.widgets.panel_fields import WordsField
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import card, text_label

_ID = Qt.ItemDataRole.UserRole
_LONGEST_NOTE = 500


class SpotChecksView(QWidget):
    """Draws :class:`SpotChecksState`. Arrow keys move, Tab goes on to the records."""

    def __init__(self, theme: Theme, keys: KeyTable, local: Callable[[datetime], datetime]) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(translate("spot_checks", "抽查"))
        self._local = local
        self._keys = keys
        self._presenter: SpotChecksPresenter | None = None
        self.checks = ListTable(theme)
        self.records = ListTable(theme)
        self._checks_model = _model(
            translate("spot_checks", "截止"), translate("spot_checks", "抽中"), translate("spot_checks", "状态")
        )
        self._records_model = _model(
            translate("spot_checks", "运单号"),
            translate("spot_checks", "寄件人"),
            translate("spot_checks", "收寄时间"),
            translate("spot_checks", "材料"),
        )
        self._verdict = StatusLine(theme, "")
        self._asked = text_label("", wraps=True)
        self._note = WordsField(translate("spot_checks", "情况说明"), _LONGEST_NOTE)
        self._note.setPlaceholderText(translate("spot_checks", "选中一条记录，写情况说明后按 Enter"))
        self._said = StatusLine(theme, "")
        self._photo = KeyButton(theme, translate("spot_checks", "补拍照片"), keys.label(Action.PHOTO))
        self._answer = KeyButton(theme, translate("spot_checks", "回复省系统"), keys.label(Action.SAVE), "primary")
        self._set_up_tables(theme)
        self._lay_out(theme)
        self.show_state(SpotChecksState())

    def wire(self, presenter: SpotChecksPresenter) -> None:
        """Connect everything that can be pressed. Once."""
        self._presenter = presenter
        self._photo.clicked.connect(presenter.take_photo)
        self._answer.clicked.connect(presenter.answer)
        self._note.textEdited.connect(presenter.note_typed)
        self._note.editingFinished.connect(presenter.keep_notes)
        self._note.entered.connect(partial(self.records.setFocus, Qt.FocusReason.OtherFocusReason))
        self._note.left.connect(partial(self.records.setFocus, Qt.FocusReason.OtherFocusReason))

    def show_state(self, state: SpotChecksState) -> None:
        """Show ``state``, whole."""
        _fill(self._checks_model, [(check.request_id, self._check_row(check)) for check in state.checks])
        check = state.check
        records = check.records if check is not None else ()
        _fill(
            self._records_model,
            [
                (
                    record.message_id,
                    (
                        record.waybill_number or f"#{record.sequence}",
                        record.sender_masked,
                        self._time(record.accepted_at),
                        record_words(record),
                    ),
                )
                for record in records
            ],
        )
        _select(self.checks, self._checks_model, state.chosen)
        _select(self.records, self._records_model, state.record)
        waits = check is not None and check.answered_at is None
        for part in (self._note, self._photo, self._answer):
            part.setEnabled(waits)
        self._show_check(check)
        if self._note.text() != state.note:  # else the cursor stays where it is typed
            self._note.setText(state.note)
        if state.said is None:
            self._said.say(Icon.INFO, translate("spot_checks", "选一条记录，补上缺的材料，再回复"), "muted")
        else:
            self._said.say(Icon.INFO, str(said_words(state.said)), "accent")

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """The page's keys."""
        action = self._keys.action_of(key_press(event).name)
        if self._presenter is None or is_held(event):
            super().keyPressEvent(event)
        elif action is Action.PHOTO:
            self._presenter.take_photo()
        elif action is Action.SAVE:
            self._presenter.answer()
        elif action is Action.ANSWER:
            self._note.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent, /) -> None:  # noqa: N802 - Qt's name
        """Fresh rows, and the keys on the list."""
        super().showEvent(event)
        self.checks.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._presenter is not None:
            self._presenter.shown()

    def hideEvent(self, event: QHideEvent, /) -> None:  # noqa: N802 - Qt's name
        """Stop looking into the store."""
        if self._presenter is not None:
            self._presenter.hidden()
        super().hideEvent(event)

    def _show_check(self, check: SpotCheckView | None) -> None:
        if check is None:
            self._verdict.say(Icon.INFO, translate("spot_checks", "省系统还没有抽查本网点"), "muted")
            self._asked.setText("")
            return
        told, tone = verdict_words(check)
        self._verdict.say(Icon.CHECK_CIRCLE if tone == "good" else Icon.WARNING, told, tone)
        asked = "、".join(demand_words(code) for code in check.asked)
        period = f"{self._time(check.period[0])} – {self._time(check.period[1])}"
        self._asked.setText(
            translate("spot_checks", "抽查时段 {period}，要求：{asked}").format(period=period, asked=asked)
        )

    def _check_row(self, check: SpotCheckView) -> tuple[str, ...]:
        if check.answered_at is not None:
            standing = translate("spot_checks", "已回复 {time}").format(time=self._time(check.answered_at))
        else:
            standing = translate("spot_checks", "待回复")
        count = translate("spot_checks", "{count} 件").format(count=len(check.records))
        return self._time(check.due_at), count, standing

    def _time(self, moment: datetime | None) -> str:
        return f"{self._local(moment):%m-%d %H:%M}" if moment is not None else ""

    @Slot(QModelIndex)
    def _check_chosen(self, current: QModelIndex) -> None:
        chosen = _id_at(self._checks_model, current)
        if self._presenter is not None and chosen is not None:
            self._presenter.choose(chosen)

    @Slot(QModelIndex)
    def _record_chosen(self, current: QModelIndex) -> None:
        chosen = _id_at(self._records_model, current)
        if self._presenter is not None and chosen is not None:
            self._presenter.choose_record(chosen)

    def _set_up_tables(self, theme: Theme) -> None:
        self.checks.setModel(self._checks_model)
        self.records.setModel(self._records_model)
        self.checks.setAccessibleName(translate("spot_checks", "抽查"))
        self.records.setAccessibleName(translate("spot_checks", "抽中的记录"))
        set_columns(
            self.checks,
            theme,
            {0: ["00-00 00:00"], 1: [translate("spot_checks", "{count} 件").format(count=100)]},
            rest=2,
            iconed=-1,
            gaps=2,
        )
        set_columns(
            self.records,
            theme,
            {0: ["JD0000000000000-1-1"], 1: ["WWW**"], 2: ["00-00 00:00"]},
            rest=3,
            iconed=-1,
            gaps=2,
        )
        self.checks.selectionModel().currentRowChanged.connect(self._check_chosen)
        self.records.selectionModel().currentRowChanged.connect(self._record_chosen)

    def _lay_out(self, theme: Theme) -> None:
        gap = theme.sizes.gap
        right = QVBoxLayout()
        right.setSpacing(gap)
        right.addWidget(self._verdict)
        right.addWidget(self._asked)
        right.addWidget(self.records, 1)
        right.addWidget(self._note)
        buttons = QHBoxLayout()
        buttons.addWidget(self._said, 1)
        buttons.addWidget(self._photo)
        buttons.addWidget(self._answer)
        both = QHBoxLayout()
        both.setSpacing(gap)
        both.addWidget(self.checks, 4)
        both.addLayout(right, 7)
        foot = card()
        inner = QVBoxLayout(foot)
        inner.setContentsMargins(gap * 2, gap, gap * 2, gap)
        inner.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap * 2, gap, gap * 2, gap)
        layout.setSpacing(gap)
        layout.addWidget(text_label("large", translate("spot_checks", "双随机抽查")))
        layout.addLayout(both, 1)
        layout.addWidget(foot)


def _model(*heads: str) -> QStandardItemModel:
    model = QStandardItemModel()
    model.setHorizontalHeaderLabels(list(heads))
    return model


def _fill(model: QStandardItemModel, rows: Sequence[tuple[str, Sequence[str]]]) -> None:
    """Rows with their ids; left as they are where nothing has changed, so that the selection stays."""
    shown = [
        (
            _id_at(model, model.index(row, 0)),
            tuple(str(model.index(row, column).data()) for column in range(model.columnCount())),
        )
        for row in range(model.rowCount())
    ]
    if shown == [(identifier, tuple(texts)) for identifier, texts in rows]:
        return
    model.removeRows(0, model.rowCount())
    for identifier, texts in rows:
        items = [QStandardItem(text) for text in texts]
        items[0].setData(identifier, _ID)
        model.appendRow(items)


def _id_at(model: QStandardItemModel, index: QModelIndex) -> str | None:
    found = model.index(index.row(), 0).data(_ID) if index.isValid() else None
    return found if isinstance(found, str) else None


def _select(table: ListTable, model: QStandardItemModel, identifier: str | None) -> None:
    for row in range(model.rowCount()):
        if _id_at(model, model.index(row, 0)) == identifier and table.currentIndex().row() != row:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            table.selectionModel().setCurrentIndex(model.index(row, 0), flags)
