from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.datastructures import Headers

from sync.province.errors import Refusal
from sync.province.province import Province
from sync.province.settings import ProvinceSettings
from sync.province.signatures import SignatureGate, WireRequest
from sync.province.terminals import Terminal
from sync.signing import TerminalKey
from sync.words import ProblemCode
from tests.support.province import enrolment_body

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
URL = "http://anywhere:81/v1/receipts?after=1"
SECONDS = 300


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    opened = Province.open(ProvinceSettings.in_folder(tmp_path_factory.mktemp("province"), now=lambda: NOW))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def signed(province: Province) -> dict[str, str]:
    key = TerminalKey.generate()
    terminal_id = province.enrolment.enrol(enrolment_body(province.issue_code(), key)).terminal_id
    return key.signer_for(terminal_id).sign("GET", URL, {}, b"", NOW)


def wire(headers: dict[str, str], target: str = "/v1/receipts?after=1") -> WireRequest:
    return WireRequest("GET", target, Headers(headers), b"")


def test_the_host_is_not_part_of_the_signature(province: Province, signed: dict[str, str]) -> None:
    terminal = province.gate.admit(wire(signed | {"Host": "elsewhere"}))
    assert not terminal.revoked


@pytest.mark.parametrize(
    ("seconds", "good"), [(SECONDS, True), (SECONDS + 1, False), (-SECONDS, True), (-SECONDS - 1, False)]
)
def test_the_window_is_exact(province: Province, signed: dict[str, str], seconds: int, good: bool) -> None:
    gate = SignatureGate(province.terminals, lambda: NOW + timedelta(seconds=seconds))
    if good:
        gate.admit(wire(signed))
    else:
        with pytest.raises(Refusal) as caught:
            gate.admit(wire(signed))
        assert caught.value.code is ProblemCode.DATE_OUT_OF_WINDOW


def test_the_clock_is_only_judged_for_who_holds_the_key(province: Province, signed: dict[str, str]) -> None:
    gate = SignatureGate(province.terminals, lambda: NOW + timedelta(days=1))
    with pytest.raises(Refusal) as caught:
        gate.admit(wire(signed, "/v1/receipts?after=2"))
    assert caught.value.code is ProblemCode.SIGNATURE_INVALID


def verdict(province: Province, request: WireRequest) -> Terminal | int:
    """The terminal that was admitted, or the status of the refusal; any other exception is a failure."""
    try:
        return province.gate.admit(request)
    except Refusal as refusal:
        return refusal.status


NOISE = st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=255), max_size=60)  # what a header can hold


def damaged(original: str, noise: str, at: int) -> str:
    return original[:at] + noise + original[at + len(noise) :]


@settings(max_examples=150, deadline=None)
@given(header=st.sampled_from(["Content-Digest", "Date"]), noise=NOISE, at=st.integers(0, 100))
def test_what_is_signed_cannot_be_changed(
    province: Province, signed: dict[str, str], header: str, noise: str, at: int
) -> None:
    value = damaged(signed[header], noise, at)
    if value.strip(" \t") != signed[header]:
        with pytest.raises(Refusal) as caught:
            province.gate.admit(wire(signed | {header: value}))
        assert caught.value.status == 401


@settings(max_examples=300, deadline=None)
@given(header=st.sampled_from(["Signature", "Signature-Input"]), noise=NOISE, at=st.integers(0, 200))
def test_a_damaged_signature_admits_nobody_else(
    province: Province, signed: dict[str, str], header: str, noise: str, at: int
) -> None:
    # Some changes mean nothing (white space, a parameter after the bytes): then it is still the same terminal.
    request = wire(signed | {header: damaged(signed[header], noise, at)})
    assert verdict(province, request) in {verdict(province, wire(signed)), 401, 403}


def test_two_signatures_are_refused(province: Province, signed: dict[str, str]) -> None:
    doubled = signed | {
        "Signature": f"{signed['Signature']}, other=:AAAA:",
        "Signature-Input": f'{signed["Signature-Input"]}, other=("@method");created=1;keyid="x"',
    }
    with pytest.raises(Refusal) as caught:
        province.gate.admit(wire(doubled))
    assert caught.value.code is ProblemCode.SIGNATURE_INVALID


def test_a_database_that_fails_is_not_taken_for_a_bad_signature(tmp_path: Path) -> None:
    from sync.province.database import TERMINALS
    from sync.province.errors import ProvinceError

    opened = Province.open(ProvinceSettings.in_folder(tmp_path, now=lambda: NOW))
    key = TerminalKey.generate()
    headers = key.signer_for("t-1").sign("GET", URL, {}, b"", NOW)
    with opened.database.writing() as connection:
        TERMINALS.drop(connection)
    with pytest.raises(ProvinceError):
        opened.gate.admit(wire(headers))
    opened.close()
