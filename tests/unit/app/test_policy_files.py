import json
import shutil
from pathlib import Path

import pytest

from app.domain.errors import DomainError, DomainFault
from app.policy_files import PARTS, load_policy
from tests.support.builders import POLICY_FOLDER


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(POLICY_FOLDER, tmp_path / "policy"))


def test_the_shipped_pack_is_whole() -> None:
    policy = load_policy(POLICY_FOLDER)
    assert policy.category("food") is not None
    assert policy.refusal_reason("prohibited_item") is not None
    assert policy.carrier("yto") is not None
    assert policy.category("nothing") is None


def test_every_part_says_where_it_comes_from_and_since_when() -> None:
    for part in PARTS:
        parsed = json.loads((POLICY_FOLDER / f"{part}.json").read_text(encoding="utf-8"))
        assert parsed["effective_from"]
        assert any("source" in name for name in parsed)


def test_one_key_picks_one_thing() -> None:
    policy = load_policy(POLICY_FOLDER)
    assert len({category.key for category in policy.item_categories}) == len(policy.item_categories)
    assert len({reason.key for reason in policy.refusal_reasons}) == len(policy.refusal_reasons)


def test_a_caution_that_nobody_could_answer_makes_the_pack_useless(pack: Path) -> None:
    path = pack / "senders.json"
    parsed = json.loads(path.read_text(encoding="utf-8"))
    parsed["cautions"].pop()
    path.write_text(json.dumps(parsed), encoding="utf-8")
    with pytest.raises(DomainError) as refused:
        load_policy(pack)
    assert (refused.value.fault, refused.value.detail) == (DomainFault.POLICY_INVALID, "senders")


def test_any_change_changes_the_digest(pack: Path) -> None:
    before = load_policy(pack).digest
    items = pack / "items.json"
    items.write_text(items.read_text(encoding="utf-8").replace("茶叶", "茶"), encoding="utf-8")
    assert load_policy(pack).digest != before


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("damage", ["missing", "torn", "wrong type", "empty"])
def test_a_pack_that_cannot_be_used_whole_is_refused_by_part(pack: Path, part: str, damage: str) -> None:
    path = pack / f"{part}.json"
    match damage:
        case "missing":
            path.unlink()
        case "torn":
            path.write_bytes(path.read_bytes()[:-20])
        case "wrong type":
            parsed = json.loads(path.read_text(encoding="utf-8"))
            longest = max(parsed, key=lambda name: isinstance(parsed[name], list))
            numbers = [name for name, value in parsed.items() if isinstance(value, int | float)]
            parsed[longest if isinstance(parsed[longest], list) else numbers[0]] = "one"
            path.write_text(json.dumps(parsed), encoding="utf-8")
        case _:
            path.write_text("{}", encoding="utf-8")
    with pytest.raises(DomainError) as refused:
        load_policy(pack)
    assert (refused.value.fault, refused.value.detail) == (DomainFault.POLICY_INVALID, part)


def test_two_entries_with_one_key_are_refused(pack: Path) -> None:
    path = pack / "items.json"
    parsed = json.loads(path.read_text(encoding="utf-8"))
    parsed["categories"][1]["key"] = parsed["categories"][0]["key"]
    path.write_text(json.dumps(parsed), encoding="utf-8")
    with pytest.raises(DomainError):
        load_policy(pack)
