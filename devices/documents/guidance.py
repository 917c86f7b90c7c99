"""What to tell who holds a document under the camera, from one live picture, in a few milliseconds.

Invariants:
- No state: one picture in, one hint out. Whoever shows hints smooths them.
- Hints come in the order in which they help: first something to see, then all of it, then near, straight, lit, still.
"""

from typing import Final

from devices.documents.card_edges import FoundCard, find_card, side_lengths
from devices.documents.picture_quality import measured, problems_of
from devices.documents.reading import CaptureGuidance, CaptureHint, PictureProblem, Quad
from devices.vision.pixels import Image

_NEAR_WIDTH: Final = 640
"""Pixels of the card's long side from which single characters are read well."""
_GOOD_WIDTH: Final = 1100
_EVEN: Final = 0.72
"""Shorter over longer of two opposite sides."""
_FLATTEST: Final = 1.15
_LONGEST: Final = 2.1
"""Long over short side of a document seen from above: a passport page has 1.42, a card 1.586."""
_GOOD_SHARPNESS: Final = 0.15


def guide(image: Image) -> CaptureGuidance:
    """What this picture says. ``score`` ranks pictures of one document: larger and sharper is better, glare is worse.

    Raises ValueError for an array that is no picture.
    """
    found = find_card(image)
    quality = measured(image, None if found is None else found.quad)
    problems = problems_of(quality, found)
    if found is None:
        hint = CaptureHint.MORE_LIGHT if PictureProblem.DARK in problems else CaptureHint.SHOW_DOCUMENT
        return CaptureGuidance(hint, None, 0.0)
    hint = _hint(found, problems, quality.width)
    size = min(1.0, quality.width / _GOOD_WIDTH)
    sharpness = min(1.0, quality.sharpness / _GOOD_SHARPNESS)
    score = size * (0.3 + 0.7 * sharpness) * max(0.0, 1 - 20 * quality.burnt)
    return CaptureGuidance(hint, found.quad, score if hint is CaptureHint.READY else score / 4)


def _hint(found: FoundCard, problems: tuple[PictureProblem, ...], width: float) -> CaptureHint:
    """The first that applies."""
    in_order = (
        (CaptureHint.FARTHER, PictureProblem.CUT_OFF in problems),
        (CaptureHint.CLOSER, width < _NEAR_WIDTH),
        (CaptureHint.TURN, _askew(found.quad)),
        (CaptureHint.MORE_LIGHT, PictureProblem.DARK in problems),
        (CaptureHint.GLARE, PictureProblem.GLARE in problems),
        (CaptureHint.HOLD_STILL, PictureProblem.BLURRED in problems),
    )
    return next((hint for hint, applies in in_order if applies), CaptureHint.READY)


def _askew(quad: Quad) -> bool:
    """Whether the document is seen so much from the side that its far end is too small to read."""
    lengths = [
        ((quad[side][0] - quad[side - 1][0]) ** 2 + (quad[side][1] - quad[side - 1][1]) ** 2) ** 0.5
        for side in range(4)
    ]
    if min(lengths[0], lengths[2]) < _EVEN * max(lengths[0], lengths[2]):
        return True
    if min(lengths[1], lengths[3]) < _EVEN * max(lengths[1], lengths[3]):
        return True
    along, down = side_lengths(quad)
    return not _FLATTEST <= max(along, down) / max(1.0, min(along, down)) <= _LONGEST
