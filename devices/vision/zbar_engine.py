"""zbar through pyzbar, the second opinion: slower, but it reads some codes just below zxing-cpp's limit.

Invariants:
- Without the zbar library on this PC everything here still works and finds nothing; ``zbar_available`` says so.
- Only symbologies with a check digit or error correction are asked for. zbar's Interleaved 2 of 5 and Code 39 have
  neither, and as a second opinion on a picture where zxing-cpp saw nothing they mostly invent numbers.
- DataBar is never on: it is the decoder that prints assertion warnings to standard error and reads codes that are
  not there.
"""

from collections.abc import Sequence
from functools import cache
from types import ModuleType
from typing import Final, Protocol

from devices.errors import DeviceError, DeviceFault
from devices.ports import Symbology
from devices.vision.codes import DecodedCode, Engine, Quad, normalised, text_of
from devices.vision.pixels import Image

_NAMES: Final = {
    Symbology.CODE_128: "CODE128",
    Symbology.QR: "QRCODE",
    Symbology.EAN_13: "EAN13",
    Symbology.EAN_8: "EAN8",
    Symbology.UPC_A: "UPCA",
}
_SYMBOLOGIES: Final = {name: symbology for symbology, name in _NAMES.items()}


class _Box(Protocol):
    """``pyzbar.locations.Rect``."""

    @property
    def left(self) -> int: ...
    @property
    def top(self) -> int: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...


class _Answer(Protocol):
    """``pyzbar.pyzbar.Decoded``, as far as it is used."""

    @property
    def data(self) -> bytes: ...
    @property
    def type(self) -> str: ...
    @property
    def rect(self) -> _Box: ...


@cache
def _pyzbar() -> ModuleType | None:
    try:
        from pyzbar import pyzbar
    except (ImportError, OSError):
        # ImportError: no libzbar on Linux. OSError: the Windows wheel's DLL needs the Visual C++ 2013 runtime.
        return None
    module: ModuleType = pyzbar
    return module


def zbar_available() -> bool:
    """Whether the zbar library could be loaded on this PC."""
    return _pyzbar() is not None


def _quad(box: _Box) -> Quad:
    # zbar's own polygon has any number of corners (linear codes: one per scan line), so take its upright box.
    right, bottom = box.left + box.width, box.top + box.height
    return (box.left, box.top), (right, box.top), (right, bottom), (box.left, bottom)


def _code(answer: _Answer, formats: frozenset[Symbology]) -> DecodedCode | None:
    symbology, text = _SYMBOLOGIES.get(answer.type), text_of(answer.data)
    if symbology is None or text is None:
        return None
    text, symbology = normalised(text, symbology, formats)
    return DecodedCode(text, symbology, Engine.PYZBAR, _quad(answer.rect)) if symbology in formats else None


def _names(formats: frozenset[Symbology]) -> list[str]:
    names = [_NAMES[symbology] for symbology in formats if symbology in _NAMES]
    # zbar reports UPC-A as EAN-13 and finds neither when EAN-13 is off; what was not asked for is dropped afterwards.
    return [*names, _NAMES[Symbology.EAN_13]] if Symbology.UPC_A in formats else names


def read_with_zbar(gray: Image, formats: frozenset[Symbology]) -> list[DecodedCode]:
    """All codes of ``formats`` that zbar finds in a gray picture; none when zbar is missing.

    Raises:
        DeviceError: BAD_FRAME when the library cannot take the picture (it is out of memory).
    """
    pyzbar = _pyzbar()
    names = _names(formats)
    if pyzbar is None or not names:
        return []
    try:
        answers: Sequence[_Answer] = pyzbar.decode(gray, symbols=[pyzbar.ZBarSymbol[name] for name in names])
    except pyzbar.PyZbarError as exc:
        raise DeviceError(DeviceFault.BAD_FRAME, "zbar", "the library refused the picture") from exc
    return [code for answer in answers if (code := _code(answer, formats)) is not None]
