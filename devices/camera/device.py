"""A camera as the rest of the house sees it: a supervised device that also holds a live picture.

Invariants:
- The thread, its states and its listeners are :class:`~devices.lifecycle.SupervisedDevice`'s, as for any device.
"""

from collections.abc import Sequence
from typing import Final

from devices.camera.driver import CameraDriver
from devices.lifecycle import SLOW_BACKOFF, SupervisedDevice
from devices.ports import DeviceState, Frame, Sight

STILL_WAIT_S: Final = 8.0
"""Seconds that a still may take: the driver's change of size and back, and its slow large pictures."""


class CameraDevice(SupervisedDevice):
    """Implements :class:`~devices.ports.Camera`. ``join`` may take :data:`devices.camera.capture.STREAM_OPEN_S`.

    ``backoff`` as for :class:`~devices.lifecycle.SupervisedDevice`.
    """

    def __init__(self, driver: CameraDriver, *, backoff: Sequence[float] = SLOW_BACKOFF) -> None:
        super().__init__(driver, backoff=backoff)
        self._camera = driver

    def latest(self) -> Frame | None:
        """The newest frame, or None when there is none younger than a second. From any thread."""
        return self._camera.latest()

    def sight(self) -> Sight:
        """The codes in that frame and a hint; nothing without a frame. From any thread."""
        return self._camera.sight()

    def still(self, timeout: float = STILL_WAIT_S) -> Frame | None:
        """A picture larger than the live ones; None when the camera gives none, or not within ``timeout`` seconds.

        Blocks meanwhile, and the live picture stands still. From any thread but the device's own.
        """
        if self.status.state is not DeviceState.READY:
            return None
        asked = self._camera.ask_still()
        try:
            return asked.result(timeout)
        except TimeoutError:
            asked.cancel()
            return None
