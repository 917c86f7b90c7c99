"""Which files of the vault belong to a parcel that is not decided yet."""

from app.domain.acceptance import Parcel
from app.domain.identity.document import IdentityDocument


def files_of(parcel: Parcel) -> tuple[str, ...]:
    """Evidence ids of its pictures and of the portraits of its people.

    A continued sender's portraits belong to the acceptance before: the evidence index knows whose a file is, and gives
    up none but this parcel's.
    """
    files = [photo.evidence_id for photo in parcel.inspection.photos]
    people = (parcel.sender, parcel.principal, parcel.guardian)
    files += [found for person in people if person is not None and (found := _portrait(person.document)) is not None]
    same = parcel.sender.same_person if parcel.sender is not None else None
    if same is not None and same.live_picture_id is not None:
        files.append(same.live_picture_id)
    return tuple(files)


def gone(before: Parcel, after: Parcel) -> tuple[str, ...]:
    """The files that ``before`` had and ``after`` has no more."""
    kept = set(files_of(after))
    return tuple(found for found in files_of(before) if found not in kept)


def _portrait(document: IdentityDocument) -> str | None:
    return document.portrait_id
