"""Enrolment: what the terminal sends, keeps and refuses."""

import pytest

from sync.contract import EnrolmentAnswer, EnrolmentRequest, OutletProfile, ProvinceKey
from sync.enrolment import enrol
from sync.errors import SyncError, SyncFault
from sync.signing import TerminalKey
from sync.words import Environment, Kind
from tests.support.frozen_messages import MessageChain, refusal_payload
from tests.support.memory_province import ISSUER, MemoryProvince

OUTLET = OutletProfile(name="县城网点", filing_number="YN-1", region_code="530100")


class WatchedProvince(MemoryProvince):
    """Keeps the request, and may answer with other keys."""

    def __init__(self) -> None:
        super().__init__()
        self.requests: list[EnrolmentRequest] = []
        self.keys: list[ProvinceKey] | None = None

    def enrol(self, request: EnrolmentRequest) -> EnrolmentAnswer:
        self.requests.append(request)
        answer = super().enrol(request)
        return answer if self.keys is None else answer.model_copy(update={"receipt_keys": self.keys})


def test_an_enrolled_terminal_knows_who_it_is_and_whose_receipts_count() -> None:
    province, key = WatchedProvince(), TerminalKey.generate()

    enrolment = enrol(province, "code-1234", key, OUTLET)

    (request,) = province.requests
    assert (request.code, request.public_key, request.outlet) == ("code-1234", key.public_b64, OUTLET)
    assert (enrolment.terminal_id, enrolment.outlet_id) == ("terminal-1", "outlet-1")
    assert (enrolment.environment, enrolment.issuer) == (Environment.TRAINING, ISSUER)
    assert enrolment.receipt_keys == ((province.seal.kid, province.seal.public_x),)


def test_the_pinned_keys_verify_the_provinces_receipts() -> None:
    province = WatchedProvince()

    enrolment = enrol(province, "code-1234", TerminalKey.generate(), OUTLET)

    message = MessageChain().freeze(Kind.REFUSAL, refusal_payload(1))
    (result,) = province.send([message.body]).results
    assert result.receipt is not None
    assert enrolment.pinned_keys().message_receipt(result.receipt).claims.digest == message.digest


def test_unusable_keys_are_refused_before_anything_is_kept() -> None:
    province = WatchedProvince()
    province.keys = [ProvinceKey(kid="key-1", x="short")]

    with pytest.raises(SyncError) as caught:
        enrol(province, "code-1234", TerminalKey.generate(), OUTLET)

    assert caught.value.fault is SyncFault.NOT_OUR_PROVINCE


def test_a_code_of_the_wrong_form_never_leaves_the_pc() -> None:
    province = WatchedProvince()

    with pytest.raises(ValueError, match="code"):
        enrol(province, "abc", TerminalKey.generate(), OUTLET)

    assert province.requests == []
