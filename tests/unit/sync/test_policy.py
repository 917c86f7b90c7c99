"""What the policy says to each fault."""

import random
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.errors import SyncError, SyncFault
from sync.policy import (
    BeginAnew,
    Disposition,
    GiveToPerson,
    Pause,
    Retry,
    SendSize,
    Split,
    SyncPolicy,
    backoff,
    disposition,
    due_again,
)
from tests.support.frozen_messages import START

POLICY = SyncPolicy()


class HighestThrow(random.Random):
    """Dice that always show the most."""

    def random(self) -> float:
        return 1.0


def answer_to(fault: SyncFault, *, faults_in_a_row: int = 1, retry_after: timedelta | None = None) -> Disposition:
    error = SyncError(fault, retry_after=retry_after)
    return disposition(error, START, faults_in_a_row, POLICY, HighestThrow())


def retry_of(fault: SyncFault, *, faults_in_a_row: int = 1, retry_after: timedelta | None = None) -> Retry:
    answer = answer_to(fault, faults_in_a_row=faults_in_a_row, retry_after=retry_after)
    assert isinstance(answer, Retry)
    return answer


def pause_of(retry: Retry) -> Pause:
    assert retry.pause is not None
    return retry.pause


@given(attempts=st.integers(0, 10_000), seed=st.integers(0, 1000))
def test_waits_stay_between_the_least_and_the_cap(attempts: int, seed: int) -> None:
    wait = backoff(POLICY, attempts, random.Random(seed))  # noqa: S311 # dice for tests

    assert POLICY.least_wait <= wait <= POLICY.backoff_cap


def test_waits_double_up_to_a_quarter_of_an_hour() -> None:
    waits = [backoff(POLICY, attempts, HighestThrow()) for attempts in range(1, 12)]

    assert waits[:4] == [timedelta(seconds=seconds) for seconds in (2, 4, 8, 16)]
    assert waits[-1] == timedelta(minutes=15)


def test_the_jitter_is_full() -> None:
    rng = random.Random(7)  # noqa: S311 # dice for tests
    waits = [backoff(POLICY, 20, rng) / POLICY.backoff_cap for _ in range(500)]

    assert min(waits) < 0.05
    assert max(waits) > 0.95


@pytest.mark.parametrize("fault", [SyncFault.UNREACHABLE, SyncFault.NAME_UNRESOLVED, SyncFault.TLS_REFUSED])
def test_a_dead_link_rests_longer_each_time_and_the_messages_are_due_with_it(fault: SyncFault) -> None:
    first, fifth = retry_of(fault), retry_of(fault, faults_in_a_row=5)

    assert pause_of(first).until - START == timedelta(seconds=2)
    assert pause_of(fifth).until - START == timedelta(seconds=32)
    assert due_again(fifth, 9, POLICY, HighestThrow()) == START


def test_a_portal_does_not_count_and_is_looked_at_again_soon() -> None:
    retry = retry_of(SyncFault.NOT_OUR_PROVINCE, faults_in_a_row=30)

    assert not retry.counts
    assert pause_of(retry).until - START == POLICY.portal_recheck


@pytest.mark.parametrize(
    "fault",
    [SyncFault.CREDENTIALS_REFUSED, SyncFault.CLOCK_REFUSED, SyncFault.INCOMPATIBLE, SyncFault.WRONG_KEY],
)
def test_what_a_person_must_mend_stops_everything(fault: SyncFault) -> None:
    pause = pause_of(retry_of(fault))

    assert pause.needs_person
    assert pause.until - START == POLICY.stop_recheck
    assert pause.may_be_lifted


def test_retry_after_is_honoured() -> None:
    retry = retry_of(SyncFault.THROTTLED, retry_after=timedelta(minutes=42))

    assert pause_of(retry).until == retry.earliest == START + timedelta(minutes=42)
    assert not pause_of(retry).may_be_lifted


@pytest.mark.parametrize(
    ("asked", "waited"),
    [
        (timedelta(days=400), timedelta(hours=24)),
        (timedelta(-1), timedelta(seconds=2)),
        (timedelta(), timedelta(seconds=2)),
    ],
)
def test_an_absurd_retry_after_is_bounded(asked: timedelta, waited: timedelta) -> None:
    assert retry_of(SyncFault.THROTTLED, retry_after=asked).earliest - START == waited


def test_a_throttle_without_a_time_backs_off() -> None:
    assert retry_of(SyncFault.THROTTLED, faults_in_a_row=3).earliest - START == timedelta(seconds=8)


def test_a_failing_province_is_given_less_at_a_time() -> None:
    retry = retry_of(SyncFault.PROVINCE_FAILED)

    assert retry.shrink
    assert due_again(retry, 4, POLICY, HighestThrow()) == START + timedelta(seconds=16)


def test_a_lost_answer_is_asked_for_soon_however_often_it_was_lost() -> None:
    retry = retry_of(SyncFault.ANSWER_LOST, faults_in_a_row=50)

    assert retry.ask
    assert retry.shrink
    assert pause_of(retry).until - START == POLICY.lost_answer_cap
    assert due_again(retry, 50, POLICY, HighestThrow()) == START + POLICY.lost_answer_cap


def test_faults_of_one_message_or_file_do_not_rest_the_link() -> None:
    assert answer_to(SyncFault.REQUEST_REFUSED) == Split()
    assert answer_to(SyncFault.UPLOAD_GONE) == BeginAnew()
    assert answer_to(SyncFault.EVIDENCE_REFUSED) == GiveToPerson("evidence_refused")
    assert retry_of(SyncFault.EVIDENCE_UNREADABLE).pause is None


@pytest.mark.parametrize("fault", SyncFault)
def test_nothing_is_ever_given_up(fault: SyncFault) -> None:
    answer = answer_to(fault, faults_in_a_row=10_000)

    if isinstance(answer, Retry):
        assert due_again(answer, 10_000, POLICY, HighestThrow()) - START <= POLICY.backoff_cap


@given(st.lists(st.booleans(), max_size=60))
def test_a_send_size_stays_between_its_ends(steps: list[bool]) -> None:
    size = SendSize.starting_at(100, 1)
    for grow in steps:
        size = size.grown() if grow else size.shrunk()
        assert 1 <= size.now <= 100


@pytest.mark.parametrize(
    ("seconds", "full", "then"),
    [(0.1, True, 100), (3.0, True, 50), (5.0, True, 25), (0.1, False, 50), (5.0, False, 25)],
)
def test_a_send_size_follows_the_speed_of_the_link(seconds: float, full: bool, then: int) -> None:
    size = SendSize.starting_at(100, 1, 50)

    assert size.after(seconds, 4.0, full=full).now == then


@pytest.mark.parametrize("changes", [{"batch_messages": 501}, {"batch_messages": 0}, {"batch_bytes": 5_000_000}])
def test_a_policy_beyond_the_contract_is_refused(changes: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="contract"):
        SyncPolicy(**changes)  # type: ignore[arg-type] # all three are integers
