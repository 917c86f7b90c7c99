"""What a province says about spot checks, laid into a counter's store as its changes."""

from datetime import datetime, timedelta

from app.province_ports import TakenChange
from sync.changes import DrawnRecord, SpotCheckAnnouncement, SpotCheckRequest
from sync.draws import Period, commitment, spot_draw
from sync.words import ChangeKind
from tests.support.builders import NOON
from tests.support.counter_house import CounterHouse

SECRET = bytes(range(32))
STARTS, ENDS = NOON - timedelta(hours=4), NOON + timedelta(hours=4)


def announce(house: CounterHouse, period_id: str = "p1", *, count: int = 3) -> None:
    """The commitment, taken before anything of the period was made."""
    told = SpotCheckAnnouncement(
        period_id=period_id, starts_at=STARTS, ends_at=ENDS, count=count, commitment=commitment(SECRET)
    )
    _tell(house, ChangeKind.SPOT_CHECK_ANNOUNCEMENT, told, STARTS)


def drawn_request(
    house: CounterHouse, *asked: str, request_id: str = "r1", period_id: str = "p1", count: int = 3
) -> SpotCheckRequest:
    """The draw that follows from the seed and from what this counter has accepted."""
    period = Period(period_id, "terminal-1", STARTS, ENDS)
    made = spot_draw(SECRET, period, house.look(lambda work: work.outbox.links(STARTS, ENDS)), count)
    assert made is not None
    return SpotCheckRequest(
        request_id=request_id,
        terminal_id=period.terminal_id,
        period_id=period_id,
        starts_at=STARTS,
        ends_at=ENDS,
        count=count,
        secret=SECRET.hex(),
        from_sequence=made.first_sequence,
        to_sequence=made.last_sequence,
        head_digest=made.head_digest,
        population=made.population,
        drawn=[DrawnRecord(sequence=one.sequence, message_id=one.message_id) for one in made.drawn],
        asked=list(asked) or ["contents_photo", "sealed_photo"],
        due_at=NOON + timedelta(days=2),
    )


def ask(house: CounterHouse, request: SpotCheckRequest) -> None:
    """The request arrives."""
    _tell(house, ChangeKind.SPOT_CHECK_REQUEST, request, ENDS)


def _tell(
    house: CounterHouse, kind: ChangeKind, body: SpotCheckAnnouncement | SpotCheckRequest, issued_at: datetime
) -> None:
    changes = house.store.tables.changes
    cursor = len(changes) + 1
    changes[cursor] = TakenChange(cursor, kind.value, issued_at, body.model_dump(mode="json"), issued_at)
