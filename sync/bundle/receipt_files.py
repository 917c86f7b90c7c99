"""A file of receipts, for a terminal that the network does not reach: the province's signed words, one per line.

Layout: JSON lines: a head (format, province, environment, terminal), then one receipt each, then their number.

Invariants:
- Only signed receipts count: each is checked by itself with the pinned keys, whoever wrote the file.
- A file that was cut short or put together otherwise is refused whole; nothing has been applied then.
- Nothing about senders is in it: ids, digests, numbers and times.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final, Literal, TypeVar

from pydantic import BaseModel, Field, ValidationError

from sync.bundle.errors import BundleError
from sync.bundle.header import reading
from sync.bundle.sealing import Sink
from sync.contract import Answer, Identifier, StoredReceipt
from sync.errors import SyncError
from sync.ports import ReceiptVerifier, VerifiedEvidenceReceipt, VerifiedReceipt
from sync.words import BundleFault, Environment

RECEIPTS_SUFFIX: Final = ".yqr"
MOST_AT_ONCE: Final = 500
_LONGEST_LINE: Final = 64 * 1024

_Model = TypeVar("_Model", bound=BaseModel)


class _Head(Answer):
    format: Literal["yanqi-receipts-1"]
    issuer: str = Field(max_length=200)
    environment: Environment
    terminal_id: Identifier


class _End(Answer):
    receipts: int = Field(ge=0)


@dataclass(frozen=True, slots=True)
class ReceiptsFor:
    """For whom a file of receipts is."""

    issuer: str
    environment: Environment
    terminal_id: str


@dataclass(frozen=True, slots=True)
class VerifiedBatch:
    """Some of a file's receipts, each checked against the pinned keys."""

    messages: tuple[VerifiedReceipt, ...]
    files: tuple[VerifiedEvidenceReceipt, ...]


def write_receipts(sink: Sink, whose: ReceiptsFor, receipts: Iterable[StoredReceipt]) -> int:
    """Write a whole file; returns how many receipts are in it."""
    head = _Head(
        format="yanqi-receipts-1",
        issuer=whose.issuer,
        environment=whose.environment,
        terminal_id=whose.terminal_id,
    )
    sink.write(_line(head))
    count = 0
    for receipt in receipts:
        sink.write(_line(receipt))
        count += 1
    sink.write(_line(_End(receipts=count)))
    return count


def verified_receipts(path: Path, whose: ReceiptsFor, verifier: ReceiptVerifier) -> Iterator[VerifiedBatch]:
    """The file's receipts in batches of at most 500, after the whole file was read and each signature checked.

    Raises BundleError: NOT_RECEIPTS, OTHER_ENVIRONMENT, OTHER_PROVINCE, OTHER_TERMINAL, UNSIGNED_RECEIPT, UNREADABLE.
    """
    # Once through to believe it, once more to use it: a file may be long, and nothing of a bad one may be used.
    for _ in _batches(path, whose, verifier):
        pass
    yield from _batches(path, whose, verifier)


def _batches(path: Path, whose: ReceiptsFor, verifier: ReceiptVerifier) -> Iterator[VerifiedBatch]:
    receipts = _receipts(path, whose)
    while batch := list(islice(receipts, MOST_AT_ONCE)):
        try:
            yield VerifiedBatch(
                tuple(verifier.message_receipt(receipt.jws) for receipt in batch if receipt.kind == "message"),
                tuple(verifier.evidence_receipt(receipt.jws) for receipt in batch if receipt.kind == "evidence"),
            )
        except SyncError as error:
            raise BundleError(BundleFault.UNSIGNED_RECEIPT) from error


def _receipts(path: Path, whose: ReceiptsFor) -> Iterator[StoredReceipt]:
    with reading(path) as file:
        _require_ours(_parsed(file.readline(_LONGEST_LINE), _Head), whose)
        count = 0
        # One line behind, for the last one is no receipt.
        line = file.readline(_LONGEST_LINE)
        while following := file.readline(_LONGEST_LINE):
            yield _parsed(line, StoredReceipt)
            count += 1
            line = following
        if _parsed(line, _End).receipts != count:
            raise BundleError(BundleFault.NOT_RECEIPTS, "number")


def _require_ours(head: _Head, whose: ReceiptsFor) -> None:
    if head.environment is not whose.environment:
        raise BundleError(BundleFault.OTHER_ENVIRONMENT, head.environment.value)
    if head.issuer != whose.issuer:
        raise BundleError(BundleFault.OTHER_PROVINCE)
    if head.terminal_id != whose.terminal_id:
        raise BundleError(BundleFault.OTHER_TERMINAL)


def _parsed(line: bytes, model: type[_Model]) -> _Model:
    try:
        return model.model_validate_json(line)
    except ValidationError as error:
        raise BundleError(BundleFault.NOT_RECEIPTS) from error


def _line(model: BaseModel) -> bytes:
    return model.model_dump_json().encode() + b"\n"
