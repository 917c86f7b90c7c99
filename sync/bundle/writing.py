"""Writes a terminal's unsent messages and files into sealed parts.

Invariants:
- Nothing is marked: what is in a bundle waits on, and goes by the network too when there is one.
- Content streams from the store and the vault through the seal into the file; one message or chunk is in memory.
- All parts are there or none: whatever stops the writing takes the finished ones away again.
- The free room is compared with the plan before the first byte is written.
- A file that cannot be read any more is left out and counted; its message goes all the same.
"""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sync.bundle.errors import BundleError
from sync.bundle.header import BUNDLE_SUFFIX, MAX_PARTS, written_end, written_header
from sync.bundle.plan import BundlePlan, PlannedPart, UnsentFile
from sync.bundle.ports import PartFiles, Progress, Unsent, never, untold
from sync.bundle.records import CHUNK_BYTES, BundleHead, FileDescriptor, RecordKind, RecordWriter
from sync.bundle.sealing import SUITE_ID, SealedWriter, Sink, sealing_public_key
from sync.errors import SyncError, SyncFault
from sync.ports import EvidenceSource, SealingKey
from sync.signing import TerminalKey
from sync.words import BundleFault, Environment

_NAME_PREFIX: Final = "yanqi-"
_ID_BYTES: Final = 16
_NAME_DIGITS: Final = 8


