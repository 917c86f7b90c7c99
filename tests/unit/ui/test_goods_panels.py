"""Naming the goods, how they travel, and the screening: on real use cases and the shipped pack, without a window."""

from collections.abc import Callable

import pytest

from app.domain.acceptance import Missing, Objection
from app.domain.errors import DomainFault
from app.domain.goods import DeclaredItem, Destination, Form, TransportMode
from app.domain.inspection import Finding, Inspection, PhotoProblem, PhotoRole, ScreeningPlace
from app.domain.item_rules import NeedKind
from tests.support.counter_desk import Desk
from tests.support.fake_counter import OTHER_WAYBILL, FakeCounter, FakeExaminer, SteppedTaskRunner, scan
from ui.faults import Failed
from ui.keys import Action
from ui.screens.acceptance.goods_state import Naming, NamingStep, Outcome, ScreeningDraft, ScreeningField
from ui.screens.acceptance.naming import SHOWN_HITS, ItemNaming
from ui.screens.acceptance.state import Hint, Kept, Panel, PhotoDoubted, StandsAgainst, TurnedAway
from ui.tones import Tone

FRUIT = "G"
UNKNOWN = "某某样品"
CERTIFICATE = "53012026000123"


@pytest.fixture
def desk() -> Desk:
    """A parcel whose nature is told, with the naming open."""
    desk = Desk()
    desk.presenter.scanned(scan())
    desk.keys(FRUIT, ".")
    return desk


def naming(desk: Desk) -> ItemNaming:
    return desk.presenter.goods.naming


def shown(desk: Desk) -> Naming:
    state = desk.shown().goods.naming
    assert state is not None
    return state


def inspection(desk: Desk) -> Inspection:
    parcel = desk.presenter.view.parcel
    assert parcel is not None
    return parcel.inspection


def items(desk: Desk) -> tuple[DeclaredItem, ...]:
    return inspection(desk).items


def name(desk: Desk, text: str) -> None:
    """Type a name and take what Enter takes."""
    naming(desk).name_typed(text)
    naming(desk).enter(text)


def name_unknown(desk: Desk, text: str = UNKNOWN) -> None:
    """Type a name and take it as it is typed."""
    naming(desk).name_typed(text)
    naming(desk).choose(len(shown(desk).hits) - 1)


def panel_of(desk: Desk) -> Panel:
    """What stands open now."""
    return desk.presenter.panel


class TestFinding:
    def test_what_is_typed_is_found_with_its_standing(self, desk: Desk) -> None:
        naming(desk).name_typed("xiangyan")
        first = shown(desk).hits[0]
        assert (first.name, first.standing) == ("香烟", "restricted")
        assert [rule.rule.head.code for rule in first.rules] == ["cigarettes"]
        assert first.rules[0].named[0].code == "stick"

    def test_a_name_as_typed_is_the_last_row(self, desk: Desk) -> None:
        naming(desk).name_typed(UNKNOWN)
        assert shown(desk).hits[-1].standing is None
        assert shown(desk).hits[-1].name == UNKNOWN
        assert len(shown(desk).hits) <= SHOWN_HITS + 1

    def test_an_exact_name_is_not_offered_once_more(self, desk: Desk) -> None:
        naming(desk).name_typed("普洱茶")
        assert all(hit.standing is not None for hit in shown(desk).hits)

    def test_arrow_keys_go_round(self, desk: Desk) -> None:
        naming(desk).name_typed("yan")
        naming(desk).move(-1)
        assert shown(desk).chosen == len(shown(desk).hits) - 1
        naming(desk).move(1)
        assert shown(desk).chosen == 0

    def test_a_row_that_is_not_there_is_not_chosen(self, desk: Desk) -> None:
        naming(desk).name_typed("普洱茶")
        naming(desk).choose(SHOWN_HITS + 1)
        assert desk.bell is Tone.BAD
        assert items(desk) == ()

    def test_until_the_catalogue_is_at_hand_no_name_is_taken(self) -> None:
        pool = SteppedTaskRunner()
        desk = Desk(FakeCounter(cpu_tasks=pool))
        desk.keys(FRUIT, ".")
        name(desk, "烟花")
        assert not shown(desk).ready
        assert desk.bell is Tone.BAD
        assert items(desk) == ()
        pool.run_all()
        assert shown(desk).hits[0].name == "烟花"


