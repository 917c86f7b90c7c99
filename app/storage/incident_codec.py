"""Incidents as versioned JSON, for the column ``snapshot`` of the incidents: the frozen parcel and the form.

Invariants:
- What the columns beside it say is not in it. Personal data: it belongs in the encrypted store only.
- The parcel stands in it as the parcel's own snapshot has it, so that its old versions stay readable here, too.
"""

import base64
import json
from dataclasses import replace
from typing import Final

from app.domain.incident import Incident, IncidentForm
from app.storage.errors import StorageError, StorageFault
from app.storage.inspection_codec import photo_from, photo_members
from app.storage.members import Members
from app.storage.parcel_codec import decoded as parcel_from
from app.storage.parcel_codec import encoded as parcel_snapshot

VERSION: Final = 1


def encoded(incident: Incident) -> bytes:
    """The snapshot of an incident."""
    form = incident.form
    members = {
        "version": VERSION,
        "card": incident.card,
        # base64, as a parcel's snapshot may hold what no UTF-8 can: an ill-formed name of a chip
        "parcel": incident.parcel and base64.b64encode(parcel_snapshot(incident.parcel)).decode("ascii"),
        "review": incident.review,
        "entry": form.entry,
        "name": form.name,
        "quantity": form.quantity,
        "done": form.done,
        "called": form.called,
        "called_at": form.called_at and form.called_at.isoformat(),
        "note": form.note,
        "scene": [photo_members(photo) for photo in form.scene],
    }
    return json.dumps(members, separators=(",", ":")).encode("ascii")


def with_snapshot(incident: Incident, snapshot: bytes) -> Incident:
    """The incident of the columns, with what its snapshot holds. Raises StorageError(STORE_CORRUPT)."""
    try:
        members = Members(json.loads(snapshot))
        if members.integer("version") != VERSION:
            raise StorageError(StorageFault.STORE_CORRUPT, "snapshot version")
        parcel = members.optional_text("parcel")
        return replace(
            incident,
            card=members.text("card"),
            parcel=None if parcel is None else parcel_from(base64.b64decode(parcel, validate=True)),
            review=members.texts("review"),
            form=_form(members),
        )
    except (ValueError, KeyError, TypeError):
        # The cause would quote the snapshot: personal data.
        raise StorageError(StorageFault.STORE_CORRUPT, "snapshot") from None


def _form(members: Members) -> IncidentForm:
    return IncidentForm(
        entry=members.optional_text("entry"),
        name=members.text("name"),
        quantity=members.integer("quantity"),
        done=members.texts("done"),
        called=members.texts("called"),
        called_at=members.optional_moment("called_at"),
        note=members.text("note"),
        scene=tuple(photo_from(photo) for photo in members.objects("scene")),
    )
