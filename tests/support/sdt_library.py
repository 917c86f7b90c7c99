"""A vendor's card library, compiled once in a run: a real shared library over synthetic cards, with faults.

What a test lays into the library's folder is what the library sees: see ``sdt_library.c``.
"""

import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from devices.id_reader.commands import NEW_ADDRESS_SIZE
from devices.ports import CardText
from devices.simulators.cards import encode_new_address, encode_text_block, synthetic_portrait

COMPILER = shutil.which("gcc")
NO_COMPILER = "there is no C compiler on this PC to stand in for a vendor's"
_SOURCE = Path(__file__).with_suffix(".c")


@cache
def _compiled() -> Path:
    return library_of(Path(mkdtemp(prefix="sdt-library-")) / "libsdtapi.so", _SOURCE)


def library_of(library: Path, source: Path) -> Path:
    """Compile ``source`` into the shared library ``library``."""
    assert COMPILER is not None
    subprocess.run(
        [COMPILER, "-shared", "-fPIC", "-O1", "-o", str(library), "-x", "c", str(source), "-ldl"], check=True
    )
    return library


class VendorReader:
    """The library in a folder of its own, and the hands at its reader."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.library = folder / "libsdtapi.so"
        shutil.copy(_compiled(), self.library)
        self._laid = 0

    def lay_card(self, card: CardText, new_address: str = "") -> None:
        """Put a card on the reader, in place of one that lies there."""
        self._laid += 1
        address = encode_new_address(new_address) if new_address else bytes(NEW_ADDRESS_SIZE)
        aside = self.folder / "card.new"
        aside.write_bytes(encode_text_block(card) + synthetic_portrait(0) + address + b"%d" % self._laid)
        aside.replace(self.folder / "card")

    def go_wrong(self, word: str) -> None:
        """``crash``, ``hang``, ``print``, or a result in hexadecimal, in the next call that may fail."""
        aside = self.folder / "fault.new"
        aside.write_text(word)
        aside.replace(self.folder / "fault")

    def unplug(self) -> None:
        """Pull the plug."""
        (self.folder / "pulled").touch()

    def replug(self) -> None:
        """Put it back; a card that lies there answers again."""
        (self.folder / "pulled").unlink()

    @property
    def was_asked_for_a_fingerprint(self) -> bool:
        """Whether anybody called what must not be called."""
        return (self.folder / "fingerprint").exists()
