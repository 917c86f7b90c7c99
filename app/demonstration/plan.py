"""Which parcels the scripted clerk takes in, and how: decided beforehand, repeatable by seed."""

from dataclasses import dataclass
from enum import Enum
from random import Random

CATEGORY_KEYS = "SFWRTCGX"


class SenderKind(Enum):
    """Who stands at the counter."""

    NEW = "new_sender"
    RETURNING = "returning_sender"
    SAME = "same_sender"


@dataclass(frozen=True, slots=True)
class PlannedParcel:
    """One parcel. ``person`` numbers the invented people from 0."""

    kind: SenderKind
    person: int
    phone: str
    category_key: str
    by_camera: bool
    """The waybill is shown to the camera instead of the hand-held scanner."""


def plan(parcels: int, seed: int) -> list[PlannedParcel]:
    """New people first and in between; a fifth returns, a fifth hands in a second parcel at once."""
    chance = Random(seed)  # noqa: S311 # repeatable on purpose
    planned: list[PlannedParcel] = []
    phones: list[str] = []
    for number in range(parcels):
        if number % 5 == 2:
            kind, person = SenderKind.SAME, planned[-1].person
        elif number % 5 == 4:
            person = chance.randrange(len(phones))
            kind = SenderKind.RETURNING
        else:
            kind, person = SenderKind.NEW, len(phones)
            phones.append(f"1{chance.choice('3589')}{chance.randrange(10**9):09d}")
        planned.append(
            PlannedParcel(
                kind=kind,
                person=person,
                phone=phones[person],
                category_key=chance.choice(CATEGORY_KEYS),
                by_camera=number % 7 == 3,
            )
        )
    return planned
