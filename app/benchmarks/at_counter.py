"""A signed-in counter in a real window, and clocks that watch it: when it was painted, how long it stood still."""

import os
import secrets
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.demonstration.weak_link import WeakLink
    from app.desktop import Desktop
    from app.training import TrainingWorld

_BEAT_MS = 5


@contextmanager
def counter() -> "Iterator[tuple[Desktop, TrainingWorld, WeakLink]]":
    """A signed-in counter on the offscreen platform, in a throw-away folder."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from app.demonstration.clerk import ScriptedClerk
    from app.demonstration.weak_link import WeakLink
    from app.desktop import Desktop
    from app.paths import Home
    from app.qt_messages import log_qt_messages
    from app.settings import Settings
    from app.training import TrainingWorld
    from sync.words import Environment

    log_qt_messages()
    application = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise TypeError("a QApplication is needed")
    with tempfile.TemporaryDirectory(prefix="yanqi-bench-") as folder:
        home = Home(Path(folder), Environment.TRAINING)
        with TrainingWorld(home.province) as world, WeakLink(world.province.url) as link:
            world.reach_province_at(link.url)
            passphrase = secrets.token_urlsafe(24)
            desktop = Desktop(application, home, Settings(silent=True), world=world, passphrase=passphrase)
            try:
                desktop.shell.resize(1366, 768)
                desktop.show(maximized=False)
                ScriptedClerk(desktop, world, None, seed=1).sign_in()
                yield desktop, world, link
            finally:
                desktop.close()


class PaintClock:
    """When any of ``widgets`` was painted last, by ``time.monotonic()``."""

    def __init__(self, widgets: "Sequence[QWidget]") -> None:
        from PySide6.QtCore import QEvent, QObject

        class Watch(QObject):
            def eventFilter(inner, _watched: QObject, event: QEvent) -> bool:  # noqa: N802, N805 # Qt's name; self is ours
                if event.type() is QEvent.Type.Paint:
                    self.last = time.monotonic()
                return False

        self.last = 0.0
        self._watch = Watch()
        self._watched = list(widgets)
        for widget in self._watched:
            widget.installEventFilter(self._watch)

    def stop(self) -> None:
        """Stop looking."""
        for widget in self._watched:
            widget.removeEventFilter(self._watch)


class Heart:
    """Beats on the main thread's event loop; a gap between two beats is a standstill. Begins when it is made."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._beats: list[float] = []
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(lambda: self._beats.append(time.perf_counter()))
        self._timer.start()

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()

    @property
    def beats(self) -> int:
        """How many there were."""
        return len(self._beats)

    @property
    def longest_ms(self) -> float:
        """The longest standstill."""
        gaps = [later - earlier for earlier, later in pairwise(self._beats)]
        return max(gaps, default=0.0) * 1000 - _BEAT_MS
