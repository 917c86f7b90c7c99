"""The reference province on a real PostgreSQL server."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from sync.province.database import Database
from sync.province.errors import ProvinceError
from sync.province.keys import DocumentKey
from sync.province.serve import EmbeddedProvince
from sync.province.settings import ProvinceSettings
from sync.province.sightings import ShownDocument, Sightings
from sync.province.terminals import Terminal
from tests.contract.sync.province_suites.bundles import BundleSuite
from tests.contract.sync.province_suites.enrolment import EnrolmentSuite
from tests.contract.sync.province_suites.evidence import EvidenceSuite
from tests.contract.sync.province_suites.messages import MessageSuite
from tests.contract.sync.province_suites.news import ChangeSuite, PolicySuite, SpotCheckSuite
from tests.contract.sync.province_suites.remarks import RemarkSuite, SightingRestartSuite
from tests.contract.sync.province_suites.requests import RequestSuite
from tests.contract.sync.province_suites.restart import RestartSuite
from tests.support.frozen_messages import START
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


class TestBundlesOnPostgres(BundleSuite): ...


class TestEnrolmentOnPostgres(EnrolmentSuite): ...


class TestRequestsOnPostgres(RequestSuite): ...


class TestMessagesOnPostgres(MessageSuite): ...


class TestEvidenceOnPostgres(EvidenceSuite): ...


class TestRestartOnPostgres(RestartSuite): ...


class TestRemarksOnPostgres(RemarkSuite): ...


class TestSightingRestartOnPostgres(SightingRestartSuite): ...


class TestPolicyOnPostgres(PolicySuite): ...


class TestChangesOnPostgres(ChangeSuite): ...


class TestSpotChecksOnPostgres(SpotCheckSuite): ...


def test_another_outlet_waits_for_a_batch_with_the_same_document(postgres: PostgresServer) -> None:
    url = postgres.new_database()
    database, impatient = Database.open(url), Database.open(f"{url}&options=-clock_timeout%3D50ms")
    sightings = Sightings(DocumentKey(bytes(32)), timedelta(minutes=120))
    one, other = (Terminal(f"t-{name}", f"o-{name}", "", revoked=False) for name in "ab")
    document = ShownDocument("resident_card", "11010119900101001X", START)
    with database.writing() as first:
        assert sightings.note(first, one, {"m-1": document}) == set()
        with pytest.raises(ProvinceError), impatient.writing() as second:
            sightings.note(second, other, {"m-2": document})
    with database.writing() as second:
        assert sightings.note(second, other, {"m-2": document}) == {"m-2"}
    database.close()
    impatient.close()
