"""What the demonstration proved, read back from the store and from the province's folder."""

import hashlib
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.bootstrap import House
from app.commands.output import Json
from app.demonstration.clerk import ScriptedClerk, Timings
from app.ports import RecordKind, RecordRow
from sync.state import MessageState


@dataclass(frozen=True, slots=True)
class Proof:
    """The figures that decide."""

    accepted: int
    refused: int
    receipts_verified: int
    photos: int
    evidence_delivered: int
    digests_right: int
    pending: int
    audit_ok: bool

    def holds(self, parcels: int) -> bool:
        """Every acceptance has a verified receipt, and every photo arrived with the right digest."""
        return (
            self.accepted == parcels == self.receipts_verified - self.refused
            and self.photos == self.evidence_delivered == self.digests_right
            and self.pending == 0
            and self.audit_ok
        )


def proof(house: House, evidence_folder: Path) -> Proof:
    """Look everything up. ``evidence_folder`` is the province's."""
    rows = house.store.submit(lambda: _rows(house)).result()
    accepted = [row for row in rows if row.kind is RecordKind.ACCEPTANCE]
    counts = house.outbox.counts()
    check = house.check_audit()
    arrived = {hashlib.sha256(file.read_bytes()).hexdigest() for file in evidence_folder.iterdir() if file.is_file()}
    digests = house.store.submit(lambda: _photo_digests(house, accepted)).result()
    delivered = sum(row.message_state is MessageState.DELIVERED for row in rows)
    return Proof(
        accepted=len(accepted),
        refused=len(rows) - len(accepted),
        receipts_verified=delivered if check.receipts_bad == 0 else 0,
        photos=sum(row.evidence_total for row in rows),
        evidence_delivered=sum(row.evidence_delivered for row in rows),
        digests_right=sum(digest in arrived for digest in digests),
        pending=counts.waiting + counts.evidence_waiting,
        audit_ok=check.ok,
    )


def written(result: Proof, clerk: ScriptedClerk, *, link: str, seed: int, drained_ms: float) -> dict[str, Json]:
    """The report as JSON."""
    keystrokes: dict[str, Json] = {
        kind.value: statistics.median(counts) if counts else None for kind, counts in clerk.keystrokes.items()
    }
    return {
        "accepted": result.accepted,
        "refused": result.refused,
        "receipts_verified": result.receipts_verified,
        "photos": result.photos,
        "evidence_delivered": result.evidence_delivered,
        "evidence_digests_right": result.digests_right,
        "pending": result.pending,
        "audit_ok": result.audit_ok,
        "keystrokes": keystrokes,
        "timings_ms": _timings(clerk.timings),
        "drained_ms": round(drained_ms, 1),
        "link": link,
        "seed": seed,
    }


def _timings(timings: Timings) -> dict[str, Json]:
    return {
        "scan_to_screen": _percentiles(timings.scan_to_screen),
        "card_to_screen": _percentiles(timings.card_to_screen),
        "photo_to_screen": _percentiles(timings.photo_to_screen),
        "finish_to_kept": _percentiles(timings.finish_to_kept),
        "parcel": _percentiles(timings.parcel),
    }


def _percentiles(values: Sequence[float]) -> dict[str, Json]:
    ordered = sorted(values)
    if not ordered:
        return {}

    def at(share: float) -> float:
        return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 2)

    return {"p50": at(0.5), "p90": at(0.9), "p99": at(0.99), "max": round(ordered[-1], 2)}


def _rows(house: House) -> list[RecordRow]:
    with house.store.unit_of_work() as work:
        return work.records.page(limit=1_000_000)


def _photo_digests(house: House, rows: Sequence[RecordRow]) -> list[str]:
    digests: list[str] = []
    with house.store.unit_of_work() as work:
        for row in rows:
            acceptance = work.acceptances.get(row.record_id)
            if acceptance is not None:
                digests += [photo.sha256 for photo in acceptance.parcel.inspection.photos]
    return digests
