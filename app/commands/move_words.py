"""What is done next when a terminal was not moved: a sentence for every fault, for the technician at both PCs.

Invariants:
- No fault is without its step; a test goes through all of them.
"""

from collections.abc import Mapping
from typing import Final

from app.commands.output import answer
from app.storage.errors import StorageError, StorageFault
from app.storage.move_files import MoveError, MoveFault

NO_STORE: Final = "no terminal is here: check --training and YANQI_HOME, or start the window once (yanqi run)"
_AGAIN: Final = "run move-out on the old PC again, to another stick: it writes the files once more, under a new code"
_ASIDE: Final = "copy the whole folder of the terminal aside before anything else, then call the vendor"
_REPORT: Final = "this is a fault of the program: try once more, and report it with the log"

NEXT: Final[Mapping[MoveFault | StorageFault, str]] = {
    MoveFault.NOT_A_MOVE: f"name the stick, or the one folder yanqi-move-… that is meant; if there is none, {_AGAIN}",
    MoveFault.DAMAGED: _AGAIN,
    MoveFault.STORE_EXISTS: "this PC has a terminal already: take another PC, or another folder by YANQI_HOME",
    MoveFault.ALREADY_TAKEN: "go on with the PC that has taken the files; if it is lost, ask the province first",
    MoveFault.STORE_BUSY: "end the backup program or whatever else reads the store, then run move-out again",
    MoveFault.PART_SIZE: "leave --part-bytes out, or name a larger number",
    MoveFault.WRONG_ENVIRONMENT: "give --training for a training terminal, and leave it out for a real one",
    MoveFault.NOT_ENROLLED: "there is nothing to move: enrol the new PC with a code of the province",
    StorageFault.STORE_LOCKED: "close the window and every other command of this terminal, then try again",
    StorageFault.STORE_FULL: "make room on the disk or on the stick (or take a larger one), then try again",
    StorageFault.NOT_WRITABLE: "see whether the stick is in and can be written, and by this user; then try again",
    StorageFault.STORE_CORRUPT: _ASIDE,
    StorageFault.EVIDENCE_MISSING: _ASIDE,
    StorageFault.EVIDENCE_DAMAGED: _ASIDE,
    StorageFault.WRONG_KEY: f"use the system's user and the passphrase of this terminal; if a stick was read, {_AGAIN}",
    StorageFault.KEY_LOST: f"use the system's user and the passphrase of this terminal; if a stick was read, {_AGAIN}",
    StorageFault.SCHEMA_TOO_NEW: "install the newest version of the program on this PC, then try again",
    StorageFault.KEY_STORE_MISSING: "give --passphrase-stdin and a passphrase, or sign in where there is a key store",
    StorageFault.KEY_STORE_LOCKED: "unlock the key store of this PC (sign in at its screen), then try again",
    StorageFault.PASSPHRASE_WRONG: "compare the code, or the passphrase, letter by letter and type it again",
    StorageFault.PASSPHRASE_TOO_SHORT: "choose a passphrase of at least 12 characters",
    StorageFault.MOVED_OUT: "go on with the new PC; here move-out can only write the files again",
    StorageFault.WRONG_THREAD: _REPORT,
    StorageFault.CLOSED: _REPORT,
}
"""What the technician does after each fault."""


def answer_fault(error: MoveError | StorageError) -> None:
    """``{"problem", "detail", "next"}``."""
    answer({"problem": error.fault.value, "detail": error.detail, "next": NEXT[error.fault]})
