"""Runs work off the main thread and brings its result back to it.

Invariants:
- ``on_done`` and ``on_error`` run on the main thread, exactly one of them, once; neither when the bridge was closed
  in between.
- Work that was submitted to one runner finishes in the order that its executor keeps (the store's thread: strictly).
"""

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Protocol, TypeVar

from ui.bridge import Bridge

Result = TypeVar("Result")


class TaskRunner(Protocol):
    """What presenters use; tests have one that runs inline."""

    def submit(
        self, work: Callable[[], Result], on_done: Callable[[Result], None], on_error: Callable[[Exception], None]
    ) -> None:
        """Run ``work`` elsewhere, then one of the others here."""


class Executor(Protocol):
    """How work gets to its thread: ``Store.submit`` or a pool's."""

    def __call__(self, work: Callable[[], Result], /) -> Future[Result]:
        """Start ``work`` soon on another thread."""


class BridgedTaskRunner:
    """A task runner over any executor and the bridge."""

    def __init__(self, execute: Executor, bridge: Bridge) -> None:
        self._execute = execute
        self._bridge = bridge

    def submit(
        self, work: Callable[[], Result], on_done: Callable[[Result], None], on_error: Callable[[Exception], None]
    ) -> None:
        """See :class:`TaskRunner`. An executor that is shut down already gives an error like any other."""

        def finished(future: Future[Result]) -> None:
            self._bridge.post(partial(_deliver, future, on_done, on_error))

        try:
            future = self._execute(work)
        except Exception as error:  # noqa: BLE001 - the executor is foreign; its refusal is the task's failure
            self._bridge.post(partial(on_error, error))
            return
        future.add_done_callback(finished)


def _deliver(future: Future[Result], on_done: Callable[[Result], None], on_error: Callable[[Exception], None]) -> None:
    """Hand over a finished future's outcome. A cancelled one delivers nothing: the program is closing."""
    if future.cancelled():
        return
    error = future.exception()
    if error is None:
        on_done(future.result())
    elif isinstance(error, Exception):
        on_error(error)
    else:
        raise error
