"""A Qt application without a screen, for a command that only lays out and draws."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def application() -> Iterator[None]:
    """One is there in the block; who has one already keeps it."""
    from PySide6.QtGui import QGuiApplication

    if QGuiApplication.instance() is not None:
        yield
        return
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    made = QGuiApplication(sys.argv[:1])
    try:
        yield
    finally:
        del made
