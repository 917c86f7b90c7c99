"""The timeline of outages, and what was told about the chosen one with its receipts.

Invariants:
- Rows are rebuilt only when they differ, so that what is chosen stays chosen.
"""

from datetime import datetime

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.outage import Interruption, PlannedOutage
from app.domain.policy import Policy
from app.usecases.outage_results import OutageEntry
from ui.models.identified_rows import fill_rows, id_at, rows_model, select_row
from ui.screens.outages.state import OutagesPage
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.list_table import ListTable, set_columns
from ui.widgets.styling import text_label
from ui.wording.outages import (
    Local,
    cause_words,
    filing_words,
    kind_of_outage,
    measure_words,
    receipt_words,
    scope_words,
    standing_words,
)

_TIME = "00-00 00:00"


class TimelinePart(QWidget):
    """``chosen`` carries an outage's id, ``filing_chosen`` a message's."""

    chosen = Signal(str)
    filing_chosen = Signal(str)

    def __init__(self, theme: Theme, policy: Policy, local: Local) -> None:
        super().__init__()
        self._policy = policy
        self._local = local
        self.outages = ListTable(theme)
        self.filings = ListTable(theme)
        self._outages_model = rows_model(
            translate("outages", "开始"),
            translate("outages", "类别"),
            translate("outages", "原因"),
            translate("outages", "进展"),
        )
        self._filings_model = rows_model(
            translate("outages", "时间"),
            translate("outages", "通知或报告"),
            translate("outages", "报告人"),
            translate("outages", "回执"),
        )
        self._facts = text_label("", wraps=True)
        self._set_up(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.sizes.gap)
        layout.addWidget(self.outages, 3)
        layout.addWidget(self._facts)
        layout.addWidget(self.filings, 2)

    def show_state(self, state: OutagesPage) -> None:
        """Show the timeline of ``state``."""
        if state.board is None or state.now is None:
            return
        now = state.now
        rows = [(entry.subject_id, self._outage_row(entry, now)) for entry in state.board.entries]
        fill_rows(self._outages_model, rows)
        select_row(self.outages, self._outages_model, state.chosen)
        entry = state.entry
        self._facts.setText(self._facts_of(entry) if entry is not None else "")
        self._facts.setVisible(entry is not None)
        filings = entry.filings if entry is not None else ()
        fill_rows(
            self._filings_model,
            [
                (
                    filed.told.message_id,
                    (
                        self._time(filed.told.filed_at),
                        filing_words(filed.told.filing),
                        filed.told.clerk or translate("outages", "终端自动"),
                        receipt_words(filed, self._local),
                    ),
                )
                for filed in reversed(filings)
            ],
        )
        newest = filings[-1].told.message_id if filings else None
        select_row(self.filings, self._filings_model, state.filing or newest)

    def take_focus(self) -> None:
        """The keys go to the timeline."""
        self.outages.setFocus(Qt.FocusReason.OtherFocusReason)

    def _outage_row(self, entry: OutageEntry, now: datetime) -> tuple[str, ...]:
        outage = entry.outage
        cause = cause_words(outage.form.cause, self._policy)
        return self._time(entry.begins_at), kind_of_outage(outage), cause, standing_words(outage, now)

    def _facts_of(self, entry: OutageEntry) -> str:
        outage = entry.outage
        lines = [
            self._times_of(outage),
            translate("outages", "范围：{scope}").format(scope=scope_words(outage.form.scope)),
        ]
        measures = measure_words(outage.form.measures, self._policy)
        if measures:
            lines.append(
                translate("outages", "措施：{measures}").format(measures=translate("outages", "；").join(measures))
            )
        if outage.form.words:
            lines.append(outage.form.words)
        return "\n".join(lines)

    def _times_of(self, outage: Interruption | PlannedOutage) -> str:
        if isinstance(outage, PlannedOutage):
            return translate("outages", "计划 {begins} 至 {ends}").format(
                begins=self._time(outage.begins_at), ends=self._time(outage.ends_at)
            )
        told = translate("outages", "{begins} 起没有送达，{noticed} 发现").format(
            begins=self._time(outage.began_at), noticed=self._time(outage.noticed_at)
        )
        if outage.restored_at is not None:
            told += translate("outages", "，{restored} 恢复连通").format(restored=self._time(outage.restored_at))
        if outage.ended_at is not None:
            told += translate("outages", "，{ended} 补传完毕").format(ended=self._time(outage.ended_at))
        return told

    def _time(self, moment: datetime) -> str:
        return f"{self._local(moment):%m-%d %H:%M}"

    def _set_up(self, theme: Theme) -> None:
        self.outages.setModel(self._outages_model)
        self.filings.setModel(self._filings_model)
        self.outages.setAccessibleName(translate("outages", "中断和通知"))
        self.filings.setAccessibleName(translate("outages", "通知、报告和回执"))
        kinds = [translate("outages", "计划停用"), translate("outages", "发生中断")]
        standing = translate("outages", "已恢复，迟报 {count} 条").format(count=10_000)
        set_columns(self.outages, theme, {0: [_TIME], 1: kinds, 3: [standing]}, rest=2, iconed=-1, gaps=4)
        receipt = translate("outages", "已回执 {time}").format(time=_TIME)
        people = [translate("outages", "终端自动")]
        set_columns(self.filings, theme, {0: [_TIME], 2: people, 3: [receipt]}, rest=1, iconed=-1, gaps=4)
        self.outages.selectionModel().currentRowChanged.connect(self._outage_chosen)
        self.filings.selectionModel().currentRowChanged.connect(self._filing_chosen)

    @Slot(QModelIndex)
    def _outage_chosen(self, current: QModelIndex) -> None:
        found = id_at(self._outages_model, current)
        if found is not None:
            self.chosen.emit(found)

    @Slot(QModelIndex)
    def _filing_chosen(self, current: QModelIndex) -> None:
        found = id_at(self._filings_model, current)
        if found is not None:
            self.filing_chosen.emit(found)
