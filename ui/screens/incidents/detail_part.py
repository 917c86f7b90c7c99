"""What the selected row is about, where there is nothing to fill in: a frozen waybill, a reported incident, a number.

Invariants:
- A discreet incident shows its number and the key that shows the rest, nothing else.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.domain.incident import Incident
from app.domain.policy import Policy
from app.inspection_ports import Hold, StoppedParcel
from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.screens.incidents.state import HoldRow, OpenRow, ReportedRow, Row
from ui.screens.incidents.wording import RowLook, hold_words, incident_words, is_discreet, stopped_lines
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.empty_lane import EmptyLane
from ui.widgets.key_button import KeyButton
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import text_label


class DetailPart(QFrame):
    """``asked`` carries the action of the one button there may be."""

    asked = Signal(object)

    def __init__(self, theme: Theme, policy: Policy, keys: KeyTable, local: Callable[[datetime], datetime]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._policy = policy
        self._local = local
        none = translate("incidents", "没有待上报的异常件，也没有冻结的运单")
        self._empty = EmptyLane(theme, Icon.CHECK_CIRCLE, none)
        self._title = text_label("large", wraps=True)
        self._look = StatusLine(theme, "title")
        self._lines = text_label("", wraps=True)
        self._release = KeyButton(theme, translate("incidents", "站长放行"), keys.label(Action.SUPERVISOR))
        self._reveal = KeyButton(theme, translate("incidents", "显示内容"), keys.label(Action.CONFIRM))
        self._release.clicked.connect(partial(self.asked.emit, Action.SUPERVISOR))
        self._reveal.clicked.connect(partial(self.asked.emit, Action.CONFIRM))
        gap = theme.sizes.gap
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        layout.setSpacing(gap)
        layout.addWidget(self._empty, 1)
        for part in (self._title, self._look, self._lines):
            layout.addWidget(part)
        for button in (self._release, self._reveal):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(0)

    def show_row(self, row: Row | None, look: RowLook | None, *, revealed: bool = False) -> None:
        """Show what ``row`` is about; None: there is none."""
        match row:
            case HoldRow(hold, parcels):
                title, lines = hold.waybill_number, self._hold_lines(hold, parcels)
            case OpenRow(incident) | ReportedRow(incident):
                title = incident_words(self._policy, incident, revealed=revealed)
                hides = is_discreet(self._policy, incident) and not revealed
                lines = [] if hides else self._incident_lines(incident)
            case None:
                title, lines = "", []
        self._empty.setVisible(row is None)
        self._title.setText(title)
        self._lines.setText("\n".join(lines))
        self._look.setVisible(look is not None)
        if look is not None:
            self._look.say(look.icon, look.words, look.tone if look.tone != "calm" else "muted")
        self._release.setVisible(isinstance(row, HoldRow))
        self._reveal.setVisible(
            isinstance(row, OpenRow | ReportedRow) and is_discreet(self._policy, row.incident) and not revealed
        )

    def _hold_lines(self, hold: Hold, parcels: tuple[StoppedParcel, ...]) -> list[str]:
        at = f"{self._local(hold.placed_at):%m-%d %H:%M}"
        return [
            hold_words(self._policy, hold),
            translate("incidents", "{at} 由 {clerk} 冻结").format(at=at, clerk=hold.placed_by),
            *stopped_lines(parcels, self._local),
            translate("incidents", "不能收寄，不能交接；查清之后由站长放行"),
        ]

    def _incident_lines(self, incident: Incident) -> list[str]:
        form, at = incident.form, incident.reported_at
        lines = [translate("incidents", "运单号：{number}").format(number=incident.waybill_number or "—")]
        if form.name:
            found = translate("incidents", "发现：{name}，数量 {count}")
            lines.append(found.format(name=form.name, count=form.quantity))
        if at is not None:
            when = f"{self._local(at):%m-%d %H:%M}"
            lines.append(translate("incidents", "{at} 已上报").format(at=when))
        return lines
