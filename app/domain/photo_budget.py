"""How large a photo may be on this link: the pack's part ``photos``, member ``budget``.

Pure: what the link carries and how many photos there are is measured elsewhere.

Invariants:
- Never below what the judge of photos and a person's eye need (``least_bytes``, the smallest side), whatever the link
  is: a photo that proves nothing is worse than one that comes late.
- Never above the technician's setting.
- A poorer link, a smaller allowance or more photos never make a photo larger.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from app.domain.pack_values import Entry, entries, number, part_of, text


class SizeReason(Enum):
    """Why a photo is as large as it is."""

    SETTING = "setting"
    """The link would carry more than the technician lets photos have."""
    WEEK = "week"
    """A week's photos stay under the week's budget."""
    LINK = "link"
    """A larger one would take too long on this link."""
    ALLOWANCE = "allowance"
    """The day's photos fit into the day's allowance."""
    FLOOR = "floor"
    """Less would be wanted, and would prove nothing."""


@dataclass(frozen=True, slots=True)
class PictureSide:
    """From ``from_bytes`` on a photo has ``side`` pixels on its longest side; fewer bytes want fewer pixels."""

    from_bytes: int
    side: int


@dataclass(frozen=True, slots=True)
class PhotoBudgetRules:
    """``sides`` in falling order, the last from 0. ``assumed_a_day`` are photos, where none were counted yet."""

    week_bytes: int
    assumed_a_day: int
    slow_bytes_per_second: int
    """From here on the week's budget does not count: the link is no village station's."""
    most_seconds: int
    """Longest that one photo may take on the measured link."""
    least_bytes: int
    sides: tuple[PictureSide, ...]
    source: str


@dataclass(frozen=True, slots=True)
class PhotoLink:
    """What is known of the link and its load; None is not known, and ``bytes_a_day`` None is not counted."""

    bytes_per_second: int | None = None
    bytes_a_day: int | None = None
    photos_a_day: int | None = None


@dataclass(frozen=True, slots=True)
class PhotoSize:
    """What a photo is made to fit: bytes, and pixels of the longest side."""

    most_bytes: int
    side: int
    reason: SizeReason


def photo_size(link: PhotoLink, setting_bytes: int, rules: PhotoBudgetRules) -> PhotoSize:
    """The size for the next photo. ``setting_bytes`` is the technician's upper bound."""
    a_day = max(1, link.photos_a_day if link.photos_a_day is not None else rules.assumed_a_day)
    bounds = {SizeReason.SETTING: setting_bytes}
    speed = link.bytes_per_second
    if speed is None or speed < rules.slow_bytes_per_second or link.bytes_a_day is not None:
        bounds[SizeReason.WEEK] = rules.week_bytes // (7 * a_day)
    if speed is not None:
        bounds[SizeReason.LINK] = speed * rules.most_seconds
    if link.bytes_a_day is not None:
        bounds[SizeReason.ALLOWANCE] = link.bytes_a_day // a_day
    reason = min(bounds, key=lambda bound: bounds[bound])
    most = bounds[reason]
    if most < rules.least_bytes:
        most, reason = min(rules.least_bytes, setting_bytes), SizeReason.FLOOR
    side = next(entry.side for entry in rules.sides if most >= entry.from_bytes)
    return PhotoSize(most, side, reason)


def photo_budget_from(part: Entry) -> PhotoBudgetRules:
    """Read the parsed member ``budget``. Raises KeyError, TypeError, ValueError: the pack cannot be used then."""
    budget = part_of(part, "budget")
    sides = tuple(PictureSide(number(entry, "from_bytes"), number(entry, "side")) for entry in entries(budget, "sides"))
    rules = PhotoBudgetRules(
        week_bytes=_positive(budget, "week_bytes"),
        assumed_a_day=_positive(budget, "assumed_parcels_a_day") * _positive(budget, "assumed_photos_a_parcel"),
        slow_bytes_per_second=_positive(budget, "slow_bytes_per_second"),
        most_seconds=_positive(budget, "most_seconds"),
        least_bytes=_positive(budget, "least_bytes"),
        sides=sides,
        source=text(budget, "source"),
    )
    _require_falling(sides)
    return rules


def _positive(entry: Entry, name: str) -> int:
    value = number(entry, name)
    if value < 1:
        raise ValueError(name)
    return value


def _require_falling(sides: Sequence[PictureSide]) -> None:
    falls = all(a.from_bytes > b.from_bytes and a.side > b.side for a, b in pairwise(sides))
    if not sides or sides[-1].from_bytes != 0 or sides[-1].side < 1 or not falls:
        raise ValueError("sides")
