"""The two-digit years of a zone (ICAO Doc 9303 part 3 section 4.8 leaves the century to the reader).

Invariants:
- A birth is never after ``today``. Somebody over a hundred therefore reads a hundred years too young: two digits cannot
  say more.
- An expiry lies from fifty years before to forty-nine years after ``today``.
"""

from datetime import date


def birth_day(text: str, today: date) -> date | None:
    """YYMMDD as the latest such day that is not after ``today``; None when it is no day."""
    day = _day(text, today.year - today.year % 100)
    if day is None or day > today:
        return _day(text, today.year - today.year % 100 - 100)
    return day


def expiry_day(text: str, today: date) -> date | None:
    """YYMMDD as the day nearest to ``today``'s century; None when it is no day."""
    if not _is_six_digits(text):
        return None
    year = today.year - 50 + (int(text[:2]) - (today.year - 50)) % 100
    return _day(text, year - int(text[:2]))


def _day(text: str, century: int) -> date | None:
    if not _is_six_digits(text):
        return None
    try:
        return date(century + int(text[:2]), int(text[2:4]), int(text[4:]))
    except ValueError:
        return None


def _is_six_digits(text: str) -> bool:
    return len(text) == 6 and text.isascii() and text.isdigit()
