"""The rules in force, as data: a policy pack read from ``resources/policy`` (later: signed by the province).

Invariants:
- No law, limit or list stands in code; each rule carries its source.
- Reading a pack checks everything: a pack that cannot be used whole is refused whole (:class:`PolicyInvalid`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.errors import DomainError, DomainFault
from app.domain.identity.document import DocumentType, IdentityDocument
from app.domain.sender_rules import SenderRules, sender_rules_from
from app.domain.waybill import CarrierPattern


@dataclass(frozen=True, slots=True)
class ItemCategory:
    """A class of everyday goods. ``key`` is the letter that picks it, ``initials`` its pinyin initials."""

    code: str
    label: str
    label_en: str
    key: str
    initials: str


@dataclass(frozen=True, slots=True)
class RefusalReason:
    """A coded reason to turn a parcel away. ``key`` is the digit that picks it after F2."""

    code: str
    label: str
    label_en: str
    key: str
    source: str


@dataclass(frozen=True, slots=True)
class Carrier:
    """A carrier by code, with its name for the screen."""

    code: str
    label: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Policy:
    """A whole pack. ``digest`` is SHA-256 over its files, so that a record can prove which rules it was made under."""

    version: str
    digest: str
    effective_from: str
    document_types: tuple[DocumentType, ...]
    senders: SenderRules
    min_photos: int
    item_categories: tuple[ItemCategory, ...]
    refusal_reasons: tuple[RefusalReason, ...]
    carriers: tuple[Carrier, ...]
    carrier_patterns: tuple[CarrierPattern, ...]

    def may_be_shown(self, document: IdentityDocument) -> bool:
        """Whether this kind of document may be shown at the counter."""
        return document.document_type in self.document_types

    def needs_supervisor(self, document: IdentityDocument) -> bool:
        """Whether a supervisor confirms this kind of document (the open class of article 3)."""
        return document.document_type is DocumentType.OTHER

    def category(self, code: str) -> ItemCategory | None:
        """The item category with that code."""
        return next((category for category in self.item_categories if category.code == code), None)

    def refusal_reason(self, code: str) -> RefusalReason | None:
        """The refusal reason with that code."""
        return next((reason for reason in self.refusal_reasons if reason.code == code), None)

    def carrier(self, code: str) -> Carrier | None:
        """The carrier with that code."""
        return next((carrier for carrier in self.carriers if carrier.code == code), None)


def policy_from(parts: Mapping[str, Mapping[str, object]], digest: str) -> Policy:
    """Build a pack from its parsed files (by stem: documents, senders, items, refusals, carriers, limits).

    Raises DomainError(POLICY_INVALID) with the name of the part.
    """
    part = ""
    try:
        part = "limits"
        limits = parts[part]
        version, effective_from = _text(limits, "version"), _text(limits, "effective_from")
        min_photos = _number(limits, "min_photos")
        _require_positive(min_photos)
        part = "senders"
        senders = sender_rules_from(parts[part])
        part = "documents"
        document_types = tuple(DocumentType(_text(entry, "type")) for entry in _entries(parts[part], "documents"))
        part = "items"
        categories = tuple(
            ItemCategory(
                _text(entry, "code"), _text(entry, "label"), _text(entry, "label_en"),
                _text(entry, "key"), _text(entry, "initials"),
            )
            for entry in _entries(parts[part], "categories")
        )  # fmt: skip
        _require_distinct([category.key for category in categories])
        part = "refusals"
        reasons = tuple(
            RefusalReason(
                _text(entry, "code"), _text(entry, "label"), _text(entry, "label_en"),
                _text(entry, "key"), _text(entry, "source"),
            )
            for entry in _entries(parts[part], "reasons")
        )  # fmt: skip
        _require_distinct([reason.key for reason in reasons])
        part = "carriers"
        carriers = tuple(
            Carrier(_text(entry, "code"), _text(entry, "label"), _text(entry, "label_en"))
            for entry in _entries(parts[part], "carriers")
        )
        patterns = tuple(
            CarrierPattern(
                _text(entry, "code"), re.compile(_text(shape, "pattern"), re.ASCII), _number(shape, "confidence")
            )
            for entry in _entries(parts[part], "carriers")
            for shape in _entries(entry, "patterns")
        )
        return Policy(
            version=version,
            digest=digest,
            effective_from=effective_from,
            document_types=document_types,
            senders=senders,
            min_photos=min_photos,
            item_categories=categories,
            refusal_reasons=reasons,
            carriers=carriers,
            carrier_patterns=patterns,
        )
    except (KeyError, TypeError, ValueError, re.error) as error:
        raise DomainError(DomainFault.POLICY_INVALID, part) from error


def _entries(parent: Mapping[str, object], name: str) -> Sequence[Mapping[str, object]]:
    entries = parent[name]
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise TypeError(name)
    return entries


def _text(entry: Mapping[str, object], name: str) -> str:
    value = entry[name]
    if not isinstance(value, str) or not value:
        raise TypeError(name)
    return value


def _number(entry: Mapping[str, object], name: str) -> int:
    value = entry[name]
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(name)
    return value


def _require_positive(min_photos: int) -> None:
    if min_photos < 1:
        raise ValueError("an inspection without a picture proves nothing")


def _require_distinct(keys: Sequence[str]) -> None:
    if len(set(keys)) != len(keys):
        raise ValueError("two entries share a key")
