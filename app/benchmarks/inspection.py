"""Searching the catalogue of goods: the time it takes among thousands of entries, and the typing errors it forgives.

Invariants:
- The same entries, searches and errors on each run (fixed seeds), all drawn from the shipped catalogue.
- Each search's time is the best of several: what other programs take on this machine is not the search's time.
"""

import random
import statistics
import string
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from app.benchmarks.figures import Figure, Sense
from app.catalogue_search import CatalogueSearch
from app.catalogue_terms import Term, terms_of
from app.domain.catalogue import Catalogue, CatalogueEntry
from app.paths import POLICY
from app.policy_files import load_policy

ENTRIES = 5000
SEARCHES = 1400
ROUNDS = 3
_SEED = 20261101
_FROM = (
    "昆明", "曲靖", "玉溪", "保山", "昭通", "丽江", "普洱", "临沧", "楚雄", "红河", "文山", "版纳", "大理", "德宏",
    "怒江", "迪庆", "自制", "新鲜", "手工", "进口", "老字号", "家用", "大号", "旧",
)  # fmt: skip
_AS = ("", "礼盒", "散装", "套装", "配件", "样品", "两瓶", "一箱")
_SYLLABLES_WITH_AN_ERROR = 3
"""In a shorter name one wrong letter makes another word."""


def catalogue(entries: int = ENTRIES, searches: int = SEARCHES) -> list[Figure]:
    """The 99th percentile of ``searches`` (two or more) among ``entries``, and the share of misspelt names found."""
    shipped = load_policy(POLICY).catalogue
    return [_time_taken(enlarged(shipped, entries), searches), _errors_forgiven(shipped)]


def enlarged(shipped: Catalogue, entries: int) -> Catalogue:
    """The shipped catalogue with compounds of its own names, until it has ``entries`` (or none are left to make)."""
    more = [*shipped.entries]
    for made in _compounds(shipped):
        if len(more) >= entries:
            break
        more.append(made)
    return replace(shipped, entries=tuple(more), by_code={entry.code: entry for entry in more})


def misspelt(letters: str, chance: random.Random) -> str:
    """``letters`` (two or more) with one wrong, missing, doubled or transposed letter."""
    place = chance.randrange(len(letters) - 1)
    before, here, after = letters[:place], letters[place], letters[place + 1 :]
    errors = {
        before + chance.choice(string.ascii_lowercase) + after,
        before + after,
        before + here + here + after,
        before + after[0] + here + after[1:],
    }
    return chance.choice(sorted(errors - {letters}))


def _compounds(shipped: Catalogue) -> Iterator[CatalogueEntry]:
    ways = list(product(_FROM, _AS))
    random.Random(_SEED).shuffle(ways)  # noqa: S311 # test data
    for number, ((start, end), entry) in enumerate(product(ways, shipped.entries)):
        yield replace(
            entry,
            code=f"made{number}",
            name=f"{start}{entry.name}{end}",
            synonyms=tuple(f"{start}{synonym}{end}" for synonym in entry.synonyms),
            initials=(),
        )


def _time_taken(among: Catalogue, searches: int) -> Figure:
    search = CatalogueSearch(among)
    chance = random.Random(_SEED)  # noqa: S311 # a draw of test data
    terms = terms_of(among)
    wanted = [text for _ in range(searches // 7 + 1) for text in _typed(chance.choice(terms), chance)][:searches]
    times = [min(_time_ms(search, text) for _ in range(ROUNDS)) for text in wanted]
    return Figure(
        name="catalogue",
        what="a search by name, part, free text, pinyin, initials or with an error, 99th percentile",
        value=round(statistics.quantiles(times, n=100)[98], 2),
        unit="ms",
        sense=Sense.AT_MOST,
        to_reach=20.0,
        ours=f"median {statistics.median(times):.2f} ms, longest {max(times):.2f} ms, "
        f"{len(among.entries)} entries with {len(terms)} names",
        limit="the promise",
    )


def _errors_forgiven(shipped: Catalogue) -> Figure:
    search = CatalogueSearch(shipped)
    chance = random.Random(_SEED)  # noqa: S311 # a draw of test data
    terms = [term for term in terms_of(shipped) if len(term.syllables) >= _SYLLABLES_WITH_AN_ERROR]
    found = sum(_finds(search, misspelt(term.pinyin, chance), term) for term in terms)
    return Figure(
        name="catalogue_errors",
        what="names of three syllables and more that are found by their pinyin with one typing error",
        value=round(found / len(terms), 4),
        unit="share",
        sense=Sense.AT_LEAST,
        to_reach=0.95,
        ours=f"{found} of {len(terms)}",
        limit="the promise",
    )


def _typed(term: Term, chance: random.Random) -> Iterator[str]:
    """Seven ways to look for one thing."""
    yield term.text
    yield term.text[: chance.randint(1, 2)]
    yield f"一箱{term.text}三公斤"
    yield term.pinyin
    yield term.pinyin[: chance.randint(1, 6)]
    yield term.initials[0]
    yield misspelt(term.pinyin, chance)


def _time_ms(search: CatalogueSearch, text: str) -> float:
    began = time.perf_counter()
    search.find(text)
    return (time.perf_counter() - began) * 1000


def _finds(search: CatalogueSearch, text: str, term: Term) -> bool:
    return any(hit.entry.code == term.entry.code for hit in search.find(text))
