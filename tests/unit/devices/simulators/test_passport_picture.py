"""The drawn travel documents, and the benchmark that reads them."""

import numpy as np
import pytest

from devices.documents.mrz import read_mrz
from devices.documents.mrz_layout import MrzFormat
from devices.documents.reading import PictureKind
from devices.simulators.mrz_bench import HELD_OUT, measure_mrz
from devices.simulators.passport_picture import SHOTS, passport_picture
from devices.simulators.travellers import invented_card, invented_passport
from tests.support.zone_rows import TODAY, printed, rows_of


def test_pictures_have_the_size_of_the_camera() -> None:
    traveller = invented_passport(1)
    assert passport_picture(traveller).shape == (1080, 1920, 3)
    assert passport_picture(traveller, next(shot for shot in SHOTS if shot.small)).shape == (720, 1280, 3)


def test_one_seed_gives_one_picture() -> None:
    one, same = (passport_picture(invented_card(4, MrzFormat.TD2), SHOTS[4], seed=7) for _ in range(2))
    assert np.array_equal(one, same)
    assert not np.array_equal(one, passport_picture(invented_card(4, MrzFormat.TD2), SHOTS[4], seed=8))


@pytest.mark.parametrize("seed", range(30))
def test_every_invented_document_has_a_valid_zone(seed: int) -> None:
    travellers = (invented_passport(seed), invented_card(seed), invented_card(seed, MrzFormat.TD2))
    for traveller in travellers:
        mrz = read_mrz(rows_of(*traveller.lines), TODAY)
        assert mrz is not None
        assert (mrz.lines, mrz.number, mrz.repaired) == (traveller.lines, traveller.number, False)


def test_the_passes_are_among_the_cards() -> None:
    kinds = set()
    for seed in range(3):
        mrz = read_mrz(rows_of(*invented_card(seed).lines), TODAY)
        assert mrz is not None
        kinds.add(mrz.kind)
    assert kinds == {PictureKind.FOREIGN_CARD, PictureKind.HM_PASS, PictureKind.TW_PASS}


def test_a_number_too_long_for_its_zone_cannot_be_drawn() -> None:
    from dataclasses import replace

    with pytest.raises(ValueError, match="too long"):
        _ = replace(invented_passport(0), number="1234567890").lines


def test_a_reader_that_sees_nothing_leaves_everything_to_the_clerk() -> None:
    told: list[int] = []
    figures = measure_mrz(2, lambda _: [], progress=told.append)
    assert told == [1, 2]
    assert (figures.not_found, figures.right_or_flagged, figures.line_right) == (2, 2, 0)


def test_a_reader_without_a_fault_is_counted_as_right() -> None:
    traveller = invented_passport(HELD_OUT)
    rows = [*printed(traveller.number), *rows_of(*traveller.lines)]
    figures = measure_mrz(1, lambda _: rows)
    assert (figures.line_right, figures.right_or_flagged, figures.free_of_doubt) == (1, 1, 1)
    assert (figures.names_right, figures.names_for_confirmation) == (1, 1)


def test_a_wrong_number_that_checks_out_is_counted_as_shown_wrong() -> None:
    other = next(
        found
        for seed in range(1, 400, 2)
        if (found := invented_passport(HELD_OUT + seed)).number[1] in "BCDEFHJ"  # a form that proves itself
    )
    figures = measure_mrz(1, lambda _: rows_of(*other.lines))
    assert (figures.right_or_flagged, figures.line_right) == (0, 0)


def test_there_is_nothing_to_measure_without_passports() -> None:
    with pytest.raises(ValueError, match="nothing"):
        measure_mrz(0, lambda _: [])
