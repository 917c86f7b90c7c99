"""What is believed of an offered policy pack, and whether it is newer."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from sync.contract import POLICY_PACK_TYPE, RECEIPT_TYPE
from sync.digests import pack_digest
from sync.policy_packs import KnownPack, PackKeys, PackOffer, PackVerdict, RefusedPack, judged
from sync.versions import version_order
from sync.words import PackFault
from tests.support.memory_news import small_pack
from tests.support.memory_province import ISSUER, Seal

SEAL = Seal()
KEYS = PackKeys(ISSUER, SEAL.keys)
PARTS = small_pack()


def fault(jws: str, keys: PackKeys = KEYS) -> PackFault:
    examined = keys.examined(jws)
    assert isinstance(examined, RefusedPack)
    return examined.fault


def offer(version: str, digest: str = "a" * 64) -> PackOffer:
    return PackOffer(version, digest, date(2026, 11, 1), datetime(2026, 11, 1, tzinfo=UTC), {}, "")


def test_a_signed_pack_is_an_offer() -> None:
    jws = SEAL.pack(PARTS)

    found = KEYS.examined(jws)

    assert isinstance(found, PackOffer)
    assert (found.version, found.effective_from.isoformat()) == ("2026.11.1", "2026-11-01")
    assert (found.digest, found.parts, found.jws) == (pack_digest(PARTS), PARTS, jws)
    assert "茶叶" not in repr(found)


def test_a_large_pack_is_read() -> None:
    entries: list[JsonValue] = [{"code": f"c{number}", "label": "易燃液体" * 20} for number in range(20_000)]
    parts = PARTS | {"catalogue": {"entries": entries}}

    found = KEYS.examined(SEAL.pack(parts))

    assert isinstance(found, PackOffer)
    assert found.digest == pack_digest(parts)


def test_after_a_change_of_keys_the_old_and_the_new_one_count() -> None:
    newer = Seal("key-2")
    both = PackKeys(ISSUER, [*SEAL.keys, *newer.keys])

    assert isinstance(both.examined(SEAL.pack(PARTS)), PackOffer)
    assert isinstance(both.examined(newer.pack(PARTS)), PackOffer)
    assert fault(newer.pack(PARTS)) is PackFault.BAD_SIGNATURE


def _cut(jws: str) -> str:
    return jws[: len(jws) // 2]


def _another_payload(jws: str) -> str:
    header, _, signature = jws.split(".")
    return ".".join((header, SEAL.pack(small_pack("2027.1.1")).split(".")[1], signature))


@pytest.mark.parametrize(
    "spoil", [_cut, _another_payload, lambda jws: jws[:-4] + "AAAA", lambda _jws: "", lambda _: "é"]
)
def test_what_our_keys_did_not_sign_is_refused(spoil: Callable[[str], str]) -> None:
    assert fault(spoil(SEAL.pack(PARTS))) is PackFault.BAD_SIGNATURE


@pytest.mark.parametrize("stranger", [Seal(), Seal("key-2"), Seal(issuer="province-of-production")])
def test_a_strangers_pack_is_refused(stranger: Seal) -> None:
    assert fault(stranger.pack(PARTS)) is PackFault.BAD_SIGNATURE


def test_a_pack_of_another_issuer_is_refused_even_under_our_key() -> None:
    assert fault(SEAL.pack(PARTS, iss="province-of-production")) is PackFault.BAD_SIGNATURE


def test_another_kind_of_signed_word_is_no_pack() -> None:
    payload = SEAL.pack(PARTS)
    assert fault(SEAL.sign_text("{}", RECEIPT_TYPE)) is PackFault.BAD_SIGNATURE
    assert fault(SEAL.sign_text("{}", POLICY_PACK_TYPE)) is PackFault.MALFORMED
    assert isinstance(KEYS.examined(payload), PackOffer)


@pytest.mark.parametrize(
    "changed",
    [
        {"version": "2026.11.2"},
        {"effective_from": "2026-11-02"},
        {"digest": "0" * 64},
        {"version": "2026.11.x"},
        {"parts": {}},
        {"parts": {"limits": {"version": "2026.11.1", "effective_from": "2026-11-01"}}},
        {"parts": {"items": {"categories": []}}},
    ],
)
def test_claims_that_do_not_fit_the_parts_are_malformed(changed: dict[str, JsonValue]) -> None:
    assert fault(SEAL.pack(PARTS, **changed)) is PackFault.MALFORMED


@given(st.text())
def test_a_strangers_words_never_raise(text: str) -> None:
    assert isinstance(KEYS.examined(text), RefusedPack)


# -- the order


@pytest.mark.parametrize(
    ("version", "verdict"),
    [
        ("2026.11.2", PackVerdict.NEWER),
        ("2026.12", PackVerdict.NEWER),
        ("2027.1.1", PackVerdict.NEWER),
        ("2026.11.1", PackVerdict.KNOWN),
        ("2026.11.1.0", PackVerdict.KNOWN),
        ("2026.9.30", PackFault.DOWNGRADE),
        ("2026.11", PackFault.DOWNGRADE),
        ("1", PackFault.DOWNGRADE),
    ],
)
def test_versions_are_lists_of_numbers(version: str, verdict: PackVerdict | PackFault) -> None:
    known = [KnownPack("2026.2.1", "b" * 64), KnownPack("2026.11.1", "a" * 64)]
    assert judged(offer(version), known) is verdict


def test_one_version_has_one_content() -> None:
    assert judged(offer("2026.11.1", "b" * 64), [KnownPack("2026.11.1", "a" * 64)]) is PackFault.CONFLICT


def test_a_pack_that_was_once_in_force_is_a_downgrade_later() -> None:
    known = [KnownPack("2026.11.1", "a" * 64), KnownPack("2026.11.2", "b" * 64)]
    assert judged(offer("2026.11.1", "a" * 64), known) is PackFault.DOWNGRADE


@given(st.lists(st.integers(0, 3000), min_size=1, max_size=4), st.lists(st.integers(0, 3000), min_size=1, max_size=4))
def test_the_order_is_that_of_the_numbers(one: list[int], other: list[int]) -> None:
    longest = max(len(one), len(other))
    padded = [numbers + [0] * (longest - len(numbers)) for numbers in (one, other)]
    first, second = (version_order(".".join(map(str, numbers))) for numbers in (one, other))
    assert (first < second, first == second) == (padded[0] < padded[1], padded[0] == padded[1])


@pytest.mark.parametrize("version", ["", "1.", ".1", "1.a", "1 ", "-1", "١", "v1"])
def test_other_forms_are_no_version(version: str) -> None:
    with pytest.raises(ValueError, match="version"):
        version_order(version)
