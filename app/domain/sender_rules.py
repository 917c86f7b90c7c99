"""The policy pack's part about senders: reasons, relations, ages and thresholds, as data.

Invariants:
- Nothing here is a silent hard rule unless its source says so; each entry carries its source in the pack.
- Keys inside one list are distinct: one digit or letter picks one entry.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from app.domain.pack_values import Entry, entries, number, part_of, text


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list that a clerk picks from with ``key``."""

    code: str
    label: str
    label_en: str
    key: str


class YoungRule(StrEnum):
    """What is asked of who is old enough for a document of their own and too young to send alone (a setting)."""

    CONFIRM = "confirm"
    """The clerk says that a guardian is there."""
    WARN = "warn"
    """Only a warning."""


@dataclass(frozen=True, slots=True)
class SenderLimits:
    """Thresholds of the honesty checks, and ages. Times are the counter's local time."""

    guardian_age: int
    """Younger senders need a guardian's document and consent (个人信息保护法 article 31)."""
    sending_alone_age: int
    sending_alone_rule: YoungRule
    parcels_a_day: int
    phones: int
    phone_days: int
    elsewhere_hours: int
    night_from: time
    night_to: time
    night_minutes: int
    night_parcels: int


@dataclass(frozen=True, slots=True)
class CautionRule:
    """Why a caution is raised, and the reasons that answer it."""

    code: str
    label: str
    label_en: str
    reasons: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class SenderRules:
    """Everything about senders that is data."""

    limits: SenderLimits
    relations: tuple[Choice, ...]
    typed_reasons: tuple[Choice, ...]
    override_reasons: tuple[Choice, ...]
    credit_code_reasons: tuple[Choice, ...]
    cautions: tuple[CautionRule, ...]

    def caution(self, code: str) -> CautionRule | None:
        """The rule of that caution."""
        return next((rule for rule in self.cautions if rule.code == code), None)


def sender_rules_from(part: Entry) -> SenderRules:
    """Read the parsed ``senders.json``. Raises KeyError, TypeError, ValueError: the pack cannot be used then."""
    return SenderRules(
        limits=_limits(part_of(part, "limits")),
        relations=choices_from(part, "relations"),
        typed_reasons=choices_from(part, "typed_reasons"),
        override_reasons=choices_from(part, "override_reasons"),
        credit_code_reasons=choices_from(part, "credit_code_reasons"),
        cautions=tuple(
            CautionRule(
                text(entry, "code"), text(entry, "label"), text(entry, "label_en"), choices_from(entry, "reasons")
            )
            for entry in entries(part, "cautions")
        ),
    )


def find(choices: Sequence[Choice], code: str) -> Choice | None:
    """The entry with that code."""
    return next((choice for choice in choices if choice.code == code), None)


def _limits(part: Entry) -> SenderLimits:
    return SenderLimits(
        guardian_age=number(part, "guardian_age"),
        sending_alone_age=number(part, "sending_alone_age"),
        sending_alone_rule=YoungRule(text(part, "sending_alone_rule")),
        parcels_a_day=number(part, "parcels_a_day"),
        phones=number(part, "phones"),
        phone_days=number(part, "phone_days"),
        elsewhere_hours=number(part, "elsewhere_hours"),
        night_from=time.fromisoformat(text(part, "night_from")),
        night_to=time.fromisoformat(text(part, "night_to")),
        night_minutes=number(part, "night_minutes"),
        night_parcels=number(part, "night_parcels"),
    )


def choices_from(parent: Entry, name: str) -> tuple[Choice, ...]:
    """A list of coded answers, each with its own key. Raises KeyError, TypeError, ValueError."""
    choices = tuple(
        Choice(text(entry, "code"), text(entry, "label"), text(entry, "label_en"), text(entry, "key"))
        for entry in entries(parent, name)
    )
    if not choices or len({choice.key for choice in choices}) != len(choices):
        raise ValueError(name)
    return choices
