"""Late entry (补录) over real use cases: from the paper form to the message, with the rules of the counter."""

import json
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from app.document_hash import document_hash
from app.domain.acceptance import Missing, Parcel
from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.domain.errors import DomainError, DomainFault
from app.domain.identity.document import DocumentType
from app.domain.identity.sender import FaceBand, PortraitShown
from app.domain.inspection import PhotoRole
from app.domain.late_entry import LateGround, LateProblem, PaperForm
from app.domain.outage import OutageForm, OutageScope
from app.domain.statistics import Period
from app.inspection_mark import verify_own
from app.usecases.edits import (
    ChooseCategory,
    ConfirmSamePerson,
    ConfirmWaybillName,
    EnterPhone,
    RecordFaceComparison,
)
from app.usecases.incident_results import InParcel
from app.usecases.late_entry import BeginLateEntry
from app.usecases.outage_results import OutagePlan
from app.usecases.results import Accepted, CounterView
from app.usecases.supervisor_words import Credentials
from sync.digests import message_digest
from sync.payloads import MODELS
from sync.words import Kind
from tests.support import people
from tests.support.builders import CLERK, NOON, YUNNAN_NUMBER
from tests.support.counter_house import QUICK_HASHER, WAYBILL, on_store, parcel_of
from tests.support.handover_house import put_acceptance
from tests.support.outage_house import CUT, OutageHouse

HOUR = timedelta(hours=1)
PIN = "2580"
SUPERVISOR = Credentials("9001", PIN)
PAPER_CLERK = ClerkNumber("1002")
POWER = OutageForm("power_cut", OutageScope.OUTLET, ("backup_power",))
_HASH = QUICK_HASHER.hash(PIN)


@dataclass
class LateHouse(OutageHouse):
    """An outlet with a supervisor, whose PC was down from noon on; it is seven in the evening now."""

    def __post_init__(self) -> None:
        super().__post_init__()
        staff = (
            Clerk(ClerkNumber("9001"), "样例站长", _HASH, ClerkRole.SUPERVISOR),
            Clerk(CLERK, "样例甲", _HASH),
            Clerk(PAPER_CLERK, "样例乙", _HASH),
            Clerk(ClerkNumber("8001"), "样例丙", _HASH, ClerkRole.AUDITOR),
        )
        for clerk in staff:
            self.look(lambda work, clerk=clerk: work.clerks.add(clerk))  # type: ignore[misc] # bound now
        self.clock.advance(7 * HOUR)

    def begun(self, who: Credentials = SUPERVISOR, **changes: object) -> CounterView:
        """The counter after a form was begun: accepted on paper at three."""
        paper = PaperForm(NOON + 3 * HOUR, PAPER_CLERK, "ZD-001", "no_power")
        begin = on_store(self.store, BeginLateEntry(self.counter, self._sign_in))
        return begin(replace(paper, **changes), who, CLERK)  # type: ignore[arg-type] # real members

    def copied(self, **changes: object) -> Parcel:
        """Everything that stands on the form is typed in, and the form is photographed."""
        parcel_id = parcel_of(self.begun(SUPERVISOR, **changes)).parcel_id
        self.scanned(parcel_id=parcel_id)
        self.take_typed(people.typed(reason="paper_form"), CLERK, parcel_id)
        for edit in (ConfirmSamePerson(), ConfirmWaybillName(), EnterPhone("13800138000"), ChooseCategory("food")):
            self.edit(parcel_id, edit, CLERK)
        return parcel_of(self.attach_photo(parcel_id, self.taken(PhotoRole.PAPER_FORM), CLERK))

    def entered(self, **changes: object) -> Accepted:
        """A form that has become a record."""
        return self.accept(self.copied(**changes).parcel_id, CLERK)

    def message_of(self, accepted: Accepted) -> dict[str, Any]:
        """Its message."""
        message: dict[str, Any] = json.loads(self.store.tables.outbox[accepted.message_id].message.body)
        return message


@pytest.fixture
def house() -> LateHouse:
    return LateHouse()


def refused(house: LateHouse, who: Credentials = SUPERVISOR, **changes: object) -> tuple[DomainFault, str]:
    with pytest.raises(DomainError) as caught:
        house.begun(who, **changes)
    assert not house.store.tables.parcels
    return caught.value.fault, caught.value.detail


