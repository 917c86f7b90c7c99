"""``assess``: the counter's own decision about a parcel described in JSON, with the law behind it."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import JsonValue

from app.paths import POLICY
from app.policy_files import PARTS
from sync.digests import pack_digest
from tests.e2e.commands.program import NO, WRONG_USE, YES, Answer, yanqi

WAYBILL = "YT8962646785389"
NUMBER = "530102199003071238"
SENDER: dict[str, JsonValue] = {
    "document_type": "resident_card",
    "document_number": NUMBER,
    "name": "测试甲",
    "valid_to": "2090-01-01",
    "phone": "13800138000",
    "same_person": True,
    "waybill_name": "测试甲",
}


def asked(home: Path, goods: object, sender: dict[str, JsonValue] | None = None, *more: str) -> Answer:
    item, who = home / "item.json", home / "sender.json"
    item.write_text(json.dumps(goods), encoding="utf-8")
    who.write_text(json.dumps(sender if sender is not None else SENDER), encoding="utf-8")
    answer = yanqi("assess", "--waybill", WAYBILL, "--sender", str(who), "--item", str(item), *more, home=home)
    for secret in (NUMBER, "测试甲", "13800138000"):
        assert secret not in answer.out + answer.err
    return answer


def one(name: str, **members: JsonValue) -> dict[str, Any]:
    return {"items": [{"name": name, **members}]}


def laws(answer: Answer, code: str) -> set[tuple[object, object]]:
    reasons = answer.line["reasons"]
    assert isinstance(reasons, list)
    return {
        (reason["law"], reason["article"]) for reason in reasons if isinstance(reason, dict) and reason["code"] == code
    }


def test_an_ordinary_parcel_may_be_accepted(tmp_path: Path) -> None:
    answer = asked(tmp_path, one("绿茶"))
    assert answer.code == YES
    assert answer.line == {"decision": "accept", "missing": [], "objections": [], "warnings": [], "reasons": []}


def test_too_many_cigarettes_are_refused_with_law_and_article(tmp_path: Path) -> None:
    answer = asked(tmp_path, one("香烟", quantity=3, unit="carton"))
    assert (answer.code, answer.line["decision"], answer.line["objections"]) == (NO, "refuse", ["item_refused"])
    assert ("烟草专卖法", "第二十二条") in laws(answer, "cigarettes")


def test_drugs_are_an_incident(tmp_path: Path) -> None:
    answer = asked(tmp_path, {"items": [{"name": "绿茶"}, {"name": "海洛因"}]})
    assert (answer.code, answer.line["decision"]) == (NO, "incident")


def test_while_a_paper_is_missing_the_parcel_may_not_be_accepted(tmp_path: Path) -> None:
    paper: dict[str, JsonValue] = {"kind": "plant_quarantine", "number": "53-0001", "photo": True}
    answer = asked(tmp_path, one("种子"))
    assert (answer.code, answer.line["decision"]) == (NO, "refuse")
    assert answer.line["missing"] == ["item_paper", "item_paper_photo"]
    assert ("种子法", "第四十二条") in laws(answer, "seeds")
    assert asked(tmp_path, one("种子", papers=[paper])).line["decision"] == "accept"


def test_what_speaks_against_the_sender_has_its_law_too(tmp_path: Path) -> None:
    answer = asked(tmp_path, one("绿茶"), {**SENDER, "valid_to": "2020-01-01", "waybill_name": "别人"})
    assert (answer.code, answer.line["decision"]) == (NO, "refuse")
    assert answer.line["objections"] == ["document_expired", "name_differs"]
    assert ("居民身份证法", "第五条") in laws(answer, "document_expired")
    assert laws(answer, "name_differs")


def test_what_is_missing_of_the_sender_is_named(tmp_path: Path) -> None:
    answer = asked(tmp_path, one("绿茶"), {})
    assert (answer.code, answer.line["decision"]) == (NO, "refuse")
    assert answer.line["missing"] == ["document", "same_person", "waybill_name", "phone"]
    assert asked(tmp_path, {"items": []}, {"sending": "letter"}).code == YES


def test_nothing_is_declared_of_a_letter(tmp_path: Path) -> None:
    answer = asked(tmp_path, one("绿茶"), {"sending": "letter"})
    assert (answer.code, answer.lines) == (WRONG_USE, [])
    assert "a letter" in answer.err


def test_a_screening_that_stopped_it_or_is_missing_has_its_law(tmp_path: Path) -> None:
    stopped = asked(tmp_path, {**one("绿茶"), "screened": False})
    assert stopped.line["objections"] == ["screening_stopped"]
    assert ("快递暂行条例", "第三十三条") in laws(stopped, "screening_stopped")
    missing = asked(tmp_path, {**one("绿茶"), "transport": "air"})
    assert missing.line["missing"] == ["screening"]
    assert ("快递暂行条例", "第三十三条") in laws(missing, "screening")


@pytest.mark.parametrize(
    ("goods", "place"),
    [
        (one("绿茶", quantity="two"), "items[0].quantity"),
        (one("绿茶", unit="dozen"), "items[0].unit"),
        ([], "the file"),
    ],
)
def test_a_bad_description_is_wrong_use_and_names_the_member(tmp_path: Path, goods: object, place: str) -> None:
    answer = asked(tmp_path, goods)
    assert (answer.code, answer.out) == (WRONG_USE, "")
    assert f"--item: {place}" in answer.err


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    missing = str(tmp_path / "测试甲.json")
    answer = yanqi("assess", "--waybill", WAYBILL, "--sender", missing, "--item", missing, home=tmp_path)
    assert (answer.code, answer.out) == (WRONG_USE, "")
    assert "--sender: the file cannot be read" in answer.err
    assert "测试甲" not in answer.err


def test_the_terminals_own_rules_count(tmp_path: Path) -> None:
    """A pack of the province that the terminal has taken: one stick is too much, in training."""
    parts = {part: json.loads((POLICY / f"{part}.json").read_text(encoding="utf-8")) for part in PARTS}
    parts["limits"]["version"] = "2099.1.1"
    next(rule for rule in parts["item_rules"]["rules"] if rule["code"] == "cigarettes")["limit"] = 1
    digest, since = pack_digest(parts), "2026-01-01"
    pack = {"version": "2099.1.1", "digest": digest, "effective_from": since, "parts": parts}
    copy = {**pack, "source": "province", "since": None, "refused": [], "packs": [pack]}
    rules = tmp_path / "training" / "rules.json"
    rules.parent.mkdir()
    rules.write_text(json.dumps(copy), encoding="utf-8")
    two_sticks = one("香烟", quantity=2, unit="stick")
    assert asked(tmp_path, two_sticks).line["decision"] == "accept"
    assert asked(tmp_path, two_sticks, None, "--training").line["decision"] == "refuse"
