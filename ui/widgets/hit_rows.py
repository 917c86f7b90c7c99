"""The names that fit what is typed, each with its standing as an icon, a word and a colour.

Invariants:
- What must not be noticed has a number in place of its standing, and the look of nothing in particular.
- The chosen row is in sight, however little room there is.
"""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.domain.catalogue import Standing
from ui.icons import Icon
from ui.screens.acceptance.goods_state import ShownHit
from ui.screens.acceptance.goods_words import hit_details, hit_name, hit_standing
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.icon_label import IconLabel
from ui.widgets.styling import set_look, text_label

_LOOKS = {
    Standing.PROHIBITED: (Icon.STOP, "bad"),
    Standing.RESTRICTED: (Icon.WARNING, "warn"),
    Standing.ALLOWED: (Icon.CHECK_CIRCLE, "good"),
    None: (Icon.KEYBOARD, "muted"),
}
_UNNOTICED = (Icon.INFO, "muted")
"""For what must not be noticed, whatever its standing."""


_IN_SIGHT = 4
"""Rows that there is room for on the smallest screen."""


class HitRow(QPushButton):
    """One name."""

    def __init__(self, theme: Theme, place: int) -> None:
        super().__init__()
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(theme.sizes.touch)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._icon = IconLabel(theme, round(theme.sizes.body * 1.3))
        self._standing = text_label("strong")
        self._name = text_label("strong")
        self._details = ElidingLabel("muted")
        key = text_label("keycap", f"Alt+{place + 1}")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 2, 10, 2)
        layout.setSpacing(8)
        for part, stretch in ((self._icon, 0), (self._standing, 0), (self._name, 0), (self._details, 1), (key, 0)):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(part, stretch, Qt.AlignmentFlag.AlignVCenter)

    def show_hit(self, hit: ShownHit, *, chosen: bool) -> None:
        """Show the name; ``chosen`` is what Enter takes."""
        icon, tone = _UNNOTICED if hit.discreet else _LOOKS[hit.standing]
        self._icon.show_icon(icon, getattr(self._theme.palette, tone))
        standing, name, details = hit_standing(hit), hit_name(hit), hit_details(hit)
        self._standing.setText(standing)
        set_look(self._standing, "tone", tone)
        self._name.setText(name)
        self._details.say(details)
        set_look(self, "chosen", "true" if chosen else "false")
        mark = translate("goods", "已选中") if chosen else ""
        self.setAccessibleName(" ".join(part for part in (standing, name, details, mark) if part))


class HitRows(QScrollArea):
    """``chosen`` tells a row's place."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, most: int) -> None:
        super().__init__()
        self._rows = [HitRow(theme, place) for place in range(most)]
        inside = QWidget()
        self.setWidget(inside)
        for drawn in (inside, self.viewport()):
            drawn.setAutoFillBackground(False)  # the panel's own ground shows through
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(_IN_SIGHT * theme.sizes.touch)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for place, row in enumerate(self._rows):
            row.clicked.connect(partial(self.chosen.emit, place))
            row.hide()
            layout.addWidget(row)
        layout.addStretch(1)

    def show_hits(self, hits: tuple[ShownHit, ...], chosen: int) -> None:
        """Show these, the first at the top."""
        for place, row in enumerate(self._rows):
            if place < len(hits):
                row.show_hit(hits[place], chosen=place == chosen)
            row.setVisible(place < len(hits))
        if chosen < len(hits):
            self.ensureWidgetVisible(self._rows[chosen], 0, 0)
