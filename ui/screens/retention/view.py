"""The page of kept data: the classes above, one person below."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent, QShowEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.identity.document import DocumentType
from app.domain.policy import Policy
from app.usecases.retention_results import HeldAboutPerson, OfPerson, RetentionStatus
from ui.error_text import words
from ui.icons import Icon
from ui.language import label_of
from ui.screens.retention.presenter import RetentionPresenter, RetentionState
from ui.screens.retention.wording import done_words, found_words, part_words, record_words, term_words
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.list_table import ListTable, set_columns
from ui.widgets.panel_fields import CodeField, SecretField
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import card, text_label

_LONGEST_NUMBER = 32
_LONGEST_PIN = 12


class RetentionView(QWidget):
    """Draws :class:`RetentionState`. Enter in the PIN's field asks; Tab goes on to the hold."""

    def __init__(self, theme: Theme, policy: Policy, local: Callable[[datetime], datetime]) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(translate("retention", "个人信息留存"))
        self._local = local
        self._presenter: RetentionPresenter | None = None
        self.classes = ListTable(theme)
        self.records = ListTable(theme)
        self._classes_model = _model(
            translate("retention", "类别"),
            translate("retention", "期限"),
            translate("retention", "现存"),
            translate("retention", "已清除"),
            translate("retention", "依据"),
        )
        self._records_model = _model(
            translate("retention", "运单号"),
            translate("retention", "收寄时间"),
            translate("retention", "身份"),
            translate("retention", "现存"),
        )
        types = [(one, policy.document_rule(one)) for one in policy.document_types]
        self.document_type = _combo(
            translate("retention", "证件类型"), [(one.value, label_of(rule)) for one, rule in types if rule is not None]
        )
        self.number = CodeField(translate("retention", "证件号码"), _LONGEST_NUMBER)
        self.pin = SecretField(translate("retention", "站长口令"), _LONGEST_PIN)
        rules = policy.retention
        self.hold_reason = _combo(
            translate("retention", "保留原因"), [(one.code, label_of(one)) for one in rules.hold_reasons]
        )
        self.release_reason = _combo(
            translate("retention", "解除原因"), [(one.code, label_of(one)) for one in rules.release_reasons]
        )
        self.ask = KeyButton(theme, translate("retention", "查询"), "Enter", "primary")
        self.hold = KeyButton(theme, translate("retention", "依法保留"), "")
        self.release = KeyButton(theme, translate("retention", "解除保留"), "")
        self.counted = text_label("muted")
        self.line = StatusLine(theme, "")
        self._set_up_tables(theme)
        self._lay_out(theme)
        self.show_state(RetentionState())

    def wire(self, presenter: RetentionPresenter) -> None:
        """Hand everything that can be pressed to ``presenter``. Once."""
        self._presenter = presenter
        self.ask.clicked.connect(self._ask)
        self.number.entered.connect(self.pin.setFocus)
        self.pin.entered.connect(self._ask)
        self.hold.clicked.connect(self._hold)
        self.release.clicked.connect(self._release)

    def show_state(self, state: RetentionState) -> None:
        """Show ``state``, whole."""
        if state.status is not None:
            self._show_status(state.status)
        self._show_found(state.found)
        for part in (self.document_type, self.number, self.pin, self.hold_reason, self.release_reason):
            part.setEnabled(state.may_ask)
        for button in (self.ask, self.hold, self.release):
            button.setEnabled(state.may_ask and not state.busy)
        self._say(state)

    def forget(self) -> None:
        """Empty all fields."""
        self.number.clear()
        self.pin.clear()

    def showEvent(self, event: QShowEvent, /) -> None:  # noqa: N802 - Qt's name
        """Fresh sums, and the number first."""
        super().showEvent(event)
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._presenter is not None:
            self._presenter.shown()

    def hideEvent(self, event: QHideEvent, /) -> None:  # noqa: N802 - Qt's name
        """Forget what was found."""
        if self._presenter is not None:
            self._presenter.hidden()
        super().hideEvent(event)

    @Slot()
    def _ask(self) -> None:
        if self._presenter is not None and self._is_filled():
            self._presenter.ask(self._person(), self._taken_pin())

    @Slot()
    def _hold(self) -> None:
        if self._presenter is not None and self._is_filled():
            reason = str(self.hold_reason.currentData())
            self._presenter.hold(self._person(), self._chosen_record(), reason, self._taken_pin())

    @Slot()
    def _release(self) -> None:
        if self._presenter is not None and self._is_filled():
            reason = str(self.release_reason.currentData())
            self._presenter.release(self._person(), self._chosen_record(), reason, self._taken_pin())

    def _is_filled(self) -> bool:
        for field in (self.number, self.pin):
            if not field.text().strip():
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return False
        return True

    def _person(self) -> OfPerson:
        return OfPerson(DocumentType(str(self.document_type.currentData())), self.number.text().strip().upper())

    def _taken_pin(self) -> str:
        """Each word needs the PIN anew."""
        pin = self.pin.text()
        self.pin.clear()
        return pin

    def _chosen_record(self) -> str | None:
        """The waybill of the selected record; None stands for all of the person."""
        row = self.records.currentIndex().row()
        return str(self._records_model.index(row, 0).data()) if row >= 0 else None

    def _say(self, state: RetentionState) -> None:
        if state.failure is not None:
            self.line.say(Icon.STOP, str(words(state.failure.fault, state.failure.detail)), "bad")
        elif state.busy:
            self.line.say(Icon.BUSY, translate("retention", "正在查…"), "muted")
        elif state.done is not None:
            self.line.say(Icon.CHECK_CIRCLE, done_words(state.done), "good")
        elif state.found is not None:
            self.line.say(Icon.INFO, found_words(state.found), "accent")
        elif state.may_ask:
            told = translate("retention", "填证件号码和站长口令；选中一件再保留，就只留这一件")
            self.line.say(Icon.INFO, told, "muted")
        else:
            self.line.say(Icon.INFO, translate("retention", "查某个人的信息要站长登录"), "muted")

    def _show_status(self, status: RetentionStatus) -> None:
        rows = [
            (label_of(one.rule), term_words(one.rule), str(one.count.held), str(one.count.purged), one.rule.source)
            for one in status.classes
        ]
        rows += [(label_of(rule), term_words(rule), "—", "—", rule.source) for rule in status.kept]
        _fill(self._classes_model, rows)
        if status.counted_by is None:
            told = translate("retention", "还没有省系统的回执，什么也不清除")
        else:
            at = f"{self._local(status.counted_by):%Y-%m-%d %H:%M}"
            told = translate("retention", "期限从省系统的回执起算，算到 {time}；依法保留 {count} 项").format(
                time=at, count=status.legal_holds
            )
        self.counted.setText(told)

    def _show_found(self, found: HeldAboutPerson | None) -> None:
        rows = [
            (one.waybill_number, f"{self._local(one.accepted_at):%Y-%m-%d %H:%M}", part_words(one), record_words(one))
            for one in (found.records if found is not None else ())
        ]
        _fill(self._records_model, rows)

    def _set_up_tables(self, theme: Theme) -> None:
        self.classes.setModel(self._classes_model)
        self.records.setModel(self._records_model)
        self.classes.setAccessibleName(translate("retention", "各类信息"))
        self.records.setAccessibleName(translate("retention", "此人的记录"))
        longest = translate("retention", "{days} 天（设置项，未见法定期限）").format(days=1000)
        name = translate("retention", "证件头像、证件图片和人像照片")
        samples = {0: [name], 1: [longest], 2: ["000000"], 3: ["000000"]}
        set_columns(self.classes, theme, samples, rest=4, iconed=-1, gaps=2)
        part = translate("retention", "委托人或监护人")
        samples = {0: ["JD0000000000000-1-1"], 1: ["0000-00-00 00:00"], 2: [part]}
        set_columns(self.records, theme, samples, rest=3, iconed=-1, gaps=2)

    def _lay_out(self, theme: Theme) -> None:
        gap = theme.sizes.gap
        head = QHBoxLayout()
        head.addWidget(text_label("large", translate("retention", "个人信息留存")))
        head.addStretch(1)
        head.addWidget(self.counted)
        foot = card()
        grid = QGridLayout(foot)
        grid.setContentsMargins(gap * 2, gap, gap * 2, gap)
        grid.setSpacing(gap)
        fields = (self.document_type, self.number, self.pin, self.hold_reason, self.release_reason)
        for column, part in enumerate(fields):
            grid.addWidget(text_label("small", part.accessibleName()), 0, column)
            grid.addWidget(part, 1, column)
            grid.setColumnStretch(column, 1)
        grid.addWidget(self.line, 2, 0, 1, 2)
        for column, button in enumerate((self.ask, self.hold, self.release), start=2):
            grid.addWidget(button, 2, column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap * 2, gap, gap * 2, gap)
        layout.setSpacing(gap)
        layout.addLayout(head)
        layout.addWidget(self.classes, 3)
        layout.addWidget(self.records, 2)
        layout.addWidget(foot)


def _combo(name: str, entries: list[tuple[str, str]]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for code, label in entries:
        box.addItem(label, code)
    return box


def _model(*heads: str) -> QStandardItemModel:
    model = QStandardItemModel()
    model.setHorizontalHeaderLabels(list(heads))
    return model


def _fill(model: QStandardItemModel, rows: Sequence[tuple[str, ...]]) -> None:
    """The rows; left as they are where nothing has changed, so that the selection stays."""
    shown = [
        tuple(str(model.index(row, column).data()) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]
    if shown == list(rows):
        return
    model.removeRows(0, model.rowCount())
    for row in rows:
        model.appendRow([QStandardItem(text) for text in row])
