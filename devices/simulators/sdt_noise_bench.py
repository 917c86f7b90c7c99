"""What noise on a card reader's line costs, and whether it ever passes for a card.

Invariants:
- The product's own parser is fed, in pieces as a line brings them; the noise is the same in every run.
"""

import time
from random import Random
from typing import Final, NamedTuple

from devices.id_reader.commands import Command, can_answer
from devices.id_reader.frames import PREAMBLE, FrameParser, Reply
from devices.id_reader.statuses import Status

_PIECE: Final = 4096
_BLOCK: Final = 1_000_000
_SEED: Final = 6
_LURES: Final = (PREAMBLE, PREAMBLE + b"\x05\x08", PREAMBLE[:3], b"\xaa" * 9)
"""What looks like the beginning of an answer, once in ten thousand bytes on average."""


class NoiseResult(NamedTuple):
    """``megabytes`` fed in ``seconds``; how many cards came out of it, and how many lures lay in it."""

    megabytes: float
    seconds: float
    false_cards: int
    lures: int


def measure_noise(megabytes: int) -> NoiseResult:
    """Feed ``megabytes`` (1 or more) of noise."""
    random = Random(_SEED)  # noqa: S311 - noise, no secret
    parser = FrameParser()
    false_cards = lures = 0
    seconds = 0.0
    for _ in range(megabytes):
        block = bytearray(random.randbytes(_BLOCK))
        for _ in range(_BLOCK // 10_000):
            lure, where = random.choice(_LURES), random.randrange(_BLOCK - 16)
            block[where : where + len(lure)] = lure
            lures += 1
        noise = bytes(block)
        began = time.perf_counter()
        for start in range(0, _BLOCK, _PIECE):
            for item in parser.feed(noise[start : start + _PIECE]):
                false_cards += isinstance(item, Reply) and _is_card(item)
        seconds += time.perf_counter() - began
    return NoiseResult(megabytes * _BLOCK / 1e6, seconds, false_cards, lures)


def _is_card(reply: Reply) -> bool:
    """A refusal has no shape of its own, and costs a second look; only a success brings a card."""
    return reply.status == Status.SUCCESS and can_answer(reply, Command.READ_CARD)
