"""The shipped notice says what a notice must say; one that leaves something out is refused."""

import json
import re
from copy import deepcopy
from typing import Any

import pytest

from app.domain.notice import REQUIRED, NoticeOutlet, notice_from
from tests.support.builders import POLICY_FOLDER, policy

PART: dict[str, Any] = json.loads((POLICY_FOLDER / "notice.json").read_text(encoding="utf-8"))


def test_the_shipped_notice_answers_who_why_what_how_long_and_which_rights() -> None:
    notice = policy().notice

    assert {section.code for section in notice.sections} >= set(REQUIRED)
    assert notice.complaint_number == "12305"
    assert {term.code for term in notice.retention} >= {"real_name", "pictures", "logs", "video"}
    for section in notice.sections:
        assert section.references
        assert len(section.paragraphs) == len(section.paragraphs_en)
        for reference in section.references:
            assert reference.sure in ("V", "R", "R?")
    for term in notice.retention:
        assert term.source


def test_nothing_stays_blank_and_the_outlet_is_named() -> None:
    outlet = NoticeOutlet("样例网点", "530102-2026-000123", "0871-00000000")

    for statements in (policy().notice.chinese(outlet), policy().notice.english(outlet)):
        who = statements[0].paragraphs[0]
        assert all(text in who for text in ("样例网点", "530102-2026-000123", "0871-00000000"))
        assert not any("{" in paragraph for statement in statements for paragraph in statement.paragraphs)
        assert any("12305" in paragraph for statement in statements for paragraph in statement.paragraphs)
    assert all(statement.references.startswith("依据：") for statement in policy().notice.chinese(outlet))


def test_a_name_with_braces_is_only_a_name() -> None:
    outlet = NoticeOutlet("{contact}", "1", "2")

    assert policy().notice.english(outlet)[0].paragraphs[0].startswith("{contact} (")


def test_english_is_english_and_names_the_same_number() -> None:
    for section in policy().notice.sections:
        for text, text_en in zip(section.paragraphs, section.paragraphs_en, strict=True):
            assert not re.search("[㐀-鿿]", text_en)
            assert ("{complaint}" in text) == ("{complaint}" in text_en)


@pytest.mark.parametrize("code", REQUIRED)
def test_a_notice_that_leaves_something_out_is_refused(code: str) -> None:
    part = deepcopy(PART)
    part["sections"] = [section for section in part["sections"] if section["code"] != code]

    with pytest.raises(ValueError, match="leaves out"):
        notice_from(part)


@pytest.mark.parametrize("damage", ["twice", "wordless", "no terms", "not english", "no source", "nobody", "blank"])
def test_a_notice_that_cannot_be_used_is_refused(damage: str) -> None:
    part = deepcopy(PART)
    match damage:
        case "twice":
            part["sections"].append(part["sections"][0])
        case "wordless":
            part["sections"][0]["paragraphs"] = []
        case "no terms":
            part["retention"] = []
        case "not english":
            del part["sections"][0]["paragraphs"][0]["text_en"]
        case "nobody":
            part["sections"][0]["paragraphs"][0]["text_en"] = "Somebody"
        case "blank":
            part["sections"][1]["paragraphs"][0]["text"] += "{passport}"
        case "no source":
            part["retention"][0]["source"] = ""

    with pytest.raises((ValueError, KeyError, TypeError)):
        notice_from(part)
