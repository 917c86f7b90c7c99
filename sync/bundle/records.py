"""What is inside a bundle part's seal: records, each with a kind (1 byte), a length (4 bytes, big-endian) and content.

``H`` head (JSON: whose messages these are), ``M`` a message's frozen body, ``D`` descriptor (JSON) of a file that
follows in ``C`` chunks and ends with ``E`` (whole) or ``X`` (given up: it could not be read),
``S`` signature, the last one.

Invariants:
- The signature covers the clear header and every byte before it: nobody can put another terminal's records together
  anew, move them to another province, or leave one out.
- Each part stands for itself: a file's message is in the same part.
- What comes out of a stranger's seal is bounded: no record is longer than its kind allows.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, assert_never

from pydantic import AwareDatetime, Field, ValidationError

from sync.bundle.errors import BundleError
from sync.bundle.sealing import Sink
from sync.contract import MAX_BATCH_BYTES, Digest, Identifier, Sent
from sync.words import BundleFault

CHUNK_BYTES: Final = 256 * 1024
"""Of a file, in one record."""
RECORD_BYTES: Final = 5
"""Kind and length."""
SIGNATURE_BYTES: Final = 64
MOST_JSON_BYTES: Final = 1024
"""A head or a descriptor."""

_SIGNED: Final = b"yanqi sealed bundle v1\0"


class RecordKind(Enum):
    """The first byte of a record."""

    HEAD = b"H"
    MESSAGE = b"M"
    DESCRIPTOR = b"D"
    CHUNK = b"C"
    WHOLE = b"E"
    GIVEN_UP = b"X"
    SIGNATURE = b"S"


_LONGEST: Final = {
    RecordKind.HEAD: MOST_JSON_BYTES,
    RecordKind.MESSAGE: MAX_BATCH_BYTES,
    RecordKind.DESCRIPTOR: MOST_JSON_BYTES,
    RecordKind.CHUNK: CHUNK_BYTES,
    RecordKind.WHOLE: 0,
    RecordKind.GIVEN_UP: 0,
    RecordKind.SIGNATURE: SIGNATURE_BYTES,
}


class BundleHead(Sent):
    """Whose records these are. ``made_at`` is the terminal's clock, which may be wrong: nothing is judged by it."""

    terminal_id: Identifier
    outlet_id: Identifier
    made_at: AwareDatetime


class FileDescriptor(Sent):
    """A file, as tus ``Upload-Metadata`` would tell it."""

    evidence_id: Identifier
    message_id: Identifier
    sha256: Digest
    size: int = Field(ge=1)
    media_type: str = Field(max_length=32)


@dataclass(frozen=True, slots=True)
class MessageRecord:
    """A message's frozen body."""

    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class FileBegins:
    """A file follows, chunk by chunk."""

    descriptor: FileDescriptor


@dataclass(frozen=True, slots=True)
class FileChunk:
    """The next bytes of the file."""

    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class FileEnds:
    """The file is over; ``whole`` False: it could not be read to its end."""

    whole: bool


@dataclass(frozen=True, slots=True)
class Signature:
    """The terminal's signature, and the words that it covers."""

    signature: bytes = field(repr=False)
    words: bytes = field(repr=False)


Record = BundleHead | MessageRecord | FileBegins | FileChunk | FileEnds | Signature


class RecordWriter:
    """Frames records into a sink, and keeps the digest that is signed."""

    def __init__(self, sink: Sink, header: bytes) -> None:
        """``header`` is what the part begins with in clear."""
        self._sink = sink
        self._digest = hashlib.sha256(header)
        self.written = 0
        """Bytes so far."""

    def put(self, kind: RecordKind, content: bytes = b"") -> None:
        """One record."""
        for piece in (kind.value + len(content).to_bytes(4, "big"), content):
            self._digest.update(piece)
            self._sink.write(piece)
            self.written += len(piece)

    def words_to_sign(self) -> bytes:
        """What the signature covers: everything so far."""
        return _SIGNED + self._digest.digest()


class _Clear:
    """Exact reads from a stream of chunks, with the digest of what was read."""

    def __init__(self, chunks: Iterator[bytes], header: bytes) -> None:
        self._chunks = chunks
        self._pending = bytearray()
        self._digest = hashlib.sha256(header)

    def take(self, size: int) -> bytes:
        while len(self._pending) < size:
            piece = next(self._chunks, None)
            if piece is None:
                raise BundleError(BundleFault.DAMAGED, "records")
            self._pending += piece
        taken = bytes(self._pending[:size])
        del self._pending[:size]
        self._digest.update(taken)
        return taken

    def words(self) -> bytes:
        return _SIGNED + self._digest.digest()

    def at_end(self) -> bool:
        while not self._pending:
            piece = next(self._chunks, None)
            if piece is None:
                return True
            self._pending += piece
        return False


def records(chunks: Iterator[bytes], header: bytes) -> Iterator[Record]:
    """The records of a part's opened body: a head first, the signature last, nothing behind it.

    The signature is handed out, not checked: only the province knows the terminal's key. Raises
    BundleError(DAMAGED) for anything else.
    """
    clear = _Clear(chunks, header)
    in_file = False
    first = True
    while True:
        words = clear.words()
        kind, content = _next(clear)
        if (kind is RecordKind.HEAD) is not first or in_file is not _inside(kind):
            raise BundleError(BundleFault.DAMAGED, "order")
        first = False
        in_file = kind in {RecordKind.DESCRIPTOR, RecordKind.CHUNK}
        yield _record(kind, content, words)
        if kind is RecordKind.SIGNATURE:
            if not clear.at_end():
                raise BundleError(BundleFault.DAMAGED, "behind the signature")
            return


def _next(clear: _Clear) -> tuple[RecordKind, bytes]:
    try:
        kind = RecordKind(clear.take(1))
    except ValueError as error:
        raise BundleError(BundleFault.DAMAGED, "kind") from error
    length = int.from_bytes(clear.take(RECORD_BYTES - 1), "big")
    if length > _LONGEST[kind]:
        raise BundleError(BundleFault.DAMAGED, "length")
    return kind, clear.take(length)


def _inside(kind: RecordKind) -> bool:
    """Whether this kind stands between a descriptor and the file's end."""
    return kind in {RecordKind.CHUNK, RecordKind.WHOLE, RecordKind.GIVEN_UP}


def _record(kind: RecordKind, content: bytes, words: bytes) -> Record:
    try:
        match kind:
            case RecordKind.HEAD:
                return BundleHead.model_validate_json(content)
            case RecordKind.MESSAGE:
                return MessageRecord(content)
            case RecordKind.DESCRIPTOR:
                return FileBegins(FileDescriptor.model_validate_json(content))
            case RecordKind.CHUNK:
                return FileChunk(content)
            case RecordKind.WHOLE | RecordKind.GIVEN_UP:
                return FileEnds(whole=kind is RecordKind.WHOLE)
            case RecordKind.SIGNATURE:
                return Signature(content, words)
            case _:
                assert_never(kind)
    except ValidationError as error:
        raise BundleError(BundleFault.DAMAGED, "members") from error
