"""Who works at the counter.

Invariants:
- Every record names a clerk by number. The PIN exists only as an Argon2id hash (made in ``app.usecases.sign_in``).
"""

from dataclasses import dataclass, field
from typing import NewType

ClerkNumber = NewType("ClerkNumber", str)

PIN_LENGTH = (4, 12)
"""Fewest and most digits of a PIN."""


@dataclass(frozen=True, slots=True)
class Clerk:
    """A person who may accept parcels (收寄员). ``pin_hash`` is the encoded Argon2id string."""

    number: ClerkNumber
    name: str = field(repr=False)
    pin_hash: str = field(repr=False)


def pin_is_acceptable(pin: str) -> bool:
    """Digits only, and not all the same: a PIN is typed on the number pad in two seconds."""
    shortest, longest = PIN_LENGTH
    return pin.isascii() and pin.isdigit() and shortest <= len(pin) <= longest and len(set(pin)) > 1
