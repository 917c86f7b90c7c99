import re
from dataclasses import replace
from datetime import date

import pytest
from stdnum.cn import ric

from devices.id_reader.text_block import parse_text_block
from devices.ports import CardLayout, CardText, Sex
from devices.simulators.cards import (
    encode_new_address,
    encode_text_block,
    resident_number,
    synthetic_card,
    synthetic_portrait,
)

SEEDS = range(60)
TODAY = date(2026, 1, 1)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_synthetic_card_passes_every_check_a_real_one_passes(seed: int) -> None:
    card = synthetic_card(seed)
    assert ric.validate(card.number) == card.number
    assert card.number.startswith("53")
    assert card.birth_date is not None
    assert card.birth_date == ric.get_birth_date(card.number)
    assert card.birth_date.year <= TODAY.year - 18
    assert (int(card.number[16]) % 2 == 1) is (card.sex is Sex.MALE)
    assert card.valid_to is None or card.valid_to > TODAY
    assert parse_text_block(encode_text_block(card), "sim:reader") == card


@pytest.mark.parametrize("seed", SEEDS)
def test_an_expired_card_has_run_out(seed: int) -> None:
    card = synthetic_card(seed, expired=True)
    assert card.valid_to is not None
    assert card.valid_to < date(2024, 1, 1)
    assert ric.is_valid(card.number)


def test_the_same_seed_gives_the_same_card() -> None:
    assert synthetic_card(1) == synthetic_card(1)
    assert len({synthetic_card(seed).number for seed in SEEDS}) == len(SEEDS)
    assert synthetic_card(0).number == "532522198903081081"


def test_names_say_that_they_are_samples_and_cover_the_hard_ones() -> None:
    names = {synthetic_card(seed).name for seed in SEEDS}
    assert all(re.search("[样试例]", name) for name in names)
    assert any("·" in name for name in names)
    assert any(ord(character) > 0xFFFF for name in names for character in name)


def test_a_portrait_has_the_size_and_the_beginning_of_a_real_one() -> None:
    portrait = synthetic_portrait(3)
    assert len(portrait) == 1024
    assert portrait.startswith(b"WL\x66\x00\x7e\x00\x32\x00")
    assert portrait == synthetic_portrait(3) != synthetic_portrait(4)


def test_the_check_digit_may_be_an_x() -> None:
    assert resident_number("110105", date(1949, 12, 31), 2) == "11010519491231002X"


@pytest.mark.parametrize(
    "card",
    [
        replace(synthetic_card(0), name="样" * 16),
        replace(synthetic_card(0), nationality="CHN"),
        replace(synthetic_card(0), layout=CardLayout.FOREIGNER_2017),
    ],
    ids=["name too long", "no place for a nationality", "no place for an address"],
)
def test_what_does_not_fit_is_refused(card: CardText) -> None:
    with pytest.raises(ValueError, match="too long"):
        encode_text_block(card)


def test_a_new_address_fills_its_seventy_bytes() -> None:
    assert len(encode_new_address("云南省")) == 70
    with pytest.raises(ValueError, match="too long"):
        encode_new_address("云" * 36)
