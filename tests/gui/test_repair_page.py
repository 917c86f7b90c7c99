"""The repair page in its window, by keys alone."""

from sync.state import MessageState
from tests.gui.conftest import OpenStage
from tests.gui.stage import press_keys
from tests.support.counter_house import CounterHouse
from ui.keys import Action

PHONE = "/sender/phone"


def returned(house: CounterHouse) -> str:
    message_id = house.accepted().message_id
    house.store.note_outcome(
        message_id,
        MessageState.REJECTED,
        last_outcome="payload_invalid",
        pointer="/payload/sender/phone",
        detail="string_pattern_mismatch",
    )
    return message_id


def test_f9_enter_type_enter_mends_a_returned_record(open_stage: OpenStage) -> None:
    stage = open_stage()
    house = stage.counter.house
    message_id = returned(house)
    stage.sign_in()
    page = stage.window.repair.view

    press_keys(stage.shell, "F9")
    assert stage.shell.page is page
    assert page.table.hasFocus()
    press_keys(stage.shell, "Enter")
    field = page.fix.fields[PHONE]
    assert field.hasFocus(), "the fix opens at the refused field"
    assert field.text() == "13800138000"
    assert page.fix.fields["/sender/name"].text() == ""
    assert page.fix.fields["/sender/name"].placeholderText() == "测**"
    press_keys(stage.shell, *"1390000", "Enter")
    assert field.property("wrong") == "true"
    assert not house.look(lambda work: work.repairs.corrections(message_id))
    field.selectAll()
    press_keys(stage.shell, *"13987654321", "Enter")

    (sent,) = house.look(lambda work: work.repairs.corrections(message_id))
    assert [(change.pointer, change.value) for change in sent.made.changes] == [(PHONE, "13987654321")]
    assert page.table.hasFocus(), "back on the list"
    assert not page.fix.fields, "nothing of the record stays on the page"

    press_keys(stage.shell, "Ctrl+2")
    row = stage.window.records_view.model.row(0)
    assert row is not None
    assert row.corrected
    assert "已更正" in stage.window.records_view.detail.text


def test_giving_up_and_putting_back_by_keys(open_stage: OpenStage) -> None:
    stage = open_stage()
    house = stage.counter.house
    message_id = returned(house)
    stage.sign_in()
    page = stage.window.repair.view
    stage.shell.asked.emit(Action.REPAIR_PAGE)

    press_keys(stage.shell, "Ctrl+Del")
    assert page.fix.supervisor.hasFocus()
    press_keys(stage.shell, "Esc")
    assert page.table.hasFocus()
    press_keys(stage.shell, "Ctrl+P")

    assert house.store.tables.outbox[message_id].state is MessageState.PENDING
    assert "已放回队列" in stage.text()
    press_keys(stage.shell, "F12")
    assert page.table.model().rowCount() == 0
