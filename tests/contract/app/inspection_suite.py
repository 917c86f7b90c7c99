"""What rule uses, screenings, looks and spot checks must keep. One suite for the fake and the real store."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.inspection import Screening, ScreeningPlace
from app.inspection_ports import KeptLook, Look, SpotCheck
from app.ports import Store, UnitOfWork
from app.storage.errors import StoreRuleError
from tests.contract.app.store_suite import WorkOn
from tests.support.builders import CLERK, NOON
from tests.support.stored_records import RecordMaker

MOMENT = timedelta(microseconds=1)
DOCUMENT, ANOTHER = "d" * 64, "e" * 64
LOOK = Look("photo-1", "parcel-1", NOON + MOMENT, b"\x00hash \xff", b"\x00features \xff")
DUE = SpotCheck("r1", NOON + MOMENT, NOON + timedelta(days=2), b'{"asked": "\xe6\x9c\x89"}', "verified")
OUTCOMES = [
    (ScreeningPlace.HERE, "XR-1", "2001", True),
    (ScreeningPlace.HUB, "中心 2", "李·样例", False),
    (ScreeningPlace.THIRD_PARTY, "", "", None),
]


def look(number: int, **changes: object) -> Look:
    """The look of another picture."""
    return replace(LOOK, evidence_id=f"photo-{number}", **changes)  # type: ignore[arg-type] # real members


class DeliberateError(Exception):
    """Raised in the middle of a unit of work, to see what is left of it."""


class InspectionContract:
    """Subclass it with the fixture ``store``."""

    @pytest.fixture
    def work(self, store: Store) -> WorkOn:
        return WorkOn(store)

    # -- rules that count by document and day

    def test_uses_are_counted_by_rule_from_the_very_moment_on(self, work: WorkOn) -> None:
        work(lambda unit: unit.rule_uses.add("acceptance-1", DOCUMENT, ["tobacco", "spirits"], NOON - MOMENT))
        work(lambda unit: unit.rule_uses.add("acceptance-2", DOCUMENT, ["tobacco"], NOON))
        work(lambda unit: unit.rule_uses.add("acceptance-3", DOCUMENT, ["tobacco"], NOON + MOMENT))

        assert work(lambda unit: unit.rule_uses.since(DOCUMENT, NOON)) == {"tobacco": 2}
        assert work(lambda unit: unit.rule_uses.since(DOCUMENT, NOON - MOMENT)) == {"tobacco": 3, "spirits": 1}
        before_noon = {"tobacco": 1, "spirits": 1}
        assert work(lambda unit: unit.rule_uses.since(DOCUMENT, NOON - MOMENT, NOON)) == before_noon
        assert work(lambda unit: unit.rule_uses.since(DOCUMENT, NOON + 2 * MOMENT)) == {}

    def test_uses_of_one_document_are_not_anothers(self, work: WorkOn) -> None:
        work(lambda unit: unit.rule_uses.add("acceptance-1", DOCUMENT, ["tobacco"], NOON))

        assert work(lambda unit: unit.rule_uses.since(ANOTHER, NOON)) == {}

    def test_parcels_without_a_document_are_not_one_persons(self, work: WorkOn) -> None:
        work(lambda unit: unit.rule_uses.add("acceptance-1", "", ["tobacco"], NOON))

        assert work(lambda unit: unit.rule_uses.since("", NOON)) == {}

    def test_a_parcel_under_no_counted_rule_uses_nothing(self, work: WorkOn) -> None:
        work(lambda unit: unit.rule_uses.add("acceptance-1", DOCUMENT, [], NOON))

        assert work(lambda unit: unit.rule_uses.since(DOCUMENT, NOON)) == {}

    # -- screenings

    @pytest.mark.parametrize(("place", "machine", "inspector", "passed"), OUTCOMES)
    def test_a_screening_is_kept_whole(
        self, work: WorkOn, place: ScreeningPlace, machine: str, inspector: str, passed: bool | None
    ) -> None:
        done = Screening(place, machine, inspector, passed, ClerkNumber("1002"), NOON + MOMENT)
        work(lambda unit: unit.screenings.add("acceptance-1", done))

        assert work(lambda unit: unit.screenings.last("acceptance-1")) == done

    def test_the_screening_recorded_last_counts_whatever_the_clock_said(self, work: WorkOn) -> None:
        stopped = Screening(ScreeningPlace.HERE, "XR-1", "2001", False, CLERK, NOON)
        passed = replace(stopped, passed=True, at=NOON - timedelta(hours=1))
        of_another = replace(stopped, machine="XR-2")
        work(lambda unit: unit.screenings.add("acceptance-1", stopped))
        work(lambda unit: unit.screenings.add("acceptance-1", passed))
        work(lambda unit: unit.screenings.add("acceptance-2", of_another))

        assert work(lambda unit: unit.screenings.last("acceptance-1")) == passed
        assert work(lambda unit: unit.screenings.last("acceptance-3")) is None
        assert work(lambda unit: unit.screenings.newest_done()) == of_another

    @pytest.mark.parametrize(("machine", "inspector"), [("", "2001"), ("XR-1", "")])
    @pytest.mark.parametrize("passed", [True, False])
    def test_a_screening_that_was_done_by_nobody_is_never_kept(
        self, work: WorkOn, machine: str, inspector: str, passed: bool
    ) -> None:
        nameless = Screening(ScreeningPlace.HERE, machine, inspector, passed, CLERK, NOON)
        with pytest.raises(StoreRuleError):
            work(lambda unit: unit.screenings.add("acceptance-1", nameless))
        assert work(lambda unit: unit.screenings.last("acceptance-1")) is None

    # -- what pictures look like

    def test_looks_come_in_the_order_in_which_they_were_kept_bit_by_bit(self, work: WorkOn) -> None:
        set_back = look(2, parcel_id="parcel-2", taken_at=NOON - timedelta(hours=1))
        for one in (LOOK, set_back, look(3)):
            work(_keeping(one))

        first, second = work(lambda unit: unit.looks.after(0, limit=2))
        assert first == KeptLook(first.number, LOOK.evidence_id, LOOK.parcel_id, LOOK.taken_at, LOOK.hash)
        assert second == KeptLook(second.number, "photo-2", "parcel-2", set_back.taken_at, LOOK.hash)
        assert 0 < first.number < second.number
        rest = work(lambda unit: unit.looks.after(second.number, limit=2))
        assert [kept.evidence_id for kept in rest] == ["photo-3"]
        assert work(lambda unit: unit.looks.after(rest[0].number, limit=2)) == []

    def test_features_are_kept_byte_by_byte(self, work: WorkOn) -> None:
        work(_keeping(LOOK))

        assert work(lambda unit: unit.looks.features("photo-1")) == LOOK.features
        assert work(lambda unit: unit.looks.features("photo-2")) is None

    def test_what_was_taken_back_is_gone_and_the_others_stay(self, work: WorkOn) -> None:
        for one in (LOOK, look(2)):
            work(_keeping(one))
        work(lambda unit: unit.looks.remove("photo-1"))
        work(lambda unit: unit.looks.remove("never kept"))

        assert [kept.evidence_id for kept in work(lambda unit: unit.looks.after(0, limit=5))] == ["photo-2"]
        assert work(lambda unit: unit.looks.features("photo-1")) is None
        assert work(lambda unit: unit.looks.features("photo-2")) == LOOK.features

    def test_the_number_of_a_look_that_was_taken_back_is_never_given_again(self, work: WorkOn) -> None:
        """Whoever has learnt all up to a number must still learn what is kept afterwards."""
        for one in (LOOK, look(2)):
            work(_keeping(one))
        learnt = work(lambda unit: unit.looks.after(0, limit=5))[-1].number
        work(lambda unit: unit.looks.remove("photo-2"))
        work(lambda unit: unit.looks.remove("photo-1"))
        work(_keeping(look(3)))

        assert [kept.evidence_id for kept in work(lambda unit: unit.looks.after(learnt, limit=5))] == ["photo-3"]

    def test_a_look_goes_with_a_unit_that_failed(self, work: WorkOn) -> None:
        def fail(unit: UnitOfWork) -> None:
            unit.looks.add(LOOK)
            raise DeliberateError

        with pytest.raises(DeliberateError):
            work(fail)
        assert work(lambda unit: unit.looks.after(0, limit=5)) == []
        assert work(lambda unit: unit.looks.features("photo-1")) is None

    # -- spot checks

    def test_a_spot_check_is_kept_as_it_was_saved_last(self, work: WorkOn) -> None:
        work(lambda unit: unit.spot_checks.save(DUE))
        assert work(lambda unit: unit.spot_checks.get("r1")) == DUE
        added = replace(DUE, answer=b'{"note": "\x00"}', verdict="differs")
        work(lambda unit: unit.spot_checks.save(added))

        assert work(lambda unit: unit.spot_checks.get("r1")) == added
        assert work(lambda unit: unit.spot_checks.page(limit=5)) == [added]
        assert work(lambda unit: unit.spot_checks.get("r2")) is None

    def test_open_ones_come_by_deadline_and_leave_with_their_answer(self, work: WorkOn) -> None:
        sooner = replace(DUE, request_id="r2", due_at=DUE.due_at - MOMENT)
        with_it = replace(DUE, request_id="r3")
        for check in (with_it, DUE, sooner):
            work(_saving(check))
        assert work(lambda unit: unit.spot_checks.open_ones()) == [sooner, DUE, with_it]

        answered = _answered(work, sooner)

        assert work(lambda unit: unit.spot_checks.open_ones()) == [DUE, with_it]
        assert work(lambda unit: unit.spot_checks.get("r2")) == answered

    def test_an_answered_spot_check_never_changes(self, work: WorkOn) -> None:
        answered = _answered(work, DUE)

        for changed in (DUE, replace(answered, answer=b"{}"), answered):
            with pytest.raises(DomainError) as caught:
                work(_saving(changed))
            assert caught.value.fault is DomainFault.STEP_NOT_ALLOWED
        assert work(lambda unit: unit.spot_checks.get("r1")) == answered

    @pytest.mark.parametrize(
        "half",
        [{"answered_at": NOON}, {"message_id": "message-1"}, {"answered_at": NOON, "message_id": "message-9"}],
        ids=["no message", "no moment", "another message"],
    )
    def test_an_answer_without_its_message_is_never_committed(self, work: WorkOn, half: dict[str, object]) -> None:
        work(RecordMaker().acceptance(1).write)
        with pytest.raises(StoreRuleError):
            work(_saving(replace(DUE, **half)))  # type: ignore[arg-type] # real members
        assert work(lambda unit: unit.spot_checks.get("r1")) is None

    def test_spot_checks_are_listed_newest_first(self, work: WorkOn) -> None:
        older = replace(DUE, request_id="r2", received_at=DUE.received_at - MOMENT)
        with_it = replace(DUE, request_id="r3")
        for check in (DUE, older, with_it):
            work(_saving(check))

        assert work(lambda unit: unit.spot_checks.page(limit=5)) == [with_it, DUE, older]
        assert work(lambda unit: unit.spot_checks.page(limit=2)) == [with_it, DUE]


def _keeping(kept: Look) -> Callable[[UnitOfWork], None]:
    return lambda unit: unit.looks.add(kept)


def _saving(check: SpotCheck) -> Callable[[UnitOfWork], None]:
    return lambda unit: unit.spot_checks.save(check)


def _answered(work: WorkOn, check: SpotCheck) -> SpotCheck:
    """The check as it was answered and saved; its message is an accepted parcel's, which is in the outbox too."""
    record = RecordMaker().acceptance(1)
    work(record.write)
    answered = replace(check, answer=b"{}", answered_at=NOON + MOMENT, message_id=record.message.message_id)
    work(_saving(answered))
    return answered
