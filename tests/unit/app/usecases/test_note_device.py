"""A device that was exchanged is in the audit trail."""

from app.usecases.note_device import NoteDevice
from tests.support.counter_house import CounterHouse


def test_what_was_chosen_and_what_was_removed_is_in_the_trail() -> None:
    house = CounterHouse()
    note = NoteDevice(house.store, house.clock)
    note("id_reader", "sdt:tcp://reader.example:10001")
    note("id_reader", "")

    entries = house.store.tables.audit[-2:]
    assert [(entry.action, entry.subject_id, entry.details) for entry in entries] == [
        ("device_chosen", "id_reader", {"address": "sdt:tcp://reader.example:10001"}),
        ("device_removed", "id_reader", {}),
    ]
    assert entries[0].at == house.clock.now()
