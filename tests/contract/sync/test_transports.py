"""The memory province and the HTTP transport keep the same contract."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.changes import ChangeKeys
from sync.contract import MAX_RECEIPT_PAGE
from sync.policy_packs import PackKeys
from sync.province.serve import EmbeddedProvince
from sync.transport.http import HttpTransport
from tests.contract.sync.transport_suite import Line, TransportContract
from tests.support.enrolled import EnrolledTerminal, enrolled
from tests.support.frozen_messages import OUTLET_ID, MessageChain
from tests.support.memory_province import ISSUER, MemoryProvince
from tests.support.real_province import province_in


class TestMemoryProvince(TransportContract):
    @pytest.fixture
    def line(self) -> Line:
        province = MemoryProvince()
        province.told = []
        keys = province.seal.keys
        return Line(
            province,
            province.seal.pinned(),
            MessageChain(),
            PackKeys(ISSUER, keys),
            ChangeKeys(ISSUER, keys, outlet_id=OUTLET_ID),
            province.publish,
            province.tell,
        )


@pytest.fixture
def province(tmp_path: Path) -> Iterator[EmbeddedProvince]:
    with province_in(tmp_path) as embedded:
        yield embedded


class TestHttpTransport(TransportContract):
    @pytest.fixture
    def line(self, province: EmbeddedProvince) -> Iterator[Line]:
        terminal = enrolled(province.url, province.issue_code())
        transport = terminal.transport(province.url)
        yield line_of(terminal, transport, province)
        transport.close()

    def test_the_clock_offset_is_small_on_one_pc(self, line: Line) -> None:
        line.transport.receipts_after(0, MAX_RECEIPT_PAGE)

        assert line.transport.clock_offset_ms is not None
        assert abs(line.transport.clock_offset_ms) < 2000


def line_of(terminal: EnrolledTerminal, transport: HttpTransport, province: EmbeddedProvince) -> Line:
    enrolment = terminal.enrolment
    outlet = enrolment.outlet_id
    return Line(
        transport,
        terminal.verifier,
        terminal.chain(),
        PackKeys(enrolment.issuer, enrolment.receipt_keys),
        ChangeKeys(enrolment.issuer, enrolment.receipt_keys, outlet_id=outlet),
        province.policy.publish,
        lambda kind, body: province.changes.tell(outlet, kind, body),
    )


def test_data_folders_are_all_a_province_needs(tmp_path: Path) -> None:
    with province_in(tmp_path) as first:
        terminal = enrolled(first.url, first.issue_code())
        with_first = terminal.transport(first.url)
        line = line_of(terminal, with_first, first)
        message = line.freeze()
        line.send(message)
        with_first.close()

    with province_in(tmp_path) as second:
        with_second = terminal.transport(second.url)
        page = with_second.receipts_after(0, MAX_RECEIPT_PAGE)
        with_second.close()

    (receipt,) = page.receipts
    assert terminal.verifier.message_receipt(receipt.jws).claims.digest == message.digest
