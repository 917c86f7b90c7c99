"""Lanes 1 and 2: masked, and in clear only what the step at hand needs."""

from datetime import date

import pytest

from app.domain.acceptance import Missing, Objection, Parcel, decide
from app.domain.customer import AgreementStanding
from app.domain.identity.document import DocumentField, DocumentProblem, DocumentType, IdentityDocument, ReadingSource
from app.domain.identity.sender import FaceBand, FaceCompared, Guardian, Principal
from app.domain.sending import NameCheck, Sending, WaybillName
from app.domain.waybill import Candidate, Waybill
from app.usecases.put_document import Place
from app.usecases.results import CounterView
from tests.support.builders import CLERK, NOON, TODAY, YUNNAN_NUMBER, customer, document, parcel, policy, sender
from tests.support.sender_samples import CHILD_NUMBER, OTHER_NUMBER, YOUNG_NUMBER
from ui.screens.acceptance.lanes import DocumentPictures, sender_lane, shown_customer, waybill_lane
from ui.screens.acceptance.state import GuardianStanding, NameStanding, SenderLane, WaybillLane

POLICY = policy()
SECRETS = (
    "测试甲",
    "测试乙",
    "测试丙",
    YUNNAN_NUMBER,
    OTHER_NUMBER,
    CHILD_NUMBER,
    "13800138000",
    "样例路1号",
    "1990-03-07",
)


def seen(at: Parcel) -> CounterView:
    return CounterView(at, decide(at, POLICY, TODAY))


def lane_1(at: Parcel) -> WaybillLane:
    return waybill_lane(seen(at), POLICY, TODAY)


def lane_2(at: Parcel, pictures: DocumentPictures | None = None) -> SenderLane:
    return sender_lane(seen(at), POLICY, TODAY, None, pictures if pictures is not None else DocumentPictures())


def in_clear(*lanes: WaybillLane | SenderLane) -> set[str]:
    """The secrets that anything on the lanes shows, hidden from ``repr`` or not."""
    found: list[str] = []

    def collect(value: object) -> None:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, tuple | list):
            for one in value:
                collect(one)
        elif hasattr(value, "__slots__"):
            for name in value.__slots__:
                collect(getattr(value, name))

    for lane in lanes:
        collect(lane)
    return {secret for secret in SECRETS if any(secret in text for text in found)}


def companion(number: str = OTHER_NUMBER, name: str = "测试乙", **changes: object) -> IdentityDocument:
    return document(number=number, name=name, portrait_id=None, **changes)


def child(**changes: object) -> Parcel:
    born = document(number=CHILD_NUMBER, name="测试丙", birth_date=date(2015, 3, 7))
    return parcel(sender=sender(document=born), **changes)


def test_an_empty_counter_has_empty_lanes() -> None:
    nothing = CounterView(None, seen(parcel()).decision)
    assert waybill_lane(nothing, POLICY, TODAY) == WaybillLane()
    assert sender_lane(nothing, POLICY, TODAY, None, DocumentPictures()) == SenderLane()


def test_everything_settled_shows_nobody_in_clear() -> None:
    whole = parcel(sender=sender(address="云南省昆明市五华区样例路1号2栋"))
    assert in_clear(lane_1(whole), lane_2(whole)) == set()
    shown = lane_2(whole).document
    assert shown is not None
    assert (shown.name, shown.number) == ("测**", "530102********1238")
    assert lane_2(whole).phone == "138******00"
    assert lane_2(whole).sends_from.startswith("云南省")


def test_the_name_is_in_clear_while_it_is_compared_and_no_longer() -> None:
    asked = lane_1(parcel(waybill_name=None))
    assert asked.name is NameStanding.ASKED
    assert asked.expected_name == "测试甲"
    settled = lane_1(parcel())
    assert settled.name is NameStanding.AGREES
    assert settled.expected_name == "测**"


def test_the_name_waits_in_masks_for_what_is_asked_before_it() -> None:
    waits = lane_1(parcel(sender=sender(same_person=None), waybill_name=None))
    assert waits.name is NameStanding.OPEN
    assert waits.expected_name == "测**"


def test_the_name_is_in_clear_whenever_space_would_confirm_it() -> None:
    kind = document(document_type=DocumentType.OTHER, other_kind="border_resident_card", source=ReadingSource.TYPED)
    lane = lane_1(parcel(sender=sender(document=kind), waybill_name=None))
    assert Missing.SUPERVISOR_WORD in seen(parcel(sender=sender(document=kind))).decision.missing
    assert lane.name is NameStanding.ASKED
    assert lane.expected_name == "测试甲"


