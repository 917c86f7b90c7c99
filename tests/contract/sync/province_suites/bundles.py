"""Sealed bundles at the province: brought by anybody, opened by it alone, taken once."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from sync.bundle.carrying import BundleCarrier, CarriedPart
from sync.bundle.errors import BundleError
from sync.bundle.keys import SealingKeyVerifier, sealing_key_of
from sync.contract import BundleState, SealingKeyAnswer
from sync.errors import SyncError, SyncFault
from sync.ports import SealingKey
from sync.province.bundle_intake import StoppedError
from sync.province.province import Province
from sync.province.serve import EmbeddedProvince
from sync.province.settings import ProvinceSettings
from sync.signing import TerminalKey, unpadded_base64url
from sync.transport.http import HttpTransport
from sync.words import BundleFault, Environment, Outcome, ProblemCode
from tests.contract.sync.province_suites.base import ProvinceSuite
from tests.support.bundles import MemoryBacklog, written
from tests.support.frozen_messages import FrozenMessage, evidence_of
from tests.support.province import TUS, SignedClient, altered, metadata_header, unsigned
from tests.support.sticks import patience
from tests.support.sync_clocks import HandClock, WallClock

PHOTO = bytes(range(256)) * 2000


def transport_of(client: SignedClient) -> HttpTransport:
    return HttpTransport(
        client.url, client.identity.terminal_id, client.key, environment=Environment.TRAINING, clock=WallClock()
    )


def key_of(client: SignedClient) -> SealingKey:
    assert client.identity.sealing_key is not None
    return sealing_key_of(client.identity.sealing_key)


def sealed(
    sender: SignedClient,
    folder: Path,
    backlog: MemoryBacklog,
    *,
    key: SealingKey | None = None,
    signing: TerminalKey | None = None,
    issuer: str | None = None,
    environment: Environment = Environment.TRAINING,
) -> Path:
    """One part, as a file."""
    bundle, stick = written(
        backlog,
        key or key_of(sender),
        signing or sender.key,
        terminal_id=sender.identity.terminal_id,
        outlet_id=sender.identity.outlet_id,
        issuer=issuer or sender.identity.issuer,
        environment=environment,
    )
    (part,) = bundle.parts
    path = folder / part.name
    path.write_bytes(stick.files[part.name])
    return path


def with_photo(sender: SignedClient) -> tuple[FrozenMessage, MemoryBacklog]:
    file = evidence_of(PHOTO, f"photo-{sender.chain.sequence + 1}")
    message = sender.freeze(evidence=[file])
    return message, MemoryBacklog([message], {file.evidence_id: PHOTO})


def carry(carrier: SignedClient, path: Path, *, issuer: str | None = None) -> CarriedPart:
    transport = transport_of(carrier)
    try:
        bundles = BundleCarrier(
            transport.bundles, issuer=issuer or carrier.identity.issuer, environment=Environment.TRAINING
        )
        return bundles.carry(path, pause=patience())
    finally:
        transport.close()


def stopping_after(count: int) -> Callable[[], bool]:
    """Nobody stops it so many times."""
    left = iter(range(count))
    return lambda: next(left, None) is None


def refused(carrier: SignedClient, path: Path) -> BundleFault | None:
    """The province's own word: what the carrier sees without a key has been passed."""
    done = carry(carrier, path)
    assert done.status.state is BundleState.REFUSED
    return done.fault


