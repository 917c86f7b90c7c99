"""One word about the way to the province."""

from dataclasses import replace

import pytest

from app.domain.interruption_rules import RiskLevel
from app.domain.sync_health import Health, SyncFacts, health_of

WELL = SyncFacts(
    balanced=True,
    waiting=0,
    rejected=0,
    photos_waiting=0,
    photos_rejected=0,
    answered=True,
    fault=False,
    needs_person=False,
    stumbled=False,
    paused=False,
    photos_held=False,
    level=RiskLevel.NORMAL,
)
WRONG: tuple[tuple[Health, dict[str, object]], ...] = (
    (Health.BOOKS_DIFFER, {"balanced": False}),
    (Health.STUMBLED, {"stumbled": True}),
    (Health.BLOCKED, {"needs_person": True}),
    (Health.INTERRUPTED, {"level": RiskLevel.INTERRUPTED}),
    (Health.RETURNED, {"rejected": 1}),
    (Health.RETURNED, {"photos_rejected": 1}),
    (Health.PAUSED, {"paused": True}),
    (Health.OFFLINE, {"fault": True}),
    (Health.UNTRIED, {"answered": False}),
    (Health.ALLOWANCE, {"photos_held": True, "photos_waiting": 1}),
    (Health.SENDING, {"waiting": 1}),
    (Health.SENDING, {"photos_waiting": 1}),
)


@pytest.mark.parametrize(("health", "facts"), WRONG)
def test_each_hindrance_is_told(health: Health, facts: dict[str, object]) -> None:
    assert health_of(replace(WELL, **facts)) is health  # type: ignore[arg-type] # by name


def test_all_is_well_only_without_any_of_them() -> None:
    assert health_of(WELL) is Health.WELL
    assert health_of(replace(WELL, level=RiskLevel.WARNING)) is Health.WELL


def test_the_gravest_wins() -> None:
    order = list(Health)
    for place, (health, facts) in enumerate(WRONG):
        for graver, others in WRONG[:place]:
            both = health_of(replace(WELL, **{**facts, **others}))  # type: ignore[arg-type] # by name
            assert order.index(both) <= order.index(graver), (health, graver)
