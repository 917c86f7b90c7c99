"""Takes everybody's data out of a recorded conversation, or refuses it.

A card's blocks become those of a person who does not exist, with the checksum that belongs to them. A code keeps its
form: letters become ``A``, digits ``0``. A weight is nobody's.

Invariants:
- Nothing of a card passes but the shape of its answers: text, portrait, added address, and the chip's own serial
  number are all replaced; an answer with fingerprints is refused.
- From the moment at which a card is asked for its blocks until it has answered whole, a byte outside a whole answer may
  be a piece of it: such a recording is refused. The bytes that a maker puts in front of each answer are known from the
  answers before, and are no such byte.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from devices.id_reader.commands import NEW_ADDRESS_SIZE, SAM_ID_SIZE, Command, can_answer, card_reply, request_bytes
from devices.id_reader.frames import HEADER_SIZE, PREAMBLE, FrameParser, Reply, encode_reply
from devices.id_reader.statuses import Status
from devices.simulators.cards import encode_new_address, encode_text_block, synthetic_card, synthetic_portrait
from devices.transcripts.transcript import Direction, Piece

_CARD_QUESTIONS: Final = {request_bytes(ask): ask for ask in (Command.READ_CARD, Command.READ_NEW_ADDRESS)}
_SELECTED_SIZE: Final = 8
_LARGEST_HARMLESS: Final = 16
"""Bytes. What is left of an answer that began before the recording is the end of a portrait."""
_KEPT: Final = re.compile(rb"(?:(?<=[\r\n\x02\x03\x00\xff])|\A)(?:\][A-Za-z][0-9A-Za-m])?(?:\\000[0-9]{3})*")
"""AIM identifiers at the beginning of a code, and the designators of an encoding right behind.

Those in use are all below 1,000; six digits behind a backslash elsewhere may be where an identity number begins."""


class PersonalDataError(ValueError):
    """The recording may hold what nobody may write down."""


def cleaned_codes(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """A scanner's conversation. Raises PersonalDataError for text that is no ASCII."""
    heard = b"".join(piece.data for piece in pieces if piece.direction is Direction.HEARD)
    if re.search(rb"[\x80-\xfe]", heard):
        raise PersonalDataError("a code with letters that are not ASCII")
    kept = {place for found in _KEPT.finditer(heard) for place in range(*found.span())}
    masked = bytes(byte if place in kept else _masked(byte) for place, byte in enumerate(heard))
    return _with_heard(pieces, masked)


def _masked(byte: int) -> int:
    if chr(byte).isdigit():
        return ord("0")
    return ord("A") if byte < 0x80 and chr(byte).isalpha() else byte


def cleaned_cards(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """A card reader's conversation. Raises PersonalDataError."""
    cleaner = _CardCleaner()
    for run in _runs(pieces):
        cleaner.take(run)
    return _with_heard(pieces, bytes(cleaner.cleaned))


def _runs(pieces: tuple[Piece, ...]) -> Iterator[bytes | Command]:
    """What the device sent in one go, and the questions that a card's blocks answer, in their order."""
    heard = b""
    for piece in pieces:
        if piece.direction is Direction.HEARD:
            heard += piece.data
        else:
            yield heard
            heard = b""
            if piece.data in _CARD_QUESTIONS:
                yield _CARD_QUESTIONS[piece.data]
    yield heard


class _CardCleaner:
    def __init__(self) -> None:
        self.cleaned = bytearray()
        self._cards = 0
        self._asked: Command | None = None
        self._wrappers = {b""}

    def take(self, run: bytes | Command) -> None:
        if isinstance(run, Command):
            self._asked = run
            return
        while (found := _first_frame(run)) is not None:
            start, size, reply = found
            self._check_stray(run[:start], before_frame=True)
            self.cleaned += run[:start] + encode_reply(self._cleaned(reply))
            run = run[start + size :]
        self._check_stray(run, before_frame=False)
        self.cleaned += run

    def _check_stray(self, stray: bytes, *, before_frame: bool) -> None:
        """What stands outside the whole answers. Raises PersonalDataError where it may be a piece of a card."""
        known = before_frame and stray in self._wrappers
        if not known and (self._asked is not None or len(stray) > _LARGEST_HARMLESS):
            raise PersonalDataError("bytes outside an answer that may be a card's")
        if before_frame:
            self._wrappers.add(stray)

    def _cleaned(self, reply: Reply) -> Reply:
        if self._asked is not None and can_answer(reply, self._asked):
            self._asked = None
        if reply.status == Status.CARD_FOUND or len(reply.data) == _SELECTED_SIZE:
            return replace(reply, data=bytes(len(reply.data)))  # what the chip says of itself
        if not reply.data:
            return reply
        if reply.status != Status.SUCCESS:
            raise PersonalDataError("a refusal that says more than that")
        if len(reply.data) == SAM_ID_SIZE:
            return reply
        if can_answer(reply, Command.READ_CARD):
            self._cards += 1
            return card_reply(encode_text_block(synthetic_card(self._cards)), synthetic_portrait(self._cards))
        if len(reply.data) == NEW_ADDRESS_SIZE:
            return replace(reply, data=encode_new_address("云南省样例路1号"))
        raise PersonalDataError("an answer of a shape that is not known")


def _first_frame(run: bytes) -> tuple[int, int, Reply] | None:
    """Where the first whole answer in ``run`` begins, its size, and what it says."""
    start = run.find(PREAMBLE)
    while start >= 0:
        size = HEADER_SIZE + int.from_bytes(run[start + len(PREAMBLE) : start + HEADER_SIZE], "big")
        found = FrameParser().feed(run[start : start + size])
        if len(found) == 1 and isinstance(found[0], Reply):
            return start, size, found[0]
        start = run.find(PREAMBLE, start + 1)
    return None


def _with_heard(pieces: tuple[Piece, ...], heard: bytes) -> tuple[Piece, ...]:
    """The pieces with ``heard``, which is as long, in the place of what the device sent."""
    if len(heard) != sum(len(piece.data) for piece in pieces if piece.direction is Direction.HEARD):
        raise PersonalDataError("an answer that cannot be replaced")
    cleaned = []
    place = 0
    for piece in pieces:
        if piece.direction is Direction.SENT:
            cleaned.append(piece)
            continue
        cleaned.append(Piece(piece.seconds, piece.direction, heard[place : place + len(piece.data)]))
        place += len(piece.data)
    return tuple(cleaned)
