"""Keeps the interpreter itself from holding up the window.

Two things stop a thread that draws: Python's lock, which a busy thread gives up every 5 ms only, and the cyclic garbage
collector, which walks every object there is, some hundred thousand of them, while nothing else runs.
Measured on two cores while documents were read: standstills of 39-59 ms before, 20-30 ms after; a full collection took
60-90 ms.

Invariants:
- Only what lives as long as the program is set aside; what comes later is collected as ever.
"""

import gc
import sys
from typing import Final

_TURN_SECONDS: Final = 0.0005
"""After this long a thread that computes lets another one run."""


def take_turns_often() -> None:
    """Let the window's thread have Python's lock soon, whatever computes beside it."""
    sys.setswitchinterval(_TURN_SECONDS)


def set_aside_what_stays() -> None:
    """What is there now stays until the end: the collector need not look at it again."""
    gc.collect()
    gc.freeze()


def take_up_again() -> None:
    """The end: everything may be collected."""
    gc.unfreeze()
