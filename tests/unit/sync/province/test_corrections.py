"""The province takes corrections: what they name must fit the chain, and what they settle takes its place in it."""

from collections.abc import Iterator

import pytest
from pydantic import JsonValue
from pydantic_core import to_json

from sync.contract import EnrolmentRequest, Message, MessageResult, Outcome, OutletProfile
from sync.province.corrections import taken_corrections
from sync.province.province import Province
from sync.province.settings import ProvinceSettings
from sync.province.terminals import Terminal
from sync.signing import TerminalKey
from sync.words import Kind
from tests.support.frozen_messages import START, FrozenMessage, MessageChain, refusal_payload, time_text


class Post:
    """One terminal's messages, handed to the province without HTTP."""

    def __init__(self, province: Province, terminal: Terminal) -> None:
        self.province = province
        self.terminal = terminal
        self.chain = MessageChain(terminal.terminal_id, terminal.outlet_id)
        self._number = 0

    def refusal(self, *, right: bool = True) -> FrozenMessage:
        self._number += 1
        payload = refusal_payload(self._number)
        return self.chain.freeze(Kind.REFUSAL, payload if right else {**payload, "reason": ""})

    def correction(
        self,
        original: FrozenMessage,
        *earlier: FrozenMessage,
        reason: str = "document_missing",
        changed: dict[str, JsonValue] | None = None,
        earlier_changed: dict[str, JsonValue] | None = None,
    ) -> FrozenMessage:
        payload: dict[str, JsonValue] = {
            "original": {**link(original), **(changed or {})},
            "earlier": [{**link(one), **(earlier_changed or {})} for one in earlier],
            "payload": {**refusal_payload(self._number), "reason": reason},
            "changes": [{"pointer": "/reason", "old": ""}],
            "reason": "mistyped",
            "clerk": "0007",
            "at": time_text(START),
            "policy_version": "2026.1",
            "policy_digest": "0" * 64,
        }
        return self.chain.freeze(Kind.CORRECTION, payload)

    def take(self, *messages: FrozenMessage) -> list[MessageResult]:
        body = b'{"messages":[' + b",".join(message.body for message in messages) + b"]}"
        return self.province.inbox.take(self.terminal, body, "").results


def link(message: FrozenMessage) -> dict[str, JsonValue]:
    frozen = Message.model_validate_json(message.body).model_dump(mode="json")
    return {name: frozen[name] for name in frozen if name not in ("terminal_id", "outlet_id", "payload")}


def told(result: MessageResult) -> tuple[str | None, str | None]:
    assert result.outcome is Outcome.REJECTED
    assert result.problem is not None
    return result.problem.code, result.problem.pointer


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    province = Province.open(ProvinceSettings.in_folder(tmp_path_factory.mktemp("province")))
    yield province
    province.close()


@pytest.fixture
def post(province: Province) -> Post:
    """A terminal of its own for each test."""
    outlet = OutletProfile(name="样例网点", filing_number="YN-1", region_code="530100")
    request = EnrolmentRequest(code=province.issue_code(), public_key=TerminalKey.generate().public_b64, outlet=outlet)
    answer = province.enrolment.enrol(request.model_dump_json().encode())
    return Post(province, province.terminals.known(answer.terminal_id))


def test_a_correction_settles_the_record_and_the_chain_is_whole(post: Post) -> None:
    first, wrong, last = post.refusal(), post.refusal(right=False), post.refusal()
    assert [result.outcome for result in post.take(first, wrong, last)] == ["received", "rejected", "received"]
    assert not post.province.chain_report(post.terminal.terminal_id).whole

    (result,) = post.take(post.correction(wrong))

    assert result.outcome is Outcome.RECEIVED
    assert post.province.chain_report(post.terminal.terminal_id).whole
    with post.province.database.reading() as connection:
        (told_to_people,) = taken_corrections(connection, post.terminal.terminal_id)
    assert (told_to_people.original_id, told_to_people.fields) == (wrong.message_id, ("/reason",))
    receipts = post.province.book.page(post.terminal.terminal_id, 0, 99).receipts
    assert len(receipts) == 4, "the record has a receipt of its own, beside its correction's"
    (again,) = post.take(wrong)
    assert told(again)[0] == "payload_invalid", "the captured one is still not right"