class TestDeclaring:
    def test_a_chosen_name_is_declared_and_counted(self, desk: Desk) -> None:
        name(desk, "普洱茶")
        assert shown(desk).step is NamingStep.QUANTITY
        naming(desk).enter("3")
        assert [(item.name, item.nature, item.quantity) for item in items(desk)] == [("普洱茶", "tea", 3)]
        assert shown(desk).step is NamingStep.NAME

    def test_the_usual_unit_comes_first_and_another_can_be_chosen(self, desk: Desk) -> None:
        name(desk, "香烟")
        assert [unit.code for unit in shown(desk).units] == ["carton", "pack", "stick"]
        assert shown(desk).unit == "carton"
        naming(desk).move(1)
        naming(desk).enter("20")
        assert (items(desk)[0].quantity, items(desk)[0].unit) == (20, "pack")
        assert not desk.presenter.view.decision.goods.reasons

    def test_over_the_limit_stands_against_the_parcel(self, desk: Desk) -> None:
        name(desk, "香烟")
        naming(desk).enter("3")
        assert desk.shown().notice == StandsAgainst(Objection.ITEM_REFUSED)
        assert shown(desk).step is NamingStep.NAME

    @pytest.mark.parametrize("text", ["", "0", "-1", "10000", "2.5", "二", "٣"])
    def test_what_is_no_quantity_is_not_taken(self, desk: Desk, text: str) -> None:
        name(desk, "普洱茶")
        naming(desk).enter(text)
        assert shown(desk).wrong
        assert shown(desk).step is NamingStep.QUANTITY
        assert desk.bell is Tone.BAD
        assert items(desk)[0].quantity == 1

    def test_something_prohibited_is_declared_and_says_so_at_once(self, desk: Desk) -> None:
        name(desk, "烟花")
        assert items(desk)[0].entry is not None
        assert desk.shown().notice == StandsAgainst(Objection.ITEM_INCIDENT)
        assert shown(desk).step is NamingStep.NAME

    def test_something_prohibited_needs_no_nature(self) -> None:
        desk = Desk()
        desk.keys(".")
        name(desk, "烟花")
        assert Objection.ITEM_INCIDENT in desk.presenter.view.decision.objections

    def test_an_unknown_name_takes_the_parcels_nature_and_its_form_is_asked(self, desk: Desk) -> None:
        name_unknown(desk)
        naming(desk).enter("1")
        assert shown(desk).step is NamingStep.FORM
        desk.keys("1")
        assert (items(desk)[0].nature, items(desk)[0].form) == ("fruit", Form.SOLID)
        assert shown(desk).step is NamingStep.NAME

    def test_an_unknown_powder_is_refused(self, desk: Desk) -> None:
        name_unknown(desk)
        naming(desk).enter("1")
        desk.keys("3")
        assert Objection.ITEM_REFUSED in desk.presenter.view.decision.objections

    def test_without_a_nature_an_unknown_name_asks_for_it(self) -> None:
        desk = Desk()
        desk.keys(".")
        name_unknown(desk)
        assert shown(desk).step is NamingStep.NATURE
        desk.keys("S")
        assert items(desk)[0].nature == "food"
        assert shown(desk).step is NamingStep.QUANTITY

    def test_a_letter_that_is_no_nature_is_told_so(self) -> None:
        desk = Desk()
        desk.keys(".")
        name_unknown(desk)
        desk.keys("Z")
        assert desk.shown().notice is Hint.NO_SUCH_CATEGORY
        assert desk.presenter.view.parcel is None

    def test_a_limit_by_weight_asks_for_grams(self, desk: Desk) -> None:
        name(desk, "烟丝")
        naming(desk).enter("1")
        assert shown(desk).step is NamingStep.WEIGHT
        naming(desk).enter("100001")
        assert shown(desk).wrong
        naming(desk).enter("900")
        assert items(desk)[0].weight_g == 900

    def test_declared_things_are_picked_edited_and_taken_back(self, desk: Desk) -> None:
        for text in ("普洱茶", "香烟"):
            name(desk, text)
            naming(desk).enter("1")
        naming(desk).move(1)
        naming(desk).move(1)
        naming(desk).enter("")
        assert (shown(desk).step, shown(desk).item) == (NamingStep.QUANTITY, "香烟")
        naming(desk).enter("2")
        assert items(desk)[1].quantity == 2
        naming(desk).move(1)
        naming(desk).remove_picked()
        assert [item.name for item in items(desk)] == ["香烟"]
        assert desk.shown().notice is Hint.ITEM_TAKEN_BACK

    def test_delete_takes_nothing_back_while_nothing_is_picked(self, desk: Desk) -> None:
        name(desk, "普洱茶")
        naming(desk).enter("1")
        naming(desk).remove_picked()
        assert len(items(desk)) == 1
        assert desk.bell is Tone.BAD

    def test_an_empty_enter_ends_it(self, desk: Desk) -> None:
        naming(desk).enter("")
        assert panel_of(desk) is Panel.NONE

    def test_esc_leaves_the_question_first_and_the_panel_then(self, desk: Desk) -> None:
        name(desk, "烟丝")
        naming(desk).enter("1")
        desk.keys("Esc")
        assert (desk.presenter.panel, shown(desk).step) == (Panel.ITEMS, NamingStep.NAME)
        desk.keys("Esc")
        assert panel_of(desk) is Panel.NONE
        desk.keys(".")
        assert shown(desk).step is NamingStep.WEIGHT

    def test_another_parcel_closes_the_panel(self, desk: Desk) -> None:
        name(desk, "烟丝")
        desk.keys("F5")
        assert panel_of(desk) is Panel.NONE
        assert desk.presenter.view.parcel is None

    def test_a_refused_edit_leaves_the_question_open(self, desk: Desk) -> None:
        name_unknown(desk, "坏\x07名")
        assert isinstance(desk.shown().notice, Failed)
        assert items(desk) == ()
        assert shown(desk).step is NamingStep.NAME


