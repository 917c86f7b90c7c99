"""Plays a device from its transcript, in driven time, to the driver that it was recorded with.

Invariants:
- The driver's questions choose the place: each is answered with what followed the next same question in the recording,
  so a driver that asks less than its forerunner still understands the device.
- Nothing waits.
"""

from collections import Counter
from collections.abc import Sequence
from functools import partial

from devices.errors import DeviceError
from devices.ports import DeviceInput
from devices.registry import parse_address
from devices.simulators.driven_line import DrivenLine
from devices.simulators.driven_time import DrivenTime
from devices.simulators.faults import Sending
from devices.transcripts.drivers import driver_over
from devices.transcripts.transcript import Direction, Transcript

_AFTERWARDS = 1.0
"""Seconds for what came last."""


class ReplayedLine:
    """The device's end. ``line`` is the driver's port."""

    def __init__(self, transcript: Transcript, time: DrivenTime) -> None:
        self._pieces = transcript.pieces
        self._time = time
        self._place = 0
        self.line = DrivenLine(time, self._hear)
        self._play_from(0, time.monotonic())

    def _hear(self, asked: bytes, /) -> list[Sending]:
        for place in range(self._place, len(self._pieces)):
            piece = self._pieces[place]
            if piece.direction is Direction.SENT and piece.data == asked:
                self._play_from(place + 1, self._time.monotonic() - piece.seconds)
                break
        return []

    def _play_from(self, place: int, start: float) -> None:
        """What the device said from there on, until it was asked again; ``start`` is when the recording began."""
        while place < len(self._pieces) and self._pieces[place].direction is Direction.HEARD:
            piece = self._pieces[place]
            sending = Sending((piece.data,))
            self._time.at(start + piece.seconds, partial(self.line.send, sending))
            place += 1
        self._place = place


def replay(transcript: Transcript) -> Sequence[DeviceInput]:
    """What the driver tells of it. Raises DeviceError when it cannot even open the device, ValueError for its name."""
    time = DrivenTime()
    time.release()
    replayed = ReplayedLine(transcript, time)
    driver = driver_over(parse_address(transcript.head.driver), replayed.line, monotonic=time.monotonic)
    events: list[DeviceInput] = []
    end = time.monotonic() + max((piece.seconds for piece in transcript.pieces), default=0.0) + _AFTERWARDS
    driver.open()
    try:
        while time.monotonic() < end:
            events.extend(driver.poll())
    except DeviceError:
        pass  # the recording is over, and the device says no more
    finally:
        driver.close()
    return events


def brought(events: Sequence[DeviceInput]) -> dict[str, int]:
    """How many of each."""
    return dict(Counter(type(event).__name__ for event in events))
