"""What is cut out of an upright page to be looked at: a field's snippet, and the printed photo."""

from collections.abc import Sequence
from typing import Final

from devices.documents.card_layouts import CardFindings
from devices.documents.reading import PictureKind, Quad
from devices.documents.upright import Page
from devices.vision.picture import encode_jpeg
from devices.vision.pixels import Image

_SNIPPET_SIDE: Final = 320
_SNIPPET_MARGIN: Final = 0.3
_PORTRAIT_SIDE: Final = 400
_LEAST_SIDE: Final = 24

_RIGHT: Final = (0.615, 0.115, 0.955, 0.765)
_LEFT: Final = (0.035, 0.15, 0.335, 0.74)
_PORTRAITS: Final = {
    PictureKind.RESIDENT_CARD: _RIGHT,
    PictureKind.TEMPORARY_RESIDENT_CARD: _RIGHT,
    PictureKind.HMT_RESIDENCE_PERMIT: _RIGHT,
    PictureKind.MILITARY_CARD: _RIGHT,
    PictureKind.POLICE_CARD: _RIGHT,
    PictureKind.FOREIGNER_PERMANENT_CARD: _LEFT,
    PictureKind.HM_PASS: _LEFT,
    PictureKind.TW_PASS: _LEFT,
}
"""Left, top, right and bottom of the photo as shares of the card."""

_NUMBER_ROW: Final = (0.31, 0.86, 0.88)
"""Where the number of a resident card begins, ends and stands, as shares of the card: good for finding the rest."""
_CARD_SHAPE: Final = 54 / 85.6


def snippet_of(page: Page, quads: Sequence[Quad]) -> bytes | None:
    """A small JPEG of the place, with a little around it; None when there is nothing to see."""
    points = [point for quad in quads for point in quad]
    if not points:
        return None
    height = max(8.0, quads[0][3][1] - quads[0][0][1])
    margin = _SNIPPET_MARGIN * height
    left, right = min(x for x, _ in points) - margin, max(x for x, _ in points) + margin
    top, bottom = min(y for _, y in points) - margin, max(y for _, y in points) + margin
    return _jpeg(page.image, (left, top, right, bottom), _SNIPPET_SIDE, least=4)


def portrait_of(page: Page, findings: CardFindings) -> bytes | None:
    """The printed photo as JPEG, by its place on this kind of card; None when the card's place is not known."""
    share = _PORTRAITS.get(findings.kind)
    card = _card_box(page, findings)
    if share is None or card is None:
        return None
    left, top, width, height = card
    box = left + share[0] * width, top + share[1] * height, left + share[2] * width, top + share[3] * height
    return _jpeg(page.image, box, _PORTRAIT_SIDE, least=_LEAST_SIDE)


def portrait_above(page: Page, zone: Sequence[Quad]) -> bytes | None:
    """The photo of a passport's data page as JPEG: left above the machine-readable zone (ICAO Doc 9303 part 4, zone V).

    Measured in lengths of the zone's first line; None when there is no such place on the page.
    """
    if not zone:
        return None
    (left, top), (right, _), _, _ = zone[0]
    length = right - left
    box = (left - 0.02 * length, top - 0.52 * length, left + 0.32 * length, top - 0.05 * length)
    return _jpeg(page.image, box, _PORTRAIT_SIDE, least=_LEAST_SIDE)


def _card_box(page: Page, findings: CardFindings) -> tuple[float, float, float, float] | None:
    """Left, top, width, height of the card on the page; from its number when its edges were not found."""
    if page.whole_card:
        height, width = page.image.shape[:2]
        return 0.0, 0.0, float(width), float(height)
    if findings.number is None or findings.kind not in (PictureKind.RESIDENT_CARD, PictureKind.HMT_RESIDENCE_PERMIT):
        return None
    quad = findings.number.piece.quad
    begin, end, line = _NUMBER_ROW
    wide = (quad[1][0] - quad[0][0]) / (end - begin)
    high = wide * _CARD_SHAPE
    return quad[0][0] - begin * wide, (quad[0][1] + quad[3][1]) / 2 - line * high, wide, high


def _jpeg(image: Image, box: tuple[float, float, float, float], side: int, *, least: int) -> bytes | None:
    height, width = image.shape[:2]
    left, top = max(0, round(box[0])), max(0, round(box[1]))
    right, bottom = min(width, round(box[2])), min(height, round(box[3]))
    if right - left < least or bottom - top < least:
        return None
    return encode_jpeg(image[top:bottom, left:right], max_side=side, budget=20_000)
