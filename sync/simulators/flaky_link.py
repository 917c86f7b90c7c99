"""A TCP proxy on loopback that breaks connections in the ways that real links do.

Invariants:
- Each new connection takes the next plan, then what ``usual`` says; without either, everything passes.
- Connections are cut with a reset (``SO_LINGER`` 0), as a lost radio link or a dying router looks from above.
- All threads end with the link.
"""

import socket
import struct
import sys
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self

from sync.simulators.link_plans import BLOCK, Pacer
from sync.simulators.link_plans import PORTAL_PAGE as PORTAL_PAGE
from sync.simulators.link_plans import Plan as Plan
from sync.simulators.link_plans import lossy as lossy

_POLL = 0.05
"""Seconds after which a waiting thread looks whether the proxy is closing."""

RESET_ON_CLOSE = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)


class FlakyLink:
    """Listens on ``port`` and passes on to ``target``."""

    def __init__(self, target: tuple[str, int], usual: Callable[[], Plan] = Plan) -> None:
        self._target = target
        self.usual = usual
        self._listener = _listening(0)
        self._port = int(self._listener.getsockname()[1])
        self._is_down = threading.Event()
        self._lock = threading.Lock()
        self._plans: deque[Plan] = deque()
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._closing = threading.Event()
        self.connections = 0
        self.bytes_up = 0
        self.repeats = 0
        """Repeated requests that were answered well."""

    @property
    def port(self) -> int:
        """Where it listens."""
        return self._port

    @property
    def url(self) -> str:
        """The province's address through this link."""
        return f"http://127.0.0.1:{self.port}"

    def plan(self, *plans: Plan) -> None:
        """For the next connections, one after the other. Standing connections are closed, so that new ones come."""
        with self._lock:
            self._plans.extend(plans)
            standing = list(self._open)
        for connection in standing:
            _shut(connection)

    def go_down(self) -> None:
        """Nobody listens: connections are refused, and those that stand are cut."""
        self._is_down.set()
        with self._lock:
            standing = list(self._open)
            self._listener.close()
        for connection in standing:
            _reset(connection)

    def come_up(self) -> None:
        """Listen again, where it did before."""
        with self._lock:
            self._listener = _listening(self._port)
        self._is_down.clear()

    def __enter__(self) -> Self:
        self._begin(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        with self._lock:
            standing = list(self._open)
        for connection in standing:
            _shut(connection)
        while self._threads:
            self._threads.pop().join()
        self._listener.close()

    def _begin(self, work: Callable[..., None], *arguments: "_Connection") -> None:
        thread = threading.Thread(target=work, args=arguments, name="flaky-link")
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                client, _ = self._listener.accept()
            except TimeoutError:
                continue
            except OSError:
                if not self._is_down.is_set():
                    raise
                self._closing.wait(_POLL)
                continue
            # Small blocks go on at once: waiting for acknowledgements is not one of the faults.
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                plan = self._plans.popleft() if self._plans else self.usual()
                self.connections += 1
                self._open.add(client)
            self._begin(self._serve, _Connection(client, plan))

    def _serve(self, connection: "_Connection") -> None:
        client, plan = connection.client, connection.plan
        try:
            if plan.reset_at_once:
                _reset(client)
            elif plan.answer is not None:
                self._answer(client, plan.answer)
            elif plan.swallow_request:
                self._swallow(client)
            else:
                self._pass_on(connection)
        finally:
            with self._lock:
                self._open.discard(client)
            client.close()

    def _answer(self, client: socket.socket, page: bytes) -> None:
        """Read what comes first, answer with the page, then read to the end so that the close is no reset."""
        with suppress(OSError):
            client.recv(BLOCK)
            client.sendall(page)
            client.shutdown(socket.SHUT_WR)
        self._swallow(client)

    def _swallow(self, source: socket.socket) -> None:
        with suppress(OSError):
            while not self._closing.is_set() and source.recv(BLOCK):
                pass

    def _pass_on(self, connection: "_Connection") -> None:
        with socket.create_connection(connection.plan.detour or self._target) as server:
            server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                self._open.add(server)
            connection.server = server
            upward = threading.Thread(target=self._up, args=(connection,), name="flaky-link-up")
            upward.start()
            self._down(connection)
            upward.join()
            with self._lock:
                self._open.discard(server)

    def _up(self, connection: "_Connection") -> None:
        plan, passed = connection.plan, 0
        pacer = Pacer(plan, self._closing)
        with suppress(OSError):
            while block := connection.client.recv(plan.block):
                pacer.wait(block)
                if plan.silent_after is not None and passed >= plan.silent_after:
                    continue
                if plan.cut_up_after is not None and passed + len(block) >= plan.cut_up_after:
                    connection.to_server(block[: plan.cut_up_after - passed])
                    self._count(plan.cut_up_after - passed)
                    connection.cut()
                    return
                passed += len(block)
                connection.to_server(block)
                self._count(len(block))
        _shut(connection.server_socket, socket.SHUT_WR)

    def _down(self, connection: "_Connection") -> None:
        plan, passed = connection.plan, 0
        pacer = Pacer(plan, self._closing)
        with suppress(OSError):
            while block := connection.server_socket.recv(plan.block):
                if plan.repeat_request and passed == 0:
                    self._repeat(connection.request)
                pacer.wait(block)
                passed += len(block)
                if plan.swallow_answer or plan.silent_after is not None:
                    continue
                if plan.cut_down_after is not None and passed > plan.cut_down_after:
                    connection.client.sendall(block[: max(0, plan.cut_down_after - (passed - len(block)))])
                    connection.cut()
                    return
                connection.client.sendall(block)
        if plan.swallow_answer or plan.silent_after is not None:
            self._swallow(connection.client)
        _shut(connection.client, socket.SHUT_WR)

    def _repeat(self, request: bytes) -> None:
        """Send the same bytes again on another connection, and wait for an answer before the first one passes."""
        with socket.create_connection(self._target) as again:
            again.sendall(request)
            if again.recv(BLOCK).startswith(b"HTTP/1.1 2"):
                self.repeats += 1

    def _count(self, size: int) -> None:
        with self._lock:
            self.bytes_up += size


class _Connection:
    """A client, its plan, and the server behind the proxy."""

    def __init__(self, client: socket.socket, plan: Plan) -> None:
        self.client = client
        self.plan = plan
        self.server: socket.socket | None = None
        self._request = bytearray()

    @property
    def server_socket(self) -> socket.socket:
        if self.server is None:
            raise RuntimeError("not connected to the server yet")
        return self.server

    @property
    def request(self) -> bytes:
        return bytes(self._request)

    def to_server(self, block: bytes) -> None:
        if self.plan.repeat_request:
            self._request += block
        self.server_socket.sendall(block)

    def cut(self) -> None:
        _reset(self.server_socket)
        _reset(self.client)


def _listening(port: int) -> socket.socket:
    listener = socket.create_server(("127.0.0.1", port))
    listener.settimeout(_POLL)
    return listener


def _reset(connection: socket.socket) -> None:
    """Close with a reset; a thread that is reading from it wakes up."""
    with suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
    _shut(connection, socket.SHUT_RD)
    connection.close()


def _shut(connection: socket.socket, how: int = socket.SHUT_RDWR) -> None:
    with suppress(OSError):
        connection.shutdown(how)


def closed_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
