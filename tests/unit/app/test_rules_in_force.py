"""Which rules count: the shipped pack, the province's, or the one before it."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.policy import Policy
from app.events import PolicyPackRefused
from app.policy_files import load_policy, policy_of
from app.province_ports import PackState
from app.rules_file import policy_to_show, read_rules, write_rules
from app.rules_in_force import RulesInForce, RulesSource, copy_of, is_usable, rules_at_start, rules_standing
from app.storage.columns import blob
from app.storage.connection import open_connection
from app.storage.province_news import StorePolicyPacks
from app.storage.store import STORE_NAME, EncryptedStore
from sync.policy_packs import KnownPack, PackKeys, PackOffer
from sync.words import PackFault
from tests.support.builders import POLICY_FOLDER, terminal_identity
from tests.support.memory_province import ISSUER, Seal
from tests.support.rule_packs import Parts, newer_parts, shipped_parts

KEY = bytes(range(32))
TODAY = date(2026, 11, 10)
NOON = datetime(2026, 11, 10, 4, 0, tzinfo=UTC)
SEAL = Seal()
SHIPPED = load_policy(POLICY_FOLDER)


class Terminal:
    """An enrolled store and the province's packs in it."""

    def __init__(self, folder: Path, seal: Seal = SEAL) -> None:
        self.folder = folder
        identity = replace(terminal_identity(), issuer=ISSUER, receipt_keys=tuple(seal.keys))
        with EncryptedStore(folder, KEY) as store:
            store.run(lambda unit: unit.terminal.save_identity(identity))

    def take(self, parts: Parts, seal: Seal = SEAL) -> None:
        offer = PackKeys(ISSUER, seal.keys).examined(seal.pack(parts))
        with EncryptedStore(self.folder, KEY) as store:
            packs = StorePolicyPacks(store, KnownPack(SHIPPED.version, SHIPPED.digest), is_usable, lambda _event: None)
            packs.take(offer, NOON)

    def start(self, today: date = TODAY, shipped: Policy = SHIPPED) -> RulesInForce:
        with EncryptedStore(self.folder, KEY) as store:
            return rules_at_start(store, shipped, now=NOON, today=today)

    def states(self) -> list[tuple[str, PackState]]:
        with EncryptedStore(self.folder, KEY) as store:
            return [(kept.version, kept.state) for kept in rules_standing(store).taken]

    def refused(self) -> list[tuple[str, PackFault]]:
        with EncryptedStore(self.folder, KEY) as store:
            return [(offer.version, offer.reason) for offer in rules_standing(store).refused]

    def changes(self) -> list[tuple[str, str, str]]:
        """What the audit trail tells of the rules: which version, whose, and instead of which."""
        connection = open_connection(self.folder / STORE_NAME, KEY)
        rows = connection.execute("SELECT entry FROM audit ORDER BY number").fetchall()
        connection.close()
        entries = [json.loads(blob(row[0])) for row in rows]
        told = [entry["details"] for entry in entries if entry["action"] == "rules_changed"]
        return [(details["version"], details["source"], details["instead_of"]) for details in told]

    def spoil(self, sql: str) -> None:
        connection = open_connection(self.folder / STORE_NAME, KEY)
        connection.execute(sql)
        connection.close()


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


def test_without_a_pack_the_shipped_rules_count(terminal: Terminal) -> None:
    rules = terminal.start()
    assert (rules.policy, rules.source, rules.since, rules.withdrawn) == (SHIPPED, RulesSource.SHIPPED, None, ())


def test_before_enrolment_the_shipped_rules_count(tmp_path: Path) -> None:
    with EncryptedStore(tmp_path, KEY) as store:
        assert rules_at_start(store, SHIPPED, now=NOON, today=TODAY).source is RulesSource.SHIPPED


def test_a_taken_pack_counts_from_the_next_start_and_under_the_provinces_own_digest(terminal: Terminal) -> None:
    parts = newer_parts("2026.12.1")
    terminal.take(parts)

    rules = terminal.start()

    assert (rules.source, rules.since, rules.policy.min_photos) == (RulesSource.PROVINCE, NOON, 3)
    assert rules.policy == policy_of(parts)
    assert rules.policy.digest != SHIPPED.digest
    assert terminal.states() == [("2026.12.1", PackState.IN_FORCE)]
    assert terminal.start().since == NOON


