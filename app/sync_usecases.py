"""Every use case of the sync page of one terminal, made once."""

from app.bootstrap import House
from app.domain.clerk import ClerkNumber
from app.link_testing import probe_of
from app.usecases.link_test import LinkTestRun
from app.usecases.sync_board import ReadSyncBoard
from app.usecases.sync_results import Books, SyncBoard
from sync.link_test import StepResult


class SyncUseCases:
    """Callables; each runs on the store's thread, but for ``send_now`` and ``test``."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._read = ReadSyncBoard(house.counter, lambda: house.link.photo_size)

    def board(self) -> SyncBoard:
        """The page's facts, with all that is known now."""
        return self._read(self._house.link_watch.surroundings())

    def books(self) -> Books:
        """Each figure counted by itself."""
        return self._read.books()

    def pause(self, clerk: ClerkNumber) -> None:
        """Send only what is urgent for a while."""
        self._house.link.pause(clerk)

    def go_on(self, clerk: ClerkNumber) -> None:
        """End the pause."""
        self._house.link.go_on(clerk)

    def send_now(self) -> None:
        """A person asks: try at once."""
        self._house.send_now()

    def test(self, run: LinkTestRun) -> tuple[StepResult, ...]:
        """Take the steps to the province; never on the store's thread."""
        return run.take(probe_of(self._house))
