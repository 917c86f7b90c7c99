"""Decodes a chip's portrait with vendor code in a process of its own, one process for each portrait.

Invariants:
- Whatever the vendor's code does (crash, hang, flood, garbage), this process goes on and the answer is None in time.
- The block and the picture go through pipes only: never to a file, an argument or a log.
- The child ends by itself after the time-out, even when this process is killed meanwhile.
"""

import logging
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Final, Protocol

from devices.portraits.contract import BLOCK_SIZE, HEIGHT, PICTURE_SIZE, WIDTH, installed_decoders

_log = logging.getLogger(__name__)

TIMEOUT_S: Final = 5.0
"""Seconds for one portrait. Decoding takes milliseconds; starting a process beside a virus scanner may take seconds."""

CHILD: Final = (sys.executable, "-m", "devices.portraits.child")
"""What starts :mod:`devices.portraits.child`; a packaged program has another way."""

_ROOT = Path(__file__).resolve().parents[2]
_QUALITY = 90
"""JPEG quality: the picture is small, and a face wants its detail."""

if sys.platform == "win32":
    _NO_WINDOW = subprocess.CREATE_NO_WINDOW
else:
    _NO_WINDOW = 0


class PortraitDecoder(Protocol):
    """Turns the portrait block of a chip into a picture. Blocks: not for the main thread. Any thread may call it."""

    @property
    def name(self) -> str:
        """Which decoder it is, for ``doctor`` and the log."""

    def decode(self, wlt: bytes) -> bytes | None:
        """The portrait as JPEG, 102 x 126 pixels; None when there is none to be had. Never raises."""


def found_decoder(
    folders: Sequence[Path] = (), *, child: Sequence[str] = CHILD, timeout: float = TIMEOUT_S
) -> PortraitDecoder | None:
    """The first decoder that is installed beside the program or in ``folders``; None: there is none.

    ``child`` is the command that starts the child process, ``timeout`` the seconds it has for one portrait.
    """
    decoders = installed_decoders(folders)
    return _ChildDecoder(decoders[0], folders, child, timeout) if decoders else None


class _ChildDecoder:
    """A decoder whose code runs in a child process."""

    def __init__(self, decoder: EntryPoint, folders: Sequence[Path], child: Sequence[str], timeout: float) -> None:
        distribution = decoder.dist
        self._name = decoder.name if distribution is None else f"{distribution.name} {distribution.version}"
        self._timeout = timeout
        options = [part for folder in folders for part in ("--folder", str(folder.resolve()))]
        self._command = [*child, decoder.value, "--seconds", str(timeout), *options]

    @property
    def name(self) -> str:
        """See :class:`PortraitDecoder`."""
        return self._name

    def decode(self, wlt: bytes) -> bytes | None:
        """See :class:`PortraitDecoder`."""
        if len(wlt) != BLOCK_SIZE:
            _log.warning("portrait: block of %d bytes", len(wlt))
            return None
        pixels = self._pixels(wlt)
        return None if pixels is None else _jpeg(pixels)

    def _pixels(self, wlt: bytes) -> bytes | None:
        # Nothing of these exceptions is handed on or logged: they carry the child's output.
        try:
            done = subprocess.run(  # noqa: S603 - the command is the program itself
                self._command,
                input=wlt,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=self._timeout,
                cwd=_ROOT,
                creationflags=_NO_WINDOW,
                check=False,
            )
        except subprocess.TimeoutExpired:
            _log.warning("portrait: %s gave no answer", self._name)
            return None
        except OSError as error:
            _log.warning("portrait: no child process (%s)", type(error).__name__)
            return None
        if len(done.stdout) != PICTURE_SIZE:
            _log.warning("portrait: %s failed, code %d, %d bytes", self._name, done.returncode, len(done.stdout))
            return None
        return done.stdout


def _jpeg(pixels: bytes) -> bytes | None:
    import numpy as np

    from devices.errors import DeviceError
    from devices.vision.picture import encode_jpeg

    picture = np.frombuffer(pixels, np.uint8).reshape(HEIGHT, WIDTH, 3)
    if int(picture.max()) == int(picture.min()):
        # what some decoders answer instead of an error
        _log.warning("portrait: blank picture")
        return None
    try:
        return encode_jpeg(picture, quality=_QUALITY)
    except DeviceError as error:
        _log.warning("portrait: %s", error)
        return None
