"""The rules in force, as data: a policy pack read from ``resources/policy`` (later: signed by the province).

Invariants:
- No law, limit or list stands in code; each rule carries its source.
- Reading a pack checks everything: a pack that cannot be used whole is refused whole (:class:`PolicyInvalid`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.catalogue import Catalogue, Standing, catalogue_from, entries_from, hints_from
from app.domain.correction_rules import CorrectionRules, correction_rules_from
from app.domain.errors import DomainError, DomainFault
from app.domain.handling import Handling, authorities_from, cards_from
from app.domain.handover_rules import HandoverRules, handover_rules_from
from app.domain.identity.document import DocumentType, IdentityDocument
from app.domain.identity.rule_entries import document_rules_from
from app.domain.identity.rules import DocumentRule
from app.domain.identity.sender_code import SenderCodeIssuer, sender_code_issuers_from
from app.domain.inspection_rules import InspectionRules, inspection_rules_from
from app.domain.interruption_rules import InterruptionRules, interruption_rules_from
from app.domain.item_assessment import assess, rules_used
from app.domain.item_rule_entries import item_rules_from
from app.domain.item_rules import Goods, GoodsAssessment, ItemRules
from app.domain.law import LegalReference, reference_from
from app.domain.notice import Notice, notice_from
from app.domain.pack_values import entries as _entries
from app.domain.pack_values import number as _number
from app.domain.pack_values import text as _text
from app.domain.pack_values import texts
from app.domain.photo_rules import PhotoRules, photo_rules_from
from app.domain.province_news import NewsRules, news_rules_from
from app.domain.retention_rules import RetentionRules, retention_rules_from
from app.domain.sender_rules import SenderRules, sender_rules_from
from app.domain.statistics_rules import StatisticsRules, statistics_rules_from
from app.domain.surveillance_rules import SurveillanceRules, surveillance_rules_from
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
    """A coded reason to turn a parcel away. ``key`` is the digit that picks it after F2.

    ``objections`` are the codes of what speaks against a parcel that this reason names, ``references`` the law's word.
    """

    code: str
    label: str
    label_en: str
    key: str
    source: str
    objections: tuple[str, ...]
    references: tuple[LegalReference, ...]


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
    document_rules: tuple[DocumentRule, ...]
    """What may be shown, in the order of the screen."""
    sender_codes: tuple[SenderCodeIssuer, ...]
    """Whose real-name codes count."""
    improbable_age: int
    """From this age on a holder is improbable: a warning."""
    earliest_birth_year: int
    """A number with an earlier year holds no possible date."""
    senders: SenderRules
    inspection: InspectionRules
    handover: HandoverRules
    face_bands: tuple[float, float]
    """Scores from which two faces are likely the same, and from which to check: advice, to be calibrated."""
    min_photos: int
    photos: PhotoRules
    item_categories: tuple[ItemCategory, ...]
    refusal_reasons: tuple[RefusalReason, ...]
    carriers: tuple[Carrier, ...]
    carrier_patterns: tuple[CarrierPattern, ...]
    notice: Notice
    catalogue: Catalogue
    item_rules: ItemRules
    handling: Handling
    statistics: StatisticsRules
    interruption: InterruptionRules
    retention: RetentionRules
    corrections: CorrectionRules
    province_news: NewsRules
    surveillance: SurveillanceRules

    def assess(self, goods: Goods) -> GoodsAssessment:
        """What the rules about goods say."""
        return assess(goods, self.catalogue, self.item_rules)

    def rules_used(self, goods: Goods) -> frozenset[str]:
        """The rules that count parcels by person and day, and that an acceptance of these goods uses up."""
        return rules_used(goods, self.catalogue, self.item_rules)

    @property
    def document_types(self) -> tuple[DocumentType, ...]:
        """The types that may be shown; the open class ``other`` counts by its kinds only (``document_rule``)."""
        return tuple(rule.document_type for rule in self.document_rules if rule.kind is None)

    def document_rule(self, document_type: DocumentType, kind: str | None = None) -> DocumentRule | None:
        """The rule of that type, or of that kind of ``other``; None when the pack does not have it."""
        return next(
            (rule for rule in self.document_rules if (rule.document_type, rule.kind) == (document_type, kind)), None
        )

    def rule_for(self, document: IdentityDocument) -> DocumentRule | None:
        """The rule that ``document`` stands under; None when it may not be shown, or not in this way."""
        rule = self.document_rule(document.document_type, document.other_kind)
        return rule if rule is not None and document.source in rule.ways else None

    def category(self, code: str) -> ItemCategory | None:
        """The item category with that code."""
        return next((category for category in self.item_categories if category.code == code), None)

    def refusal_reason(self, code: str) -> RefusalReason | None:
        """The refusal reason with that code."""
        return next((reason for reason in self.refusal_reasons if reason.code == code), None)

    def refusal_of(self, objection: str) -> RefusalReason | None:
        """The refusal reason that names this objection; None when the pack has none (a mistyped waybill number)."""
        return next((reason for reason in self.refusal_reasons if objection in reason.objections), None)

    def carrier(self, code: str) -> Carrier | None:
        """The carrier with that code."""
        return next((carrier for carrier in self.carriers if carrier.code == code), None)


def policy_from(parts: Mapping[str, Mapping[str, object]], digest: str) -> Policy:  # noqa: PLR0915 # part by part
    """Build a pack from its parsed files, by stem (``app.policy_files.PARTS`` names them).

    Raises DomainError(POLICY_INVALID) with the name of the part.
    """
    part = ""
    try:
        part = "limits"
        limits = parts[part]
        version, effective_from = _text(limits, "version"), _text(limits, "effective_from")
        min_photos = _number(limits, "min_photos")
        improbable_age, earliest_birth_year = _number(limits, "improbable_age"), _number(limits, "earliest_birth_year")
        _require_positive(min_photos)
        part = "senders"
        senders = sender_rules_from(parts[part])
        part = "inspection"
        inspection = inspection_rules_from(parts[part])
        part = "handover"
        handover = handover_rules_from(parts[part])
        part = "faces"
        face_bands = (_score(parts[part], "likely_same"), _score(parts[part], "check"))
        part = "photos"
        photos = photo_rules_from(parts[part])
        part = "documents"
        document_rules = document_rules_from(parts[part])
        part = "sender_codes"
        sender_codes = sender_code_issuers_from(parts[part])
        part = "items"
        categories = tuple(
            ItemCategory(
                _text(entry, "code"), _text(entry, "label"), _text(entry, "label_en"),
                _text(entry, "key"), _text(entry, "initials"),
            )
            for entry in _entries(parts[part], "categories")
        )  # fmt: skip
        _require_distinct([category.key for category in categories])
        part = "hints"
        hints = hints_from(parts[part])
        part = "catalogue_restricted"
        restricted = entries_from(parts[part], Standing.RESTRICTED)
        part = "catalogue_allowed"
        allowed = entries_from(parts[part], Standing.ALLOWED)
        part = "catalogue_prohibited"
        natures = [category.code for category in categories]
        catalogue = catalogue_from(parts[part], (*restricted, *allowed), hints, natures)
        part = "item_rules"
        item_rules = item_rules_from(parts[part])
        _require_rules(catalogue, item_rules)
        part = "authorities"
        authorities = authorities_from(parts[part])
        part = "handling_cards"
        handling = Handling(cards_from(parts[part]), authorities)
        _require_handling(catalogue, handling)
        part = "refusals"
        reasons = tuple(
            RefusalReason(
                _text(entry, "code"), _text(entry, "label"), _text(entry, "label_en"),
                _text(entry, "key"), _text(entry, "source"),
                texts(entry, "objections") if "objections" in entry else (),
                tuple(reference_from(reference) for reference in _entries(entry, "references")),
            )
            for entry in _entries(parts[part], "reasons")
        )  # fmt: skip
        _require_distinct([reason.key for reason in reasons])
        _require_distinct([objection for reason in reasons for objection in reason.objections])
        _require_refusals(item_rules, reasons)
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
        part = "notice"
        notice = notice_from(parts[part])
        part = "statistics"
        statistics = statistics_rules_from(parts[part])
        part = "interruption"
        interruption = interruption_rules_from(parts[part])
        part = "retention"
        retention = retention_rules_from(parts[part])
        part = "corrections"
        corrections = correction_rules_from(parts[part])
        part = "province_news"
        province_news = news_rules_from(parts[part])
        part = "surveillance"
        surveillance = surveillance_rules_from(parts[part])
        return Policy(
            version=version,
            digest=digest,
            effective_from=effective_from,
            document_rules=document_rules,
            sender_codes=sender_codes,
            improbable_age=improbable_age,
            earliest_birth_year=earliest_birth_year,
            senders=senders,
            inspection=inspection,
            handover=handover,
            face_bands=face_bands,
            min_photos=min_photos,
            photos=photos,
            item_categories=categories,
            refusal_reasons=reasons,
            carriers=carriers,
            carrier_patterns=patterns,
            notice=notice,
            catalogue=catalogue,
            item_rules=item_rules,
            handling=handling,
            statistics=statistics,
            interruption=interruption,
            retention=retention,
            corrections=corrections,
            province_news=province_news,
            surveillance=surveillance,
        )
    except (KeyError, TypeError, ValueError, re.error) as error:
        raise DomainError(DomainFault.POLICY_INVALID, part) from error


def _score(entry: Mapping[str, object], name: str) -> float:
    value = entry[name]
    if not isinstance(value, float) or not -1 <= value <= 1:
        raise TypeError(name)
    return value


def _require_positive(min_photos: int) -> None:
    if min_photos < 1:
        raise ValueError("an inspection without a picture proves nothing")


def _require_distinct(keys: Sequence[str]) -> None:
    if len(set(keys)) != len(keys):
        raise ValueError("two entries share a key")


def _require_rules(catalogue: Catalogue, rules: ItemRules) -> None:
    if any(code not in rules.by_code for entry in catalogue.entries for code in entry.rules):
        raise ValueError("an entry under a rule that is not there")


def _require_refusals(rules: ItemRules, reasons: Sequence[RefusalReason]) -> None:
    if not {head.refusal for head in rules.heads()} <= {reason.code for reason in reasons}:
        raise ValueError("a rule whose refusal has no reason")
    if not all(reason.references for reason in reasons):
        raise ValueError("a refusal without a source")


def _require_handling(catalogue: Catalogue, handling: Handling) -> None:
    for category in catalogue.categories:
        if category.handling not in handling.cards or not handling.authorities.keys() >= set(category.authorities):
            raise ValueError("a category that nobody knows how to handle")
