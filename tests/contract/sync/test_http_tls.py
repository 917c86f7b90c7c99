"""TLS: whom the transport believes, and what a broken handshake means."""

import json
import socket
import ssl
import warnings
from pathlib import Path

import pytest

from sync.errors import SyncError, SyncFault
from sync.signing import TerminalKey
from sync.simulators.flaky_link import PORTAL_PAGE, RESET_ON_CLOSE
from sync.transport.http import HttpTransport
from sync.transport.session import Timeouts
from sync.words import Environment
from tests.support.strangers import Stranger, answer, read_request
from tests.support.sync_clocks import WallClock
from tests.support.tls_house import TlsHouse

QUICK = Timeouts(connect=0.5, answer=1.0)
GOOD_BATCH = json.dumps({"results": [], "server_time": "2026-03-02T01:00:00Z"}).encode()


@pytest.fixture(scope="module")
def tls_house(tmp_path_factory: pytest.TempPathFactory) -> TlsHouse:
    return TlsHouse(tmp_path_factory.mktemp("tls"))


def answer_well(connection: socket.socket) -> None:
    read_request(connection)
    connection.sendall(answer(200, GOOD_BATCH))


def client_of(url: str, authority: Path) -> HttpTransport:
    return HttpTransport(
        url,
        "terminal-1",
        TerminalKey.generate(),
        environment=Environment.PRODUCTION,
        clock=WallClock(),
        timeouts=QUICK,
        authority=authority,
    )


def send_to(stranger: Stranger, authority: Path) -> SyncFault | None:
    """What came of sending one batch."""
    client = client_of(stranger.url.replace("http:", "https:"), authority)
    try:
        client.send([b"{}"])
    except SyncError as error:
        return error.fault
    finally:
        client.close()
    return None


def test_a_certificate_of_a_stranger_is_refused(tls_house: TlsHouse) -> None:
    with Stranger(answer_well, tls_house.server()).running() as stranger:
        assert send_to(stranger, tls_house.other_authority) is SyncFault.TLS_REFUSED


def test_the_pinned_authority_is_believed(tls_house: TlsHouse) -> None:
    with Stranger(answer_well, tls_house.server()).running() as stranger:
        assert send_to(stranger, tls_house.authority) is None


def test_old_tls_is_refused(tls_house: TlsHouse) -> None:
    old = tls_house.server()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
    old.set_ciphers("ALL:@SECLEVEL=0")

    with Stranger(answer_well, old).running() as stranger:
        assert send_to(stranger, tls_house.authority) is SyncFault.TLS_REFUSED


def test_a_certificate_for_another_name_is_refused(tls_house: TlsHouse) -> None:
    with Stranger(answer_well, tls_house.server("10.9.8.7")).running() as stranger:
        assert send_to(stranger, tls_house.authority) is SyncFault.TLS_REFUSED


def test_somebody_without_tls_is_refused(tls_house: TlsHouse) -> None:
    with Stranger(lambda connection: connection.sendall(PORTAL_PAGE)).running() as stranger:
        assert send_to(stranger, tls_house.authority) is SyncFault.TLS_REFUSED


def test_a_reset_during_the_handshake_proves_that_nothing_went_out(tls_house: TlsHouse) -> None:
    def close_in_the_handshake(connection: socket.socket) -> None:
        connection.recv(16)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)

    with Stranger(close_in_the_handshake).running() as stranger:
        assert send_to(stranger, tls_house.authority) in {SyncFault.UNREACHABLE, SyncFault.TLS_REFUSED}


def test_silence_in_the_handshake_proves_that_nothing_went_out(tls_house: TlsHouse) -> None:
    def stay_silent(connection: socket.socket) -> None:
        del connection
        stranger.done.wait(5)

    stranger = Stranger(stay_silent)
    with stranger.running():
        assert send_to(stranger, tls_house.authority) is SyncFault.UNREACHABLE


def test_a_cut_after_the_request_leaves_the_answer_unknown(tls_house: TlsHouse) -> None:
    def read_and_close(connection: socket.socket) -> None:
        read_request(connection)

    with Stranger(read_and_close, tls_house.server()).running() as stranger:
        assert send_to(stranger, tls_house.authority) is SyncFault.ANSWER_LOST


def test_an_authority_that_cannot_be_read_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        client_of("https://127.0.0.1:1", tmp_path / "missing.pem")
