"""Who works at the counter.

Invariants:
- Every record names a clerk by number. The PIN exists only as an Argon2id hash (made in ``app.usecases.sign_in``).
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

ClerkNumber = NewType("ClerkNumber", str)

PIN_LENGTH = (4, 12)
"""Fewest and most digits of a PIN."""


class ClerkRole(StrEnum):
    """What a person of the outlet may do."""

    CLERK = "clerk"
    """收寄员."""
    INSPECTOR = "inspector"
    """验视员, 安检员."""
    SUPERVISOR = "supervisor"
    """站长: gives the word that a clerk cannot give."""
    AUDITOR = "auditor"
    """稽核: reads only."""


@dataclass(frozen=True, slots=True)
class Clerk:
    """A person of this outlet. ``pin_hash`` is the encoded Argon2id string."""

    number: ClerkNumber
    name: str = field(repr=False)
    pin_hash: str = field(repr=False)
    role: ClerkRole = ClerkRole.CLERK
    document_hash: str | None = field(default=None, repr=False)
    """The keyed hash of the clerk's own document, once the clerk has registered it."""

    @property
    def may_accept(self) -> bool:
        """An auditor reads only."""
        return self.role is not ClerkRole.AUDITOR


def pin_is_acceptable(pin: str) -> bool:
    """Digits only, and not all the same: a PIN is typed on the number pad in two seconds."""
    shortest, longest = PIN_LENGTH
    return pin.isascii() and pin.isdigit() and shortest <= len(pin) <= longest and len(set(pin)) > 1
