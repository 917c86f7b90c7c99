"""The risk now: its level, and for each reason what is the matter, what happens when, and what to do.

Invariants:
- The gravest reasons are shown first; what does not fit is reached by scrolling, never cut.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.interruption import Assessment, Reason
from ui.icons import Icon
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.icon_label import IconLabel
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import card, set_look, text_label
from ui.wording.outages import Local, level_words, reason_words


class RiskPart(QWidget):
    """Draws an :class:`Assessment`."""

    def __init__(self, theme: Theme, local: Local) -> None:
        super().__init__()
        self._theme = theme
        self._local = local
        self._shown: Assessment | None = None
        self._icon = IconLabel(theme, theme.sizes.icon)
        self._level = text_label("title", wraps=True)
        self._at = text_label("muted")
        self._reasons = QVBoxLayout()
        self._reasons.setSpacing(theme.sizes.gap)
        self._lay_out()

    def show_risk(self, assessment: Assessment | None) -> None:
        """Show it; None before anything is known."""
        if assessment is None or assessment == self._shown:
            return
        self._shown = assessment
        word, tone, icon = level_words(assessment.level)
        self._icon.show_icon(icon, getattr(self._theme.palette, tone))
        self._level.setText(translate("outages", "数据中断风险：{level}").format(level=word))
        set_look(self._level, "tone", tone)
        time = f"{self._local(assessment.at):%H:%M}"
        self._at.setText(translate("outages", "{time} 的情况").format(time=time))
        self._clear()
        for reason in assessment.reasons:
            self._reasons.addWidget(self._reason(reason))
        if not assessment.reasons:
            well = StatusLine(self._theme, "")
            well.say(Icon.CHECK_CIRCLE, translate("outages", "记录都在按时送达，没有要担心的"), "good")
            self._reasons.addWidget(well)
        self._reasons.addStretch(1)

    def _reason(self, reason: Reason) -> QFrame:
        told = reason_words(reason, self._local)
        _, tone, icon = level_words(reason.level)
        frame = card("inset")
        column = QVBoxLayout(frame)
        gap = self._theme.sizes.gap
        column.setContentsMargins(gap, gap // 2, gap, gap // 2)
        column.setSpacing(2)
        why = StatusLine(self._theme, "strong")
        why.say(icon, told.why, tone)
        column.addWidget(why)
        if told.then:
            column.addWidget(text_label("muted", told.then, wraps=True))
        column.addWidget(text_label("", told.todo, wraps=True))
        return frame

    def _clear(self) -> None:
        while (item := self._reasons.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _lay_out(self) -> None:
        gap = self._theme.sizes.gap
        head = QHBoxLayout()
        head.setSpacing(gap // 2)
        head.addWidget(self._icon)
        head.addWidget(self._level, 1)
        head.addWidget(self._at)
        inside = QWidget()
        inside.setLayout(self._reasons)
        self._reasons.setContentsMargins(0, 0, gap // 2, 0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        for ground in (scroll.viewport(), inside):
            ground.setAutoFillBackground(False)  # the card's own shows
        never = StatusLine(self._theme, "")
        never.say(Icon.LOCK, translate("outages", "断网时照常查验证件、验视、登记：没有放宽这一说"), "muted")
        frame = card()
        column = QVBoxLayout(frame)
        column.setContentsMargins(gap * 2, gap, gap * 2, gap)
        column.setSpacing(gap)
        column.addLayout(head)
        column.addWidget(scroll, 1)
        column.addWidget(never)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)
