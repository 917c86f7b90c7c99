"""From rows of text to labelled values: what stands behind a label, beside it, or below it.

Pure; knows nothing of pictures.

Invariants:
- Any rows are taken: overlapping, empty, upside down. Nothing is raised.
- A value says where it stands, so that it can be read again and shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from devices.documents.reading import FieldName, Point, Quad, TextRow

Labels = Mapping[FieldName, tuple[str, ...]]

_SAME_LINE: Final = 0.6
"""Of the row's height: how far the middles of two rows on one line may differ."""
_BELOW: Final = 2.4
"""Row heights from a label down to its value, and from a line of an address to the next."""
_NEAR_LEFT: Final = 1.6
"""Row heights by which the beginnings of an address' lines may differ."""
_MOST_LINES: Final = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of one row."""

    text: str = field(repr=False)
    least: float
    """The confidence of the worst letter or digit."""
    quad: Quad


@dataclass(frozen=True, slots=True)
class Value:
    """What a label stands for; an address has several pieces."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The pieces joined."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def least(self) -> float:
        """The confidence of the worst character."""
        return min((piece.least for piece in self.pieces), default=0.0)

    @property
    def quad(self) -> Quad:
        """Where the first piece stands."""
        return self.pieces[0].quad


@dataclass(frozen=True, slots=True)
class _Label:
    name: FieldName
    row: TextRow
    start: int
    end: int


def height_of(quad: Quad) -> float:
    """Pixels from the upper to the lower edge, at least 1."""
    return max(1.0, (quad[3][1] - quad[0][1] + quad[2][1] - quad[1][1]) / 2)


def middle_of(quad: Quad) -> Point:
    """The centre."""
    return sum(point[0] for point in quad) / 4, sum(point[1] for point in quad) / 4


def part_of(row: TextRow, start: int, end: int) -> Piece:
    """The characters from ``start`` to ``end``, with the place they take."""
    text = row.text[start:end]
    sure = [level for sign, level in zip(text, row.sureness[start:end], strict=False) if sign.isalnum()] or [
        row.confidence
    ]
    left, right = _edge(row, start, 0.0), _edge(row, end, 1.0)
    return Piece(text.strip(), min(sure), _between(row.quad, left, max(left, right)))


def _edge(row: TextRow, index: int, otherwise: float) -> float:
    """Where along the row (0 to 1) the boundary before character ``index`` lies."""
    if len(row.places) != len(row.text) or not 0 < index < len(row.text):
        return otherwise if index in (0, len(row.text)) else index / max(1, len(row.text))
    return (row.places[index - 1] + row.places[index]) / 2


def _between(quad: Quad, left: float, right: float) -> Quad:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = quad

    def upper(share: float) -> Point:
        return x0 + (x1 - x0) * share, y0 + (y1 - y0) * share

    def lower(share: float) -> Point:
        return x3 + (x2 - x3) * share, y3 + (y2 - y3) * share

    return upper(left), upper(right), lower(right), lower(left)


def labelled(rows: Sequence[TextRow], labels: Labels, several: Iterable[FieldName] = ()) -> dict[FieldName, Value]:
    """The value of each label that is found; ``several`` names the fields that go on over several lines.

    A label with nothing behind it, beside it or below it is left out. The first label of a name counts.
    """
    found = _labels(rows, labels)
    taken = {id(label.row) for label in found}
    long_ones = frozenset(several)
    values: dict[FieldName, Value] = {}
    for label in found:
        pieces = _behind(label, found) or _beside(label, rows, taken) or _below(label, rows, taken)
        if pieces and label.name in long_ones:
            pieces = [*pieces, *_further_lines(pieces, rows, taken)]
        if pieces:
            values[label.name] = Value(tuple(pieces))
    return values


def _labels(rows: Sequence[TextRow], labels: Labels) -> list[_Label]:
    """Labels at the beginning of a row, and after a value that another label in the same row has (性别男民族汉)."""
    found: list[_Label] = []
    for row in sorted(rows, key=lambda row: middle_of(row.quad)[1]):
        at = _label_at(row, 0, labels)
        # the first of its name counts: a line of an address may begin with 民族路
        while at is not None and all(at.name is not label.name for label in found):
            found.append(at)
            at = None if at.name in _TO_THE_END else _next_label(row, at.end, labels)
    return found


