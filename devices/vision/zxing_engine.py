"""zxing-cpp, the first engine: fast, and the stronger of the two on everything except retail codes.

Invariants:
- ``try_invert`` is off: no waybill is printed white on black, and it costs about half of the time again.
- Symbols whose format was not asked for are dropped, whatever the library says.
"""

from functools import cache
from typing import Final

import zxingcpp

from devices.ports import Symbology
from devices.vision.codes import DecodedCode, Engine, Quad, normalised, text_of
from devices.vision.pixels import Image

_FORMATS: Final = {
    Symbology.CODE_128: zxingcpp.BarcodeFormat.Code128,
    Symbology.CODE_39: zxingcpp.BarcodeFormat.Code39,
    Symbology.EAN_13: zxingcpp.BarcodeFormat.EAN13,
    Symbology.EAN_8: zxingcpp.BarcodeFormat.EAN8,
    Symbology.UPC_A: zxingcpp.BarcodeFormat.UPCA,
    Symbology.ITF: zxingcpp.BarcodeFormat.ITF,
    Symbology.QR: zxingcpp.BarcodeFormat.QRCode,
    Symbology.DATA_MATRIX: zxingcpp.BarcodeFormat.DataMatrix,
    Symbology.PDF_417: zxingcpp.BarcodeFormat.PDF417,
}
_SYMBOLOGIES: Final = {library_format: symbology for symbology, library_format in _FORMATS.items()}


@cache
def _library_formats(formats: frozenset[Symbology]) -> zxingcpp.BarcodeFormats:
    return zxingcpp.BarcodeFormats([_FORMATS[symbology] for symbology in formats])


def _quad(position: zxingcpp.Position) -> Quad:
    top_left, top_right = position.top_left, position.top_right
    bottom_right, bottom_left = position.bottom_right, position.bottom_left
    return (
        (top_left.x, top_left.y),
        (top_right.x, top_right.y),
        (bottom_right.x, bottom_right.y),
        (bottom_left.x, bottom_left.y),
    )


def _symbology(barcode: zxingcpp.Barcode) -> Symbology | None:
    # A variant (Code 32, QR model 1) names its family in .symbology; EAN and UPC only share the family "EANUPC".
    return _SYMBOLOGIES.get(barcode.format) or _SYMBOLOGIES.get(barcode.symbology)


def read_with_zxing(gray: Image, formats: frozenset[Symbology]) -> list[DecodedCode]:
    """All codes of ``formats`` that zxing-cpp finds in a gray picture, at any angle."""
    found = []
    for barcode in zxingcpp.read_barcodes(
        gray,
        formats=_library_formats(formats),
        try_invert=False,
    ):
        symbology, text = _symbology(barcode), text_of(barcode.bytes)
        if symbology is None or text is None:
            continue
        text, symbology = normalised(text, symbology, formats)
        found.append(DecodedCode(text, symbology, Engine.ZXING, _quad(barcode.position)))
    return found
