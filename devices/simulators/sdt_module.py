"""What is inside a simulated chip card reader: the security module, and the card that lies on it. Pure.

Invariants:
- A card answers in the real order only: found, selected, read. Once read, or after an error, it answers no find until
  it is laid anew (V).
- A reading with fingerprints is refused (bad command): the product never asks for one. What has their shape comes only
  from :meth:`SdtModule.with_fingerprints`, and has no fingerprint in it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

from devices.id_reader.commands import Command, can_answer, card_blocks, card_reply
from devices.id_reader.frames import Reply, Request
from devices.id_reader.sam_id import sam_id_block
from devices.id_reader.statuses import Status
from devices.ports import CardText
from devices.simulators.cards import encode_new_address, encode_text_block

SAM_ID: Final = "05.01-20230101-0001234567-0007654321"
"""Of no reader that was ever made."""

_IIN: Final = bytes(4)
_CARD_SERIAL: Final = bytes(8)

_MUTING: Final = frozenset(
    {
        Status.CARD_REFUSED_READER,
        Status.READER_REFUSED_CARD,
        Status.DATA_CHECK_ERROR,
        Status.WRONG_CARD_TYPE,
        Status.READ_FAILED,
        Status.RANDOM_NUMBER_FAILED,
    }
)
"""After these the card must be lifted and laid anew (V)."""


@dataclass(frozen=True, slots=True)
class LaidCard:
    """A card on the reader. ``portrait`` has 1,024 bytes; ``new_address`` is empty when the card has none."""

    text: CardText = field(repr=False)
    portrait: bytes = field(repr=False)
    new_address: str = field(repr=False, default="")


class _Phase(Enum):
    FRESH = auto()
    FOUND = auto()
    SELECTED = auto()
    READ = auto()
    MUTE = auto()


class SdtModule:
    """Answers requests as a reader does. Not thread-safe; the simulator's lock guards it."""

    def __init__(self) -> None:
        self._card: LaidCard | None = None
        self._phase = _Phase.FRESH
        self._answers: Mapping[tuple[int, int], Callable[[], Reply]] = {
            Command.RESET_SAM.value: self._reset,
            Command.SAM_STATUS.value: _success,
            Command.SAM_ID.value: lambda: _success(sam_id_block(SAM_ID)),
            Command.FIND_CARD.value: self._find,
            Command.SELECT_CARD.value: self._select,
            Command.READ_CARD.value: self._read,
            Command.READ_NEW_ADDRESS.value: self._read_new_address,
        }

    def lay(self, card: LaidCard) -> None:
        """Put ``card`` on the reader, in place of one that lies there."""
        self._card = card
        self._phase = _Phase.FRESH

    def lift(self) -> None:
        """Take the card away; harmless when there is none."""
        self._card = None
        self._phase = _Phase.FRESH

    def power_up(self) -> None:
        """The field goes off and on: a card that lies there answers again."""
        self._phase = _Phase.FRESH

    def answer(self, request: Request) -> Reply:
        """The reply to ``request``."""
        answer = self._answers.get((request.command, request.parameter))
        return answer() if answer else refusal(Status.BAD_COMMAND)

    def fail(self, request: Request, status: int) -> Reply:
        """Refuse ``request`` with ``status``, and treat the card as a real reader does after it."""
        if status in _MUTING and (request.command, request.parameter) != Command.FIND_CARD.value:
            self._phase = _Phase.MUTE
        return refusal(status)

    def with_fingerprints(self, request: Request, size: int) -> Reply:
        """The answer to ``request``, a card's as to 30 10: three blocks, the last of ``size`` zeros (V)."""
        reply = self.answer(request)
        return reply_with_third_block(reply, size) if can_answer(reply, Command.READ_CARD) else reply

    def _reset(self) -> Reply:
        self.power_up()
        return _success()

    def _find(self) -> Reply:
        if self._card is None or self._phase in (_Phase.READ, _Phase.MUTE):
            self._phase = _Phase.MUTE if self._card else _Phase.FRESH
            return refusal(Status.NO_CARD)
        self._phase = _Phase.FOUND
        return Reply(0, 0, Status.CARD_FOUND, _IIN)

    def _select(self) -> Reply:
        if self._phase is not _Phase.FOUND:
            return refusal(Status.SELECT_FAILED)
        self._phase = _Phase.SELECTED
        return _success(_CARD_SERIAL)

    def _read(self) -> Reply:
        if self._card is None or self._phase not in (_Phase.SELECTED, _Phase.READ):
            return refusal(Status.READ_FAILED)
        self._phase = _Phase.READ
        return card_reply(encode_text_block(self._card.text), self._card.portrait)

    def _read_new_address(self) -> Reply:
        if self._card is None or self._phase is not _Phase.READ:
            return refusal(Status.READ_FAILED)
        if not self._card.new_address:
            return refusal(Status.NO_SUCH_CONTENT)
        return _success(encode_new_address(self._card.new_address))


def reply_with_third_block(reply: Reply, size: int) -> Reply:
    """A card's answer as 30 10 brings it."""
    text, portrait = card_blocks(reply)
    sizes = b"".join(length.to_bytes(2, "big") for length in (len(text), len(portrait), size))
    return Reply(reply.sw1, reply.sw2, reply.status, sizes + text + portrait + bytes(size))


def refusal(status: int) -> Reply:
    """A reply of a status alone."""
    return Reply(0, 0, status)


def _success(content: bytes = b"") -> Reply:
    return Reply(0, 0, Status.SUCCESS, content)
