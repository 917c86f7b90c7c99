"""Notices when one document is used at two outlets at about the same time, and says so in the later receipt.

It is a hint for the outlet's honesty checks, never a reason to refuse: a sender may well go to two counters.

Invariants:
- No document number lies here in clear or under a plain digest: 18-digit numbers are few enough to guess, so the hash
  is keyed with a key of the province's own.
- What counts is when the parcels were accepted, not when the messages came: terminals may be offline for days.
- Of two outlets that report the same document at once, at least one is told: batches that hold the same documents
  take turns.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import assert_never

from sqlalchemy import Connection, func, insert, select

from sync.payloads import AcceptancePayload, Payload, RefusalPayload
from sync.payloads_correction import CorrectionPayload
from sync.payloads_events import HandoverPayload, IncidentPayload, NoticeReadPayload, SpotCheckAnswerPayload
from sync.payloads_health import DeviceHealthPayload
from sync.payloads_interruption import InterruptionPayload
from sync.payloads_relocation import RelocationPayload
from sync.payloads_v2 import AcceptancePayloadV2, RefusalPayloadV2
from sync.payloads_v3 import AcceptancePayloadV3, RefusalPayloadV3
from sync.payloads_v4 import AcceptancePayloadV4
from sync.province.database import SIGHTINGS
from sync.province.keys import DocumentKey
from sync.province.terminals import Terminal
from sync.province.times import time_of, time_text

_LOCK_SPACE = 0x59514453
"""The first half of PostgreSQL's advisory lock keys that are used here."""
_LANES = 16
"""So many locks at most for a batch of 500 documents: the server's table of locks is small."""


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """The document of the person at the counter, and when their parcel was accepted."""

    document_type: str
    number: str = field(repr=False)
    accepted_at: datetime


@dataclass(frozen=True, slots=True)
class _Sighting:
    document_hash: str
    seen_at: datetime


def shown_document(payload: Payload) -> ShownDocument | None:
    """Whose document was shown in person. Not a principal's or a guardian's: a remark is about who was there."""
    match payload:
        # version 5 is a version 3 with cameras
        case AcceptancePayload() | AcceptancePayloadV2() | AcceptancePayloadV3() | AcceptancePayloadV4():
            sender = payload.sender
            if sender is None:
                return None
            return ShownDocument(sender.document_type, sender.document_number, payload.accepted_at)
        case RefusalPayload() | RefusalPayloadV2() | RefusalPayloadV3():
            return None
        case IncidentPayload() | InterruptionPayload() | HandoverPayload() | SpotCheckAnswerPayload():
            return None
        case NoticeReadPayload() | RelocationPayload() | DeviceHealthPayload():
            return None
        case CorrectionPayload():
            return None  # the record that it mends is looked at
        case _:
            assert_never(payload)


class Sightings:
    """Keeps where documents were seen, within the transaction that stores their messages."""

    def __init__(self, key: DocumentKey, window: timedelta) -> None:
        """``window`` is how far apart two acceptances still count as at the same time, its end included."""
        self._key = key
        self._window = window

    def note(self, connection: Connection, terminal: Terminal, shown: Mapping[str, ShownDocument]) -> set[str]:
        """Keep what new messages (by id) have shown; the ids of those whose document was also at another outlet."""
        seen = {message_id: found for message_id, document in shown.items() if (found := self._sighting(document))}
        if not seen:
            return set()
        _take_turns(connection, {sighting.document_hash for sighting in seen.values()})
        elsewhere = self._elsewhere(connection, terminal.outlet_id, seen.values())
        connection.execute(insert(SIGHTINGS), [_row(terminal, *item) for item in seen.items()])
        return {
            message_id
            for message_id, sighting in seen.items()
            if any(abs(other - sighting.seen_at) <= self._window for other in elsewhere[sighting.document_hash])
        }

    def _sighting(self, document: ShownDocument) -> _Sighting | None:
        moment = document.accepted_at
        try:
            for edge in (moment - self._window, moment, moment + self._window):
                time_text(edge)
        except OverflowError:
            return None  # a clock at the end of the calendar says nothing about when it was
        return _Sighting(self._key.hash_of(document.document_type, plain_number(document.number)), moment)

    def _elsewhere(
        self, connection: Connection, outlet_id: str, seen: Iterable[_Sighting]
    ) -> Mapping[str, list[datetime]]:
        """When these documents were seen at other outlets, by hash."""
        sightings = list(seen)
        found: dict[str, list[datetime]] = {sighting.document_hash: [] for sighting in sightings}
        first = min(sighting.seen_at for sighting in sightings) - self._window
        last = max(sighting.seen_at for sighting in sightings) + self._window
        query = select(SIGHTINGS.c.document_hash, SIGHTINGS.c.seen_at).where(
            SIGHTINGS.c.document_hash.in_(found),
            SIGHTINGS.c.seen_at.between(time_text(first), time_text(last)),
            SIGHTINGS.c.outlet_id != outlet_id,
        )
        for row in connection.execute(query):
            found[row.document_hash].append(time_of(row.seen_at))
        return found


def plain_number(number: str) -> str:
    """One form of a number however it was read: no spaces, no full-width or small letters."""
    return "".join(unicodedata.normalize("NFKC", number).split()).upper()


def _row(terminal: Terminal, message_id: str, sighting: _Sighting) -> dict[str, str]:
    return {
        "terminal_id": terminal.terminal_id,
        "message_id": message_id,
        "document_hash": sighting.document_hash,
        "seen_at": time_text(sighting.seen_at),
        "outlet_id": terminal.outlet_id,
    }


def _take_turns(connection: Connection, hashes: Iterable[str]) -> None:
    """Wait for other batches with these documents, until this transaction ends (SQLite has one writer anyway).

    The lanes are taken in ascending order, and after the terminal's row: no two transactions wait for each other.
    """
    if connection.dialect.name != "postgresql":
        return
    for lane in sorted({_lane(document_hash) for document_hash in hashes}):
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK_SPACE, lane)))


def _lane(document_hash: str) -> int:
    return int(document_hash[0], 16) % _LANES
