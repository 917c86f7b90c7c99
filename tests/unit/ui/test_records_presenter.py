from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.domain.clerk import ClerkNumber
from app.ports import RecordKind, RecordRow
from app.storage.errors import StorageError, StorageFault
from sync.state import MessageState
from tests.support.builders import NOON
from tests.support.fake_counter import InlineTaskRunner, SteppedTaskRunner
from ui.faults import Failed
from ui.screens.records.presenter import PAGE, RecordsPresenter, RecordsState


def row(number: int, **changes: object) -> RecordRow:
    """The record that was made ``number`` minutes ago."""
    values: dict[str, object] = {
        "record_id": f"record-{number}",
        "kind": RecordKind.ACCEPTANCE,
        "at": NOON - timedelta(minutes=number),
        "waybill_number": f"YT{number:013d}",
        "carrier": "yto",
        "sender_masked": "测*",
        "item_category": "food",
        "refusal_reason": None,
        "clerk": ClerkNumber("1001"),
        "message_state": MessageState.PENDING,
        "attempts": 0,
        "last_outcome": None,
        "evidence_total": 1,
        "evidence_delivered": 0,
    }
    return RecordRow(**{**values, **changes})  # type: ignore[arg-type] # the caller names real members


@dataclass
class Archive:
    tasks: InlineTaskRunner | SteppedTaskRunner = field(default_factory=InlineTaskRunner)
    rows: list[RecordRow] = field(default_factory=lambda: [row(number) for number in range(PAGE + 10)])
    states: list[RecordsState] = field(default_factory=list)
    asked: list[tuple[int, datetime | None]] = field(default_factory=list)
    error: Exception | None = None

    def __post_init__(self) -> None:
        self.presenter = RecordsPresenter(self, self.records, self.tasks)

    def show_state(self, state: RecordsState) -> None:
        self.states.append(state)

    def records(self, limit: int, before: datetime | None) -> list[RecordRow]:
        self.asked.append((limit, before))
        if self.error is not None:
            raise self.error
        return [kept for kept in self.rows if before is None or kept.at < before][:limit]


def test_the_newest_come_first_and_older_ones_on_demand() -> None:
    archive = Archive()
    archive.presenter.shown()
    assert (len(archive.states[-1].rows), archive.states[-1].more) == (PAGE, True)
    archive.presenter.load_more()
    assert (archive.states[-1].rows, archive.states[-1].more) == (tuple(archive.rows), False)
    archive.presenter.load_more()
    assert len(archive.asked) == 2


def test_a_refresh_keeps_what_was_loaded() -> None:
    archive = Archive()
    archive.presenter.shown()
    archive.presenter.load_more()
    archive.rows.insert(0, row(-1))
    archive.presenter.refresh()
    assert archive.states[-1].rows[0].record_id == "record--1"
    assert len(archive.states[-1].rows) == PAGE + 10


def test_nothing_is_loaded_while_the_page_is_hidden() -> None:
    archive = Archive()
    archive.presenter.refresh()
    archive.presenter.shown()
    archive.presenter.hidden()
    archive.presenter.refresh()
    assert len(archive.asked) == 1


def test_many_events_while_loading_make_one_more_look() -> None:
    tasks = SteppedTaskRunner()
    archive = Archive(tasks)
    archive.presenter.shown()
    for _ in range(20):
        archive.presenter.refresh()
    assert not archive.presenter.idle
    tasks.run_all()
    assert len(archive.asked) == 2
    assert archive.presenter.idle


def test_a_store_that_fails_keeps_the_rows_and_says_why() -> None:
    archive = Archive()
    archive.presenter.shown()
    archive.error = StorageError(StorageFault.STORE_CORRUPT)
    archive.presenter.refresh()
    assert archive.states[-1].failure == Failed(StorageFault.STORE_CORRUPT)
    assert len(archive.states[-1].rows) == PAGE
