"""Bands and answers, without a model."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.paths import POLICY
from devices.faces.comparison import FaceBand, FaceBands, FaceComparison, FaceSide

BANDS = FaceBands(likely_same=0.45, check=0.30)


@pytest.mark.parametrize(
    ("score", "band"),
    [
        (1.0, FaceBand.LIKELY_SAME),
        (0.45, FaceBand.LIKELY_SAME),
        (0.4499, FaceBand.CHECK),
        (0.30, FaceBand.CHECK),
        (0.2999, FaceBand.LIKELY_DIFFERENT),
        (-1.0, FaceBand.LIKELY_DIFFERENT),
        (math.nan, FaceBand.CHECK),
    ],
)
def test_a_band_begins_with_its_own_score(score: float, band: FaceBand) -> None:
    assert BANDS.band(score) is band


@given(st.floats(-1, 1), st.floats(-1, 1))
def test_a_higher_score_never_looks_less_alike(one: float, other: float) -> None:
    order = [FaceBand.LIKELY_DIFFERENT, FaceBand.CHECK, FaceBand.LIKELY_SAME]
    low, high = sorted((one, other))
    assert order.index(BANDS.band(low)) <= order.index(BANDS.band(high))


@pytest.mark.parametrize(("likely_same", "check"), [(0.3, 0.3), (0.2, 0.3), (1.1, 0.3), (0.4, -1.1), (math.nan, 0.3)])
def test_bands_out_of_order_are_refused(likely_same: float, check: float) -> None:
    with pytest.raises(ValueError, match="out of order"):
        FaceBands(likely_same, check)


def test_the_shipped_starting_values_are_bands_with_a_source() -> None:
    shipped = json.loads((POLICY / "faces.json").read_text(encoding="utf-8"))
    assert FaceBands(shipped["likely_same"], shipped["check"]) == BANDS
    assert shipped["source"]
    assert shipped["certainty"] == "R"


def test_an_answer_may_be_logged_whole() -> None:
    assert repr(FaceComparison(FaceBand.NO_FACE, faceless=(FaceSide.LIVE,))) == (
        "FaceComparison(band=<FaceBand.NO_FACE: 'no_face'>, score=None, faceless=(<FaceSide.LIVE: 'live'>,))"
    )
