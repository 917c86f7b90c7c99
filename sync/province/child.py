"""Runs the reference province as a process of its own, so that its work never stalls a window.

Light: imports nothing of the web framework or the database.

Invariants:
- The child lives no longer than its parent: it stops when its standard input closes, however the parent dies.
- Its address comes as one JSON line on its standard output once it answers requests.
- ``stop`` waits for the end; a child that does not end by itself is killed.
"""

import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from sync.province.errors import ProvinceError, ProvinceFault
from sync.words import Environment

CODE_REQUEST = "issue-code"
"""The line that asks an attended province for another enrolment code."""

_ROOT = Path(__file__).resolve().parents[2]
_START_SECONDS = 60.0
"""A cold disk and a virus scanner may need long for the first start."""
_STOP_SECONDS = 15.0
if sys.platform == "win32":
    _NO_WINDOW = subprocess.CREATE_NO_WINDOW
else:
    _NO_WINDOW = 0


class SubprocessProvince:
    """A province in a child process; the same face as EmbeddedProvince.

    ``policy`` is a folder of rules to publish. ``command`` is what starts ``sync.province.__main__`` (a packaged
    program has another one than ``python -m``).
    """

    def __init__(
        self,
        data_dir: Path,
        *,
        environment: Environment = Environment.TRAINING,
        port: int = 0,
        policy: Path | None = None,
        command: Sequence[str] = (sys.executable, "-m", "sync.province"),
    ) -> None:
        options = {"--data": str(data_dir.resolve()), "--environment": environment.value, "--port": str(port)}
        if policy is not None:
            options["--policy"] = str(policy.resolve())
        arguments = [part for option in options.items() for part in option]
        self._command = [*command, *arguments, "--attended"]
        self._running: _Child | None = None

    def start(self) -> None:
        """Returns when requests are answered. Raises ProvinceError."""
        if self._running is None:
            self._running = _Child.begin(self._command)

    def stop(self) -> None:
        """Returns when the process has ended; may be called more than once."""
        running, self._running = self._running, None
        if running is not None:
            running.end()

    @property
    def url(self) -> str:
        """Where it answers. Raises ProvinceError(NOT_RUNNING)."""
        return self._started.url

    def issue_code(self) -> str:
        """A new one-time enrolment code. Raises ProvinceError."""
        return self._started.issue_code()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def _started(self) -> "_Child":
        if self._running is None:
            raise ProvinceError(ProvinceFault.NOT_RUNNING)
        return self._running


class _Child:
    """A child process whose pipes are both open."""

    def __init__(self, process: subprocess.Popen[str], requests: IO[str], answers: IO[str]) -> None:
        self._process = process
        self._requests = requests
        self._answers = answers
        self._turn = threading.Lock()
        self.url = ""

    @classmethod
    def begin(cls, command: Sequence[str]) -> Self:
        try:
            process = subprocess.Popen(  # noqa: S603 - the command is the program itself
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
                cwd=_ROOT,
                creationflags=_NO_WINDOW,
            )
        except OSError as exc:
            raise ProvinceError(ProvinceFault.START_FAILED, type(exc).__name__) from exc
        if process.stdin is None or process.stdout is None:
            raise ProvinceError(ProvinceFault.START_FAILED, "no pipes")
        child = cls(process, process.stdin, process.stdout)
        try:
            child.url = child._answer()["url"]
        except (ProvinceError, KeyError) as exc:
            child.end()
            raise ProvinceError(ProvinceFault.START_FAILED, f"exit code {process.returncode}") from exc
        return child

    def issue_code(self) -> str:
        with self._turn:
            try:
                self._requests.write(f"{CODE_REQUEST}\n")
                self._requests.flush()
                return self._answer()["code"]
            except (OSError, KeyError) as exc:
                raise ProvinceError(ProvinceFault.NOT_RUNNING, type(exc).__name__) from exc

    def end(self) -> None:
        with contextlib.suppress(OSError):  # it may have ended before us
            self._requests.close()
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._answers.close()

    def _answer(self) -> Mapping[str, str]:
        """The next JSON line. A child that never answers is killed, so that reading comes to an end."""
        watchdog = threading.Timer(_START_SECONDS, self._process.kill)
        watchdog.start()
        try:
            line = self._answers.readline()
            value = json.loads(line)
        except ValueError as exc:
            raise ProvinceError(ProvinceFault.NOT_RUNNING, "no answer") from exc
        finally:
            watchdog.cancel()
            watchdog.join()
        return {str(name): str(member) for name, member in value.items()} if isinstance(value, dict) else {}
