"""How names are compared and found in one joined text."""

import pytest

from app.catalogue_terms import Haystack, sounds_of, syllables_of, terms_of
from app.domain.catalogue import Standing
from app.domain.name_folding import fold
from tests.support.builders import policy


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        ("  打火机 ", "打火机"),
        ("ＤＡ　ｈｕｏ ｊｉ", "dahuoji"),
        ("dǎ huǒ jī", "dahuoji"),
        ("da3huo3ji1", "dahuoji"),
        ("lǜ chá", "lvcha"),
        ("lü'cha", "lvcha"),
        ("502胶", "502胶"),
        ("T恤", "t恤"),
        ("干煸、（辣椒）！", "干煸辣椒"),
        ("\n\t", ""),
        ("!?", ""),
    ],
)
def test_width_case_tones_and_punctuation_make_no_difference(typed: str, compared: str) -> None:
    assert fold(typed) == compared


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("重楼", "chong lou"),
        ("鸡枞油", "ji zong you"),
        ("乙炔", "yi que"),
        ("绿茶", "lv cha"),
        ("t恤", "t xu"),
        ("", ""),
    ],
)
def test_each_character_has_its_reading(name: str, reading: str) -> None:
    assert " ".join(syllables_of(name)) == reading


def test_syllables_that_are_taken_for_each_other_sound_alike() -> None:
    assert sounds_of(("zhang", "sheng", "chang")) == sounds_of(("zan", "sen", "can"))
    assert sounds_of(("ma", "la")) == ("ma", "la")


def test_terms_stand_by_gravity_and_then_by_length() -> None:
    order = [(list(Standing).index(term.entry.standing), len(term.text)) for term in terms_of(policy().catalogue)]
    assert order == sorted(order)


def test_a_haystack_finds_whole_texts_starts_and_insides_in_order() -> None:
    haystack = Haystack(["huo", "dahuo", "huohuo", "ji", "huo"])
    assert list(haystack.equal("huo")) == [0, 4]
    assert list(haystack.starting("huo")) == [0, 2, 4]
    assert list(haystack.holding("huo")) == [0, 1, 2, 4]
    assert list(haystack.matching("h[a-z]o(?!h)")) == [0, 4]
    assert haystack.longest == 6


@pytest.mark.parametrize("texts", [[], ["", ""]])
def test_a_haystack_of_nothing_finds_nothing(texts: list[str]) -> None:
    haystack = Haystack(texts)
    assert not [*haystack.equal("huo"), *haystack.starting("huo"), *haystack.holding("huo"), *haystack.matching("h")]
    assert haystack.longest == 0
