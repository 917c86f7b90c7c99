"""Whatever is in the catalogue can be found, however it is typed; and whatever is typed does no harm."""

import random

from hypothesis import given
from hypothesis import strategies as st

from app.benchmarks.inspection import misspelt
from app.catalogue_search import MOST_HITS, CatalogueSearch
from app.catalogue_terms import Term, terms_of
from app.domain.catalogue import Standing
from tests.support.builders import policy

CATALOGUE = policy().catalogue
SEARCH = CatalogueSearch(CATALOGUE)
TERMS = terms_of(CATALOGUE)
GRAVITY = list(Standing)

terms = st.sampled_from(TERMS)
typed = (
    st.text(max_size=80) | st.text("abcdefghijklmnopqrstuvwxyz '1234", max_size=80) | terms.map(lambda term: term.text)
)


def finds(text: str, term: Term) -> bool:
    return any(hit.entry is term.entry for hit in SEARCH.find(text))


def test_every_name_finds_its_entry_first() -> None:
    for term in TERMS:
        assert SEARCH.find(term.text)[0].entry is term.entry, term.text
        assert CATALOGUE.named(term.text) is term.entry


def test_every_name_is_found_by_its_pinyin() -> None:
    assert [term.text for term in TERMS if not finds(term.pinyin, term)] == []


def test_every_entry_is_found_by_three_initials_or_more() -> None:
    lost = [
        (entry.name, initials)
        for entry in CATALOGUE.entries
        for initials in entry.initials
        if len(initials) >= 3 and all(hit.entry is not entry for hit in SEARCH.find(initials))
    ]
    assert lost == []


def test_nearly_every_name_of_three_syllables_is_found_with_one_typing_error() -> None:
    chance = random.Random(7)  # noqa: S311 # test data
    tried = [(misspelt(term.pinyin, chance), term) for term in TERMS if len(term.syllables) >= 3]
    assert sum(finds(text, term) for text, term in tried) >= 0.95 * len(tried)


@given(terms.filter(lambda term: len(term.folded) >= 2), st.sampled_from(["", "一箱", "我的", "新"]))
def test_a_name_inside_a_free_text_is_found(term: Term, before: str) -> None:
    assert finds(f"{before}{term.text}", term)


@given(terms, st.data())
def test_any_mixture_of_syllables_and_initials_finds_the_name(term: Term, data: st.DataObject) -> None:
    shown = [syllable[: data.draw(st.integers(1, len(syllable)))] for syllable in term.syllables]
    many = SEARCH.find("".join(shown), limit=len(CATALOGUE.entries))
    assert len("".join(shown)) < 2 or any(hit.entry is term.entry for hit in many)


@given(typed, st.integers(1, 20))
def test_whatever_is_typed_the_answer_is_short_ordered_and_the_same_again(text: str, limit: int) -> None:
    hits = SEARCH.find(text, limit)
    assert hits == SEARCH.find(text, limit)
    assert len(hits) <= limit
    assert len({hit.entry.code for hit in hits}) == len(hits)
    order = [(-hit.score, GRAVITY.index(hit.entry.standing)) for hit in hits]
    assert order == sorted(order)
    assert all(0 < hit.score <= 100 and hit.matched in (hit.entry.name, *hit.entry.synonyms) for hit in hits)


@given(typed)
def test_a_longer_list_begins_with_the_shorter_one(text: str) -> None:
    long = SEARCH.find(text, 2 * MOST_HITS)
    assert long[:MOST_HITS] == SEARCH.find(text)
