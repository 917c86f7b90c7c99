"""Whatever the snapshot: a worse input never lowers the level, the same input gives the same answer in any order."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.interruption import Failure, LinkHealth, assess_link
from app.domain.interruption_rules import RiskKind, RiskLevel
from tests.support import builders

RULES = builders.policy().interruption
CAUSES = [*sorted(cause for rule in RULES.failures for cause in rule.causes), "never_heard_of"]
DEVICES = ("scanner", "id_reader", "camera", "person_camera")

counts = st.integers(0, 200_000)
spans = st.one_of(st.none(), st.timedeltas(timedelta(), timedelta(days=400)))
failures = st.builds(Failure, st.sampled_from(CAUSES), st.integers(1, 500))
healths = st.builds(
    LinkHealth,
    oldest_unsent=spans,
    waiting=counts,
    added_in_a_day=counts,
    failures=st.frozensets(failures, max_size=6),
    disk_free_bytes=st.one_of(st.none(), st.integers(0, 10**15)),
    disk_bytes_a_day=st.integers(0, 10**12),
    battery_percent=st.one_of(st.none(), st.integers(0, 100)),
    key_left=spans,
    enrolment_left=spans,
    clock_offset=st.one_of(st.none(), st.timedeltas(timedelta(days=-4000), timedelta(days=4000))),
    devices_down=st.frozensets(st.sampled_from(DEVICES)),
)
more = st.integers(1, 100_000)
later = st.timedeltas(timedelta(microseconds=1), timedelta(days=100))


def longer(span: timedelta | None, by: timedelta) -> timedelta:
    return (span or timedelta()) + by


def shorter(span: timedelta | None, by: timedelta) -> timedelta | None:
    return None if span is None else max(timedelta(), span - by)


def worsened(health: LinkHealth, count: int, span: timedelta, failure: Failure, device: str) -> list[LinkHealth]:
    """Each with one thing worse."""
    free, charge = health.disk_free_bytes, health.battery_percent
    offset = health.clock_offset or timedelta()
    return [
        replace(health, oldest_unsent=longer(health.oldest_unsent, span)),
        replace(health, waiting=health.waiting + count),
        replace(health, added_in_a_day=health.added_in_a_day + count),
        replace(health, failures=health.failures | {failure}),
        replace(health, disk_free_bytes=None if free is None else max(0, free - count * 10**9)),
        replace(health, disk_bytes_a_day=health.disk_bytes_a_day + count),
        replace(health, battery_percent=None if charge is None else max(0, charge - count)),
        replace(health, key_left=shorter(health.key_left, span)),
        replace(health, enrolment_left=shorter(health.enrolment_left, span)),
        replace(health, clock_offset=offset + (span if offset >= timedelta() else -span)),
        replace(health, devices_down=health.devices_down | {device}),
    ]


@given(healths, more, later, failures, st.sampled_from(DEVICES))
def test_a_worse_input_never_lowers_the_level(
    health: LinkHealth, count: int, span: timedelta, failure: Failure, device: str
) -> None:
    before = assess_link(health, RULES, builders.NOON).level
    for worse in worsened(health, count, span, failure, device):
        assert assess_link(worse, RULES, builders.NOON).level >= before


@given(st.lists(failures, max_size=6), st.lists(st.sampled_from(DEVICES), max_size=4), healths)
def test_the_order_of_inputs_changes_nothing(failed: list[Failure], down: list[str], health: LinkHealth) -> None:
    straight = replace(health, failures=frozenset(failed), devices_down=frozenset(down))
    turned = replace(health, failures=frozenset(reversed(failed)), devices_down=frozenset(reversed(down)))
    assert assess_link(straight, RULES, builders.NOON) == assess_link(turned, RULES, builders.NOON)


@given(healths)
def test_the_level_is_that_of_its_gravest_reason_and_each_forecast_lies_ahead(health: LinkHealth) -> None:
    found = assess_link(health, RULES, builders.NOON)
    assert found.level == max((reason.level for reason in found.reasons), default=RiskLevel.NORMAL)
    assert [reason.level for reason in found.reasons] == sorted((r.level for r in found.reasons), reverse=True)
    for reason in found.reasons:
        assert reason.level > RiskLevel.NORMAL
        assert (reason.next_level is None) == (reason.next_at is None)
        assert reason.next_level is None or reason.next_level > reason.level
        assert reason.next_at is None or reason.next_at >= builders.NOON


@given(st.timedeltas(timedelta(), timedelta(days=3)))
def test_the_forecast_of_a_growing_age_comes_true(age: timedelta) -> None:
    found = assess_link(LinkHealth(oldest_unsent=age), RULES, builders.NOON)
    for reason in found.reasons:
        if reason.kind is RiskKind.OLDEST_UNSENT and reason.next_at is not None:
            then = assess_link(LinkHealth(oldest_unsent=age + (reason.next_at - builders.NOON)), RULES, reason.next_at)
            assert then.level is reason.next_level
