"""Customers and notices from the province's office to the counter and back: real store, real sync, real province."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from app.bootstrap import House
from app.domain.clerk import Clerk
from app.domain.customer import AgreementStanding, standing
from app.domain.province_news import Freshness
from app.domain.sending import Sending
from app.news_usecases import NewsUseCases
from app.ports import TerminalIdentity
from app.usecases.edits import ChooseCustomer
from app.usecases.province_news_results import NewsBoard
from sync.province.errors import ProvinceError, ProvinceFault
from sync.province.outlet_news import Told
from sync.province.serve import EmbeddedProvince
from tests.e2e.terminal.province_books import province_books
from tests.support.real_province import province_in
from tests.support.terminal import CLERK, CounterClerk, enrolled_house, house_in, quick_hands, training_home
from tests.support.told_news import RESPONSIBLE, filed


class Terminal:
    """One terminal of the outlet."""

    def __init__(self, folder: Path, province: EmbeddedProvince) -> None:
        self.house: House = house_in(training_home(folder))
        self.identity: TerminalIdentity = enrolled_house(self.house, province.url, province.issue_code())
        self.clerk = CounterClerk(self.house, quick_hands(7))
        self.uses = NewsUseCases(self.house)
        self.clerk.look(lambda work: work.clerks.add(Clerk(CLERK, "样例甲", "hash")))

    def sync(self, province_url: str | None = None) -> None:
        identity = self.identity if province_url is None else replace(self.identity, province_url=province_url)
        engine = self.house.engine(identity)
        try:
            engine.run_once()
        finally:
            engine.close()

    def board(self) -> NewsBoard:
        return self.clerk.do(self.uses.board)

    def heard(self) -> NewsBoard:
        """As it is after the province was asked."""
        self.sync()
        return self.board()


@pytest.fixture
def province(tmp_path: Path) -> Iterator[EmbeddedProvince]:
    with province_in(tmp_path / "province") as running:
        yield running


@pytest.fixture
def terminal(tmp_path: Path, province: EmbeddedProvince) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path / "first", province)
    try:
        yield terminal
    finally:
        terminal.house.stop()


def test_a_filed_customer_sends_at_every_terminal_of_its_outlet_until_it_is_withdrawn(
    tmp_path: Path, province: EmbeddedProvince, terminal: Terminal
) -> None:
    outlet_id = terminal.identity.outlet_id
    today = datetime.now(UTC).date()
    agreed = filed(valid_from=today - timedelta(days=30), valid_to=today + timedelta(days=30))
    assert province.news.put_customer(outlet_id, "c-1", agreed) == Told(1, 1)
    second = Terminal(tmp_path / "second", province)
    try:
        assert second.identity.outlet_id == outlet_id
        assert (terminal.heard().customers, second.heard().customers) == (1, 1)

        second.clerk.scan(second.clerk.open_counter(), second.clerk.hands.scan())
        chosen = second.clerk.edit(second.clerk.open_counter(), ChooseCustomer("province:c-1"))
        assert chosen.parcel is not None
        assert chosen.parcel.customer is not None
        assert standing(chosen.parcel.customer, today) is AgreementStanding.IN_FORCE
        second.clerk.accept(second.clerk.completed(chosen))
        second.sync()
        (record,) = province_books(tmp_path / "province", second.identity.terminal_id).messages
        assert record.payload["sending"] == Sending.AGREEMENT.value
        assert record.payload["sender"] is None, "nobody is checked, and nobody named"

    finally:
        second.house.stop()

    assert province.news.withdraw_customer(outlet_id, "c-1") == Told(2, 2)
    assert terminal.board().customers == 1, "not known yet"
    assert terminal.heard().customers == 0
    kept = terminal.clerk.look(lambda work: [work.changes.get(cursor) for cursor in (1, 2)])
    assert RESPONSIBLE not in repr([change.body for change in kept if change is not None])
    assert terminal.house.check_audit().ok
    with pytest.raises(ProvinceError) as refused:
        province.news.withdraw_customer(outlet_id, "c-1")
    assert refused.value.fault is ProvinceFault.NOBODY_THERE


def test_a_notice_is_read_offline_and_the_province_learns_by_whom(
    province: EmbeddedProvince, terminal: Terminal
) -> None:
    outlet_id = terminal.identity.outlet_id
    assert {age.freshness for age in terminal.board().ages} == {Freshness.NEVER}
    told = province.news.put_notice(outlet_id, "n-1", title="收寄新规", text="第一行\n第二行", needs_reading=True)
    board = terminal.heard()
    (notice,) = board.waiting_for(CLERK, terminal.house.clock.now())
    assert (notice.told.cursor, notice.told.revision, notice.words.text) == (
        told.cursor,
        told.revision,
        "第一行\n第二行",
    )
    assert board.ages[0].freshness is Freshness.FRESH

    terminal.clerk.do(partial(terminal.uses.confirm, "n-1", 1, CLERK))
    assert province.news.readings(outlet_id) == []
    terminal.sync()

    (read,) = province.news.readings(outlet_id)
    assert (read.terminal_id, read.read.clerk, read.read.cursor) == (terminal.identity.terminal_id, CLERK, 1)
    assert terminal.house.outbox.counts().waiting == 0
    assert province.news.put_notice(outlet_id, "n-1", title="收寄新规（更正）", needs_reading=True) == Told(2, 2)
    assert province.news.withdraw_notice(outlet_id, "n-1") == Told(3, 3)
    assert terminal.heard().notices[0].words.withdrawn


def test_nobody_but_the_pinned_province_invents_a_customer_or_a_notice(tmp_path: Path) -> None:
    """Somebody who has the address, but not the key that was pinned."""
    data = tmp_path / "province"
    with province_in(data) as genuine:
        terminal = Terminal(tmp_path / "terminal", genuine)
    (data / "receipt-key.pem").unlink()
    with province_in(data) as impostor:
        impostor.news.put_customer(terminal.identity.outlet_id, "c-1", filed())
        impostor.news.put_notice(terminal.identity.outlet_id, "n-1", title="假", needs_reading=True)
        terminal.sync(impostor.url)
    board = terminal.board()
    assert (board.customers, board.notices, board.clashes) == (0, (), ())
    assert {age.freshness for age in board.ages} == {Freshness.NEVER}, "a lie is no answer"
    terminal.house.stop()
