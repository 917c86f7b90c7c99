"""The reader's own process: ``python -m devices.documents.child``, asked through its standard input.

Invariants:
- It ends when its standard input closes.
- Standard output carries messages only; whatever a library prints goes to standard error.
- Nothing that was read is printed, logged or written to a file.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from typing import IO, TYPE_CHECKING, Final

from devices.documents.process import READ, WARM
from devices.documents.reading import DocumentReading
from devices.documents.transcript import message_of
from devices.documents.wire import Json, WireError, read_message, write_message
from devices.errors import DeviceError

if TYPE_CHECKING:
    # loads in the child's main loop, so that a missing library is an answer and not a death
    from devices.documents.picture_reading import PictureReader
    from devices.vision.pixels import Image

_NICER: Final = 10
"""Steps of priority below the window."""


def main() -> int:
    """Answer requests until standard input closes; 0 then, 1 after garbage or a fault of our own."""
    requests, answers = _pipes()
    if hasattr(os, "nice"):
        os.nice(_NICER)
    try:
        _serve(requests, answers)
    except (OSError, WireError):
        return 1
    except Exception as exc:  # noqa: BLE001 - the process' top: a traceback could quote what was read
        sys.stderr.write(f"{type(exc).__name__}\n")
        return 1
    return 0


def _pipes() -> tuple[IO[bytes], IO[bytes]]:
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return sys.stdin.buffer, answers


def _serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    reader: PictureReader | None = None
    while (message := read_message(requests)) is not None:
        head, parts = message
        try:
            if reader is None:
                reader = _reader()
        except DeviceError as error:
            write_message(answers, {"failed": error.fault.value})
            continue
        match head.get("do"):
            case word if word == WARM:
                write_message(answers, {"ready": True})
            case word if word == READ:
                answer, pictures = message_of(_read(reader, head, parts))
                write_message(answers, answer, pictures)
            case _:
                raise WireError("unknown request")


def _reader() -> "PictureReader":
    from devices.errors import DeviceFault

    try:
        from devices.documents.picture_reading import PictureReader
    except ImportError as exc:
        raise DeviceError(DeviceFault.NO_DRIVER, "document reader", type(exc).__name__) from exc
    return PictureReader()


def _read(reader: "PictureReader", head: Mapping[str, Json], parts: Sequence[bytes]) -> DocumentReading:
    sizes = head.get("frames")
    if not isinstance(sizes, list) or len(sizes) != len(parts):
        raise WireError("sizes and pictures differ")
    return reader.read([_picture(size, part) for size, part in zip(sizes, parts, strict=True)])


def _picture(size: Json, pixels: bytes) -> "Image":
    import numpy as np

    match size:
        case [int(height), int(width)] if height * width * 3 == len(pixels) and pixels:
            return np.frombuffer(pixels, dtype=np.uint8).reshape(height, width, 3)
        case _:
            raise WireError("size and pixels differ")


if __name__ == "__main__":
    sys.exit(main())
