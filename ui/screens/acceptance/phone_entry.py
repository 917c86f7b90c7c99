"""The phone number that is being typed, digit by digit, without a text field.

Invariants:
- Half a number belongs to one parcel and one document: it waits while that parcel is parked, and never
  moves on to another sender.
- What was typed stays until the store has taken it, so that a wrong number can be corrected instead of typed anew.
"""

from typing import TypeAlias

from app.domain.acceptance import Parcel

PHONE_DIGITS = 11

_Subject: TypeAlias = tuple[str, str]


class PhoneEntry:
    """What has been typed for the sender at the counter."""

    def __init__(self) -> None:
        self._half: dict[_Subject, str] = {}
        self._subject: _Subject | None = None
        self._known: str | None = None
        self._again = False

    @property
    def wanted(self) -> bool:
        """True while digits are meant for the phone number."""
        return self._subject is not None and (self._known is None or self._again)

    @property
    def typed(self) -> str:
        """The digits so far."""
        return self._half.get(self._subject, "") if self._subject is not None else ""

    @property
    def complete(self) -> bool:
        """True when no further digit fits."""
        return len(self.typed) >= PHONE_DIGITS

    def follow(self, parcel: Parcel | None) -> None:
        """Take note of what stands at the counter now."""
        sender = parcel.sender if parcel is not None else None
        subject = (parcel.parcel_id, sender.document.number) if parcel is not None and sender is not None else None
        if subject != self._subject:
            self._again = False
        self._subject = subject
        self._known = sender.phone if sender is not None else None
        if self._known is not None and self._known == self.typed:
            self.give_up()

    def add(self, digit: str) -> bool:
        """One more digit, ignored when the number is complete already. True when it completes the number."""
        if self._subject is None or self.complete:
            return False
        self._half[self._subject] = self.typed + digit
        return len(self.typed) == PHONE_DIGITS

    def erase(self) -> None:
        """Take the last digit back; on a number that the store has, begin anew."""
        if self._subject is not None and self.typed:
            self._half[self._subject] = self.typed[:-1]
        elif self._known is not None:
            self._again = True

    def give_up(self) -> None:
        """Forget what was typed for this sender."""
        self._again = False
        if self._subject is not None:
            self._half.pop(self._subject, None)
