"""Whether another program has a device's node open: asked before a device is tried that nobody should be disturbed at.

Not every program takes a port for itself alone; opening it beside such a program would steal bytes from it.

Invariants:
- Nothing is opened. On Linux the open files of this account's programs are looked through; elsewhere, and for other
  accounts' programs, nothing is known, and exclusive opening has to do.
"""

import os
from pathlib import Path

_PROCESSES = Path("/proc")


def is_held(node: str) -> bool:
    """Whether a program other than this one has ``node`` open."""
    try:
        wanted = os.stat(node)  # noqa: PTH116 - a device's name, compared with others by what is behind it
    except (OSError, ValueError):
        return False
    others = (process for process in _PROCESSES.glob("[0-9]*") if process.name != str(os.getpid()))
    return any(_is_same(handle, wanted) for process in others for handle in _handles(process / "fd"))


def _handles(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:  # another account's, or gone meanwhile
        return []


def _is_same(handle: Path, wanted: os.stat_result) -> bool:
    try:
        return os.path.samestat(handle.stat(), wanted)
    except OSError:
        return False
