"""Which key does what, as data: the settings may put other keys on the same actions (``app.key_bindings``).

Invariants:
- A key stands for one action at most; :class:`KeyTable` refuses a table where it does not.
- Keys are named as Qt's portable text names them ("F2", "Ctrl+W"); Enter of the number pad and Return are both "Enter".
- A key that is held down is pressed once: only moving and erasing go on (:func:`is_held`).
- Reading a key event looks at nothing but the event: who owns the focus decides elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from app.key_actions import DEFAULT_KEYS as DEFAULT_KEYS
from app.key_actions import Action as Action
from ui.texts import translate


@dataclass(frozen=True, slots=True)
class KeyTable:
    """Keys by action. Raises ValueError for a key that stands twice."""

    keys: Mapping[Action, tuple[str, ...]] = field(default_factory=lambda: DEFAULT_KEYS)

    def __post_init__(self) -> None:
        names = [name for names in self.keys.values() for name in names]
        if len(set(names)) != len(names):
            raise ValueError("one key stands for two actions")

    def action_of(self, key: str) -> Action | None:
        """What the named key does."""
        return next((action for action, names in self.keys.items() if key in names), None)

    def label(self, action: Action) -> str:
        """The key to print on a button: the action's first, in the words of the screen."""
        return shown_key(self.keys[action][0])


def shown_key(name: str) -> str:
    """A key's name as it stands on a keyboard, or as people call it."""
    match name:
        case "Space":
            return translate("keys", "空格")
        case "Backspace":
            return translate("keys", "退格")
        case _:
            return {"Ins": "Insert"}.get(name, name).replace("Del", "Delete")


@dataclass(frozen=True, slots=True)
class KeyPress:
    """A key as presenters see it: its name, and the character it types ("" when it types none)."""

    name: str
    character: str


_GOES_ON = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Backspace})
"""Keys that are held down on purpose."""


def is_held(event: QKeyEvent) -> bool:
    """Whether the keyboard repeats a key that must count once: who holds Enter has not confirmed anything twice."""
    return event.isAutoRepeat() and event.key() not in _GOES_ON


def key_press(event: QKeyEvent) -> KeyPress:
    """Read a key event. Shift is left out of the name of a key that types a character ("+" is "+", never "Shift++")."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    character = event.text() if event.text().isprintable() and not event.text().isspace() else ""
    if modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
        character = ""
    if character:
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    name = QKeySequence(int(event.key()) | modifiers.value).toString(QKeySequence.SequenceFormat.PortableText)
    return KeyPress({"Return": "Enter"}.get(name, name), character)
