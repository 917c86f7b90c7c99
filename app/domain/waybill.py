"""Waybill numbers: whose are they, and do they hold together?

Invariants:
- Recognition is a suggestion with a confidence, never a veto: private carriers publish no number formats, so the
  patterns are data (``resources/policy/carriers.json``) and a number that nobody knows may still be accepted.
- The one hard rule is the UPU S10 check digit, which is a published standard.
- A consignment's sub-parcels share their main number; what stops one of them stops them all.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

_S10 = re.compile(r"([A-Z]{2})(\d{8})(\d)([A-Z]{2})", re.ASCII)
_S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_PLAUSIBLE = re.compile(r"(?=.*\d)[0-9A-Z][0-9A-Z-]{7,39}", re.ASCII)


class CheckDigit(StrEnum):
    """What the check digit says."""

    OK = "ok"
    BAD = "bad"
    NONE = "none"
    """This number has none that is publicly known."""


@dataclass(frozen=True, slots=True)
class CarrierPattern:
    """One family of numbers. ``confidence`` is 0 to 100 and says how much this shape alone tells about the carrier."""

    carrier: str
    pattern: re.Pattern[str]
    confidence: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A carrier that a number may belong to, with the confidence in it (0 to 100)."""

    carrier: str
    confidence: int


@dataclass(frozen=True, slots=True)
class Waybill:
    """The waybill of a parcel, as scanned. ``carrier`` is the best candidate, or what the clerk chose, or None."""

    number: str
    carrier: str | None


def normalised(text: str) -> str:
    """A scanned number in capitals without surrounding or inner blanks; sub-parcel suffixes (``-1-1-``) are kept."""
    return "".join(text.split()).upper()


def looks_like_waybill(number: str) -> bool:
    """Whether a scan may be a waybill number at all: 8 to 40 capitals, digits and hyphens, one digit at least."""
    return _PLAUSIBLE.fullmatch(number) is not None


def main_number(number: str) -> str:
    """The number that all sub-parcels of one consignment share: what stands before the suffix (``-1-1-``).

    ``number`` is normalised; a number whose beginning is no waybill number by itself has no suffix and is its own.
    """
    main = number.partition("-")[0]
    return main if looks_like_waybill(main) else number


def recognise(number: str, patterns: Sequence[CarrierPattern]) -> tuple[Candidate, ...]:
    """The carriers whose patterns match, surest first; empty when nobody's do.

    A sub-parcel's suffix (``-1-1-``) says nothing about the carrier and is left aside.
    """
    number = main_number(number)
    best: dict[str, int] = {}
    for family in patterns:
        if family.pattern.fullmatch(number) and family.confidence > best.get(family.carrier, -1):
            best[family.carrier] = family.confidence
    ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Candidate(carrier, confidence) for carrier, confidence in ranked)


def waybills_among(texts: Sequence[str], patterns: Sequence[CarrierPattern]) -> tuple[str, ...]:
    """The distinct waybill numbers among scanned texts, normalised, in the order of ``texts``.

    Where some fit a carrier's pattern, the others (routes, bags, serial numbers) are left out: any number of eight
    digits may be a waybill's, but beside one that is known it hardly is.
    """
    numbers = dict.fromkeys(number for text in texts if looks_like_waybill(number := normalised(text)))
    known = tuple(number for number in numbers if recognise(number, patterns))
    return known or tuple(numbers)


def s10_country(number: str) -> str | None:
    """The country whose post issued an S10 number with a right check digit (ISO 3166-1); None for any other number."""
    return number[-2:] if check_digit(number) is CheckDigit.OK else None


def check_digit(number: str) -> CheckDigit:
    """The S10 check digit (UPU standard S10: weights 8 6 4 2 3 5 9 7, mod 11; 10 becomes 0 and 11 becomes 5)."""
    shape = _S10.fullmatch(number)
    if shape is None:
        return CheckDigit.NONE
    total = sum(weight * int(digit) for weight, digit in zip(_S10_WEIGHTS, shape[2], strict=True))
    expected = {10: 0, 11: 5}.get(11 - total % 11, 11 - total % 11)
    return CheckDigit.OK if expected == int(shape[3]) else CheckDigit.BAD
