"""First start over a link that loses answers: a one-time code serves one terminal, whatever happens on the way."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bootstrap import House
from sync.errors import SyncError, SyncFault
from sync.province.serve import EmbeddedProvince
from sync.simulators.flaky_link import FlakyLink, Plan
from tests.support.real_province import address_of, province_in
from tests.support.terminal import enrolled_house, house_in, training_home


@pytest.fixture
def province(tmp_path: Path) -> Iterator[EmbeddedProvince]:
    with province_in(tmp_path / "province") as province:
        yield province


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = house_in(training_home(tmp_path / "terminal"))
    yield house
    house.stop()


def test_the_same_code_still_works_after_its_answer_was_lost_and_the_program_restarted(
    province: EmbeddedProvince, tmp_path: Path
) -> None:
    code = province.issue_code()
    home = training_home(tmp_path / "terminal")
    with FlakyLink(address_of(province)) as link:
        house = house_in(home)
        link.plan(Plan(cut_down_after=0))
        with pytest.raises(SyncError) as caught:
            enrolled_house(house, link.url, code)
        assert caught.value.fault is SyncFault.ANSWER_LOST
        assert house.identity() is None
        house.stop()

        house = house_in(home)
        first = enrolled_house(house, link.url, code)
        again = enrolled_house(house, link.url, code)
        house.stop()

    assert first.terminal_id == again.terminal_id
    assert first.private_key == again.private_key


def test_a_used_code_is_of_no_use_to_another_terminal(province: EmbeddedProvince, house: House, tmp_path: Path) -> None:
    code = province.issue_code()
    identity = enrolled_house(house, province.url, code)
    other = house_in(training_home(tmp_path / "other terminal"))
    try:
        with pytest.raises(SyncError) as caught:
            enrolled_house(other, province.url, code)
        assert other.identity() is None
        second = enrolled_house(other, province.url, province.issue_code())
    finally:
        other.stop()

    assert (caught.value.fault, caught.value.problem_code) == (SyncFault.CREDENTIALS_REFUSED, "enrolment_code_used")
    assert second.terminal_id != identity.terminal_id
    assert second.private_key != identity.private_key
    # one filing number, one outlet
    assert second.outlet_id == identity.outlet_id


def test_an_invented_code_is_refused(province: EmbeddedProvince, house: House) -> None:
    with pytest.raises(SyncError) as caught:
        enrolled_house(house, province.url, "AAAA-BBBB-CCCC-DDDD")

    assert caught.value.problem_code == "enrolment_code_invalid"
    assert house.identity() is None
