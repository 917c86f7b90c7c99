"""What goes out next, in its order: kind, masked waybill, how long it has waited, and why."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models.words_model import WordsModel
from ui.screens.statistics.page_table import PageTable
from ui.screens.sync.order_wording import order_table, order_words
from ui.screens.sync.state import SyncPage
from ui.screens.sync.wording import Local
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.list_table import set_columns
from ui.widgets.styling import card, text_label

_WIDEST_WAYBILL = "YT00000000000000"


class OrderPart(QWidget):
    """A list to read."""

    def __init__(self, theme: Theme, local: Local) -> None:
        super().__init__()
        self._local = local
        self.model = WordsModel(order_table(SyncPage(), local))
        self.table = PageTable(theme)
        self.table.setAccessibleName(translate("syncpage", "先后次序"))
        self.table.setModel(self.model)
        kinds = [translate("syncpage", "中断报告"), translate("syncpage", "抽查答复")]
        ages = [translate("outages", "{days} 天 {hours} 小时").format(days=30, hours=23)]
        set_columns(self.table, theme, {0: kinds, 1: [_WIDEST_WAYBILL], 2: ages}, rest=3, iconed=-1, gaps=2)
        self.words = text_label("muted", wraps=True)
        frame = card()
        gap = theme.sizes.gap
        column = QVBoxLayout(frame)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(gap)
        column.addWidget(self.table, 1)
        column.addWidget(self.words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)

    def show_state(self, state: SyncPage) -> None:
        """Show ``state``."""
        self.model.show_table(order_table(state, self._local))
        nothing = state.board is not None and self.model.rowCount() == 0
        self.words.setText(translate("syncpage", "没有等着送的") if nothing else order_words(state.board))
