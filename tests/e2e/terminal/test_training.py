"""A training terminal has its people and its customers from the start."""

from functools import partial
from pathlib import Path

from app.counter_usecases import CounterUseCases
from app.domain.clerk import Clerk, ClerkRole
from app.domain.customer import AgreementStanding
from app.training import (
    CLERK_NUMBER,
    CLERK_PIN,
    SUPERVISOR_NUMBER,
    SUPERVISOR_PIN,
    TrainingWorld,
    ready_for_training,
    training_customers,
)
from app.usecases.customers import tidied, wrong_members
from tests.support.builders import TODAY
from tests.support.terminal import house_in, in_unit, training_home


def test_a_training_terminal_has_people_and_customers_once(tmp_path: Path) -> None:
    house = house_in(training_home(tmp_path / "terminal"))
    try:
        with TrainingWorld(tmp_path / "province") as world:
            ready_for_training(house, world)
            ready_for_training(house, world)
        usecases = CounterUseCases(house)

        def people() -> list[Clerk]:
            return in_unit(house, lambda work: work.clerks.all())

        roles = {person.number: person.role for person in house.store.submit(people).result()}
        assert roles == {SUPERVISOR_NUMBER: ClerkRole.SUPERVISOR, CLERK_NUMBER: ClerkRole.CLERK}
        for number, pin in ((SUPERVISOR_NUMBER, SUPERVISOR_PIN), (CLERK_NUMBER, CLERK_PIN)):
            assert house.store.submit(partial(usecases.sign_in, number, pin)).result().number == number
        listed = house.store.submit(usecases.list_customers).result()
        assert [one.standing for one in listed] == [AgreementStanding.EXPIRED, AgreementStanding.IN_FORCE]
        assert house.check_audit().ok
    finally:
        house.stop()


def test_the_training_customers_have_nothing_wrong() -> None:
    assert [wrong_members(tidied(form)) for form, _ in training_customers(TODAY)] == [(), ()]


def test_what_was_scanned_once_can_be_scanned_again_at_the_door(tmp_path: Path) -> None:
    world = TrainingWorld(tmp_path / "province")
    try:
        assert world.scan_from_shelf() is None
        scanned = [world.scan_next(), world.scan_next()]
        assert [world.scan_from_shelf() for _ in range(3)] == [*scanned, scanned[0]]
    finally:
        world.stop()
