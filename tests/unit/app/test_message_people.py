"""Who is named to the province, and what is said about how they were known."""

from dataclasses import replace
from datetime import date

import pytest
from pydantic import JsonValue

from app.domain.acceptance import Parcel
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.identity.document import DocumentField, ReadingSource
from app.domain.identity.sender import FaceBand, FaceCompared, Guardian, PortraitShown, Principal, SamePerson
from app.domain.sending import Sending
from app.message_people import people_of
from sync.persons import AgreementPart, GuardianPart, OrganisationPart, PersonAtCounterPart, PrincipalPart
from tests.support.builders import CLERK, NOON, TODAY, customer, document, parcel, sender

FACE = FaceCompared(FaceBand.CHECK, NOON)


def said(subject: Parcel, *path: str) -> JsonValue:
    found: JsonValue = people_of(subject, TODAY)
    for name in path:
        assert isinstance(found, dict)
        found = found[name]
    return found


def test_how_a_field_was_known_is_said() -> None:
    read = document(
        source=ReadingSource.OCR,
        confirmed=(DocumentField.NAME, DocumentField.ADDRESS),
        supervisor=ClerkNumber("9001"),
        nationality="CHN",
        valid_from=None,
    )
    person = said(parcel(sender=sender(document=read, address="样例街")), "sender")
    PersonAtCounterPart.model_validate(person)
    assert isinstance(person, dict)
    assert (person["source"], person["confirmed_fields"]) == ("ocr", ["name", "address"])
    assert (person["supervisor"], person["nationality"], person["valid_from"]) == ("9001", "CHN", None)
    assert person["sending_address"] == "样例街"


@pytest.mark.parametrize(
    ("portrait", "live", "counts"),
    [
        (PortraitShown.CARD_PHOTO, "live-1", True),
        (PortraitShown.CHIP, "live-1", True),
        (PortraitShown.NONE, "live-1", False),
        (PortraitShown.CHIP, None, False),
    ],
)
def test_a_comparison_by_machine_is_told_only_beside_the_two_pictures(
    portrait: PortraitShown, live: str | None, *, counts: bool
) -> None:
    same = SamePerson(CLERK, NOON, portrait, live)
    person = said(parcel(sender=sender(same_person=same, face=FACE)), "sender")
    PersonAtCounterPart.model_validate(person)
    compared = said(parcel(sender=sender(same_person=same, face=FACE)), "sender", "same_person", "face_comparison")
    told = {"band": "check", "consent_at": "2026-11-20T04:00:00.000+00:00"}
    assert compared == (told if counts else None)


def test_everybody_who_came_along_is_of_the_contract() -> None:
    whole = parcel(
        sending=Sending.ENTRUSTED,
        principal=Principal(document(), "family"),
        guardian=Guardian(document(), NOON),
        customer=customer(),
    )
    GuardianPart.model_validate(said(whole, "guardian"))
    PrincipalPart.model_validate(said(whole, "principal"))
    OrganisationPart.model_validate(said(whole, "organisation"))
    assert said(whole, "agreement") is None
    agreed = replace(whole, sending=Sending.AGREEMENT)
    AgreementPart.model_validate(said(agreed, "agreement"))


def test_an_agreement_that_ended_names_its_agent_again() -> None:
    subject = parcel(sending=Sending.AGREEMENT, customer=customer())
    assert people_of(subject, TODAY)["sender"] is None
    after = people_of(subject, date(2028, 1, 1))
    assert after["sender"] is not None
    assert after["organisation"] is not None


@pytest.mark.parametrize("lacking", [{"sender": None}, {"sender": sender(same_person=None)}])
def test_without_a_verified_sender_nothing_is_said(lacking: dict[str, object]) -> None:
    with pytest.raises(DomainError) as refused:
        people_of(parcel(**lacking), TODAY)
    assert refused.value.fault is DomainFault.NOT_COMPLETE
