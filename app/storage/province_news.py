"""The province's policy packs and its word to this outlet, as the sync engine hands them over.

Invariants:
- Each call is one unit of work on the store's thread, and the caller waits until it is durable.
- Events are published after commit. What is known already is neither kept, audited nor published again.
- Whether a pack can be used is found out before the unit of work begins: reading one takes longer than a step may.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from app.audit_ports import AuditEntry
from app.domain.province_news import LookKind
from app.events import ChangesTaken, Event, PolicyPackArrived, PolicyPackRefused
from app.province_ports import KeptPack, PackState, RefusedOffer
from app.storage.store import EncryptedStore
from app.storage.unit_of_work import StoreUnit
from sync.policy_packs import KnownPack, PackOffer, PackVerdict, RefusedPack, judged
from sync.ports import Change
from sync.versions import version_order
from sync.words import PackFault

_BELIEVED = frozenset({PackFault.DOWNGRADE, PackFault.CONFLICT, PackFault.UNUSABLE})
"""Refusals of packs that the province did sign: their digest is the ETag."""


class StorePolicyPacks:
    """sync.ports.PolicyPacks over the encrypted store. Raises StorageError."""

    def __init__(
        self,
        store: EncryptedStore,
        shipped: KnownPack,
        is_usable: Callable[[PackOffer], bool],
        publish: Callable[[Event], None],
    ) -> None:
        """``shipped`` is the pack that came with the program; ``is_usable`` says whether the program can read one."""
        self._store = store
        self._shipped = shipped
        self._is_usable = is_usable
        self._publish = publish
        self._refused_digest: str | None = None
        """Of this run of the program only: after an update the same offer may be usable."""

    def known_digest(self) -> str | None:
        """The digest of the newest offer."""
        if self._refused_digest is not None:
            return self._refused_digest
        taken = self._store.run(lambda unit: unit.policy_packs.taken())
        newest = max(taken, key=lambda pack: version_order(pack.version), default=None)
        return None if newest is None else newest.digest

    def take(self, examined: PackOffer | RefusedPack, now: datetime) -> None:
        """Judge the offer and keep what became of it."""
        match examined:
            case RefusedPack():
                self._refuse(examined, now)
            case PackOffer():
                self._take_offer(examined, now)

    def looked(self, now: datetime) -> None:
        """The province has answered in full."""
        self._store.run(lambda unit: unit.news.note_look(LookKind.POLICY, now))

    def _take_offer(self, offer: PackOffer, now: datetime) -> None:
        taken = self._store.run(lambda unit: unit.policy_packs.taken())
        known = [self._shipped, *(KnownPack(pack.version, pack.digest) for pack in taken)]
        verdict = judged(offer, known)
        if verdict is PackVerdict.NEWER and not self._is_usable(offer):
            verdict = PackFault.UNUSABLE
        if isinstance(verdict, PackFault):
            self._refuse(RefusedPack(verdict, offer.version, offer.digest), now)
            return
        self._refused_digest = None
        if any(pack.digest == offer.digest for pack in taken):
            return
        self._store.run(lambda unit: _keep(unit, offer, now))
        if verdict is PackVerdict.NEWER:
            self._publish(PolicyPackArrived(offer.version, offer.digest, offer.effective_from))

    def _refuse(self, refused: RefusedPack, now: datetime) -> None:
        self._refused_digest = refused.digest if refused.fault in _BELIEVED else None
        if self._store.run(lambda unit: note_refusal(unit, refused, now)):
            self._publish(PolicyPackRefused(refused.version, refused.fault))


class StoreChanges:
    """sync.ports.Changes over the encrypted store. Raises StorageError."""

    def __init__(self, store: EncryptedStore, publish: Callable[[Event], None]) -> None:
        self._store = store
        self._publish = publish

    def cursor(self) -> int:
        """Up to where entries were taken."""
        return self._store.run(lambda unit: unit.change_list.cursor())

    def take(self, changes: Sequence[Change], next_cursor: int, now: datetime) -> None:
        """Keep the entries; the cursor is that of the last one."""
        if not changes or changes[-1].cursor != next_cursor:
            raise ValueError("the cursor is the last entry's")
        self._store.run(lambda unit: unit.change_list.add(changes, now))
        self._publish(ChangesTaken(tuple(sorted({change.kind for change in changes}))))

    def looked(self, now: datetime) -> None:
        """The province has told all that there is to tell."""
        self._store.run(lambda unit: unit.news.note_look(LookKind.CHANGES, now))


def note_refusal(unit: StoreUnit, refused: RefusedPack, now: datetime) -> bool:
    """Keep and audit a refused offer; False when it is known already."""
    offer = RefusedOffer(refused.digest, refused.version, refused.fault, now)
    added = unit.policy_packs.add_refused(offer)
    if added:
        details = {"version": refused.version, "digest": refused.digest, "reason": refused.fault.value}
        unit.audit.append(AuditEntry(now, None, "pack_refused", refused.digest, details))
    return added


def _keep(unit: StoreUnit, offer: PackOffer, now: datetime) -> None:
    pack = KeptPack(offer.digest, offer.version, offer.effective_from, PackState.KEPT, now, None, offer.jws)
    unit.policy_packs.add(pack)
    details = {"version": offer.version, "digest": offer.digest, "effective_from": offer.effective_from.isoformat()}
    unit.audit.append(AuditEntry(now, None, "pack_taken", offer.digest, details))
