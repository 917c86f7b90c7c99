"""In-memory repositories of the inspection, with the semantics of the real ones; the contract suite runs on both."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.inspection import Screening
from app.inspection_ports import KeptLook, Look, SpotCheck
from app.storage.errors import StoreRuleError


@dataclass(slots=True)
class InspectionTables:
    """What the inspection keeps; frozen values, so that a shallow copy is a snapshot."""

    rule_uses: list[tuple[str, str, str, datetime]] = field(default_factory=list)
    """Acceptance, rule, document hash, moment."""
    screenings: list[tuple[str, Screening]] = field(default_factory=list)
    looks: dict[str, tuple[int, Look]] = field(default_factory=dict)
    """By evidence id, with the number under which it was kept."""
    next_look: int = 1
    spot_checks: dict[str, SpotCheck] = field(default_factory=dict)

    def snapshot(self) -> "InspectionTables":
        """A copy that later changes do not reach."""
        return InspectionTables(
            list(self.rule_uses), list(self.screenings), dict(self.looks), self.next_look, dict(self.spot_checks)
        )


class MemoryRuleUses:
    """inspection_ports.RuleUseRepository."""

    def __init__(self, tables: InspectionTables) -> None:
        self._tables = tables

    def add(self, acceptance_id: str, document_hash: str, rules: Sequence[str], at: datetime) -> None:
        self._tables.rule_uses.extend((acceptance_id, rule, document_hash, at) for rule in rules)

    def since(self, document_hash: str, moment: datetime, until: datetime | None = None) -> dict[str, int]:
        return dict(
            Counter(
                rule
                for _, rule, hashed, at in self._tables.rule_uses
                if document_hash and hashed == document_hash and at >= moment and (until is None or at < until)
            )
        )


class MemoryScreenings:
    """inspection_ports.ScreeningRepository."""

    def __init__(self, tables: InspectionTables) -> None:
        self._tables = tables

    def add(self, acceptance_id: str, screening: Screening) -> None:
        if screening.passed is not None and not (screening.machine and screening.inspector):
            raise StoreRuleError("screening by nobody")
        self._tables.screenings.append((acceptance_id, screening))

    def last(self, acceptance_id: str) -> Screening | None:
        found = [screening for about, screening in self._tables.screenings if about == acceptance_id]
        return found[-1] if found else None

    def newest_done(self) -> Screening | None:
        done = [screening for _, screening in self._tables.screenings if screening.passed is not None]
        return done[-1] if done else None


class MemoryLooks:
    """inspection_ports.LookRepository."""

    def __init__(self, tables: InspectionTables) -> None:
        self._tables = tables

    def add(self, look: Look) -> None:
        self._tables.looks[look.evidence_id] = (self._tables.next_look, look)
        self._tables.next_look += 1

    def remove(self, evidence_id: str) -> None:
        self._tables.looks.pop(evidence_id, None)

    def after(self, number: int, *, limit: int) -> list[KeptLook]:
        found = [
            KeptLook(kept, look.evidence_id, look.parcel_id, look.taken_at, look.hash)
            for kept, look in self._tables.looks.values()
            if kept > number
        ]
        return found[:limit]

    def features(self, evidence_id: str) -> bytes | None:
        kept = self._tables.looks.get(evidence_id)
        return kept[1].features if kept is not None else None
