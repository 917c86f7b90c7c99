"""Which fields of a returned record may be mended, by whom, and under which check: the pack's part ``corrections``.

Invariants:
- What no entry names cannot be mended: photos, times, marks and decisions stay as they were captured.
- A field is named by its JSON pointer (RFC 6901) into the payload; ``*`` stands for any place in a list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.law import LegalReference, reference_from
from app.domain.pack_values import Entry, entries, flag, text

EVERY = "*"
"""Any place in a list."""


class FieldCheck(StrEnum):
    """What a new value must be: the rule of the counter for such a field."""

    NAME = "name"
    DOCUMENT_NUMBER = "document_number"
    DATE = "date"
    ADDRESS = "address"
    PHONE = "phone"
    CREDIT_CODE = "credit_code"
    ITEM_NAME = "item_name"
    QUANTITY = "quantity"
    WEIGHT = "weight"
    SHORT_TEXT = "short_text"
    WORDS = "words"


class MendedBy(StrEnum):
    """Whose word a mend needs."""

    CLERK = "clerk"
    SUPERVISOR = "supervisor"
    """Who somebody is was verified at the counter: a supervisor confirms that it was written down wrongly."""


@dataclass(frozen=True, slots=True)
class FieldRule:
    """One field of one kind of message. ``personal`` ones leave the PC as the new value only."""

    kind: str
    pointer: str
    label: str
    label_en: str
    check: FieldCheck
    by: MendedBy
    personal: bool

    def covers(self, pointer: str) -> bool:
        """Whether ``pointer`` is this field, at any place of a list that the rule leaves open."""
        own, asked = self.pointer.split("/"), pointer.split("/")
        return len(own) == len(asked) and all(
            one == other or (one == EVERY and other.isdecimal()) for one, other in zip(own, asked, strict=True)
        )


@dataclass(frozen=True, slots=True)
class RepairReason:
    """A coded reason. ``key`` is the digit that picks it."""

    code: str
    label: str
    label_en: str
    key: str


@dataclass(frozen=True, slots=True)
class CorrectionRules:
    """The part ``corrections`` of a pack."""

    fields: tuple[FieldRule, ...]
    reasons: tuple[RepairReason, ...]
    """Why a value is mended."""
    give_up_reasons: tuple[RepairReason, ...]
    """Why a returned record is not sent again; a supervisor's word."""
    references: tuple[LegalReference, ...]

    def of_kind(self, kind: str) -> tuple[FieldRule, ...]:
        """The fields of that kind of message, in the order of the screen."""
        return tuple(rule for rule in self.fields if rule.kind == kind)

    def rule(self, kind: str, pointer: str) -> FieldRule | None:
        """What that field stands under; None when it cannot be mended."""
        return next((rule for rule in self.fields if rule.kind == kind and rule.covers(pointer)), None)


def reason_in(reasons: Sequence[RepairReason], code: str) -> RepairReason | None:
    """The reason with that code."""
    return next((reason for reason in reasons if reason.code == code), None)


def correction_rules_from(part: Entry) -> CorrectionRules:
    """Read the parsed ``corrections.json``. Raises KeyError, TypeError, ValueError: the pack cannot be used then."""
    rules = CorrectionRules(
        fields=tuple(_field_rule(entry) for entry in entries(part, "fields")),
        reasons=_reasons(entries(part, "reasons")),
        give_up_reasons=_reasons(entries(part, "give_up_reasons")),
        references=tuple(reference_from(entry) for entry in entries(part, "references")),
    )
    if len({(rule.kind, rule.pointer) for rule in rules.fields}) != len(rules.fields):
        raise ValueError("a field stands twice")
    return rules


def _field_rule(entry: Entry) -> FieldRule:
    pointer = text(entry, "pointer")
    if not pointer.startswith("/"):
        raise ValueError("not a pointer")
    return FieldRule(
        kind=text(entry, "kind"),
        pointer=pointer,
        label=text(entry, "label"),
        label_en=text(entry, "label_en"),
        check=FieldCheck(text(entry, "check")),
        by=MendedBy(text(entry, "by")),
        personal=flag(entry, "personal"),
    )


def _reasons(found: Sequence[Entry]) -> tuple[RepairReason, ...]:
    reasons = tuple(
        RepairReason(text(entry, "code"), text(entry, "label"), text(entry, "label_en"), text(entry, "key"))
        for entry in found
    )
    if not reasons or len({reason.key for reason in reasons}) != len(reasons):
        raise ValueError("no reasons, or two under one key")
    return reasons
