"""The province's policy packs.

Invariants:
- At most one is in force; a pack that was in force stays as ``replaced``, signed as it came.
- A refused offer is kept once by digest and reason, without its content.
"""

from datetime import date, datetime

from app.province_ports import KeptPack, PackState, RefusedOffer
from app.storage.columns import micros, moment, optional_micros, optional_moment, text
from app.storage.connection import Connection, Row
from app.storage.errors import StorageError, StorageFault
from sync.words import PackFault


class StorePolicyPackList:
    """Taken packs and refused offers."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def taken(self) -> list[KeptPack]:
        """Every pack that was taken and still counts, in the order in which they came."""
        query = (
            "SELECT digest, version, effective_from, state, received_at, in_force_since, jws"
            " FROM policy_packs WHERE state <> 'refused' ORDER BY received_at, rowid"
        )
        return [_pack(row) for row in self._connection.execute(query)]

    def refused(self) -> list[RefusedOffer]:
        """Every offer that was refused, oldest first."""
        query = "SELECT digest, version, reason, received_at FROM policy_packs WHERE state = 'refused'"
        return [_refused(row) for row in self._connection.execute(f"{query} ORDER BY received_at, rowid")]

    def add(self, pack: KeptPack) -> None:
        """Keep a pack that was taken."""
        self._connection.execute(
            "INSERT INTO policy_packs (digest, version, effective_from, state, received_at, in_force_since, jws)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                pack.digest,
                pack.version,
                pack.effective_from.isoformat(),
                pack.state.value,
                micros(pack.received_at),
                optional_micros(pack.in_force_since),
                pack.jws,
            ),
        )

    def add_refused(self, offer: RefusedOffer) -> bool:
        """Keep an offer's name; False when it is there already."""
        added = self._connection.execute(
            "INSERT OR IGNORE INTO policy_packs (digest, version, state, reason, received_at)"
            " VALUES (?, ?, 'refused', ?, ?)",
            (offer.digest, offer.version, offer.reason.value, micros(offer.received_at)),
        )
        return added.rowcount == 1

    def put_in_force(self, digest: str | None, at: datetime) -> None:
        """From now on this pack counts; None: none of the province's does."""
        self._connection.execute(
            "UPDATE policy_packs SET state = 'replaced' WHERE state = 'in_force' AND digest IS NOT ?", (digest,)
        )
        self._connection.execute(
            "UPDATE policy_packs SET state = 'in_force', in_force_since = ?"
            " WHERE digest IS ? AND state IN ('kept', 'replaced')",
            (micros(at), digest),
        )

    def withdraw(self, digest: str, reason: PackFault) -> None:
        """A pack that was taken does not hold any more: only its name stays."""
        self._connection.execute(
            "UPDATE OR REPLACE policy_packs SET state = 'refused', reason = ?, jws = NULL"
            " WHERE digest = ? AND state <> 'refused'",
            (reason.value, digest),
        )


def _pack(row: Row) -> KeptPack:
    digest, version, effective_from, state, received_at, in_force_since, jws = row
    try:
        day, standing = date.fromisoformat(text(effective_from)), PackState(text(state))
    except ValueError as error:
        raise StorageError(StorageFault.STORE_CORRUPT, "policy pack") from error
    return KeptPack(
        digest=text(digest),
        version=text(version),
        effective_from=day,
        state=standing,
        received_at=moment(received_at),
        in_force_since=optional_moment(in_force_since),
        jws=text(jws),
    )


def _refused(row: Row) -> RefusedOffer:
    digest, version, reason, received_at = row
    try:
        fault = PackFault(text(reason))
    except ValueError as error:
        raise StorageError(StorageFault.STORE_CORRUPT, "policy pack") from error
    return RefusedOffer(text(digest), text(version), fault, moment(received_at))
