"""What the customers' page asks of the product.

Invariants:
- Each use case is a plain callable that runs on the store's thread; a screen never calls one on the main thread.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.clerk import ClerkNumber
from app.domain.customer import Customer
from app.usecases.customers import CustomerForm, ListedCustomer
from ui.screens.acceptance.actions import JpegPhoto
from ui.task_runner import TaskRunner
from ui.tones import Tone


@dataclass(frozen=True, slots=True)
class CustomerActions:
    """The use cases. Each may raise DomainError or StorageError."""

    find: Callable[[str], Sequence[ListedCustomer]]
    """Whose name, initials or numbers hold the text; all for an empty one."""
    register: Callable[[CustomerForm, ClerkNumber, str | None], Customer]
    """Form, clerk, and whom to change (None: a new customer)."""
    attach_copy: Callable[[str, bytes, ClerkNumber], Customer]
    """Customer id, JPEG, clerk."""


@dataclass(frozen=True, slots=True)
class CustomersPorts:
    """Everything the page needs from the house around it."""

    actions: CustomerActions
    store_tasks: TaskRunner
    """Runs use cases, strictly in order."""
    cpu_tasks: TaskRunner
    """Runs ``capture``."""
    capture: Callable[[], JpegPhoto | None]
    """The counter camera's latest picture; None without one. Called off the main thread; may raise DeviceError."""
    bell: Callable[[Tone], None]
