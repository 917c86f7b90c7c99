"""What may go wrong with one connection of a link, and how fast it is.

Invariants:
- A plan says what happens, once; it keeps no state of the connection that follows it.
"""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

BLOCK = 16 * 1024
_SMALL_BLOCK = 512
_SLACK = 0.02
"""Seconds by which a waiting line may catch up: the operating system wakes nobody to the millisecond."""

PORTAL_PAGE = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 31\r\nConnection: close\r\n\r\n"
    b"<html>please log in here</html>"
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What happens to one connection. Without any member: everything passes."""

    cut_up_after: int | None = None
    """Reset both sides when so many bytes of the request have been passed on."""
    cut_down_after: int | None = None
    """Reset both sides when so many bytes of the answer have been passed on; 0 loses the answer."""
    swallow_answer: bool = False
    """The request arrives, the answer never does, and nobody says that it will not."""
    swallow_request: bool = False
    """Connected, and then silence."""
    reset_at_once: bool = False
    answer: bytes | None = None
    """Somebody else answers; the province sees nothing."""
    repeat_request: bool = False
    """The request arrives twice (a middlebox that retries)."""
    seconds_per_block: float = 0.0
    """A slow link: so long for each 16 KiB, each way."""
    bytes_per_second: float = 0.0
    """A throttled link: so much each way, in small pieces as a modem gives them; 0 is no limit."""
    silent_after: int | None = None
    """Half open: after so many bytes of the request nothing passes any more, and neither side is told."""
    detour: tuple[str, int] | None = None
    """Somebody else is at the other end of the line."""

    @property
    def block(self) -> int:
        """How many bytes pass at a time."""
        return _SMALL_BLOCK if self.bytes_per_second else BLOCK


class Pacer:
    """Lets one direction of a connection pass no faster than its plan says, whatever a wait takes in truth."""

    def __init__(self, plan: Plan, closing: threading.Event) -> None:
        self._plan = plan
        self._closing = closing
        self._due = time.monotonic()

    def wait(self, block: bytes) -> None:
        """Returns when the block has passed the line."""
        self._closing.wait(self._plan.seconds_per_block)
        if self._plan.bytes_per_second:
            now = time.monotonic()
            self._due = max(self._due, now - _SLACK) + len(block) / self._plan.bytes_per_second
            self._closing.wait(max(0.0, self._due - now))


def lossy(rng: random.Random, bytes_between_cuts: int) -> Callable[[], Plan]:
    """For ``usual``: each connection is cut at random, while the request or the answer passes."""

    def plan() -> Plan:
        upward = rng.random() < 0.5
        after = rng.randrange(bytes_between_cuts)
        return Plan(cut_up_after=after) if upward else Plan(cut_down_after=after)

    return plan
