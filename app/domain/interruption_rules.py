"""From where on a risk counts, and the codes of causes and measures: the policy pack's part ``interruption``.

Invariants:
- Bounds never run against each other: a later level is never reached before an earlier one.
- No bound is law unless its source says so: no statutory hour is known for the delivery of records.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum, StrEnum
from itertools import pairwise

from app.domain.late_entry import LateEntryRules, late_entry_rules_from
from app.domain.law import LegalReference, reference_from
from app.domain.pack_values import Entry, entries, flag, number, text, texts


class RiskLevel(IntEnum):
    """How near the outlet's data are to not reaching the province."""

    NORMAL = 0
    WATCH = 1
    WARNING = 2
    INTERRUPTED = 3

    @property
    def code(self) -> str:
        """The level's word on the wire and in answers."""
        return self.name.lower()


class RiskKind(StrEnum):
    """What is looked at, in the order in which it is told."""

    OLDEST_UNSENT = "oldest_unsent"
    """How long the oldest unsent record has been waiting."""
    FAILURES = "failures"
    """Failed attempts, by cause."""
    BACKLOG = "backlog"
    BACKLOG_PACE = "backlog_pace"
    """How soon the backlog is at its warning, at the pace of the last day."""
    DISK_DAYS = "disk_days"
    DISK_FREE = "disk_free"
    BATTERY = "battery"
    KEY_DAYS = "key_days"
    ENROLMENT_DAYS = "enrolment_days"
    CLOCK = "clock"
    DEVICES = "devices"


LESS_IS_WORSE = frozenset(
    {
        RiskKind.BACKLOG_PACE,
        RiskKind.DISK_DAYS,
        RiskKind.DISK_FREE,
        RiskKind.BATTERY,
        RiskKind.KEY_DAYS,
        RiskKind.ENROLMENT_DAYS,
    }
)
"""Of these little is left; of the others there is too much."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The values at which the levels begin, themselves included; None where a level is never reached."""

    watch: int
    warning: int | None
    interrupted: int | None
    source: str

    def of(self, level: RiskLevel) -> int | None:
        """Where ``level`` begins."""
        return {
            RiskLevel.NORMAL: None,
            RiskLevel.WATCH: self.watch,
            RiskLevel.WARNING: self.warning,
            RiskLevel.INTERRUPTED: self.interrupted,
        }[level]


@dataclass(frozen=True, slots=True)
class FailureRule:
    """Causes of failed attempts that weigh alike; ``bounds`` count attempts. No causes: all that stand nowhere else."""

    code: str
    causes: frozenset[str]
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Cause:
    """Why data do not flow. ``planned`` ones can be announced."""

    code: str
    label: str
    label_en: str
    planned: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """What an outlet does meanwhile."""

    code: str
    label: str
    label_en: str


@dataclass(frozen=True, slots=True)
class OutageTemplate:
    """A usual planned outage, to begin a notice with."""

    code: str
    label: str
    label_en: str
    cause: str
    lasts: timedelta
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InterruptionRules:
    """The part ``interruption`` of a pack.

    A record is late when its receipt came more than ``late_after`` after it was made. A notice is short when it is
    given less than ``notice_lead`` ahead; it is sent all the same.
    """

    bounds: Mapping[RiskKind, Bounds]
    failures: tuple[FailureRule, ...]
    late_after: timedelta
    notice_lead: timedelta
    longest_plan: timedelta
    causes: tuple[Cause, ...]
    measures: tuple[Measure, ...]
    templates: tuple[OutageTemplate, ...]
    references: tuple[LegalReference, ...]
    late_entry: LateEntryRules

    def failure_rule(self, cause: str) -> FailureRule:
        """What failed attempts with that cause stand under."""
        named = next((rule for rule in self.failures if cause in rule.causes), None)
        return named or next(rule for rule in self.failures if not rule.causes)

    def cause(self, code: str) -> Cause | None:
        """The cause with that code."""
        return next((cause for cause in self.causes if cause.code == code), None)

    def measure(self, code: str) -> Measure | None:
        """The measure with that code."""
        return next((measure for measure in self.measures if measure.code == code), None)

    def template(self, code: str) -> OutageTemplate | None:
        """The template with that code."""
        return next((template for template in self.templates if template.code == code), None)