def test_the_record_has_both_times_and_the_supervisors_word(house: LateHouse) -> None:
    accepted = house.entered()

    message = house.message_of(accepted)
    assert (message["kind"], message["schema_version"]) == ("acceptance", 4)
    assert message["occurred_at"] == "2026-11-20T11:00:00.000+00:00"
    payload = message["payload"]
    assert payload["accepted_at"] == "2026-11-20T07:00:00.000+00:00"
    assert payload["clerk"] == payload["inspection"]["inspector"] == PAPER_CLERK
    assert payload["inspection"]["inspected_at"] == payload["accepted_at"]
    assert payload["late"] == {
        "entered_at": "2026-11-20T11:00:00.000+00:00",
        "entered_by": CLERK,
        "form_number": "ZD-001",
        "ground": "silent",
        "outage_id": None,
        "terminal_worked": False,
        "reason": "no_power",
        "supervisor": "9001",
        "allowed_at": "2026-11-20T11:00:00.000+00:00",
        "unproven": ["contents_photo", "sealed_photo", "live_picture", "document_read"],
    }
    assert [file["role"] for file in payload["evidence"]] == ["paper_form"]
    MODELS[Kind.ACCEPTANCE, 4].model_validate(payload)
    assert message_digest(message) == message["digest"]


def test_the_audit_trail_names_the_word_and_the_record(house: LateHouse) -> None:
    house.entered()
    allowed, accepted = (
        next(entry for entry in house.store.tables.audit if entry.action == action)
        for action in ("late_entry_allowed", "accepted")
    )
    assert (allowed.clerk, allowed.at, allowed.details["clerk"]) == ("9001", NOON + 7 * HOUR, CLERK)
    assert allowed.details["accepted_at"] == (NOON + 3 * HOUR).isoformat()
    assert (accepted.clerk, accepted.details["form"], accepted.details["ground"]) == (CLERK, "ZD-001", "silent")


def test_the_mark_is_of_the_paper_and_the_terminals_own(house: LateHouse) -> None:
    payload = house.message_of(house.entered())["payload"]
    identity = house.look(lambda work: work.terminal.identity())
    assert identity is not None
    check = verify_own(payload["inspection"]["mark"]["text"], identity, WAYBILL)
    assert check.mark is not None
    assert (check.mark.inspector, check.mark.inspected_at) == (PAPER_CLERK, NOON + 3 * HOUR)


def test_it_counts_on_its_papers_day_and_as_late(house: LateHouse) -> None:
    house.clock.advance(18 * HOUR)
    house.entered()
    today, papers_day = house.counter.today(), house.counter.clock.local(NOON + 3 * HOUR).date()
    assert today > papers_day
    on_paper, now = (house.read_statistics(Period(day, day)) for day in (papers_day, today))
    assert (on_paper.total.accepted, on_paper.total.identified, on_paper.total.marked) == (1, 1, 1)
    assert [(entry.code, entry.count) for entry in on_paper.late_entries] == [("no_power", 1)]
    assert (now.total.accepted, now.late_entries) == (0, ())
    (row,) = house.records(10, None)
    assert (row.late, row.at) == (True, NOON + 3 * HOUR)


def test_a_message_that_was_just_made_does_not_look_old(house: LateHouse) -> None:
    house.entered()
    assert house.looked().assessment.reasons == ()


def test_a_notice_is_named(house: LateHouse) -> None:
    house.clock.advance(-8 * HOUR)
    notice = house.plan(OutagePlan(NOON + HOUR, NOON + 6 * HOUR, POWER), CLERK).subject_id
    house.clock.advance(8 * HOUR)
    late = house.copied().late
    assert late is not None
    assert (late.ground, late.outage_id, late.terminal_worked) == (LateGround.NOTICE, notice, False)


def test_a_terminal_that_worked_during_a_told_outage_is_said_so(house: LateHouse) -> None:
    house.clock.advance(-4 * HOUR)
    house.accepted()
    house.clock.advance(timedelta(minutes=10))
    house.accepted("YT8962646785390")
    house.clock.advance(4 * HOUR)
    told = house.report(None, CUT, CLERK, began_at=NOON + 2 * HOUR)
    late = house.begun().parcel
    assert late is not None
    assert late.late is not None
    assert (late.late.ground, late.late.outage_id) == (LateGround.INTERRUPTION, told.subject_id)
    assert late.late.terminal_worked


def test_outside_every_outage_nothing_is_typed_in(house: LateHouse) -> None:
    house.clock.advance(-4 * HOUR)
    house.accepted()
    house.clock.advance(timedelta(minutes=20))
    house.accepted("YT8962646785390")
    house.clock.advance(4 * HOUR)
    found = refused(house, accepted_at=NOON + 3 * HOUR + timedelta(minutes=10))
    assert found == (DomainFault.LATE_ENTRY_REFUSED, LateProblem.OUTSIDE.value)


