"""A definition of the statistics that cannot be used is refused."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.domain.statistics_rules import statistics_rules_from

SHIPPED = Path(__file__).parents[4] / "resources" / "policy" / "statistics.json"


def shipped() -> dict[str, Any]:
    part: dict[str, Any] = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return part


@pytest.mark.parametrize(
    "spoil",
    [
        lambda part: part["rates"].pop(),
        lambda part: part["rates"].append(part["rates"][0]),
        lambda part: part["rates"][0].update(code="another"),
        lambda part: part["rates"][0].update(target_hundredths=10_001),
        lambda part: part["rates"][0].pop("source"),
        lambda part: part.update(delay_bounds=[]),
        lambda part: part["delay_bounds"].reverse(),
        lambda part: part["delay_bounds"].insert(0, {"seconds": 0}),
    ],
)
def test_an_unusable_part_is_refused(spoil: Callable[[dict[str, Any]], object]) -> None:
    part = shipped()
    spoil(part)

    with pytest.raises((KeyError, TypeError, ValueError)):
        statistics_rules_from(part)


def test_every_formula_carries_its_source() -> None:
    assert all(rule.source for rule in statistics_rules_from(shipped()).rates)
