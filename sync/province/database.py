"""The province's tables and transactions, on SQLite and PostgreSQL alike.

Invariants:
- Keys begin with the terminal: no terminal can squat on another's ids, and the tables can be spread by terminal.
- A writing transaction is durable when it returns: WAL with synchronous=FULL on SQLite, the server's default
  synchronous commit on PostgreSQL.
- On SQLite writers queue at a lock and begin with BEGIN IMMEDIATE, so that no reader's snapshot is upgraded in the
  middle (SQLITE_BUSY) and nobody waits in SQLite's sleeping busy handler.
- Tables are made once, before the server starts: making them from several workers at once fails on both engines.
- No statement's parameters (personal data) appear in an exception or a log.
"""

import contextlib
import threading
from collections.abc import Iterator
from sqlite3 import Connection as SqliteConnection
from typing import Self

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    Index,
    Insert,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from sync.province.errors import ProvinceError, ProvinceFault
from sync.words import Environment

_WRITES = "province_writes"
_ID = String(64)
_TIME = String(32)
"""RFC 3339 in UTC with microseconds: sorts as text, and is the same on both engines."""
_DIGEST = String(64)

METADATA = MetaData()

PROVINCE = Table("province", METADATA, Column("environment", String(16), primary_key=True))

OUTLETS = Table(
    "outlets",
    METADATA,
    Column("filing_number", _ID, primary_key=True),
    Column("outlet_id", _ID, nullable=False, unique=True),
    Column("name", String(100), nullable=False),
    Column("region_code", String(6), nullable=False),
    Column("address", String(200), nullable=False),
)

TERMINALS = Table(
    "terminals",
    METADATA,
    Column("terminal_id", _ID, primary_key=True),
    Column("outlet_id", _ID, nullable=False, index=True),
    Column("public_key", String(43), nullable=False),
    Column("enrolled_at", _TIME, nullable=False),
    Column("revoked_at", _TIME),
    Column("receipt_cursor", BigInteger, nullable=False),
)

ENROLMENT_CODES = Table(
    "enrolment_codes",
    METADATA,
    Column("code_hash", _DIGEST, primary_key=True),
    Column("issued_at", _TIME, nullable=False),
    Column("terminal_id", _ID),
)

