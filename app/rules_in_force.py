"""Which rules count from this start on: the newest of the shipped pack and the province's, whose day has come.

Invariants:
- A pack from the store is verified again with the pinned keys and read whole before it counts. One that does not hold
  any more is withdrawn, audited and told, and the next older one counts; the shipped pack is always the last resort.
- A pack that was in force counts whatever day the machine's clock shows. Each change of the pack in force is audited.
- The rules do not change while the program runs: a record is made from beginning to end under one pack.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.audit_ports import AuditEntry
from app.domain.errors import DomainError
from app.domain.policy import Policy
from app.events import PolicyPackRefused
from app.policy_files import newest_first, policy_of
from app.province_ports import KeptPack, PackState, RefusedOffer
from app.rules_file import PackCopy, RulesCopy
from app.storage.store import EncryptedStore
from app.storage.unit_of_work import StoreUnit
from sync.policy_packs import PackKeys, PackOffer
from sync.words import PackFault


class RulesSource(StrEnum):
    """Where the rules in force come from."""

    SHIPPED = "shipped"
    """They came with the program."""
    PROVINCE = "province"
    """The province signed them."""


@dataclass(frozen=True, slots=True)
class RulesInForce:
    """The rules of this run of the program."""

    policy: Policy
    source: RulesSource
    since: datetime | None
    """When a pack of the province came into force here; None for the shipped one."""
    withdrawn: tuple[PolicyPackRefused, ...]
    """Packs that were taken and do not hold any more, found at this start."""


@dataclass(frozen=True, slots=True)
class RulesStanding:
    """What the store knows of the province's packs."""

    taken: tuple[KeptPack, ...]
    refused: tuple[RefusedOffer, ...]


def is_usable(offer: PackOffer) -> bool:
    """Whether this program can read the pack whole."""
    return _read(offer) is not None


def rules_at_start(store: EncryptedStore, shipped: Policy, *, now: datetime, today: date) -> RulesInForce:
    """Choose, and keep in the store what was chosen. Raises StorageError."""
    return store.run(lambda unit: _chosen(unit, shipped, now, today))


def rules_standing(store: EncryptedStore) -> RulesStanding:
    """The packs that were taken and the offers that were refused. Raises StorageError."""
    return store.run(lambda unit: RulesStanding(tuple(unit.policy_packs.taken()), tuple(unit.policy_packs.refused())))


def copy_of(rules: RulesInForce, store: EncryptedStore, shipped_version: str) -> RulesCopy:
    """What is written beside the store about these rules. Raises StorageError."""
    standing = rules_standing(store)
    identity = store.run(lambda unit: unit.terminal.identity())
    packs: list[PackCopy] = []
    if identity is not None:
        keys = PackKeys(identity.issuer, identity.receipt_keys)
        for pack in newest_first(standing.taken, shipped_version, date.max):
            offer = keys.examined(pack.jws)
            if isinstance(offer, PackOffer):
                held = PackCopy(offer.version, offer.digest, offer.effective_from, offer.parts, pack.in_force_since)
                packs.append(held)
    return RulesCopy(
        version=rules.policy.version,
        digest=rules.policy.digest,
        effective_from=rules.policy.effective_from,
        source=rules.source.value,
        since=rules.since,
        packs=tuple(packs),
        refused=tuple((offer.version, offer.reason.value, offer.received_at) for offer in standing.refused),
    )


def _chosen(unit: StoreUnit, shipped: Policy, now: datetime, today: date) -> RulesInForce:
    identity = unit.terminal.identity()
    if identity is None:
        return RulesInForce(shipped, RulesSource.SHIPPED, None, ())
    keys = PackKeys(identity.issuer, identity.receipt_keys)
    withdrawn: list[PolicyPackRefused] = []
    taken = unit.policy_packs.taken()
    before = next((pack for pack in taken if pack.state is PackState.IN_FORCE), None)
    for pack in newest_first(taken, shipped.version, today):
        found = _held(pack, keys, shipped)
        if isinstance(found, Policy):
            _put_in_force(unit, before, pack, shipped, now)
            since = pack.in_force_since if pack == before else now
            return RulesInForce(found, RulesSource.PROVINCE, since, tuple(withdrawn))
        _withdraw(unit, pack, found, now)
        withdrawn.append(PolicyPackRefused(pack.version, found))
    _put_in_force(unit, before, None, shipped, now)
    return RulesInForce(shipped, RulesSource.SHIPPED, None, tuple(withdrawn))


def _put_in_force(
    unit: StoreUnit, before: KeptPack | None, after: KeptPack | None, shipped: Policy, now: datetime
) -> None:
    """None: the shipped pack."""
    unit.policy_packs.put_in_force(after.digest if after is not None else None, now)
    if after == before:
        return
    counts, counted = after or shipped, before or shipped
    source = RulesSource.SHIPPED if after is None else RulesSource.PROVINCE
    details = {
        "version": counts.version,
        "digest": counts.digest,
        "source": source.value,
        "instead_of": counted.version,
        "instead_of_digest": counted.digest,
    }
    unit.audit.append(AuditEntry(now, None, "rules_changed", counts.digest, details))


def _held(pack: KeptPack, keys: PackKeys, shipped: Policy) -> Policy | PackFault:
    offer = keys.examined(pack.jws)
    if not isinstance(offer, PackOffer):
        return offer.fault
    if (offer.version, offer.digest, offer.effective_from) != (pack.version, pack.digest, pack.effective_from):
        return PackFault.BAD_SIGNATURE
    if offer.digest == shipped.digest:
        return shipped  # the same content, which is read already
    return _read(offer) or PackFault.UNUSABLE


def _read(offer: PackOffer) -> Policy | None:
    try:
        return policy_of(offer.parts)
    except DomainError:
        return None


def _withdraw(unit: StoreUnit, pack: KeptPack, fault: PackFault, now: datetime) -> None:
    unit.policy_packs.withdraw(pack.digest, fault)
    details = {"version": pack.version, "digest": pack.digest, "reason": fault.value}
    unit.audit.append(AuditEntry(now, None, "pack_refused", pack.digest, details))
