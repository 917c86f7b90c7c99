"""A field for a moment by the counter's wall clock."""

from datetime import datetime

from PySide6.QtCore import QDateTime
from PySide6.QtWidgets import QDateTimeEdit

from ui.theme import Theme


def time_field(theme: Theme, name: str) -> QDateTimeEdit:
    """Day and minute, with a calendar."""
    field = QDateTimeEdit()
    field.setDisplayFormat("yyyy-MM-dd HH:mm")
    field.setCalendarPopup(True)
    field.setAccessibleName(name)
    field.setToolTip(name)
    field.setMinimumHeight(theme.sizes.touch)
    return field


def shown_time(wall: datetime) -> QDateTime:
    """A moment of the counter's wall clock; Qt is told nothing of zones."""
    return QDateTime(wall.year, wall.month, wall.day, wall.hour, wall.minute, 0)


def typed_time(field: QDateTimeEdit) -> datetime:
    """What stands in the field, by the wall clock: without a zone."""
    day, time = field.date(), field.time()
    return datetime(day.year(), day.month(), day.day(), time.hour(), time.minute())  # noqa: DTZ001 # the wall clock's