class TestPapers:
    @pytest.fixture
    def seeds(self, desk: Desk) -> Desk:
        name(desk, "种子")
        naming(desk).enter("1")
        return desk

    def test_the_paper_is_asked_by_its_name(self, seeds: Desk) -> None:
        paper = shown(seeds).paper
        assert shown(seeds).step is NamingStep.PAPER
        assert paper is not None
        assert paper.label == "植物检疫证书"

    def test_number_and_picture_satisfy_the_rule(self, seeds: Desk) -> None:
        naming(seeds).enter(CERTIFICATE)
        assert shown(seeds).step is NamingStep.PAPER_PHOTO
        seeds.keys("F8")
        paper = items(seeds)[0].papers[0]
        assert (paper.number, paper.photo) == (CERTIFICATE, inspection(seeds).photos_of(PhotoRole.PAPER)[0].evidence_id)
        kinds = {need.kind for need in seeds.presenter.view.decision.goods.needs}
        assert not kinds & {NeedKind.PAPER, NeedKind.PAPER_PHOTO}
        assert shown(seeds).step is NamingStep.NAME

    @pytest.mark.parametrize("number", ["", "  ", "9" * 65])
    def test_a_paper_has_a_number(self, seeds: Desk, number: str) -> None:
        naming(seeds).enter(number)
        assert shown(seeds).wrong
        assert items(seeds)[0].papers == ()

    def test_a_picture_that_goes_is_asked_for_again(self, seeds: Desk) -> None:
        naming(seeds).enter(CERTIFICATE)
        seeds.keys("F8", "Esc", "Del")
        assert items(seeds)[0].papers[0].photo is None
        assert Missing.ITEM_PAPER_PHOTO in seeds.presenter.view.decision.missing

    def test_a_doubted_picture_is_looked_at_in_its_lane_and_taken_again_as_a_paper(self) -> None:
        judge = FakeExaminer()
        desk = Desk(FakeCounter(examiner=judge))
        desk.keys(FRUIT, ".")
        name(desk, "种子")
        naming(desk).enter("1")
        naming(desk).enter(CERTIFICATE)
        judge.doubts.append((PhotoProblem.BLURRED,))
        desk.keys("F8")
        assert desk.shown().notice == PhotoDoubted(PhotoProblem.BLURRED, PhotoRole.PAPER)
        assert panel_of(desk) is Panel.NONE
        desk.keys("F8")
        assert judge.seen == [PhotoRole.PAPER, PhotoRole.PAPER]
        assert items(desk)[0].papers[0].photo is not None

    def test_a_doubted_picture_kept_with_a_reason_is_tied_too(self) -> None:
        judge = FakeExaminer()
        desk = Desk(FakeCounter(examiner=judge))
        desk.keys(FRUIT, ".")
        name(desk, "种子")
        naming(desk).enter("1")
        naming(desk).enter(CERTIFICATE)
        judge.doubts.append((PhotoProblem.BLURRED,))
        desk.keys("F8", "/", "1")
        assert items(desk)[0].papers[0].photo is not None


