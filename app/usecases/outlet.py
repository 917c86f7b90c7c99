"""Who this outlet is, for what it hangs on its wall."""

from app.domain.errors import DomainError, DomainFault
from app.domain.notice import NoticeOutlet
from app.usecases.counter import Counter


class ReadOutlet:
    """Reads what enrolment kept of the outlet."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def __call__(self) -> NoticeOutlet:
        """Name and filing number (备案); empty where it is not known, as the contact always is.

        Raises DomainError(NOT_ENROLLED).
        """
        with self._counter.store.unit_of_work() as work:
            identity = work.terminal.identity()
        if identity is None:
            raise DomainError(DomainFault.NOT_ENROLLED)
        return NoticeOutlet(identity.outlet_name, identity.filing_number, "")