WRONG: tuple[tuple[dict[str, object], LateProblem], ...] = (
    ({"accepted_at": NOON + 8 * HOUR}, LateProblem.FUTURE),
    ({"accepted_at": NOON - timedelta(days=8)}, LateProblem.TOO_OLD),
    ({"form_number": ""}, LateProblem.FORM_NUMBER),
    ({"reason": "because"}, LateProblem.REASON),
    ({"accepted_by": ClerkNumber("7777")}, LateProblem.ACCEPTED_BY),
    ({"accepted_by": ClerkNumber("8001")}, LateProblem.ACCEPTED_BY),
)


def test_a_wrong_form_is_refused_before_anybody_gives_a_word(house: LateHouse) -> None:
    for changes, problem in WRONG:
        assert refused(house, SUPERVISOR, **changes) == (DomainFault.LATE_ENTRY_REFUSED, problem.value)
    assert house.store.tables.audit == []


def test_nobody_but_a_supervisor_allows_it(house: LateHouse) -> None:
    assert refused(house, Credentials("9001", "1111"))[0] is DomainFault.SIGN_IN_REFUSED
    assert refused(house, Credentials(CLERK, PIN))[0] is DomainFault.NOT_A_SUPERVISOR
    assert "late_entry_allowed" not in [entry.action for entry in house.store.tables.audit]


def test_each_form_is_typed_in_once(house: LateHouse) -> None:
    parked = parcel_of(house.begun())
    house.park(parked.parcel_id, CLERK)
    with pytest.raises(DomainError) as again:
        house.begun()
    assert again.value.detail == LateProblem.FORM_USED.value
    house.discard(parcel_of(house.resume()).parcel_id, CLERK)

    house.entered()
    with pytest.raises(DomainError) as caught:
        house.begun()
    assert caught.value.detail == LateProblem.FORM_USED.value


def test_a_busy_counter_is_finished_first(house: LateHouse) -> None:
    house.scanned()
    with pytest.raises(DomainError) as caught:
        house.begun()
    assert caught.value.detail == LateProblem.COUNTER_BUSY.value


def test_a_waybill_that_was_accepted_already_is_seen(house: LateHouse) -> None:
    put_acceptance(house, 1)
    accepted = next(iter(house.store.tables.acceptances.values()))
    parcel_id = parcel_of(house.begun()).parcel_id
    outcome = house.route_scan(accepted.waybill.number, None, CLERK, parcel_id, replace_waybill=False)
    assert type(outcome).__name__ == "WaybillSeenBefore"


def test_nothing_of_the_person_is_asked_for_less(house: LateHouse) -> None:
    view = house.begun()
    people_first = {Missing.WAYBILL, Missing.DOCUMENT, Missing.SAME_PERSON, Missing.WAYBILL_NAME, Missing.PHONE}
    assert people_first <= set(view.decision.missing)
    assert view.decision.missing[-1] is Missing.PAPER_FORM
    with pytest.raises(DomainError) as caught:
        house.accept(parcel_of(view).parcel_id, CLERK)
    assert caught.value.fault is DomainFault.NOT_COMPLETE


def test_nobody_is_pictured_or_compared_who_is_not_there(house: LateHouse) -> None:
    parcel_id = parcel_of(house.begun()).parcel_id
    house.take_typed(people.typed(reason="paper_form"), CLERK, parcel_id)
    for edit in (
        ConfirmSamePerson(PortraitShown.NONE, b"\xff\xd8 somebody"),
        ConfirmSamePerson(PortraitShown.CHIP),
        RecordFaceComparison(FaceBand.LIKELY_SAME),
    ):
        with pytest.raises(DomainError) as caught:
            house.edit(parcel_id, edit, CLERK)
        assert caught.value.detail == LateProblem.NOT_THERE.value


def test_terms_are_those_of_the_papers_day(house: LateHouse) -> None:
    """A card that ran out between paper and late entry was in force when it was shown."""
    parcel_id = parcel_of(house.begun()).parcel_id
    lasts_until = house.counter.clock.local(NOON).date()
    house.clock.advance(timedelta(days=2))
    view = house.take_typed(people.typed(reason="paper_form", valid_to=lasts_until), CLERK, parcel_id)
    assert view.decision.objections == ()


