"""The reference province on SQLite."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.province.serve import EmbeddedProvince
from sync.province.settings import ProvinceSettings
from tests.contract.sync.province_suites.bundles import BundleSuite
from tests.contract.sync.province_suites.enrolment import EnrolmentSuite
from tests.contract.sync.province_suites.evidence import EvidenceSuite
from tests.contract.sync.province_suites.messages import MessageSuite
from tests.contract.sync.province_suites.news import ChangeSuite, PolicySuite, SpotCheckSuite
from tests.contract.sync.province_suites.remarks import RemarkSuite, SightingRestartSuite
from tests.contract.sync.province_suites.requests import RequestSuite
from tests.contract.sync.province_suites.restart import RestartSuite


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> ProvinceSettings:
    return ProvinceSettings.in_folder(tmp_path_factory.mktemp("province"))


@pytest.fixture(scope="module")
def province(settings: ProvinceSettings) -> Iterator[EmbeddedProvince]:
    with EmbeddedProvince(settings) as running:
        yield running


@pytest.fixture
def fresh_settings(tmp_path: Path) -> ProvinceSettings:
    return ProvinceSettings.in_folder(tmp_path)


class TestBundlesOnSqlite(BundleSuite): ...


class TestEnrolmentOnSqlite(EnrolmentSuite): ...


class TestRequestsOnSqlite(RequestSuite): ...


class TestMessagesOnSqlite(MessageSuite): ...


class TestEvidenceOnSqlite(EvidenceSuite): ...


class TestRestartOnSqlite(RestartSuite): ...


class TestRemarksOnSqlite(RemarkSuite): ...


class TestSightingRestartOnSqlite(SightingRestartSuite): ...


class TestPolicyOnSqlite(PolicySuite): ...


class TestChangesOnSqlite(ChangeSuite): ...


class TestSpotChecksOnSqlite(SpotCheckSuite): ...
