"""The waybill's name against the document's: folds that a clerk would make, and no others."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.person_names import comparable_name, names_agree

DOTS = "·•・‧∙⋅･．."
RARE = [
    "样\U00020bb7",  # CJK Extension B
    "试\U0002b76d",  # Extension D
    "样\U0002cb4e",  # Extension E: a chemical element's name
    "试\U000310a8",  # Extension G
    "样\U000323ab",  # Extension H: newer than many fonts
    "试\ue863",  # a private area of GB 18030-2000, on old cards
    "䶮样",
]
"""Characters of GB 18030-2022 level 3 and beyond."""

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=5)
CJK_BLOCKS = [
    st.characters(min_codepoint=first, max_codepoint=last, categories=["Lo"])
    for first, last in ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x323AF))
]
LATIN = st.text(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("张三", "張三"),
        ("刘样例", "劉樣例"),
        ("张 三", "张三"),
        ("张\u3000三 ", "张三"),
        ("高样", "高\U000e0100样"),  # another glyph of the same character
        ("阿样·试例", "阿样 · 试例"),
        ("SAMPLE JOHN", "John Sample"),
        ("SAMPLE<<JOHN<PAUL", "John Paul Sample"),
        ("SAMPLE, JOHN", "sample/john"),
        ("ＳＡＭＰＬＥ　ＪＯＨＮ", "Sample John"),
        ("JEAN-PIERRE O'NEIL", "ONEIL JEAN PIERRE"),
        ("Jean\u2010Pierre O\u2019Neil", "Jean-Pierre O'Neil"),
        ("José Müller", "JOSE MULLER"),
        ("ZHANG SANFENG", "Zhang San Feng"),
        ("ZHANGSAN", "ZHANG SAN"),
        ("J. SMITH", "Smith J"),
        *((f"阿样{dot}试例", "阿样·试例") for dot in DOTS),
    ],
)
def test_one_name_in_two_spellings_agrees(one: str, other: str) -> None:
    assert names_agree(one, other)
    assert names_agree(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("张三", "张三丰"),
        ("张三", "三张"),
        ("张三", "张山"),
        ("样本𠮷", "样本吉"),
        ("张乾", "张干"),  # both are simplified characters in their own right
        ("於样", "于样"),
        ("王昇", "王升"),  # a character of its own since 2013
        ("阿样·试例", "阿样试例"),
        ("阿样·试例", "阿样·试"),
        ("LI NA", "LIN A"),
        ("JOHN SAMPLE", "JOHN SAMPLES"),
        ("JOHN SAMPLE", "JOHN"),
        ("JOHN JOHN SAMPLE", "JOHN SAMPLE SAMPLE"),
        ("张三", "ZHANG SAN"),
        ("", ""),
        (" ", "·"),
        ("", "张三"),
    ],
)
def test_two_names_do_not_agree(one: str, other: str) -> None:
    assert not names_agree(one, other)
    assert not names_agree(other, one)


@given(st.text(), st.text())
def test_agreement_is_symmetric_and_every_name_agrees_with_itself(one: str, other: str) -> None:
    assert names_agree(one, other) == names_agree(other, one)
    assert names_agree(one, one) == bool(comparable_name(one))


@given(HAN, HAN)
def test_a_longer_name_is_another_name(name: str, more: str) -> None:
    assert not names_agree(name, name + more)


@given(HAN, HAN, st.sampled_from(DOTS), st.sampled_from(DOTS), st.sampled_from(["", " ", "\u3000"]))
def test_kinds_of_dots_and_blanks_do_not_matter(first: str, last: str, dot: str, other_dot: str, blank: str) -> None:
    assert names_agree(f"{first}{dot}{last}", f"{first}{blank}{other_dot}{blank}{last}")


@given(st.lists(LATIN, min_size=1, max_size=4).flatmap(lambda words: st.tuples(st.just(words), st.permutations(words))))
def test_order_capitals_and_width_do_not_matter_in_latin_names(orders: tuple[list[str], list[str]]) -> None:
    words, shuffled = orders
    wide = " ".join(shuffled).lower().translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    assert names_agree(" ".join(words), wide)
    assert comparable_name(" ".join(words)) == comparable_name(wide)


@given(st.text(st.one_of(*CJK_BLOCKS), min_size=1, max_size=6))
def test_no_character_is_lost_or_made_up(name: str) -> None:
    assert len(comparable_name(name)) == len(name)
    assert comparable_name(comparable_name(name)) == comparable_name(name)


@pytest.mark.parametrize("name", RARE)
def test_rare_characters_survive(name: str) -> None:
    assert comparable_name(name) == name
    assert names_agree(name, f" {name}")
    assert not names_agree(name, name[:-1] + "口")


@given(st.text(st.characters(exclude_categories=[])))
def test_no_text_is_too_odd_to_be_compared(name: str) -> None:
    comparable_name(name)
    names_agree(name, "张三")


def test_threads_may_compare_at_once() -> None:
    found: list[bool] = []
    gate = threading.Barrier(4)

    def compare(offset: int) -> None:
        gate.wait(5)
        found.extend(names_agree(chr(0x8000 + offset + place), chr(0x8000 + offset + place)) for place in range(200))

    threads = [threading.Thread(target=compare, args=(100 * number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert found == [True] * 800
