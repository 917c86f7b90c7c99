"""What the province remarks in receipts: one document at two outlets at about the same time."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from pydantic import JsonValue

from sync.contract import EvidenceReference
from sync.province.serve import EmbeddedProvince
from sync.province.settings import ProvinceSettings
from sync.words import Kind, Outcome, RemarkCode
from tests.contract.sync.province_suites.base import ProvinceSuite
from tests.support.frozen_messages import START, FrozenMessage, evidence_of, time_text
from tests.support.province import OUTLET, SignedClient, acceptance_payload, acceptance_payload_v2, person

WINDOW = timedelta(minutes=120)


def accepted(
    client: SignedClient,
    number: str,
    *,
    at: datetime = START,
    version: int = 2,
    document_type: str = "resident_card",
    **changed: JsonValue,
) -> FrozenMessage:
    """A parcel whose sender has shown the document with this number."""
    count = client.chain.sequence + 1
    files = [evidence_of(b"contents", f"{client.identity.terminal_id}-photo-{count}")]
    payload = payload_of(version, count, files)
    sender = payload["sender"]
    assert isinstance(sender, dict)
    payload |= {"sender": sender | {"document_number": number, "document_type": document_type}}
    payload |= {"accepted_at": time_text(at)} | changed
    return client.chain.freeze(Kind.ACCEPTANCE, payload, files, schema_version=version, occurred_at=at)


def payload_of(version: int, count: int, files: list[EvidenceReference]) -> dict[str, JsonValue]:
    return acceptance_payload(count, files) if version == 1 else acceptance_payload_v2(count, files)


def remarks(client: SignedClient, message: FrozenMessage) -> list[str]:
    """The codes in the receipt that the message gets."""
    (result,) = client.send(message)
    return remarks_in(client, str(result.receipt))


def remarks_in(client: SignedClient, receipt: str) -> list[str]:
    return [remark.code for remark in client.pinned.message_receipt(receipt).claims.remarks]


class RemarkSuite(ProvinceSuite):
    @pytest.fixture
    def number(self) -> str:
        """A number that no other test shows."""
        return f"T{uuid4().int % 10**17:017d}"

    @pytest.mark.parametrize("versions", [(1, 1), (1, 2), (2, 1), (2, 2)])
    def test_the_later_of_two_outlets_is_told(
        self, client: SignedClient, stranger: SignedClient, number: str, versions: tuple[int, int]
    ) -> None:
        assert remarks(client, accepted(client, number, version=versions[0])) == []
        later = accepted(stranger, number, version=versions[1], at=START + WINDOW)
        assert remarks(stranger, later) == [RemarkCode.DOCUMENT_ELSEWHERE]

    def test_what_counts_is_when_the_parcels_were_accepted(
        self, client: SignedClient, stranger: SignedClient, number: str
    ) -> None:
        assert remarks(client, accepted(client, number)) == []
        early = accepted(stranger, number, at=START - WINDOW)
        assert remarks(stranger, early) == [RemarkCode.DOCUMENT_ELSEWHERE]

    @pytest.mark.parametrize("apart", [WINDOW + timedelta(microseconds=1), -WINDOW - timedelta(microseconds=1)])
    def test_nobody_is_told_outside_the_window(
        self, client: SignedClient, stranger: SignedClient, number: str, apart: timedelta
    ) -> None:
        assert remarks(client, accepted(client, number)) == []
        assert remarks(stranger, accepted(stranger, number, at=START + apart)) == []

    def test_the_same_outlet_is_not_elsewhere(
        self, province: EmbeddedProvince, client: SignedClient, number: str
    ) -> None:
        with SignedClient.enrolled(province.url, province.issue_code(), OUTLET) as neighbour:
            assert neighbour.identity.outlet_id == client.identity.outlet_id
            assert remarks(client, accepted(client, number)) == []
            assert remarks(client, accepted(client, number)) == []
            assert remarks(neighbour, accepted(neighbour, number)) == []

    def test_another_type_or_number_is_another_document(
        self, client: SignedClient, stranger: SignedClient, number: str
    ) -> None:
        assert remarks(client, accepted(client, number)) == []
        assert remarks(stranger, accepted(stranger, number, document_type="passport")) == []
        assert remarks(stranger, accepted(stranger, number + "0")) == []

    def test_a_number_is_found_however_it_was_written(
        self, client: SignedClient, stranger: SignedClient, number: str
    ) -> None:
        assert remarks(client, accepted(client, f"{number}X")) == []
        written = accepted(stranger, f"{number[:4]} {number[4:]}ｘ")
        assert remarks(stranger, written) == [RemarkCode.DOCUMENT_ELSEWHERE]

    def test_whose_parcel_it_is_counts_nowhere(self, client: SignedClient, stranger: SignedClient, number: str) -> None:
        principal: JsonValue = {"person": person(document_number=number), "relation": "colleague"}
        assert remarks(client, accepted(client, number)) == []
        entrusted = accepted(stranger, f"{number}0", sending="entrusted", principal=principal)
        assert remarks(stranger, entrusted) == []

    def test_a_message_of_its_own_batch_is_told_apart(
        self, client: SignedClient, stranger: SignedClient, number: str
    ) -> None:
        remarks(client, accepted(client, number))
        batch = [
            accepted(stranger, number, at=START - timedelta(days=9)),
            accepted(stranger, number),
            accepted(stranger, f"{number}0"),
        ]
        told = [remarks_in(stranger, str(result.receipt)) for result in stranger.send(*batch)]
        assert told == [[], [RemarkCode.DOCUMENT_ELSEWHERE], []]

    def test_a_duplicate_gets_the_same_receipt_again(
        self, client: SignedClient, stranger: SignedClient, number: str
    ) -> None:
        first, second = accepted(client, number), accepted(stranger, number)
        (told_first,) = client.send(first)
        (told,) = stranger.send(second)
        (again,) = stranger.send(second)
        assert (again.outcome, again.receipt) == (Outcome.DUPLICATE, told.receipt)
        # The earlier one was answered before anybody knew: its receipt stays as it was signed.
        assert client.send(first)[0].receipt == told_first.receipt
        assert remarks_in(client, str(told_first.receipt)) == []
        assert stranger.receipts().receipts[0].jws == told.receipt

    @pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
    def test_a_clock_at_the_end_of_the_calendar_harms_nobody(
        self, client: SignedClient, stranger: SignedClient, number: str, at: str
    ) -> None:
        for terminal in (client, stranger):
            assert remarks(terminal, accepted(terminal, number, accepted_at=at)) == []

    def test_of_two_outlets_at_once_at_least_one_is_told(
        self, client: SignedClient, stranger: SignedClient, number: str
    ) -> None:
        # Twelve documents a batch, in opposite orders: whoever does not take turns misses some, or waits for ever.
        numbers = [f"{number}{index}" for index in range(12)]
        batches = {
            terminal: [accepted(terminal, shown) for shown in shown_numbers]
            for terminal, shown_numbers in ((client, numbers), (stranger, numbers[::-1]))
        }
        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(lambda terminal: terminal.send(*batches[terminal]), batches))
        told = [
            [remarks_in(terminal, str(result.receipt)) for result in results]
            for terminal, results in zip(batches, answers, strict=True)
        ]
        assert [[len(codes) for codes in batch] for batch in told] in ([[0] * 12, [1] * 12], [[1] * 12, [0] * 12])


class SightingRestartSuite:
    def test_a_restart_forgets_no_document_and_the_window_is_a_setting(self, fresh_settings: ProvinceSettings) -> None:
        with EmbeddedProvince(fresh_settings) as first:
            client = SignedClient.enrolled(first.url, first.issue_code())
            stranger = SignedClient.enrolled(
                first.url, first.issue_code(), OUTLET.model_copy(update={"filing_number": "YN-0002"})
            )
            assert remarks(client, accepted(client, "11010119900101001X")) == []
        narrow = replace(fresh_settings, sighting_window=timedelta(minutes=1))
        with EmbeddedProvince(narrow) as second, stranger.at(second.url) as later, client:
            message = accepted(later, "11010119900101001X", at=START + timedelta(minutes=2))
            assert remarks(later, message) == []
            message = accepted(later, "11010119900101001X", at=START + timedelta(minutes=1))
            assert remarks(later, message) == [RemarkCode.DOCUMENT_ELSEWHERE]
        stranger.close()
