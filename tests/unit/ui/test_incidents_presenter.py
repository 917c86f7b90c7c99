"""The incidents' page: its clock, its form, and frozen waybills."""

from datetime import timedelta

import pytest

from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.domain.errors import DomainFault
from app.domain.handover_rules import HandoverHead
from app.domain.incident import FormNeed
from app.domain.inspection import ScreeningPlace
from app.storage.errors import StorageFault
from app.usecases.edits import RecordScreening
from app.usecases.incident_results import InOutlet
from tests.support.builders import CLERK, NOON
from tests.support.counter_house import WAYBILL, CounterHouse
from tests.support.fake_counter import FakeCounter, SteppedTaskRunner
from tests.support.incident_desk import IncidentDesk
from ui.faults import Failed
from ui.screens.incidents.presenter import SAME_SENDER
from ui.screens.incidents.state import FilledForm, HoldRow, OpenRow, Part, ReportedRow, Said, TickKind
from ui.screens.incidents.wording import departed_lines, said_look, stopped_lines
from ui.tones import Tone

PIN = "2580"
OTHER = "YT8962646785390"


@pytest.fixture(scope="module")
def supervisor() -> Clerk:
    return CounterHouse().add_clerk("9001", "样例站长", PIN)


@pytest.fixture
def desk(supervisor: Clerk) -> IncidentDesk:
    desk = IncidentDesk()
    desk.house.look(lambda work: work.clerks.add(supervisor))
    desk.sign_in()
    return desk


def form_of(desk: IncidentDesk) -> FilledForm:
    """The form on the screen."""
    assert desk.state.form is not None
    return desk.state.form


def part_of(desk: IncidentDesk) -> Part:
    """What stands open beside the list."""
    return desk.state.part


def said_of(desk: IncidentDesk) -> Said:
    """The last answer."""
    return desk.state.said


def shows_form(desk: IncidentDesk) -> bool:
    """Whether there is anything to fill in."""
    return desk.state.form is not None


def fill(desk: IncidentDesk) -> None:
    """Everything a report needs."""
    desk.page.name("鞭炮")
    desk.page.press("1")
    desk.page.press("A")


def handed_over(desk: IncidentDesk, number: str) -> None:
    """It was accepted, and has left with a vehicle."""
    house = desk.house
    house.accepted(number)
    house.open_handover(HandoverHead(vehicle="云A12345"), CLERK)
    house.scan_out(number, CLERK)
    house.screen_handover(RecordScreening(ScreeningPlace.HERE, "XR-1", "2001", passed=True), (), CLERK)
    house.close_handover(CLERK)


def test_an_empty_page_has_no_clock(desk: IncidentDesk) -> None:
    assert desk.state.rows == ()
    assert desk.chips[-1] is None


@pytest.mark.parametrize(
    ("minutes", "tone", "words"),
    [(0, "calm", "剩 30 分钟"), (21, "warn", "快到时限 1 · 剩 9 分钟"), (31, "bad", "超过时限 1 · 已超 1 分钟")],
)
def test_the_clock_counts_down_in_words_and_tone(desk: IncidentDesk, minutes: int, tone: str, words: str) -> None:
    desk.open_one()
    desk.page.tick(NOON + timedelta(minutes=minutes))
    chip = desk.chips[-1]
    assert chip is not None
    assert chip.tone == tone
    assert words in chip.text


@pytest.mark.parametrize("minutes", [0, 25, 90])
def test_the_clock_of_a_discreet_incident_is_neutral(desk: IncidentDesk, minutes: int) -> None:
    desk.open_one(12)
    desk.page.tick(NOON + timedelta(minutes=minutes))
    chip = desk.chips[-1]
    assert chip is not None
    assert chip.tone == "calm"
    assert chip.text.startswith("待办 1")
    assert "异常" not in chip.text + chip.todo
    assert "毒" not in chip.text + chip.todo


