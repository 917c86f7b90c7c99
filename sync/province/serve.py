"""Runs the reference province: in a thread of this process, or as the process itself.

Invariants:
- Bound to loopback unless said otherwise; port 0 lets the system choose.
- ``stop`` joins the server's thread and closes the database: nothing is left behind.
"""

import contextlib
import os
import socket
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

import uvicorn

from sync.province.app import app_for
from sync.province.chain import ChainReport
from sync.province.changes import ChangeBook
from sync.province.device_reports import DeviceReports
from sync.province.errors import ProvinceError, ProvinceFault
from sync.province.outlet_news import OutletNews
from sync.province.policy_packs import PolicyDesk
from sync.province.province import Province
from sync.province.settings import ProvinceSettings
from sync.province.spot_checks import SpotChecks

LOOPBACK = "127.0.0.1"
_START_SECONDS = 30.0
_STOP_SECONDS = 10
_BACKLOG = 512


class EmbeddedProvince:
    """A province in a thread of this process.

    Its work takes turns with the caller's threads (the interpreter lock): a window that must stay smooth uses
    :class:`sync.province.child.SubprocessProvince`.

    ``settings`` mostly come from ``ProvinceSettings.in_folder``; starting again in the same folder goes on where the
    last one stopped. Port 0 takes a free one.
    """

    def __init__(self, settings: ProvinceSettings, *, host: str = LOOPBACK, port: int = 0) -> None:
        self._settings = settings
        self._address = (host, port)
        self._running: _Running | None = None

    def start(self) -> None:
        """Returns when requests are answered. Raises ProvinceError."""
        if self._running is None:
            self._running = _Running.begin(self._settings, self._address)

    def stop(self) -> None:
        """Returns when everything has ended; may be called more than once."""
        running, self._running = self._running, None
        if running is not None:
            running.end()

    @property
    def url(self) -> str:
        """Where it answers, such as ``http://127.0.0.1:49152``. Raises ProvinceError(NOT_RUNNING)."""
        return self._started.url

    def issue_code(self) -> str:
        """A new one-time enrolment code. Raises ProvinceError."""
        return self._started.province.issue_code()

    def revoke(self, terminal_id: str) -> None:
        """Refuse this terminal's requests from now on. Raises ProvinceError."""
        self._started.province.revoke(terminal_id)

    def renew(self, terminal_id: str) -> None:
        """Let this terminal's enrolment begin anew. Raises ProvinceError."""
        self._started.province.renew(terminal_id)

    def chain_report(self, terminal_id: str) -> ChainReport:
        """Whether this terminal's chain of messages is whole. Raises ProvinceError."""
        return self._started.province.chain_report(terminal_id)

    @property
    def policy(self) -> PolicyDesk:
        """Where the operator publishes policy packs. Raises ProvinceError(NOT_RUNNING)."""
        return self._started.province.policy

    @property
    def changes(self) -> ChangeBook:
        """Where the operator tells outlets something. Raises ProvinceError(NOT_RUNNING)."""
        return self._started.province.changes

    @property
    def news(self) -> OutletNews:
        """Where the operator tells of customers and notices. Raises ProvinceError(NOT_RUNNING)."""
        return self._started.province.news

    @property
    def device_reports(self) -> DeviceReports:
        """How terminals' devices were when they told last. Raises ProvinceError(NOT_RUNNING)."""
        return self._started.province.device_reports

    @property
    def spot_checks(self) -> SpotChecks:
        """Where the operator announces and draws spot checks. Raises ProvinceError(NOT_RUNNING)."""
        return self._started.province.spot_checks

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def _started(self) -> "_Running":
        if self._running is None:
            raise ProvinceError(ProvinceFault.NOT_RUNNING)
        return self._running


class _Running:
    """A server thread with its socket and its province."""

    def __init__(self, province: Province, listener: socket.socket) -> None:
        host, port = listener.getsockname()[:2]
        self.url = f"http://{host}:{port}"
        self.province = province
        self._listener = listener
        self._server = _ReadyServer(_config(province))
        self._thread = threading.Thread(target=self._serve, name="province-server", daemon=True)

    @classmethod
    def begin(cls, settings: ProvinceSettings, address: tuple[str, int]) -> Self:
        listener = _listening(address)
        try:
            running = cls(Province.open(settings), listener)
        except BaseException:
            listener.close()
            raise
        running._thread.start()
        running._server.wait_ready()
        if not running._server.started:
            running.end()
            raise ProvinceError(ProvinceFault.START_FAILED)
        return running

    def end(self) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._listener.close()
        self.province.close()

    def _serve(self) -> None:
        try:
            self._server.run(sockets=[self._listener])
        finally:
            self._server.ready.set()


class _ReadyServer(uvicorn.Server):
    """Says when it answers; uvicorn by itself can only be polled."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn's, then the event."""
        await super().startup(sockets)
        self.ready.set()

    def wait_ready(self) -> None:
        """Returns after startup, whether it went well or not."""
        self.ready.wait(_START_SECONDS)


def run_forever(settings: ProvinceSettings, host: str, port: int, announce: Callable[[Province, str], None]) -> None:
    """Serve in the main thread until SIGINT or SIGTERM; ``announce`` is told the address before the first request.

    Raises ProvinceError when it cannot start.
    """
    with contextlib.closing(_listening((host, port))) as listener:
        province = Province.open(settings)
        try:
            announce(province, f"http://{host}:{listener.getsockname()[1]}")
            uvicorn.Server(_config(province)).run(sockets=[listener])
        finally:
            province.close()


def _listening(address: tuple[str, int]) -> socket.socket:
    """A listening socket: who connects before the server's loop runs waits in the backlog, and is not refused."""
    # The protocol is named because asyncio turns Nagle's algorithm off (TCP_NODELAY) only where it reads IPPROTO_TCP;
    # with it on, an answer in two packets waits 40 ms for the client's delayed acknowledgement.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":
            # A restarted province takes its port again at once; on Windows the option would let others steal it.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(_BACKLOG)
    except OSError as exc:
        listener.close()
        raise ProvinceError(ProvinceFault.START_FAILED, os.strerror(exc.errno or 0)) from exc
    return listener


def _config(province: Province) -> uvicorn.Config:
    return uvicorn.Config(
        app_for(province),
        access_log=False,
        # The house configures logging; uvicorn's own would print to the terminal.
        log_config=None,
        date_header=False,
        server_header=False,
        lifespan="on",
        loop="asyncio",
        http="h11",
        ws="none",
        backlog=_BACKLOG,
        timeout_graceful_shutdown=_STOP_SECONDS,
    )
