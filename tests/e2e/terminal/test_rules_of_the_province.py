"""Rules from the province's signature to the record that was made under them."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.bootstrap import House
from app.events import ChangesTaken, Event, PolicyPackArrived, PolicyPackRefused
from app.paths import Home
from app.rules_file import read_rules
from app.rules_in_force import RulesSource
from sync.digests import pack_digest
from sync.province.serve import EmbeddedProvince
from sync.words import ChangeKind, PackFault
from tests.support.real_province import province_in
from tests.support.rule_packs import newer_parts, shipped_parts
from tests.support.terminal import CounterClerk, enrolled_house, house_in, in_order, quick_hands, training_home

PARTS = newer_parts("2099.1.1", min_photos=2)


@pytest.fixture
def province(tmp_path: Path) -> Iterator[EmbeddedProvince]:
    with province_in(tmp_path / "province") as running:
        yield running


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return training_home(tmp_path / "terminal")


class Heard:
    """What a house tells, but for how the sync stands."""

    def __init__(self, house: House) -> None:
        self.events: list[Event] = []
        house.events.subscribe(self._hear)

    def _hear(self, event: Event) -> None:
        if isinstance(event, PolicyPackArrived | PolicyPackRefused | ChangesTaken):
            self.events.append(event)


def run_once(house: House) -> None:
    """Ask the province, and send what is due."""
    identity = house.identity()
    assert identity is not None
    engine = house.engine(identity)
    engine.run_once()
    engine.close()


def accept_one(house: House) -> dict[str, object]:
    """The payload of a parcel that was accepted."""
    clerk = CounterClerk(house, quick_hands(1), choose=in_order)
    clerk.accept(clerk.completed(clerk.open_counter()))
    (message,) = house.outbox.claim(house.clock.now(), timedelta(), max_messages=1, max_bytes=1)
    payload = json.loads(message.body)["payload"]
    assert isinstance(payload, dict)
    return payload


def test_a_newer_pack_counts_from_the_next_start_and_stands_in_the_record(
    province: EmbeddedProvince, home: Home
) -> None:
    house = house_in(home)
    heard = Heard(house)
    enrolled_house(house, province.url, province.issue_code())
    published = province.policy.publish(PARTS)
    run_once(house)
    assert [type(event) for event in heard.events] == [PolicyPackArrived]
    assert (house.policy.min_photos, house.rules.source) == (1, RulesSource.SHIPPED)
    house.stop()

    house = house_in(home)
    try:
        assert (house.rules.source, house.policy.version, house.policy.min_photos) == (
            RulesSource.PROVINCE,
            "2099.1.1",
            2,
        )
        record = accept_one(house)
        assert (record["policy_version"], record["policy_digest"]) == ("2099.1.1", published.digest)
        assert published.digest == pack_digest(PARTS), "the province can compute it again"
        evidence = record["evidence"]
        assert isinstance(evidence, list)
        assert len(evidence) >= 2
        assert house.check_audit().ok
    finally:
        house.stop()


def test_the_shipped_rules_under_the_provinces_signature_are_no_news(province: EmbeddedProvince, home: Home) -> None:
    house = house_in(home)
    heard = Heard(house)
    enrolled_house(house, province.url, province.issue_code())
    assert province.policy.publish(shipped_parts()).digest == house.policy.digest
    run_once(house)
    run_once(house)
    assert heard.events == []
    house.stop()
    house = house_in(home)
    assert house.rules.source is RulesSource.PROVINCE
    house.stop()


def test_a_downgrade_is_refused_and_told(province: EmbeddedProvince, home: Home) -> None:
    house = house_in(home)
    heard = Heard(house)
    enrolled_house(house, province.url, province.issue_code())
    province.policy.publish(newer_parts("2020.1.1"))
    run_once(house)
    assert heard.events == [PolicyPackRefused("2020.1.1", PackFault.DOWNGRADE)]
    copy = read_rules(home.rules)
    assert copy is not None
    assert [(version, reason) for version, reason, _ in copy.refused] == [("2020.1.1", "downgrade")]
    house.stop()
    house = house_in(home)
    assert house.rules.source is RulesSource.SHIPPED
    house.stop()


def test_a_province_that_lost_its_key_changes_no_rules(tmp_path: Path, home: Home) -> None:
    """Somebody who has the address, but not the key that was pinned."""
    with province_in(tmp_path / "genuine") as genuine:
        house = house_in(home)
        heard = Heard(house)
        identity = enrolled_house(house, genuine.url, genuine.issue_code())
    data = tmp_path / "genuine"
    (data / "receipt-key.pem").unlink()
    with province_in(data) as impostor:
        impostor.policy.publish(PARTS)
        impostor.changes.tell(identity.outlet_id, ChangeKind.NOTICE, {"title": "假"})
        engine = house.engine(replace(identity, province_url=impostor.url))
        engine.run_once()
        engine.close()
    assert heard.events == [PolicyPackRefused("", PackFault.BAD_SIGNATURE)]
    assert house.store.run(lambda unit: unit.change_list.cursor()) == 0
    house.stop()


def test_what_the_province_tells_reaches_the_store(province: EmbeddedProvince, home: Home) -> None:
    house = house_in(home)
    heard = Heard(house)
    identity = enrolled_house(house, province.url, province.issue_code())
    province.changes.tell(identity.outlet_id, ChangeKind.NOTICE, {"title": "甲"})
    province.changes.tell(identity.outlet_id, "kind_of_tomorrow", {"n": 1})
    run_once(house)
    run_once(house)
    assert heard.events == [ChangesTaken(("kind_of_tomorrow", "notice"))]
    told = house.store.run(lambda unit: unit.changes.of_kind(ChangeKind.NOTICE))
    assert [change.body for change in told] == [{"title": "甲"}]
    house.stop()
