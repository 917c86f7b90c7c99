"""What the statistics' page asks of the product.

Invariants:
- ``read`` runs on the store's thread; ``export`` runs off it and off the main thread, and waits for the store itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.domain.statistics import Period
from app.statistics_export import Exported, ExportOrder, Worded
from app.usecases.statistics import StatisticsReport
from ui.task_runner import TaskRunner
from ui.tones import Tone


@dataclass(frozen=True, slots=True)
class StatisticsActions:
    """The use cases. Each may raise DomainError or StorageError, ``export`` an ExportError too."""

    read: Callable[[Period], StatisticsReport]
    export: Callable[[ExportOrder, Worded], Exported]


@dataclass(frozen=True, slots=True)
class StatisticsPorts:
    """Everything the page needs from the house around it."""

    actions: StatisticsActions
    store_tasks: TaskRunner
    file_tasks: TaskRunner
    """Runs ``export``."""
    worded: Worded
    today: Callable[[], date]
    bell: Callable[[Tone], None]