def test_a_missing_waybill_does_not_ask_for_its_name() -> None:
    assert lane_1(parcel(waybill=None, waybill_name=None)) == WaybillLane()


def test_both_names_are_in_clear_when_they_differ() -> None:
    name = WaybillName(NameCheck.CARRIER_ORDER, agrees=False, checked_at=NOON, name="测试乙")
    lane = lane_1(parcel(waybill_name=name))
    assert lane.name is NameStanding.DIFFERS
    assert (lane.expected_name, lane.printed_name) == ("测试甲", "测试乙")
    assert lane.name_check is NameCheck.CARRIER_ORDER


def test_a_name_from_the_order_is_not_called_equal_before_there_is_a_document() -> None:
    name = WaybillName(NameCheck.CARRIER_ORDER, agrees=True, checked_at=NOON, name="测试甲")
    lane = lane_1(parcel(sender=None, waybill_name=name))
    assert lane.name is NameStanding.OPEN
    assert in_clear(lane) == set()


def test_an_entrusted_parcel_asks_for_no_name_before_the_principal_is_there() -> None:
    alone = parcel(sending=Sending.ENTRUSTED, waybill_name=None)
    lane = lane_1(alone)
    assert lane.name is NameStanding.OPEN
    both = parcel(sending=Sending.ENTRUSTED, waybill_name=None, principal=Principal(companion(), "family"))
    assert lane_1(both).name is NameStanding.ASKED
    assert lane_1(both).expected_name == "测试乙"


@pytest.mark.parametrize("sending", [Sending.LETTER, Sending.AGREEMENT])
def test_who_is_exempt_is_asked_for_no_name(sending: Sending) -> None:
    free = parcel(sending=sending, customer=customer(), sender=None, waybill_name=None)
    assert lane_1(free).name is NameStanding.NOT_NEEDED
    assert lane_2(free).exempt
    assert lane_2(free).sending is sending


@pytest.mark.parametrize(
    ("changes", "standing", "exempt"),
    [
        ({}, AgreementStanding.IN_FORCE, True),
        ({"responsible_copy": None}, AgreementStanding.NO_COPY, False),
        ({"agreement": None}, AgreementStanding.NONE, False),
    ],
)
def test_a_customer_stands_with_what_its_agreement_is_worth(
    changes: dict[str, object], standing: AgreementStanding, exempt: bool
) -> None:
    lane = lane_2(parcel(sending=Sending.AGREEMENT, customer=customer(**changes), sender=None))
    assert lane.customer is not None
    assert (lane.customer.standing, lane.exempt) == (standing, exempt)
    assert "13800138001" not in repr(shown_customer(customer(**changes), TODAY))


def test_fields_in_doubt_are_in_clear_and_the_others_are_not() -> None:
    doubts = (DocumentField.NAME, DocumentField.VALID_TO)
    read = document(doubts=doubts, source=ReadingSource.OCR)
    pictures = DocumentPictures(snippets={YUNNAN_NUMBER: {DocumentField.NAME: b"jpeg"}})
    lane = lane_2(parcel(sender=sender(document=read)), pictures)
    assert lane.doubted is not None
    assert [(one.name, one.value, one.snippet) for one in lane.doubted.doubts] == [
        (DocumentField.NAME, "测试甲", b"jpeg"),
        (DocumentField.VALID_TO, "2040-01-01", None),
    ]
    assert in_clear(lane) == {"测试甲"}
    assert "测试甲" not in repr(lane)


@pytest.mark.parametrize("name", DocumentField)
def test_every_field_in_doubt_has_a_value_to_compare(name: DocumentField) -> None:
    read = document(doubts=(name,), nationality="KOR", source=ReadingSource.MRZ)
    lane = lane_2(parcel(sender=sender(document=read)))
    assert lane.doubted is not None
    (doubt,) = lane.doubted.doubts
    assert doubt.value


def test_the_sender_s_doubts_come_before_a_companion_s() -> None:
    doubtful = companion(doubts=(DocumentField.NAME,), source=ReadingSource.OCR)
    both = parcel(
        sender=sender(document=document(doubts=(DocumentField.NUMBER,), source=ReadingSource.OCR)),
        sending=Sending.ENTRUSTED,
        principal=Principal(doubtful, None),
    )
    first = lane_2(both).doubted
    assert first is not None
    assert first.doubts[0].value == YUNNAN_NUMBER
    only = lane_2(parcel(sending=Sending.ENTRUSTED, principal=Principal(doubtful, None))).doubted
    assert only is not None
    assert only.doubts[0].value == "测试乙"


