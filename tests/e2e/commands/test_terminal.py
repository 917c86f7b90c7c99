"""``queue``, ``sync`` and ``verify-audit`` on a real store under a passphrase, and on one that cannot be opened."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from app.benchmarks.parcels import enrolled_offline
from app.bootstrap import House, find_store_key
from app.paths import Home
from app.ports import TerminalIdentity
from app.storage.connection import open_connection
from app.storage.store import STORE_NAME
from sync.province.serve import EmbeddedProvince
from sync.province.settings import Throttle
from tests.e2e.commands.program import NO, PASSPHRASE, YES, Answer, yanqi
from tests.support.real_province import province_in
from tests.support.terminal import CounterClerk, enrolled_house, house_in, quick_hands, training_home

PICTURE = b"\xff\xd8\xff" + bytes(50_000)
SYNC_MEMBERS = {"delivered", "rejected", "pending", "evidence_pending", "evidence_bytes", "seconds", "fault"}
QUEUE_MEMBERS = {
    "subject", "id", "kind", "state", "sequence", "attempts", "not_before", "last_outcome", "created_at", "bytes",
    "pointer", "corrects", "given_up",
    "late_entry",
}  # fmt: skip
PHOTOS = 2 * 2
"""Of two parcels: the contents, and the sealed parcel."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """A training terminal with two acceptances and a refusal that nobody has sent yet."""

    home: Home
    key: bytes
    identity: TerminalIdentity
    people: list[str]
    """What no answer may hold."""

    def yanqi(self, *words: str, passphrase: str | None = PASSPHRASE) -> Answer:
        """A command on this terminal."""
        key = () if passphrase is None else ("--passphrase-stdin",)
        answer = yanqi(*words, "--training", *key, home=self.home.root, stdin=f"{passphrase}\n")
        for text in self.people:
            assert text not in answer.out + answer.err
        return answer


@pytest.fixture
def province(tmp_path: Path) -> Iterator[EmbeddedProvince]:
    with province_in(tmp_path / "province") as province:
        yield province


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """With a province that nobody runs."""
    return working_terminal(tmp_path, enrolled_offline)


@pytest.fixture
def sender(tmp_path: Path, province: EmbeddedProvince) -> Terminal:
    """With a province that answers."""
    return working_terminal(tmp_path, partial(enrolled_house, url=province.url, code=province.issue_code()))


def working_terminal(tmp_path: Path, enrol: Callable[[House], object]) -> Terminal:
    home = training_home(tmp_path / "home")
    key = find_store_key(home, PASSPHRASE).key
    house = house_in(home, key)
    try:
        enrol(house)
        identity = house.identity()
        assert identity is not None
        return Terminal(home, key, identity, taken_in(house))
    finally:
        house.stop()


def taken_in(house: House) -> list[str]:
    """Two parcels, and one refused; what identifies their senders."""
    clerk = CounterClerk(house, quick_hands(1, PICTURE))
    people = []
    for _ in range(2):
        view = clerk.completed(clerk.open_counter())
        assert view.parcel is not None
        assert view.parcel.waybill is not None
        assert view.parcel.sender is not None
        document = view.parcel.sender.document
        people += [document.number, document.name, document.address, str(view.parcel.sender.phone)]
        people.append(view.parcel.waybill.number)
        clerk.accept(view)
    clerk.refuse(clerk.open_counter(), "inspection_refused")
    return people


def test_the_queue_tells_what_waits_oldest_first(terminal: Terminal) -> None:
    answer = terminal.yanqi("queue")

    assert (answer.code, answer.err) == (YES, "")
    assert all(line.keys() == QUEUE_MEMBERS for line in answer.lines)
    assert {line["state"] for line in answer.lines} == {"pending"}
    messages = [line for line in answer.lines if line["subject"] == "message"]
    files = [line for line in answer.lines if line["subject"] == "evidence"]
    assert [(line["kind"], line["sequence"]) for line in messages] == [
        ("acceptance", 1),
        ("acceptance", 2),
        ("refusal", 3),
    ]
    assert [(line["kind"], line["bytes"]) for line in files] == [("image/jpeg", len(PICTURE) + 16)] * PHOTOS
    times = [str(line["created_at"]) for line in answer.lines]
    assert times == sorted(times)
    assert {(line["attempts"], line["not_before"], line["last_outcome"]) for line in answer.lines} == {(0, None, None)}
    assert len(terminal.yanqi("queue", "--limit", "1").lines) == 1


def test_an_enrolment_is_renewed_with_a_fresh_code_and_the_chain_goes_on(
    sender: Terminal, province: EmbeddedProvince
) -> None:
    answer = sender.yanqi("renew-enrolment", "--code", province.issue_code())

    assert (answer.code, answer.err) == (YES, "")
    assert answer.line["terminal"] == sender.identity.terminal_id
    assert answer.line["keys"] == [kid for kid, _ in sender.identity.receipt_keys]
    refused = sender.yanqi("renew-enrolment", "--code", "NOSUCH-CODE")
    assert (refused.code, refused.line) == (NO, {"problem": "enrolment_code_invalid"})
    assert sender.yanqi("sync").line["delivered"] == 3


def test_the_link_is_tested_step_by_step_in_the_terminals_name(sender: Terminal) -> None:
    answer = sender.yanqi("test-link")

    assert (answer.code, answer.err, answer.line["ok"]) == (YES, "", True)
    assert steps_of(answer) == [
        "name_is_address",
        "connected",
        "no_tls_here",
        "enrolled",
        "clock_right",
        "no_receipt_yet",
    ]


def steps_of(answer: Answer) -> list[object]:
    steps = answer.line["steps"]
    assert isinstance(steps, list)
    return [step["finding"] for step in steps if isinstance(step, dict)]


def test_sync_drains_the_outbox_and_the_audit_holds(sender: Terminal, province: EmbeddedProvince) -> None:
    answer = sender.yanqi("sync")

    assert (answer.code, answer.err) == (YES, "")
    assert answer.line.keys() == SYNC_MEMBERS
    seconds = answer.line["seconds"]
    assert isinstance(seconds, float)
    assert answer.line == {
        "delivered": 3,
        "rejected": 0,
        "pending": 0,
        "evidence_pending": 0,
        "evidence_bytes": PHOTOS * (len(PICTURE) + 16),
        "seconds": seconds,
        "fault": None,
    }
    assert province.chain_report(sender.identity.terminal_id).whole

    empty = sender.yanqi("queue")
    assert (empty.code, empty.out, empty.err) == (YES, "", "")
    again = sender.yanqi("sync", "--once")
    assert (again.code, again.line["delivered"]) == (YES, 0)
    audit = sender.yanqi("verify-audit")
    assert (audit.code, audit.line) == (
        YES,
        {
            "ok": True,
            "length": 4,
            "receipts_checked": 3 + PHOTOS,
            "receipts_bad": 0,
            "purges_checked": 0,
            "purges_bad": 0,
        },
    )
    books = sender.yanqi("reconcile")
    assert (books.code, books.line) == (
        YES,
        {"made": 3, "received": 3, "waiting": 0, "refused": 0, "unknown": 0, "balanced": True, "late_entries": 0},
    )


def test_sync_waits_for_what_is_due_later_and_once_does_not(tmp_path: Path) -> None:
    pauses = [Throttle(429, timedelta(seconds=1))] * 2
    throttled = False

    def admission() -> Throttle | None:
        return pauses.pop() if throttled and pauses else None

    with province_in(tmp_path / "province", admission) as province:
        terminal = working_terminal(tmp_path, partial(enrolled_house, url=province.url, code=province.issue_code()))
        throttled = True
        once = terminal.yanqi("sync", "--once")
        waiting = terminal.yanqi("queue")
        patient = terminal.yanqi("sync")

    assert (once.code, once.line["pending"], once.line["fault"]) == (NO, 3, "throttled")
    assert {line["last_outcome"] for line in waiting.lines if line["subject"] == "message"} == {"throttled"}
    assert (patient.code, patient.line["delivered"], patient.line["fault"]) == (YES, 3, None)


def test_without_a_province_everything_goes_on_waiting(terminal: Terminal) -> None:
    answer = terminal.yanqi("sync", "--once")

    assert answer.code == NO
    assert (answer.line["delivered"], answer.line["pending"], answer.line["fault"]) == (0, 3, "unreachable")
    impatient = terminal.yanqi("sync", "--timeout", "0.1")
    assert (impatient.code, impatient.line["pending"]) == (NO, 3)


def test_a_fault_that_a_person_must_mend_is_not_waited_out(sender: Terminal, province: EmbeddedProvince) -> None:
    province.revoke(sender.identity.terminal_id)
    answer = sender.yanqi("sync")

    assert (answer.code, answer.line["pending"], answer.line["fault"]) == (NO, 3, "credentials_refused")


def test_a_terminal_that_is_not_enrolled_says_so(tmp_path: Path) -> None:
    home = training_home(tmp_path)
    house_in(home, find_store_key(home, PASSPHRASE).key).stop()
    answer = yanqi("sync", "--training", "--passphrase-stdin", home=tmp_path, stdin=PASSPHRASE)

    assert (answer.code, answer.line) == (NO, {"problem": "not_enrolled"})


def test_an_altered_audit_trail_is_found(terminal: Terminal) -> None:
    connection = open_connection(terminal.home.store / STORE_NAME, terminal.key)
    connection.execute("DROP TRIGGER audit_is_frozen")
    altered = "CAST(replace(CAST(entry AS TEXT), 'accepted', 'examined') AS BLOB)"
    connection.execute(f"UPDATE audit SET entry = {altered} WHERE number = 2")  # noqa: S608 # our own words
    connection.close()
    answer = terminal.yanqi("verify-audit")

    assert (answer.code, answer.line) == (
        NO,
        {
            "ok": False,
            "length": 3,
            "receipts_checked": 0,
            "receipts_bad": 0,
            "purges_checked": 0,
            "purges_bad": 0,
            "first_break": 2,
        },
    )


COMMANDS = pytest.mark.parametrize("command", ["queue", "reconcile", "sync", "verify-audit"])


@COMMANDS
def test_without_a_store_there_is_a_hint(tmp_path: Path, command: str) -> None:
    (tmp_path / "production" / "store").mkdir(parents=True)
    answer = yanqi(command, home=tmp_path)

    assert (answer.code, answer.line) == (NO, {"problem": "no_store"})
    assert "yanqi run" in answer.err
    assert list((tmp_path / "production").rglob("*")) == [tmp_path / "production" / "store"], "a look makes nothing"


@COMMANDS
def test_a_store_that_another_program_works_with_is_told(terminal: Terminal, command: str) -> None:
    house = house_in(terminal.home, terminal.key)
    try:
        answer = terminal.yanqi(command)
    finally:
        house.stop()

    assert (answer.code, answer.line, answer.err) == (NO, {"problem": "store_locked"}, "")


@pytest.mark.parametrize(
    ("passphrase", "problem"),
    [(PASSPHRASE + "!", "passphrase_wrong"), ("", "passphrase_wrong"), (None, "key_store_missing")],
)
def test_without_the_passphrase_nothing_is_told(terminal: Terminal, passphrase: str | None, problem: str) -> None:
    answer = terminal.yanqi("queue", passphrase=passphrase)

    assert (answer.code, answer.line) == (NO, {"problem": problem})
    assert PASSPHRASE not in answer.out + answer.err


def test_a_store_without_its_key_file_is_told_and_stays(terminal: Terminal) -> None:
    terminal.home.wrapped_key.unlink()

    assert terminal.yanqi("queue").line == {"problem": "key_lost"}
    assert terminal.yanqi("queue", passphrase=None).line == {"problem": "key_store_locked"}
    assert (terminal.home.store / STORE_NAME).exists()


def test_a_look_at_a_running_training_store_does_not_take_it_away(tmp_path: Path) -> None:
    """Its key is in the memory of the program that runs: whoever else comes has no key, and must leave it alone."""
    home = training_home(tmp_path)
    house = house_in(home, secrets.token_bytes(32))
    try:
        answer = yanqi("queue", "--training", home=tmp_path)
        assert (answer.code, answer.line) == (NO, {"problem": "key_store_locked"})
        assert (home.store / STORE_NAME).exists()
    finally:
        house.stop()


def test_a_damaged_store_is_told(terminal: Terminal) -> None:
    store = terminal.home.store / STORE_NAME
    content = bytearray(store.read_bytes())
    for page in range(4096, len(content), 4096):  # the first page is left alone: the key is right
        content[page + 100 : page + 200] = bytes(100)
    store.write_bytes(content)
    answer = terminal.yanqi("queue")

    assert (answer.code, answer.line, answer.err) == (NO, {"problem": "store_corrupt"}, "")


@pytest.mark.parametrize(
    ("written", "member"), [("{", ""), ('{"scaner": "serial:COM3"}', "scaner"), ('{"wedge_gap_ms": 1}', "wedge_gap_ms")]
)
def test_wrong_settings_are_told_with_the_member(terminal: Terminal, written: str, member: str) -> None:
    terminal.home.settings.write_text(written, encoding="utf-8")
    answer = terminal.yanqi("queue")

    assert (answer.code, answer.line) == (NO, {"problem": "settings_invalid", "member": member})


def test_an_authority_that_cannot_be_read_is_told(terminal: Terminal) -> None:
    terminal.home.settings.write_text('{"ca_file": "nowhere.pem"}', encoding="utf-8")
    answer = terminal.yanqi("sync")

    assert (answer.code, answer.line) == (NO, {"problem": "settings_invalid", "member": "ca_file"})


def test_training_and_production_never_meet(terminal: Terminal) -> None:
    in_production = partial(yanqi, "queue", "--passphrase-stdin", home=terminal.home.root, stdin=PASSPHRASE)

    assert in_production().line == {"problem": "no_store"}