class BundleSuite(ProvinceSuite):
    def test_the_sealing_key_is_signed_by_a_pinned_key(self, client: SignedClient) -> None:
        reply = client.call("GET", "/v1/sealing-key")
        pinned = [(key.kid, key.x) for key in client.identity.receipt_keys]
        verifier = SealingKeyVerifier(client.identity.issuer, Environment.TRAINING, pinned)
        assert verifier.verified(SealingKeyAnswer.model_validate_json(reply.response.content).jws) == key_of(client)

    def test_nothing_of_it_is_for_strangers(self, province: EmbeddedProvince) -> None:
        for method, path in (("GET", "/v1/sealing-key"), ("POST", "/v1/bundles"), ("GET", "/v1/bundles/x")):
            reply = unsigned(method, f"{province.url}{path}", headers=dict(TUS))
            assert (reply.status, reply.problem.code) == (401, ProblemCode.SIGNATURE_MISSING)

    def test_the_server_says_what_it_can_do(self, province: EmbeddedProvince) -> None:
        reply = unsigned("OPTIONS", f"{province.url}/v1/bundles")
        assert (reply.status, reply.headers["Tus-Max-Size"]) == (204, str(2**32 - 1))

    def test_another_terminal_brings_it_and_takes_its_receipts_back(
        self, client: SignedClient, stranger: SignedClient, tmp_path: Path
    ) -> None:
        message, backlog = with_photo(client)
        done = carry(stranger, sealed(client, tmp_path, backlog))
        assert (done.status.state, done.status.terminal_id) == (BundleState.TAKEN, client.identity.terminal_id)
        assert (done.status.counts.received, done.status.counts.files) == (1, 1)
        transport = transport_of(stranger)
        receipts = list(BundleCarrier(transport.bundles, issuer="", environment=Environment.TRAINING).receipts(done))
        transport.close()
        assert [receipt.kind for receipt in receipts] == ["message", "evidence"]
        assert client.pinned.message_receipt(receipts[0].jws).claims.digest == message.digest
        assert client.pinned.evidence_receipt(receipts[1].jws).claims.sha256 == sha256(PHOTO).hexdigest()
        assert stranger.receipts().receipts == []
        (again,) = client.send(message)
        assert (again.outcome, again.receipt) == (Outcome.DUPLICATE, receipts[0].jws)

    def test_an_upload_that_was_cut_goes_on_where_it_stood(
        self, client: SignedClient, stranger: SignedClient, tmp_path: Path
    ) -> None:
        path = sealed(client, tmp_path, with_photo(client)[1])
        content = path.read_bytes()
        headers = TUS | {
            "Upload-Length": str(len(content)),
            "Upload-Metadata": metadata_header({"sha256": sha256(content).hexdigest()}),
        }
        location = stranger.call("POST", "/v1/bundles", headers=headers).headers["Location"]
        half = len(content) // 2
        assert stranger.upload_chunk(location, 0, content[:half]).status == 204

        again = stranger.call("POST", "/v1/bundles", headers=headers)
        assert (again.headers["Location"], again.headers["Upload-Offset"]) == (location, str(half))
        assert client.call("POST", "/v1/bundles", headers=headers).headers["Location"] != location
        assert client.upload_offset(location).status == 404, "another terminal's"
        assert stranger.upload_chunk(location, 0, content[:half]).problem.code == ProblemCode.CONFLICT
        assert stranger.upload_chunk(location, half, content[half:] + b"x").status == 413
        assert carry(stranger, path).status.state is BundleState.TAKEN
        assert stranger.end_upload(location).status == 409

    def test_a_province_that_takes_no_bundles_is_said_to_be_an_older_one(
        self, client: SignedClient, tmp_path: Path
    ) -> None:
        path = sealed(client, tmp_path, with_photo(client)[1])
        older = client.at(f"{client.url}/older")
        with pytest.raises(SyncError) as caught:
            carry(older, path)
        assert caught.value.fault is SyncFault.INCOMPATIBLE
        transport = transport_of(older)
        with pytest.raises(SyncError) as caught:
            transport.sealing_key()
        assert caught.value.fault is SyncFault.INCOMPATIBLE
        transport.close()

    def test_an_upload_may_be_given_up(self, stranger: SignedClient) -> None:
        headers = TUS | {"Upload-Length": "10", "Upload-Metadata": metadata_header({"sha256": "0" * 64})}
        location = stranger.call("POST", "/v1/bundles", headers=headers).headers["Location"]
        assert stranger.end_upload(location).status == 204
        assert stranger.upload_offset(location).status == 404

    @pytest.mark.parametrize(
        ("length", "metadata", "status"),
        [
            (str(2**32), metadata_header({"sha256": "0" * 64}), 413),
            ("0", metadata_header({"sha256": "0" * 64}), 413),
            ("10", metadata_header({"sha256": "0" * 63}), 400),
            ("10", metadata_header({"name": "x"}), 400),
        ],
    )
    def test_what_cannot_be_a_part_is_refused(
        self, stranger: SignedClient, length: str, metadata: str, status: int
    ) -> None:
        reply = stranger.call(
            "POST", "/v1/bundles", headers=TUS | {"Upload-Length": length, "Upload-Metadata": metadata}
        )
        assert reply.status == status

    def test_a_part_is_taken_once(self, client: SignedClient, stranger: SignedClient, tmp_path: Path) -> None:
        path = sealed(client, tmp_path, with_photo(client)[1])
        assert carry(stranger, path).status.state is BundleState.TAKEN
        assert carry(stranger, path).status.state is BundleState.TAKEN, "whoever is not sure may ask again"
        receipts = client.receipts()
        assert refused(client, path) is BundleFault.KNOWN
        assert client.receipts() == receipts

    def test_a_new_bundle_of_the_same_messages_has_duplicates_only(
        self, client: SignedClient, stranger: SignedClient, tmp_path: Path
    ) -> None:
        _, backlog = with_photo(client)
        carry(stranger, sealed(client, tmp_path, backlog))
        receipts = client.receipts()
        counts = carry(stranger, sealed(client, tmp_path, backlog)).status.counts
        assert (counts.received, counts.duplicates, counts.files, counts.files_refused) == (0, 1, 1, 0)
        assert client.receipts() == receipts

    def test_one_bad_message_holds_back_no_other(
        self, client: SignedClient, stranger: SignedClient, tmp_path: Path
    ) -> None:
        good, bad = client.freeze(), altered(client.freeze(), {"kind": "gossip"})
        broken = replace(client.freeze(), body=b"no json")
        counts = carry(stranger, sealed(client, tmp_path, MemoryBacklog([bad, broken, good]))).status.counts
        assert (counts.received, counts.rejected) == (1, 2)
        assert [result.outcome for result in client.send(good)] == [Outcome.DUPLICATE]

    def test_a_file_that_is_not_what_its_message_said_is_refused_alone(
        self, client: SignedClient, stranger: SignedClient, tmp_path: Path
    ) -> None:
        message, backlog = with_photo(client)
        (name,) = backlog.contents
        other = MemoryBacklog([message], {name: PHOTO[::-1]})
        counts = carry(stranger, sealed(client, tmp_path, other)).status.counts
        assert (counts.received, counts.files, counts.files_refused) == (1, 0, 1)
        counts = carry(stranger, sealed(client, tmp_path, backlog)).status.counts
        assert (counts.duplicates, counts.files) == (1, 1)

    def test_a_file_half_way_by_the_network_comes_whole_by_the_stick(
        self, client: SignedClient, stranger: SignedClient, tmp_path: Path
    ) -> None:
        message, backlog = with_photo(client)
        client.send(message)
        location = client.begin_upload(message, message.evidence[0]).headers["Location"]
        assert client.upload_chunk(location, 0, PHOTO[:1000]).status == 204
        counts = carry(stranger, sealed(client, tmp_path, backlog)).status.counts
        assert (counts.duplicates, counts.files) == (1, 1)
        assert client.upload_offset(location).status == 404, "begun for nothing"
        finished = client.begin_upload(message, message.evidence[0])
        assert finished.headers["Upload-Offset"] == str(len(PHOTO))

    def test_another_terminals_signature_does_not_count(
        self, client: SignedClient, stranger: SignedClient, tmp_path: Path
    ) -> None:
        message, backlog = with_photo(client)
        path = sealed(client, tmp_path, backlog, signing=stranger.key)
        assert refused(stranger, path) is BundleFault.BAD_SIGNATURE
        assert [result.outcome for result in client.send(message)] == [Outcome.RECEIVED], "nothing was taken"

    def test_messages_of_another_terminal_are_rejected_as_on_the_network(
        self, client: SignedClient, stranger: SignedClient, tmp_path: Path
    ) -> None:
        counts = carry(client, sealed(client, tmp_path, MemoryBacklog([stranger.freeze()]))).status.counts
        assert (counts.received, counts.rejected) == (0, 1)

    def test_a_revoked_terminals_part_is_refused(
        self, province: EmbeddedProvince, client: SignedClient, stranger: SignedClient, tmp_path: Path
    ) -> None:
        path = sealed(client, tmp_path, with_photo(client)[1])
        province.revoke(client.identity.terminal_id)
        assert refused(stranger, path) is BundleFault.TERMINAL_REVOKED

    def test_a_part_sealed_to_another_key_is_refused(
        self, client: SignedClient, stranger: SignedClient, tmp_path: Path
    ) -> None:
        raw = X25519PrivateKey.generate().public_key().public_bytes_raw()
        foreign = replace(key_of(client), kid="another", x=unpadded_base64url(raw))
        assert (
            refused(stranger, sealed(client, tmp_path, with_photo(client)[1], key=foreign)) is BundleFault.UNKNOWN_KEY
        )
        false = replace(foreign, kid=key_of(client).kid)
        assert refused(stranger, sealed(client, tmp_path, with_photo(client)[1], key=false)) is BundleFault.DAMAGED

    def test_a_bundle_for_another_province_stays_on_the_stick(
        self, client: SignedClient, stranger: SignedClient, tmp_path: Path
    ) -> None:
        elsewhere = sealed(client, tmp_path, with_photo(client)[1], issuer="another-province")
        real = sealed(client, tmp_path, with_photo(client)[1], environment=Environment.PRODUCTION)
        for path, fault in ((elsewhere, BundleFault.OTHER_PROVINCE), (real, BundleFault.OTHER_ENVIRONMENT)):
            with pytest.raises(BundleError) as caught:
                carry(stranger, path)
            assert caught.value.fault is fault
        assert carry(stranger, elsewhere, issuer="another-province").fault is BundleFault.OTHER_PROVINCE

    def test_what_arrived_whole_is_taken_in_after_a_restart(
        self, fresh_settings: ProvinceSettings, tmp_path: Path
    ) -> None:
        with EmbeddedProvince(fresh_settings) as running:
            client = SignedClient.enrolled(running.url, running.issue_code())
            message, backlog = with_photo(client)
            content = sealed(client, tmp_path, backlog).read_bytes()
            client.close()
        with closing(Province.open(fresh_settings)) as province:
            terminal = province.terminals.known(client.identity.terminal_id)
            province.bundles.close()  # before it has begun to take in what arrives
            upload_id = province.bundles.create(terminal, len(content), sha256(content).hexdigest()).upload_id
            assert province.bundles.append(terminal, upload_id, 0, content, None) == len(content)
            assert province.bundles.status(terminal, upload_id).state is BundleState.ARRIVED
        with closing(Province.open(fresh_settings)) as province:
            pause = patience()
            while province.bundles.status(terminal, upload_id).state is BundleState.ARRIVED and pause():
                pass
            assert province.bundles.status(terminal, upload_id).counts.received == 1
        assert list((fresh_settings.data_dir / "bundles").iterdir()) == []
        with EmbeddedProvince(fresh_settings) as running, client.at(running.url) as again:
            assert [result.outcome for result in again.send(message)] == [Outcome.DUPLICATE]

    def test_stopped_at_any_record_it_is_taken_anew_and_nothing_doubles(
        self, fresh_settings: ProvinceSettings, tmp_path: Path
    ) -> None:
        with EmbeddedProvince(fresh_settings) as running:
            client = SignedClient.enrolled(running.url, running.issue_code())
            client.close()
        messages, contents = [], {}
        for number in range(3):
            file = evidence_of(PHOTO[number:], f"photo-{number}")
            contents[file.evidence_id] = PHOTO[number:]
            messages.append(client.freeze(evidence=[file]))
        path = sealed(client, tmp_path, MemoryBacklog(messages, contents))
        with closing(Province.open(fresh_settings)) as province:
            stops = 0
            taken = None
            while taken is None:
                try:
                    taken = province.intake.take(path, stopping_after(stops))
                except StoppedError:
                    stops += 1
            assert stops > 20
            counts = taken.counts
            assert (counts.received + counts.duplicates, counts.rejected) == (3, 0)
            assert (counts.files, counts.files_refused) == (3, 0)
            assert province.chain_report(client.identity.terminal_id).whole
            receipts = province.book.page(client.identity.terminal_id, 0, 100).receipts
            assert [receipt.kind for receipt in receipts].count("message") == 3
            assert [receipt.kind for receipt in receipts].count("evidence") == 3

    def test_an_upload_that_nobody_went_on_with_is_forgotten(self, fresh_settings: ProvinceSettings) -> None:
        clock = HandClock(datetime.now(UTC))
        settings = replace(fresh_settings, now=clock.now)
        with EmbeddedProvince(settings) as running:
            client = SignedClient.enrolled(running.url, running.issue_code())
            client.close()
        uploads: list[str] = []
        for age in (timedelta(days=29), timedelta(days=2)):
            with closing(Province.open(settings)) as province:
                terminal = province.terminals.known(client.identity.terminal_id)
                held = [path.stem for path in (settings.data_dir / "bundles").iterdir()]
                assert held == uploads
                uploads = [*held, province.bundles.create(terminal, 10, f"{len(held)}" * 64).upload_id]
            clock.advance(age)
        with closing(Province.open(settings)):
            assert [path.stem for path in (settings.data_dir / "bundles").iterdir()] == uploads[1:]
