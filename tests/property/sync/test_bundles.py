"""Sealed parts under every accident: what opens is what was written, and what was touched does not open."""

import base64
import hashlib
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.bundle.errors import BundleError
from sync.bundle.header import END_BYTES, checked_part, written_end
from sync.bundle.opening import BundleOpener
from sync.bundle.records import BundleHead, MessageRecord, records
from sync.bundle.sealing import SUITE_ID
from sync.ports import SealingKey
from sync.signing import TerminalKey, unpadded_base64url
from sync.words import BundleFault, Environment, Kind
from tests.support.bundles import MemoryBacklog, written
from tests.support.frozen_messages import OUTLET_ID, TERMINAL_ID, MessageChain, evidence_of, refusal_payload

PRIVATE = X25519PrivateKey.generate()
KEY = SealingKey("key-1", SUITE_ID, unpadded_base64url(PRIVATE.public_key().public_bytes_raw()))
SIGNING = TerminalKey.generate()
OPENER = BundleOpener("province-1", Environment.TRAINING, lambda kid: PRIVATE if kid == KEY.kid else None)


def signer(_head: BundleHead) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(SIGNING.public_b64 + "="))


@pytest.fixture(scope="module")
def part(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """Where a part may be put down, and one as it was written: several chunks of the seal long."""
    chain = MessageChain()
    photo = bytes(range(251)) * 900
    file = evidence_of(photo, "photo-1")
    first = chain.freeze(Kind.REFUSAL, refusal_payload(1, [file]), [file])
    waiting = MemoryBacklog([first, chain.freeze(Kind.REFUSAL, refusal_payload(2))], {"photo-1": photo})
    bundle, stick = written(waiting, KEY, SIGNING, terminal_id=TERMINAL_ID, outlet_id=OUTLET_ID, issuer="province-1")
    return tmp_path_factory.mktemp("stick") / "part.yqb", stick.files[bundle.parts[0].name]


def with_true_end(content: bytes) -> bytes:
    """As somebody would write it who wants the change to pass the clear check."""
    return content + written_end(hashlib.sha256(content).digest())


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 10**9), flip=st.integers(1, 255))
def test_no_changed_byte_passes_the_province(part: tuple[Path, bytes], place: int, flip: int) -> None:
    path, content = part
    inner = bytearray(content[:-END_BYTES])
    inner[place % len(inner)] ^= flip
    path.write_bytes(with_true_end(bytes(inner)))
    with pytest.raises(BundleError):
        OPENER.verified_head(path, checked_part(path), signer)


@settings(max_examples=40)
@given(kept=st.integers(0, 10**9))
def test_no_shorter_part_passes_the_province(part: tuple[Path, bytes], kept: int) -> None:
    path, content = part
    path.write_bytes(with_true_end(content[: kept % (len(content) - END_BYTES)]))
    with pytest.raises(BundleError):
        OPENER.verified_head(path, checked_part(path), signer)


@settings(max_examples=40)
@given(more=st.binary(min_size=1, max_size=70_000))
def test_nothing_can_be_put_behind_it(part: tuple[Path, bytes], more: bytes) -> None:
    path, content = part
    path.write_bytes(with_true_end(content[:-END_BYTES] + more))
    with pytest.raises(BundleError):
        OPENER.verified_head(path, checked_part(path), signer)


@given(st.lists(st.binary(max_size=200), max_size=8))
def test_whatever_stands_inside_a_strangers_seal_is_refused_in_one_way(chunks: list[bytes]) -> None:
    with pytest.raises(BundleError) as caught:
        list(records(iter(chunks), b""))
    assert caught.value.fault is BundleFault.DAMAGED


@settings(max_examples=25)
@given(sizes=st.lists(st.integers(1, 200_000), min_size=1, max_size=4))
def test_what_is_opened_is_what_was_sealed(part: tuple[Path, bytes], sizes: list[int]) -> None:
    path, _ = part
    chain = MessageChain()
    messages, contents = [], {}
    for number, size in enumerate(sizes):
        file = evidence_of(bytes([number]) * size, f"photo-{number}")
        contents[file.evidence_id] = bytes([number]) * size
        messages.append(chain.freeze(Kind.REFUSAL, refusal_payload(number, [file]), [file]))
    bundle, stick = written(
        MemoryBacklog(messages, contents),
        KEY,
        SIGNING,
        terminal_id=TERMINAL_ID,
        outlet_id=OUTLET_ID,
        issuer="province-1",
        part_bytes=300_000,
    )
    bodies = set()
    for written_part in bundle.parts:
        path.write_bytes(stick.files[written_part.name])
        found = checked_part(path)
        OPENER.verified_head(path, found, signer)
        bodies |= {record.body for record in OPENER.records(path, found) if isinstance(record, MessageRecord)}
    assert bodies == {message.body for message in messages}
