"""How wide a table's columns are: set once from what they may hold, so that none jumps when rows come."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableView

from ui.theme import Theme


def set_columns(
    table: QTableView, theme: Theme, samples: Mapping[int, Sequence[str]], *, rest: int, iconed: int, gaps: int
) -> None:
    """Make each column as wide as the longest of its head and ``samples``, with ``gaps`` of the theme's gap beside it.

    Column ``rest`` takes what is left, column ``iconed`` has room for an icon, rows are as high as a finger.
    """
    header, metrics, model = table.horizontalHeader(), table.fontMetrics(), table.model()
    header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header.setSectionResizeMode(rest, QHeaderView.ResizeMode.Stretch)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    for column, texts in samples.items():
        head = str(model.headerData(column, Qt.Orientation.Horizontal))
        room = theme.sizes.icon if column == iconed else 0
        widest = max(metrics.horizontalAdvance(text) for text in (*texts, head))
        header.resizeSection(column, widest + room + gaps * theme.sizes.gap)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(theme.sizes.touch)