@dataclass(frozen=True, slots=True)
class BundleSender:
    """Whose bundle it is, and for which province."""

    terminal_id: str
    outlet_id: str
    issuer: str
    environment: Environment
    key: TerminalKey = field(repr=False)


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """A part as it lies in the folder. ``size`` is in bytes, ``sha256`` the file's."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class WrittenBundle:
    """What was written. ``left_out`` are files that could not be read."""

    bundle_id: str
    parts: tuple[WrittenPart, ...]
    messages: int
    files: int
    left_out: int

    @property
    def size(self) -> int:
        """Of all parts, in bytes."""
        return sum(part.size for part in self.parts)


class _HashedFile:
    """Passes bytes on to a file, and keeps their digest and number."""

    def __init__(self, file: Sink) -> None:
        self._file = file
        self.digest = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes, /) -> None:
        self._file.write(data)
        self.digest.update(data)
        self.size += len(data)


@dataclass(slots=True)
class _Turn:
    """One writing of a bundle, under way."""

    plan: BundlePlan
    should_stop: Callable[[], bool]
    on_progress: Progress
    done: int = 0
    left_out: int = 0

    def step(self, size: int) -> None:
        """So many bytes more. Raises BundleError(STOPPED)."""
        if self.should_stop():
            raise BundleError(BundleFault.STOPPED)
        self.done += size
        self.on_progress(min(self.done, self.plan.clear_bytes), self.plan.clear_bytes)


class BundleWriter:
    """Writes bundles of one terminal, sealed to one key."""

    def __init__(
        self,
        unsent: Unsent,
        evidence: EvidenceSource,
        sender: BundleSender,
        key: SealingKey,
        now: Callable[[], datetime],
    ) -> None:
        """Raises BundleError(NO_SEALING_KEY) for a key of a suite that this version does not know."""
        if key.suite != SUITE_ID:
            raise BundleError(BundleFault.NO_SEALING_KEY, "suite")
        try:
            self._public = sealing_public_key(key.x)
        except ValueError as error:
            raise BundleError(BundleFault.NO_SEALING_KEY, "key") from error
        self._unsent = unsent
        self._evidence = evidence
        self._sender = sender
        self._key = key
        self._now = now

    def write(
        self,
        plan: BundlePlan,
        files: PartFiles,
        *,
        stem: str | None = None,
        should_stop: Callable[[], bool] = never,
        on_progress: Progress = untold,
    ) -> WrittenBundle:
        """Write all parts. ``stem`` begins their names; without it, a random one.

        Raises BundleError: NO_ROOM, NOT_WRITABLE, UNREADABLE, LIMIT_TOO_SMALL (too many parts), STOPPED. StorageError
        of the house's store passes.
        """
        if len(plan.parts) > MAX_PARTS:
            raise BundleError(BundleFault.LIMIT_TOO_SMALL, "parts")
        files.tidy()
        if files.room() < plan.file_bytes:
            raise BundleError(BundleFault.NO_ROOM, str(plan.file_bytes))
        bundle_id = secrets.token_hex(_ID_BYTES)
        turn = _Turn(plan, should_stop, on_progress)
        written: list[WrittenPart] = []
        names = _names(stem or _NAME_PREFIX + bundle_id[:_NAME_DIGITS], len(plan.parts))
        try:
            for number, (name, part) in enumerate(zip(names, plan.parts, strict=True), 1):
                with files.create(name) as file:
                    hashed = self._write_part(file, bundle_id, number, part, turn)
                written.append(WrittenPart(name, hashed.size, hashed.digest.hexdigest()))
        except BaseException:
            for part_written in written:
                files.remove(part_written.name)
            raise
        return WrittenBundle(bundle_id, tuple(written), plan.messages, plan.files - turn.left_out, turn.left_out)

    def _write_part(self, file: Sink, bundle_id: str, number: int, part: PlannedPart, turn: _Turn) -> _HashedFile:
        hashed = _HashedFile(file)
        header = written_header(
            kid=self._key.kid,
            issuer=self._sender.issuer,
            environment=self._sender.environment,
            bundle_id=bundle_id,
            part=number,
            parts=len(turn.plan.parts),
        )
        hashed.write(header)
        sealed = SealedWriter(hashed, self._public, header)
        records = RecordWriter(sealed, header)
        head = BundleHead(terminal_id=self._sender.terminal_id, outlet_id=self._sender.outlet_id, made_at=self._now())
        records.put(RecordKind.HEAD, head.model_dump_json().encode())
        for message, its_files in part.entries:
            self._put_message(records, message.message_id, turn)
            for its_file in its_files:
                self._put_file(records, its_file, turn)
        records.put(RecordKind.SIGNATURE, self._sender.key.signature_of(records.words_to_sign()))
        sealed.finish()
        hashed.write(written_end(hashed.digest.digest()))
        return hashed

    def _put_message(self, records: RecordWriter, message_id: str, turn: _Turn) -> None:
        body = self._unsent.body(message_id)
        # Delivered and purged since the plan was made: the province has it.
        if body is not None:
            records.put(RecordKind.MESSAGE, body)
            turn.step(len(body))

    def _put_file(self, records: RecordWriter, file: UnsentFile, turn: _Turn) -> None:
        begun = False
        try:
            with self._evidence.open(file.evidence_id, 0) as stream:
                records.put(RecordKind.DESCRIPTOR, _descriptor(file))
                begun = True
                left = file.size
                while left and (chunk := stream.read(min(left, CHUNK_BYTES))):
                    records.put(RecordKind.CHUNK, chunk)
                    left -= len(chunk)
                    turn.step(len(chunk))
        except SyncError as error:
            if error.fault is not SyncFault.EVIDENCE_UNREADABLE:
                raise
            left = file.size
        if begun:
            records.put(RecordKind.GIVEN_UP if left else RecordKind.WHOLE)
        turn.left_out += bool(left)


def _descriptor(file: UnsentFile) -> bytes:
    descriptor = FileDescriptor(
        evidence_id=file.evidence_id,
        message_id=file.message_id,
        sha256=file.sha256,
        size=file.size,
        media_type=file.media_type,
    )
    return descriptor.model_dump_json().encode()


def _names(stem: str, count: int) -> list[str]:
    if count == 1:
        return [stem + BUNDLE_SUFFIX]
    return [f"{stem}-{number}of{count}{BUNDLE_SUFFIX}" for number in range(1, count + 1)]
