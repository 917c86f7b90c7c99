"""What the statistics' page shows."""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from app.domain.statistics import Period
from app.statistics_export import Exported
from app.usecases.statistics import StatisticsReport
from ui.faults import Failed


class Days(Enum):
    """Which days are counted; the value is the key that picks them."""

    TODAY = "1"
    WEEK = "2"
    MONTH = "3"
    CHOSEN = "4"


class Part(Enum):
    """What stands beside the table; the value is its key."""

    HOURS = "5"
    DELAYS = "6"
    TREND = "7"
    REASONS = "8"


RECORDS_KEY = "0"
"""Puts the masked list of records into the export, or leaves it out."""

SPANS = {Days.TODAY: 1, Days.WEEK: 7, Days.MONTH: 30}


class Told(Enum):
    """Short answers."""

    NOTHING_YET = "nothing_yet"
    """There is no report to export."""


Answer: TypeAlias = Exported | Failed | Told


@dataclass(frozen=True, slots=True)
class StatisticsPage:
    """``report`` is of ``period`` unless ``counting``."""

    days: Days = Days.TODAY
    part: Part = Part.HOURS
    period: Period | None = None
    report: StatisticsReport | None = None
    counting: bool = False
    exporting: bool = False
    with_records: bool = False
    answer: Answer | None = None
