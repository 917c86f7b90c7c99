"""How often a sender has used rules that count by person and day, by document or agreement customer."""

from collections.abc import Sequence
from datetime import datetime

from app.storage.columns import END_OF_TIME, integer, micros, text
from app.storage.connection import Connection


class StoreRuleUses:
    """inspection_ports.RuleUseRepository."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, acceptance_id: str, document_hash: str, rules: Sequence[str], at: datetime) -> None:
        """An accepted parcel used these rules up."""
        for rule in rules:
            self._connection.execute(
                "INSERT INTO rule_uses (acceptance_id, rule, document_hash, used_at) VALUES (?, ?, ?, ?)",
                (acceptance_id, rule, document_hash, micros(at)),
            )

    def since(self, document_hash: str, moment: datetime, until: datetime | None = None) -> dict[str, int]:
        """Parcels by rule code at or after ``moment`` and before ``until``."""
        if not document_hash:
            return {}
        rows = self._connection.execute(
            "SELECT rule, count(*) FROM rule_uses"
            " WHERE document_hash = ? AND used_at >= ? AND used_at < ? GROUP BY rule",
            (document_hash, micros(moment), micros(until) if until is not None else END_OF_TIME),
        ).fetchall()
        return {text(rule): integer(count) for rule, count in rows}