def test_a_form_is_filled_by_its_keys_and_kept_with_each_of_them(desk: IncidentDesk) -> None:
    incident = desk.open_one()
    fill(desk)
    desk.page.note("装在茶叶罐里")
    desk.page.count(1)
    kept = desk.house.look(lambda work: work.incidents.get(incident.incident_id))
    assert kept is not None
    assert (kept.form.name, kept.form.quantity, kept.form.note) == ("鞭炮", 2, "装在茶叶罐里")
    assert (kept.form.called, kept.form.called_at) == (("police",), NOON)
    assert len(kept.form.done) == 1
    assert form_of(desk).needs == ()


def test_a_tick_is_taken_back_by_the_same_key_and_the_call_time_with_it(desk: IncidentDesk) -> None:
    desk.open_one()
    fill(desk)
    desk.page.press("A")
    desk.page.press("1")
    assert form_of(desk).form.called_at is None
    assert form_of(desk).needs == (FormNeed.STEPS,)


def test_what_is_typed_is_never_taken_back_by_an_earlier_answer(supervisor: Clerk) -> None:
    tasks = SteppedTaskRunner()
    desk = IncidentDesk(FakeCounter(store_tasks=tasks))
    desk.house.look(lambda work: work.clerks.add(supervisor))
    desk.sign_in()
    desk.open_one()
    tasks.run_all()
    desk.page.select(desk.house.list_incidents().open_ones[0].incident.incident_id)
    desk.page.name("鞭")
    desk.page.name("鞭炮")
    assert form_of(desk).form.name == "鞭炮"
    tasks.run_all()
    assert form_of(desk).form.name == "鞭炮"
    assert desk.house.list_incidents().open_ones[0].incident.form.name == "鞭炮"


def test_a_full_disk_keeps_what_was_typed_on_the_screen(desk: IncidentDesk) -> None:
    desk.open_one()
    desk.house.store.fail_next_commit(StorageFault.STORE_FULL)
    desk.page.name("鞭炮")
    assert desk.state.failure == Failed(StorageFault.STORE_FULL)
    assert form_of(desk).form.name == "鞭炮"
    desk.page.press("1")
    kept = desk.house.list_incidents().open_ones[0].incident.form
    assert (kept.name, len(kept.done)) == ("鞭炮", 1)


def test_a_report_is_sent_once_it_is_whole(desk: IncidentDesk) -> None:
    desk.open_one()
    desk.page.report()
    assert desk.bells == [Tone.BAD]
    fill(desk)
    desk.page.report()
    assert said_of(desk) is Said.REPORTED
    assert desk.bells[-1] is Tone.GOOD
    assert any(isinstance(row, ReportedRow) for row in desk.state.rows)
    assert desk.chips[-1] is None


def test_an_unknown_find_is_given_its_category_later(desk: IncidentDesk) -> None:
    incident = desk.open_one(None)
    assert form_of(desk).needs[0] is FormNeed.CATEGORY
    desk.page.ask_category()
    assert part_of(desk) is Part.CATEGORY
    assert not desk.page.press("1")
    desk.page.choose_category(3)
    assert part_of(desk) is Part.DETAIL
    kept = desk.house.look(lambda work: work.incidents.get(incident.incident_id))
    assert kept is not None
    assert kept.category == 3


def test_the_scene_is_photographed(desk: IncidentDesk) -> None:
    desk.open_one()
    desk.page.photograph()
    assert len(form_of(desk).form.scene) == 1
    desk.counter.picture = None
    desk.page.photograph()
    assert said_of(desk) is Said.NO_PICTURE
    assert not desk.state.busy


