"""A bundle as it is written, and opened again by who holds the key."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from sync.bundle.errors import BundleError
from sync.bundle.header import checked_part
from sync.bundle.opening import BundleOpener
from sync.bundle.plan import planned
from sync.bundle.records import BundleHead, FileBegins, FileChunk, FileEnds, MessageRecord
from sync.bundle.sealing import SUITE_ID
from sync.bundle.writing import BundleSender, BundleWriter
from sync.ports import SealingKey
from sync.signing import TerminalKey, unpadded_base64url
from sync.words import BundleFault, Environment, Kind
from tests.support.bundles import AMPLE, MemoryBacklog, MemoryStick, written
from tests.support.frozen_messages import OUTLET_ID, START, TERMINAL_ID, MessageChain, evidence_of, refusal_payload

PRIVATE = X25519PrivateKey.generate()
KEY = SealingKey("key-1", SUITE_ID, unpadded_base64url(PRIVATE.public_key().public_bytes_raw()))
SIGNING = TerminalKey.generate()
ISSUER = "province-1"
PHOTO = bytes(range(256)) * 3000


def backlog(count: int = 3, *, breaks_at: dict[str, int] | None = None) -> MemoryBacklog:
    chain = MessageChain()
    messages, contents = [], {}
    for number in range(1, count + 1):
        file = evidence_of(PHOTO + bytes([number]), f"photo-{number}")
        contents[file.evidence_id] = PHOTO + bytes([number])
        messages.append(chain.freeze(Kind.REFUSAL, refusal_payload(number, [file]), [file]))
    return MemoryBacklog(messages, contents, breaks_at or {})


def on_stick(waiting: MemoryBacklog, folder: Path, *, part_bytes: int = AMPLE) -> list[Path]:
    bundle, stick = written(
        waiting, KEY, SIGNING, terminal_id=TERMINAL_ID, outlet_id=OUTLET_ID, issuer=ISSUER, part_bytes=part_bytes
    )
    for part in bundle.parts:
        assert len(stick.files[part.name]) == part.size
        (folder / part.name).write_bytes(stick.files[part.name])
    return [folder / part.name for part in bundle.parts]


def opener(*, issuer: str = ISSUER, environment: Environment = Environment.TRAINING) -> BundleOpener:
    return BundleOpener(issuer, environment, lambda kid: PRIVATE if kid == KEY.kid else None)


def signer(_head: BundleHead) -> Ed25519PublicKey:
    import base64

    return Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(SIGNING.public_b64 + "="))


def fault_of(path: Path, who: BundleOpener | None = None) -> BundleFault:
    with pytest.raises(BundleError) as caught:
        (who or opener()).verified_head(path, checked_part(path), signer)
    return caught.value.fault


def test_what_comes_out_is_what_went_in(tmp_path: Path) -> None:
    waiting = backlog()
    (path,) = on_stick(waiting, tmp_path)
    part = checked_part(path)
    head = opener().verified_head(path, part, signer)
    assert (head.terminal_id, head.outlet_id, head.made_at) == (TERMINAL_ID, OUTLET_ID, START)
    bodies, files, content = [], [], bytearray()
    for record in opener().records(path, part):
        match record:
            case MessageRecord(body):
                bodies.append(body)
            case FileBegins(descriptor):
                content.clear()
                name = descriptor.evidence_id
            case FileChunk(chunk):
                content += chunk
            case FileEnds(whole):
                assert whole
                files.append((name, bytes(content)))
    assert bodies == [message.body for message in waiting.messages]
    assert dict(files) == waiting.contents


def test_in_clear_stand_only_words_about_the_province(tmp_path: Path) -> None:
    waiting = backlog()
    (path,) = on_stick(waiting, tmp_path)
    content = path.read_bytes()
    for secret in (TERMINAL_ID, OUTLET_ID, "photo-1", "refusal", "0007", waiting.messages[0].message_id):
        assert secret.encode() not in content
    header = checked_part(path).header
    assert header.bundle_id[:8] in path.name
    assert set(header.model_dump()) == {
        "format", "suite", "kid", "issuer", "environment", "bundle_id", "part", "parts",
    }  # fmt: skip


def test_two_bundles_of_the_same_have_nothing_in_common(tmp_path: Path) -> None:
    (one,) = on_stick(backlog(), tmp_path)
    (other,) = on_stick(backlog(), tmp_path)
    assert one != other
    first, second = one.read_bytes(), other.read_bytes()
    assert first[-200:] != second[-200:]
    assert checked_part(one).header.bundle_id != checked_part(other).header.bundle_id


def test_parts_say_how_many_they_are(tmp_path: Path) -> None:
    paths = on_stick(backlog(4), tmp_path, part_bytes=1_000_000)
    headers = [checked_part(path).header for path in paths]
    assert len(paths) == 4
    assert [(header.part, header.parts) for header in headers] == [(number, 4) for number in range(1, 5)]
    assert len({header.bundle_id for header in headers}) == 1
    assert all(path.name.endswith(f"-{number}of4.yqb") for number, path in enumerate(paths, 1))


@pytest.mark.parametrize("breaks_at", [0, 300_000])
def test_a_file_that_cannot_be_read_is_left_out_and_told(tmp_path: Path, breaks_at: int) -> None:
    waiting = backlog(breaks_at={"photo-2": breaks_at})
    bundle, stick = written(waiting, KEY, SIGNING, terminal_id=TERMINAL_ID, outlet_id=OUTLET_ID, issuer=ISSUER)
    assert (bundle.messages, bundle.files, bundle.left_out) == (3, 2, 1)
    path = tmp_path / bundle.parts[0].name
    path.write_bytes(stick.files[path.name])
    ends = [record.whole for record in opener().records(path, checked_part(path)) if isinstance(record, FileEnds)]
    assert ends.count(True) == 2
    assert ends.count(False) == (breaks_at > 0)


def test_a_stick_without_room_is_told_before_anything_is_written() -> None:
    waiting = backlog()
    stick = MemoryStick(free=100_000)
    with pytest.raises(BundleError) as caught:
        written(waiting, KEY, SIGNING, terminal_id=TERMINAL_ID, outlet_id=OUTLET_ID, issuer=ISSUER, stick=stick)
    assert (caught.value.fault, stick.files) == (BundleFault.NO_ROOM, {})
    assert int(caught.value.detail) >= sum(len(content) for content in waiting.contents.values())


def test_stopping_takes_the_finished_parts_away() -> None:
    waiting = backlog(4)
    stick = MemoryStick()
    sender = BundleSender(TERMINAL_ID, OUTLET_ID, ISSUER, Environment.TRAINING, SIGNING)
    told: list[tuple[int, int]] = []
    with pytest.raises(BundleError) as caught:
        BundleWriter(waiting, waiting, sender, KEY, lambda: START).write(
            planned(waiting.waiting(), 1_000_000),
            stick,
            should_stop=lambda: bool(stick.files),
            on_progress=lambda done, total: told.append((done, total)),
        )
    assert (caught.value.fault, stick.files, len(stick.removed)) == (BundleFault.STOPPED, {}, 1)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert all(0 < done <= total for done, total in told)


@pytest.mark.parametrize("key", [SealingKey("k", "another-suite", KEY.x), SealingKey("k", SUITE_ID, "short")])
def test_a_key_that_cannot_be_used_is_none(key: SealingKey) -> None:
    with pytest.raises(BundleError) as caught:
        written(backlog(), key, SIGNING, terminal_id=TERMINAL_ID, outlet_id=OUTLET_ID, issuer=ISSUER)
    assert caught.value.fault is BundleFault.NO_SEALING_KEY


def test_only_the_province_it_is_for_opens_it(tmp_path: Path) -> None:
    (path,) = on_stick(backlog(), tmp_path)
    assert fault_of(path, opener(issuer="province-2")) is BundleFault.OTHER_PROVINCE
    assert fault_of(path, opener(environment=Environment.PRODUCTION)) is BundleFault.OTHER_ENVIRONMENT
    nobody = BundleOpener(ISSUER, Environment.TRAINING, lambda _kid: None)
    assert fault_of(path, nobody) is BundleFault.UNKNOWN_KEY
    stranger = BundleOpener(ISSUER, Environment.TRAINING, lambda _kid: X25519PrivateKey.generate())
    assert fault_of(path, stranger) is BundleFault.DAMAGED