def test_no_sender_is_carried_on_from_a_late_entry_or_into_one(house: LateHouse) -> None:
    house.accepted("YT8962646785390")
    view = house.begun()
    assert not view.can_continue_sender
    with pytest.raises(DomainError):
        house.continue_sender(parcel_of(view).parcel_id, CLERK)
    house.discard(parcel_of(view).parcel_id, CLERK)

    accepted = house.entered(accepted_at=NOON + 6 * HOUR + timedelta(minutes=50))
    assert not accepted.view.can_continue_sender
    with pytest.raises(DomainError):
        house.continue_sender(None, CLERK)


def test_what_was_accepted_is_not_turned_away(house: LateHouse) -> None:
    with pytest.raises(DomainError) as caught:
        house.refuse(house.copied().parcel_id, house.counter.policy.refusal_reasons[0].code, CLERK)
    assert caught.value.detail == LateProblem.NOT_REFUSED.value


def test_a_find_in_it_is_an_incident_and_its_form_stays_here(house: LateHouse) -> None:
    opened = house.open_incident(InParcel(house.copied().parcel_id), None, CLERK)
    payload = json.loads(house.store.tables.outbox[opened.message_id].message.body)["payload"]
    assert payload["evidence"] == []


def test_a_form_that_an_incident_has_frozen_is_not_typed_in_again(house: LateHouse) -> None:
    house.open_incident(InParcel(house.copied().parcel_id), None, CLERK)

    with pytest.raises(DomainError) as caught:
        house.begun(form_number="zd-001")

    assert (caught.value.fault, caught.value.detail) == (DomainFault.LATE_ENTRY_REFUSED, LateProblem.FORM_USED.value)


def test_the_form_is_photographed_after_it_was_copied_and_only_for_a_late_entry(house: LateHouse) -> None:
    parcel_id = parcel_of(house.begun()).parcel_id
    with pytest.raises(DomainError) as early:
        house.attach_photo(parcel_id, house.taken(PhotoRole.PAPER_FORM), CLERK)
    assert (early.value.fault, early.value.detail) == (DomainFault.NOT_COMPLETE, "item_category")
    house.discard(parcel_id, CLERK)
    with pytest.raises(DomainError) as ordinary:
        house.attach_photo(None, house.taken(PhotoRole.PAPER_FORM), CLERK)
    assert ordinary.value.fault is DomainFault.STEP_NOT_ALLOWED
    with pytest.raises(DomainError) as typed:
        house.take_typed(people.typed(reason="paper_form"), CLERK, None)
    assert typed.value.fault is DomainFault.REASON_UNKNOWN


def test_rules_that_count_by_day_count_the_papers_day(house: LateHouse) -> None:
    """What was sent on the days after takes nothing away from what might have been sent on the paper's day."""
    house.clock.advance(18 * HOUR)
    hashed = house.look(lambda work: work.terminal.hash_key())
    hashed_document = document_hash(hashed, DocumentType.RESIDENT_CARD, YUNNAN_NUMBER)
    house.look(lambda work: work.rule_uses.add("on-papers-day", hashed_document, ["tobacco"], NOON))
    house.look(lambda work: work.rule_uses.add("today", hashed_document, ["tobacco"], house.clock.now()))
    parcel_id = parcel_of(house.begun()).parcel_id
    view = house.take_typed(people.typed(reason="paper_form"), CLERK, parcel_id)
    assert parcel_of(view).inspection.used_today == (("tobacco", 1),)


def test_an_interruption_that_is_over_counts_one_late_record_more(house: LateHouse) -> None:
    house.clock.advance(-7 * HOUR)
    house.wait_with(3, timedelta(hours=25))
    house.looked()
    house.answered(drained=True)
    house.looked()
    house.answered(drained=True)
    house.looked()
    over = house.entries()[-1].outage
    before = over.late_records  # type: ignore[union-attr] # an interruption
    assert before == 3
    house.entered()
    (found,) = [entry.outage for entry in house.entries()]
    assert found.late_records == 4  # type: ignore[union-attr] # an interruption


def test_an_interruption_that_goes_on_counts_it_when_it_ends(house: LateHouse) -> None:
    told = house.report(None, CUT, CLERK, began_at=NOON)
    house.entered()
    house.clock.advance(HOUR)
    house.answered(drained=True)
    house.looked()
    house.answered(drained=True)
    house.looked()
    closed = next(payload for payload in house.told() if payload.event == "closed")
    assert (closed.interruption_id, closed.late_records) == (told.subject_id, 1)
