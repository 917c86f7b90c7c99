"""Simulated devices in driven time: the same modules as at a pseudo-terminal, with a line that waits for nobody.

Invariants:
- A scale that speaks by itself does so for as long as time passes, plugged in or not: its plug is the line's.
"""

from typing import NamedTuple

from devices.scale.profiles import ScaleProfile
from devices.scale.toledo import WEIGH
from devices.simulators.answering_module import AnsweringModule
from devices.simulators.driven_line import DrivenLine
from devices.simulators.driven_time import DrivenTime
from devices.simulators.faults import Sending
from devices.simulators.scale_module import ScaleModule

FRAME_INTERVAL = 0.1
"""Seconds between two frames of a scale; the slowest of real indicators (R)."""


class DrivenReader(NamedTuple):
    """A card reader: the module on its line."""

    module: AnsweringModule
    line: DrivenLine


class DrivenScale(NamedTuple):
    """A scale: what is inside, on its line."""

    module: ScaleModule
    line: DrivenLine


def driven_reader(time: DrivenTime) -> DrivenReader:
    """A reader that answers at once."""
    module = AnsweringModule()
    return DrivenReader(module, DrivenLine(time, module.answers, power_up=module.power_up))


def driven_scale(time: DrivenTime, profile: ScaleProfile, interval: float = FRAME_INTERVAL) -> DrivenScale:
    """A scale of ``profile``: asked, or with a frame every ``interval`` seconds."""
    module = ScaleModule(profile)
    if profile is ScaleProfile.TOLEDO_8217:
        return DrivenScale(module, DrivenLine(time, lambda asked: _answers(module, asked)))
    line = DrivenLine(time)

    def speak() -> None:
        time.after(interval, speak)
        line.send(module.speak())

    time.after(interval, speak)
    return DrivenScale(module, line)


def _answers(module: ScaleModule, asked: bytes) -> list[Sending]:
    return [module.speak() for _ in range(asked.count(WEIGH))]
