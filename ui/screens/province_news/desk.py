"""The page of the province's news in the window, and the way to the counter past it.

Invariants:
- A notice that has to be read keeps the counter and the other pages closed, but never the handling card, the incidents
  page, or the lock. What a device brings meanwhile is taken by the counter behind it.
"""

from collections.abc import Callable
from typing import Final

from app.domain.clerk import Clerk
from ui.faults import Failed
from ui.keys import Action, KeyTable
from ui.screens.province_news.actions import NewsPorts
from ui.screens.province_news.presenter import NewsPresenter
from ui.screens.province_news.view import NewsView
from ui.shell import Shell
from ui.theme import Theme

_NEVER_CLOSED: Final = frozenset({Action.INCIDENTS_PAGE, Action.NEWS_PAGE})


class NewsDesk:
    """Main thread only.

    ``open_page`` brings a page of the window to the front; ``say`` shows and sounds an answer at the counter.
    """

    def __init__(  # noqa: PLR0917 # the window's pages are all built like this
        self,
        shell: Shell,
        theme: Theme,
        keys: KeyTable,
        ports: NewsPorts,
        open_page: Callable[[Action], None],
        say: Callable[[Failed], None],
    ) -> None:
        self._open_page = open_page
        self.view = NewsView(theme, keys, ports.local)
        self.presenter = NewsPresenter(self.view, ports, self._all_read, say)
        self.view.wire(self.presenter)
        shell.add_page(self.view)

    def refresh(self) -> None:
        """The province has told something, or somebody has read."""
        self.presenter.refresh()

    def clerk_signed_in(self, clerk: Clerk) -> None:
        """Somebody works here now: what has to be read comes first, then the counter."""
        self.presenter.clerk_signed_in(clerk)
        self._open_page(Action.COUNTER_PAGE)

    def locked(self) -> None:
        """Nobody works here."""
        self.presenter.locked()

    def open_to(self, page: Action) -> Action:
        """Which page opens when that one is asked for."""
        return Action.NEWS_PAGE if self.presenter.before_shift and page not in _NEVER_CLOSED else page

    def _all_read(self) -> None:
        self._open_page(Action.COUNTER_PAGE)