def test_the_day_of_a_pack_is_waited_for(terminal: Terminal) -> None:
    terminal.take(newer_parts("2026.12.1"))
    terminal.take(newer_parts("2027.1.1", "2027-01-01"))

    assert terminal.start(date(2026, 12, 31)).policy.version == "2026.12.1"
    assert terminal.start(date(2027, 1, 1)).policy.version == "2027.1.1"
    assert terminal.states() == [("2026.12.1", PackState.REPLACED), ("2027.1.1", PackState.IN_FORCE)]


def test_setting_the_clock_back_undoes_no_pack_that_was_in_force(terminal: Terminal, tmp_path: Path) -> None:
    terminal.take(newer_parts("2026.12.1"))
    terminal.take(newer_parts("2027.1.1", "2027-01-01"))
    terminal.start(date(2027, 1, 1))
    set_back = date(2026, 11, 10)

    rules = terminal.start(set_back)

    assert rules.policy.version == "2027.1.1"
    with EncryptedStore(terminal.folder, KEY) as store:
        write_rules(tmp_path / "rules.json", copy_of(rules, store, SHIPPED.version))
    assert policy_to_show(read_rules(tmp_path / "rules.json"), SHIPPED, set_back) == rules.policy
    terminal.take(newer_parts("2027.2.1", "2027-02-01"))
    assert terminal.start(set_back).policy.version == "2027.1.1", "the day of one that never counted is waited for"
    assert terminal.start(date(2027, 2, 1)).policy.version == "2027.2.1"


def test_each_change_of_the_pack_in_force_is_audited_once(terminal: Terminal) -> None:
    terminal.start()
    assert terminal.changes() == []
    terminal.take(newer_parts("2026.12.1"))
    terminal.take(newer_parts("2027.1.1", "2027-01-01"))
    for today in (TODAY, TODAY, date(2027, 1, 1), TODAY):
        terminal.start(today)
    assert terminal.changes() == [
        ("2026.12.1", "province", SHIPPED.version),
        ("2027.1.1", "province", "2026.12.1"),
    ]
    terminal.start(shipped=replace(SHIPPED, version="2027.2.1"))
    assert terminal.changes()[2:] == [("2027.2.1", "shipped", "2027.1.1")]


def test_a_pack_that_counts_again_counts_from_then_on(terminal: Terminal) -> None:
    terminal.take(newer_parts("2026.12.1"))
    terminal.start()
    terminal.start(shipped=replace(SHIPPED, version="2027.1.1"))
    with EncryptedStore(terminal.folder, KEY) as store:
        later = rules_at_start(store, SHIPPED, now=NOON + timedelta(days=1), today=TODAY)
    assert later.since == NOON + timedelta(days=1)
    assert terminal.start().since == later.since


def test_a_program_that_ships_newer_rules_uses_them(terminal: Terminal) -> None:
    terminal.take(newer_parts("2026.12.1"))
    terminal.start()
    newer = replace(SHIPPED, version="2027.1.1")
    rules = terminal.start(shipped=newer)
    assert (rules.policy, rules.source) == (newer, RulesSource.SHIPPED)
    assert terminal.states() == [("2026.12.1", PackState.REPLACED)]


def test_the_shipped_pack_under_the_provinces_signature_is_the_provinces(terminal: Terminal) -> None:
    terminal.take(shipped_parts())
    rules = terminal.start()
    assert (rules.source, rules.policy) == (RulesSource.PROVINCE, SHIPPED)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE policy_packs SET jws = substr(jws, 1, length(jws) - 4) || 'AAAA' WHERE version = '2026.12.2'",
        "UPDATE policy_packs SET jws = (SELECT min(jws) FROM policy_packs) WHERE version = '2026.12.2'",
    ],
)
def test_a_pack_that_was_tampered_with_gives_way_to_the_one_before(terminal: Terminal, sql: str) -> None:
    terminal.take(newer_parts("2026.12.1"))
    terminal.take(newer_parts("2026.12.2"))
    terminal.spoil(sql)

    rules = terminal.start()

    assert rules.policy.version == "2026.12.1"
    assert rules.withdrawn == (PolicyPackRefused("2026.12.2", PackFault.BAD_SIGNATURE),)
    assert terminal.refused() == [("2026.12.2", PackFault.BAD_SIGNATURE)]
    assert terminal.start().withdrawn == (), "told once"


