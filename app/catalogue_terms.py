"""The names by which goods are looked for, prepared so that thousands of them are searched in milliseconds.

Invariants:
- A term is one name or synonym of one entry. Terms stand by gravity, then by length: who reads them in their order and
  stops has missed nothing graver.
- Text is compared folded (:mod:`app.domain.name_folding`).
"""

import re
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pypinyin import Style, lazy_pinyin, load_phrases_dict

from app.domain.catalogue import GRAVITY, Catalogue, CatalogueEntry
from app.domain.name_folding import fold

_BETWEEN = "\n"
_NEAR_SOUNDS = ((re.compile(r"^([zcs])h"), r"\1"), (re.compile(r"ng$"), "n"))
"""What an ear in the south-west takes for the same: zh and z, ch and c, sh and s; -ng and -n."""
_MISREAD = {
    "乙炔": "yǐ quē",
    "扎染": "zhā rǎn",
    "藏刀": "zàng dāo",
    "藏红花": "zàng hóng huā",
    "藏羚羊": "zàng líng yáng",
    "重楼": "chóng lóu",
    "鸡枞": "jī zōng",
}
"""Goods that the library's tables read in another way than everybody does."""
load_phrases_dict({word: [[syllable] for syllable in reading.split()] for word, reading in _MISREAD.items()})


@dataclass(frozen=True, slots=True)
class Term:
    """One name of an entry; ``folded`` is what is compared, ``syllables`` its pinyin without tones.

    ``initials`` are the first letters of the syllables and, with an entry's name, what else the catalogue gives
    (another reading of a character).
    """

    entry: CatalogueEntry
    text: str
    folded: str
    syllables: tuple[str, ...]
    initials: tuple[str, ...]

    @property
    def pinyin(self) -> str:
        """All syllables in one word."""
        return "".join(self.syllables)


class Haystack:
    """Many short texts in one string, so that one pass in C finds all that hold a wanted one. Numbers come in order."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._text = "".join(f"{_BETWEEN}{text}" for text in (*texts, ""))
        self._starts = array("l")
        self._equal: dict[str, list[int]] = defaultdict(list)
        start = len(_BETWEEN)
        for number, text in enumerate(texts):
            self._starts.append(start)
            self._equal[text].append(number)
            start += len(text) + len(_BETWEEN)
        self._starts.append(start)
        self.longest = max(map(len, texts), default=0)

    def equal(self, wanted: str) -> Iterator[int]:
        """The number of each text that is ``wanted``."""
        yield from self._equal.get(wanted, ())

    def starting(self, wanted: str) -> Iterator[int]:
        """The number of each text that starts with ``wanted``."""
        found = self._text.find(_BETWEEN + wanted)
        while found >= 0:
            yield self._owner(found + 1)
            found = self._text.find(_BETWEEN + wanted, found + 1)

    def holding(self, wanted: str) -> Iterator[int]:
        """The number of each text that holds ``wanted`` (not empty) anywhere."""
        found = self._text.find(wanted)
        while found >= 0:
            owner = self._owner(found)
            yield owner
            found = self._text.find(wanted, self._starts[owner + 1])

    def matching(self, pattern: str) -> Iterator[int]:
        """The number of each text whose start fits ``pattern``."""
        for match in re.finditer(_BETWEEN + pattern, self._text):
            yield self._owner(match.start() + 1)

    def _owner(self, place: int) -> int:
        return bisect_right(self._starts, place) - 1


def terms_of(catalogue: Catalogue) -> tuple[Term, ...]:
    """Every name and synonym: prohibited before restricted before allowed, then the shorter first."""
    named = [(entry, name) for entry in catalogue.entries for name in (entry.name, *entry.synonyms)]
    named.sort(key=lambda pair: (GRAVITY[pair[0].standing], len(pair[1]), pair[0].code))
    folded = [fold(name) for _, name in named]
    return tuple(
        Term(entry, name, plain, syllables, _initials(entry, name, syllables))
        for (entry, name), plain, syllables in zip(named, folded, _syllables_of_all(folded), strict=True)
    )


def syllables_of(folded: str) -> tuple[str, ...]:
    """The pinyin of each character of a folded text; a letter or digit stands for itself."""
    return next(_syllables_of_all([folded]))


def sounds_of(syllables: Sequence[str]) -> tuple[str, ...]:
    """The same for syllables that are easily taken for each other."""
    return tuple(_near(syllable) for syllable in syllables)


@cache
def _near(syllable: str) -> str:
    for pattern, instead in _NEAR_SOUNDS:
        syllable = pattern.sub(instead, syllable)
    return syllable


def _initials(entry: CatalogueEntry, name: str, syllables: Sequence[str]) -> tuple[str, ...]:
    own = "".join(syllable[0] for syllable in syllables)
    told = (initials.lower() for initials in entry.initials) if name == entry.name else ()
    return tuple(dict.fromkeys((own, *told)))


def _syllables_of_all(folded: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """One pass for all texts: a call of the library costs more than a name."""
    at_once = "".join(f"{text}{_BETWEEN}" for text in folded)
    name: list[str] = []
    for run in lazy_pinyin(at_once, style=Style.NORMAL, errors=" ".join):
        for syllable in run.split(" "):
            if syllable == _BETWEEN:
                yield tuple(name)
                name = []
            else:
                name.append(syllable)
