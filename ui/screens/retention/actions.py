"""What the page of kept data asks of the product.

Invariants:
- Each use case is a plain callable that runs on the store's thread; a screen never calls one on the main thread.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.retention_ports import LegalHold
from app.usecases.retention_results import Held, HeldAboutPerson, OfPerson, RetentionStatus
from app.usecases.supervisor_words import Credentials


@dataclass(frozen=True, slots=True)
class RetentionActions:
    """The use cases. Each may raise DomainError or StorageError."""

    status: Callable[[], RetentionStatus]
    about: Callable[[OfPerson, Credentials], HeldAboutPerson]
    """Who shows a document, and the supervisor who asks."""
    hold: Callable[[Held, str, Credentials], LegalHold]
    """What, the coded reason, and the supervisor."""
    release: Callable[[Held, str, Credentials], LegalHold]
