"""The notice to senders (告知书): who handles which personal data, why, for how long, and what rights there are.

Invariants:
- Its words are data of the policy pack, in Chinese and English, each section with the places in law that it follows.
- Terms of keeping are settings of the pack with a source and how sure it is, not promises made in code.
- A notice that leaves out what it must say, or names a value that nobody fills in, is refused.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.domain.law import LegalReference, reference_from
from app.domain.pack_values import Entry, entries, text


class Blank(StrEnum):
    """What a notice leaves blank in braces, to be filled in."""

    OUTLET = "outlet"
    FILING_NUMBER = "filing_number"
    CONTACT = "contact"
    RETENTION = "retention"
    """The terms of keeping, one after the other."""
    COMPLAINT = "complaint"


REQUIRED: Final[Mapping[str, frozenset[Blank]]] = {
    "who": frozenset({Blank.OUTLET, Blank.FILING_NUMBER, Blank.CONTACT}),
    "purpose": frozenset(),
    "kinds": frozenset(),
    "sharing": frozenset(),
    "retention": frozenset({Blank.RETENTION}),
    "rights": frozenset({Blank.COMPLAINT}),
    "minors": frozenset(),
    "faces": frozenset(),
    "cameras": frozenset(),
}
"""The sections that no notice may leave out, with the blanks that each must have."""

_BLANKS: Final = re.compile(r"{(\w*)}")


@dataclass(frozen=True, slots=True)
class NoticeSection:
    """A heading with its paragraphs, as they stand in the pack; both languages have the same number of them."""

    code: str
    title: str
    title_en: str
    paragraphs: tuple[str, ...]
    paragraphs_en: tuple[str, ...]
    references: tuple[LegalReference, ...]


@dataclass(frozen=True, slots=True)
class RetentionTerm:
    """How long one kind of record is kept. ``source`` says where the term comes from, ``sure`` how sure that is."""

    code: str
    label: str
    label_en: str
    term: str
    term_en: str
    source: str
    sure: str


@dataclass(frozen=True, slots=True)
class NoticeOutlet:
    """The outlet as it is filed, and how to reach whoever answers for the data."""

    name: str
    filing_number: str
    contact: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A section in one language with nothing blank. ``references`` is empty where they are not repeated."""

    title: str
    paragraphs: tuple[str, ...]
    references: str


@dataclass(frozen=True, slots=True)
class Notice:
    """The whole notice. ``complaint_number`` is the telephone number for complaints to the postal administration."""

    version: str
    source: str
    effective_from: str
    title: str
    title_en: str
    references_title: str
    poster_title: str
    """Over the prohibited goods that hang beside it."""
    poster_title_en: str
    sections: tuple[NoticeSection, ...]
    retention: tuple[RetentionTerm, ...]
    complaint_number: str

    def chinese(self, outlet: NoticeOutlet) -> tuple[Statement, ...]:
        """What is said in Chinese, with the places in law and the sources of the terms."""
        terms = "；".join(f"{term.label}：{term.term}（{term.source}）" for term in self.retention)
        return tuple(
            Statement(
                section.title, self._filled(section.paragraphs, outlet, terms), self._references(section.references)
            )
            for section in self.sections
        )

    def english(self, outlet: NoticeOutlet) -> tuple[Statement, ...]:
        """The same in English; the law stands above in its own language."""
        terms = "; ".join(f"{term.label_en}: {term.term_en}" for term in self.retention)
        return tuple(
            Statement(section.title_en, self._filled(section.paragraphs_en, outlet, terms), "")
            for section in self.sections
        )

    def _filled(self, paragraphs: tuple[str, ...], outlet: NoticeOutlet, terms: str) -> tuple[str, ...]:
        values = {
            Blank.OUTLET: outlet.name,
            Blank.FILING_NUMBER: outlet.filing_number,
            Blank.CONTACT: outlet.contact,
            Blank.RETENTION: terms,
            Blank.COMPLAINT: self.complaint_number,
        }
        return tuple(_BLANKS.sub(lambda blank: values[Blank(blank[1])], paragraph) for paragraph in paragraphs)

    def _references(self, references: tuple[LegalReference, ...]) -> str:
        places = "、".join(f"{place.law}（{place.version}）{place.article}" for place in references)
        return f"{self.references_title}：{places}" if places else ""


def notice_from(part: Mapping[str, object]) -> Notice:
    """The notice in a parsed pack (``notice.json``).

    Raises KeyError, TypeError, ValueError for one that cannot be used or leaves out what a notice must say.
    """
    sections = tuple(_section(entry) for entry in entries(part, "sections"))
    codes = [section.code for section in sections]
    if len(set(codes)) != len(codes):
        raise ValueError("two sections with one code")
    if not set(REQUIRED) <= set(codes):
        raise ValueError("the notice leaves out what it must say")
    retention = tuple(_term(entry) for entry in entries(part, "retention"))
    if not retention:
        raise ValueError("the notice does not say how long")
    return Notice(
        version=text(part, "version"),
        source=text(part, "source"),
        effective_from=text(part, "effective_from"),
        title=text(part, "title"),
        title_en=text(part, "title_en"),
        references_title=text(part, "references_title"),
        poster_title=text(part, "poster_title"),
        poster_title_en=text(part, "poster_title_en"),
        sections=sections,
        retention=retention,
        complaint_number=text(part, "complaint_number"),
    )


def _section(entry: Entry) -> NoticeSection:
    paragraphs = entries(entry, "paragraphs")
    if not paragraphs:
        raise ValueError("a section without a word")
    section = NoticeSection(
        code=text(entry, "code"),
        title=text(entry, "title"),
        title_en=text(entry, "title_en"),
        paragraphs=tuple(text(paragraph, "text") for paragraph in paragraphs),
        paragraphs_en=tuple(text(paragraph, "text_en") for paragraph in paragraphs),
        references=tuple(reference_from(reference) for reference in entries(entry, "references")),
    )
    for written in (section.paragraphs, section.paragraphs_en):
        blanks = {Blank(name) for paragraph in written for name in _BLANKS.findall(paragraph)}
        if not REQUIRED.get(section.code, frozenset()) <= blanks:
            raise ValueError("a section does not say what it is for")
    return section


def _term(entry: Entry) -> RetentionTerm:
    return RetentionTerm(
        code=text(entry, "code"),
        label=text(entry, "label"),
        label_en=text(entry, "label_en"),
        term=text(entry, "term"),
        term_en=text(entry, "term_en"),
        source=text(entry, "source"),
        sure=text(entry, "sure"),
    )