def test_without_any_pack_that_holds_the_shipped_one_counts(terminal: Terminal) -> None:
    terminal.take(newer_parts("2026.12.1"))
    terminal.spoil("UPDATE policy_packs SET jws = 'x'")
    rules = terminal.start()
    assert (rules.policy, rules.source) == (SHIPPED, RulesSource.SHIPPED)
    assert rules.withdrawn == (PolicyPackRefused("2026.12.1", PackFault.BAD_SIGNATURE),)


def test_a_pack_under_another_provinces_key_never_counts(tmp_path: Path) -> None:
    """The keys that were pinned at enrolment decide: a training store has its training province's."""
    terminal = Terminal(tmp_path, seal=Seal(issuer=ISSUER))
    terminal.take(newer_parts("2026.12.1"))  # put past the check that comes first
    rules = terminal.start()
    assert (rules.source, rules.withdrawn) == (
        RulesSource.SHIPPED,
        (PolicyPackRefused("2026.12.1", PackFault.BAD_SIGNATURE),),
    )


def test_a_pack_with_rules_of_tomorrow_is_refused_whole(terminal: Terminal) -> None:
    terminal.take(newer_parts("2026.12.1") | {"drones": {"effective_from": "2026-11-01"}})
    broken = newer_parts("2026.12.2")
    broken["refusals"] = {"reasons": "later"}
    terminal.take(broken)
    assert terminal.states() == []
    assert terminal.refused() == [("2026.12.1", PackFault.UNUSABLE), ("2026.12.2", PackFault.UNUSABLE)]
    assert terminal.start().source is RulesSource.SHIPPED


# -- the copy beside the store


def test_the_copy_shows_the_rules_that_the_next_start_chooses(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "rules.json"
    terminal.take(newer_parts("2026.12.1"))
    terminal.take(newer_parts("2027.1.1", "2027-01-01"))
    rules = terminal.start()
    with EncryptedStore(terminal.folder, KEY) as store:
        write_rules(path, copy_of(rules, store, SHIPPED.version))

    copy = read_rules(path)

    assert copy is not None
    assert (copy.version, copy.digest, copy.source) == ("2026.12.1", rules.policy.digest, "province")
    for today in (TODAY, date(2026, 12, 31), date(2027, 1, 1)):
        assert policy_to_show(copy, SHIPPED, today) == terminal.start(today).policy
    assert policy_to_show(copy, replace(SHIPPED, version="2028"), TODAY).version == "2028"
    assert policy_to_show(None, SHIPPED, TODAY) is SHIPPED


def test_a_copy_of_a_pack_that_was_changed_by_hand_is_passed_over(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "rules.json"
    terminal.take(newer_parts("2026.12.1"))
    rules = terminal.start()
    with EncryptedStore(terminal.folder, KEY) as store:
        write_rules(path, copy_of(rules, store, SHIPPED.version))
    path.write_text(path.read_text(encoding="utf-8").replace('"min_photos": 3', '"min_photos": 1'), encoding="utf-8")

    assert policy_to_show(read_rules(path), SHIPPED, TODAY) is SHIPPED


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "{}", '{"version": "1", "digest": "", "effective_from": "", "source": "", "since": 1}'],
)
def test_a_copy_that_cannot_be_used_is_none(tmp_path: Path, content: str) -> None:
    path = tmp_path / "rules.json"
    path.write_text(content, encoding="utf-8")
    assert read_rules(path) is None
    assert read_rules(tmp_path / "nowhere.json") is None


def test_refused_offers_stand_in_the_copy(terminal: Terminal, tmp_path: Path) -> None:
    terminal.take(newer_parts("2026.2.1"))
    rules = terminal.start()
    with EncryptedStore(terminal.folder, KEY) as store:
        copy = copy_of(rules, store, SHIPPED.version)
    write_rules(tmp_path / "rules.json", copy)
    assert read_rules(tmp_path / "rules.json") == copy
    assert copy.refused == (("2026.2.1", "downgrade", NOON),)


def test_what_is_usable_is_what_this_program_reads_whole() -> None:
    good = PackKeys(ISSUER, SEAL.keys).examined(SEAL.pack(newer_parts("2026.12.1")))
    assert isinstance(good, PackOffer)
    assert is_usable(good)
    assert not is_usable(replace(good, parts={"limits": good.parts["limits"]}))
