"""The books of the outbox."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.reconciliation import MessageTally

COUNTS = st.integers(0, 10**6)


@given(received=COUNTS, waiting=COUNTS, refused=COUNTS, data=st.data())
def test_books_balance_when_every_message_is_accounted_for(
    received: int, waiting: int, refused: int, data: st.DataObject
) -> None:
    unknown = data.draw(st.integers(0, waiting))

    assert MessageTally(received + waiting + refused, received, waiting, refused, unknown).balanced


@given(received=COUNTS, waiting=COUNTS, refused=COUNTS, lost=st.integers(-9, 9).filter(bool))
def test_one_message_too_few_or_too_many_is_seen(received: int, waiting: int, refused: int, lost: int) -> None:
    tally = MessageTally(received + waiting + refused + lost, received, waiting, refused, 0)

    assert not tally.balanced
    assert tally.difference == lost


def test_more_unknown_than_waiting_is_no_balance() -> None:
    assert not MessageTally(made=2, received=1, waiting=1, refused=0, unknown=2).balanced
