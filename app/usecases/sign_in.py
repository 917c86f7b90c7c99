"""Clerks sign in with number and PIN; every record says who.

Invariants:
- A PIN is kept as an Argon2id hash only (RFC 9106; the library's low-memory profile suits 4 GB PCs).
- A refused sign-in never says whether the number or the PIN was wrong, and costs the same time either way.
- After ``FREE_TRIES`` wrong PINs in a row each further try has to wait, twice as long each time.
"""

from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from app.audit_ports import AuditEntry
from app.domain.clerk import Clerk, ClerkNumber, ClerkRole, pin_is_acceptable
from app.domain.errors import DomainError, DomainFault
from app.ports import Clock, Store

PIN_HASHER = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
FREE_TRIES = 5
_FIRST_WAIT = timedelta(seconds=5)
_LONGEST_WAIT = timedelta(minutes=15)


class SignIn:
    """Checks a clerk's number and PIN."""

    def __init__(self, store: Store, clock: Clock, hasher: PasswordHasher = PIN_HASHER) -> None:
        self._store = store
        self._clock = clock
        self._hasher = hasher
        self._nobody = self._hasher.hash("nobody has this PIN")
        self._failures: dict[str, tuple[int, datetime]] = {}

    def __call__(self, number: str, pin: str, purpose: str = "signed_in") -> Clerk:
        """The clerk. Raises DomainError: SIGN_IN_REFUSED, or SIGN_IN_LOCKED with the seconds to wait.

        ``purpose`` is what the audit trail says; a supervisor's word at somebody else's counter is no sign-in.
        """
        now = self._clock.now()
        self._check_wait(number, now)
        with self._store.unit_of_work() as work:
            clerk = work.clerks.get(ClerkNumber(number))
        matches = self._matches(clerk.pin_hash if clerk is not None else self._nobody, pin)
        with self._store.unit_of_work() as work:
            action = purpose if clerk is not None and matches else "sign_in_refused"
            work.audit.append(AuditEntry(now, clerk.number if clerk is not None else None, action, "", {}))
        if clerk is None or not matches:
            self._failures[number] = (self._failures.get(number, (0, now))[0] + 1, now)
            raise DomainError(DomainFault.SIGN_IN_REFUSED)
        self._failures.pop(number, None)
        return clerk

    def _check_wait(self, number: str, now: datetime) -> None:
        count, last = self._failures.get(number, (0, now))
        if count < FREE_TRIES:
            return
        wait = min(_FIRST_WAIT * 2 ** (count - FREE_TRIES), _LONGEST_WAIT)
        left = last + wait - now
        if left > timedelta(0):
            raise DomainError(DomainFault.SIGN_IN_LOCKED, str(int(left.total_seconds()) + 1))

    def _matches(self, pin_hash: str, pin: str) -> bool:
        try:
            return self._hasher.verify(pin_hash, pin)
        except (VerificationError, InvalidHashError):
            return False


class AddClerk:
    """Registers a clerk of this outlet."""

    def __init__(self, store: Store, clock: Clock, hasher: PasswordHasher = PIN_HASHER) -> None:
        self._store = store
        self._clock = clock
        self._hasher = hasher

    def __call__(self, number: str, name: str, pin: str, role: ClerkRole = ClerkRole.CLERK) -> Clerk:
        """The new clerk. Raises DomainError: CLERK_INVALID, PIN_TOO_WEAK, CLERK_EXISTS.

        Whoever sets the outlet up is its first person, and its supervisor: somebody must be able to give that word.
        """
        if not (number.isascii() and number.isalnum() and 1 <= len(number) <= 16) or not name.strip():
            raise DomainError(DomainFault.CLERK_INVALID)
        if not pin_is_acceptable(pin):
            raise DomainError(DomainFault.PIN_TOO_WEAK)
        pin_hash = self._hasher.hash(pin)
        with self._store.unit_of_work() as work:
            first = not work.clerks.all()
            clerk = Clerk(ClerkNumber(number), name.strip(), pin_hash, ClerkRole.SUPERVISOR if first else role)
            work.clerks.add(clerk)
            work.audit.append(AuditEntry(self._clock.now(), None, "clerk_added", number, {"role": clerk.role.value}))
        return clerk
