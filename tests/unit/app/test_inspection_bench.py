import random

import pytest

from app.benchmarks.inspection import catalogue, enlarged, misspelt
from tests.support.builders import policy


def test_every_name_is_found_with_an_error_and_the_time_is_measured() -> None:
    search, errors = catalogue(entries=800, searches=70)
    assert (search.name, search.unit, search.to_reach) == ("catalogue", "ms", 20.0)
    assert search.value > 0
    assert "800 entries" in search.ours
    assert errors.reached


def test_the_enlarged_catalogue_holds_the_shipped_one_and_compounds_of_it() -> None:
    shipped = policy().catalogue
    large = enlarged(shipped, 5000)
    assert len(large.entries) == len(large.by_code) == 5000
    assert large.entries[: len(shipped.entries)] == shipped.entries
    assert large == enlarged(shipped, 5000)


@pytest.mark.parametrize("seed", range(20))
def test_an_error_changes_one_letter_or_its_place(seed: int) -> None:
    wrong = misspelt("dahuoji", random.Random(seed))  # noqa: S311 # test data
    assert wrong != "dahuoji"
    assert abs(len(wrong) - 7) <= 1
