"""Finds goods in the catalogue by what a clerk types: Chinese, pinyin, initials, a synonym, with typing errors.

Invariants:
- The same text finds the same entries in the same order. Among equally good hits the graver one comes first: danger is
  never hidden below harmless goods.
- An exact name outranks everything else, a longer name that is inside what was typed outranks a shorter one, and a hit
  with an error never outranks one without.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from app.catalogue_terms import Haystack, sounds_of, syllables_of, terms_of
from app.domain.catalogue import Catalogue, CatalogueEntry
from app.domain.name_folding import fold

MOST_HITS = 9
"""As many as digits can pick."""
MOST_TYPED = 64
"""Nobody describes one thing in more characters; what comes after them is not looked at."""
_EXACT, _EXACT_PINYIN, _EXACT_INITIALS = 100, 97, 95
_BEGINS, _HELD, _HOLDS = 92, 90, 86
_PINYIN_BEGINS, _INITIALS_BEGIN, _MIXED, _PINYIN_HOLDS = 84, 82, 80, 78
_LEAST_FUZZY = 72
"""Of 100: one wrong letter in about four."""
_FUZZY_CEILING = 76
_SOUND_HELD = 74
_FAR_BEHIND = 35
"""What is so much worse than the best hit is noise."""
_SHORTEST_HELD = 2
_SHORTEST_SOUND_HELD = 3
"""Two syllables sound like something else too often."""
_SHORTEST_INSIDE = 3
"""Fewer letters are inside nearly every pinyin."""

Scored = tuple[int, int]
"""How well a term matches, and its number: a smaller number is graver, then shorter."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry, the name or synonym that matched, and how well (0 to 100)."""

    entry: CatalogueEntry
    matched: str
    score: int


class CatalogueSearch:
    """Prepared once for a catalogue; a search then takes a few milliseconds for thousands of entries."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._terms = terms_of(catalogue)
        self._all_names = [term.folded for term in self._terms]
        self._all_pinyin = [term.pinyin for term in self._terms]
        self._names = Haystack(self._all_names)
        self._pinyin = Haystack(self._all_pinyin)
        self._spaced = Haystack([" ".join(term.syllables) for term in self._terms])
        self._sounds = Haystack([" ".join(sounds_of(term.syllables)) for term in self._terms])
        self._english = Haystack([fold(term.entry.name_en) for term in self._terms])
        initials = [(row, number) for number, term in enumerate(self._terms) for row in term.initials]
        self._initials = Haystack([row for row, _ in initials])
        self._initials_of = [number for _, number in initials]

    def find(self, text: str, limit: int = MOST_HITS) -> tuple[Hit, ...]:
        """The best entries for ``text``, best first, each once; none for an empty text."""
        wanted = fold(text)[:MOST_TYPED]
        best: dict[str, Hit] = {}
        for stage in (self._without_errors, self._with_errors):
            if wanted and len(best) < limit:
                self._fill(best, stage(wanted), limit)
        hits = tuple(best.values())
        return tuple(hit for hit in hits if hit.score >= hits[0].score - _FAR_BEHIND)

    def _fill(self, best: dict[str, Hit], scored: Iterable[Scored], limit: int) -> None:
        """Take from what comes best first until there are enough: the rest need not even be looked for."""
        for score, number in scored:
            term = self._terms[number]
            if term.entry.code not in best:
                best[term.entry.code] = Hit(term.entry, term.text, score)
                if len(best) == limit:
                    return

    def _without_errors(self, wanted: str) -> Iterator[Scored]:
        """Each way to match is better than the next, and finds its terms by gravity."""
        latin = wanted if wanted.isascii() else ""
        if not latin and any(letter.isascii() for letter in wanted):
            latin = "".join(syllables_of(wanted))
        yield from ((_EXACT, number) for number in self._names.equal(wanted))
        if latin:
            yield from self._latin_whole(latin)
        if latin != wanted:
            yield from self._chinese(wanted)
        if latin:
            yield from self._latin_part(latin)

    def _chinese(self, wanted: str) -> Iterator[Scored]:
        yield from ((_BEGINS, number) for number in self._names.starting(wanted))
        for run in _runs(len(wanted), _SHORTEST_HELD, self._names.longest):
            # the longer the name inside what was typed, the more of it is explained
            score = min(_BEGINS - 1, _HELD - 4 + run.stop - run.start)
            yield from ((score, number) for number in self._names.equal(wanted[run]))
        yield from ((_HOLDS, number) for number in self._names.holding(wanted))

    def _latin_whole(self, wanted: str) -> Iterator[Scored]:
        yield from ((_EXACT, number) for number in self._english.equal(wanted))
        yield from ((_EXACT_PINYIN, number) for number in self._pinyin.equal(wanted))
        if len(wanted) >= _SHORTEST_HELD:
            yield from ((_EXACT_INITIALS, self._initials_of[row]) for row in self._initials.equal(wanted))

    def _latin_part(self, wanted: str) -> Iterator[Scored]:
        yield from ((_PINYIN_BEGINS, number) for number in self._pinyin.starting(wanted))
        if len(wanted) >= _SHORTEST_HELD:
            yield from ((_INITIALS_BEGIN, self._initials_of[row]) for row in self._initials.starting(wanted))
            # the beginnings of syllables, in any mixture: "dahuoj", "dhji" for "da huo ji"
            yield from ((_MIXED, number) for number in self._spaced.matching("(?:[a-z]*+ )?".join(wanted)))
        if len(wanted) >= _SHORTEST_INSIDE:
            inside = {*self._pinyin.holding(wanted), *self._english.holding(wanted)}
            yield from ((_PINYIN_HOLDS, number) for number in sorted(inside))

    def _with_errors(self, wanted: str) -> Iterable[Scored]:
        """A wrong, missing or transposed letter, or another character of the same or nearly the same sound."""
        if wanted.isascii():
            return _alike(wanted, self._all_pinyin)
        syllables = syllables_of(wanted)
        heard = sounds_of(syllables)
        found = [*_alike("".join(syllables), self._all_pinyin), *_alike(wanted, self._all_names)]
        for run in _runs(len(heard), _SHORTEST_SOUND_HELD, self._names.longest):
            found.extend((_SOUND_HELD, number) for number in self._sounds.equal(" ".join(heard[run])))
        return sorted(found, key=lambda scored: (-scored[0], scored[1]))


def _alike(wanted: str, among: list[str]) -> Iterator[Scored]:
    if len(wanted) >= _SHORTEST_HELD:
        found = process.extract(wanted, among, scorer=fuzz.ratio, score_cutoff=_LEAST_FUZZY, limit=3 * MOST_HITS)
        yield from ((round(score * _FUZZY_CEILING / 100), number) for _, score, number in found)


def _runs(length: int, shortest: int, longest: int) -> Iterator[slice]:
    """Every run of ``shortest`` to ``longest`` members of what has ``length`` of them, the longest first."""
    for size in range(min(longest, length), shortest - 1, -1):
        for start in range(length - size + 1):
            yield slice(start, start + size)
