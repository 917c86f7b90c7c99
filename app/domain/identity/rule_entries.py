"""Reads the rules of documents out of a parsed policy pack (``documents.json``).

Invariants:
- Raises KeyError, TypeError, ValueError or re.error for anything that cannot be used; nothing is left out silently.
- One rule for each document type, one for each kind of ``other``.
"""

import re

from app.domain.identity.document import DocumentType, ReadingSource
from app.domain.identity.rules import AgeTerm, Certainty, DocumentRule, Holds, NumberForm, NumberProof, Validity
from app.domain.pack_values import Entry, day, entries, flag, number, text, texts


def document_rules_from(part: Entry) -> tuple[DocumentRule, ...]:
    """The rules in the order of the pack, which is the order on the screen."""
    rules = tuple(_rule(entry) for entry in entries(part, "documents"))
    if len({(rule.document_type, rule.kind) for rule in rules}) != len(rules):
        raise ValueError("two rules for one document")
    return rules


def _rule(entry: Entry) -> DocumentRule:
    document_type = DocumentType(text(entry, "type"))
    kind = text(entry, "kind") if "kind" in entry else None
    if (kind is not None) != (document_type is DocumentType.OTHER):
        raise ValueError("other, and only other, has kinds")
    return DocumentRule(
        document_type=document_type,
        kind=kind,
        label=text(entry, "label"),
        label_en=text(entry, "label_en"),
        source=text(entry, "source"),
        certainty=Certainty(text(entry, "certainty")),
        effective_from=day(entry, "effective_from"),
        forms=tuple(_form(form) for form in entries(entry, "forms")),
        forms_certainty=Certainty(text(entry, "forms_certainty")),
        validity=_validity(entry["validity"]) if "validity" in entry else None,
        ways=frozenset(ReadingSource(way) for way in texts(entry, "ways")),
        supervisor=flag(entry, "supervisor"),
    )


_EIGHTEEN = (NumberProof.GB11643, NumberProof.MOD_11_2)


def _form(entry: Entry) -> NumberForm:
    check = NumberProof(text(entry, "check"))
    holds = frozenset(Holds(held) for held in texts(entry, "holds"))
    if holds and check not in _EIGHTEEN:
        raise ValueError("only numbers of 18 characters are known to hold a birth date, a sex or a region")
    return NumberForm(
        name=text(entry, "name"),
        pattern=re.compile(text(entry, "pattern"), re.ASCII),
        check=check,
        check_certainty=Certainty(text(entry, "check_certainty")),
        holds=holds,
        distinctive=flag(entry, "distinctive"),
        ended_on=day(entry, "ended_on") if "ended_on" in entry else None,
    )


def _validity(entry: object) -> Validity:
    if not isinstance(entry, dict):
        raise TypeError("validity")
    terms = entries(entry, "terms_by_age") if "terms_by_age" in entry else ()
    by_age = tuple(AgeTerm(number(term, "from_age"), _years(term)) for term in terms)
    if list(by_age) != sorted(by_age, key=lambda term: term.from_age):
        raise ValueError("ages must ascend")
    return Validity(
        source=text(entry, "source"),
        certainty=Certainty(text(entry, "certainty")),
        max_days=number(entry, "max_days") if "max_days" in entry else None,
        terms_by_age=by_age,
        issue_days=number(entry, "issue_days") if "issue_days" in entry else 0,
    )


def _years(term: Entry) -> tuple[int | None, ...]:
    found = term["years"]
    if not isinstance(found, list) or not found:
        raise TypeError("years")
    for years in found:
        if years is not None and (not isinstance(years, int) or isinstance(years, bool) or years not in _TERMS):
            raise ValueError("years")
    return tuple(found)


_TERMS = range(1, 100)
"""Years; an anniversary later than that would leave the calendar's room."""
