"""Finds what may be lines of a machine-readable zone among OCR rows.

Invariants:
- Rows come in any order; boxes that split one printed line are joined by geometry, along the line's own direction.
- A line's text holds the zone's alphabet and ``?`` only; it may still be too long or too short.
- Work is bounded whatever the rows hold: at most ``_MOST_ROWS`` rows and ``_MOST_LINES`` lines are looked at.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from devices.documents.mrz_layout import ALPHABET, FILLER, UNREAD
from devices.documents.reading import Point, Quad, TextRow

_MOST_ROWS: Final = 200
_MOST_LINES: Final = 12
_LONGEST_ROW: Final = 120

SHORTEST: Final = 10
LONGEST: Final = 52
"""Characters: 30 to 44 are printed; a short name's line may lose all fillers at its end, and noise is added."""

_ONE_FILLER: Final = "<〈＜く‹﹤≤〱⟨ㄑ∠"
_TWO_FILLERS: Final = "«《≪⟪"
_TRANSLATED: Final = (
    dict.fromkeys(map(ord, _ONE_FILLER), FILLER)
    | dict.fromkeys(map(ord, _TWO_FILLERS), FILLER * 2)
    | {ord("|"): "I", ord("!"): "I", ord("¢"): "C", ord("$"): "S", ord("€"): "E", ord("£"): "E"}
)
# A recogniser that knows many scripts puts a Greek or Cyrillic letter where the Latin one of the same shape stands.
_SAME_SHAPES: Final = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕКМНОРСТУХІЅЈ", "ABEZHIKMNOPTYXABEKMHOPCTYXISJ")
_DROPPED: Final = frozenset(" \t\n\r\u3000\u00a0.,·`'’‘-_—")

_UPSIDE_DOWN_RUN: Final = ">>>"


@dataclass(frozen=True, slots=True)
class ZoneLine:
    """One possible line: its text, the quad around all its boxes, and the least confidence among them."""

    text: str = field(repr=False)
    quad: Quad
    confidence: float
    rows: frozenset[int]
    """Which of the given rows it was made of."""

    @property
    def height(self) -> float:
        """Of the left edge, in pixels."""
        return math.dist(self.quad[0], self.quad[3])


def possible_lines(rows: Sequence[TextRow]) -> list[ZoneLine]:
    """The rows, and the joined rows, that are about as long as a zone's line and look like one, the likeliest first."""
    pieces = [piece for index, row in enumerate(rows[:_MOST_ROWS]) if (piece := _piece(index, row)) is not None]
    lines = [*pieces, *_joined(pieces)]
    fitting = [line for line in lines if SHORTEST <= len(line.text) <= LONGEST]
    fitting.sort(key=_likelihood, reverse=True)
    return fitting[:_MOST_LINES]


def near(one: ZoneLine, other: ZoneLine) -> bool:
    """Whether two lines can belong to one zone: no further apart than three lines are."""
    reach = 6 * max(one.height, other.height)
    return math.dist(_middle(one.quad), _middle(other.quad)) <= reach + abs(_width(one.quad) - _width(other.quad))


def part_of(quad: Quad, start: int, end: int, length: int) -> Quad:
    """The part of a line's quad in which characters ``start`` to before ``end`` of ``length`` stand."""
    left, right = start / length, end / length
    top_left, top_right, bottom_right, bottom_left = quad
    return (
        _between(top_left, top_right, left),
        _between(top_left, top_right, right),
        _between(bottom_left, bottom_right, right),
        _between(bottom_left, bottom_right, left),
    )


def around(quads: Sequence[Quad]) -> Quad:
    """From the first quad's left edge to the last one's right edge."""
    return (quads[0][0], quads[-1][1], quads[-1][2], quads[0][3])


def _piece(index: int, row: TextRow) -> ZoneLine | None:
    if len(row.text) > _LONGEST_ROW or _UPSIDE_DOWN_RUN in row.text:
        return None
    text = _in_alphabet(row.text)
    if not text or text.count(UNREAD) > max(1, len(text) // 8):
        return None
    return ZoneLine(text, row.quad, row.confidence, frozenset((index,)))


def _in_alphabet(read: str) -> str:
    """Full-width forms and lower case folded, blanks and specks dropped, everything else ``?``."""
    folded = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in read if c not in _DROPPED)
    upper = folded.translate(_TRANSLATED).upper().translate(_SAME_SHAPES)
    return "".join(c if c in ALPHABET or c == FILLER else UNREAD for c in upper)


def _likelihood(line: ZoneLine) -> tuple[bool, int, int]:
    """A zone's lines have fillers or many digits; print has neither so much."""
    marks = line.text.count(FILLER) + sum(c.isdigit() for c in line.text)
    return marks * 5 >= len(line.text), marks - 3 * line.text.count(UNREAD), len(line.text)


def _joined(pieces: Sequence[ZoneLine]) -> Iterator[ZoneLine]:
    """Chains of pieces that follow each other on one printed line."""
    follower: dict[int, int] = {}
    followed: set[int] = set()
    gaps = sorted(
        (gap, one, two)
        for one, two in ((a, b) for pair in combinations(range(len(pieces)), 2) for a, b in (pair, pair[::-1]))
        if (gap := _gap(pieces[one], pieces[two])) is not None
    )
    for _, one, two in gaps:
        if one not in follower and two not in followed:
            follower[one] = two
            followed.add(two)
    for start in follower:
        if start in followed:
            continue
        chain = [start]
        while chain[-1] in follower and follower[chain[-1]] not in chain:
            chain.append(follower[chain[-1]])
        yield _as_one([pieces[index] for index in chain])
        if len(chain) > 2:
            # Something that is no part of the zone may stand on the same line, at either end.
            yield _as_one([pieces[index] for index in chain[1:]])
            yield _as_one([pieces[index] for index in chain[:-1]])


def _as_one(pieces: Sequence[ZoneLine]) -> ZoneLine:
    return ZoneLine(
        "".join(piece.text for piece in pieces),
        around([piece.quad for piece in pieces]),
        min(piece.confidence for piece in pieces),
        frozenset().union(*(piece.rows for piece in pieces)),
    )


def _gap(one: ZoneLine, two: ZoneLine) -> float | None:
    """How far ``two`` begins behind ``one``'s end, in heights; None when it does not follow on the same line."""
    height, along = one.height, _width(one.quad)
    if not height > 0 or not along > 0 or not 0.6 <= two.height / height <= 1.7:
        return None
    (left, top), (right, right_top) = one.quad[0], one.quad[1]
    direction = ((right - left) / along, (right_top - top) / along)
    end, begin = _between(one.quad[1], one.quad[2], 0.5), _between(two.quad[0], two.quad[3], 0.5)
    step = (begin[0] - end[0], begin[1] - end[1])
    forward = (step[0] * direction[0] + step[1] * direction[1]) / height
    aside = abs(step[0] * direction[1] - step[1] * direction[0]) / height
    return abs(forward) if -0.8 <= forward <= 3 and aside <= 0.5 else None


def _between(one: Point, other: Point, share: float) -> Point:
    return (one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share)


def _middle(quad: Quad) -> Point:
    return (sum(x for x, _ in quad) / 4, sum(y for _, y in quad) / 4)


def _width(quad: Quad) -> float:
    return math.dist(quad[0], quad[1])
