"""Who this terminal is, and what it remembers about its clock and its receipts."""

import base64
import json
from datetime import datetime
from functools import lru_cache

from app.domain.errors import DomainError, DomainFault
from app.ports import ClockOffset, TerminalIdentity
from app.storage.columns import blob, integer, micros, moment, one
from app.storage.connection import Connection, SqlValue
from app.storage.errors import StorageError, StorageFault
from sync.ports import SealingKey
from sync.words import Environment


class StoreTerminal:
    """ports.TerminalRepository, and the cursor of fetched receipts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._hash_key: bytes | None = None

    def identity(self) -> TerminalIdentity | None:
        """None before enrolment."""
        kept = self._one("SELECT identity FROM terminal")
        return None if kept is None else _identity(blob(kept))

    def save_identity(self, identity: TerminalIdentity) -> None:
        """Raises DomainError(WRONG_ENVIRONMENT) for a store of the other environment."""
        known = self.identity()
        if known is not None and known.environment is not identity.environment:
            raise DomainError(DomainFault.WRONG_ENVIRONMENT)
        self._connection.execute("UPDATE terminal SET identity = ?", (_written(identity),))

    def clock_offset(self) -> ClockOffset | None:
        """As last measured."""
        row = one(self._connection.execute("SELECT clock_offset_ms, clock_measured_at FROM terminal").fetchone())
        return None if row[0] is None else ClockOffset(integer(row[0]), moment(row[1]))

    def save_clock_offset(self, offset: ClockOffset) -> None:
        """Remember it."""
        self._connection.execute(
            "UPDATE terminal SET clock_offset_ms = ?, clock_measured_at = ?",
            (offset.offset_ms, micros(offset.measured_at)),
        )

    def hash_key(self) -> bytes:
        """The key of the document hashes, as made with the store; it never changes."""
        if self._hash_key is None:
            self._hash_key = blob(self._one("SELECT hash_key FROM terminal"))
        return self._hash_key

    def make_hash_key(self, key: bytes) -> None:
        """Keep ``key`` as the hash key unless there is one."""
        self._connection.execute("INSERT OR IGNORE INTO terminal (only_one, hash_key) VALUES (1, ?)", (key,))

    def receipt_cursor(self) -> int:
        """Up to where receipts were fetched."""
        return integer(self._one("SELECT receipt_cursor FROM terminal"))

    def move_receipt_cursor(self, cursor: int) -> None:
        """Receipts up to ``cursor`` are applied."""
        self._connection.execute("UPDATE terminal SET receipt_cursor = ?", (cursor,))

    def _one(self, sql: str) -> SqlValue:
        return one(self._connection.execute(sql).fetchone())[0]


def _written(identity: TerminalIdentity) -> bytes:
    members: dict[str, object] = {
        "terminal_id": identity.terminal_id,
        "outlet_id": identity.outlet_id,
        "outlet_name": identity.outlet_name,
        "environment": identity.environment,
        "province_url": identity.province_url,
        "province_name": identity.province_name,
        "issuer": identity.issuer,
        "receipt_keys": identity.receipt_keys,
        "enrolled_at": identity.enrolled_at.isoformat(),
        "region_code": identity.region_code,
        "filing_number": identity.filing_number,
        "private_key": base64.b64encode(identity.private_key).decode("ascii"),
    }
    key = identity.sealing_key
    if key is not None:
        members["sealing_key"] = {"kid": key.kid, "suite": key.suite, "x": key.x}
    return json.dumps(members, ensure_ascii=False).encode()


def _sealing_key(members: dict[str, str] | None) -> SealingKey | None:
    if members is None:
        return None
    return SealingKey(str(members["kid"]), str(members["suite"]), str(members["x"]))


@lru_cache(maxsize=1)  # read for every acceptance, written once
def _identity(written: bytes) -> TerminalIdentity:
    try:
        members = json.loads(written)
        return TerminalIdentity(
            terminal_id=str(members["terminal_id"]),
            outlet_id=str(members["outlet_id"]),
            outlet_name=str(members["outlet_name"]),
            environment=Environment(members["environment"]),
            province_url=str(members["province_url"]),
            province_name=str(members["province_name"]),
            issuer=str(members["issuer"]),
            receipt_keys=tuple((str(kid), str(key)) for kid, key in members["receipt_keys"]),
            enrolled_at=datetime.fromisoformat(members["enrolled_at"]),
            private_key=base64.b64decode(members["private_key"]),
            region_code=str(members.get("region_code", "")),
            filing_number=str(members.get("filing_number", "")),
            sealing_key=_sealing_key(members.get("sealing_key")),
        )
    except (ValueError, KeyError, TypeError):
        # The cause would quote the identity, private key included.
        raise StorageError(StorageFault.STORE_CORRUPT, "identity") from None