def test_the_senders_other_parcels_are_frozen_with_one_key(desk: IncidentDesk) -> None:
    desk.house.accepted(OTHER)
    incident = desk.open_one()
    (review,) = [tick for tick in form_of(desk).ticks if tick.kind is TickKind.REVIEW]
    assert (review.code, review.done) == (OTHER, False)
    assert desk.page.press(review.key)
    hold = desk.house.look(lambda work: work.holds.in_force(OTHER))
    assert hold is not None
    assert (hold.reason, hold.incident_id) == (SAME_SENDER, incident.incident_id)
    assert [tick.done for tick in form_of(desk).ticks if tick.kind is TickKind.REVIEW] == [True]
    desk.page.press(review.key)
    assert desk.state.failure is None


def test_a_discreet_incident_is_a_number_until_it_is_revealed_and_rings_nothing(desk: IncidentDesk) -> None:
    desk.open_one(12)
    assert not shows_form(desk)
    assert not desk.page.press("1")
    desk.page.reveal()
    fill(desk)
    desk.page.photograph()
    desk.page.report()
    assert said_of(desk) is Said.REPORTED
    assert desk.bells == []


def test_a_revealed_incident_is_hidden_when_the_page_is_left(desk: IncidentDesk) -> None:
    desk.open_one(12)
    desk.page.reveal()
    assert shows_form(desk)
    desk.page.hidden()
    assert not shows_form(desk)
    desk.page.reveal()
    desk.page.locked()
    assert not shows_form(desk)


def test_a_waybill_is_frozen_by_number_and_reason(desk: IncidentDesk) -> None:
    desk.page.begin_freeze()
    desk.page.press("2")
    assert said_of(desk) is Said.NUMBER_FIRST
    desk.page.number(WAYBILL)
    assert desk.page.press("2")
    assert said_of(desk) is Said.FROZEN
    assert part_of(desk) is Part.DETAIL
    (row,) = desk.state.rows
    assert isinstance(row, HoldRow)
    assert (row.hold.waybill_number, row.hold.reason) == (WAYBILL, "smell_leak")


def test_a_parcel_that_has_left_is_frozen_and_said_to_have_left(desk: IncidentDesk) -> None:
    handed_over(desk, WAYBILL)
    desk.page.begin_freeze(WAYBILL)
    desk.page.press("2")

    assert said_of(desk) is Said.FROZEN_TOO_LATE
    assert desk.counter.bells[-1] is Tone.BAD
    (row,) = desk.state.rows
    assert isinstance(row, HoldRow)
    lines = stopped_lines(row.parcels, desk.house.clock.local)
    assert lines == [f"{WAYBILL} · 已随 云A12345 于 {desk.house.clock.local(NOON):%m-%d %H:%M} 离开，立即通知承运企业"]
    look = said_look(desk.state.said, None)
    assert look is not None
    assert (look.tone, "立即通知承运企业" in look.words) == ("bad", True)


def test_a_senders_other_parcel_that_has_left_is_told_as_that_beside_the_form(desk: IncidentDesk) -> None:
    handed_over(desk, OTHER)
    desk.house.accepted("YT8962646785391")
    desk.open_one()

    labels = [tick.label for tick in form_of(desk).ticks if tick.kind is TickKind.REVIEW]
    assert labels == [f"{OTHER} 已离开", "YT8962646785391"]
    (line,) = departed_lines(form_of(desk).review, desk.house.clock.local)
    assert line.startswith(f"{OTHER} · 已随 云A12345 于 ")
    assert line.endswith("立即通知承运企业")


def test_what_a_hold_of_a_consignment_is_about_is_listed_and_f3_means_its_first_parcel(desk: IncidentDesk) -> None:
    numbers = ["JDX024407261700-1-1-", "JDX024407261700-1-2-"]
    for number in numbers:
        desk.house.accepted(number)
    desk.page.begin_freeze("JDX024407261700")
    desk.page.press("1")

    assert said_of(desk) is Said.FROZEN
    (row,) = desk.state.rows
    assert isinstance(row, HoldRow)
    assert stopped_lines(row.parcels, desk.house.clock.local) == [f"{number} · 还在本网点" for number in numbers]
    assert desk.page.at_hand == numbers[0]


