"""A label printer: a language, a stock and a way to send.

Invariants:
- Nothing is kept open between two labels, so a printer may be switched off, moved and replaced at any time.
- Thread-safe: one label at a time.
"""

import threading
from collections.abc import Callable

from devices.errors import DeviceError, DeviceFault
from devices.label_printer.layout import LabelLayout, LabelStock, LabelWords, lay_out
from devices.label_printer.transport import Transport


class LabelPrinter:
    """``queue`` is the spooler's name for it, None where it is reached in another way."""

    def __init__(
        self,
        name: str,
        stock: LabelStock,
        write: Callable[[LabelLayout], bytes],
        transport: Transport,
        queue: str | None = None,
    ) -> None:
        self._name = name
        self._stock = stock
        self._write = write
        self._transport = transport
        self._queue = queue
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """The registry name."""
        return self._name

    @property
    def queue(self) -> str | None:
        """The spooler's name for it; through it a label can also be drawn when the queue takes nothing raw."""
        return self._queue

    def print(self, words: LabelWords) -> None:
        """Print one label; blocks for seconds at most. Raises DeviceError."""
        try:
            layout = lay_out(words, self._stock)
        except ValueError as exc:
            raise DeviceError(DeviceFault.BAD_SETTING, self._name, "the label is too small") from exc
        with self._lock:
            self._transport.send(self._write(layout))

    def check(self) -> None:
        """Look whether it can be reached. Raises DeviceError."""
        with self._lock:
            self._transport.check()
