"""The notice to senders (告知书): who handles which personal data, why, for how long, and what rights there are.

Invariants:
- Its words are data of the policy pack, in Chinese and English, each section with the places in law that it follows.
- Terms of keeping are settings of the pack with a source and how sure it is, not promises made in code.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.law import LegalReference, reference_from
from app.domain.pack_values import Entry, entries, text


@dataclass(frozen=True, slots=True)
class NoticeSection:
    """A heading with its paragraphs; both languages have the same number of them."""

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
class Notice:
    """The whole notice. ``complaint_number`` is the telephone number for complaints to the postal administration."""

    version: str
    source: str
    effective_from: str
    title: str
    title_en: str
    sections: tuple[NoticeSection, ...]
    retention: tuple[RetentionTerm, ...]
    complaint_number: str


REQUIRED_SECTIONS = ("purpose", "kinds", "sharing", "rights", "minors", "faces", "cameras")
"""What no notice may leave out; the handler and the terms of keeping are members of their own."""


def notice_from(part: Mapping[str, object]) -> Notice:
    """The notice in a parsed pack (``notice.json``).

    Raises KeyError, TypeError, ValueError for one that cannot be used or leaves out what a notice must say.
    """
    sections = tuple(_section(entry) for entry in entries(part, "sections"))
    codes = [section.code for section in sections]
    if len(set(codes)) != len(codes):
        raise ValueError("two sections with one code")
    if not set(REQUIRED_SECTIONS) <= set(codes):
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
        sections=sections,
        retention=retention,
        complaint_number=text(part, "complaint_number"),
    )


def _section(entry: Entry) -> NoticeSection:
    paragraphs = entries(entry, "paragraphs")
    if not paragraphs:
        raise ValueError("a section without a word")
    return NoticeSection(
        code=text(entry, "code"),
        title=text(entry, "title"),
        title_en=text(entry, "title_en"),
        paragraphs=tuple(text(paragraph, "text") for paragraph in paragraphs),
        paragraphs_en=tuple(text(paragraph, "text_en") for paragraph in paragraphs),
        references=tuple(reference_from(reference) for reference in entries(entry, "references")),
    )


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
