"""The memory province and the HTTP transport keep the same contract."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.province.serve import EmbeddedProvince
from tests.contract.sync.transport_suite import Line, TransportContract
from tests.support.enrolled import enrolled
from tests.support.frozen_messages import MessageChain
from tests.support.memory_province import MemoryProvince
from tests.support.real_province import province_in


class TestMemoryProvince(TransportContract):
    @pytest.fixture
    def line(self) -> Line:
        province = MemoryProvince()
        return Line(province, province.seal.pinned(), MessageChain())


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedProvince]:
    with province_in(tmp_path_factory.mktemp("province")) as embedded:
        yield embedded


class TestHttpTransport(TransportContract):
    @pytest.fixture
    def line(self, province: EmbeddedProvince) -> Iterator[Line]:
        terminal = enrolled(province.url, province.issue_code())
        transport = terminal.transport(province.url)
        yield Line(transport, terminal.verifier, terminal.chain())
        transport.close()

    def test_the_clock_offset_is_small_on_one_pc(self, line: Line) -> None:
        line.transport.receipts_after(0)

        assert line.transport.clock_offset_ms is not None
        assert abs(line.transport.clock_offset_ms) < 2000


def test_data_folders_are_all_a_province_needs(tmp_path: Path) -> None:
    with province_in(tmp_path) as first:
        terminal = enrolled(first.url, first.issue_code())
        chain = terminal.chain()
        with_first = terminal.transport(first.url)
        line = Line(with_first, terminal.verifier, chain)
        message = line.freeze()
        line.send(message)
        with_first.close()

    with province_in(tmp_path) as second:
        with_second = terminal.transport(second.url)
        page = with_second.receipts_after(0)
        with_second.close()

    (receipt,) = page.receipts
    assert terminal.verifier.message_receipt(receipt.jws).claims.digest == message.digest
