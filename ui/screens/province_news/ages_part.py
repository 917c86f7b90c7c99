"""How old what we know of each kind is: one row for each, with what there is of it."""

from PySide6.QtWidgets import QGridLayout

from app.domain.province_news import NewsKind
from app.usecases.province_news_results import NewsBoard
from ui.screens.province_news.wording import freshness_words, held_words, kind_words
from ui.theme import Theme
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import card, text_label


class AgesPart:
    """A card with the four kinds."""

    def __init__(self, theme: Theme) -> None:
        self.card = card()
        grid = QGridLayout(self.card)
        gap = theme.sizes.gap
        grid.setContentsMargins(gap * 2, gap, gap * 2, gap)
        grid.setHorizontalSpacing(gap * 2)
        grid.setVerticalSpacing(gap // 2)
        grid.setColumnStretch(2, 1)
        self._held = {kind: text_label("muted") for kind in NewsKind}
        self.lines = {kind: StatusLine(theme, "") for kind in NewsKind}
        for row, kind in enumerate(NewsKind):
            grid.addWidget(text_label("", kind_words(kind)), row, 0)
            grid.addWidget(self._held[kind], row, 1)
            grid.addWidget(self.lines[kind], row, 2)

    def show_board(self, board: NewsBoard) -> None:
        """Show the ages of ``board``."""
        for age in board.ages:
            text, tone, icon = freshness_words(age)
            self.lines[age.kind].say(icon, text, tone)
            self._held[age.kind].setText(held_words(age.kind, board))
