from datetime import timedelta

import pytest

from app.domain.clerk import ClerkRole
from app.domain.errors import DomainError, DomainFault
from app.usecases.sign_in import FREE_TRIES, AddClerk, SignIn
from tests.support.counter_house import StandingClock, on_store
from tests.support.memory_store import MemoryStore

PIN = "2580"


@pytest.fixture(scope="module")
def outlet() -> MemoryStore:
    """One clerk; Argon2id is slow on purpose, so the outlet is made once."""
    store = MemoryStore()
    on_store(store, AddClerk(store, StandingClock()))("1001", "样例员", PIN)
    return store


def test_number_and_pin_open_the_counter(outlet: MemoryStore) -> None:
    clerk = on_store(outlet, SignIn(outlet, StandingClock()))("1001", PIN)
    assert clerk.number == "1001"
    assert clerk.pin_hash.startswith("$argon2id$")
    assert PIN not in repr(clerk)
    assert outlet.tables.audit[-1].action == "signed_in"


@pytest.mark.parametrize("number", ["1001", "9999"])
def test_a_wrong_pin_and_an_unknown_number_look_the_same(outlet: MemoryStore, number: str) -> None:
    with pytest.raises(DomainError) as refused:
        on_store(outlet, SignIn(outlet, StandingClock()))(number, "1111")
    assert (refused.value.fault, refused.value.detail) == (DomainFault.SIGN_IN_REFUSED, "")


def test_too_many_wrong_pins_cost_time(outlet: MemoryStore) -> None:
    clock = StandingClock()
    sign_in = on_store(outlet, SignIn(outlet, clock))
    for _ in range(FREE_TRIES):
        with pytest.raises(DomainError):
            sign_in("1001", "1111")
    with pytest.raises(DomainError) as locked:
        sign_in("1001", PIN)
    assert locked.value.fault is DomainFault.SIGN_IN_LOCKED
    clock.advance(timedelta(seconds=int(locked.value.detail)))
    assert sign_in("1001", PIN).number == "1001"


@pytest.mark.parametrize(
    ("number", "name", "pin", "fault"),
    [
        ("", "样例员", PIN, DomainFault.CLERK_INVALID),
        ("10 1", "样例员", PIN, DomainFault.CLERK_INVALID),
        ("1002", " ", PIN, DomainFault.CLERK_INVALID),
        ("1002", "样例员", "123", DomainFault.PIN_TOO_WEAK),
        ("1002", "样例员", "1111", DomainFault.PIN_TOO_WEAK),
        ("1002", "样例员", "12a4", DomainFault.PIN_TOO_WEAK),
        ("1001", "样例员", PIN, DomainFault.CLERK_EXISTS),
    ],
)
def test_clerks_are_not_added_carelessly(
    outlet: MemoryStore, number: str, name: str, pin: str, fault: DomainFault
) -> None:
    with pytest.raises(DomainError) as refused:
        on_store(outlet, AddClerk(outlet, StandingClock()))(number, name, pin)
    assert refused.value.fault is fault


def test_whoever_sets_the_outlet_up_is_its_supervisor_and_the_next_ones_are_what_they_are() -> None:
    store = MemoryStore()
    add = on_store(store, AddClerk(store, StandingClock()))
    first = add("1001", "样例员", PIN, ClerkRole.CLERK)
    others = [add(f"200{place}", "样例", PIN, role) for place, role in enumerate(ClerkRole)]
    assert (first.role, first.may_accept) == (ClerkRole.SUPERVISOR, True)
    assert [clerk.role for clerk in others] == list(ClerkRole)
    assert [clerk.role for clerk in others if not clerk.may_accept] == [ClerkRole.AUDITOR]
    roles = [entry.details["role"] for entry in store.tables.audit]
    assert roles == ["supervisor", *(role.value for role in ClerkRole)]
