"""What a GUI test may not leave behind: threads, running timers, windows.

Invariants:
- A leak fails the test that made it, not one that happens to run later.
"""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

_NOT_OURS = ("QThread", "Dummy")
"""Prefixes of threads that Qt or the debugger start."""


def running_timers() -> list[str]:
    """The active timers that somebody still holds, by their owner's class."""
    return [
        type(timer.parent()).__name__ if timer.parent() is not None else "nobody"
        for timer in gc.get_objects()
        if isinstance(timer, QTimer) and _alive(timer) and timer.isActive()
    ]


def open_windows() -> list[str]:
    """The classes of top-level widgets that are still visible."""
    return [type(widget).__name__ for widget in QApplication.topLevelWidgets() if widget.isVisible()]


def threads() -> set[threading.Thread]:
    """The running threads that are ours."""
    return {thread for thread in threading.enumerate() if not thread.name.startswith(_NOT_OURS)}


@contextmanager
def leaving_nothing_behind() -> Iterator[None]:
    """Fail when what is in the block leaves a thread, a running timer or a window."""
    before = threads()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()
    gc.collect()
    leaked = {thread.name for thread in threads() - before}
    assert not leaked, f"threads left behind: {sorted(leaked)}"
    assert not open_windows(), f"windows left behind: {open_windows()}"
    assert not running_timers(), f"timers left running: {running_timers()}"


def _alive(timer: QTimer) -> bool:
    from shiboken6 import isValid

    return isValid(timer)
