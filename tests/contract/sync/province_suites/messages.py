"""Batches of messages: exactly once in effect, each judged by itself, receipts that can be fetched again."""

import gzip
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
import zstandard
from pydantic import JsonValue

from sync.contract import MAX_BATCH_BYTES, MAX_BATCH_MESSAGES, MessageResult
from sync.digests import canonical_json
from sync.province.chain import Gap
from sync.province.serve import EmbeddedProvince
from sync.words import Kind, Outcome, ProblemCode
from tests.contract.sync.province_suites.base import ProvinceSuite
from tests.support.frozen_messages import FrozenMessage, evidence_of
from tests.support.province import SignedClient, acceptance_payload, acceptance_payload_v2, altered, batch_body


def refusal_of(result: MessageResult) -> tuple[str, str | None]:
    assert result.outcome is Outcome.REJECTED
    assert result.receipt is None
    assert result.problem is not None
    return result.problem.code, result.problem.pointer


def packed(body: bytes, encoding: str) -> bytes:
    match encoding:
        case "gzip":
            return gzip.compress(body)
        case "zstd":
            return zstandard.compress(body)
        case _:
            return body


class MessageSuite(ProvinceSuite):
    def test_a_message_gets_a_receipt_that_verifies(self, client: SignedClient) -> None:
        message = client.freeze()
        (result,) = client.send(message)
        assert result.outcome is Outcome.RECEIVED
        claims = client.pinned.message_receipt(str(result.receipt)).claims
        assert (claims.sub, claims.digest, claims.sequence) == (message.message_id, message.digest, 1)
        assert claims.missing_evidence == []

    def test_an_acceptance_is_received_and_its_files_are_missing(self, client: SignedClient) -> None:
        files = [evidence_of(b"contents", "photo-1"), evidence_of(b"parcel", "photo-2")]
        message = client.chain.freeze(Kind.ACCEPTANCE, acceptance_payload(1, files), files)
        (result,) = client.send(message)
        claims = client.pinned.message_receipt(str(result.receipt)).claims
        assert claims.missing_evidence == ["photo-1", "photo-2"]

    def test_sending_again_gives_the_first_receipt(self, client: SignedClient) -> None:
        messages = [client.freeze() for _ in range(5)]
        first = client.send(*messages)
        second = client.send(*messages)
        assert [result.outcome for result in second] == [Outcome.DUPLICATE] * 5
        assert [result.receipt for result in first] == [result.receipt for result in second]

    def test_results_come_in_the_order_of_the_batch(self, client: SignedClient) -> None:
        known, fresh, bad = client.delivered(), client.freeze(), altered(client.freeze(), {"kind": "gossip"})
        results = client.send(fresh, bad, known)
        assert [result.message_id for result in results] == [m.message_id for m in (fresh, bad, known)]
        assert [result.outcome for result in results] == [Outcome.RECEIVED, Outcome.REJECTED, Outcome.DUPLICATE]

    def test_twice_in_one_batch_is_once(self, client: SignedClient) -> None:
        message = client.freeze()
        first, second = client.send(message, message)
        assert (first.outcome, second.outcome) == (Outcome.RECEIVED, Outcome.DUPLICATE)
        assert first.receipt == second.receipt
        assert len(client.receipts().receipts) == 1

    def test_another_digest_under_a_known_id_is_a_conflict_and_kept(
        self, province: EmbeddedProvince, client: SignedClient
    ) -> None:
        message = client.delivered()
        forged = altered(message, {"occurred_at": "2026-03-02T02:00:00Z"})
        for _ in range(2):
            assert refusal_of(client.send(forged)[0]) == (ProblemCode.CONFLICT, "/digest")
        assert province.chain_report(client.identity.terminal_id).conflicts == 1
        assert client.send(message)[0].outcome is Outcome.DUPLICATE

    def test_a_conflict_within_one_batch_keeps_the_first(
        self, province: EmbeddedProvince, client: SignedClient
    ) -> None:
        message = client.freeze()
        forged = altered(message, {"occurred_at": "2026-03-02T02:00:00Z"})
        first, second = client.send(message, forged)
        assert first.outcome is Outcome.RECEIVED
        assert refusal_of(second) == (ProblemCode.CONFLICT, "/digest")
        assert province.chain_report(client.identity.terminal_id).conflicts == 1

    @pytest.mark.parametrize(
        ("changes", "honest", "code", "pointer"),
        [
            ({"digest": "0" * 64}, False, ProblemCode.DIGEST_MISMATCH, "/digest"),
            ({"occurred_at": "2026-03-02T02:00:00Z"}, False, ProblemCode.DIGEST_MISMATCH, "/digest"),
            ({"kind": "gossip"}, True, ProblemCode.MALFORMED, "/kind"),
            ({"schema_version": 99}, True, ProblemCode.UNSUPPORTED_KIND, "/kind"),
            ({"sequence": 0}, True, ProblemCode.MALFORMED, "/sequence"),
            ({"sequence": 2**60}, False, ProblemCode.MALFORMED, ""),
            ({"extra": 1}, True, ProblemCode.MALFORMED, "/extra"),
            ({"a/b~c": 1}, True, ProblemCode.MALFORMED, "/a~1b~0c"),
            ({"occurred_at": "2026-03-02T02:00:00"}, True, ProblemCode.MALFORMED, "/occurred_at"),
            ({"message_id": "../../etc"}, True, ProblemCode.MALFORMED, "/message_id"),
            ({"message_id": 7}, True, ProblemCode.MALFORMED, "/message_id"),
            ({"payload": {}}, True, ProblemCode.PAYLOAD_INVALID, "/payload/refusal_id"),
            ({"payload": []}, True, ProblemCode.MALFORMED, "/payload"),
            ({"terminal_id": "t-other"}, True, ProblemCode.WRONG_TERMINAL, "/terminal_id"),
            ({"outlet_id": "o-other"}, True, ProblemCode.WRONG_TERMINAL, "/outlet_id"),
        ],
    )
    def test_one_bad_message_does_not_hold_back_the_others(
        self,
        client: SignedClient,
        changes: dict[str, JsonValue],
        honest: bool,
        code: ProblemCode,
        pointer: str,
    ) -> None:
        before, good_to_be_bad, after = client.freeze(), client.freeze(), client.freeze()
        results = client.send(before, altered(good_to_be_bad, changes, honest=honest), after)
        assert [result.outcome for result in results] == [Outcome.RECEIVED, Outcome.REJECTED, Outcome.RECEIVED]
        assert refusal_of(results[1]) == (code, pointer)

    def test_a_number_that_no_digest_can_hold_is_refused_alone(self, client: SignedClient) -> None:
        good = client.freeze()
        odd = client.freeze().body.replace(b'"sequence":2', b'"sequence":NaN')
        results = client.post_messages(batch_body([good.body, odd])).batch.results
        assert [result.outcome for result in results] == [Outcome.RECEIVED, Outcome.REJECTED]

    def test_a_wrong_field_of_the_payload_is_pointed_at_and_not_repeated(self, client: SignedClient) -> None:
        payload = acceptance_payload(1, [evidence_of(b"x", "photo-1")])
        sender = payload["sender"]
        assert isinstance(sender, dict)
        payload["sender"] = sender | {"phone": "12345-secret"}
        (result,) = client.send(client.chain.freeze(Kind.ACCEPTANCE, payload))
        assert refusal_of(result) == (ProblemCode.PAYLOAD_INVALID, "/payload/sender/phone")
        assert "secret" not in result.model_dump_json()

    def test_every_version_of_an_acceptance_is_received(self, client: SignedClient) -> None:
        files = [evidence_of(b"contents", f"versions-{number}") for number in range(2)]
        older = client.chain.freeze(Kind.ACCEPTANCE, acceptance_payload(1, files[:1]), files[:1])
        newer = client.chain.freeze(Kind.ACCEPTANCE, acceptance_payload_v2(2, files[1:]), files[1:], schema_version=2)
        unknown = client.chain.freeze(Kind.ACCEPTANCE, acceptance_payload_v2(3, []), schema_version=99)
        results = client.send(older, newer, unknown)
        assert [result.outcome for result in results[:2]] == [Outcome.RECEIVED] * 2
        claims = client.pinned.message_receipt(str(results[1].receipt)).claims
        assert claims.missing_evidence == ["versions-1"]
        assert refusal_of(results[2]) == (ProblemCode.UNSUPPORTED_KIND, "/kind")

    def test_a_letter_needs_neither_sender_nor_picture(self, client: SignedClient) -> None:
        letter = acceptance_payload_v2(1, []) | {
            "sending": "letter",
            "sender": None,
            "inspection": {"item_category": "letter", "quantity": 1},
        }
        (result,) = client.send(client.chain.freeze(Kind.ACCEPTANCE, letter, schema_version=2))
        assert result.outcome is Outcome.RECEIVED
        assert client.pinned.message_receipt(str(result.receipt)).claims.remarks == []

    def test_a_broken_rule_of_the_payload_is_told_by_its_code(self, client: SignedClient) -> None:
        payload = acceptance_payload_v2(1, [evidence_of(b"x", "rule-1")]) | {"sending": "entrusted"}
        (result,) = client.send(client.chain.freeze(Kind.ACCEPTANCE, payload, schema_version=2))
        assert refusal_of(result) == (ProblemCode.PAYLOAD_INVALID, "/payload")
        assert result.problem is not None
        assert result.problem.detail == "principal"

    def test_another_terminals_messages_are_refused_and_its_ids_stay_free(
        self, client: SignedClient, stranger: SignedClient
    ) -> None:
        message = client.freeze()
        assert refusal_of(stranger.send(message)[0]) == (ProblemCode.WRONG_TERMINAL, "/terminal_id")
        squatted = stranger.freeze(message_id=message.message_id)
        assert stranger.send(squatted)[0].outcome is Outcome.RECEIVED
        assert client.send(message)[0].outcome is Outcome.RECEIVED

    def test_a_file_may_be_named_again_but_not_with_another_content(self, client: SignedClient) -> None:
        file = evidence_of(b"one", "photo-1")
        client.delivered(evidence=[file])
        again, other = client.freeze(evidence=[file]), client.freeze(evidence=[evidence_of(b"two", "photo-1")])
        results = client.send(again, other)
        assert results[0].outcome is Outcome.RECEIVED
        assert refusal_of(results[1]) == (ProblemCode.PAYLOAD_INVALID, "/payload/evidence/0/evidence_id")

    # forms of the request

    @pytest.mark.parametrize("encoding", ["gzip", "zstd", "identity"])
    def test_a_batch_may_be_compressed(self, client: SignedClient, encoding: str) -> None:
        messages = [client.freeze() for _ in range(MAX_BATCH_MESSAGES)]
        body = batch_body([message.body for message in messages])
        results = client.post_messages(packed(body, encoding), encoding).batch.results
        assert Counter(result.outcome for result in results) == {Outcome.RECEIVED: MAX_BATCH_MESSAGES}

    def test_an_unknown_encoding_is_refused(self, client: SignedClient) -> None:
        reply = client.post_messages(batch_body([client.freeze().body]), "br")
        assert (reply.status, reply.problem.code) == (415, ProblemCode.UNSUPPORTED_ENCODING)
        assert "zstd" in reply.headers["Accept-Encoding"]

    @pytest.mark.parametrize("encoding", ["gzip", "zstd"])
    def test_a_small_body_cannot_become_a_large_one(self, client: SignedClient, encoding: str) -> None:
        bomb = packed(b" " * (64 * 1024 * 1024), encoding)
        assert len(bomb) < 100_000
        reply = client.post_messages(bomb, encoding)
        assert (reply.status, reply.problem.code) == (413, ProblemCode.TOO_LARGE)

    @pytest.mark.parametrize("encoding", ["gzip", "zstd"])
    @pytest.mark.parametrize("cut", [3, -5])
    def test_a_damaged_compression_is_refused(self, client: SignedClient, encoding: str, cut: int) -> None:
        body = batch_body([client.freeze().body])
        reply = client.post_messages(packed(body, encoding)[:cut], encoding)
        assert (reply.status, reply.problem.code) == (400, ProblemCode.MALFORMED)

    def test_too_many_messages_are_refused(self, client: SignedClient) -> None:
        bodies = [client.freeze().body] * (MAX_BATCH_MESSAGES + 1)
        reply = client.post_messages(batch_body(bodies))
        assert (reply.status, reply.problem.code) == (413, ProblemCode.TOO_LARGE)

    def test_too_many_bytes_are_refused_and_the_answer_arrives(self, client: SignedClient) -> None:
        reply = client.post_messages(b" " * (2 * MAX_BATCH_BYTES))
        assert (reply.status, reply.problem.code) == (413, ProblemCode.TOO_LARGE)

    @pytest.mark.parametrize(
        ("body", "status"),
        [
            (b"", 400),
            (b"not json", 400),
            (b'{"messages":[' + b"[" * 100_000, 400),
            (b"[]", 422),
            (b"{}", 422),
            (b'{"messages":[]}', 422),
            (b'{"messages":["text"]}', 422),
            (b'{"messages":[{}],"more":1}', 422),
        ],
    )
    def test_what_is_no_batch_is_refused_whole(self, client: SignedClient, body: bytes, status: int) -> None:
        reply = client.post_messages(body)
        assert (reply.status, reply.problem.code) == (status, ProblemCode.MALFORMED)

    # at the same time

    def test_the_same_batch_from_many_threads_counts_once(
        self, province: EmbeddedProvince, client: SignedClient
    ) -> None:
        messages = [client.freeze(evidence=[evidence_of(b"x", f"photo-{n}")]) for n in range(20)]
        shuffled = [messages[n % 20 :] + messages[: n % 20] for n in range(0, 24, 3)]

        def deliver(batch: list[FrozenMessage]) -> list[MessageResult]:
            with client.at(client.url) as twin:
                return twin.send(*batch)

        with ThreadPoolExecutor(len(shuffled)) as pool:
            results = [result for batch in pool.map(deliver, shuffled) for result in batch]
        assert Counter(result.outcome for result in results)[Outcome.RECEIVED] == 20
        assert Counter(result.outcome for result in results)[Outcome.DUPLICATE] == 20 * (len(shuffled) - 1)
        assert len({result.receipt for result in results}) == 20
        assert len(client.receipts().receipts) == 20
        report = province.chain_report(client.identity.terminal_id)
        assert (report.length, report.whole) == (20, True)

    def test_cursors_never_hide_a_receipt_from_a_reader_who_follows(self, client: SignedClient) -> None:
        messages = [client.freeze() for _ in range(60)]

        def deliver(start: int) -> None:
            with client.at(client.url) as twin:
                for message in messages[start::6]:
                    twin.send(message)

        seen: list[int] = []
        with ThreadPoolExecutor(6) as pool:
            sending = [pool.submit(deliver, start) for start in range(6)]
            while not all(future.done() for future in sending):
                seen += [receipt.cursor for receipt in client.receipts(seen[-1] if seen else 0).receipts]
            for future in sending:
                future.result()
        seen += [receipt.cursor for receipt in client.receipts(seen[-1] if seen else 0).receipts]
        assert len(seen) == 60
        assert seen == sorted(set(seen))

    # receipts again

    def test_receipts_come_in_pages(self, client: SignedClient, stranger: SignedClient) -> None:
        results = client.send(*[client.freeze() for _ in range(7)])
        first = client.receipts(0, 3)
        second = client.receipts(first.next_cursor, 3)
        third = client.receipts(second.next_cursor, 3)
        assert [page.more for page in (first, second, third)] == [True, True, False]
        found = [receipt for page in (first, second, third) for receipt in page.receipts]
        assert [receipt.jws for receipt in found] == [result.receipt for result in results]
        assert {receipt.kind for receipt in found} == {"message"}
        empty = client.receipts(third.next_cursor)
        assert (empty.receipts, empty.next_cursor, empty.more) == ([], third.next_cursor, False)
        assert stranger.receipts().receipts == []

    # the chain

    def test_gaps_are_reported_and_close_when_the_late_message_comes(
        self, province: EmbeddedProvince, client: SignedClient
    ) -> None:
        first, second, third, fourth = (client.freeze() for _ in range(4))
        terminal_id = client.identity.terminal_id
        assert all(result.outcome is Outcome.RECEIVED for result in client.send(first, fourth))
        assert province.chain_report(terminal_id).gaps == (Gap(2, 3),)
        client.send(third)
        assert province.chain_report(terminal_id).gaps == (Gap(2, 2),)
        client.send(second)
        report = province.chain_report(terminal_id)
        assert (report.whole, report.length, report.last_sequence) == (True, 4, 4)

    def test_a_chain_that_was_rewritten_is_reported(self, province: EmbeddedProvince, client: SignedClient) -> None:
        client.delivered()
        client.chain.head = "f" * 64
        client.delivered()
        assert province.chain_report(client.identity.terminal_id).breaks == (2,)

    def test_two_messages_with_one_sequence_are_reported(
        self, province: EmbeddedProvince, client: SignedClient
    ) -> None:
        message = client.delivered()
        twin = altered(message, {"message_id": "another-id"})
        assert client.send(twin)[0].outcome is Outcome.RECEIVED
        report = province.chain_report(client.identity.terminal_id)
        assert (report.forks, report.length) == ((1,), 2)

    def test_a_first_message_that_is_chained_to_something_is_a_break(
        self, province: EmbeddedProvince, client: SignedClient
    ) -> None:
        client.chain.head = "f" * 64
        client.delivered()
        assert province.chain_report(client.identity.terminal_id).breaks == (1,)

    def test_the_canonical_form_is_not_demanded_on_the_wire(self, client: SignedClient) -> None:
        message = altered(client.freeze(), {})
        assert message.body != canonical_json({"a": 1})
        assert b", " in message.body  # json.dumps' spaces: not canonical
        assert client.send(message)[0].outcome is Outcome.RECEIVED