def test_a_scan_on_the_page_is_the_waybill_to_freeze(desk: IncidentDesk) -> None:
    desk.page.scanned(f" {WAYBILL} ")
    assert (desk.state.part, desk.state.freezing) == (Part.FREEZE, WAYBILL)


def test_a_frozen_waybill_is_not_frozen_again(desk: IncidentDesk) -> None:
    desk.house.freeze(WAYBILL, "smell_leak", CLERK)
    desk.page.begin_freeze(WAYBILL)
    desk.page.press("1")
    assert desk.state.failure == Failed(DomainFault.ALREADY_FROZEN)
    assert part_of(desk) is Part.FREEZE


def test_a_supervisor_lets_it_go(desk: IncidentDesk) -> None:
    desk.house.freeze(WAYBILL, "smell_leak", CLERK)

    def release(number: str, reason: str, who: object, clerk: ClerkNumber) -> object:
        return desk.house.release(number, reason, who, clerk)  # type: ignore[arg-type] # credentials

    desk.change(release=release)
    desk.sign_in()
    desk.page.begin_release()
    assert part_of(desk) is Part.RELEASE
    desk.page.give_word("9001", "0000", "mistaken")
    assert desk.state.failure == Failed(DomainFault.SIGN_IN_REFUSED)
    assert part_of(desk) is Part.RELEASE
    desk.page.give_word("9001", PIN, "mistaken")
    assert said_of(desk) is Said.RELEASED
    assert desk.state.rows == ()


def test_only_a_frozen_waybill_is_let_go(desk: IncidentDesk) -> None:
    desk.page.begin_release()
    assert part_of(desk) is Part.DETAIL
    desk.page.give_word("9001", PIN, "mistaken")
    assert desk.state.failure is None


def test_f3_on_a_frozen_accepted_waybill_is_about_that_parcel(desk: IncidentDesk) -> None:
    desk.house.accepted()
    desk.house.freeze(WAYBILL, "smell_leak", CLERK)
    desk.page.refresh()
    assert desk.page.at_hand == WAYBILL
    desk.page.begin_freeze(OTHER)
    desk.page.press("1")
    desk.page.step(1)
    assert desk.page.at_hand is None


def test_arrows_move_over_all_rows_and_stop_at_the_ends(desk: IncidentDesk) -> None:
    first = desk.open_one()
    second = desk.house.open_incident(InOutlet(), 5, CLERK).incident
    desk.house.freeze(OTHER, "smell_leak", CLERK)
    desk.page.refresh()
    ids = [row.row_id for row in desk.state.rows]
    assert ids[:2] == [first.incident_id, second.incident_id]
    assert all(isinstance(row, HoldRow) for row in desk.state.rows[2:])
    for _ in range(10):
        desk.page.step(1)
    assert desk.state.selected == ids[-1]
    for _ in range(10):
        desk.page.step(-1)
    assert desk.state.selected == ids[0]
    assert isinstance(desk.state.row, OpenRow)


def test_an_auditor_is_told_that_nothing_is_changed(desk: IncidentDesk) -> None:
    auditor = Clerk(ClerkNumber("7001"), "样例稽核", "x", ClerkRole.AUDITOR)
    desk.house.look(lambda work: work.clerks.add(auditor))
    desk.open_one()
    desk.sign_in(auditor)
    desk.page.press("1")
    assert desk.state.failure == Failed(DomainFault.READ_ONLY)
    assert desk.house.list_incidents().open_ones[0].incident.form.done == ()


def test_nobody_signed_in_changes_nothing(desk: IncidentDesk) -> None:
    desk.open_one()
    desk.page.locked()
    fill(desk)
    desk.page.report()
    desk.page.begin_freeze(WAYBILL)
    assert part_of(desk) is Part.DETAIL
    assert len(desk.house.store.tables.outbox) == 1
