from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.acceptance import (
    NOTHING_YET,
    STEPS,
    Missing,
    Objection,
    Parcel,
    ParcelEvent,
    ParcelState,
    decide,
    stepped,
)
from app.domain.errors import DomainError, DomainFault
from app.domain.identity.document import DocumentProblem, DocumentType
from app.domain.inspection import Finding, Found, PhotoRole
from app.domain.waybill import Waybill
from tests.support.builders import CLERK, NOON, TODAY, document, inspection, parcel, photo, policy, sender

FINAL = {ParcelState.ACCEPTED, ParcelState.REFUSED, ParcelState.FROZEN, ParcelState.DISCARDED}
SEALED = photo("photo-2", PhotoRole.SEALED_PARCEL)
FOUND = Found(Finding.MATCHES, CLERK, NOON)


@pytest.mark.parametrize(("state", "event"), list(product(ParcelState, ParcelEvent)))
def test_every_pair_of_state_and_event_is_decided(state: ParcelState, event: ParcelEvent) -> None:
    before = parcel(state=state)
    if (state, event) in STEPS:
        assert stepped(before, event) == replace(before, state=STEPS[state, event])
    else:
        with pytest.raises(DomainError) as refused:
            stepped(before, event)
        assert refused.value.fault is DomainFault.STEP_NOT_ALLOWED


@pytest.mark.parametrize("state", sorted(FINAL))
def test_nothing_leaves_a_final_state(state: ParcelState) -> None:
    assert not [event for event in ParcelEvent if (state, event) in STEPS]


def test_an_empty_parcel_lacks_everything_in_the_clerks_order() -> None:
    decision = decide(Parcel("p", CLERK, NOON), policy(), TODAY)
    assert decision == NOTHING_YET
    assert list(decision.missing) == [need for need in Missing if need in decision.missing]


def test_a_whole_parcel_may_be_accepted() -> None:
    decision = decide(parcel(), policy(), TODAY)
    assert decision.may_accept
    assert decision.warnings == ()


@given(
    has_waybill=st.booleans(),
    has_sender=st.booleans(),
    compared=st.booleans(),
    has_phone=st.booleans(),
    has_category=st.booleans(),
    has_photo=st.booleans(),
    is_sealed=st.booleans(),
)
def test_missing_is_exactly_what_is_not_there(
    *,
    has_waybill: bool,
    has_sender: bool,
    compared: bool,
    has_phone: bool,
    has_category: bool,
    has_photo: bool,
    is_sealed: bool,
) -> None:
    whole = sender()
    person = replace(
        whole, same_person=whole.same_person if compared else None, phone=whole.phone if has_phone else None
    )
    subject = parcel(
        waybill=Waybill("YT8962646785389", "yto") if has_waybill else None,
        sender=person if has_sender else None,
        inspection=inspection(
            item_category="food" if has_category else None,
            photos=(*((photo(),) if has_photo else ()), *((SEALED,) if is_sealed else ())),
            found=FOUND if is_sealed else None,
        ),
    )
    expected = {
        Missing.WAYBILL: not has_waybill,
        Missing.DOCUMENT: not has_sender,
        Missing.SAME_PERSON: not (has_sender and compared),
        Missing.PHONE: not (has_sender and has_phone),
        Missing.ITEM_CATEGORY: not has_category,
        Missing.PHOTO: not has_photo,
        Missing.SEALED_PHOTO: not is_sealed,
    }
    decision = decide(subject, policy(), TODAY)
    assert decision.missing == tuple(need for need in Missing if expected.get(need, False))
    assert decision.may_accept == (not any(expected.values()))


@pytest.mark.parametrize(
    ("changes", "objection"),
    [
        ({"valid_to": date(2026, 11, 19)}, Objection.DOCUMENT_EXPIRED),
        ({"valid_from": date(2026, 11, 21)}, Objection.DOCUMENT_NOT_YET_VALID),
        ({"problems": (DocumentProblem.NUMBER_CHECK_DIGIT,)}, Objection.DOCUMENT_INVALID),
        ({"document_type": DocumentType.OTHER}, Objection.DOCUMENT_TYPE),
    ],
)
def test_a_document_that_does_not_hold_stops_the_acceptance(changes: dict[str, object], objection: Objection) -> None:
    decision = decide(parcel(sender=sender(document=document(**changes))), policy(), TODAY)
    assert decision.objections == (objection,)
    assert not decision.may_accept


@pytest.mark.parametrize("last_day", [TODAY, None])
def test_a_card_is_good_on_its_last_day_and_forever_when_open_ended(last_day: date | None) -> None:
    assert decide(parcel(sender=sender(document=document(valid_to=last_day))), policy(), TODAY).may_accept


def test_a_wrong_s10_check_digit_stops_the_acceptance() -> None:
    decision = decide(parcel(waybill=Waybill("EE471108150FR", "upu")), policy(), TODAY)
    assert decision.objections == (Objection.WAYBILL_CHECK_DIGIT,)


def test_an_unknown_region_and_a_young_sender_only_warn() -> None:
    young = document(
        birth_date=date(2010, 11, 21),
        valid_from=date(2024, 1, 1),
        valid_to=date(2029, 1, 1),
        problems=(DocumentProblem.NUMBER_REGION,),
    )
    decision = decide(parcel(sender=sender(document=young), guardian_present=True), policy(), TODAY)
    assert decision.warnings == (DocumentProblem.NUMBER_REGION, DocumentProblem.UNDER_AGE)
    assert decision.may_accept


def test_personal_data_is_not_in_a_parcels_repr() -> None:
    shown = repr(parcel())
    assert not [secret for secret in ("测试甲", "530102199003071238", "13800138000", "样例路") if secret in shown]