def test_a_correction_is_taken_once_and_again_gives_the_same_receipt(post: Post) -> None:
    wrong = post.refusal(right=False)
    correction = post.correction(wrong)
    (taken,) = post.take(correction)

    (again,) = post.take(correction)

    assert (again.outcome, again.receipt) == (Outcome.DUPLICATE, taken.receipt)
    assert len(post.province.book.page(post.terminal.terminal_id, 0, 99).receipts) == 2


def test_a_correction_that_was_returned_is_settled_by_the_next_one(post: Post) -> None:
    wrong = post.refusal(right=False)
    returned = post.correction(wrong, reason="")
    results = post.take(returned)
    assert told(results[0]) == ("payload_invalid", "/payload/payload/reason")

    (result,) = post.take(post.correction(wrong, returned))

    assert result.outcome is Outcome.RECEIVED
    assert post.province.chain_report(post.terminal.terminal_id).whole
    assert len(post.province.book.page(post.terminal.terminal_id, 0, 99).receipts) == 3


def test_what_a_correction_names_must_fit_its_neighbours(post: Post) -> None:
    first, wrong, last = post.refusal(), post.refusal(right=False), post.refusal()
    post.take(first, last)
    other = "ab" * 32

    cases: dict[str, dict[str, JsonValue]] = {
        "/payload/original/digest": {"digest": other},
        "/payload/original/previous_digest": {"previous_digest": other},
        "/payload/original/sequence": {"sequence": 1},
    }
    for pointer, changed in cases.items():
        (result,) = post.take(post.correction(wrong, changed=changed))
        assert told(result) == ("original_differs", pointer)
    (result,) = post.take(post.correction(wrong, changed={"sequence": 99}))
    assert told(result) == ("original_differs", "/payload/original/sequence")


def test_a_record_that_had_arrived_is_kept_beside_its_correction(post: Post) -> None:
    first = post.refusal()
    post.take(first)

    (result,) = post.take(post.correction(first, reason="other_reason"))

    assert result.outcome is Outcome.RECEIVED
    assert len(post.province.book.page(post.terminal.terminal_id, 0, 99).receipts) == 2, "it has its receipt already"
    (conflict,) = post.take(post.correction(first, changed={"digest": "cd" * 32}))
    assert told(conflict) == ("conflict", "/payload/original/digest")


def test_a_crafted_correction_is_refused_alone_and_holds_no_other_back(post: Post) -> None:
    wrong = post.refusal(right=False)
    next_id = f"{post.terminal.terminal_id}-m{post.chain.sequence + 1:06d}"
    own = post.correction(wrong, changed={"message_id": next_id})
    returned = post.correction(wrong, reason="")
    twice = post.correction(wrong, returned, earlier_changed={"sequence": wrong.sequence})
    huge = post.correction(wrong, returned, earlier_changed={"schema_version": 2**40})
    good = post.refusal()

    results = post.take(own, twice, huge, good)

    assert [told(result)[1] for result in results[:3]] == [
        "/payload/original/message_id",
        "/payload/earlier/0/sequence",
        "/payload/earlier/0/schema_version",
    ]
    assert results[3].outcome is Outcome.RECEIVED


def test_a_correction_of_a_correction_is_none(post: Post) -> None:
    wrong = post.refusal(right=False)
    correction = post.correction(wrong)

    (result,) = post.take(post.correction(correction))

    assert told(result) == ("payload_invalid", "/payload")
    assert to_json(result.problem).count(b"document_missing") == 0, "no value is repeated"
