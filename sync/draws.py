"""Draws for spot checks (双随机抽查) that neither side can choose: commit, fix, reveal, recompute. Pure.

1. The province commits: before a period begins it publishes the SHA-256 of a secret, and the period (a change of the
   kind ``spot_check_announcement``).
2. The terminal takes the commitment and then fixes: its chain of messages grows without knowing the secret. One that it
   took only after the period's last message was made proves nothing: the secret may have been chosen to suit.
3. The province reveals: the request carries the secret. The seed is the SHA-256 of the secret, of the digest of the
   period's last message, and of the period's name; from it follows which acceptances are drawn.
4. Both sides recompute the draw from the same chain.

Invariants:
- The same inputs give the same draw on every machine: integers and SHA-256 only, no generator of a library.
- Every acceptance of the period is equally likely, and none is drawn twice.
- A period is bounded by time and announced with its size, so that the province cannot try ends until it likes a draw.
"""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from sync.words import Kind

SECRET_BYTES = 32
_BLOCK_VALUES = 1 << 256


class DrawProblem(StrEnum):
    """Why a request's draw is not the one that follows from what was announced and from the terminal's own chain."""

    NOT_ANNOUNCED = "not_announced"
    """No announcement of this period, one that differs from it, or one that the terminal took too late.

    Too late is not before the period's last message was made: whoever knows the whole chain could try secrets until a
    draw suits. An honest announcement is too late as well when the outlet had no link for so long.
    """
    COMMITMENT_BROKEN = "commitment_broken"
    """The revealed secret is not the one that was committed to."""
    OTHER_CHAIN = "other_chain"
    """The period's first or last message is another one in the terminal's chain."""
    OTHER_DRAW = "other_draw"
    """The draw names other records than those that follow from the seed."""


@dataclass(frozen=True, slots=True)
class Period:
    """What is drawn from: the messages of one terminal that ``starts_at <= occurred_at < ends_at`` (with offset)."""

    period_id: str
    terminal_id: str
    starts_at: datetime
    ends_at: datetime

    @property
    def name(self) -> bytes:
        """What enters the seed: id, terminal and both ends in UTC with microseconds, separated by line feeds."""
        ends = (moment.astimezone(UTC).isoformat(timespec="microseconds") for moment in (self.starts_at, self.ends_at))
        return "\n".join((self.period_id, self.terminal_id, *ends)).encode()


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One message of a terminal's chain, as both sides know it."""

    sequence: int
    message_id: str
    kind: Kind
    digest: str
    occurred_at: datetime


@dataclass(frozen=True, slots=True)
class Drawn:
    """One drawn acceptance."""

    sequence: int
    message_id: str


@dataclass(frozen=True, slots=True)
class SpotDraw:
    """A draw with what it was made from; ``drawn`` ascends by sequence."""

    first_sequence: int
    last_sequence: int
    """Of all messages of the period, whatever their kind."""
    head_digest: str
    """The last message's digest."""
    population: int
    """How many acceptances there were to draw from."""
    drawn: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class Announced:
    """What was said beforehand. ``issued_at`` is the province's word, ``taken_at`` this terminal's own time of it."""

    period_id: str
    starts_at: datetime
    ends_at: datetime
    count: int
    commitment: str
    issued_at: datetime
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class Revealed:
    """What a request says it drew, and from what."""

    period: Period
    count: int
    secret: bytes = field(repr=False)
    draw: SpotDraw


def commitment(secret: bytes) -> str:
    """What the province publishes beforehand: SHA-256 in lower-case hex."""
    return hashlib.sha256(secret).hexdigest()


def seed(secret: bytes, head_digest: str, period: Period) -> bytes:
    """32 bytes: SHA-256 over secret, head digest (its 32 bytes) and the period's name.

    Raises ValueError for a secret of another length than SECRET_BYTES, or a digest that is not hex of 32 bytes: with
    fixed lengths no two inputs run together.
    """
    head = bytes.fromhex(head_digest)
    if len(secret) != SECRET_BYTES or len(head) != hashlib.sha256().digest_size:
        raise ValueError("secret and digest have 32 bytes")
    return hashlib.sha256(secret + head + period.name).digest()


