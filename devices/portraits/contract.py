"""What a vendor's portrait decoder has to be, so that this program finds and uses it. Standard library only.

A decoder is a Python distribution with one entry point in the group ``yanqi.wlt``. It names a callable that takes the
1,024 bytes of the chip's portrait block (WLT) and answers 38,556 bytes: 126 rows from top to bottom, each of 102
pixels from left to right, each of blue, green and red (0 to 255), without padding. When it cannot, it raises whatever
it likes. It is called once in a process of its own, which ends afterwards, so it may leave things behind in memory; it
must write nothing to disk.
"""

from collections.abc import Iterator, Sequence
from importlib.metadata import EntryPoint, distributions, entry_points
from pathlib import Path
from typing import Final

GROUP: Final = "yanqi.wlt"

BLOCK_SIZE: Final = 1024
"""Bytes of the portrait block."""

WIDTH: Final = 102
HEIGHT: Final = 126
PICTURE_SIZE: Final = WIDTH * HEIGHT * 3
"""Bytes of the decoded picture."""


def installed_decoders(folders: Sequence[Path]) -> list[EntryPoint]:
    """The decoders on this PC: beside the program's own packages, then in ``folders``; each lot by name.

    Nothing of them is imported. A folder that is not there has none.
    """
    own = sorted(entry_points(group=GROUP), key=lambda found: found.name)
    return [*own, *_in_folders(folders)]


def _in_folders(folders: Sequence[Path]) -> Iterator[EntryPoint]:
    for folder in folders:
        found = [
            point for there in distributions(path=[str(folder)]) for point in there.entry_points.select(group=GROUP)
        ]
        yield from sorted(found, key=lambda point: point.name)
