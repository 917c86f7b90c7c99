"""``verify-mark`` at the terminal that made the mark, at another, and with a key from elsewhere."""

import base64
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.benchmarks.parcels import enrolled_offline
from app.bootstrap import find_store_key
from app.inspection_mark import mark_for
from app.paths import Home
from app.ports import TerminalIdentity
from tests.e2e.commands.program import NO, PASSPHRASE, WRONG_USE, YES, Answer, yanqi
from tests.support.builders import NOON
from tests.support.terminal import house_in, training_home

WAYBILL = "YT8962646785389"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return training_home(tmp_path / "home")


@pytest.fixture
def identity(home: Home) -> TerminalIdentity:
    """The terminal's, with a store that this made."""
    house = house_in(home, find_store_key(home, PASSPHRASE).key)
    try:
        enrolled_offline(house)
        found = house.identity()
    finally:
        house.stop()
    assert found is not None
    return found


def mark_text(identity: TerminalIdentity) -> str:
    return mark_for(
        identity,
        mark_id="0192f6a0-0000-7000-8000-000000000001",
        waybill_number=WAYBILL,
        inspector="1001",
        inspected_at=NOON,
        policy_version="2026.11.1",
    ).text


def at_the_terminal(home: Home, *words: str) -> Answer:
    return yanqi("verify-mark", *words, "--training", "--passphrase-stdin", home=home.root, stdin=f"{PASSPHRASE}\n")


def test_the_terminal_knows_its_own_marks(home: Home, identity: TerminalIdentity) -> None:
    answer = at_the_terminal(home, mark_text(identity), "--waybill", f" {WAYBILL.lower()} ")

    assert (answer.code, answer.err) == (YES, "")
    assert answer.line == {
        "ok": True,
        "problem": None,
        "outlet": "bench",
        "terminal": "bench",
        "clerk": "1001",
        "at": "2026-11-20T04:00:00+00:00",
        "policy": "2026.11.1",
        "code": answer.line["code"],
    }
    assert WAYBILL not in answer.out

    other = at_the_terminal(home, mark_text(identity), "--waybill", "YT8962646785390")
    assert (other.code, other.line["problem"], other.line["clerk"]) == (NO, "other_waybill", "1001")

    changed = at_the_terminal(home, mark_text(identity)[:-1] + "/")
    assert changed.code == NO
    assert changed.line in ({"ok": False, "problem": "bad_signature"}, {"ok": False, "problem": "malformed"})


def test_a_key_is_enough_to_check_a_mark_anywhere(tmp_path: Path, identity: TerminalIdentity) -> None:
    key = Ed25519PrivateKey.from_private_bytes(identity.private_key).public_key().public_bytes_raw()
    written = base64.urlsafe_b64encode(key).decode().rstrip("=")

    good = yanqi("verify-mark", mark_text(identity), f"--key={written}", "--waybill", WAYBILL, home=tmp_path)
    assert (good.code, good.line["ok"]) == (YES, True)

    no_mark = yanqi("verify-mark", WAYBILL, f"--key={written}", home=tmp_path)
    assert (no_mark.code, no_mark.line) == (NO, {"ok": False, "problem": "not_a_mark"})


@pytest.mark.parametrize("key", ["", "AAAA", "验讫", "A"])
def test_what_is_no_key_is_wrong_use(tmp_path: Path, key: str) -> None:
    answer = yanqi("verify-mark", "YQ1:", f"--key={key}", home=tmp_path)

    assert (answer.code, answer.out) == (WRONG_USE, "")


def test_without_a_terminal_and_without_a_key_it_says_so(tmp_path: Path) -> None:
    answer = yanqi("verify-mark", "YQ1:", "--training", home=tmp_path)

    assert (answer.code, answer.line) == (NO, {"problem": "no_store"})
