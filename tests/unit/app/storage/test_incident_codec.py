"""Snapshots of incidents: each comes back as it was, and a damaged one says nothing of what it held."""

import json
from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.acceptance import ParcelState
from app.domain.incident import Incident, IncidentForm, IncidentStage
from app.domain.inspection import PhotoRole
from app.storage.errors import StorageError, StorageFault
from app.storage.incident_codec import encoded, with_snapshot
from tests.support import builders

any_texts = st.text(st.characters(codec=None, exclude_categories=()), max_size=30)
codes = st.lists(st.text("abcdef_", min_size=1, max_size=8), max_size=4).map(tuple)
forms = st.builds(
    IncidentForm,
    entry=st.none() | st.text(max_size=8),
    name=any_texts,
    quantity=st.integers(1, 9999),
    done=codes,
    called=codes,
    called_at=st.none() | st.datetimes(timezones=st.just(UTC)),
    note=any_texts,
    scene=st.sampled_from([(), (builders.photo("scene", PhotoRole.SCENE),)]),
)
parcels = st.none() | st.builds(
    lambda name: replace(
        builders.parcel(sender=builders.sender(document=builders.document(name=name))), state=ParcelState.FROZEN
    ),
    any_texts,
)
BARE = Incident(
    "incident-1", 3, IncidentStage.ACCEPTANCE, "", builders.CLERK, builders.NOON, builders.NOON + timedelta(hours=1)
)


@given(forms, parcels, codes, st.text(min_size=1, max_size=20))
def test_an_incident_comes_back_as_it_was(
    form: IncidentForm, parcel: object, review: tuple[str, ...], card: str
) -> None:
    incident = replace(BARE, card=card, form=form, parcel=parcel, review=review)  # type: ignore[arg-type] # a parcel
    assert with_snapshot(BARE, encoded(incident)) == incident


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{}",
        b"\xff\xfe",
        b'{"version":2}',
        encoded(replace(BARE, form=IncidentForm(name="秘密")))[:-2],
        encoded(replace(BARE, form=IncidentForm(name="秘密"))).replace(b'"quantity":1', b'"quantity":"1"'),
        encoded(BARE).replace(b'"parcel":null', b'"parcel":"@@"'),
        json.dumps(["version"]).encode(),
    ],
)
def test_a_damaged_snapshot_is_refused_without_its_words(damage: bytes) -> None:
    with pytest.raises(StorageError) as caught:
        with_snapshot(BARE, damage)
    assert caught.value.fault is StorageFault.STORE_CORRUPT
    assert "秘密" not in str(caught.value)
    assert caught.value.__cause__ is None
