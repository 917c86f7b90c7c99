"""Every use case about returned records of one terminal, made once."""

from app.bootstrap import House
from app.domain.clerk import ClerkNumber
from app.domain.correction import FieldChange
from app.repair_ports import GivenUp, RepairSubject
from app.usecases.repair import CorrectRecord, GiveUpRepair, PutBack
from app.usecases.repair_lists import ListRepairs, OpenRepair
from app.usecases.repair_results import CorrectionDone
from app.usecases.sign_in import SignIn
from app.usecases.supervisor_words import Credentials


class RepairUseCases:
    """Callables; each runs on the store's thread. What was mended or put back is sent at once."""

    def __init__(self, house: House, sign_in: SignIn) -> None:
        self._house = house
        self._correct = CorrectRecord(house.counter, sign_in)
        self._put_back = PutBack(house.counter)
        self._give_up = GiveUpRepair(house.counter, sign_in)
        self.board = ListRepairs(house.counter)
        self.open = OpenRepair(house.counter)

    def correct(
        self,
        message_id: str,
        changes: tuple[FieldChange, ...],
        reason: str,
        clerk: ClerkNumber,
        who: Credentials | None,
    ) -> CorrectionDone:
        """See :class:`CorrectRecord`."""
        done = self._correct(message_id, changes, reason, clerk, who)
        self._house.send_now()
        return done

    def put_back(self, subject: RepairSubject, identifier: str, clerk: ClerkNumber) -> None:
        """See :class:`PutBack`."""
        self._put_back(subject, identifier, clerk)
        self._house.send_now()

    def give_up(
        self, subject: RepairSubject, identifier: str, reason: str, who: Credentials, clerk: ClerkNumber
    ) -> GivenUp:
        """See :class:`GiveUpRepair`."""
        return self._give_up(subject, identifier, reason, who, clerk)
