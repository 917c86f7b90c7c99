import re
from enum import Enum

import pytest

from sync.errors import SyncFault
from sync.words import ProblemCode
from ui.error_text import TABLES, key_names, outcome_words, words

CODES = [code for enum in TABLES for code in enum]


@pytest.mark.parametrize("enum", TABLES, ids=lambda enum: enum.__name__)
def test_every_code_has_words_and_no_word_is_left_over(enum: type[Enum]) -> None:
    assert set(TABLES[enum]) == set(enum)


@pytest.mark.parametrize("code", CODES, ids=lambda code: f"{type(code).__name__}.{code.name}")
def test_words_are_whole_and_show_no_bare_code(code: Enum) -> None:
    wording = words(code, detail="20")
    for text in (wording.text, wording.next_step):
        assert "{" not in text
        assert str(code.value) not in text
        assert not text.endswith(("。", "！", "…"))
    assert re.search("[一-鿿]", wording.text)


@pytest.mark.parametrize("code", CODES, ids=lambda code: f"{type(code).__name__}.{code.name}")
def test_placeholders_are_keys_or_the_detail(code: Enum) -> None:
    for text in TABLES[type(code)][code]:
        assert set(re.findall(r"{(\w+)}", text)) <= {"detail", *key_names()}


def test_the_reason_of_a_waiting_message_is_found_by_its_stored_value() -> None:
    assert outcome_words(SyncFault.UNREACHABLE.value) == words(SyncFault.UNREACHABLE)
    assert outcome_words(ProblemCode.CONFLICT.value) == words(ProblemCode.CONFLICT)
    assert outcome_words("nothing we know") is None


def test_text_and_step_are_joined_as_sentences() -> None:
    assert str(words(SyncFault.UNREACHABLE)) == "省系统连不上，离线收寄中。照常收寄，恢复后自动补传"
