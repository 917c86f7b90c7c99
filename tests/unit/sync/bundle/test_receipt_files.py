"""Receipts in a file: only what the province signed for this terminal counts, all of it or nothing."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sync.bundle.errors import BundleError
from sync.bundle.receipt_files import ReceiptsFor, VerifiedBatch, verified_receipts, write_receipts
from sync.contract import EVIDENCE_RECEIPT_TYPE, RECEIPT_TYPE, EvidenceReceiptClaims, ReceiptClaims, StoredReceipt
from sync.province.keys import ReceiptKey, load_or_make_key
from sync.receipts import PinnedKeys
from sync.words import BundleFault, Environment

NOW = datetime(2026, 3, 2, tzinfo=UTC)
US = ReceiptsFor("province-1", Environment.TRAINING, "terminal-1")
COUNT = 1203


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> ReceiptKey:
    return load_or_make_key(tmp_path_factory.mktemp("key"))


def message_receipt(key: ReceiptKey, number: int, terminal_id: str = US.terminal_id) -> StoredReceipt:
    claims = ReceiptClaims(
        iss=US.issuer,
        sub=f"m{number}",
        digest="0" * 64,
        terminal_id=terminal_id,
        sequence=number,
        received_at=NOW,
    )
    return StoredReceipt(cursor=number, kind="message", jws=key.signed(RECEIPT_TYPE, claims.model_dump_json()))


def file_receipt(key: ReceiptKey, number: int) -> StoredReceipt:
    claims = EvidenceReceiptClaims(
        iss=US.issuer,
        sub=f"f{number}",
        message_id="m1",
        sha256="0" * 64,
        size=1,
        terminal_id=US.terminal_id,
        received_at=NOW,
    )
    jws = key.signed(EVIDENCE_RECEIPT_TYPE, claims.model_dump_json())
    return StoredReceipt(cursor=number, kind="evidence", jws=jws)


def content(receipts: list[StoredReceipt], whose: ReceiptsFor = US) -> bytes:
    file = io.BytesIO()
    assert write_receipts(file, whose, receipts) == len(receipts)
    return file.getvalue()


def read(key: ReceiptKey, folder: Path, written: bytes) -> list[VerifiedBatch]:
    path = folder / "receipts.yqr"
    path.write_bytes(written)
    pinned = PinnedKeys(US.issuer, [(key.public.kid, key.public.x)], terminal_id=US.terminal_id)
    return list(verified_receipts(path, US, pinned))


def fault_of(key: ReceiptKey, folder: Path, written: bytes) -> BundleFault:
    with pytest.raises(BundleError) as caught:
        read(key, folder, written)
    return caught.value.fault


def test_a_long_file_comes_in_batches(key: ReceiptKey, tmp_path: Path) -> None:
    receipts = [message_receipt(key, number) for number in range(1, COUNT + 1)] + [file_receipt(key, COUNT + 1)]
    batches = read(key, tmp_path, content(receipts))
    assert [len(batch.messages) + len(batch.files) for batch in batches] == [500, 500, 204]
    assert [receipt.claims.sub for batch in batches for receipt in batch.messages] == [
        f"m{number}" for number in range(1, COUNT + 1)
    ]
    assert [receipt.claims.sub for batch in batches for receipt in batch.files] == [f"f{COUNT + 1}"]


def test_an_empty_file_of_receipts_is_one(key: ReceiptKey, tmp_path: Path) -> None:
    assert read(key, tmp_path, content([])) == []


@pytest.mark.parametrize(
    ("whose", "fault"),
    [
        (ReceiptsFor("province-2", US.environment, US.terminal_id), BundleFault.OTHER_PROVINCE),
        (ReceiptsFor(US.issuer, Environment.PRODUCTION, US.terminal_id), BundleFault.OTHER_ENVIRONMENT),
        (ReceiptsFor(US.issuer, US.environment, "terminal-2"), BundleFault.OTHER_TERMINAL),
    ],
)
def test_receipts_for_others_are_told_as_such(
    key: ReceiptKey, tmp_path: Path, whose: ReceiptsFor, fault: BundleFault
) -> None:
    assert fault_of(key, tmp_path, content([message_receipt(key, 1)], whose)) is fault


def test_one_unsigned_receipt_spoils_the_file(key: ReceiptKey, tmp_path: Path) -> None:
    good = [message_receipt(key, number) for number in range(1, 600)]
    other_terminals = message_receipt(key, 600, "terminal-2")
    forged = StoredReceipt(cursor=601, kind="message", jws=good[0].jws[:-4] + "AAAA")
    swapped = StoredReceipt(cursor=602, kind="evidence", jws=good[0].jws)
    for bad in (other_terminals, forged, swapped):
        assert fault_of(key, tmp_path, content([*good, bad])) is BundleFault.UNSIGNED_RECEIPT


@pytest.mark.parametrize(
    "spoil",
    [
        lambda whole: whole[: len(whole) // 2],
        lambda whole: b"".join(whole.splitlines(keepends=True)[:-1]),
        lambda whole: b"".join([*whole.splitlines(keepends=True)[:2], whole.splitlines(keepends=True)[-1]]),
        lambda whole: whole + b"{}\n",
        lambda _whole: b"",
        lambda _whole: b"\xff\xd8\xff" * 100_000,
    ],
    ids=["cut", "no end", "one left out", "one more", "empty", "a picture"],
)
def test_a_file_that_is_not_whole_is_refused_whole(
    key: ReceiptKey, tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    written = content([message_receipt(key, number) for number in range(1, 4)])
    assert fault_of(key, tmp_path, spoil(written)) is BundleFault.NOT_RECEIPTS


def test_a_file_that_is_gone_cannot_be_read(key: ReceiptKey, tmp_path: Path) -> None:
    pinned = PinnedKeys(US.issuer, [(key.public.kid, key.public.x)], terminal_id=US.terminal_id)
    with pytest.raises(BundleError) as caught:
        list(verified_receipts(tmp_path / "none", US, pinned))
    assert caught.value.fault is BundleFault.UNREADABLE