def draw(seed_bytes: bytes, population: Sequence[int], count: int) -> tuple[int, ...]:
    """``count`` distinct members of ``population`` (distinct numbers, in any order), ascending.

    A Fisher-Yates shuffle of the sorted population, cut after ``count`` steps. Step by step a number below what is left
    is taken from HMAC-SHA256(seed, counter as 8 bytes, big-endian) as a 256-bit integer; one that would make the
    remainder uneven is passed over. Raises ValueError when there are fewer members than ``count``, or one twice.
    """
    rest = sorted(population)
    if len(set(rest)) != len(rest):
        raise ValueError("a member stands twice in the population")
    if not 0 <= count <= len(rest):
        raise ValueError("more than there are")
    numbers = _Numbers(seed_bytes)
    for step in range(count):
        chosen = step + numbers.below(len(rest) - step)
        rest[step], rest[chosen] = rest[chosen], rest[step]
    return tuple(sorted(rest[:count]))


def spot_draw(secret: bytes, period: Period, chain: Iterable[ChainLink], count: int) -> SpotDraw | None:
    """The draw of at most ``count`` acceptances of the period; None when no message lies in it.

    ``chain`` may hold more than the period. Raises ValueError as :func:`seed` does.
    """
    links = _within(period, chain)
    if not links:
        return None
    head = links[-1]
    acceptances = {link.sequence: link.message_id for link in links if link.kind is Kind.ACCEPTANCE}
    chosen = draw(seed(secret, head.digest, period), tuple(acceptances), min(count, len(acceptances)))
    drawn = tuple(Drawn(sequence, acceptances[sequence]) for sequence in chosen)
    return SpotDraw(links[0].sequence, head.sequence, head.digest, len(acceptances), drawn)


def problem_of(revealed: Revealed, announced: Announced | None, chain: Iterable[ChainLink]) -> DrawProblem | None:
    """What is wrong with a request, from the terminal's own chain; None when its draw is the one that had to come."""
    period, links = revealed.period, _within(revealed.period, chain)
    if announced is None or _terms(announced) != _asked_terms(revealed) or not _in_time(announced, links):
        return DrawProblem.NOT_ANNOUNCED
    if len(revealed.secret) != SECRET_BYTES or commitment(revealed.secret) != announced.commitment:
        return DrawProblem.COMMITMENT_BROKEN
    own, told = spot_draw(revealed.secret, period, links, revealed.count), revealed.draw
    if own is None or _ends(own) != _ends(told):
        return DrawProblem.OTHER_CHAIN
    return None if own == told else DrawProblem.OTHER_DRAW


class _Numbers:
    """Evenly distributed integers from one seed, always in the same order."""

    def __init__(self, seed_bytes: bytes) -> None:
        self._seed = seed_bytes
        self._counter = 0

    def below(self, bound: int) -> int:
        """At least 0 and below ``bound`` (1 or more)."""
        even = _BLOCK_VALUES - _BLOCK_VALUES % bound
        while (value := self._block()) >= even:
            pass
        return value % bound

    def _block(self) -> int:
        block = hmac.digest(self._seed, self._counter.to_bytes(8, "big"), "sha256")
        self._counter += 1
        return int.from_bytes(block, "big")


def _within(period: Period, chain: Iterable[ChainLink]) -> list[ChainLink]:
    """The messages of the period, by sequence."""
    found = (link for link in chain if period.starts_at <= link.occurred_at < period.ends_at)
    return sorted(found, key=lambda link: link.sequence)


def _in_time(announced: Announced, links: Sequence[ChainLink]) -> bool:
    """Whether nobody could know the period's last message when this terminal took the announcement."""
    head_at = links[-1].occurred_at if links else announced.ends_at
    return announced.issued_at < announced.ends_at and announced.taken_at < head_at


def _terms(announced: Announced) -> tuple[str, datetime, datetime, int]:
    return announced.period_id, announced.starts_at, announced.ends_at, announced.count


def _asked_terms(revealed: Revealed) -> tuple[str, datetime, datetime, int]:
    period = revealed.period
    return period.period_id, period.starts_at, period.ends_at, revealed.count


def _ends(made: SpotDraw) -> tuple[int, int, str]:
    return made.first_sequence, made.last_sequence, made.head_digest