def interruption_rules_from(part: Entry) -> InterruptionRules:
    """Read the parsed ``interruption.json``. Raises KeyError, TypeError, ValueError: the pack cannot be used then."""
    rules = InterruptionRules(
        bounds=_bounds_by_kind(entries(part, "risks")),
        failures=tuple(_failure_rule(entry) for entry in entries(part, "failures")),
        late_after=timedelta(seconds=number(part, "late_after_seconds")),
        notice_lead=timedelta(hours=number(part, "notice_lead_hours")),
        longest_plan=timedelta(days=number(part, "longest_plan_days")),
        causes=tuple(_cause(entry) for entry in entries(part, "causes")),
        measures=tuple(
            Measure(text(entry, "code"), text(entry, "label"), text(entry, "label_en"))
            for entry in entries(part, "measures")
        ),
        templates=tuple(_template(entry) for entry in entries(part, "templates")),
        references=tuple(reference_from(entry) for entry in entries(part, "references")),
        late_entry=late_entry_rules_from(part),
    )
    _require_whole(rules)
    return rules


def _bounds_by_kind(found: Sequence[Entry]) -> dict[RiskKind, Bounds]:
    bounds = {
        kind: _bounds(entry, less_is_worse=kind in LESS_IS_WORSE)
        for entry in found
        for kind in (RiskKind(text(entry, "kind")),)
    }
    if len(bounds) != len(found) or bounds.keys() != set(RiskKind) - {RiskKind.FAILURES}:
        raise ValueError("risks")
    return bounds


def _bounds(entry: Entry, *, less_is_worse: bool) -> Bounds:
    bounds = Bounds(
        watch=number(entry, "watch"),
        warning=number(entry, "warning") if "warning" in entry else None,
        interrupted=number(entry, "interrupted") if "interrupted" in entry else None,
        source=text(entry, "source"),
    )
    values = [value for value in (bounds.watch, bounds.warning, bounds.interrupted) if value is not None]
    if values[0] < 0 or any(
        (later > earlier) if less_is_worse else (later < earlier) for earlier, later in pairwise(values)
    ):
        raise ValueError("bounds that run against each other")
    return bounds


def _failure_rule(entry: Entry) -> FailureRule:
    return FailureRule(text(entry, "code"), frozenset(texts(entry, "causes")), _bounds(entry, less_is_worse=False))


def _cause(entry: Entry) -> Cause:
    return Cause(text(entry, "code"), text(entry, "label"), text(entry, "label_en"), flag(entry, "planned"))


def _template(entry: Entry) -> OutageTemplate:
    return OutageTemplate(
        code=text(entry, "code"),
        label=text(entry, "label"),
        label_en=text(entry, "label_en"),
        cause=text(entry, "cause"),
        lasts=timedelta(hours=number(entry, "hours")),
        measures=texts(entry, "measures"),
    )


def _require_whole(rules: InterruptionRules) -> None:
    for codes in (
        [cause.code for cause in rules.causes],
        [measure.code for measure in rules.measures],
        [template.code for template in rules.templates],
        [rule.code for rule in rules.failures],
        [cause for rule in rules.failures for cause in rule.causes],
    ):
        if len(set(codes)) != len(codes):
            raise ValueError("two entries share a code")
    if sum(not rule.causes for rule in rules.failures) != 1:
        raise ValueError("one rule is for the causes that no other names")
    if not any(cause.planned for cause in rules.causes) or all(cause.planned for cause in rules.causes):
        raise ValueError("causes for notices and for reports")
    for template in rules.templates:
        cause = rules.cause(template.cause)
        if cause is None or not cause.planned or any(rules.measure(code) is None for code in template.measures):
            raise ValueError("a template with a code that is not there")
        if not timedelta(0) < template.lasts <= rules.longest_plan:
            raise ValueError("hours")
    if not rules.measures or rules.late_after <= timedelta(0) or rules.notice_lead < timedelta(0):
        raise ValueError("numbers")
