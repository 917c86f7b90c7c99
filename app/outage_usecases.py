"""Every use case about interruptions of one terminal, made once."""

from functools import cached_property

from app.bootstrap import House
from app.usecases.file_outage import PlanOutage, ReportInterruption, WithdrawPlan
from app.usecases.late_entry import BeginLateEntry
from app.usecases.outage_lists import ReadOutages, ReadOutageSheet
from app.usecases.outage_results import OutageBoard
from app.usecases.sign_in import SignIn


class OutageUseCases:
    """Callables; each runs on the store's thread."""

    def __init__(self, house: House, sign_in: SignIn | None = None) -> None:
        """``sign_in`` is the counter's own, where there is one: wrong PINs are counted once."""
        self._house = house
        self._sign_in = sign_in
        self._watch = house.link_watch
        self._read = ReadOutages(house.counter)
        self.read_sheet = ReadOutageSheet(house.counter)
        self.plan = PlanOutage(house.counter, house.events)
        self.withdraw = WithdrawPlan(house.counter, house.events)
        self.report = ReportInterruption(house.counter, house.events)

    @cached_property
    def begin_late_entry(self) -> BeginLateEntry:
        """Made when it is asked for: whoever checks PINs is slow to make."""
        house = self._house
        return BeginLateEntry(house.counter, self._sign_in or SignIn(house.store, house.clock))

    def board(self) -> OutageBoard:
        """The risk with all that is known now, and the timeline."""
        return self._read(self._watch.surroundings())
