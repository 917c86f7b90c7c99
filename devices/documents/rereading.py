"""Second looks at fixed places: a name's crop in several sizes, and places whose single character was overlooked.

The text finder's weak spot is a box that holds one character (性别's value, the last character of an address).
"""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.documents.labels import Piece, Value, height_of
from devices.documents.picture_quality import burnt_share
from devices.documents.reading import Quad, TextRow
from devices.documents.recogniser import Recogniser, Words, strip_of
from devices.documents.upright import Page
from devices.vision.pixels import Image, as_image

_MARGIN: Final = 0.12
_WIDER: Final = 0.3
_SMALLER: Final = 0.6
_COVERED: Final = 0.02
"""Share of white pixels: a quarter of a character."""
_LONE_SURE: Final = 0.93
"""For a character that only a second look found."""


def readings_of(page: Page, quad: Quad, recogniser: Recogniser) -> list[tuple[str, tuple[float, ...]]]:
    """What the place says cut out with more around it, shrunk, and sharpened: text and confidences."""
    box = np.asarray(quad, dtype=np.float32)
    strip = strip_of(page.image, box, _MARGIN)
    shrunk = cv2.resize(strip, None, fx=_SMALLER, fy=_SMALLER, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(strip, (0, 0), 2)
    sharpened = cv2.addWeighted(strip, 1.8, soft, -0.8, 0)
    looks = (strip, strip_of(page.image, box, _WIDER), as_image(shrunk), as_image(sharpened))
    return [(words.text, words.sureness) for words in (recogniser.words(look) for look in looks)]


def is_covered(page: Page, quad: Quad) -> bool:
    """Whether a reflection has burnt out a part of the row, or the place where it would go on."""
    height = height_of(quad)
    left, right = max(0, round(quad[0][0] - height)), round(quad[1][0] + 2.5 * height)
    top, bottom = max(0, round(quad[0][1] - 0.2 * height)), round(quad[3][1] + 0.2 * height)
    around = page.image[top:bottom, left:right]
    return around.size > 0 and burnt_share(around) > _COVERED


def sex_beside(page: Page, recogniser: Recogniser) -> str | None:
    """男 or 女 from the place to the right of a lone label 性别, which the text finder overlooked; None when unsure."""
    for row in page.rows:
        if "".join(row.text.split()) in ("性别", "性別", "性"):
            height = height_of(row.quad)
            box = _box(row.quad[1][0] + 0.3 * height, row.quad[0][1], 1.8 * height, height)
            words = _look(page, box, recogniser)
            if words.text.strip() in ("男", "女") and words.least >= _LONE_SURE:
                return words.text.strip()
    return None


def with_last_line(page: Page, address: Value, recogniser: Recogniser) -> Value:
    """The address with a lone character below its last line, if there is one that the text finder overlooked."""
    if len(address.pieces) < 2:
        return address
    above, last = address.pieces[-2].quad, address.pieces[-1].quad
    pitch, height = last[0][1] - above[0][1], height_of(last)
    place = last[0][0] - 0.2 * height, last[0][1] + pitch
    width = 1.8 * height
    if pitch <= 0 or _occupied(page.rows, (*place, place[0] + width, place[1] + height)):
        return address
    corners = _box(*place, width, height)
    words = _look(page, corners, recogniser)
    text = words.text.strip()
    if len(text) not in (1, 2) or words.least < _LONE_SURE or not _is_address(text):
        return address
    first, second, third, fourth = ((float(x), float(y)) for x, y in corners)
    return Value((*address.pieces, Piece(text, words.least, (first, second, third, fourth))))


def _is_address(text: str) -> bool:
    return all(sign.isdigit() or "\u4e00" <= sign <= "\u9fff" for sign in text) and text not in ("一", "二", "三")


def _look(page: Page, box: NDArray[np.float32], recogniser: Recogniser) -> Words:
    strip: Image = strip_of(page.image, box, _MARGIN)
    return recogniser.words(strip)


def _box(left: float, top: float, width: float, height: float) -> NDArray[np.float32]:
    right, bottom = left + width, top + height
    return np.asarray([(left, top), (right, top), (right, bottom), (left, bottom)], dtype=np.float32)


def _occupied(rows: Sequence[TextRow], box: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = box
    return any(
        row.quad[0][0] < right and row.quad[1][0] > left and row.quad[0][1] < bottom and row.quad[3][1] > top
        for row in rows
    )
