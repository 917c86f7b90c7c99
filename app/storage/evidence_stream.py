"""The file format of the evidence vault: AES-256-GCM in STREAM chunks (Hoang, Reyhanitabar, Rogaway, Vizár 2015).

Layout: magic ``YQEV``, version byte, 7-byte nonce prefix, then chunks of up to 64 KiB clear text with a 16-byte tag
each. The nonce of a chunk is prefix (7) | number (4, big-endian) | last flag (1). The associated data of every chunk
binds version, evidence id and media type.

Invariants:
- One random key per file: a nonce prefix never meets the same key twice.
- A flipped bit, a cut, two swapped chunks a file under another id or a sector that cannot be read:
  StorageError(EVIDENCE_DAMAGED), and no byte of a bad chunk is ever handed out.
- Any offset can be read without the chunks before it.
"""

import io
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.storage.durable_files import error_symbol
from app.storage.errors import StorageError, StorageFault

CHUNK_BYTES: Final = 64 * 1024
TAG_BYTES: Final = 16
MAGIC: Final = b"YQEV\x01"
PREFIX_BYTES: Final = 7
HEADER_BYTES: Final = len(MAGIC) + PREFIX_BYTES


def associated_data(evidence_id: str, media_type: str) -> bytes:
    """What every chunk is bound to. A zero byte parts the two, as neither holds one."""
    return MAGIC + evidence_id.encode() + b"\0" + media_type.encode()


def sealed_size(clear_size: int) -> int:
    """How long the file of ``clear_size`` bytes is."""
    return HEADER_BYTES + clear_size + TAG_BYTES * _chunk_count(clear_size)


def write_sealed(file: BinaryIO, clear: bytes, key: bytes, bound_to: bytes) -> None:
    """Write header and chunks."""
    prefix = secrets.token_bytes(PREFIX_BYTES)
    file.write(MAGIC + prefix)
    cipher = AESGCM(key)
    count = _chunk_count(len(clear))
    view = memoryview(clear)
    for number in range(count):
        chunk = view[number * CHUNK_BYTES : (number + 1) * CHUNK_BYTES]
        file.write(cipher.encrypt(_nonce(prefix, number, last=number == count - 1), chunk, bound_to))


class ClearStream(io.RawIOBase):
    """A readable, seekable stream of clear bytes over a sealed file. Owns and closes the file.

    Raises StorageError(EVIDENCE_DAMAGED) at once when the file's length or header is wrong, else at the bad chunk.
    """

    def __init__(self, file: BinaryIO, clear_size: int, key: bytes, bound_to: bytes) -> None:
        super().__init__()
        self._file = file
        self._clear_size = clear_size
        self._cipher = AESGCM(key)
        self._bound_to = bound_to
        self._position = 0
        self._chunk_number = -1
        self._chunk = b""
        with _reading():
            length = file.seek(0, io.SEEK_END)
            file.seek(0)
            header = file.read(HEADER_BYTES)
        if length != sealed_size(clear_size):
            raise StorageError(StorageFault.EVIDENCE_DAMAGED, "length")
        if not header.startswith(MAGIC):
            raise StorageError(StorageFault.EVIDENCE_DAMAGED, "header")
        self._prefix = header[len(MAGIC) :]
        # A file without a byte has one empty chunk: it proves that nothing was cut off.
        self._load(min(self._position, max(0, clear_size - 1)) // CHUNK_BYTES)

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always; each chunk stands for itself."""
        return True

    def tell(self) -> int:
        """The position in the clear bytes."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to a position in the clear bytes."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._clear_size}[whence]
        if base + offset < 0:
            raise ValueError("negative position")
        self._position = base + offset
        return self._position

    def readinto(self, buffer: "memoryview | bytearray", /) -> int:  # type: ignore[override] # typeshed has WriteableBuffer, a private name
        """Fill ``buffer`` as far as the current chunk goes."""
        if self._position >= self._clear_size:
            return 0
        self._load(self._position // CHUNK_BYTES)
        start = self._position % CHUNK_BYTES
        part = self._chunk[start : start + len(buffer)]
        buffer[: len(part)] = part
        self._position += len(part)
        return len(part)

    def close(self) -> None:
        """Close the file too."""
        self._file.close()
        super().close()

    def _load(self, number: int) -> None:
        if number == self._chunk_number:
            return
        with _reading():
            self._file.seek(HEADER_BYTES + number * (CHUNK_BYTES + TAG_BYTES))
            sealed = self._file.read(CHUNK_BYTES + TAG_BYTES)
        last = number == _chunk_count(self._clear_size) - 1
        try:
            self._chunk = self._cipher.decrypt(_nonce(self._prefix, number, last=last), sealed, self._bound_to)
        except InvalidTag as error:
            raise StorageError(StorageFault.EVIDENCE_DAMAGED, f"chunk {number}") from error
        self._chunk_number = number


@contextmanager
def _reading() -> Iterator[None]:
    """A sector that cannot be read is damage, as a flipped bit is."""
    try:
        yield
    except OSError as error:
        raise StorageError(StorageFault.EVIDENCE_DAMAGED, error_symbol(error)) from error


def _chunk_count(clear_size: int) -> int:
    return max(1, -(-clear_size // CHUNK_BYTES))


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + (b"\x01" if last else b"\x00")
