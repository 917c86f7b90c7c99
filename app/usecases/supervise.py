"""A supervisor's word at a clerk's counter: number, PIN and a coded reason, without changing who is signed in.

Invariants:
- A clerk gives no such word, whoever is signed in. Only objections of ``OVERRIDABLE`` can be answered.
- The word is in the audit trail in the same transaction, and in the message that goes to the province.
"""

from dataclasses import replace
from typing import assert_never

from app.audit_ports import AuditEntry
from app.domain.acceptance import OVERRIDABLE, Objection, Parcel, ParcelEvent, decide, stepped
from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.domain.errors import DomainError, DomainFault
from app.domain.identity.document import IdentityDocument
from app.domain.sender_rules import find
from app.domain.sending import Override
from app.usecases.counter import Counter
from app.usecases.results import CounterView
from app.usecases.sign_in import SignIn
from app.usecases.supervisor_words import ConfirmOpenDocument, Credentials, OverrideObjection, Word


class GiveSupervisorWord:
    """Applies a supervisor's word to the parcel."""

    def __init__(self, counter: Counter, sign_in: SignIn) -> None:
        self._counter = counter
        self._sign_in = sign_in

    def __call__(self, parcel_id: str, word: Word, who: Credentials, clerk: ClerkNumber) -> CounterView:
        """The parcel after the word.

        Raises DomainError: SIGN_IN_REFUSED, SIGN_IN_LOCKED, NOT_A_SUPERVISOR, NOT_OVERRIDABLE, REASON_UNKNOWN.
        """
        supervisor = self._sign_in(who.number, who.pin, "supervisor_called")
        if supervisor.role is not ClerkRole.SUPERVISOR:
            raise DomainError(DomainFault.NOT_A_SUPERVISOR)
        with self._counter.store.unit_of_work() as work:
            parcel = stepped(self._counter.parcel(work, parcel_id, clerk), ParcelEvent.EDIT)
            after, action, details = self._given(parcel, word, supervisor, clerk)
            now = self._counter.clock.now()
            work.audit.append(AuditEntry(now, supervisor.number, action, parcel_id, {"clerk": clerk, **details}))
            return self._counter.kept(work, after)

    def _given(
        self, parcel: Parcel, word: Word, supervisor: Clerk, clerk: ClerkNumber
    ) -> tuple[Parcel, str, dict[str, str]]:
        match word:
            case OverrideObjection(objection, reason):
                self._require_overridable(parcel, objection, reason)
                given = Override(objection.value, reason, supervisor.number, clerk, self._counter.clock.now())
                details = {"objection": objection.value, "reason": reason}
                return replace(parcel, overrides=(*parcel.overrides, given)), "objection_overridden", details
            case ConfirmOpenDocument():
                confirmed = self._confirmed(parcel, supervisor.number)
                if confirmed == parcel:
                    raise DomainError(DomainFault.STEP_NOT_ALLOWED)
                return confirmed, "document_confirmed", {}
            case _:
                assert_never(word)

    def _require_overridable(self, parcel: Parcel, objection: Objection, reason: str) -> None:
        policy = self._counter.policy
        standing = decide(parcel, policy, self._counter.day_of(parcel)).objections
        if objection not in OVERRIDABLE or objection not in standing:
            raise DomainError(DomainFault.NOT_OVERRIDABLE, objection.value)
        if find(policy.senders.override_reasons, reason) is None:
            raise DomainError(DomainFault.REASON_UNKNOWN, reason)

    def _confirmed(self, parcel: Parcel, supervisor: ClerkNumber) -> Parcel:
        def confirmed(document: IdentityDocument) -> IdentityDocument:
            rule = self._counter.policy.rule_for(document)
            needed = rule is not None and rule.supervisor and document.supervisor is None
            return replace(document, supervisor=supervisor) if needed else document

        sender, principal, guardian = parcel.sender, parcel.principal, parcel.guardian
        return replace(
            parcel,
            sender=sender and replace(sender, document=confirmed(sender.document)),
            principal=principal and replace(principal, document=confirmed(principal.document)),
            guardian=guardian and replace(guardian, document=confirmed(guardian.document)),
        )
