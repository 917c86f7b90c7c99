"""Knows when a window was painted for the first time: what is heavy waits for that."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer


class FirstPaint(QObject):
    """Calls ``then`` once, right after the first paint of ``watched``."""

    def __init__(self, watched: QObject, then: Callable[[], None]) -> None:
        super().__init__()
        self._watched = watched
        self._then = then
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._done)
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 # Qt's name
        """Wait for the paint, and let it happen first."""
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._timer.start(0)
        return False

    def forget(self) -> None:
        """The window closes: nothing is to come any more."""
        self._watched.removeEventFilter(self)
        self._timer.stop()

    def _done(self) -> None:
        self._then()
