"""Measures the reading of machine-readable zones on drawn passports, over the conditions of a counter.

Invariants:
- A field is wrong only when it is shown, differs from what was drawn, and is not in doubt: that must never happen.
- The held-out passports begin at ``HELD_OUT``: no rule was made by looking at them.
- Nothing that was read is printed or kept; every holder is invented all the same.
"""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from devices.documents.card_edges import find_card
from devices.documents.mrz import MrzReading, printed_name_agrees, read_mrz, reading_from_mrz
from devices.documents.picture_reading import PictureReader
from devices.documents.reading import FieldName, TextRow
from devices.simulators.passport_picture import SHOTS, passport_picture
from devices.simulators.travellers import Traveller, invented_passport
from devices.vision.pixels import Image

RowReader: TypeAlias = Callable[[Image], Sequence[TextRow]]
"""A picture to its upright rows."""

HELD_OUT: Final = 100_000

_TODAY: Final = date(2026, 11, 26)
"""Drawn holders are born before, whatever day the benchmark runs on."""


@dataclass(frozen=True, slots=True)
class MrzFigures:
    """Counts over ``passports`` pictures. Times are seconds for one picture, reading and parsing."""

    passports: int
    line_right: int
    """Every field of line 2 as drawn, the optional data too."""
    right_or_flagged: int
    """No field of line 2 was shown that is wrong and not in doubt."""
    free_of_doubt: int
    """Right, and of line 2 nothing to confirm."""
    not_found: int
    """No zone: the clerk types."""
    names_right: int
    names_for_confirmation: int
    """The name was in doubt, or there was none to show."""
    wrong_names_printed_otherwise: int
    """Names read wrong which the printed zone did not confirm."""
    median_s: float
    p95_s: float
    missed_by_shot: tuple[tuple[str, int], ...]
    """Pictures whose line 2 was not right, for each condition."""


def product_row_reader() -> RowReader:
    """Rows as the product's reader sees them: the page by its edges, else the whole picture.

    Raises DeviceError: NO_DRIVER when rapidocr is missing.
    """
    reader = PictureReader()

    def rows(image: Image) -> Sequence[TextRow]:
        found: tuple[TextRow, ...] = ()
        for page in reader.pages(image, find_card(image)):
            found = page.rows
            if read_mrz(found, _TODAY) is not None:
                break
        return found

    return rows


def measure_mrz(
    passports: int, read_rows: RowReader, *, first: int = HELD_OUT, progress: Callable[[int], None] | None = None
) -> MrzFigures:
    """Draw and read ``passports``; about a second for each. ``progress`` is told how many are done.

    Raises:
        ValueError: ``passports`` is less than one.
        OSError: a font is missing.
    """
    if passports < 1:
        raise ValueError("nothing to measure")
    counts: Counter[str] = Counter()
    missed = Counter({shot.name: 0 for shot in SHOTS})
    times = []
    for done, seed in enumerate(range(first, first + passports), start=1):
        traveller, shot = invented_passport(seed), SHOTS[seed % len(SHOTS)]
        picture = passport_picture(traveller, shot, seed=seed)
        began = time.perf_counter()
        rows = read_rows(picture)
        mrz = read_mrz(rows, _TODAY)
        times.append(time.perf_counter() - began)
        judged = _judged(traveller, rows, mrz)
        counts.update(judged)
        missed[shot.name] += "line_right" not in judged
        if progress is not None:
            progress(done)
    times.sort()
    return MrzFigures(
        passports=passports,
        line_right=counts["line_right"],
        right_or_flagged=counts["right_or_flagged"],
        free_of_doubt=counts["free_of_doubt"],
        not_found=counts["not_found"],
        names_right=counts["names_right"],
        names_for_confirmation=counts["names_for_confirmation"],
        wrong_names_printed_otherwise=counts["wrong_names_printed_otherwise"],
        median_s=times[len(times) // 2],
        p95_s=times[min(len(times) - 1, len(times) * 95 // 100)],
        missed_by_shot=tuple(missed.items()),
    )


def _judged(traveller: Traveller, rows: Sequence[TextRow], mrz: MrzReading | None) -> list[str]:
    """Which of the counts this picture adds to."""
    if mrz is None:
        return ["not_found", "right_or_flagged", "names_for_confirmation"]
    fields = reading_from_mrz(mrz).fields
    drawn = {
        FieldName.NUMBER: traveller.number,
        FieldName.NATIONALITY: traveller.nationality,
        FieldName.BIRTH_DATE: traveller.birth.isoformat(),
        FieldName.SEX: {"M": "male", "F": "female"}[traveller.sex_letter],
        FieldName.VALID_TO: traveller.expiry.isoformat(),
    }
    shown = [name for name in drawn if name in fields]
    wrong = [name for name in shown if fields[name].value != drawn[name]]
    judged = []
    if mrz.lines[-1] == traveller.lines[-1]:
        judged.append("line_right")
    if all(fields[name].doubtful for name in wrong) and not (
        mrz.optional_proven and mrz.optional != traveller.optional
    ):
        judged.append("right_or_flagged")
    if len(shown) == len(drawn) and not wrong and not any(fields[name].doubtful for name in shown):
        judged.append("free_of_doubt")
    if FieldName.NAME not in fields or fields[FieldName.NAME].doubtful:
        judged.append("names_for_confirmation")
    if mrz.name == f"{traveller.surname} {traveller.given_names}"[: 38 if len(mrz.name) >= 38 else None]:
        judged.append("names_right")
    elif not printed_name_agrees(rows, mrz):
        judged.append("wrong_names_printed_otherwise")
    return judged
