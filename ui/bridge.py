"""The only way from another thread into Qt: a locked queue and one signal without arguments.

Invariants:
- Calls run on the thread that made the bridge (the main thread), in the order in which they were posted.
- No Python object ever travels inside a cross-thread signal: such objects have lost references and crashed in some
  releases of the bindings (PySide6 6.12 on Python 3.11 loses one reference per emit).
- At most one signal is under way at any time, however many calls wait.
- After ``close`` has returned nothing runs any more; calls that come later are dropped.
- One drain runs only what was waiting when it began, so that a busy device cannot starve the window.
"""

from collections import deque
from collections.abc import Callable
from threading import Lock
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

Value = TypeVar("Value")
Call = Callable[[], None]


class Bridge(QObject):
    """Carries calls to the main thread. ``post`` and ``close`` may be used from any thread."""

    _arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = Lock()  # guards _calls, _signalled and _closed
        self._calls: deque[Call] = deque()
        self._signalled = False
        self._closed = False
        self._arrived.connect(self._drain, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Call) -> bool:
        """Run ``call`` on the main thread soon. False when the bridge is closed and the call was dropped."""
        with self._lock:
            if self._closed:
                return False
            self._calls.append(call)
            self._signal_once()
        return True

    def carried(self, listener: Callable[[Value], None]) -> Callable[[Value], None]:
        """A listener for any thread that calls ``listener`` on the main thread."""

        def post(value: Value) -> None:
            self.post(lambda: listener(value))

        return post

    def close(self) -> None:
        """Drop what waits and take nothing more."""
        with self._lock:
            self._closed = True
            self._calls.clear()

    def _signal_once(self) -> None:
        # Under the lock on purpose: a queued emit only posts an event, and close() must not pass in between.
        if not self._signalled:
            self._signalled = True
            self._arrived.emit()

    @Slot()
    def _drain(self) -> None:
        with self._lock:
            self._signalled = False
            waiting = len(self._calls)
        try:
            for _ in range(waiting):
                call = self._next()
                if call is None:
                    return
                call()
        finally:
            # Also after a call that raised: those behind it must not wait for the next post.
            with self._lock:
                if self._calls:
                    self._signal_once()

    def _next(self) -> Call | None:
        with self._lock:
            return self._calls.popleft() if self._calls else None
