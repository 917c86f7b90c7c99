"""The commands we send, and how to tell whether a reply can be the answer to one of them.

A reply does not say what it answers. Success replies have a size of their own for each command, so an answer that
comes too late, or twice, is recognised and thrown away instead of being taken for the next one.

Invariants:
- No command here asks for fingerprints (30 10), sets the baud rate or does anything else that outlasts the session.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Final

from devices.id_reader.frames import Reply, Request, encode_request
from devices.id_reader.statuses import Status

TEXT_SIZE: Final = 256
PORTRAIT_SIZE: Final = 1024
NEW_ADDRESS_SIZE: Final = 70
SAM_ID_SIZE: Final = 16

_CARD_SIZES: Final = TEXT_SIZE.to_bytes(2, "big") + PORTRAIT_SIZE.to_bytes(2, "big")
"""``01 00 04 00``: a card reply starts with the sizes of its two blocks (V)."""


class Command(Enum):
    """The value is CMD and Para."""

    RESET_SAM = (0x10, 0xFF)
    SAM_STATUS = (0x11, 0xFF)
    SAM_ID = (0x12, 0xFF)
    FIND_CARD = (0x20, 0x01)
    SELECT_CARD = (0x20, 0x02)
    READ_CARD = (0x30, 0x01)
    """Text and portrait."""
    READ_NEW_ADDRESS = (0x30, 0x03)


_SUCCESS_SIZES: Final[Mapping[Command, int]] = {
    Command.RESET_SAM: 0,
    Command.SAM_STATUS: 0,
    Command.SAM_ID: SAM_ID_SIZE,
    Command.SELECT_CARD: 8,  # the card's serial number
    Command.READ_CARD: len(_CARD_SIZES) + TEXT_SIZE + PORTRAIT_SIZE,
    Command.READ_NEW_ADDRESS: NEW_ADDRESS_SIZE,
}
_CARD_FOUND_SIZE: Final = 4

_CARD_COMMANDS: Final = frozenset({Command.SELECT_CARD, Command.READ_CARD, Command.READ_NEW_ADDRESS})
_ONLY_TO: Final[Mapping[int, frozenset[Command]]] = {
    Status.NO_CARD: _CARD_COMMANDS | {Command.FIND_CARD},
    Status.SELECT_FAILED: _CARD_COMMANDS,
    Status.NO_SUCH_CONTENT: frozenset({Command.READ_NEW_ADDRESS}),
}


def request_bytes(command: Command) -> bytes:
    """The whole frame to send."""
    return encode_request(Request(*command.value))


def can_answer(reply: Reply, command: Command) -> bool:
    """Whether ``reply`` may be the answer to ``command``; False means it belongs to an earlier one.

    Refusals (31, 41, 60, unknown values, ...) have no shape of their own and pass for every command: taking a stale
    one costs a second try, never a wrong card.
    """
    if reply.status == Status.SUCCESS:
        whole = len(reply.data) == _SUCCESS_SIZES.get(command)
        return whole and (command is not Command.READ_CARD or reply.data.startswith(_CARD_SIZES))
    if reply.status == Status.CARD_FOUND:
        return command is Command.FIND_CARD and len(reply.data) == _CARD_FOUND_SIZE
    return reply.status not in _ONLY_TO or command in _ONLY_TO[reply.status]


def card_blocks(reply: Reply) -> tuple[bytes, bytes]:
    """The text block (256 bytes) and the portrait (1,024 bytes) of a successful READ_CARD."""
    text_end = len(_CARD_SIZES) + TEXT_SIZE
    return reply.data[len(_CARD_SIZES) : text_end], reply.data[text_end:]


def card_reply(text: bytes, portrait: bytes) -> Reply:
    """The reply a reader gives to READ_CARD; the simulator's half of :func:`card_blocks`."""
    return Reply(0, 0, Status.SUCCESS, _CARD_SIZES + text + portrait)
