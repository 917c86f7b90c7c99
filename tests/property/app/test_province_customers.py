"""However the province's word arrives, the same customers stand there in the end."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.customer import Agreement, Customer, Filing
from app.province_ports import TakenChange
from app.usecases.province_customers import TakeProvinceCustomers
from sync.words import ChangeKind
from tests.support.builders import CLERK, NOON, customer
from tests.support.counter_house import CounterHouse, on_store
from tests.support.told_news import customer_body, filed

CODES = [f"9153010200000000{number}X" for number in range(3)]
AGREEMENTS = ["S-1", "S-2", "X-1"]
AGREEMENT = Agreement("X-1", date(2026, 1, 1), date(2027, 1, 1), Filing.FILED)
OWN = customer(customer_id="own-1", credit_code=CODES[0], responsible_copy=None, agreement=AGREEMENT)


@st.composite
def entries(draw: st.DrawFn) -> tuple[TakenChange, ...]:
    """What was told, in the province's order: few customers and few numbers, so that they meet."""
    told = []
    for cursor in range(1, draw(st.integers(1, 7)) + 1):
        there = draw(st.booleans())
        named = filed(
            name=draw(st.sampled_from(["甲公司", "乙公司"])),
            credit_code=draw(st.sampled_from(CODES)),
            agreement_number=draw(st.sampled_from(AGREEMENTS)),
        )
        body = customer_body(
            draw(st.sampled_from(["c-1", "c-2", "c-3"])), draw(st.integers(1, 3)), named if there else None
        )
        told.append(TakenChange(cursor, ChangeKind.AGREEMENT_CUSTOMER.value, NOON, body, NOON))
    return tuple(told)


def outlet(own: bool) -> CounterHouse:
    house = CounterHouse()
    if own:
        house.look(lambda work: work.customers.save(OWN, clerk=CLERK, at=NOON))
    return house


def take(house: CounterHouse, pages: list[list[TakenChange]]) -> tuple[list[Customer], list[str]]:
    """Page after page, each taken up by a program that has just started; the customers and the clashes."""
    clashes: list[str] = []
    for page in pages:
        for change in page:
            house.store.tables.changes.setdefault(change.cursor, change)
        taken = on_store(house.store, TakeProvinceCustomers(house.counter, house.vault))()
        clashes = [clash.told.subject_id for clash in taken.clashes]
    return sorted(house.look(lambda work: work.customers.all()), key=lambda kept: kept.customer_id), clashes


@settings(max_examples=35)
@given(entries(), st.booleans(), st.data())
def test_any_torn_order_of_pages_ends_in_the_same_customers(
    told: tuple[TakenChange, ...], own: bool, data: st.DataObject
) -> None:
    at_once = take(outlet(own), [list(told)])
    again = data.draw(st.lists(st.sampled_from(told), max_size=4))
    arriving = data.draw(st.permutations([*told, *again]))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(arriving)), max_size=4)))
    pages = [arriving[begin:end] for begin, end in zip([0, *cuts], [*cuts, len(arriving)], strict=True)]

    assert take(outlet(own), pages) == at_once


@settings(max_examples=25)
@given(entries())
def test_what_the_outlet_registered_stays_and_no_number_finds_two(told: tuple[TakenChange, ...]) -> None:
    kept, clashes = take(outlet(own=True), [list(told)])

    assert OWN in kept
    numbers = [number for one in kept if one.agreement for number in {one.credit_code, one.agreement.number}]
    assert len(numbers) == len(set(numbers))
    used = {one.province.entry_id for one in kept if one.province is not None}
    assert not used & set(clashes)


@settings(max_examples=15)
@given(entries())
def test_words_that_do_not_count_are_dropped(told: tuple[TakenChange, ...]) -> None:
    house = outlet(own=False)
    take(house, [list(told)])

    left = house.look(lambda work: work.changes.of_kind(ChangeKind.AGREEMENT_CUSTOMER))
    assert len({change.body["customer_id"] for change in left}) == len(left)
    gone = [change for change in house.store.tables.changes.values() if change not in left]
    assert all(change == replace(change, body={}) for change in gone)
