"""The reference province on a real PostgreSQL server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.province.serve import EmbeddedProvince
from sync.province.settings import ProvinceSettings
from tests.contract.sync.province_suites.enrolment import EnrolmentSuite
from tests.contract.sync.province_suites.evidence import EvidenceSuite
from tests.contract.sync.province_suites.messages import MessageSuite
from tests.contract.sync.province_suites.requests import RequestSuite
from tests.contract.sync.province_suites.restart import RestartSuite
from tests.support.postgres import PostgresServer, running_postgres


@pytest.fixture(scope="module")
def postgres() -> Iterator[PostgresServer]:
    with running_postgres() as server:
        yield server


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory, postgres: PostgresServer) -> ProvinceSettings:
    return ProvinceSettings.in_folder(tmp_path_factory.mktemp("province"), database_url=postgres.new_database())


@pytest.fixture(scope="module")
def province(settings: ProvinceSettings) -> Iterator[EmbeddedProvince]:
    with EmbeddedProvince(settings) as running:
        yield running


@pytest.fixture
def fresh_settings(tmp_path: Path, postgres: PostgresServer) -> ProvinceSettings:
    return ProvinceSettings.in_folder(tmp_path, database_url=postgres.new_database())


class TestEnrolmentOnPostgres(EnrolmentSuite): ...


class TestRequestsOnPostgres(RequestSuite): ...


class TestMessagesOnPostgres(MessageSuite): ...


class TestEvidenceOnPostgres(EvidenceSuite): ...


class TestRestartOnPostgres(RestartSuite): ...