class TestLooking:
    @pytest.fixture
    def hotpot(self, desk: Desk) -> Desk:
        desk.keys("F8")
        name(desk, "火锅底料")
        naming(desk).enter("1")
        return desk

    def test_the_hint_says_what_to_look_for(self, hotpot: Desk) -> None:
        assert shown(hotpot).step is NamingStep.LOOK
        looks = hotpot.shown().goods.looks
        assert [look.item for look in looks] == ["火锅底料"]
        assert looks[0].hint is not None
        assert "罂粟" in looks[0].hint.look_for

    def test_a_box_that_nobody_opened_is_looked_at_once_it_is(self, desk: Desk) -> None:
        name(desk, "火锅底料")
        naming(desk).enter("1")
        assert shown(desk).step is NamingStep.NAME
        assert [look.item for look in desk.shown().goods.looks] == ["火锅底料"]
        desk.keys("Esc", "F8", ".")
        assert shown(desk).step is NamingStep.LOOK

    def test_space_says_that_nothing_was_found(self, hotpot: Desk) -> None:
        hotpot.keys("Space")
        assert items(hotpot)[0].looked_closer
        assert hotpot.shown().notice is Hint.LOOKED_CLOSER
        assert shown(hotpot).step is NamingStep.NAME
        assert hotpot.shown().goods.looks == ()


class TestDetails:
    @pytest.mark.parametrize("key", ["Ctrl+K", "Ctrl+J"])
    def test_each_choice_is_applied_at_once(self, key: str) -> None:
        desk = Desk()
        desk.keys(FRUIT, key, "2", "6", "Z", "0")
        after = inspection(desk)
        assert (after.journey.transport, after.journey.destination) == (TransportMode.AIR, Destination.INTERNATIONAL)
        assert after.packaging is not None
        assert (after.packaging.kind, after.packaging.reused) == ("carton", True)
        assert panel_of(desk) is Panel.DETAILS
        desk.keys("Enter")
        assert panel_of(desk) is Panel.NONE

    def test_the_same_packaging_again_takes_the_word_back(self) -> None:
        desk = Desk()
        desk.keys("Ctrl+K", "Z", "Z")
        assert inspection(desk).packaging is None

    def test_nothing_is_reused_while_no_packaging_is_told(self) -> None:
        desk = Desk()
        desk.keys("Ctrl+K", "0")
        assert desk.shown().notice is Hint.NO_SUCH_ANSWER

    @pytest.mark.parametrize(("text", "grams"), [("1250", 1250), ("", None)])
    def test_the_weight_is_typed(self, text: str, grams: int | None) -> None:
        desk = Desk()
        desk.keys("Ctrl+K", "9")
        assert desk.shown().goods.typing
        desk.presenter.goods.details.weigh(text)
        assert inspection(desk).weight_g == grams
        assert not desk.shown().goods.typing

    @pytest.mark.parametrize("text", ["0", "1.5", "100001", "一斤"])
    def test_what_is_no_weight_is_refused_in_words(self, text: str) -> None:
        desk = Desk()
        desk.keys(FRUIT, "Ctrl+K", "9")
        desk.presenter.goods.details.weigh(text)
        assert desk.shown().notice == Failed(DomainFault.ITEM_INVALID, "weight")
        assert inspection(desk).weight_g is None

    def test_esc_leaves_the_field_before_the_panel(self) -> None:
        desk = Desk()
        desk.keys("Ctrl+K", "9", "Esc")
        assert panel_of(desk) is Panel.DETAILS
        desk.keys("Esc")
        assert panel_of(desk) is Panel.NONE


