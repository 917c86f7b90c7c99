"""What every ``sync.ports.Transport`` with a province behind it must do: the memory fake, and HTTP with a real one.

Subclass :class:`TransportContract` with a fixture ``line`` that returns a :class:`Line` of a terminal that has sent
nothing yet.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from pydantic import JsonValue

from sync.contract import MAX_RECEIPT_PAGE, MessageResult
from sync.errors import SyncError, SyncFault
from sync.policy_packs import PackOffer, Parts
from sync.ports import ChangeVerifier, OutboxEvidence, PackVerifier, ReceiptVerifier, Transport
from sync.words import Kind, Outcome
from tests.support.frozen_messages import FrozenMessage, MessageChain, evidence_of, refusal_payload
from tests.support.memory_news import small_pack

PHOTO = b"0123456789"


@dataclass(frozen=True, slots=True)
class Line:
    """A terminal's line to its province."""

    transport: Transport
    verifier: ReceiptVerifier
    chain: MessageChain
    packs: PackVerifier
    changes: ChangeVerifier
    publish: Callable[[Parts], object]
    """Makes a pack the one in force."""
    tell: Callable[[str, dict[str, JsonValue]], object]
    """Tells this terminal's outlet something."""

    def freeze(self, kind: Kind = Kind.REFUSAL, *, files: tuple[tuple[str, bytes], ...] = ()) -> FrozenMessage:
        references = [evidence_of(content, self._own(name)) for name, content in files]
        return self.chain.freeze(kind, refusal_payload(self.chain.sequence + 1, references), references)

    def send(self, *messages: FrozenMessage) -> list[MessageResult]:
        return self.transport.send([message.body for message in messages]).results

    def send_with_photo(self) -> OutboxEvidence:
        """Deliver a message that names the photo, and return the photo as the outbox would hand it out."""
        message = self.freeze(files=(("photo", PHOTO),))
        (result,) = self.send(message)
        assert result.outcome is Outcome.RECEIVED
        (reference,) = message.evidence
        return OutboxEvidence(
            evidence_id=reference.evidence_id,
            message_id=message.message_id,
            sha256=reference.sha256,
            size=reference.size,
            media_type=reference.media_type,
            attempts=1,
        )

    def _own(self, name: str) -> str:
        return f"{self.chain.terminal_id}-{name}"


def fault_of(error: pytest.ExceptionInfo[SyncError]) -> SyncFault:
    return error.value.fault


