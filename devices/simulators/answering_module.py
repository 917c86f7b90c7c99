"""A SAM_V module behind any kind of line: request bytes in, reply bytes out. Thread-safe, and knows no line.

Invariants:
- Answers come in the order of the questions, as from a real module.
"""

import threading

from devices.id_reader.frames import BadFrame, FrameFault, RequestParser, encode_reply
from devices.id_reader.statuses import Status
from devices.ports import CardText
from devices.simulators.cards import synthetic_portrait
from devices.simulators.sdt_module import LaidCard, SdtModule, refusal


class AnsweringModule:
    """The module, and the card on it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._module = SdtModule()
        self._parser = RequestParser()

    def lay_card(self, card: CardText, portrait: bytes | None = None) -> None:
        """Put a card on the reader, in place of one that lies there. Without ``portrait`` it gets a synthetic one."""
        with self._lock:
            self._module.lay(LaidCard(card, synthetic_portrait(0) if portrait is None else portrait))

    def power_up(self) -> None:
        """Plugged in again: what was half asked is forgotten, a card that lies there answers again."""
        with self._lock:
            self._module.power_up()
            self._parser.reset()

    def answers(self, asked: bytes) -> list[bytes]:
        """The whole frames that answer what ``asked`` completes."""
        with self._lock:
            replies = []
            for item in self._parser.feed(asked):
                if isinstance(item, BadFrame):
                    too_long = item.fault is FrameFault.LENGTH
                    status = Status.BAD_LENGTH_RECEIVED if too_long else Status.BAD_CHECKSUM_RECEIVED
                    replies.append(encode_reply(refusal(status)))
                else:
                    replies.append(encode_reply(self._module.answer(item)))
            return replies
