"""What is kept between two device records, over restarts too: when the last one was made, and those that nobody took.

Invariants:
- Figures and codes, no personal data: a small file beside the settings.
- A file that cannot be read or written costs nobody anything but these figures.
"""

import json
import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.device_health import NOTHING_UNTOLD, Tally, Untold

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HealthNotes:
    """``made_at`` is the last record's time, told or not; None before the first."""

    made_at: datetime | None = None
    untold: Untold = NOTHING_UNTOLD


class HealthNotesFile:
    """The notes in the file at ``path``."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> HealthNotes:
        """As last written; empty where there is nothing usable."""
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            made_at = datetime.fromisoformat(kept["made_at"])
            untold = Untold(int(kept["records"]), _tally(kept["states"]), _tally(kept["faults"]))
        except (OSError, ValueError, KeyError, TypeError):
            return HealthNotes()
        return HealthNotes(made_at, untold) if made_at.tzinfo is not None else HealthNotes()

    def write(self, made_at: datetime, untold: Untold) -> None:
        """Replace what is there."""
        kept = {
            "made_at": made_at.isoformat(),
            "records": untold.records,
            "states": untold.states,
            "faults": untold.faults,
        }
        draft = self._path.with_suffix(".new")
        try:
            draft.write_text(json.dumps(kept), encoding="utf-8")
            draft.replace(self._path)
        except OSError as error:
            _log.warning("the notes about devices are not written down: %s", type(error).__name__)


def _tally(entries: list[list[str | int]]) -> Tally:
    return tuple((str(kind), str(code), int(count)) for kind, code, count in entries)