class TransportContract:
    """Subclass it with a fixture ``line``."""

    def test_a_message_comes_back_with_its_receipt(self, line: Line) -> None:
        message = line.freeze()

        (result,) = line.send(message)

        assert (result.message_id, result.outcome) == (message.message_id, Outcome.RECEIVED)
        assert result.receipt is not None
        claims = line.verifier.message_receipt(result.receipt).claims
        assert (claims.sub, claims.digest, claims.sequence) == (message.message_id, message.digest, 1)

    def test_a_repeated_message_is_a_duplicate_with_a_receipt(self, line: Line) -> None:
        message = line.freeze()
        line.send(message)

        (result,) = line.send(message)

        assert result.outcome is Outcome.DUPLICATE
        assert result.receipt is not None
        assert line.verifier.message_receipt(result.receipt).claims.digest == message.digest

    def test_one_bad_message_holds_back_no_other(self, line: Line) -> None:
        good = line.freeze()
        bad = line.chain.freeze(Kind.REFUSAL, refusal_payload(line.chain.sequence + 1), schema_version=99)
        also_good = line.freeze()

        results = {result.message_id: result for result in line.send(good, bad, also_good)}

        assert results[good.message_id].outcome is results[also_good.message_id].outcome is Outcome.RECEIVED
        rejected = results[bad.message_id]
        assert rejected.outcome is Outcome.REJECTED
        assert rejected.problem is not None
        assert rejected.problem.code == "unsupported_kind"

    def test_the_same_id_with_other_content_is_a_conflict(self, line: Line) -> None:
        message = line.freeze()
        other = MessageChain(line.chain.terminal_id, line.chain.outlet_id).freeze(
            Kind.REFUSAL, refusal_payload(99), message_id=message.message_id
        )
        line.send(message)

        (result,) = line.send(other)

        assert result.outcome is Outcome.REJECTED
        assert result.problem is not None
        assert result.problem.code == "conflict"

    def test_a_message_whose_digest_is_wrong_is_rejected(self, line: Line) -> None:
        body = json.loads(line.freeze().body)
        body["payload"]["reason"] = "another_reason"

        (result,) = line.transport.send([json.dumps(body).encode()]).results

        assert result.outcome is Outcome.REJECTED
        assert result.problem is not None
        assert result.problem.code == "digest_mismatch"

    def test_missed_receipts_are_there_in_order(self, line: Line) -> None:
        first, second = line.freeze(), line.freeze()
        line.send(first)
        line.send(second)

        page = line.transport.receipts_after(0, MAX_RECEIPT_PAGE)

        claims = [line.verifier.message_receipt(receipt.jws).claims.sub for receipt in page.receipts]
        assert claims == [first.message_id, second.message_id]
        assert not page.more
        one = line.transport.receipts_after(0, 1)
        assert (one.receipts, one.more) == (page.receipts[:1], True)
        rest = line.transport.receipts_after(one.next_cursor, MAX_RECEIPT_PAGE)
        assert [receipt.jws for receipt in rest.receipts] == [page.receipts[1].jws]
        assert line.transport.receipts_after(page.next_cursor, MAX_RECEIPT_PAGE).receipts == []
        assert line.transport.receipts_after(page.next_cursor, MAX_RECEIPT_PAGE).next_cursor == page.next_cursor

    def test_a_file_in_chunks_gets_its_receipt(self, line: Line) -> None:
        photo = line.send_with_photo()

        url = line.transport.begin_upload(photo)
        assert line.transport.upload_offset(url) == 0
        assert line.transport.upload_chunk(url, 0, PHOTO[:4]) == 4
        assert line.transport.upload_offset(url) == 4
        assert line.transport.upload_chunk(url, 4, PHOTO[4:]) == 10
        assert line.transport.upload_offset(url) == 10

        *_, newest = line.transport.receipts_after(0, MAX_RECEIPT_PAGE).receipts
        assert newest.kind == "evidence"
        claims = line.verifier.evidence_receipt(newest.jws).claims
        assert (claims.sub, claims.sha256, claims.size) == (photo.evidence_id, photo.sha256, photo.size)

    def test_a_chunk_at_the_wrong_place_is_an_unknown_answer(self, line: Line) -> None:
        url = line.transport.begin_upload(line.send_with_photo())
        line.transport.upload_chunk(url, 0, PHOTO[:4])

        with pytest.raises(SyncError) as caught:
            line.transport.upload_chunk(url, 0, PHOTO[:4])

        assert fault_of(caught) is SyncFault.ANSWER_LOST
        assert line.transport.upload_offset(url) == 4

    def test_a_file_nobody_named_is_refused(self, line: Line) -> None:
        photo = line.send_with_photo()
        stranger = OutboxEvidence("no-such-file", photo.message_id, photo.sha256, photo.size, photo.media_type, 1)

        with pytest.raises(SyncError) as caught:
            line.transport.begin_upload(stranger)

        assert fault_of(caught) is SyncFault.EVIDENCE_REFUSED
        assert caught.value.problem_code == "evidence_unknown"

    def test_other_content_than_announced_is_refused_at_the_end(self, line: Line) -> None:
        url = line.transport.begin_upload(line.send_with_photo())

        with pytest.raises(SyncError) as caught:
            line.transport.upload_chunk(url, 0, PHOTO[::-1])

        assert fault_of(caught) is SyncFault.EVIDENCE_REFUSED
        assert caught.value.problem_code == "evidence_mismatch"

    def test_a_province_without_a_pack_is_as_one_that_knows_none(self, line: Line) -> None:
        with pytest.raises(SyncError) as caught:
            line.transport.policy(None)
        assert fault_of(caught) is SyncFault.INCOMPATIBLE

    def test_the_pack_comes_signed_and_only_when_it_is_new(self, line: Line) -> None:
        line.publish(small_pack("2026.11.1"))
        jws = line.transport.policy(None)
        assert jws is not None
        offer = line.packs.examined(jws)
        assert isinstance(offer, PackOffer)
        assert (offer.version, offer.parts) == ("2026.11.1", small_pack("2026.11.1"))

        assert line.transport.policy(offer.digest) is None
        line.publish(small_pack("2026.11.2"))
        newer = line.packs.examined(line.transport.policy(offer.digest) or "")
        assert isinstance(newer, PackOffer)
        assert newer.version == "2026.11.2"

    def test_what_the_province_tells_comes_signed_and_in_order(self, line: Line) -> None:
        for title in ("甲", "乙", "丙"):
            line.tell("notice", {"title": title, "kind of tomorrow": [1, None, 0.5]})

        page = line.transport.changes_after(0)

        told = [line.changes.change(stored) for stored in page.changes]
        assert [change.body["title"] for change in told] == ["甲", "乙", "丙"]
        assert [change.kind for change in told] == ["notice"] * 3
        assert not page.more
        rest = line.transport.changes_after(told[0].cursor)
        assert rest.changes == page.changes[1:]
        end = line.transport.changes_after(page.next_cursor)
        assert (end.changes, end.next_cursor, end.more) == ([], page.next_cursor, False)

    def test_an_upload_that_is_not_there_is_gone(self, line: Line) -> None:
        url = line.transport.begin_upload(line.send_with_photo())

        with pytest.raises(SyncError) as caught:
            line.transport.upload_offset(url + "0")

        assert fault_of(caught) is SyncFault.UPLOAD_GONE
        with pytest.raises(SyncError) as caught:
            line.transport.upload_chunk(url + "0", 0, PHOTO)
        assert fault_of(caught) is SyncFault.UPLOAD_GONE
