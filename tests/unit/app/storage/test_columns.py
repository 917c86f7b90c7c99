"""Moments in columns, and values of the wrong type."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.storage.columns import blob, integer, micros, moment, one, optional_text, text
from app.storage.connection import SqlValue
from app.storage.errors import StorageError, StorageFault


@given(st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=8))])))
def test_a_moment_comes_back_to_the_microsecond(at: datetime) -> None:
    back = moment(micros(at))

    assert back == at
    assert back.tzinfo is UTC


@given(st.lists(st.datetimes(timezones=st.just(UTC)), min_size=2, max_size=2))
def test_moments_sort_as_their_columns(pair: list[datetime]) -> None:
    first, second = pair
    assert (first < second) == (micros(first) < micros(second))


@pytest.mark.parametrize(
    ("read", "value"), [(text, 1), (text, None), (integer, "1"), (blob, "x"), (moment, None), (optional_text, b"")]
)
def test_a_value_of_the_wrong_type_is_a_corrupt_store(read: Callable[[SqlValue], object], value: SqlValue) -> None:
    with pytest.raises(StorageError) as caught:
        read(value)

    assert caught.value.fault is StorageFault.STORE_CORRUPT


def test_a_row_that_must_be_there_and_is_not_is_a_corrupt_store() -> None:
    with pytest.raises(StorageError) as caught:
        one(None)

    assert caught.value.fault is StorageFault.STORE_CORRUPT
