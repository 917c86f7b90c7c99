"""Enrolment: a code serves one key, and the same request gets the same answer."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from pydantic import JsonValue

from sync.contract import EnrolmentAnswer, OutletProfile
from sync.province.serve import EmbeddedProvince
from sync.signing import TerminalKey
from sync.words import Environment, ProblemCode
from tests.contract.sync.province_suites.base import ProvinceSuite
from tests.support.province import OUTLET, Reply, SignedClient, enrolment_body, post_enrolment


def answer_of(reply: Reply) -> EnrolmentAnswer:
    assert reply.status == 200, reply.response.text
    return EnrolmentAnswer.model_validate_json(reply.response.content)


class EnrolmentSuite(ProvinceSuite):
    def test_the_answer_says_who_the_terminal_and_the_province_are(self, province: EmbeddedProvince) -> None:
        reply = post_enrolment(province.url, enrolment_body(province.issue_code(), TerminalKey.generate()))
        answer = answer_of(reply)
        assert answer.environment is Environment.TRAINING
        assert answer.issuer == "yanqi-reference-province"
        assert len(answer.receipt_keys) == 1
        assert answer.enrolled_at.tzinfo is not None

    def test_asking_again_with_the_same_key_gives_the_same_answer(self, province: EmbeddedProvince) -> None:
        body = enrolment_body(province.issue_code(), TerminalKey.generate())
        assert answer_of(post_enrolment(province.url, body)) == answer_of(post_enrolment(province.url, body))

    def test_a_fresh_code_with_a_known_key_renews_that_terminal(self, province: EmbeddedProvince) -> None:
        key = TerminalKey.generate()
        first = post_enrolment(province.url, enrolment_body(province.issue_code(), key))
        again = post_enrolment(province.url, enrolment_body(province.issue_code(), key))

        before = EnrolmentAnswer.model_validate_json(first.response.content)
        after = EnrolmentAnswer.model_validate_json(again.response.content)
        assert (after.terminal_id, after.outlet_id) == (before.terminal_id, before.outlet_id)
        assert after.enrolled_at > before.enrolled_at

    def test_a_revoked_terminal_is_not_revived_by_a_fresh_code(self, province: EmbeddedProvince) -> None:
        key = TerminalKey.generate()
        first = post_enrolment(province.url, enrolment_body(province.issue_code(), key))
        before = EnrolmentAnswer.model_validate_json(first.response.content)
        province.revoke(before.terminal_id)

        again = post_enrolment(province.url, enrolment_body(province.issue_code(), key))

        assert EnrolmentAnswer.model_validate_json(again.response.content).terminal_id != before.terminal_id

    def test_a_code_serves_one_key_only(self, province: EmbeddedProvince) -> None:
        code = province.issue_code()
        answer_of(post_enrolment(province.url, enrolment_body(code, TerminalKey.generate())))
        reply = post_enrolment(province.url, enrolment_body(code, TerminalKey.generate()))
        assert (reply.status, reply.problem.code) == (409, ProblemCode.ENROLMENT_CODE_USED)

    def test_of_two_keys_at_the_same_moment_one_wins(self, province: EmbeddedProvince) -> None:
        code = province.issue_code()
        bodies = [enrolment_body(code, TerminalKey.generate()) for _ in range(6)]
        with ThreadPoolExecutor(len(bodies)) as pool:
            replies = list(pool.map(lambda body: post_enrolment(province.url, body), bodies))
        assert sorted(reply.status for reply in replies) == [200, 409, 409, 409, 409, 409]

    def test_a_code_may_be_typed_in_small_letters_and_without_dashes(self, province: EmbeddedProvince) -> None:
        typed = province.issue_code().replace("-", "").lower()
        answer_of(post_enrolment(province.url, enrolment_body(typed, TerminalKey.generate())))

    def test_an_invented_code_is_refused(self, province: EmbeddedProvince) -> None:
        reply = post_enrolment(province.url, enrolment_body("2222-3333-4444-5555", TerminalKey.generate()))
        assert (reply.status, reply.problem.code) == (403, ProblemCode.ENROLMENT_CODE_INVALID)

    def test_terminals_of_one_filing_share_an_outlet(
        self, province: EmbeddedProvince, client: SignedClient, stranger: SignedClient
    ) -> None:
        with SignedClient.enrolled(province.url, province.issue_code()) as second:
            assert second.identity.outlet_id == client.identity.outlet_id
            assert second.identity.terminal_id != client.identity.terminal_id
            assert second.identity.outlet_id != stranger.identity.outlet_id

    @pytest.mark.parametrize(
        ("version", "code"), [(0, ProblemCode.CONTRACT_TOO_OLD), (2, ProblemCode.CONTRACT_TOO_NEW)]
    )
    def test_another_contract_version_is_named_even_when_its_body_is_another(
        self, province: EmbeddedProvince, version: int, code: ProblemCode
    ) -> None:
        body = json.dumps({"contract_version": version, "something": "new"}).encode()
        reply = post_enrolment(province.url, body)
        assert (reply.status, reply.problem.code) == (400, code)

    @pytest.mark.parametrize(
        ("member", "value", "pointer"),
        [
            ("public_key", "short", "/public_key"),
            ("outlet", {"name": "", "filing_number": "1", "region_code": "530102"}, "/outlet/name"),
            ("outlet", {"name": "\0", "filing_number": "1", "region_code": "530102"}, "/outlet/name"),
            ("unknown", 1, "/unknown"),
        ],
    )
    def test_a_wrong_member_is_pointed_at(
        self, province: EmbeddedProvince, member: str, value: JsonValue, pointer: str
    ) -> None:
        body = json.loads(enrolment_body(province.issue_code(), TerminalKey.generate())) | {member: value}
        reply = post_enrolment(province.url, json.dumps(body).encode())
        assert (reply.status, reply.problem.code, reply.problem.pointer) == (422, ProblemCode.MALFORMED, pointer)

    @pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"code": NaN}', b"\xff\xfe"])
    def test_what_is_no_json_object_is_refused(self, province: EmbeddedProvince, body: bytes) -> None:
        reply = post_enrolment(province.url, body)
        assert (reply.status, reply.problem.code) == (400, ProblemCode.MALFORMED)

    def test_an_oversized_body_is_refused_and_the_answer_arrives(self, province: EmbeddedProvince) -> None:
        reply = post_enrolment(province.url, b" " * (8 * 1024 * 1024))
        assert (reply.status, reply.problem.code) == (413, ProblemCode.TOO_LARGE)

    def test_the_filing_stays_as_it_was_first_enrolled(self, province: EmbeddedProvince, client: SignedClient) -> None:
        renamed = OutletProfile(name="改名网点", filing_number=OUTLET.filing_number, region_code="530103")
        with SignedClient.enrolled(province.url, province.issue_code(), renamed) as second:
            assert second.identity.outlet_id == client.identity.outlet_id
