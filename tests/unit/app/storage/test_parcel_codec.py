"""Snapshots of parcels: every parcel comes back as it was."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.acceptance import Parcel, ParcelState
from app.domain.clerk import ClerkNumber
from app.domain.customer import Agreement, Customer, CustomerKind, Filing
from app.domain.honesty import Caution
from app.domain.identity.document import (
    DocumentField,
    DocumentProblem,
    DocumentType,
    IdentityDocument,
    ReadingSource,
    Sex,
)
from app.domain.identity.sender import (
    FaceBand,
    FaceCompared,
    Guardian,
    PortraitShown,
    Principal,
    SamePerson,
    Sender,
)
from app.domain.inspection import Inspection, Photo, PhotoRole
from app.domain.late_entry import LateEntry, LateGround
from app.domain.sending import AnsweredCaution, NameCheck, Override, Sending, WaybillName
from app.domain.waybill import Waybill
from app.storage.errors import StorageError, StorageFault
from app.storage.parcel_codec import decoded, encoded
from tests.support import builders

texts = st.text(max_size=12)
# What an ill-formed UTF-16 chip block can turn into: lone surrogates, and pairs that were never joined.
any_texts = st.text(st.characters(codec=None, exclude_categories=()), max_size=12)
moments = st.datetimes(
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(timedelta(hours=-3, minutes=-30))])
)
clerks = texts.map(ClerkNumber)
dates = st.none() | st.dates()

documents = st.builds(
    IdentityDocument,
    document_type=st.sampled_from(DocumentType),
    number=texts,
    name=any_texts,
    sex=st.sampled_from(Sex),
    birth_date=dates,
    address=any_texts,
    valid_from=dates,
    valid_to=dates,
    source=st.sampled_from(ReadingSource),
    read_at=moments,
    problems=st.lists(st.sampled_from(DocumentProblem), max_size=3).map(tuple),
    portrait_id=st.none() | texts,
    other_kind=st.none() | texts,
    nationality=texts,
    permit_number=texts,
    typed_reason=st.none() | texts,
    doubts=st.lists(st.sampled_from(DocumentField), max_size=3).map(tuple),
    confirmed=st.lists(st.sampled_from(DocumentField), max_size=3).map(tuple),
    supervisor=st.none() | clerks,
)
senders = st.builds(
    Sender,
    document=documents,
    phone=st.none() | texts,
    same_person=st.none() | st.builds(SamePerson, clerks, moments, st.sampled_from(PortraitShown), st.none() | texts),
    continues=st.none() | texts,
    phone_recalled=st.booleans(),
    address=any_texts,
    usual_category=st.none() | texts,
    face=st.none() | st.builds(FaceCompared, st.sampled_from(FaceBand), moments),
)
customers = st.builds(
    Customer,
    customer_id=texts,
    kind=st.sampled_from(CustomerKind),
    name=any_texts,
    initials=texts,
    credit_code=texts,
    responsible_name=any_texts,
    phone=texts,
    credit_code_reason=st.none() | texts,
    responsible_copy=st.none() | texts,
    agreement=st.none() | st.builds(Agreement, texts, st.dates(), st.dates(), st.sampled_from(Filing)),
)
photos = st.builds(
    Photo, texts, st.sampled_from(PhotoRole), texts, st.integers(min_value=0, max_value=2**40), texts, moments
)
late_entries = st.builds(
    LateEntry,
    accepted_at=moments,
    accepted_by=clerks,
    form_number=texts,
    ground=st.sampled_from(LateGround),
    outage_id=st.none() | texts,
    reason=texts,
    supervisor=clerks,
    allowed_at=moments,
)
parcels = st.builds(
    Parcel,
    late=st.none() | late_entries,
    parcel_id=texts,
    opened_by=clerks,
    opened_at=moments,
    state=st.sampled_from(ParcelState),
    waybill=st.none() | st.builds(Waybill, texts, st.none() | texts),
    sender=st.none() | senders,
    inspection=st.builds(
        Inspection, st.none() | texts, st.integers(min_value=1, max_value=9999), st.lists(photos, max_size=3).map(tuple)
    ),
    sending=st.sampled_from(Sending),
    waybill_name=st.none()
    | st.builds(WaybillName, st.sampled_from(NameCheck), st.booleans(), moments, any_texts, st.none() | clerks),
    principal=st.none() | st.builds(Principal, documents, st.none() | texts),
    guardian=st.none() | st.builds(Guardian, documents, st.none() | moments),
    guardian_present=st.booleans(),
    customer=st.none() | customers,
    noticed=st.lists(st.sampled_from(Caution), max_size=3).map(tuple),
    answered=st.lists(st.builds(AnsweredCaution, texts, texts, clerks, moments), max_size=2).map(tuple),
    overrides=st.lists(st.builds(Override, texts, texts, clerks, clerks, moments), max_size=2).map(tuple),
)


@given(parcels)
def test_every_parcel_comes_back_as_it_was(parcel: Parcel) -> None:
    assert decoded(encoded(parcel)) == parcel


@pytest.mark.parametrize("name", ["𠮷野", "㐂䶮", "𫚉", "\ud842\udfb7", "\udfb7", "a\0b", "·", "\ufeff王"])
def test_rare_names_come_back_as_they_were(name: str) -> None:
    parcel = replace(builders.parcel(), sender=builders.sender(document=builders.document(name=name)))

    sender = decoded(encoded(parcel)).sender
    assert sender is not None
    assert sender.document.name == name


def test_an_empty_parcel_comes_back() -> None:
    parcel = Parcel("p", ClerkNumber("1"), datetime(2026, 1, 1, tzinfo=UTC))

    assert decoded(encoded(parcel)) == parcel


@pytest.mark.parametrize(
    "snapshot",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"\xff\xff",
        json.dumps({"version": 2}).encode(),
        json.dumps({"version": 3}).encode(),
        encoded(builders.parcel()).replace(b'"resident_card"', b'"library_card"'),
        encoded(builders.parcel()).replace(b'"phone":"13800138000"', b'"phone":1'),
        encoded(builders.parcel()).replace(b'"opened_at"', b'"opened"'),
        encoded(builders.parcel())[:-5],
    ],
)
def test_a_snapshot_that_is_none_is_refused_without_quoting_it(snapshot: bytes) -> None:
    with pytest.raises(StorageError) as caught:
        decoded(snapshot)

    assert caught.value.fault is StorageFault.STORE_CORRUPT
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_version_1_stays_readable() -> None:
    """A snapshot as the first release wrote it: never change this text."""
    first_release = (
        '{"version":1,"parcel_id":"p1","opened_by":"1001","opened_at":"2026-11-20T04:00:00+00:00","state":"parked",'
        '"waybill":{"number":"YT8962646785389","carrier":null},"sender":{"document":{"document_type":"resident_card",'
        '"number":"11010119900307803X","name":"样本","sex":"female","birth_date":"1990-03-07","address":"样例路一号",'
        '"valid_from":null,"valid_to":"2040-01-01","source":"chip","read_at":"2026-11-20T04:00:00+00:00",'
        '"problems":["number_region"],"portrait_id":"e0"},"phone":"13800138000","same_person":{"clerk":"1001",'
        '"confirmed_at":"2026-11-20T04:00:00+00:00"},"continues":"a0","phone_recalled":1},"inspection":'
        '{"item_category":"food","quantity":2,"photos":[{"evidence_id":"e1","role":"contents","sha256":"ab","size":5,'
        '"media_type":"image/jpeg","taken_at":"2026-11-20T04:00:00+00:00"}],"inspected_by":"1001"}}'
    )
    noon = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
    document = IdentityDocument(
        DocumentType.RESIDENT_CARD, "11010119900307803X", "样本", Sex.FEMALE, date(1990, 3, 7), "样例路一号", None,
        date(2040, 1, 1), ReadingSource.CHIP, noon, (DocumentProblem.NUMBER_REGION,), "e0",
    )  # fmt: skip
    expected = Parcel(
        parcel_id="p1",
        opened_by=ClerkNumber("1001"),
        opened_at=noon,
        state=ParcelState.PARKED,
        waybill=Waybill("YT8962646785389", None),
        sender=Sender(document, "13800138000", SamePerson(ClerkNumber("1001"), noon), "a0", phone_recalled=True),
        inspection=Inspection("food", 2, (Photo("e1", PhotoRole.CONTENTS, "ab", 5, "image/jpeg", noon),), "1001"),
    )

    assert decoded(first_release.encode()) == expected
    assert decoded(encoded(expected)) == expected
