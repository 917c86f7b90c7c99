"""A SAM_V module behind any kind of line, with the card on it: request bytes in, what goes on the line out.

Invariants:
- Answers come in the order of the questions, as from a real module.
- A fault hits as many answers as it was injected for, the oldest injection first, and then it is gone.
- Thread-safe; it knows no line and no clock.
"""

import threading
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from devices.id_reader.commands import Command
from devices.id_reader.frames import (
    HEADER_SIZE,
    PREAMBLE,
    BadFrame,
    FrameFault,
    Reply,
    Request,
    RequestParser,
    encode_reply,
)
from devices.id_reader.statuses import Status
from devices.ports import CardText
from devices.simulators.cards import synthetic_card, synthetic_portrait
from devices.simulators.faults import LINE_FAULTS, Damage, Fault, FaultPlan, Sending, SpoiltLine, half, nothing
from devices.simulators.sdt_module import LaidCard, SdtModule, refusal

STATUS_FAULTS: Final[Mapping[Fault, int]] = MappingProxyType(
    {
        Fault.BAD_CHECKSUM_RECEIVED: Status.BAD_CHECKSUM_RECEIVED,
        Fault.BAD_LENGTH_RECEIVED: Status.BAD_LENGTH_RECEIVED,
        Fault.BAD_COMMAND: Status.BAD_COMMAND,
        Fault.CARD_REFUSED_READER: Status.CARD_REFUSED_READER,
        Fault.READER_REFUSED_CARD: Status.READER_REFUSED_CARD,
        Fault.DATA_CHECK_ERROR: Status.DATA_CHECK_ERROR,
        Fault.WRONG_CARD_TYPE: Status.WRONG_CARD_TYPE,
        Fault.READ_FAILED: Status.READ_FAILED,
        Fault.SELF_TEST_FAILED: Status.SELF_TEST_FAILED,
        Fault.NOT_AUTHORISED: Status.NOT_AUTHORISED,
        Fault.SELECT_FAILED: Status.SELECT_FAILED,
        Fault.UNKNOWN_STATUS: 0x05,  # in no table; seen from a handheld reader's firmware (V)
    }
)
"""The faults that are an answer with a status of its own."""

FINGERPRINTS: Final[Mapping[Fault, int]] = MappingProxyType(
    {Fault.FINGERPRINT_EMPTY: 0, Fault.FINGERPRINT_SHORT: 512, Fault.FINGERPRINT_WHOLE: 1024}
)
"""How many bytes their block has (V)."""

_NOISE: Final = bytes.fromhex("00 ff 55 aa aa 96 aa aa")
"""Ends in what lengthens the preamble's run of AA."""


def _impossible_length(frame: bytes) -> bytes:
    return PREAMBLE + b"\xff\xff" + frame[HEADER_SIZE:]


def _one_too_long(frame: bytes) -> bytes:
    length = int.from_bytes(frame[len(PREAMBLE) : HEADER_SIZE], "big") + 1
    return PREAMBLE + length.to_bytes(2, "big") + frame[HEADER_SIZE:]


_DAMAGES: Final[Mapping[Fault, Damage]] = MappingProxyType(
    {
        Fault.SILENCE: nothing,
        Fault.HALF_FRAME: half,
        # behind the answer, in the same write, comes a reply to nothing
        Fault.TWO_FRAMES_GLUED: lambda frame: frame + encode_reply(refusal(Status.SUCCESS)),
        Fault.BAD_CHECKSUM: lambda frame: frame[:-1] + bytes([frame[-1] ^ 0x5A]),
        Fault.IMPOSSIBLE_LENGTH: _impossible_length,
        Fault.WRONG_LENGTH: _one_too_long,
        Fault.NOISE_BEFORE: lambda frame: _NOISE + frame,
    }
)

FAULTS: Final = frozenset(
    {
        *STATUS_FAULTS,
        *FINGERPRINTS,
        *_DAMAGES,
        *LINE_FAULTS,
        Fault.LATE_ANSWER,
        Fault.DUPLICATE,
        Fault.CARD_LIFTED,
        Fault.CARD_SWAPPED,
    }
)
"""What a module can have behind a line of single bytes."""


class AnsweringModule:
    """The module, and the card on it. ``possible``: the faults that its line and its opening can have."""

    def __init__(self, possible: frozenset[Fault] = FAULTS) -> None:
        self._lock = threading.Lock()  # guards what follows
        self._module = SdtModule()
        self._parser = RequestParser()
        self._plan = FaultPlan(possible)
        self._line = SpoiltLine(_DAMAGES)
        self._in_hand = laid(synthetic_card(0), None, "")

    @property
    def faults(self) -> frozenset[Fault]:
        """What it can have."""
        return self._plan.possible

    def lay_card(self, card: CardText, portrait: bytes | None = None, new_address: str = "") -> None:
        """Put a card on the reader, in place of one that lies there. Without ``portrait`` it gets a synthetic one."""
        with self._lock:
            self._module.lay(laid(card, portrait, new_address))

    def lift_card(self) -> None:
        """Take the card away; harmless when there is none."""
        with self._lock:
            self._module.lift()

    def take_in_hand(self, card: CardText, portrait: bytes | None = None) -> None:
        """The card that CARD_SWAPPED puts in the place of another one."""
        with self._lock:
            self._in_hand = laid(card, portrait, "")

    def inject(self, fault: Fault, count: int = 1, *, on: Command | None = None) -> None:
        """Let ``fault`` hit the next ``count`` answers: to ``on``, or to whatever is asked. Raises ValueError."""
        with self._lock:
            self._plan.add(fault, count, None if on is None else on.value)

    def due_on_opening(self) -> Fault | None:
        """What hits this opening."""
        with self._lock:
            return self._plan.due_on_opening()

    def power_up(self) -> None:
        """Plugged in again: what was half asked or owed is forgotten, a card that lies there answers again."""
        with self._lock:
            self._module.power_up()
            self._parser.reset()
            self._line.reset()

    def answers(self, asked: bytes) -> list[Sending]:
        """What goes out for the questions that ``asked`` completes."""
        with self._lock:
            return [self._answer(item) for item in self._parser.feed(asked)]

    def _answer(self, item: Request | BadFrame) -> Sending:
        if isinstance(item, BadFrame):
            too_long = item.fault is FrameFault.LENGTH
            status = Status.BAD_LENGTH_RECEIVED if too_long else Status.BAD_CHECKSUM_RECEIVED
            return self._line.send(encode_reply(refusal(status)), None)
        fault = self._plan.due((item.command, item.parameter))
        reply = self._reply(item, fault)
        of_line = fault is not None and (fault in _DAMAGES or fault in LINE_FAULTS or fault in _TIMES)
        return self._line.send(encode_reply(reply), fault if of_line else None)

    def _reply(self, request: Request, fault: Fault | None) -> Reply:
        if fault is Fault.CARD_LIFTED:
            self._module.lift()
        if fault is Fault.CARD_SWAPPED:
            self._module.lay(self._in_hand)
        if fault is not None and fault in FINGERPRINTS:
            return self._module.with_fingerprints(request, FINGERPRINTS[fault])
        if fault is not None and fault in STATUS_FAULTS:
            return self._module.fail(request, STATUS_FAULTS[fault])
        return self._module.answer(request)


_TIMES: Final = frozenset({Fault.LATE_ANSWER, Fault.DUPLICATE})


def laid(card: CardText, portrait: bytes | None, new_address: str) -> LaidCard:
    """The card as it lies there."""
    return LaidCard(card, synthetic_portrait(0) if portrait is None else portrait, new_address)
