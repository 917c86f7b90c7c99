"""``item SEARCH``: what may be sent, by what is typed."""

from pathlib import Path

import pytest

from tests.e2e.commands.program import NO, WRONG_USE, YES, yanqi


def test_a_prohibited_thing_is_told_with_whom_to_call_and_by_which_law(tmp_path: Path) -> None:
    answer = yanqi("item", "dahuoji", home=tmp_path)

    assert answer.code == YES
    first = answer.lines[0]
    assert (first["name"], first["standing"], first["action"]) == ("打火机", "prohibited", "refuse")
    assert first["category"] == {"number": 4, "label": "压缩和液化气体及其容器"}
    assert first["handling"] == "EVACUATE_POLICE"
    assert first["authority"] == ["公安机关", "消防救援、应急管理部门"]
    references = first["references"]
    assert isinstance(references, list)
    assert {"禁止寄递物品管理规定", "快递暂行条例"} <= {place["law"] for place in references if isinstance(place, dict)}


@pytest.mark.parametrize(
    ("typed", "name", "standing", "action"),
    [
        ("罂粟壳", "罂粟壳", "prohibited", "incident"),
        ("XY", "香烟", "restricted", "check"),
        ("普洱茶", "普洱茶", "allowed", "accept"),
    ],
)
def test_each_standing_has_its_action(typed: str, name: str, standing: str, action: str, tmp_path: Path) -> None:
    answer = yanqi("item", typed, home=tmp_path)
    assert answer.code == YES
    assert (name, standing, action) in [(line["name"], line["standing"], line["action"]) for line in answer.lines]


def test_a_restricted_thing_names_its_rules_and_an_everyday_one_its_hint(tmp_path: Path) -> None:
    cigarettes, hotpot = (yanqi("item", name, home=tmp_path).lines[0] for name in ("香烟", "火锅底料"))
    assert (cigarettes["rules"], cigarettes["category"], cigarettes["authority"]) == (["cigarettes"], None, [])
    assert cigarettes["references"]
    assert hotpot["hint"]
    assert hotpot["rules"] == []


def test_several_words_are_one_search(tmp_path: Path) -> None:
    assert yanqi("item", "da", "huo", "ji", home=tmp_path).lines[0]["name"] == "打火机"


def test_no_hit_is_a_no_and_no_word_is_wrong_use(tmp_path: Path) -> None:
    nothing = yanqi("item", "ghjkqwx", home=tmp_path)
    assert (nothing.code, nothing.lines) == (NO, [])
    assert yanqi("item", home=tmp_path).code == WRONG_USE
