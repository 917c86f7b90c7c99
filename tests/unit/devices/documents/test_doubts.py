from datetime import date

import pytest

from devices.documents.doubts import (
    NEVER_SURE,
    clean_name,
    clear_text,
    judged_name,
    lawful_term,
    printed_day,
    printed_term,
    well_formed_name,
)
from devices.documents.reading import OPEN_ENDED


def sure(text: str, level: float = 0.99) -> tuple[str, tuple[float, ...]]:
    return text, (level,) * len(text)


def test_a_name_that_every_reading_is_sure_of_is_certain() -> None:
    name = judged_name("样例甲", 0.98, [sure("样例甲"), sure("样例 甲", 0.97)], None)
    assert (name.value, name.doubtful, name.confidence) == ("样例甲", False, 0.97)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("样例甲", [sure("样例甲"), sure("样例申")]),
        ("样例甲", [sure("样例甲"), sure("样例甲", 0.6)]),
        ("样例頫", [sure("样例頫", 0.9)]),
        ("样例吉", [sure("样例吉")]),
        ("样", [sure("样")]),
        ("样例7", [sure("样例7")]),
        ("样例甲", []),
    ],
    ids=[
        "readings differ",
        "one is unsure",
        "rare and unsure",
        "a rare twin",
        "one character",
        "a digit",
        "never again",
    ],
)
def test_a_name_is_in_doubt(text: str, readings: list[tuple[str, tuple[float, ...]]]) -> None:
    assert judged_name(text, 0.99, readings, None).doubtful


def test_a_dot_need_not_be_sure() -> None:
    assert not judged_name("阿样・试例", 0.99, [("阿样・试例", (0.99, 0.99, 0.4, 0.99, 0.99))], None).doubtful


def test_a_twin_stays_in_doubt_however_sure_the_reader_is() -> None:
    # U+20BB7 is read as 吉 with 0.99
    assert judged_name("样吉", 1.0, [sure("样吉", 1.0)], None).confidence <= NEVER_SURE


@pytest.mark.parametrize("dot", "・•‧∙⋅･.·")
def test_the_dot_has_one_form(dot: str) -> None:
    assert clean_name(f"阿样{dot}试例") == "阿样·试例"


@pytest.mark.parametrize(
    ("name", "well"), [("阿样·试例", True), ("SAMPLE, ANNA", True), ("样例A", False), ("·样", False)]
)
def test_names_have_a_form(name: str, *, well: bool) -> None:
    assert well_formed_name(name) is well


@pytest.mark.parametrize("text", ["1990年3月7日", "1990.03.07", "1990-03-07", "1990 年 3 月 7 日"])
def test_dates_are_printed_in_several_ways(text: str) -> None:
    assert printed_day(text) == date(1990, 3, 7)


def test_no_date_is_made_of_an_impossible_one() -> None:
    assert printed_day("1990.13.07") is None
    assert printed_day("1990 3") is None


@pytest.mark.parametrize(
    ("text", "lawful"),
    [
        ("2019.05.01-2039.05.01", True),
        ("2019.05.01-2029.04.30", True),
        ("2020.02.29-2030.02.28", True),
        ("2019.05.01-2038.05.01", False),
        ("2019.05.01-长期", False),
    ],
)
def test_only_lawful_terms_prove_themselves(text: str, *, lawful: bool) -> None:
    assert lawful_term(*printed_term(text)) is lawful


def test_an_open_end_is_told() -> None:
    assert printed_term("2019.05.01-长期") == (date(2019, 5, 1), OPEN_ENDED)
    assert printed_term("") == (None, None)


def test_an_unknown_word_is_in_doubt() -> None:
    assert clear_text("汗", 0.99, None, known=False).doubtful
    assert not clear_text("汉", 0.99, None).doubtful
    assert clear_text("汉", 0.7, None).doubtful