_TO_THE_END: Final = frozenset({FieldName.ADDRESS, FieldName.NAME, FieldName.ISSUER, FieldName.NUMBER})
"""Their values may hold words that are labels elsewhere (民族路)."""


def _next_label(row: TextRow, start: int, labels: Labels) -> _Label | None:
    for index in range(start, len(row.text)):
        found = _label_at(row, index, labels)
        if found is not None:
            return found
    return None


def _label_at(row: TextRow, start: int, labels: Labels) -> _Label | None:
    best: _Label | None = None
    for name, words in labels.items():
        for word in words:
            end = _matches(row.text, start, word)
            if end and (best is None or end > best.end):
                best = _Label(name, row, start, _after_translation(row.text, end))
    return best


def _matches(text: str, start: int, word: str) -> int:
    """The index behind ``word`` when it stands at ``start``, blanks or not; of four characters one may be misread."""
    index, seen, wrong = start, 0, 0
    while index < len(text) and seen < len(word):
        sign = text[index]
        index += 1
        if sign.isspace():
            if seen == 0:
                return 0
            continue
        wrong += sign != word[seen]
        seen += 1
    return index if seen == len(word) and wrong <= (1 if len(word) >= 4 else 0) else 0


def _after_translation(text: str, end: int) -> int:
    """Behind ``/Name``, a colon, or blanks that follow a label."""
    index = end
    if text[index : index + 1] in ("/", "／"):
        index += 1
        while index < len(text) and (text[index].isascii() and not text[index].isdigit()):
            index += 1
    while index < len(text) and (text[index].isspace() or text[index] in ":：·."):
        index += 1
    return index


def _behind(label: _Label, found: Sequence[_Label]) -> list[Piece]:
    end = min((other.start for other in found if other.row is label.row and other.start >= label.end), default=None)
    piece = part_of(label.row, label.end, len(label.row.text) if end is None else end)
    if not piece.text:
        return []
    return [piece]


def _beside(label: _Label, rows: Sequence[TextRow], taken: set[int]) -> list[Piece]:
    """What stands to the right on the same line, up to the next label."""
    height = height_of(label.row.quad)
    line = middle_of(label.row.quad)[1]
    right = label.row.quad[1][0]
    beside = sorted(
        (
            row
            for row in rows
            if row is not label.row
            and abs(middle_of(row.quad)[1] - line) <= _SAME_LINE * max(height, height_of(row.quad))
            and row.quad[0][0] >= right - height
        ),
        key=lambda row: row.quad[0][0],
    )
    pieces: list[Piece] = []
    for row in beside:
        if id(row) in taken:
            break
        if pieces and row.quad[0][0] - pieces[-1].quad[1][0] > _FAR_APART * height:
            break
        pieces.append(part_of(row, 0, len(row.text)))
    return [piece for piece in pieces if piece.text]


_FAR_APART: Final = 2.2
"""Row heights: what stands farther to the right belongs to something else (the portrait)."""


def _below(label: _Label, rows: Sequence[TextRow], taken: set[int]) -> list[Piece]:
    height = height_of(label.row.quad)
    left, bottom = label.row.quad[0][0], label.row.quad[3][1]
    below = [
        row
        for row in rows
        if id(row) not in taken
        and -0.4 * height <= row.quad[0][1] - bottom <= _BELOW * height
        and row.quad[0][0] <= label.row.quad[1][0]
        and row.quad[1][0] >= left
        and middle_of(row.quad)[1] > bottom
    ]
    if not below:
        return []
    nearest = min(below, key=lambda row: (row.quad[0][1], row.quad[0][0]))
    piece = part_of(nearest, 0, len(nearest.text))
    return [piece] if piece.text else []


def _further_lines(pieces: Sequence[Piece], rows: Sequence[TextRow], taken: set[int]) -> list[Piece]:
    """The lines of an address below its first."""
    first = pieces[0].quad
    height, left = height_of(first), first[0][0]
    last = middle_of(first)[1]
    lines: list[Piece] = []
    for row in sorted(rows, key=lambda row: middle_of(row.quad)[1]):
        down = middle_of(row.quad)[1] - last
        if down <= 0.5 * height or id(row) in taken or not row.text.strip():
            continue
        if down > _BELOW * height or len(lines) >= _MOST_LINES:
            break
        if abs(row.quad[0][0] - left) <= _NEAR_LEFT * height:
            lines.append(part_of(row, 0, len(row.text)))
            last = middle_of(row.quad)[1]
    return lines
