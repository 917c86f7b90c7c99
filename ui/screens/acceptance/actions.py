"""What the acceptance screen asks of the product: the counter's use cases and the camera's picture.

Invariants:
- Each use case is a plain callable that runs on the store's thread; a screen never calls one on the main thread.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.clerk import Clerk, ClerkNumber
from app.domain.inspection import PhotoRole
from app.domain.policy import Policy
from app.ports import RecordRow
from app.usecases.edits import Edit
from app.usecases.results import Accepted, CounterTotals, CounterView, Refused, ScanOutcome
from devices.ports import CardRead, Symbology
from ui.keys import Action
from ui.task_runner import TaskRunner
from ui.tones import Tone


@dataclass(frozen=True, slots=True)
class JpegPhoto:
    """A picture of the camera, encoded. ``taken_at`` is timezone-aware UTC."""

    jpeg: bytes = field(repr=False)
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class CounterActions:
    """The use cases of the counter. Each may raise DomainError or StorageError."""

    open_counter: Callable[[], CounterView]
    route_scan: Callable[[str, Symbology | None, ClerkNumber, str | None, bool], ScanOutcome]
    """Text, symbology, clerk, parcel id, whether it replaces another waybill."""
    take_document: Callable[[CardRead, ClerkNumber, str | None], CounterView]
    edit: Callable[[str | None, Edit, ClerkNumber], CounterView]
    attach_photo: Callable[[str | None, bytes, PhotoRole, datetime, ClerkNumber], CounterView]
    continue_sender: Callable[[str | None, ClerkNumber], CounterView]
    accept: Callable[[str, ClerkNumber], Accepted]
    refuse: Callable[[str | None, str, ClerkNumber], Refused]
    park: Callable[[str, ClerkNumber], CounterView]
    resume: Callable[[ClerkNumber], CounterView]
    discard: Callable[[str, ClerkNumber], CounterView]
    totals: Callable[[], CounterTotals]
    records: Callable[[int, datetime | None], list[RecordRow]]
    """At most so many, older than the moment (None: from the newest), newest first."""
    sign_in: Callable[[str, str], Clerk]
    """Number and PIN. Raises DomainError(SIGN_IN_REFUSED, SIGN_IN_LOCKED)."""


def _unheard(_: Action) -> None:
    """Nobody counts keys."""


@dataclass(frozen=True, slots=True)
class CounterPorts:
    """Everything the acceptance screen needs from the house around it."""

    actions: CounterActions
    policy: Policy
    store_tasks: TaskRunner
    """Runs use cases, strictly in order."""
    cpu_tasks: TaskRunner
    """Runs ``capture``."""
    capture: Callable[[], JpegPhoto | None]
    """The camera's latest picture, encoded; None without one. Called off the main thread; may raise DeviceError."""
    bell: Callable[[Tone], None]
    """Told how each answer sounds."""
    on_key: Callable[[Action], None] = _unheard
    """Told each key that was used: the demo counts them."""