def draft(desk: Desk) -> ScreeningDraft:
    found = desk.shown().goods.screening
    assert found is not None
    return found


class TestScreening:
    def test_nothing_is_filled_in_by_itself(self) -> None:
        desk = Desk()
        desk.keys("Ctrl+X")
        assert draft(desk) == ScreeningDraft(turn=draft(desk).turn)
        desk.keys("Enter")
        assert desk.shown().notice == Failed(DomainFault.SCREENING_INVALID)
        assert desk.presenter.view.parcel is None

    def test_a_screening_is_recorded_with_machine_and_inspector(self) -> None:
        desk = Desk()
        self.record(desk)
        screening = inspection(desk).screening
        assert screening is not None
        assert (screening.place, screening.machine, screening.inspector) == (ScreeningPlace.HERE, "AJ-1", "7001")
        assert screening.passed is True
        assert panel_of(desk) is Panel.NONE

    def test_the_last_one_is_offered_and_taken_over_by_a_key_only(self) -> None:
        desk = Desk()
        self.record(desk)
        desk.keys("F5", "Ctrl+X")
        offered = draft(desk)
        assert offered.offer is not None
        assert (offered.machine, offered.inspector) == ("", "")
        desk.keys("1", "4", "7", "Enter")
        screening = inspection(desk).screening
        assert screening is not None
        assert (screening.machine, screening.inspector) == ("AJ-1", "7001")

    def test_what_is_due_names_no_machine(self) -> None:
        desk = Desk()
        self.record(desk)
        desk.keys("F5", "Ctrl+X", "2", "6", "7", "Enter")
        screening = inspection(desk).screening
        assert screening is not None
        assert (screening.place, screening.machine, screening.passed) == (ScreeningPlace.HUB, "", None)

    def test_passed_without_a_machine_is_not_recorded(self) -> None:
        desk = Desk()
        desk.keys(FRUIT, "Ctrl+X", "1", "4", "Enter")
        assert desk.shown().notice == Failed(DomainFault.SCREENING_INVALID, "machine")
        assert inspection(desk).screening is None
        assert panel_of(desk) is Panel.SCREENING

    def test_not_passed_stands_against_the_parcel(self) -> None:
        desk = Desk()
        self.record(desk, "5")
        assert desk.shown().notice == StandsAgainst(Objection.SCREENING_STOPPED)
        assert panel_of(desk) is Panel.NONE

    def test_a_recorded_one_is_there_to_be_mended(self) -> None:
        desk = Desk()
        self.record(desk)
        desk.keys("Ctrl+X")
        assert (draft(desk).outcome, draft(desk).machine) == (Outcome.PASSED, "AJ-1")

    def test_enter_goes_from_field_to_field(self) -> None:
        desk = Desk()
        desk.keys("Ctrl+X", "8")
        assert draft(desk).typing is ScreeningField.MACHINE
        desk.presenter.goods.screening.entered(ScreeningField.MACHINE)
        assert draft(desk).typing is ScreeningField.INSPECTOR
        desk.keys("Esc")
        assert draft(desk).typing is None
        assert panel_of(desk) is Panel.SCREENING

    def test_a_key_that_is_none_is_told_so(self) -> None:
        desk = Desk()
        desk.keys("Ctrl+X", "7")
        assert desk.shown().notice is Hint.NO_SUCH_ANSWER

    def test_nobodys_name_is_in_a_trace(self) -> None:
        desk = Desk()
        self.record(desk)
        desk.keys("Ctrl+X")
        assert "7001" not in repr(draft(desk))

    @staticmethod
    def record(desk: Desk, outcome: str = "4") -> None:
        desk.keys(FRUIT, "Ctrl+X", "1", outcome)
        form = desk.presenter.goods.screening
        form.field_typed(ScreeningField.MACHINE, " AJ-1 ")
        form.field_typed(ScreeningField.INSPECTOR, "7001")
        form.entered(ScreeningField.INSPECTOR)


