"""Every use case about interruptions of one terminal, made once."""

from app.bootstrap import House
from app.usecases.file_outage import PlanOutage, ReportInterruption, WithdrawPlan
from app.usecases.late_entry import BeginLateEntry
from app.usecases.outage_lists import ReadOutages, ReadOutageSheet
from app.usecases.outage_results import OutageBoard
from app.usecases.sign_in import SignIn


class OutageUseCases:
    """Callables; each runs on the store's thread."""

    def __init__(self, house: House, sign_in: SignIn) -> None:
        """``sign_in`` is the counter's own: wrong PINs are counted once."""
        self._watch = house.link_watch
        self._read = ReadOutages(house.counter)
        self.read_sheet = ReadOutageSheet(house.counter)
        self.plan = PlanOutage(house.counter, house.events)
        self.withdraw = WithdrawPlan(house.counter, house.events)
        self.report = ReportInterruption(house.counter, house.events)
        self.begin_late_entry = BeginLateEntry(house.counter, sign_in)

    def board(self) -> OutageBoard:
        """The risk with all that is known now, and the timeline."""
        return self._read(self._watch.surroundings())
