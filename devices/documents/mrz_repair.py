"""Mends what OCR misread in a zone, by the kind of character that each place may hold and by the check digits.

Invariants:
- Two kinds of repair are told apart. One that the place forces (``O`` where only digits stand) leaves the check digit
  free to prove the result. One that the check digit had to choose among several leaves nothing to prove it with: such
  a field is ``chosen`` and stays in doubt until a second source says the same.
- Where two candidates hold, none is taken.
- The number of candidates tried is bounded: at most two places and eight look-alikes are exchanged at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import combinations, product
from typing import Final

from devices.documents.mrz_layout import ALPHABET, FILLER, UNREAD, check_digit, same_check_value


class Place(Enum):
    """What may stand at a place."""

    DIGIT = "digit"
    LETTER = "letter"
    """Or a filler."""
    ANY = "any"
    """Digit, letter or filler."""


_TO_DIGIT: Final = {
    "O": "0", "Q": "0", "D": "0", "U": "0", "C": "0", "I": "1", "L": "1", "J": "1", "Z": "2", "S": "5", "G": "6",
    "T": "7", "B": "8", "A": "4", "Y": "4",
}  # fmt: skip
_TO_LETTER: Final = {"0": "O", "1": "I", "2": "Z", "5": "S", "6": "G", "8": "B", "4": "A", "7": "T", "3": "B", "9": "G"}

_LOOK_ALIKES: Final = (
    "0OQDUC", "1ILTJ7", "2Z7", "5S", "6GC", "8B3S", "4AY", "9G", "MNW", "HR", "HN", "PF", "EF", "VY", "VU", "K<X",
)  # fmt: skip
"""Characters of OCR-B, and of the plainer fonts that recognisers learnt from, that are taken for one another."""

ALIKE: Final = {
    character: "".join(
        dict.fromkeys(other for group in _LOOK_ALIKES if character in group for other in group if other != character)
    )
    for character in ALPHABET + FILLER
}

_HABITS: Final = tuple(pair for one, two in ("0O", "1I", "2Z", "5S", "8B") for pair in ((one, two), (two, one)))
"""What a recogniser takes for another again and again within one line."""

_MOST_PLACES: Final = 2
_MOST_HELD: Final = 12


@dataclass(frozen=True, slots=True)
class Settled:
    """One checked field after repair. ``holds``: the check digit is right for ``text``.

    ``chosen``: the check digit was used to choose, so that it proves nothing. ``exchanged``: some character was.
    """

    text: str
    digit: str
    holds: bool
    chosen: bool
    exchanged: bool

    @property
    def proven(self) -> bool:
        """The check digit holds for the only text that the places allow."""
        return self.holds and not self.chosen


def forced(text: str, place: Place) -> str:
    """``text`` with every character exchanged that cannot stand at such a place; ``?`` where nothing fits.

    A filler among digits is no digit, though its check value is that of ``0``: it becomes ``?``.
    """
    match place:
        case Place.DIGIT:
            return "".join(c if c.isdigit() else _TO_DIGIT.get(c, UNREAD) for c in text)
        case Place.LETTER:
            return "".join(_TO_LETTER.get(c, c) for c in text)
        case Place.ANY:
            return text


def settle(read: str, read_digit: str, place: Place, *, empty_allowed: bool = False) -> Settled:
    """The field and its check digit as the places allow them; candidates are tried when the digit does not hold.

    ``empty_allowed``: an empty field may have ``<`` instead of its digit (Doc 9303 part 4, the personal number).
    """
    text = forced(read, place)
    if empty_allowed and not text.strip(FILLER) and read_digit == FILLER:
        return Settled(text, FILLER, holds=True, chosen=False, exchanged=False)
    digit = forced(read_digit, Place.DIGIT)
    exchanged = (text, digit) != (read, read_digit)
    if check_digit(text) == digit:
        return Settled(text, digit, holds=True, chosen=False, exchanged=exchanged)
    for holding in _by_number_of_exchanges(read, text, digit, place):
        if len(holding) == 1:
            return Settled(holding[0], digit, holds=True, chosen=True, exchanged=True)
        if holding:
            break
    return Settled(text, digit, holds=False, chosen=True, exchanged=exchanged)


def like(read: str, other: str) -> bool:
    """Whether ``read`` may be ``other`` with look-alikes exchanged."""
    return len(read) == len(other) and all(
        one in (two, UNREAD) or two in ALIKE.get(one, "") for one, two in zip(read, other, strict=True)
    )


def hidden_look_alikes(text: str) -> Iterator[str]:
    """Texts with look-alikes exchanged that have the same check digit as ``text``: what no check digit can tell apart.

    One place by a character of the same value (6 and G), or two or three places by one habit of the recogniser: two O
    read as 0 cancel out where they weigh 7 and 3.
    """
    for index, character in enumerate(text):
        for other in ALIKE.get(character, ""):
            if same_check_value(character, other):
                yield text[:index] + other + text[index + 1 :]
    digit = check_digit(text)
    for was, other in _HABITS:
        places = [index for index, character in enumerate(text) if character == was]
        for count in (2, 3):
            for chosen in combinations(places, count):
                changed = "".join(other if index in chosen else c for index, c in enumerate(text))
                if check_digit(changed) == digit:
                    yield changed


def _by_number_of_exchanges(read: str, text: str, digit: str, place: Place) -> Iterator[list[str]]:
    """The texts that hold: 0 and O as their neighbours are, one exchange, a habit of the recogniser, two exchanges."""
    if place is Place.ANY:
        inner = _as_neighbours(text)
        yield _holding(iter((inner,)), digit)
        yield _holding(iter((_first_as_neighbour(inner),)), digit)
    others = [_others(was, now, place) for was, now in zip(read, text, strict=True)]
    yield _holding(_exchanged(text, others, 1), digit)
    # A recogniser that reads one O as 0 reads them all so.
    yield _holding((text.replace(*pair) for pair in (("0", "O"), ("O", "0")) if place is Place.ANY), digit)
    yield _holding(_exchanged(text, others, _MOST_PLACES), digit)


def _as_neighbours(text: str) -> str:
    """``0`` between letters as ``O``, and ``O`` between digits as ``0``: by far the commonest mistake."""
    characters = list(text)
    for index in range(1, len(text) - 1):
        beside = text[index - 1] + text[index + 1]
        nearest = beside.replace("0", "").replace("O", "") or beside
        if text[index] == "0" and nearest.isalpha():
            characters[index] = "O"
        elif text[index] == "O" and nearest.isdigit():
            characters[index] = "0"
    return "".join(characters)


def _first_as_neighbour(text: str) -> str:
    first, second = text[:1], text[1:2]
    if first == "0" and second.isalpha():
        return "O" + text[1:]
    if first == "O" and second.isdigit():
        return "0" + text[1:]
    return text


def _holding(candidates: Iterator[str], digit: str) -> list[str]:
    found: dict[str, None] = {}
    for candidate in candidates:
        if check_digit(candidate) == digit:
            found[candidate] = None
            if len(found) >= _MOST_HELD:
                break
    return list(found)


def _others(was: str, now: str, place: Place) -> str:
    if now == UNREAD:
        return {Place.DIGIT: ALPHABET[:10], Place.LETTER: ALPHABET[10:] + FILLER, Place.ANY: ALPHABET + FILLER}[place]
    alike = dict.fromkeys(ALIKE.get(was, "") + ALIKE.get(now, ""))
    if place is Place.DIGIT:
        return "".join(c for c in alike if c.isdigit() and c != now)
    if place is Place.LETTER:
        return "".join(c for c in alike if not c.isdigit() and c != now)
    return "".join(c for c in alike if c != now)


def _exchanged(text: str, others: list[str], places: int) -> Iterator[str]:
    indices = [index for index, choices in enumerate(others) if choices]
    unread = {index for index, character in enumerate(text) if character == UNREAD}
    for chosen in combinations(indices, places):
        if not unread <= set(chosen):
            continue
        for characters in product(*(others[index] for index in chosen)):
            changed = list(text)
            for index, character in zip(chosen, characters, strict=True):
                changed[index] = character
            yield "".join(changed)
