"""A simulated scale on a serial line, for training, demonstrations and tests.

Invariants:
- It speaks by itself, or answers a polled profile's question, as a real one of that profile does.
- ``close`` ends and joins the thread.
"""

import threading
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from devices.scale.profiles import ScaleProfile
from devices.scale.toledo import WEIGH
from devices.simulators.faults import Fault
from devices.simulators.line_end import PtyLineEnd
from devices.simulators.pty_end import PtyEnd
from devices.simulators.scale_module import ScaleModule

FRAME_INTERVAL: Final = 0.05
"""Seconds between two frames; real indicators send 10 to 20 a second (R)."""


class SimulatedScale:
    """The scale at the other end of a pseudo-terminal.

    ``link``: see :class:`~devices.simulators.pty_end.PtyEnd`.
    ``interval``: seconds between two frames that it sends by itself.

    Thread-safe. Raises DeviceError NO_DRIVER where the system has no pseudo-terminals.
    """

    def __init__(
        self,
        profile: ScaleProfile = ScaleProfile.XK3190,
        *,
        link: Path | None = None,
        interval: float = FRAME_INTERVAL,
    ) -> None:
        self._module = ScaleModule(profile)
        self._interval = interval
        self._end = PtyEnd(link, name="sim:scale")
        self._line = PtyLineEnd(self._end)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="simulated scale", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> str:
        """The port for the driver."""
        return self._end.path

    @property
    def profile(self) -> ScaleProfile:
        """How it talks."""
        return self._module.profile

    @property
    def faults(self) -> frozenset[Fault]:
        """What it can have."""
        return self._module.faults

    @property
    def faults_left(self) -> int:
        """How many injected faults have not happened yet."""
        return self._module.faults_left

    def put(self, grams: int) -> None:
        """Put a load of that gross weight down, in the place of whatever lay there."""
        self._module.put(grams)

    def lift(self) -> None:
        """Take everything away: with a tare set the scale shows less than nothing."""
        self._module.lift()

    def tare(self) -> None:
        """Press the tare key: what lies there counts as nothing from now on."""
        self._module.tare()

    def overload(self) -> None:
        """Put more down than it can weigh."""
        self._module.overload()

    def inject(self, fault: Fault, count: int = 1) -> None:
        """Let the next ``count`` frames (after those already spoken for) go wrong in this way. Raises ValueError."""
        self._module.inject(fault, count)

    def unplug(self) -> None:
        """Pull the plug."""
        self._line.unplug()

    def replug(self) -> str:
        """Plug in again; the answer is the path, which without a ``link`` may be a new one."""
        return self._line.replug()

    def close(self) -> None:
        """Switch off and unplug for good. Twice is harmless."""
        self._stopping.set()
        self._end.close()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            if self.profile is ScaleProfile.TOLEDO_8217:
                questions = self._end.read(self._interval).count(WEIGH)
            else:
                self._stopping.wait(self._interval)
                questions = 1
            for _ in range(questions):
                self._line.send(self._module.speak())
