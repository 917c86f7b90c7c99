"""How the rates are defined and what is aimed at: words and numbers of the policy pack (``statistics.json``)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from app.domain.pack_values import Entry, entries, number, text
from app.domain.statistics import RateCode


@dataclass(frozen=True, slots=True)
class RateRule:
    """One rate in words: ``counted`` over ``out_of``. ``target`` is in hundredths of a per cent."""

    code: RateCode
    label: str
    label_en: str
    counted: str
    counted_en: str
    out_of: str
    out_of_en: str
    target: int
    source: str


@dataclass(frozen=True, slots=True)
class StatisticsRules:
    """The three rates, and the bounds by which upload delays are counted, shortest first."""

    rates: tuple[RateRule, ...]
    delay_bounds: tuple[timedelta, ...]

    def rate(self, code: RateCode) -> RateRule:
        """The definition of that rate; every one is there."""
        return next(rule for rule in self.rates if rule.code is code)


def statistics_rules_from(part: Entry) -> StatisticsRules:
    """Read the parsed ``statistics.json``. Raises KeyError, TypeError, ValueError: the pack cannot be used then."""
    rates = tuple(_rate(entry) for entry in entries(part, "rates"))
    if sorted(rule.code for rule in rates) != sorted(RateCode):
        raise ValueError("rates")
    return StatisticsRules(rates, _bounds(entries(part, "delay_bounds")))


def _rate(entry: Entry) -> RateRule:
    target = number(entry, "target_hundredths")
    if not 0 <= target <= 10_000:
        raise ValueError("target_hundredths")
    return RateRule(
        code=RateCode(text(entry, "code")),
        label=text(entry, "label"),
        label_en=text(entry, "label_en"),
        counted=text(entry, "counted"),
        counted_en=text(entry, "counted_en"),
        out_of=text(entry, "out_of"),
        out_of_en=text(entry, "out_of_en"),
        target=target,
        source=text(entry, "source"),
    )


def _bounds(found: Sequence[Entry]) -> tuple[timedelta, ...]:
    bounds = tuple(timedelta(seconds=number(entry, "seconds")) for entry in found)
    if not bounds or list(bounds) != sorted(set(bounds)) or bounds[0] <= timedelta(0):
        raise ValueError("delay_bounds")
    return bounds
