"""The window: its first paint, its answer to a scan, and its longest standstill under load.

Invariants:
- The real window on the offscreen platform, with the simulated devices on their wire and the province as a process.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.benchmarks.figures import Figure, Sense

if TYPE_CHECKING:
    from app.benchmarks.at_counter import PaintClock
    from app.desktop import Desktop
    from app.events import SyncStatus

ROOT = Path(__file__).resolve().parents[2]

STARTS = 9
SCANS = 200
RECORDS = 1000

_BARE = """
import os, sys, time
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            sys.stdout.write(str(time.time())); sys.stdout.flush(); os._exit(0)
        return False
application = QApplication([])
window = QMainWindow()
watch = Watch()
window.installEventFilter(watch)
window.resize(1366, 768)
window.show()
application.exec()
"""

_OURS = """
import os, sys, time
from pathlib import Path
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from app.desktop import Desktop
from app.paths import Home
from app.settings import Settings
from sync.words import Environment
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            sys.stdout.write(str(time.time())); sys.stdout.flush(); os._exit(0)
        return False
application = QApplication([])
desktop = Desktop(application, Home(Path(sys.argv[1]), Environment.PRODUCTION), Settings(silent=True, camera=""))
watch = Watch()
desktop.shell.installEventFilter(watch)
desktop.shell.resize(1366, 768)
desktop.show(maximized=False)
application.exec()
"""


def paint() -> list[Figure]:
    """From the start of the process to the first paint, warm; ours over a bare QMainWindow. Starts alternate."""
    with tempfile.TemporaryDirectory(prefix="yanqi-bench-") as folder:
        for program in (_BARE, _OURS):
            _start(program, folder)  # warms the caches of the disk and of Python
        pairs = [(_start(_OURS, folder), _start(_BARE, folder)) for _ in range(STARTS)]
    ours = statistics.median(pair[0] for pair in pairs)
    bare = statistics.median(pair[1] for pair in pairs)
    return [
        Figure(
            name="paint",
            what="window up, first paint, warm; over a bare QMainWindow",
            value=round(ours / bare, 3),
            unit="x",
            sense=Sense.AT_MOST,
            to_reach=2.0,
            ours=f"{ours * 1000:.0f} ms",
            limit=f"{bare * 1000:.0f} ms",
        )
    ]


def _start(program: str, folder: str) -> float:
    began = time.time()
    done = subprocess.run(  # noqa: S603 # this module's own programs
        [sys.executable, "-c", program, folder],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "*=false"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    return float(done.stdout) - began


def scan() -> list[Figure]:
    """From the scanner's bytes to the painted answer: every scan is seen on the waybill lane or in the notice."""
    from app.benchmarks.at_counter import PaintClock, counter
    from app.demonstration.watching import watch_until

    took: list[float] = []
    with counter() as (desktop, world, _link):
        painted = PaintClock([desktop.window.acceptance_view.notice_bar, desktop.window.acceptance_view.waybill_lane])
        for number in range(SCANS):
            waybill = f"YT{number:013d}"
            began = time.monotonic()
            world.scanner.scan(waybill)
            watch_until(partial(_answered, desktop, painted, waybill, began), "the answer to a scan")
            took.append(painted.last - began)
            if number % 2:
                # the other waybill is not taken yet: it is scanned a second time, as the notice asks
                world.scanner.scan(waybill)
                watch_until(partial(_stands, desktop, waybill), "the waybill replaced")
        painted.stop()
    ordered = sorted(took)
    p99 = ordered[int(0.99 * len(ordered))]
    return [
        Figure(
            name="scan",
            what="scan event to screen updated, p99",
            value=round(p99 * 1000, 2),
            unit="ms",
            sense=Sense.AT_MOST,
            to_reach=50.0,
            ours=f"p50 {statistics.median(took) * 1000:.1f} ms, max {ordered[-1] * 1000:.1f} ms",
            limit="none",
        )
    ]


def stall() -> list[Figure]:
    """The longest time the event loop stood still while 1,000 records were sent and camera frames were decoded."""
    from app.benchmarks.at_counter import Heart, counter
    from app.benchmarks.parcels import CLERK, keep_open
    from app.demonstration.watching import watch_until
    from app.events import SyncStatus
    from devices.simulators.waybill_picture import Conditions, waybill_picture

    with counter() as (desktop, world, link):
        terminal = desktop.ready()
        house = terminal.house
        link.cut()
        for parcel in keep_open(house, RECORDS):
            house.store.submit(partial(terminal.usecases.accept, parcel.parcel_id, CLERK)).result()
        # a picture that keeps the whole ladder of decoding busy
        world.table.show(waybill_picture("YT0000000000001", conditions=Conditions(defocus=3.0), seed=3))
        heart = Heart()
        # heard, not asked for: asking would make this thread wait for the store's
        heard: list[SyncStatus] = []
        house.events.subscribe(lambda event: heard.append(event) if isinstance(event, SyncStatus) else None)
        link.heal()
        house.send_now()
        seconds = watch_until(partial(_all_sent, heard), "everything sent", seconds=120) / 1000
        heart.stop()
    return [
        Figure(
            name="stall",
            what="longest event-loop standstill while syncing 1,000 records and decoding camera frames",
            value=round(heart.longest_ms, 1),
            unit="ms",
            sense=Sense.AT_MOST,
            to_reach=50.0,
            ours=f"{heart.beats} beats in {seconds:.1f} s",
            limit="none",
        )
    ]


def _all_sent(heard: "list[SyncStatus]") -> bool:
    return bool(heard) and not heard[-1].running and heard[-1].counts.waiting == 0


def _answered(desktop: "Desktop", painted: "PaintClock", waybill: str, began: float) -> bool:
    """The presenter has the answer to this scan, and the screen was painted after it."""
    from ui.screens.acceptance.state import Differs

    presenter = desktop.window.acceptance
    notice = presenter.notice
    told = _stands(desktop, waybill) or (isinstance(notice, Differs) and notice.number == waybill)
    return presenter.idle and told and painted.last > began


def _stands(desktop: "Desktop", waybill: str) -> bool:
    presenter = desktop.window.acceptance
    parcel = presenter.view.parcel
    return presenter.idle and parcel is not None and parcel.waybill is not None and parcel.waybill.number == waybill
