"""Everything that meets a record whose people were purged goes on working."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.acceptance import ParcelState
from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.domain.errors import DomainError, DomainFault
from app.domain.handover import AtTheDoor, stop_of
from app.domain.retention_rules import RetentionClass
from app.domain.waybill import Waybill
from app.events import EventBus
from app.inspection_ports import SpotCheck
from app.message_incident import Told, reported_message
from app.messages import Envelope
from app.statistics_ports import Span
from app.storage.unit_of_work import StoreUnit
from app.usecases.counter import Counter
from app.usecases.incident_results import InAccepted
from app.usecases.inspection_label import ReadLastLabel
from app.usecases.open_incident import OpenIncident
from app.usecases.spot_checks import ListSpotChecks
from sync.changes import DrawnRecord, SpotCheckRequest
from tests.support import builders
from tests.support.retention_house import RetentionHouse, term
from tests.support.spot_check_house import ENDS, SECRET, STARTS
from tests.support.stored_records import AcceptanceRecord

DAY = Span(builders.NOON - timedelta(hours=1), builders.NOON + timedelta(days=1), timedelta(hours=8))


@pytest.fixture
def house(tmp_path: Path) -> Iterator[RetentionHouse]:
    house = RetentionHouse(tmp_path)
    yield house
    house.close()


def purged(house: RetentionHouse) -> None:
    """Record 1 has lost everything; nothing else was accepted."""
    house.deliver(house.accept(1), house.clock.now())
    house.later(term(RetentionClass.RECORD_TEXT))
    house.purged()
    assert house.acceptance(1).text_purged_at is not None


def test_statistics_count_it_as_they_did(house: RetentionHouse) -> None:
    house.deliver(house.accept(1), house.clock.now())
    house.later(term(RetentionClass.RECORD_TEXT))

    def counted(unit: StoreUnit) -> object:
        return unit.statistics.tallies(DAY), unit.statistics.hours(DAY), unit.statistics.uploads(DAY)

    before = house.run(counted)
    house.purged()

    assert house.run(counted) == before
    (line,) = house.run(lambda unit: unit.statistics.lines(DAY, after=None, limit=10))
    assert (line.text_purged, line.sender_masked, line.waybill_number) == (True, "", "YT0000000000001")


def test_the_records_list_says_so(house: RetentionHouse) -> None:
    purged(house)

    rows = house.run(lambda unit: unit.records.page(limit=10))

    row = next(row for row in rows if row.record_id == "acceptance-1")
    assert (row.text_purged, row.sender_masked, row.waybill_number) == (True, "", "YT0000000000001")
    assert (row.evidence_total, row.evidence_delivered) == (1, 1)


def test_its_waybill_is_not_taken_twice(house: RetentionHouse) -> None:
    purged(house)
    known = house.run(lambda unit: unit.acceptances.by_waybill("YT0000000000001"))
    assert known is not None
    other = replace(house.maker.acceptance(2, files=0).acceptance, waybill=Waybill("YT0000000000001", "yto"))

    with pytest.raises(DomainError) as again:
        house.run(lambda unit: unit.acceptances.add(other))

    assert again.value.fault is DomainFault.WAYBILL_ALREADY_ACCEPTED


def test_the_door_lets_it_pass_as_before(house: RetentionHouse) -> None:
    house.deliver(house.accept(1), house.clock.now())
    before = at_the_door(house)
    house.later(term(RetentionClass.RECORD_TEXT))
    house.purged()

    assert at_the_door(house) == before


def at_the_door(house: RetentionHouse) -> object:
    accepted = house.acceptance(1)
    assert accepted.parcel.state is ParcelState.ACCEPTED
    return stop_of(AtTheDoor(accepted.parcel, accepted.mark, None, frozen=False), "yto", house.policy)


def counter_of(house: RetentionHouse) -> Counter:
    house.run(lambda unit: unit.clerks.add(Clerk(ClerkNumber("1001"), "样例丙", "", ClerkRole.CLERK)))
    return Counter(house.store, house.clock, house.ids, house.policy)


def test_an_incident_can_still_be_opened_on_it(house: RetentionHouse) -> None:
    purged(house)
    counter = counter_of(house)
    open_incident = OpenIncident(counter, EventBus())
    category = house.policy.catalogue.categories[0].number

    opened = house.on_store(lambda: open_incident(InAccepted("YT0000000000001"), category, ClerkNumber("1001")))

    assert opened.incident.acceptance_id == "acceptance-1"
    accepted = house.acceptance(1).parcel
    envelope = Envelope("told", builders.terminal_identity(), house.run(lambda unit: unit.outbox.head()), None)
    told = Told(ClerkNumber("1001"), house.clock.now(), house.policy)
    form = replace(opened.incident.form, name="罂粟壳", done=("isolated",))
    reported = replace(opened.incident, reported_at=house.clock.now(), form=form)
    payload = json.loads(reported_message(envelope, reported, told, accepted).body)["payload"]
    assert payload["sender"] is None
    assert house.audit_holds()


def test_a_label_of_it_cannot_be_printed_any_more(house: RetentionHouse) -> None:
    purged(house)
    read = ReadLastLabel(counter_of(house))

    with pytest.raises(DomainError) as refused:
        house.on_store(read)

    assert refused.value.fault is DomainFault.NO_MARK


def spot_check_of(record: AcceptanceRecord) -> SpotCheck:
    """An open one that has drawn this record."""
    message = record.message
    request = SpotCheckRequest(
        request_id="r1",
        terminal_id="terminal-1",
        period_id="p1",
        starts_at=STARTS,
        ends_at=ENDS,
        count=1,
        secret=SECRET.hex(),
        from_sequence=1,
        to_sequence=1,
        head_digest=message.digest,
        population=1,
        drawn=[DrawnRecord(sequence=message.sequence, message_id=message.message_id)],
        asked=["contents_photo"],
        due_at=ENDS,
    )
    return SpotCheck("r1", ENDS, ENDS, request.model_dump_json().encode(), "verified")


def test_a_spot_check_draws_from_the_same_chain_and_shows_it(house: RetentionHouse) -> None:
    record = house.accept(1)
    house.deliver(record, house.clock.now())
    house.later(term(RetentionClass.RECORD_TEXT))
    chain = house.run(lambda unit: unit.outbox.links(STARTS, ENDS))
    house.purged()

    assert house.run(lambda unit: unit.outbox.links(STARTS, ENDS)) == chain
    counter = counter_of(house)
    house.run(lambda unit: unit.spot_checks.save(spot_check_of(record)))
    (view,) = house.on_store(ListSpotChecks(counter))
    (drawn,) = view.records
    assert (drawn.text_purged, drawn.sender_masked, drawn.acceptance_id) == (True, "", "acceptance-1")
    assert "contents_photo" in drawn.given, "it went to the province with the record"


def test_a_drawn_record_is_kept_until_the_answer(house: RetentionHouse) -> None:
    record = house.accept(1)
    house.deliver(record, house.clock.now())
    house.run(lambda unit: unit.spot_checks.save(spot_check_of(record)))
    house.later(term(RetentionClass.RECORD_TEXT))

    report = house.purged()

    assert report.held == 1
    assert house.acceptance(1).parcel.sender is not None
