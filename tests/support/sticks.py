"""Terminals, a province and the stick between them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from threading import Event

from app.bootstrap import House
from app.counter_usecases import CounterUseCases
from app.ports import Acceptance, TerminalIdentity, UnitOfWork
from app.stick_usecases import StickUseCases
from app.usecases.results import Accepted
from sync.province.serve import EmbeddedProvince
from tests.support.terminal import KEY, CounterClerk, enrolment_form, house_in, quick_hands, training_home

PICTURE = b"\xff\xd8\xff" + Random(5).randbytes(40_000)  # noqa: S311 # repeatable on purpose


@dataclass(slots=True)
class StickTerminal:
    """An enrolled terminal that nobody lets send, and what its clerk has done."""

    house: House
    identity: TerminalIdentity
    clerk: CounterClerk
    uses: StickUseCases
    accepted: list[Accepted] = field(default_factory=list)

    def accept(self, parcels: int) -> None:
        for _ in range(parcels):
            self.accepted.append(self.clerk.accept(self.clerk.completed(self.clerk.open_counter())))

    def run_once(self) -> None:
        """By the network."""
        engine = self.house.engine(self.identity)
        try:
            engine.run_once()
        finally:
            engine.close()

    def names(self) -> list[str]:
        """What nobody may find on a stick: people, papers, phones, waybills, and whose it is."""
        found = [
            self.identity.terminal_id,
            self.identity.outlet_id,
            self.identity.outlet_name,
            self.identity.filing_number,
        ]
        for accepted in self.accepted:
            acceptance = self.clerk.look(partial(_acceptance, accepted.acceptance_id))
            assert acceptance is not None
            assert acceptance.parcel.sender is not None
            document = acceptance.parcel.sender.document
            found += [document.name, document.number, acceptance.waybill.number, acceptance.message_id]
        return [*found, "13900001234", "acceptance"]


def _acceptance(acceptance_id: str, work: UnitOfWork) -> Acceptance | None:
    return work.acceptances.get(acceptance_id)


def terminal_at(province: EmbeddedProvince, root: Path, seed: int, *, key: bytes = KEY) -> StickTerminal:
    """Enrolled at ``province``; each seed is another outlet."""
    house = house_in(training_home(root), key)
    form = enrolment_form(province.url, province.issue_code(), filing_number=f"YN-STICK-{seed}")
    identity = house.store.submit(partial(CounterUseCases(house).enrol, form)).result()
    return StickTerminal(house, identity, CounterClerk(house, quick_hands(seed, PICTURE)), StickUseCases(house))


def patience(turns: int = 400) -> Callable[[], bool]:
    """Waits for the province to take a part in, for twenty seconds at most."""
    left = iter(range(turns))
    moment = Event()

    def pause() -> bool:
        moment.wait(0.05)
        return next(left, None) is not None

    return pause


def files_on(folder: Path, suffix: str) -> list[Path]:
    return sorted(folder.glob(f"*{suffix}"))
