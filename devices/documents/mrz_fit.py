"""Brings a line that was read too short or too long to the length of its format, and says how well it fits.

Invariants:
- Recognisers lose and add fillers in runs of them; that is mended first. Any other lost or surplus character can only
  be guessed at, and the fit says so.
- At most some hundred fits are tried for a line; no repair by look-alikes happens here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from devices.documents.mrz_layout import FILLER, STATES, UNREAD, Layout, Span, check_digit
from devices.documents.mrz_repair import Place, forced

_MOST_LOST: Final = 14
_MOST_SPLIT: Final = 4
_MOST_SURPLUS: Final = 6

SEXES: Final = "MF<X"

_PASSPORT: Final = "P"
_CARDS: Final = "ACI"


@dataclass(frozen=True, slots=True)
class Fit:
    """A text of the right length. ``guessed``: a character other than a filler was put in or taken out."""

    text: str = field(repr=False)
    points: int
    guessed: bool


def best_fit(text: str, layout: Layout, line: int) -> Fit | None:
    """The fit of ``text`` as line number ``line`` that scores most; None when no length can be reached.

    Where two different fits score the same, the first is given as guessed.
    """
    scored = []
    for fitted, guessed in _fits(text, layout.length):
        # A guess must earn more than filling up does.
        scored.append(Fit(fitted, line_points(fitted, layout, line) - 2 * guessed, guessed))
    if not scored:
        return None
    best = max(scored, key=lambda fit: fit.points)
    rivals = any(fit.points == best.points and fit.text != best.text for fit in scored)
    return Fit(best.text, best.points, best.guessed or rivals)


def names_fit(text: str, layout: Layout) -> str:
    """A line that ends with names, filled up or cut off at its end, where only fillers get lost."""
    return text.rstrip(FILLER)[: layout.length].ljust(layout.length, FILLER)


def line_points(text: str, layout: Layout, line: int) -> int:
    """How much this looks like line number ``line``: three for a check digit that holds, less for codes that exist."""
    points = 0
    if layout.number.line == line:
        body, digit, _ = number_in(text, layout)
        points += 3 * bool(body.strip(FILLER) and check_digit(body) == forced(digit, Place.DIGIT))
    for span, check in ((layout.birth, layout.birth_check), (layout.expiry, layout.expiry_check)):
        if span.line == line:
            points += 3 * (check_digit(forced(_at(text, span), Place.DIGIT)) == forced(_at(text, check), Place.DIGIT))
    if layout.optional_check is not None and layout.optional_check.line == line:
        optional, digit = _at(text, layout.optional), _at(text, layout.optional_check)
        points += digit in "<0O" if not optional.strip(FILLER) else check_digit(optional) == forced(digit, Place.DIGIT)
    if layout.sex.line == line:
        points += _at(text, layout.sex) in SEXES
    if layout.nationality.line == line:
        points += 2 * (state_in(_at(text, layout.nationality)) in STATES)
    if layout.state.line == line:
        points += 2 * (state_in(_at(text, layout.state)) in STATES)
        points += 3 * (text[0] in (_CARDS if layout.length != 44 else _PASSPORT))
    if layout.names.line == line:
        names = forced(_at(text, layout.names), Place.LETTER)
        points += 2 * (FILLER * 2 in names) - sum(c.isdigit() for c in _at(text, layout.names)) // 3
    return points


def number_in(text: str, layout: Layout) -> tuple[str, str, str]:
    """The number, its check digit, and the optional data left, in the line that holds them.

    A card's long number goes on in the optional data, its check digit at the end (Doc 9303 parts 5 and 6).
    """
    first, digit, optional = (_at(text, span) for span in (layout.number, layout.number_check, layout.optional))
    more, _, rest = optional.partition(FILLER)
    if digit == FILLER and layout.optional_check is None and len(more) > 1:
        return first + more[:-1], more[-1], rest
    return first, digit, optional


def state_in(text: str) -> str:
    """A state's code as its place allows it: letters, fillers off its end."""
    return forced(text, Place.LETTER).rstrip(FILLER)


def _at(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _fits(text: str, length: int) -> Iterator[tuple[str, bool]]:
    missing = length - len(text)
    if missing == 0:
        yield text, False
    elif 0 < missing <= _MOST_LOST:
        yield from _filled_up(text, missing)
    elif -_MOST_SURPLUS <= missing < 0:
        yield from _taken_out(text, -missing)


def _filled_up(text: str, missing: int) -> Iterator[tuple[str, bool]]:
    runs = [run.start() for run in re.finditer(f"{FILLER}+", text)]
    for at in runs:
        yield _put(text, at, FILLER * missing), False
    if missing <= _MOST_SPLIT:
        for one in runs:
            for two in (run for run in runs if run > one):
                for share in range(1, missing):
                    yield _put(_put(text, two, FILLER * share), one, FILLER * (missing - share)), False
        for at in range(len(text) + 1):
            # A filler that stood alone (a number of eight characters, Germany's D<<) leaves no run behind.
            yield _put(text, at, FILLER * missing), True
    if missing == 1:
        for at in range(len(text) + 1):
            yield _put(text, at, UNREAD), True


def _taken_out(text: str, surplus: int) -> Iterator[tuple[str, bool]]:
    for run in re.finditer(f"{FILLER}{{{surplus + 1},}}", text):
        yield text[: run.start()] + text[run.start() + surplus :], False
    for front in range(surplus + 1):
        yield text[front : len(text) - (surplus - front)], True
    if surplus == 1:
        for at in range(len(text)):
            yield text[:at] + text[at + 1 :], True


def _put(text: str, at: int, more: str) -> str:
    return text[:at] + more + text[at:]
