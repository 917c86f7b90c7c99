"""Kept data for windows whose test is about something else: each class with its rule, and nobody in it."""

from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.policy import Policy
from app.domain.retention_rules import RetentionClass
from app.retention_ports import ClassCount, HoldScope, LegalHold
from app.usecases.retention_results import ClassStatus, Held, HeldAboutPerson, OfPerson, RetentionStatus
from app.usecases.supervisor_words import Credentials
from tests.support.builders import NOON
from ui.screens.retention.actions import RetentionActions


def retention_actions(policy: Policy) -> RetentionActions:
    """Empty classes; one hold can be placed, and none released."""
    rules = policy.retention

    def status() -> RetentionStatus:
        classes = tuple(ClassStatus(rules.purged[one], ClassCount(one, 0, None, 0)) for one in RetentionClass)
        return RetentionStatus(classes, rules.kept, NOON, 0, files_to_remove=False, free_pages=0)

    def about(_: OfPerson, __: Credentials) -> HeldAboutPerson:
        return HeldAboutPerson((), "", 0, 0, held=False)

    def hold(_: Held, reason: str, who: Credentials) -> LegalHold:
        return LegalHold("hold", HoldScope.PERSON, "hash", reason, ClerkNumber(who.number), NOON)

    def release(_: Held, __: str, ___: Credentials) -> LegalHold:
        raise DomainError(DomainFault.NOT_HELD)

    return RetentionActions(status, about, hold, release)
