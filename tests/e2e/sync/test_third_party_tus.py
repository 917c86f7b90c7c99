"""The upload client against a tus server that knows nothing of our contract, through a link that cuts."""

import random
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest

from sync.errors import SyncError, SyncFault
from sync.ports import OutboxEvidence
from sync.simulators.flaky_link import FlakyLink, Plan
from sync.transport.http import HttpTransport
from sync.transport.session import Timeouts
from sync.words import Environment
from tests.support.node_tus_server import tus_server
from tests.support.sync_clocks import WallClock

pytestmark = pytest.mark.slow

CHUNK = 256 * 1024
CONTENT = random.Random(3).randbytes(20_000_000)  # noqa: S311 # a picture nobody looks at
FILE = OutboxEvidence("e1", "m1", sha256(CONTENT).hexdigest(), len(CONTENT), "image/jpeg", 1)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "uploads"


@pytest.fixture
def proxy(store: Path) -> Iterator[FlakyLink]:
    with tus_server(store) as address, FlakyLink(address) as flaky:
        yield flaky


def new_client(proxy: FlakyLink) -> HttpTransport:
    """A client that remembers nothing, as after a restart."""
    return HttpTransport(
        proxy.url, None, None, environment=Environment.TRAINING, clock=WallClock(), timeouts=Timeouts(answer=5)
    )


def upload_from(client: HttpTransport, url: str, offset: int) -> int:
    while offset < len(CONTENT):
        offset = client.upload_chunk(url, offset, CONTENT[offset : offset + CHUNK])
    return offset


def stored(store: Path, url: str) -> bytes:
    return (store / url.rpartition("/")[2]).read_bytes()


def test_twenty_megabytes_arrive_over_three_cuts_each_met_by_a_new_client(proxy: FlakyLink, store: Path) -> None:
    first = new_client(proxy)
    url = first.begin_upload(FILE)
    first.close()
    proxy.plan(*[Plan(cut_up_after=7_000_000)] * 2, Plan(cut_up_after=3_000_000))
    resumed_at: list[int] = []

    offset = 0
    while offset < len(CONTENT):
        client = new_client(proxy)
        with suppress(SyncError):
            offset = client.upload_offset(url)
            resumed_at.append(offset)
            offset = upload_from(client, url, offset)
        client.close()

    assert stored(store, url) == CONTENT
    assert len(resumed_at) >= 4
    assert resumed_at == sorted(resumed_at)
    assert proxy.bytes_up < len(CONTENT) + 4 * CHUNK + 100_000


def test_a_lost_answer_to_a_chunk_is_found_out_by_asking(proxy: FlakyLink, store: Path) -> None:
    client = new_client(proxy)
    url = client.begin_upload(FILE)
    proxy.plan(Plan(cut_down_after=0))

    with pytest.raises(SyncError) as caught:
        client.upload_chunk(url, 0, CONTENT[:CHUNK])

    assert caught.value.fault is SyncFault.ANSWER_LOST
    offset = client.upload_offset(url)
    assert offset == CHUNK
    assert upload_from(client, url, offset) == len(CONTENT)
    client.close()
    assert stored(store, url) == CONTENT


def test_a_chunk_at_the_wrong_place_is_not_taken(proxy: FlakyLink, store: Path) -> None:
    client = new_client(proxy)
    url = client.begin_upload(FILE)
    client.upload_chunk(url, 0, CONTENT[:CHUNK])

    with pytest.raises(SyncError) as caught:
        client.upload_chunk(url, 0, CONTENT[:CHUNK])

    assert caught.value.fault is SyncFault.ANSWER_LOST
    assert client.upload_offset(url) == CHUNK
    client.close()
    assert stored(store, url) == CONTENT[:CHUNK]


def test_an_upload_that_never_was_is_gone(proxy: FlakyLink) -> None:
    client = new_client(proxy)

    with pytest.raises(SyncError) as caught:
        client.upload_offset("/v1/evidence/no-such-upload")

    client.close()
    assert caught.value.fault is SyncFault.UPLOAD_GONE