def test_a_principal_is_masked_and_settled_by_the_relation() -> None:
    open_ = lane_2(parcel(sending=Sending.ENTRUSTED, principal=Principal(companion(), None)))
    assert [(one.role, one.settled, one.relation) for one in open_.companions] == [(Place.PRINCIPAL, False, None)]
    assert open_.wants_answer is not None
    settled = lane_2(parcel(sending=Sending.ENTRUSTED, principal=Principal(companion(), "friend")))
    (one,) = settled.companions
    assert one.settled
    assert one.relation is not None
    assert one.relation.code == "friend"
    assert in_clear(open_, settled) == set()


def test_a_child_waits_for_the_guardian_s_document_and_then_for_consent() -> None:
    assert lane_2(child()).guardian is GuardianStanding.AWAITED
    grown = companion()
    asked = lane_2(child(guardian=Guardian(grown, None)))
    assert asked.guardian is GuardianStanding.ASKED_CONSENT
    agreed = lane_2(child(guardian=Guardian(grown, NOON), guardian_present=True))
    assert agreed.guardian is GuardianStanding.SETTLED
    assert [(one.role, one.settled) for one in agreed.companions] == [(Place.GUARDIAN, True)]
    assert in_clear(asked, agreed) == set()


def test_a_fifteen_year_old_needs_a_guardian_beside_and_a_grown_up_none() -> None:
    young = document(number=YOUNG_NUMBER, birth_date=date(2011, 5, 5))
    at = parcel(sender=sender(document=young))
    assert lane_2(at).guardian is GuardianStanding.ASKED_PRESENCE
    assert lane_2(parcel(sender=at.sender, guardian_present=True)).guardian is GuardianStanding.SETTLED
    assert lane_2(parcel()).guardian is GuardianStanding.NOT_NEEDED


def test_what_is_wrong_with_a_document_is_listed_once_the_worst_first() -> None:
    problems = (DocumentProblem.NUMBER_REGION, DocumentProblem.EXPIRED)
    old = document(valid_to=date(2020, 1, 1), problems=problems)
    shown = lane_2(parcel(sender=sender(document=old))).document
    assert shown is not None
    assert shown.problems == (DocumentProblem.EXPIRED, DocumentProblem.NUMBER_REGION)


def test_a_portrait_is_shown_while_it_is_at_hand_and_its_absence_is_explained() -> None:
    whole = parcel()
    assert lane_2(whole, DocumentPictures({"portrait-1": b"jpeg"}, decodes=True)).portrait == b"jpeg"
    assert lane_2(whole).portrait is None
    assert lane_2(whole).portrait_missing
    assert not lane_2(whole, DocumentPictures(decodes=True)).portrait_missing
    typed = document(source=ReadingSource.TYPED, portrait_id=None)
    assert not lane_2(parcel(sender=sender(document=typed))).portrait_missing
    assert "jpeg" not in repr(lane_2(whole, DocumentPictures({"portrait-1": b"jpeg"})))


def test_what_came_back_and_what_a_machine_said_is_shown() -> None:
    back = sender(usual_category="fruit", phone_recalled=True, face=FaceCompared(FaceBand.CHECK, NOON))
    lane = lane_2(parcel(sender=back))
    assert lane.usual_category is not None
    assert lane.usual_category.code == "fruit"
    assert lane.phone_recalled
    assert lane.face is FaceBand.CHECK


def test_the_phone_is_in_clear_only_while_it_is_typed() -> None:
    at = parcel(sender=sender(phone=None))
    lane = sender_lane(seen(at), POLICY, TODAY, "138", DocumentPictures())
    assert (lane.phone, lane.phone_typed) == (None, "138")
    assert "phone_typed" not in repr(lane)


def test_the_carrier_candidates_are_the_policy_s() -> None:
    at = parcel(waybill=Waybill("YT8962646785389", "yto"))
    view = CounterView(at, seen(at).decision, (Candidate("yto", 2), Candidate("nobody", 1)))
    lane = waybill_lane(view, POLICY, TODAY)
    assert [carrier.code for carrier in lane.candidates] == ["yto"]
    assert lane.carrier == lane.candidates[0]
    assert CLERK not in lane.expected_name


def test_an_objection_to_the_name_is_read_from_the_decision() -> None:
    name = WaybillName(NameCheck.TYPED, agrees=False, checked_at=NOON, name="测试乙")
    at = parcel(waybill_name=name)
    assert Objection.NAME_DIFFERS in seen(at).decision.objections
    assert Missing.WAYBILL_NAME not in seen(at).decision.missing
