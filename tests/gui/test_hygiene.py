"""The leak check itself: it has to bite."""

from threading import Event, Thread

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from tests.support.qt_hygiene import leaving_nothing_behind


@pytest.mark.usefixtures("qapp")
class TestLeaks:
    def test_a_running_timer_is_found(self) -> None:
        timer = QTimer()
        with pytest.raises(AssertionError, match="timers left running"), leaving_nothing_behind():
            timer.start(1000)
        timer.stop()

    def test_a_window_is_found(self) -> None:
        window = QWidget()
        with pytest.raises(AssertionError, match="windows left behind"), leaving_nothing_behind():
            window.show()
        window.close()

    def test_a_thread_is_found(self) -> None:
        stop = Event()
        thread = Thread(target=stop.wait, name="forgotten")
        with pytest.raises(AssertionError, match="forgotten"), leaving_nothing_behind():
            thread.start()
        stop.set()
        thread.join(5)

    def test_what_was_there_before_is_nobodys_leak(self) -> None:
        with leaving_nothing_behind():
            pass
