"""What the page of the province's news shows.

Invariants:
- Before a shift (``before_shift``) the notices that this clerk has yet to read come one after the other, and nothing
  else can be chosen.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from app.domain.clerk import Clerk
from app.domain.province_customers import CustomerClash
from app.usecases.province_news_results import NewsBoard, NoticeView
from ui.faults import Failed


class NewsHint(Enum):
    """Simple answers."""

    READ = "read"
    NOT_NOW = "not_now"
    """There is nothing to confirm any more: the words have changed, or the notice is over."""
    SUPERVISOR_ONLY = "supervisor_only"
    SURE = "sure"
    """The same key once more leaves the customer to the province."""
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class NewsPage:
    """The page. ``chosen`` is the id of a row: :func:`clash_id` or :func:`notice_id`."""

    board: NewsBoard | None = None
    now: datetime | None = None
    clerk: Clerk | None = None
    chosen: str | None = None
    before_shift: bool = False
    busy: bool = False
    said: NewsHint | Failed | None = None

    @property
    def waiting(self) -> tuple[NoticeView, ...]:
        """What this clerk has yet to read, oldest first; nothing for who only looks."""
        if self.board is None or self.now is None or self.clerk is None or not self.clerk.may_accept:
            return ()
        return self.board.waiting_for(self.clerk.number, self.now)

    @property
    def notice(self) -> NoticeView | None:
        """The chosen notice."""
        if self.board is None:
            return None
        return next((view for view in self.board.notices if notice_id(view) == self.chosen), None)

    @property
    def clash(self) -> CustomerClash | None:
        """The chosen clash."""
        if self.board is None:
            return None
        return next((clash for clash in self.board.clashes if clash_id(clash) == self.chosen), None)

    @property
    def is_to_be_read(self) -> bool:
        """Whether the chosen notice waits for this clerk."""
        chosen = self.notice
        return chosen is not None and chosen in self.waiting


def notice_id(view: NoticeView) -> str:
    """The id of a notice's row. A changed notice is another one: it is read from its beginning."""
    return f"notice:{view.told.cursor}"


def clash_id(clash: CustomerClash) -> str:
    """The id of a clash's row."""
    return f"clash:{clash.told.cursor}"


def row_ids(board: NewsBoard) -> tuple[str, ...]:
    """All rows, in the order of the list: what needs a decision first."""
    return (*map(clash_id, board.clashes), *map(notice_id, board.notices))
