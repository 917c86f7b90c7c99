"""A clerk's pause on a whole terminal: records wait, what is urgent goes, and a restart does not end it."""

import threading
from functools import partial
from pathlib import Path

from app.bootstrap import House
from app.domain.outage import OutageForm
from app.events import Event, SyncStatus
from app.outage_usecases import OutageUseCases
from app.sync_usecases import SyncUseCases
from tests.support.real_province import province_in
from tests.support.terminal import CLERK, CounterClerk, enrolled_house, house_in, quick_hands, training_home

SOON = 20.0
CUT = OutageForm("line_fault", measures=("kept_checking",))


class Pulses:
    """Hears the sync thread, and waits for what it says."""

    def __init__(self, house: House) -> None:
        self._changed = threading.Condition()
        self._newest: SyncStatus | None = None
        house.events.subscribe(self._heard)

    def await_counts(self, delivered: int, waiting: int, *, paused: bool) -> None:
        def so() -> bool:
            status = self._newest
            if status is None or status.running:
                return False
            counts = status.counts
            return (counts.delivered, counts.waiting) == (delivered, waiting) and paused is bool(status.paused_until)

        with self._changed:
            assert self._changed.wait_for(so, SOON), self._newest

    def _heard(self, event: Event) -> None:
        if isinstance(event, SyncStatus):
            with self._changed:
                self._newest = event
                self._changed.notify_all()


def test_a_pause_holds_records_back_but_nothing_urgent_and_outlives_a_restart(tmp_path: Path) -> None:
    home = training_home(tmp_path / "terminal")
    with province_in(tmp_path / "province") as province:
        house = house_in(home)
        try:
            identity = enrolled_house(house, province.url, province.issue_code())
            pulses, uses = Pulses(house), SyncUseCases(house)
            house.start_sync(identity)
            pulses.await_counts(0, 0, paused=False)
            house.store.submit(partial(uses.pause, CLERK)).result()

            clerk = CounterClerk(house, quick_hands(1))
            clerk.accept(clerk.completed(clerk.open_counter()))
            pulses.await_counts(0, 1, paused=True)
            house.store.submit(partial(OutageUseCases(house).report, None, CUT, CLERK)).result()
            pulses.await_counts(1, 1, paused=True)
            board = house.store.submit(uses.board).result()
            assert [message.kind for message in board.messages] == ["acceptance"]
            assert board.pause is not None
        finally:
            house.stop()

        house = house_in(home)
        try:
            pulses, uses = Pulses(house), SyncUseCases(house)
            house.start_sync(identity)
            pulses.await_counts(1, 1, paused=True)
            house.store.submit(partial(uses.go_on, CLERK)).result()
            pulses.await_counts(2, 0, paused=False)
            assert house.store.submit(uses.books).result().tally.balanced
        finally:
            house.stop()
        assert province.chain_report(identity.terminal_id).whole
