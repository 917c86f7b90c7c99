"""What the handling card and the incidents page ask of the product.

Invariants:
- Each use case is a plain callable that runs on the store's thread; a screen never calls one on the main thread.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.domain.clerk import ClerkNumber
from app.domain.incident import Incident, IncidentForm
from app.domain.policy import Policy
from app.inspection_ports import Hold
from app.usecases.attach_photo import TakenPhoto
from app.usecases.incident_results import HoldSheet, IncidentBoard, Opened, Place
from app.usecases.supervisor_words import Credentials
from ui.screens.acceptance.actions import JpegPhoto
from ui.task_runner import TaskRunner
from ui.tones import Tone


@dataclass(frozen=True, slots=True)
class IncidentActions:
    """The use cases. Each may raise DomainError or StorageError."""

    board: Callable[[], IncidentBoard]
    open_incident: Callable[[Place, int | None, ClerkNumber], Opened]
    fill: Callable[[str, int | None, IncidentForm, ClerkNumber], Incident]
    photograph: Callable[[str, TakenPhoto, ClerkNumber], Incident]
    report: Callable[[str, ClerkNumber], Incident]
    freeze: Callable[[str, str, ClerkNumber, str | None], HoldSheet]
    """Waybill number, reason, clerk, the incident whose sender's parcel it is."""
    release: Callable[[str, str, Credentials, ClerkNumber], Hold]


@dataclass(frozen=True, slots=True)
class IncidentPorts:
    """Everything the card and the page need from the house around them."""

    actions: IncidentActions
    policy: Policy
    store_tasks: TaskRunner
    """Runs use cases, strictly in order."""
    cpu_tasks: TaskRunner
    """Runs ``capture``."""
    capture: Callable[[], JpegPhoto | None]
    """The counter camera's latest picture; None without one. Called off the main thread; may raise DeviceError."""
    local: Callable[[datetime], datetime]
    """From UTC to the counter's wall clock."""
    now: Callable[[], datetime]
    bell: Callable[[Tone], None]