MESSAGES = Table(
    "messages",
    METADATA,
    Column("terminal_id", _ID, primary_key=True),
    Column("message_id", _ID, primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("digest", _DIGEST, nullable=False),
    Column("previous_digest", _DIGEST, nullable=False),
    Column("received_at", _TIME, nullable=False),
    Column("receipt_cursor", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("messages_by_sequence", "terminal_id", "sequence"),
)

CONFLICTS = Table(
    "conflicts",
    METADATA,
    Column("terminal_id", _ID, primary_key=True),
    Column("message_id", _ID, primary_key=True),
    Column("digest", _DIGEST, primary_key=True),
    Column("received_at", _TIME, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

CORRECTIONS = Table(
    "corrections",
    METADATA,
    Column("terminal_id", _ID, primary_key=True),
    Column("message_id", _ID, primary_key=True),
    Column("original_id", _ID, nullable=False),
    Column("fields", String, nullable=False),
    Column("reason", _ID, nullable=False),
    Column("received_at", _TIME, nullable=False),
    Index("corrections_by_original", "terminal_id", "original_id"),
)
"""Which record each received correction mends; ``fields`` are JSON pointers. Opening an older database makes it."""

RECEIPTS = Table(
    "receipts",
    METADATA,
    Column("terminal_id", _ID, primary_key=True),
    Column("cursor", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("jws", String, nullable=False),
)

EVIDENCE = Table(
    "evidence",
    METADATA,
    Column("terminal_id", _ID, primary_key=True),
    Column("evidence_id", _ID, primary_key=True),
    Column("message_id", _ID, nullable=False),
    Column("sha256", _DIGEST, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("media_type", String(32), nullable=False),
    Column("received_at", _TIME),
    Column("upload_id", _ID, unique=True),
    Column("received_bytes", BigInteger, nullable=False),
)


SIGHTINGS = Table(
    "sightings",
    METADATA,
    Column("terminal_id", _ID, primary_key=True),
    Column("message_id", _ID, primary_key=True),
    Column("document_hash", _DIGEST, nullable=False),
    Column("seen_at", _TIME, nullable=False),
    Column("outlet_id", _ID, nullable=False),
    Index("sightings_by_document", "document_hash", "seen_at"),
)
"""Where documents were used, by keyed hash (:mod:`sync.province.sightings`). Opening an older database makes it."""

POLICY_PACKS = Table(
    "policy_packs",
    METADATA,
    Column("version", String(32), primary_key=True),
    Column("digest", _DIGEST, nullable=False),
    Column("published_at", _TIME, nullable=False),
    Column("parts", LargeBinary, nullable=False),
)
"""Every pack that was ever published, as JSON; it is signed when it is handed out."""

CHANGES = Table(
    "changes",
    METADATA,
    Column("outlet_id", _ID, primary_key=True),
    Column("cursor", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", _ID, nullable=False),
    Column("issued_at", _TIME, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""What outlets are told, in order; signed when it is handed out."""

SPOT_CHECK_PERIODS = Table(
    "spot_check_periods",
    METADATA,
    Column("outlet_id", _ID, primary_key=True),
    Column("period_id", _ID, primary_key=True),
    Column("starts_at", _TIME, nullable=False),
    Column("ends_at", _TIME, nullable=False),
    Column("draw_count", Integer, nullable=False),
    Column("secret", LargeBinary, nullable=False),
)
"""What was committed to. The secret leaves this table with the first request only."""

SPOT_CHECKS = Table(
    "spot_checks",
    METADATA,
    Column("terminal_id", _ID, primary_key=True),
    Column("period_id", _ID, primary_key=True),
    Column("request_id", _ID, nullable=False),
)
"""Which terminal was asked about which period: one draw each, so that nobody draws until it suits."""


BUNDLES = Table(
    "bundles",
    METADATA,
    Column("carrier_id", _ID, primary_key=True),
    Column("sha256", _DIGEST, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("upload_id", _ID, nullable=False, unique=True),
    Column("received_bytes", BigInteger, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("fault", String(64)),
    Column("counts", String, nullable=False),
    Column("sender_id", _ID),
    Column("first_cursor", BigInteger),
    Column("begun_at", _TIME, nullable=False),
)
"""Parts of bundles as terminals brought them; ``sender_id`` and ``first_cursor`` are known once one is taken."""

BUNDLE_PARTS = Table(
    "bundle_parts",
    METADATA,
    Column("terminal_id", _ID, primary_key=True),
    Column("bundle_id", _ID, primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("sha256", _DIGEST, nullable=False),
    Column("taken_at", _TIME, nullable=False),
)
"""Which parts of a terminal's bundles were taken, whoever brought them."""


def insert_or_ignore(connection: Connection, table: Table) -> Insert:
    """An INSERT that leaves a row alone whose key is there already; the two engines spell it differently."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()


class Database:
    """Gives out transactions. Thread-safe."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writing_engine = engine.execution_options(**{_WRITES: True})
        # PostgreSQL orders its writers by row locks; SQLite has one writer anyway.
        self._turn = threading.Lock() if engine.dialect.name == "sqlite" else contextlib.nullcontext()

    @classmethod
    def open(cls, url: str) -> Self:
        """Connect, and make the tables if they are missing. Raises ProvinceError(DATABASE_UNAVAILABLE)."""
        try:
            engine = create_engine(url, hide_parameters=True, pool_pre_ping=not url.startswith("sqlite"))
            if engine.dialect.name == "sqlite":
                event.listen(engine, "connect", _prepare_sqlite)
                event.listen(engine, "begin", _begin_sqlite)
            METADATA.create_all(engine)
        except (SQLAlchemyError, ImportError) as exc:
            raise ProvinceError(ProvinceFault.DATABASE_UNAVAILABLE, type(exc).__name__) from exc
        return cls(engine)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent look. Raises ProvinceError(DATABASE_UNAVAILABLE)."""
        with _translated(), self._engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """One durable transaction; any exception takes it back. Raises ProvinceError(DATABASE_UNAVAILABLE)."""
        with _translated(), self._turn, self._writing_engine.begin() as connection:
            yield connection

    def belongs_to(self, environment: Environment) -> None:
        """Claim an empty database for this environment. Raises ProvinceError(ENVIRONMENT_MISMATCH)."""
        with self.writing() as connection:
            found = connection.execute(select(PROVINCE.c.environment)).scalars().all()
            if not found:
                connection.execute(insert_or_ignore(connection, PROVINCE).values(environment=environment.value))
        if any(name != environment.value for name in found):
            raise ProvinceError(ProvinceFault.ENVIRONMENT_MISMATCH)

    def close(self) -> None:
        """Close every pooled connection."""
        self._engine.dispose()


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as exc:
        raise ProvinceError(ProvinceFault.DATABASE_UNAVAILABLE, type(exc).__name__) from exc


def _prepare_sqlite(connection: SqliteConnection, _record: object) -> None:
    # The driver must not begin transactions by itself: BEGIN is ours, see below.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
