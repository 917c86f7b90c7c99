"""A second, foreign tus client (tuspy) against the province: the upload is standard tus, not our own dialect."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError, TusUploadFailed
from tusclient.uploader.uploader import Uploader

from sync.contract import EvidenceReference
from sync.province.serve import EmbeddedProvince
from sync.province.settings import ProvinceSettings
from tests.support.frozen_messages import FrozenMessage, evidence_of
from tests.support.province import SignedClient, evidence_metadata
from tests.support.signing_gateway import SigningGateway

PHOTO = bytes(range(251)) * 1000
CHUNK = 64 * 1024


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SignedClient]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")  # tuspy reads the environment
    with (
        EmbeddedProvince(ProvinceSettings.in_folder(tmp_path)) as province,
        SignedClient.enrolled(province.url, province.issue_code()) as terminal,
    ):
        yield terminal


@pytest.fixture
def gateway(client: SignedClient) -> Iterator[SigningGateway]:
    with SigningGateway(client) as running:
        yield running


def named(client: SignedClient) -> tuple[FrozenMessage, EvidenceReference]:
    file = evidence_of(PHOTO, "photo-1")
    return client.delivered(evidence=[file]), file


def uploader(gateway: SigningGateway, metadata: dict[str, str], url: str | None = None) -> Uploader:
    return TusClient(f"{gateway.url}/v1/evidence").uploader(
        file_stream=io.BytesIO(PHOTO), url=url, chunk_size=CHUNK, metadata=metadata, upload_checksum=False
    )


def evidence_sizes(client: SignedClient) -> list[int]:
    receipts = [receipt.jws for receipt in client.receipts().receipts if receipt.kind == "evidence"]
    return [client.pinned.evidence_receipt(jws).claims.size for jws in receipts]


def test_it_uploads_a_file_with_metadata_of_its_own(client: SignedClient, gateway: SigningGateway) -> None:
    message, file = named(client)
    uploader(gateway, evidence_metadata(message, file) | {"filename": "a.jpg"}).upload()
    assert evidence_sizes(client) == [len(PHOTO)]
    assert gateway.requests_seen == ["POST"] + ["PATCH"] * 4


def test_it_uploads_with_the_checksum_of_its_choice(client: SignedClient, gateway: SigningGateway) -> None:
    message, file = named(client)
    upload = TusClient(f"{gateway.url}/v1/evidence").uploader(
        file_stream=io.BytesIO(PHOTO), chunk_size=CHUNK, metadata=evidence_metadata(message, file), upload_checksum=True
    )
    upload.upload()  # sha1, the one that tus demands
    assert evidence_sizes(client) == [len(PHOTO)]


def test_another_uploader_resumes_what_the_first_left(client: SignedClient, gateway: SigningGateway) -> None:
    message, file = named(client)
    metadata = evidence_metadata(message, file)
    first = uploader(gateway, metadata)
    first.upload(stop_at=CHUNK)
    assert first.offset == CHUNK
    second = uploader(gateway, metadata, url=first.url)
    assert second.offset == CHUNK
    second.upload()
    assert evidence_sizes(client) == [len(PHOTO)]


def test_it_learns_that_a_file_has_arrived_already(client: SignedClient, gateway: SigningGateway) -> None:
    message, file = named(client)
    metadata = evidence_metadata(message, file)
    uploader(gateway, metadata).upload()
    again = uploader(gateway, metadata)
    again.set_url(again.create_url())
    assert again.get_offset() == len(PHOTO)


def test_an_unknown_file_is_refused(client: SignedClient, gateway: SigningGateway) -> None:
    message, file = named(client)
    with pytest.raises(TusCommunicationError) as caught:
        uploader(gateway, evidence_metadata(message, file) | {"evidence_id": "other"}).upload()
    assert caught.value.status_code == 409


def test_a_second_uploader_in_between_is_told_so(client: SignedClient, gateway: SigningGateway) -> None:
    message, file = named(client)
    metadata = evidence_metadata(message, file)
    first = uploader(gateway, metadata)
    first.upload(stop_at=CHUNK)
    uploader(gateway, metadata, url=first.url).upload(stop_at=2 * CHUNK)
    with pytest.raises(TusUploadFailed) as caught:
        first.upload()
    assert caught.value.status_code == 409
