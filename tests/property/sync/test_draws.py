"""The draw of a spot check: recomputable, even, and in nobody's hand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.draws import (
    Announced,
    ChainLink,
    DrawProblem,
    Period,
    Revealed,
    commitment,
    draw,
    problem_of,
    seed,
    spot_draw,
)
from sync.words import Kind

SEEDS = st.binary(min_size=32, max_size=32)
POPULATIONS = st.lists(st.integers(1, 2**53), unique=True, max_size=60)
NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
PERIOD = Period("2026-W45", "terminal-1", NOON, NOON + timedelta(days=7))
SECRET = bytes(range(32))
KNOWN_SEED = "bc3accf0a4b725e618fc577724df9be7f0b204cff70b77c67b5b266bfec4ed55"
KNOWN_DRAW = (106, 188, 240, 362, 556, 663, 893, 927)


def link(sequence: int, kind: Kind = Kind.ACCEPTANCE) -> ChainLink:
    """One message an hour, from noon on."""
    digest = sha256(str(sequence).encode()).hexdigest()
    return ChainLink(sequence, f"m-{sequence}", kind, digest, NOON + timedelta(hours=sequence - 1))


CHAIN = tuple(link(number, Kind.REFUSAL if number % 5 == 0 else Kind.ACCEPTANCE) for number in range(1, 101))


def announced() -> Announced:
    issued_at, taken_at = NOON - timedelta(days=1), NOON - timedelta(hours=1)
    return Announced(PERIOD.period_id, PERIOD.starts_at, PERIOD.ends_at, 7, commitment(SECRET), issued_at, taken_at)


def revealed() -> Revealed:
    made = spot_draw(SECRET, PERIOD, CHAIN, 7)
    assert made is not None
    return Revealed(PERIOD, 7, SECRET, made)


@given(SEEDS, POPULATIONS, st.data())
def test_a_draw_is_distinct_within_the_population_and_the_same_again(
    drawn_from: bytes, population: list[int], data: st.DataObject
) -> None:
    count = data.draw(st.integers(0, len(population)))

    drawn = draw(drawn_from, population, count)

    assert len(drawn) == len(set(drawn)) == count
    assert set(drawn) <= set(population)
    assert list(drawn) == sorted(drawn)
    assert draw(drawn_from, data.draw(st.permutations(population)), count) == drawn


@given(SEEDS, POPULATIONS)
def test_all_of_them_can_be_drawn_and_not_one_more(drawn_from: bytes, population: list[int]) -> None:
    assert draw(drawn_from, population, len(population)) == tuple(sorted(population))
    with pytest.raises(ValueError, match="more"):
        draw(drawn_from, population, len(population) + 1)


def test_a_member_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        draw(bytes(32), [1, 2, 2], 1)


def test_a_known_draw_never_changes() -> None:
    """Another program that follows the description must come to these numbers."""
    assert seed(SECRET, CHAIN[-1].digest, PERIOD).hex() == KNOWN_SEED
    assert draw(SECRET, range(1, 1001), 8) == KNOWN_DRAW


def test_every_member_is_about_equally_likely() -> None:
    draws, members, count = 4000, 20, 5
    seen = dict.fromkeys(range(members), 0)
    for number in range(draws):
        for chosen in draw(sha256(number.to_bytes(4, "big")).digest(), range(members), count):
            seen[chosen] += 1

    expected = draws * count / members
    chi_square = sum((found - expected) ** 2 / expected for found in seen.values())
    # 19 degrees of freedom: above 43.8 once in a thousand; the numbers above are fixed, so it never flickers
    assert chi_square < 43.8


@given(st.integers(0, 255))
def test_each_bit_of_the_secret_changes_the_seed_and_the_draw(bit: int) -> None:
    other = bytearray(SECRET)
    other[bit // 8] ^= 1 << bit % 8
    head = CHAIN[-1].digest

    assert seed(bytes(other), head, PERIOD) != seed(SECRET, head, PERIOD)
    assert draw(seed(bytes(other), head, PERIOD), range(10_000), 20) != draw(
        seed(SECRET, head, PERIOD), range(10_000), 20
    )
    assert commitment(bytes(other)) != commitment(SECRET)


def test_the_chain_head_and_the_period_enter_the_seed() -> None:
    first = seed(SECRET, CHAIN[-1].digest, PERIOD)

    assert first != seed(SECRET, CHAIN[-2].digest, PERIOD)
    for other in (
        replace(PERIOD, period_id="2026-W46"),
        replace(PERIOD, terminal_id="terminal-2"),
        replace(PERIOD, starts_at=PERIOD.starts_at - timedelta(seconds=1)),
        replace(PERIOD, ends_at=PERIOD.ends_at + timedelta(seconds=1)),
    ):
        assert seed(SECRET, CHAIN[-1].digest, other) != first


def test_the_seed_does_not_depend_on_how_a_time_is_written() -> None:
    kunming = timezone(timedelta(hours=8))
    same = replace(PERIOD, starts_at=PERIOD.starts_at.astimezone(kunming), ends_at=PERIOD.ends_at.astimezone(kunming))
    assert seed(SECRET, CHAIN[-1].digest, same) == seed(SECRET, CHAIN[-1].digest, PERIOD)


@pytest.mark.parametrize(("secret", "head"), [(SECRET[:-1], "0" * 64), (SECRET, "0" * 62), (SECRET, "no hex")])
def test_inputs_of_another_length_are_refused(secret: bytes, head: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 # bytes.fromhex has its own words
        seed(secret, head, PERIOD)


def test_only_acceptances_of_the_period_are_drawn() -> None:
    period = replace(PERIOD, starts_at=NOON + timedelta(hours=10), ends_at=NOON + timedelta(hours=30))

    made = spot_draw(SECRET, period, reversed(CHAIN), 1000)

    assert made is not None
    assert (made.first_sequence, made.last_sequence, made.head_digest) == (11, 30, CHAIN[29].digest)
    assert made.population == len(made.drawn) == 16
    assert [drawn.message_id for drawn in made.drawn] == [f"m-{n}" for n in range(11, 31) if n % 5]


def test_an_empty_period_has_no_draw() -> None:
    assert spot_draw(SECRET, replace(PERIOD, ends_at=PERIOD.starts_at), CHAIN, 3) is None


def test_an_honest_request_holds() -> None:
    assert problem_of(revealed(), announced(), CHAIN) is None


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (None, DrawProblem.NOT_ANNOUNCED),
        (replace(announced(), count=8), DrawProblem.NOT_ANNOUNCED),
        (replace(announced(), ends_at=PERIOD.ends_at + timedelta(days=1)), DrawProblem.NOT_ANNOUNCED),
        (replace(announced(), issued_at=PERIOD.ends_at), DrawProblem.NOT_ANNOUNCED),
        (replace(announced(), taken_at=CHAIN[-1].occurred_at), DrawProblem.NOT_ANNOUNCED),
        (replace(announced(), taken_at=PERIOD.ends_at - timedelta(seconds=1)), DrawProblem.NOT_ANNOUNCED),
        (replace(announced(), commitment=commitment(bytes(32))), DrawProblem.COMMITMENT_BROKEN),
    ],
)
def test_a_request_that_was_not_committed_to_is_seen(said: Announced | None, problem: DrawProblem) -> None:
    assert problem_of(revealed(), said, CHAIN) is problem


def test_an_announcement_that_was_taken_before_the_last_message_is_early_enough() -> None:
    said = replace(announced(), taken_at=CHAIN[-1].occurred_at - timedelta(microseconds=1))
    assert problem_of(revealed(), said, CHAIN) is None


def test_a_secret_that_was_tried_against_the_whole_chain_does_not_pass() -> None:
    """After the outlet has closed, but before the period ends, the province looks for a draw that names this record."""
    wanted = CHAIN[40].message_id
    secrets = (sha256(number.to_bytes(4, "big")).digest() for number in range(1000))
    tried = ((secret, spot_draw(secret, PERIOD, CHAIN, 7)) for secret in secrets)
    secret, made = next(
        (secret, made)
        for secret, made in tried
        if made is not None and wanted in {one.message_id for one in made.drawn}
    )
    late = CHAIN[-1].occurred_at + timedelta(hours=1)
    said = replace(announced(), commitment=commitment(secret), issued_at=PERIOD.starts_at, taken_at=late)

    assert late < PERIOD.ends_at
    assert problem_of(Revealed(PERIOD, 7, secret, made), said, CHAIN) is DrawProblem.NOT_ANNOUNCED


def test_a_request_about_another_chain_is_seen() -> None:
    assert problem_of(revealed(), announced(), CHAIN[:-1]) is DrawProblem.OTHER_CHAIN
    assert problem_of(revealed(), announced(), ()) is DrawProblem.OTHER_CHAIN


@given(st.integers(0, 6), st.sampled_from([entry for entry in CHAIN if entry.kind is Kind.ACCEPTANCE]))
def test_a_record_that_somebody_chose_is_seen(place: int, chosen: ChainLink) -> None:
    asked = revealed()
    drawn = list(asked.draw.drawn)
    if chosen.sequence in {entry.sequence for entry in drawn}:
        return
    drawn[place] = replace(drawn[place], sequence=chosen.sequence, message_id=chosen.message_id)

    other = replace(asked, draw=replace(asked.draw, drawn=tuple(drawn)))

    assert problem_of(other, announced(), CHAIN) is DrawProblem.OTHER_DRAW


def test_the_secret_never_shows() -> None:
    assert SECRET.hex() not in repr(revealed())
    assert repr(SECRET) not in repr(revealed())
