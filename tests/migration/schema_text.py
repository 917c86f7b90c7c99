"""Writes ``app/storage/migrations/schema.sql`` anew (after a migration: ``python -m tests.migration.schema_text``)."""

import tempfile
from pathlib import Path

from app.storage import migrations
from app.storage.connection import Connection, open_connection
from app.storage.migrations.runner import migrate, shipped_migrations

SCHEMA_FILE = Path(str(migrations.__file__)).with_name("schema.sql")
_HEADING = (
    "-- The schema after all migrations, for readers; the program runs the migrations. Written by a test tool.\n\n"
)


def schema_text(connection: Connection) -> str:
    """All tables, indexes and triggers of a store, in the order in which they were made."""
    rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid").fetchall()
    return _HEADING + "\n".join(f"{row[0]!s};\n" for row in rows)


def migrated_schema(folder: Path) -> str:
    """The schema of a store that the shipped migrations made in ``folder``."""
    connection = open_connection(folder / "store.db", bytes(32))
    try:
        migrate(connection, folder / "store.db", shipped_migrations())
        return schema_text(connection)
    finally:
        connection.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        SCHEMA_FILE.write_text(migrated_schema(Path(name)), encoding="utf-8")
