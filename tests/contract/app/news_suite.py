"""What readings of notices and the province's customers must keep. One suite for the memory fake and the real store."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.clerk import ClerkNumber
from app.domain.customer import Customer, ProvinceEntry
from app.domain.province_news import LookKind, NoticeReading
from app.ports import Store
from app.province_ports import TakenChange
from app.storage.errors import StoreRuleError
from tests.contract.app.store_suite import Telling, WorkOn
from tests.support import builders
from tests.support.stored_records import RecordMaker

CLERK, OTHER = ClerkNumber("1001"), ClerkNumber("1002")
MINUTE = timedelta(minutes=1)
FILED = builders.customer(
    customer_id="province:c-1",
    credit_code="C9",
    responsible_copy=None,
    province=ProvinceEntry("c-1", 3, copy_kept=True),
)


def save(work: WorkOn, customer: Customer) -> None:
    """By the province's word."""
    work(lambda unit: unit.customers.save(customer, clerk=None, at=builders.NOON))


class NewsContract:
    """To be inherited, with fixtures ``store`` and ``telling``."""

    @pytest.fixture
    def work(self, store: Store) -> WorkOn:
        """Do something in a unit of work."""
        return WorkOn(store)

    def test_readings_are_kept_once_in_the_order_of_reading(self, work: WorkOn) -> None:
        work(RecordMaker().acceptance(1).write)
        first, second = (
            NoticeReading("n-2", 1, CLERK, builders.NOON, "message-1"),
            NoticeReading("n-1", 2, OTHER, builders.NOON + MINUTE, "message-1"),
        )
        for reading in (second, first, replace(first, read_at=builders.NOON + 2 * MINUTE)):
            work(lambda unit, reading=reading: unit.news.add_reading(reading))  # type: ignore[misc] # a lambda's default is not inferred

        assert work(lambda unit: unit.news.readings()) == [first, second]

    def test_no_reading_without_its_message(self, work: WorkOn) -> None:
        reading = NoticeReading("n-1", 1, CLERK, builders.NOON, "nowhere")
        with pytest.raises(StoreRuleError):
            work(lambda unit: unit.news.add_reading(reading))
        assert work(lambda unit: unit.news.readings()) == []

    def test_the_last_look_counts(self, work: WorkOn) -> None:
        assert work(lambda unit: unit.news.looks()) == {}
        for at in (builders.NOON, builders.NOON + MINUTE):
            work(lambda unit, at=at: unit.news.note_look(LookKind.CHANGES, at))  # type: ignore[misc] # same
        assert work(lambda unit: unit.news.looks()) == {LookKind.CHANGES: builders.NOON + MINUTE}

    def test_a_customer_of_the_province_is_kept_with_its_entry(self, work: WorkOn) -> None:
        save(work, FILED)
        assert work(lambda unit: unit.customers.all()) == [FILED]
        own = replace(FILED, province=None)
        save(work, own)
        assert work(lambda unit: unit.customers.get(FILED.customer_id)) == own

    def test_an_entry_of_the_province_is_one_customer(self, work: WorkOn) -> None:
        save(work, FILED)
        with pytest.raises(StoreRuleError):
            save(work, replace(FILED, customer_id="customer-7", credit_code="C7"))
        assert work(lambda unit: unit.customers.all()) == [FILED]

    def test_a_removed_customer_is_gone_and_removing_nobody_changes_nothing(self, work: WorkOn) -> None:
        save(work, FILED)
        work(lambda unit: unit.customers.remove("nobody"))
        assert work(lambda unit: unit.customers.all()) == [FILED]
        work(lambda unit: unit.customers.remove(FILED.customer_id))
        assert work(lambda unit: unit.customers.all()) == []

    def test_forgotten_words_leave_their_place(self, work: WorkOn, telling: Telling) -> None:
        first, second = (
            TakenChange(number, "notice", builders.NOON, {"title": "通知"}, builders.NOON) for number in (1, 2)
        )
        telling([first, second])
        work(lambda unit: unit.changes.forget([1, 7]))
        telling([first])

        assert work(lambda unit: unit.changes.of_kind("notice")) == [second]
        assert work(lambda unit: unit.changes.get(1)) == replace(first, body={})
        assert work(lambda unit: unit.changes.get(7)) is None
