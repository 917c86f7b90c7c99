"""A window for a typing scanner to type into; run by ``test_typing_scanner`` on a display of its own.

Prints one JSON object a line: the window's id first, then each scan, each change of the field, each click. With the
argument ``latin`` the field is the one that no input method gets into.
"""

import json
import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from devices.scanner.wedge import WedgeSettings
from ui.wedge_filter import WedgeFilter
from ui.widgets.latin_line_edit import LatinLineEdit

SETTINGS = WedgeSettings(threshold=0.1)
"""Seconds between keys: wide, for a busy machine lets even a scanner pause."""


def tell(what: str, value: object) -> None:
    """One line for the test."""
    print(json.dumps({what: value}), flush=True)  # noqa: T201 - the test reads it


def main() -> int:
    """Show the window until it is closed."""
    application = QApplication(sys.argv[:1])
    window = QWidget()
    field = LatinLineEdit() if "latin" in sys.argv[1:] else QLineEdit()
    button = QPushButton("press me not")
    field.textChanged.connect(lambda text: tell("field", text))
    button.clicked.connect(lambda: tell("clicked", "yes"))
    layout = QVBoxLayout(window)
    layout.addWidget(field)
    layout.addWidget(button)
    wedge = WedgeFilter(lambda scan: tell("scan", scan.text), SETTINGS, parent=application)
    application.installEventFilter(wedge)
    application.focusWindowChanged.connect(lambda focused: tell("focused", focused is not None))
    window.show()
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    tell("window", int(window.winId()))
    return application.exec()


if __name__ == "__main__":
    raise SystemExit(main())
