import json

import pytest

from app.domain.photo_rules import PhotoRules, photo_rules_from
from app.photo_thresholds import thresholds_of, waybill_of
from tests.support.builders import POLICY_FOLDER


def pack() -> dict[str, object]:
    parsed = json.loads((POLICY_FOLDER / "photos.json").read_text(encoding="utf-8"))
    assert isinstance(parsed, dict)
    return parsed


def test_the_shipped_rules_are_read() -> None:
    rules = photo_rules_from(pack())
    assert isinstance(rules, PhotoRules)
    assert rules.least_sharpness == pack()["least_sharpness"]


@pytest.mark.parametrize(
    "change",
    [
        {"least_sharpness": -1},
        {"darkest": 300},
        {"most_dark_percent": 101},
        {"structure_level": 0},
        {"darkest": 240, "brightest": 200},
    ],
)
def test_an_impossible_threshold_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        photo_rules_from(pack() | change)


def test_units_change_and_values_do_not() -> None:
    thresholds = thresholds_of(photo_rules_from(pack() | {"most_dark_percent": 25, "codes_budget_ms": 40}))
    assert (thresholds.most_dark, thresholds.codes_budget_s) == (0.25, 0.04)


def test_only_what_may_be_a_waybill_number_counts() -> None:
    assert waybill_of("sf1234 567890123") == "SF1234567890123"
    assert waybill_of("https://track.example/w?no=1") is None
    assert waybill_of("HELLO") is None
