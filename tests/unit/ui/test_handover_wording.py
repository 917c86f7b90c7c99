"""The handover's answers in words: nothing is told by colour alone, and every stop says what to do."""

from dataclasses import replace

import pytest

from app.domain.errors import DomainFault
from app.domain.handover import DoorStop
from app.domain.inspection import Screening, ScreeningPlace
from app.inspection_ports import HandedParcel, Handover, HandoverState
from app.system import CHINA
from app.usecases.handover_results import ClosedManifest, NotClosed, OpenManifest, ScannedOut, Screened, StoppedAtDoor
from tests.support.builders import CLERK, NOON, policy
from ui.faults import Failed
from ui.keys import KeyTable
from ui.printing.problems import PrintProblem
from ui.screens.handover.state import Answer, HandedOver, Told
from ui.screens.handover.wording import (
    AnswerWords,
    answer_words,
    carrier_words,
    head_problem,
    parcel_carrier_words,
    place_words,
    screening_words,
    stop_words,
)

POLICY = policy()
HANDOVER = Handover(
    "handover-1",
    HandoverState.CLOSED,
    "yto",
    "云A12345",
    "GPS-1",
    "BAG-7",
    "样例司机",
    CLERK,
    NOON,
    CLERK,
    NOON,
    "m",
    "d",
)
PARCEL = HandedParcel("YT0000000000001", "acceptance-1", "yto", "0123456789", 1250, None, NOON)
CLOSED = ClosedManifest(HANDOVER, (PARCEL, PARCEL), "样例网点", "53010020260001", training=False)
PASSED = Screening(ScreeningPlace.HERE, "XR-1", "2001", True, CLERK, NOON)


def told(answer: Answer) -> AnswerWords:
    return answer_words(answer, POLICY, KeyTable(), lambda moment: moment.astimezone(CHINA))


@pytest.mark.parametrize("stop", DoorStop)
def test_every_stop_says_what_it_is_and_what_to_do_about_which_parcel(stop: DoorStop) -> None:
    said = told(StoppedAtDoor(stop, "YT0000000000001"))

    assert said.tone in ("bad", "warn")
    assert said.text
    assert said.step.startswith("YT0000000000001。")
    assert len(said.step) > len("YT0000000000001。")
    assert stop_words(stop)


def test_a_parcel_that_left_is_told_with_vehicle_and_moment() -> None:
    said = told(StoppedAtDoor(DoorStop.HANDED_OVER, "YT1", NOON, HANDOVER))

    assert "云A12345 · GPS GPS-1 · 集包 BAG-7" in said.step
    assert "11-20 12:00" in said.step


def test_another_carriers_parcel_is_told_with_its_carrier() -> None:
    assert "顺丰" in told(StoppedAtDoor(DoorStop.OTHER_CARRIER, "SF1", carrier="sf")).step


def test_a_scan_that_named_nothing_has_only_its_next_step() -> None:
    assert told(StoppedAtDoor(DoorStop.NOT_A_WAYBILL)).step.startswith("扫面单条码")


@pytest.mark.parametrize("answer", Told)
def test_every_short_answer_has_words(answer: Told) -> None:
    assert told(answer).text


@pytest.mark.parametrize(
    ("answer", "tone", "inside"),
    [
        (ScannedOut(PARCEL, 7), "good", "YT0000000000001"),
        (NotClosed((StoppedAtDoor(DoorStop.FROZEN, "YT1"),)), "bad", "1 件不能离开"),
        (HandedOver(CLOSED, None), "good", "已交接 2 件"),
        (HandedOver(CLOSED, PrintProblem.NO_PRINTER), "warn", "已交接 2 件"),
        (PrintProblem.NOT_SAVED, "warn", "没有保存"),
        (Failed(DomainFault.HANDOVER_EMPTY), "bad", "一件也没有"),
    ],
)
def test_answers_have_a_tone_and_words(answer: Answer, tone: str, inside: str) -> None:
    said = told(answer)

    assert said.tone == tone
    assert inside in said.text


def test_a_screening_tells_how_many_were_let_in() -> None:
    manifest = OpenManifest(HANDOVER, (PARCEL,))
    assert told(Screened(3, 2, manifest)).step.count("2") == 1
    assert told(Screened(3, 0, manifest)).step == ""


def test_a_screening_is_told_by_place_and_standing() -> None:
    assert screening_words(None) == "未登记"
    assert screening_words(PASSED) == "已安检：本网点"
    assert screening_words(replace(PASSED, place=ScreeningPlace.HUB, passed=None)) == "待检：分拨中心"
    assert screening_words(replace(PASSED, place=ScreeningPlace.THIRD_PARTY, passed=False)) == "未通过：第三方"


def test_carriers_and_places_have_names() -> None:
    assert carrier_words("yto", POLICY) == "圆通"
    assert carrier_words("", POLICY) == "不限企业"
    assert parcel_carrier_words("sf", POLICY) == "顺丰"
    assert parcel_carrier_words(None, POLICY) == parcel_carrier_words("nobody", POLICY) == ""
    assert place_words(replace(HANDOVER, vehicle="", gps="")) == "集包 BAG-7"


@pytest.mark.parametrize(
    "entry", ["vehicle", "place", "gps", "bag", "driver", "carrier", "machine", "inspector", "passed"]
)
def test_each_entry_that_can_be_wrong_has_words(entry: str) -> None:
    assert head_problem(entry)