def _prohibited(desk: Desk) -> None:
    desk.keys(".")
    name(desk, "打火机")


def _dangerous(desk: Desk) -> None:
    desk.keys(".")
    name(desk, "烟花")


def _over_the_limit(desk: Desk) -> None:
    desk.keys(".")
    name(desk, "香烟")
    naming(desk).enter("3")


def _differs(desk: Desk) -> None:
    desk.keys("F8", "Ctrl+E", "1")
    found = inspection(desk).found
    assert found is not None
    assert found.finding is Finding.DIFFERS


class TestRefusing:
    @pytest.mark.parametrize(
        ("against", "reason"),
        [
            (_prohibited, "prohibited_item"),
            (_over_the_limit, "restricted_limit"),
            (_differs, "contents_differ"),
        ],
    )
    def test_two_keys_refuse_for_the_reason_that_fits(self, against: Callable[[Desk], None], reason: str) -> None:
        desk = Desk()
        desk.presenter.scanned(scan())
        desk.keys(FRUIT)
        against(desk)
        desk.counter.keys_used.clear()
        desk.keys("F2")
        fitting = desk.shown().goods.refusal
        assert fitting is not None
        assert fitting.code == reason
        desk.keys("Enter")
        notice = desk.shown().notice
        assert isinstance(notice, TurnedAway)
        assert notice.reason == fitting
        assert desk.counter.keys_used == [Action.REFUSE, Action.FINISH]

    def test_without_a_reason_enter_refuses_nothing(self) -> None:
        desk = Desk()
        desk.presenter.scanned(scan())
        desk.keys("F2")
        assert desk.shown().goods.refusal is None
        desk.keys("Enter")
        assert panel_of(desk) is Panel.REFUSAL
        assert desk.bell is Tone.BAD

    def test_what_must_not_go_back_is_never_refused(self) -> None:
        desk = Desk()
        desk.presenter.scanned(scan())
        desk.keys(FRUIT)
        _dangerous(desk)
        desk.keys("F2")
        assert desk.shown().goods.refusal is None
        desk.keys("8")
        assert desk.shown().notice == Failed(DomainFault.INCIDENT_FIRST)
        assert desk.presenter.view.parcel is not None

    def test_another_reason_can_still_be_picked(self) -> None:
        desk = Desk()
        desk.presenter.scanned(scan())
        desk.keys(FRUIT)
        _prohibited(desk)
        desk.keys("F2", "8")
        notice = desk.shown().notice
        assert isinstance(notice, TurnedAway)
        assert notice.reason is not None
        assert notice.reason.code == "inspection_refused"


def test_an_ordinary_parcel_needs_none_of_it() -> None:
    desk = Desk()
    desk.complete(OTHER_WAYBILL)
    desk.keys("Enter")
    assert isinstance(desk.shown().notice, Kept)


def test_a_number_of_another_post_leaves_the_country() -> None:
    desk = Desk()
    desk.presenter.scanned(scan("RR473124829GB"))
    assert inspection(desk).journey.destination is Destination.INTERNATIONAL
    desk.keys("Ctrl+J", "4")
    desk.presenter.scanned(scan("RR473124829GB"))
    assert inspection(desk).journey.destination is Destination.DOMESTIC


@pytest.mark.parametrize(
    ("number", "destination"),
    [
        ("EE123456785CN", Destination.DOMESTIC),
        ("RR473124829HK", Destination.HK_MO_TW),
        (OTHER_WAYBILL, Destination.DOMESTIC),
    ],
)
def test_other_numbers_propose_what_they_say(number: str, destination: Destination) -> None:
    desk = Desk()
    desk.presenter.scanned(scan(number))
    assert inspection(desk).journey.destination is destination
