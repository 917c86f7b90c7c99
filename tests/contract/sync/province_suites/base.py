"""Fixtures that all suites use."""

from collections.abc import Iterator

import pytest

from sync.contract import OutletProfile
from sync.province.serve import EmbeddedProvince
from tests.support.province import OUTLET, SignedClient


class ProvinceSuite:
    """A terminal, and another one of another outlet."""

    @pytest.fixture
    def client(self, province: EmbeddedProvince) -> Iterator[SignedClient]:
        with SignedClient.enrolled(province.url, province.issue_code()) as terminal:
            yield terminal

    @pytest.fixture
    def stranger(self, province: EmbeddedProvince) -> Iterator[SignedClient]:
        outlet = OutletProfile(name="北门网点", filing_number="YN-0002", region_code=OUTLET.region_code)
        with SignedClient.enrolled(province.url, province.issue_code(), outlet) as terminal:
            yield terminal
