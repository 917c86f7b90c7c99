"""Document numbers in recognised text: found by their form, proven by their check digit where there is one.

The algorithm is python-stdnum's (ISO 7064 MOD 11-2, as GB 11643 has it).

Invariants:
- A number that was repaired (O for 0) is only returned when its check digit holds, and says that it was repaired.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from stdnum.iso7064 import mod_11_2

from devices.documents.labels import Piece, height_of, middle_of, part_of
from devices.documents.reading import TextRow

_LOOK_ALIKES: Final = str.maketrans("OoQDIlLi|ZzSsBx", "0000111112" + "2558X")
_EIGHTEEN: Final = re.compile(r"(?<![0-9A-Za-z])[0-9OoQDIlLi|ZzSsB]{17}[0-9OoQDIlLi|ZzSsBXx](?![0-9A-Za-z])")
_FOREIGNER_2017: Final = re.compile(r"(?<![A-Z0-9])[A-Z]{3}\d{12}(?!\d)")
_HM: Final = re.compile(r"(?<![A-Z0-9])[HM]\d{8}(?:\d\d)?(?!\d)")
_TW: Final = re.compile(r"(?<![A-Z0-9])(?:\d{8}|\d{10}[A-Z]?|[A-Z]\d{9})(?![0-9A-Z])")
_SERVICE: Final = re.compile(r"[\u4e00-\u9fa5]字第[0-9A-Za-z]{4,8}号?")

_EARLIEST: Final = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number and what speaks for it. ``proven``: the check digit holds and no character was exchanged."""

    text: str = field(repr=False)
    piece: Piece
    check_digit: bool | None
    """None where the form has none."""
    repaired: bool

    @property
    def proven(self) -> bool:
        """Whether the number stands on its own."""
        return self.check_digit is True and not self.repaired


def eighteen_digits(rows: Sequence[TextRow]) -> FoundNumber | None:
    """The number of GB 11643 form; one whose check digit holds before one that fails."""
    failing: FoundNumber | None = None
    for row in (*rows, *_joined(rows)):
        compact, places = _compact(row.text)
        for match in _EIGHTEEN.finditer(compact):
            raw = match.group()
            text = raw.translate(_LOOK_ALIKES)
            piece = part_of(row, places[match.start()], places[match.end() - 1] + 1)
            holds = mod_11_2.is_valid(text) and birth_date_of(text) is not None
            repaired = text != raw.upper()
            if holds:
                return FoundNumber(text, piece, check_digit=True, repaired=repaired)
            if not repaired and failing is None:
                failing = FoundNumber(text, piece, check_digit=False, repaired=False)
    return failing


def foreigner_of_2017(rows: Sequence[TextRow]) -> FoundNumber | None:
    """Three letters and twelve digits. Its check digit (7-3-1) rests on one sample, so it proves nothing."""
    return _first(rows, _FOREIGNER_2017)


def hm_pass(rows: Sequence[TextRow]) -> FoundNumber | None:
    """``H`` or ``M`` and eight digits (ten on the old ones, with the count of issues). No check digit."""
    return _first(rows, _HM)


def tw_pass(rows: Sequence[TextRow]) -> FoundNumber | None:
    """Eight digits; ten and a letter on old ones. No check digit, so dates must be kept away from it."""
    return _first([row for row in rows if not re.search(r"\d{4}[.\-年]\d", row.text)], _TW)


def service_number(rows: Sequence[TextRow]) -> FoundNumber | None:
    """``军字第1234567号`` and the like. No check digit."""
    return _first(rows, _SERVICE)


def birth_date_of(number: str) -> date | None:
    """The birth date inside an 18-character number; None when it is no date."""
    try:
        found = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return found if found >= _EARLIEST else None


def is_male(number: str) -> bool:
    """By the 17th digit of an 18-character number (GB 11643)."""
    return int(number[16]) % 2 == 1


def _first(rows: Iterable[TextRow], form: re.Pattern[str]) -> FoundNumber | None:
    for row in rows:
        compact, places = _compact(row.text)
        match = form.search(compact)
        if match is not None:
            piece = part_of(row, places[match.start()], places[match.end() - 1] + 1)
            return FoundNumber(match.group(), piece, check_digit=None, repaired=False)
    return None


def _compact(text: str) -> tuple[str, list[int]]:
    """Without blanks, and where each character stood."""
    kept = [(sign, index) for index, sign in enumerate(text) if not sign.isspace()]
    return "".join(sign for sign, _ in kept), [index for _, index in kept]


def _joined(rows: Sequence[TextRow]) -> list[TextRow]:
    """Neighbours on one line as one row: a number is sometimes found as two boxes."""
    joined: list[TextRow] = []
    for row in rows:
        height, line = height_of(row.quad), middle_of(row.quad)[1]
        for other in rows:
            gap = other.quad[0][0] - row.quad[1][0]
            if other is row or abs(middle_of(other.quad)[1] - line) > height / 2 or not -height <= gap <= 2 * height:
                continue
            quad = row.quad[0], other.quad[1], other.quad[2], row.quad[3]
            joined.append(TextRow(row.text + other.text, min(row.confidence, other.confidence), quad))
    return joined
