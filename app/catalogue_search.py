"""Finds goods in the catalogue by what a clerk types: Chinese, pinyin, initials, a synonym, with typing errors.

Invariants:
- The same text finds the same entries in the same order. Among equally good hits the graver one comes first: danger is
  never hidden below harmless goods.
- An exact name outranks everything else, and a longer name that is inside what was typed outranks a shorter one.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pypinyin import Style, lazy_pinyin
from rapidfuzz import fuzz, process

from app.domain.catalogue import Catalogue, CatalogueEntry, Standing

MOST_HITS = 9
"""As many as digits can pick."""
_EXACT, _EXACT_PINYIN, _EXACT_INITIALS = 100, 97, 95
_BEGINS, _HELD, _HOLDS = 92, 90, 86
_PINYIN_BEGINS, _INITIALS_BEGIN, _PINYIN_HOLDS = 84, 82, 78
_LEAST_FUZZY = 72
"""Of 100: one wrong letter in about four."""
_FUZZY_CEILING = 76
"""A hit with an error never outranks one without."""
_FAR_BEHIND = 35
"""What is so much worse than the best hit is noise."""
_SHORTEST_HELD = 2
_GRAVITY = tuple(Standing)


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry, the name or synonym that matched, and how well (0 to 100)."""

    entry: CatalogueEntry
    matched: str
    score: int


@dataclass(frozen=True, slots=True)
class _Term:
    entry: CatalogueEntry
    text: str
    folded: str
    english: str
    syllables: tuple[str, ...]
    pinyin: str
    initials: str


class CatalogueSearch:
    """Prepared once for a catalogue; a search then takes a few milliseconds for thousands of entries."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._terms = tuple(_term(entry, name) for entry in catalogue.entries for name in (entry.name, *entry.synonyms))
        self._pinyin = [term.pinyin for term in self._terms]
        self._folded = [term.folded for term in self._terms]

    def find(self, text: str, limit: int = MOST_HITS) -> tuple[Hit, ...]:
        """The best entries for ``text``, best first, each once; none for an empty text."""
        wanted = _folded(text)
        if not wanted:
            return ()
        latin = wanted.isascii()
        best: dict[str, Hit] = {}
        for term, score in self._scored(wanted, latin=latin):
            known = best.get(term.entry.code)
            if known is None or (score, -len(term.text)) > (known.score, -len(known.matched)):
                best[term.entry.code] = Hit(term.entry, term.text, score)
        ranked = sorted(best.values(), key=_rank)[:limit]
        return tuple(hit for hit in ranked if hit.score >= ranked[0].score - _FAR_BEHIND)

    def exact(self, name: str) -> CatalogueEntry | None:
        """The entry with exactly this name or synonym, the gravest first; None when there is none."""
        wanted = _folded(name)
        found = [term.entry for term in self._terms if term.folded == wanted]
        return min(found, key=lambda entry: (_GRAVITY.index(entry.standing), entry.code)) if found else None

    def _scored(self, wanted: str, *, latin: bool) -> Iterator[tuple[_Term, int]]:
        exactly = _latin_score if latin else _chinese_score
        for term in self._terms:
            score = exactly(wanted, term)
            if score:
                yield term, score
        yield from self._fuzzy(wanted if latin else _pinyin(wanted), self._pinyin)
        if not latin:
            yield from self._fuzzy(wanted, self._folded)

    def _fuzzy(self, wanted: str, among: list[str]) -> Iterator[tuple[_Term, int]]:
        """With errors: a wrong, missing or transposed letter, or another character of the same sound."""
        if len(wanted) < _SHORTEST_HELD:
            return
        for _, score, place in process.extract(
            wanted, among, scorer=fuzz.ratio, score_cutoff=_LEAST_FUZZY, limit=3 * MOST_HITS
        ):
            yield self._terms[place], round(score * _FUZZY_CEILING / 100)


def _chinese_score(wanted: str, term: _Term) -> int:
    if term.folded == wanted:
        return _EXACT
    if term.folded.startswith(wanted):
        return _BEGINS
    if len(term.folded) >= _SHORTEST_HELD and term.folded in wanted:
        # the longer the name inside what was typed, the more of it is explained
        return min(_BEGINS - 1, _HELD - 4 + len(term.folded))
    return _HOLDS if wanted in term.folded else 0


def _latin_score(wanted: str, term: _Term) -> int:  # noqa: PLR0911 # one answer for each way to match
    if wanted in (term.folded, term.english):
        return _EXACT
    if term.pinyin == wanted:
        return _EXACT_PINYIN
    if term.initials == wanted:
        return _EXACT_INITIALS
    if term.pinyin.startswith(wanted):
        return _PINYIN_BEGINS
    if len(wanted) >= _SHORTEST_HELD and term.initials.startswith(wanted):
        return _INITIALS_BEGIN
    if len(wanted) > _SHORTEST_HELD and (wanted in term.pinyin or wanted in term.english or _mixed(wanted, term)):
        return _PINYIN_HOLDS
    return 0


def _mixed(wanted: str, term: _Term) -> bool:
    """Whole syllables and initials in any mixture: "huojidi" does not, "dahuoj" does mean 打火机."""
    rest = wanted
    for syllable in term.syllables:
        if rest.startswith(syllable):
            rest = rest[len(syllable) :]
        elif rest.startswith(syllable[:1]):
            rest = rest[1:]
        else:
            return False
        if not rest:
            return True
    return False


def _rank(hit: Hit) -> tuple[int, int, int, str]:
    return -hit.score, _GRAVITY.index(hit.entry.standing), len(hit.matched), hit.entry.code


def _term(entry: CatalogueEntry, name: str) -> _Term:
    syllables = tuple(_syllables(name))
    english = _folded(entry.name_en) if name == entry.name else ""
    initials = "".join(syllable[:1] for syllable in syllables)
    return _Term(entry, name, _folded(name), english, syllables, "".join(syllables), initials)


def _folded(text: str) -> str:
    """Full-width and case folded, without spaces and tone marks."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\s'’·\-]+", "", plain)


def _pinyin(text: str) -> str:
    return "".join(_syllables(text))


def _syllables(text: str) -> list[str]:
    found: Iterable[str] = lazy_pinyin(_folded(text), style=Style.NORMAL)
    return [syllable for syllable in found if syllable]
