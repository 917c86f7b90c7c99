from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from sync.province.database import OUTLETS, SIGHTINGS, Database, insert_or_ignore
from sync.province.errors import ProvinceError, ProvinceFault
from sync.words import Environment

ROW = {"filing_number": "1", "outlet_id": "o-1", "name": "甲", "region_code": "530102", "address": ""}


def opened(tmp_path: Path) -> Database:
    return Database.open(f"sqlite:///{tmp_path / 'p.db'}")


def test_sqlite_is_durable_and_lets_readers_go_on(tmp_path: Path) -> None:
    database = opened(tmp_path)
    with database.reading() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
        assert connection.execute(text("PRAGMA synchronous")).scalar_one() == 2  # FULL
    with database.reading() as reader:
        assert reader.execute(select(OUTLETS)).all() == []
        with database.writing() as writer:
            writer.execute(insert(OUTLETS), ROW)
        assert reader.execute(select(OUTLETS)).all() == []  # its own consistent look
    database.close()


def test_a_second_insert_is_ignored(tmp_path: Path) -> None:
    database = opened(tmp_path)
    for name in ("甲", "乙"):
        with database.writing() as connection:
            connection.execute(insert_or_ignore(connection, OUTLETS), ROW | {"name": name})
    with database.reading() as connection:
        assert connection.execute(select(OUTLETS.c.name)).scalars().all() == ["甲"]
    database.close()


def test_an_exception_takes_the_transaction_back_and_is_translated(tmp_path: Path) -> None:
    database = opened(tmp_path)
    with pytest.raises(ProvinceError) as caught, database.writing() as connection:
        connection.execute(insert(OUTLETS), [ROW, ROW])
    assert caught.value.fault is ProvinceFault.DATABASE_UNAVAILABLE
    assert "甲" not in str(caught.value.__cause__)  # parameters are hidden
    with database.reading() as connection:
        assert connection.execute(select(OUTLETS)).all() == []
    database.close()


def test_opening_a_database_of_an_earlier_version_makes_what_it_lacks(tmp_path: Path) -> None:
    older = opened(tmp_path)
    with older.writing() as connection:
        connection.execute(insert(OUTLETS), ROW)
        SIGHTINGS.drop(connection)
    older.close()
    database = opened(tmp_path)
    with database.reading() as connection:
        assert connection.execute(select(SIGHTINGS)).all() == []
        assert connection.execute(select(OUTLETS.c.name)).scalars().all() == ["甲"]
    database.close()


def test_a_database_belongs_to_one_environment(tmp_path: Path) -> None:
    database = opened(tmp_path)
    database.belongs_to(Environment.TRAINING)
    database.belongs_to(Environment.TRAINING)
    with pytest.raises(ProvinceError) as caught:
        database.belongs_to(Environment.PRODUCTION)
    assert caught.value.fault is ProvinceFault.ENVIRONMENT_MISMATCH
    database.close()


@pytest.mark.parametrize("url", ["nonsense", "oracle://x/y", "sqlite:////no/such/folder/p.db"])
def test_an_unusable_address_is_an_error(url: str) -> None:
    with pytest.raises(ProvinceError) as caught:
        Database.open(url)
    assert caught.value.fault is ProvinceFault.DATABASE_UNAVAILABLE
