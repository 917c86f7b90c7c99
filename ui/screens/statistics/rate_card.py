"""One rate, large: the share, how many of how many, whether the target is reached, and what is counted over what."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.domain.policy import Policy
from app.domain.statistics import RateCode
from app.usecases.statistics import StatisticsReport
from ui.language import label_of
from ui.screens.statistics.wording import (
    NONE,
    count_words,
    definition_words,
    note_words,
    share_words,
    target_words,
)
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.icon_label import IconLabel
from ui.widgets.styling import set_look, text_label


class RateCard(QFrame):
    """Shows one of the three rates of a report."""

    def __init__(self, theme: Theme, policy: Policy, code: RateCode) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._theme, self._code = theme, code
        self._rule = policy.statistics.rate(code)
        self._icon = IconLabel(theme)
        self._target = text_label("strong")
        self.share = text_label("huge", NONE)
        self._counts = text_label("title")
        self._note = text_label("small")
        self._definition = text_label("muted", definition_words(policy, code), wraps=True)
        self._lay_out(label_of(self._rule))

    def show_report(self, report: StatisticsReport | None) -> None:
        """Show this report's rate; None while there is no report."""
        if report is None:
            for label in (self.share, self._counts, self._note, self._target):
                label.setText("")
            self._icon.clear()
            return
        rate = report.total.rate(self._code)
        said = target_words(rate, self._rule.target)
        self.share.setText(share_words(rate))
        counts = translate("statistics", "{counted} / {all} 件")
        self._counts.setText(counts.format(counted=count_words(rate.counted), all=count_words(rate.out_of)))
        self._note.setText(note_words(self._code, report))
        self._icon.show_icon(said.icon, getattr(self._theme.palette, said.tone))
        self._target.setText(said.text)
        set_look(self._target, "tone", said.tone)
        words = (self.share, self._counts, self._target, self._note, self._definition)
        self.setAccessibleName(label_of(self._rule))
        self.setAccessibleDescription("；".join(label.text() for label in words))

    def _lay_out(self, name: str) -> None:
        gap = self._theme.sizes.gap
        head = QHBoxLayout()
        head.setSpacing(gap // 2)
        head.addWidget(text_label("title", name))
        head.addStretch(1)
        head.addWidget(self._icon)
        head.addWidget(self._target)
        numbers = QHBoxLayout()
        numbers.setSpacing(gap * 2)
        numbers.addWidget(self.share)
        numbers.addWidget(self._counts)
        numbers.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap * 2, gap, gap * 2, gap)
        layout.setSpacing(gap // 4)
        layout.addLayout(head)
        layout.addLayout(numbers)
        layout.addWidget(self._note)
        layout.addWidget(self._definition)
        layout.addStretch(1)
