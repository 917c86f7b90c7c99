"""The left of the device page: a row for each place, with its device and how that is."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.device_board import DeviceRole, Place
from ui.screens.devices.state import DevicesPage, Proof
from ui.screens.devices.wording import proof_words, role_words, standing, unused_words
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.eliding_label import ElidingLabel
from ui.widgets.key_button import KeyButton
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import set_look, text_label


class RolesPart(QWidget):
    """``buttons`` are the rows, by place; ``keys`` leads to the keys."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        gap = theme.sizes.gap
        self.buttons = {role: RoleRow(theme, role, str(number)) for number, role in enumerate(DeviceRole, 1)}
        self.keys_key = str(len(DeviceRole) + 1)
        self.keys = KeyButton(theme, translate("devicepage", "按键、脚踏板和小键盘"), self.keys_key)
        self.unused = text_label("muted", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        for row in self.buttons.values():
            column.addWidget(row)
        column.addWidget(self.keys)
        column.addWidget(self.unused)
        column.addStretch(1)

    def show_state(self, state: DevicesPage, *, binding: bool) -> None:
        """Show ``state``; while keys are bound no place is chosen."""
        self.keys.set_chosen(binding)
        for role, row in self.buttons.items():
            place = state.board.place(role) if state.board is not None else None
            row.show_place(place, state.proofs.get(role), chosen=role is state.role and not binding)
        self.unused.setText(unused_words(state.board) if state.board is not None else "")


class RoleRow(QPushButton):
    """One place: its key, its name, how its device is, what that is called, and where it is or what it brought."""

    def __init__(self, theme: Theme, role: DeviceRole, key: str) -> None:
        super().__init__()
        self.setProperty("kind", "plain")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        gap = theme.sizes.gap
        self._name = text_label("strong", role_words(role))
        self._standing = StatusLine(theme, "strong")
        self._device = ElidingLabel("small")
        grid = QGridLayout(self)
        grid.setContentsMargins(gap, gap // 2, gap, gap // 2)
        grid.setHorizontalSpacing(gap)
        grid.setVerticalSpacing(2)
        keycap = text_label("keycap", key)
        grid.addWidget(keycap, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self._name, 0, 1)
        grid.addWidget(self._standing, 0, 2)
        grid.addWidget(self._device, 1, 1, 1, 2)
        grid.setColumnStretch(2, 1)
        for part in (keycap, self._name, self._standing, self._device):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleDescription(key)

    @property
    def says(self) -> str:
        """All that the row says."""
        return f"{self._name.text()} {self._standing.text} {self._device.whole}".strip()

    def show_place(self, place: Place | None, proof: Proof | None, *, chosen: bool) -> None:
        """Show it; None before the first look, and while its device has brought nothing."""
        set_look(self, "chosen", "true" if chosen else "false")
        if place is not None:
            words = standing(place)
            self._standing.say(words.icon, words.text, words.tone)
            second = proof_words(proof) if proof is not None else place.address
            self._device.say(" · ".join(text for text in (place.name, second) if text))
        self.setAccessibleName(f"{self.says} ✓" if chosen else self.says)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """What is in it needs."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A long address gives way."""
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()
