"""The link between the demonstrated terminal and its province: good, flaky, or down until it is healed."""

from collections.abc import Callable
from itertools import count
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from sync.simulators.flaky_link import FlakyLink, Plan

_UP = 20_000
"""Bytes after which a flaky link cuts an upload: a photo needs several connections."""


class WeakLink:
    """A context manager; everything passes at first."""

    def __init__(self, province_url: str) -> None:
        address = urlsplit(province_url)
        self._link = FlakyLink((address.hostname or "127.0.0.1", address.port or 80))

    def __enter__(self) -> Self:
        self._link.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._link.__exit__(kind, error, trace)

    @property
    def url(self) -> str:
        """The province's address through this link."""
        return self._link.url

    def weaken(self) -> None:
        """From now on two connections of three break: in mid-upload, or with the answer lost."""
        turns = count()

        def usual() -> Plan:
            match next(turns) % 3:
                case 0:
                    return Plan(cut_up_after=_UP)
                case 1:
                    return Plan(cut_down_after=0)
                case _:
                    return Plan()

        self._change(usual)

    def cut(self) -> None:
        """Nobody answers any more."""
        self._change(lambda: Plan(reset_at_once=True))

    def heal(self) -> None:
        """Everything passes again."""
        self._change(Plan)

    def _change(self, usual: Callable[[], Plan]) -> None:
        self._link.usual = usual
        self._link.plan()  # closes the standing connections, so that new ones come
