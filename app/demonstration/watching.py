"""Letting the window live until something has happened."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer


class NothingHappenedError(Exception):
    """What was waited for did not come; ``what`` says what it was."""

    def __init__(self, what: str) -> None:
        super().__init__(f"waited in vain for: {what}")
        self.what = what


_LOOK_EVERY_MS = 2


def watch_until(happened: Callable[[], bool], what: str, *, seconds: float = 20.0) -> float:
    """Run the event loop until ``happened``; the answer is how long it took, in milliseconds.

    Raises NothingHappenedError.
    """
    began = time.perf_counter()
    if happened():
        return 0.0
    loop = QEventLoop()
    timer = QTimer()
    timer.setInterval(_LOOK_EVERY_MS)

    def look() -> None:
        if happened() or time.perf_counter() - began > seconds:
            loop.quit()

    timer.timeout.connect(look)
    timer.start()
    loop.exec()
    timer.stop()
    took = time.perf_counter() - began
    if not happened():
        raise NothingHappenedError(what)
    return took * 1000
