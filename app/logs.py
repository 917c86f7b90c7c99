"""Log files that hold no personal data.

Invariants:
- Every line goes through the redaction below, tracebacks too, whoever wrote it: numbers long enough to be a phone, a
  document or a waybill become ``#``, and so does every Chinese character, since names are made of them.
- Logs are kept six months at least (网络安全法 article 23): 200 files of 1 MB is far more than a counter writes.
"""

import logging
import re
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

_LONG_NUMBER = re.compile(
    # ids and digests are needed to find things again; they name no person
    r"(?P<kept>\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[0-9a-f]{64}\b)|[0-9]{6,}[Xx]?"
)
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_KEPT_FILES = 200
_FILE_BYTES = 1_000_000


def redacted(text: str) -> str:
    """``text`` without long numbers and without Chinese characters."""
    return _HAN.sub("#", _LONG_NUMBER.sub(lambda found: found["kept"] or "#", text))


class RedactingFormatter(logging.Formatter):
    """Formats a record and redacts the result."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The redacted line, with the traceback if there is one."""
        return redacted(super().format(record))


def log_to(folder: Path) -> logging.Handler:
    """Write the root logger's records (INFO and above) to rotating files in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / "yanqi.log", maxBytes=_FILE_BYTES, backupCount=_KEPT_FILES, encoding="utf-8", delay=True
    )
    handler.setFormatter(RedactingFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return handler


def log_crashes() -> None:
    """What nobody caught is logged by type and place, never with its text: that could quote a sender.

    ``logging`` itself must not print a record that it could not write (a full disk) to standard error either.
    """
    logging.raiseExceptions = False
    sys.excepthook = _crashed
    threading.excepthook = lambda thread: _crashed(thread.exc_type, thread.exc_value, thread.exc_traceback)


def _crashed(kind: type[BaseException], _value: BaseException | None, trace: TracebackType | None) -> None:
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(trace)[-6:]]
    logging.getLogger("crash").error("%s at %s", kind.__name__, " < ".join(reversed(places)))
