"""The inspection label on the screen, with its QR, where no printer took it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QHBoxLayout

from app.usecases.inspection_label import MarkedParcel
from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.screens.acceptance.label_paper import sheet_of
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.panels import Panel
from ui.widgets.sheet_preview import SheetPreview


class LabelPanel(Panel):
    """Shows what a label printer would have put on the label."""

    def __init__(self, theme: Theme, keys: KeyTable, local: Callable[[datetime], datetime]) -> None:
        line = translate("panel", "没有打印出来：可存成 PDF 另行打印，或把短码写在面单上；二维码可以直接扫屏幕查验")
        super().__init__(theme, keys, Icon.WAYBILL, translate("panel", "上一件的验视标识"), line, fills=True)
        self._local = local
        self._shown: MarkedParcel | None = None
        self.preview = SheetPreview(theme)
        again = KeyButton(theme, translate("panel", "再打印"), keys.label(Action.PRINT_LABEL))
        again.clicked.connect(partial(self.asked.emit, Action.PRINT_LABEL))
        save = KeyButton(theme, translate("panel", "存成 PDF"), keys.label(Action.SAVE))
        save.clicked.connect(partial(self.asked.emit, Action.SAVE))
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.sizes.gap)
        buttons.addWidget(again)
        buttons.addWidget(save)
        buttons.addStretch(1)
        self.content.addWidget(self.preview, 1)
        self.content.addLayout(buttons)

    def show_label(self, marked: MarkedParcel | None) -> None:
        """Draw this label; None: the panel is closed."""
        if marked is not None and marked != self._shown:
            self.preview.show_sheet(sheet_of(marked, self._local))
        self._shown = marked
