"""A real PostgreSQL server for a test session: fresh, on a Unix socket, gone afterwards.

Invariants:
- Missing binaries are a failure that says what to install, never a skip.
- The server never listens on the network.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

import psycopg

_SUPERUSER = "postgres"
_SECONDS = 60
_FAST = "-c fsync=off -c full_page_writes=off -c max_connections=60"
"""Durability is tested on SQLite; here the server is thrown away."""


class PostgresServer:
    """A running server that gives out empty databases."""

    def __init__(self, socket_folder: Path) -> None:
        self._socket_folder = socket_folder
        self._numbers = count(1)

    def new_database(self) -> str:
        """The SQLAlchemy URL of an empty database."""
        name = f"province_{next(self._numbers)}"
        with psycopg.connect(host=str(self._socket_folder), user=_SUPERUSER, dbname="postgres", autocommit=True) as c:
            c.execute(f"CREATE DATABASE {name}".encode())
        return f"postgresql+psycopg://{_SUPERUSER}@/{name}?host={self._socket_folder}"


@contextlib.contextmanager
def running_postgres() -> Iterator[PostgresServer]:
    """A server for as long as the block runs."""
    binaries = _binaries()
    # Not pytest's tmp_path: the server's own user must be able to reach it.
    with tempfile.TemporaryDirectory(prefix="province-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        _give_to_server_user(folder)
        data = folder / "data"
        _run([binaries / "initdb", "-D", data, "-U", _SUPERUSER, "-A", "trust", "--no-sync", "-E", "UTF8"])
        options = f"-k {folder} -c listen_addresses='' {_FAST}"
        control = [binaries / "pg_ctl", "-D", data, "-w", "-t", _SECONDS]
        _run([*control, "-l", folder / "log", "-o", options, "start"])
        try:
            yield PostgresServer(folder)
        finally:
            _run([*control, "-m", "immediate", "stop"])


def _binaries() -> Path:
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    candidates = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not candidates:
        raise AssertionError("no PostgreSQL server found: install one (Debian: apt-get install postgresql)")
    return candidates[-1].parent


def _as_server_user() -> list[str]:
    """PostgreSQL refuses to run as root."""
    if sys.platform != "win32" and os.geteuid() == 0:
        return ["runuser", "-u", _SUPERUSER, "--"]
    return []


def _give_to_server_user(folder: Path) -> None:
    if sys.platform != "win32" and os.geteuid() == 0:
        shutil.chown(folder, _SUPERUSER)


def _run(command: Sequence[object]) -> None:
    # To a file, not a pipe: the server inherits it and would keep a pipe open.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            [*_as_server_user(), *map(str, command)],
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            cwd="/",
            check=False,
            timeout=2 * _SECONDS,
        )
        output.seek(0)
        assert done.returncode == 0, output.read().decode(errors="replace")
