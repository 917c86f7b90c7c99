"""A list to read: its rows, its keys, and columns set once from what they may hold, so that none jumps."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.keys import key_press
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


class ListTable(QTableView):
    """Rows to read or open, not cells to edit; Tab leaves the list."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setMinimumHeight(theme.sizes.touch * 3)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """Letters look for nothing here: they are keys of the page around the list, as digits and signs are."""
        if key_press(event).character:
            event.ignore()
        else:
            super().keyPressEvent(event)
