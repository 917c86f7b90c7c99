"""The benchmark of machine-readable zones, over one picture."""

import pytest

from app.benchmarks.mrz import mrz


def test_the_figures_count_passports_and_progress_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    figures = {figure.name: figure for figure in mrz(1)}
    assert set(figures) == {"mrz_right_or_flagged", "mrz_names_confirmed", "mrz_time"}
    assert figures["mrz_right_or_flagged"].value == figures["mrz_names_confirmed"].value == 1
    assert figures["mrz_right_or_flagged"].reached
    assert capsys.readouterr().err == "1 of 1 passports\n"
