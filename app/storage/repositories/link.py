"""The flow's history, a clerk's pause of sending, and what goes out next.

Invariants:
- What waits is found through the partial indexes that the engine claims by, in its order; nothing is written.
"""

from datetime import datetime, timedelta
from typing import Final

from app.domain.clerk import ClerkNumber
from app.domain.link_history import KEPT, STEP, LinkSample
from app.domain.sending_pause import SendingPause
from app.link_ports import UpcomingMessage, UpcomingPhoto
from app.storage.columns import integer, micros, moment, one, optional_integer, optional_moment, optional_text, text
from app.storage.connection import Connection, Row
from sync.state import EvidenceState, MessageState

_SAMPLES: Final = """
SELECT at, waiting, oldest_for, photos, photo_bytes, delivered, bytes_per_second
FROM link_samples WHERE at >= ? ORDER BY at
"""
_WAYBILL: Final = """
coalesce((SELECT waybill_number FROM acceptances WHERE message_id = o.message_id),
         (SELECT waybill_number FROM refusals WHERE message_id = o.message_id))
"""
_MESSAGES: Final = f"""
SELECT o.kind, o.urgent, {_WAYBILL}, o.created_at, o.state, o.attempts, o.not_before, o.last_outcome
FROM (SELECT sequence FROM outbox INDEXED BY outbox_waiting WHERE state IN ('pending', 'leased')
      ORDER BY urgent DESC, sequence LIMIT ?) AS next
CROSS JOIN outbox AS o ON o.sequence = next.sequence ORDER BY o.urgent DESC, o.sequence
"""  # noqa: S608 # a constant
_PHOTOS: Final = f"""
SELECT {_WAYBILL}, e.created_at, e.size, e.bytes_confirmed, e.released, e.state, e.attempts, e.not_before,
       e.last_outcome
FROM (SELECT number FROM evidence INDEXED BY evidence_waiting
      WHERE message_sequence IS NOT NULL AND upload = 1 AND state IN ('pending', 'leased', 'uploaded')
      ORDER BY message_sequence, number LIMIT ?) AS next
CROSS JOIN evidence AS e ON e.number = next.number
CROSS JOIN outbox AS o ON o.sequence = e.message_sequence ORDER BY e.message_sequence, e.number
"""  # noqa: S608 # a constant

_LAST_DELIVERED: Final = """
SELECT max(delivered_at) FROM outbox INDEXED BY outbox_delivered WHERE state = 'delivered'
"""
_NEWEST_PHOTOS: Final = 2000
_PHOTOS_SINCE: Final = """
SELECT count(*) FROM (SELECT created_at, upload FROM evidence ORDER BY number DESC LIMIT ?)
WHERE upload = 1 AND created_at >= ?
"""


class StoreLink:
    """link_ports.LinkRepository."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_sample(self, sample: LinkSample) -> None:
        """Keep it in its step's place, and drop what is too old or was written by a clock that was ahead."""
        self._connection.execute(
            "INSERT OR REPLACE INTO link_samples"
            " (at, waiting, oldest_for, photos, photo_bytes, delivered, bytes_per_second) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                micros(sample.at),
                sample.waiting,
                None if sample.oldest is None else sample.oldest // timedelta(seconds=1),
                sample.photos,
                sample.photo_bytes,
                sample.delivered,
                sample.bytes_per_second,
            ),
        )
        self._connection.execute(
            "DELETE FROM link_samples WHERE at < ? OR at >= ?", (micros(sample.at - KEPT), micros(sample.at + STEP))
        )

    def samples(self, since: datetime) -> list[LinkSample]:
        """Oldest first."""
        return [_sample(row) for row in self._connection.execute(_SAMPLES, (micros(since),))]

    def last_delivered_at(self) -> datetime | None:
        """When the newest receipt of a record came."""
        return optional_moment(one(self._connection.execute(_LAST_DELIVERED).fetchone())[0])

    def photos_since(self, since: datetime) -> int:
        """Among the newest 2,000 files, which bounds the look."""
        found = self._connection.execute(_PHOTOS_SINCE, (_NEWEST_PHOTOS, micros(since))).fetchone()
        return integer(one(found)[0])

    def pause(self) -> SendingPause | None:
        """The newest pause; None when none was made or it was lifted."""
        row = self._connection.execute("SELECT begun_at, until, clerk FROM sending_pause").fetchone()
        return None if row is None else SendingPause(moment(row[0]), moment(row[1]), ClerkNumber(text(row[2])))

    def save_pause(self, pause: SendingPause | None) -> None:
        """Keep it in place of any other; None lifts it."""
        self._connection.execute("DELETE FROM sending_pause")
        if pause is not None:
            self._connection.execute(
                "INSERT INTO sending_pause (only_one, begun_at, until, clerk) VALUES (1, ?, ?, ?)",
                (micros(pause.begun_at), micros(pause.until), pause.clerk),
            )

    def next_messages(self, *, limit: int) -> list[UpcomingMessage]:
        """Urgent kinds first, then by sequence."""
        return [_message(row) for row in self._connection.execute(_MESSAGES, (limit,))]

    def next_photos(self, *, limit: int) -> list[UpcomingPhoto]:
        """By their record's sequence."""
        return [_photo(row) for row in self._connection.execute(_PHOTOS, (limit,))]


def _sample(row: Row) -> LinkSample:
    at, waiting, oldest, photos, photo_bytes, delivered, speed = row
    seconds = optional_integer(oldest)
    return LinkSample(
        at=moment(at),
        waiting=integer(waiting),
        oldest=None if seconds is None else timedelta(seconds=seconds),
        photos=integer(photos),
        photo_bytes=integer(photo_bytes),
        delivered=integer(delivered),
        bytes_per_second=optional_integer(speed),
    )


def _message(row: Row) -> UpcomingMessage:
    kind, urgent, waybill, created_at, state, attempts, not_before, last_outcome = row
    return UpcomingMessage(
        kind=text(kind),
        urgent=bool(integer(urgent)),
        waybill=optional_text(waybill),
        created_at=moment(created_at),
        state=MessageState(text(state)),
        attempts=integer(attempts),
        not_before=optional_moment(not_before),
        last_outcome=optional_text(last_outcome),
    )


def _photo(row: Row) -> UpcomingPhoto:
    waybill, created_at, size, confirmed, released, state, attempts, not_before, last_outcome = row
    return UpcomingPhoto(
        waybill=optional_text(waybill),
        created_at=moment(created_at),
        size=integer(size),
        bytes_confirmed=integer(confirmed),
        released=bool(integer(released)),
        state=EvidenceState(text(state)),
        attempts=integer(attempts),
        not_before=optional_moment(not_before),
        last_outcome=optional_text(last_outcome),
    )
