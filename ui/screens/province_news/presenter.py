"""What the province has told, and the notices that a clerk reads before the shift.

Invariants:
- What is to be read is known before anybody signs in: it is loaded at start, and whenever something was told or read.
- The counter opens when the last of it was confirmed, was withdrawn, or is over. Who only looks has nothing to read.
- A notice is confirmed at its end only; one step at a time.
- Where the store cannot say what there is to read, or cannot keep that it was read, nobody is kept from the counter.
  The notice waits for the next sign-in, even if the store finds its words again before that.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from app.domain.clerk import Clerk, ClerkRole
from app.domain.customer import Customer
from app.domain.province_news import NoticeReading
from app.usecases.province_news_results import NewsBoard
from ui.faults import Failed, failed
from ui.keys import Action
from ui.screens.province_news.actions import NewsPorts
from ui.screens.province_news.state import NewsHint, NewsPage, notice_id, row_ids
from ui.tones import Tone


class NewsScreen(Protocol):
    """What the presenter draws on."""

    def show_state(self, state: NewsPage) -> None:
        """Show ``state``, whole."""

    def turn_page(self) -> None:
        """Go on reading: the next page of the words."""


class NewsPresenter:
    """The page's mind. Main thread only.

    ``all_read`` opens the counter; ``not_kept`` says there why a reading before the shift could not be kept.
    """

    def __init__(
        self,
        screen: NewsScreen,
        ports: NewsPorts,
        all_read: Callable[[], None],
        not_kept: Callable[[Failed], None],
    ) -> None:
        self._screen = screen
        self._ports = ports
        self._all_read = all_read
        self._not_kept = not_kept
        self._state = NewsPage()
        self._loading = False
        self._again = False

    @property
    def before_shift(self) -> bool:
        """Whether this clerk has to read before the counter opens."""
        return self._state.before_shift

    def clerk_signed_in(self, clerk: Clerk) -> None:
        """Somebody works here now; :attr:`before_shift` says whether there is something to read first."""
        state = replace(self._state, clerk=clerk, now=self._ports.now(), said=None)
        if state.waiting:
            state = replace(state, before_shift=True, chosen=notice_id(state.waiting[0]))
        self._show(state)

    def locked(self) -> None:
        """Nobody works here."""
        self._show(replace(self._state, clerk=None, before_shift=False, said=None))

    def shown(self) -> None:
        """The page has come to the front: as things stand now."""
        if not self._state.before_shift:
            self._show(replace(self._state, said=None))
        self.refresh()

    def refresh(self) -> None:
        """Load anew: something was told or read. One look at a time; what is asked for meanwhile comes afterwards."""
        if self._loading:
            self._again = True
            return
        self._loading = True
        self._ports.store_tasks.submit(self._ports.actions.board, self._loaded, self._not_loaded)

    def choose(self, row_id: str) -> None:
        """Look at another notice or clash."""
        if row_id != self._state.chosen and not self._state.before_shift:
            self._show(replace(self._state, chosen=row_id, said=None))

    def step(self, by: int) -> None:
        """The next row of the list, or the one before."""
        board, chosen = self._state.board, self._state.chosen
        rows = row_ids(board) if board is not None else ()
        if rows and not self._state.before_shift:
            place = rows.index(chosen) + by if chosen in rows else 0
            self.choose(rows[min(max(place, 0), len(rows) - 1)])

    def perform(self, action: Action, *, at_end: bool) -> bool:
        """Do what a key stands for; ``at_end``: the words were seen to their end. False when that is not ours now."""
        match action:
            case Action.CONFIRM if not at_end:
                self._screen.turn_page()
            case Action.CONFIRM if self._state.notice is not None:
                self._confirm()
            case Action.SAVE if self._state.clash is not None:
                self._take_customer()
            case _:
                return False
        return True

    def _confirm(self) -> None:
        state = self._state
        notice, clerk = state.notice, state.clerk
        if state.busy or notice is None or clerk is None or not state.is_to_be_read:
            return
        self._show(replace(state, busy=True, said=None))
        confirm, told = self._ports.actions.confirm, notice.told
        self._ports.store_tasks.submit(
            lambda: confirm(told.subject_id, told.revision, clerk.number), self._confirmed, self._not_confirmed
        )

    def _confirmed(self, reading: NoticeReading | None) -> None:
        self._ports.bell(Tone.GOOD if reading is not None else Tone.BAD)
        said = NewsHint.READ if reading is not None else NewsHint.NOT_NOW
        self._show(replace(self._state, busy=False, said=said))
        self.refresh()

    def _not_confirmed(self, error: Exception) -> None:
        if not self._state.before_shift:
            self._failed(error)
            return
        self._show(replace(self._state, busy=False, before_shift=False, said=None))
        self._all_read()
        self._not_kept(failed(error))

    def _take_customer(self) -> None:
        state = self._state
        clash, clerk = state.clash, state.clerk
        if state.busy or clash is None or clerk is None:
            return
        if clerk.role is not ClerkRole.SUPERVISOR:
            self._ports.bell(Tone.BAD)
            self._show(replace(state, said=NewsHint.SUPERVISOR_ONLY))
        elif state.said is not NewsHint.SURE and clash.may_be_taken:
            self._show(replace(state, said=NewsHint.SURE))
        else:
            self._show(replace(state, busy=True, said=None))
            take, entry_id = self._ports.actions.take_customer, clash.told.subject_id
            self._ports.store_tasks.submit(lambda: take(entry_id, clerk.number), self._taken, self._failed)

    def _taken(self, _customer: Customer) -> None:
        self._ports.bell(Tone.GOOD)
        self._show(replace(self._state, busy=False, said=NewsHint.TAKEN))
        self.refresh()

    def _failed(self, error: Exception) -> None:
        self._ports.bell(Tone.BAD)
        self._show(replace(self._state, busy=False, said=failed(error)))

    def _loaded(self, board: NewsBoard) -> None:
        self._loading = False
        state = replace(self._state, board=board, now=self._ports.now())
        rows = row_ids(board)
        if state.chosen not in rows:
            state = replace(state, chosen=rows[0] if rows else None)
        done = state.before_shift and not state.waiting
        self._show(self._at_first_unread(replace(state, before_shift=state.before_shift and not done)))
        if done:
            self._all_read()
        self._look_again()

    def _not_loaded(self, error: Exception) -> None:
        self._loading = False
        before_shift = self._state.before_shift
        self._show(replace(self._state, said=failed(error), before_shift=False))
        if before_shift:
            self._all_read()
        self._look_again()

    def _look_again(self) -> None:
        if self._again:
            self._again = False
            self.refresh()

    def _at_first_unread(self, state: NewsPage) -> NewsPage:
        """What is being read stays in front, until it was read."""
        if not state.before_shift or state.is_to_be_read:
            return state
        return replace(state, chosen=notice_id(state.waiting[0]))

    def _show(self, state: NewsPage) -> None:
        self._state = state
        self._screen.show_state(state)
