"""How much evidence a metered link may carry in a day. Records are not counted: they always go.

Invariants:
- The count survives a restart. It is a figure and a day, kept beside the settings; a crash loses one chunk of it.
- A file that cannot be read or written costs no evidence its way: the count then begins at nothing.
"""

import json
import logging
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

_log = logging.getLogger(__name__)


class DailyAllowance:
    """sync.ports.EvidenceAllowance: so many bytes in a day of the counter's wall clock."""

    def __init__(self, path: Path, bytes_per_day: int, day_of: Callable[[datetime], date]) -> None:
        self._path = path
        self._bytes_per_day = bytes_per_day
        self._day_of = day_of
        self._day, self._spent = _kept(path)

    def left(self, now: datetime) -> int:
        """Bytes that may still be sent today."""
        spent = self._spent if self._day_of(now).isoformat() == self._day else 0
        return max(0, self._bytes_per_day - spent)

    def spend(self, size: int, now: datetime) -> None:
        """So many bytes go out now."""
        today = self._day_of(now).isoformat()
        self._spent = size if today != self._day else self._spent + size
        self._day = today
        draft = self._path.with_suffix(".new")
        try:
            draft.write_text(json.dumps({"day": self._day, "bytes": self._spent}), encoding="utf-8")
            draft.replace(self._path)
        except OSError as error:
            _log.warning("the day's evidence is not written down: %s", type(error).__name__)


def _kept(path: Path) -> tuple[str, int]:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return str(kept["day"]), max(0, int(kept["bytes"]))
    except (OSError, ValueError, KeyError, TypeError):
        return "", 0
