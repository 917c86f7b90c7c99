"""States of the page of the province's news, for people to look at."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeAlias

from app.domain.clerk import Clerk
from app.domain.province_news import LookKind
from app.events import ChangesTaken
from sync.words import ChangeKind
from tests.support.builders import CLERK, NOON, customer
from tests.support.counter_house import CounterHouse
from tests.support.fake_counter import clerk
from tests.support.told_news import customer_body, filed, notice_body, tell
from ui.keys import Action
from ui.window import CounterWindow

Scene: TypeAlias = Callable[[CounterWindow, CounterHouse], None]

LONG = "\n\n".join(
    f"{number}. 收寄时应当面开箱验视，核对寄件人出示的有效身份证件；内件与填写不符的，一律不予收寄，并登记原因。"
    "对协议客户同样逐件验视，不得以签有安全协议为由免验。"
    for number in range(1, 31)
)


def told(house: CounterHouse) -> None:
    """Notices of every standing, a customer of the province, and one that clashes."""
    house.look(lambda work: work.clerks.add(Clerk(CLERK, "李测试", "hash")))
    house.look(lambda work: work.customers.save(customer(), clerk=CLERK, at=NOON))
    day = timedelta(days=1)
    tell(house, ChangeKind.NOTICE, notice_body("n-0", title="旧办法停用", needs_reading=False), NOON - 9 * day)
    tell(house, ChangeKind.NOTICE, notice_body("n-3", title="临时措施", valid_until=NOON - day), NOON - 5 * day)
    tell(house, ChangeKind.NOTICE, notice_body("n-2", title="关于加强寄递渠道安全管理的通知", text=LONG), NOON - day)
    tell(house, ChangeKind.NOTICE, notice_body("n-4", title="误发"), NOON - day)
    tell(house, ChangeKind.NOTICE, notice_body("n-4", 2, title="误发", withdrawn=True), NOON - day)
    tell(house, ChangeKind.NOTICE, notice_body(text="自即日起，烟花爆竹样例目录更新。", valid_until=NOON + 30 * day))
    other = filed(name="滇池电子样例厂", credit_code="91530102MA0000002W", agreement_number="S-2026-008")
    tell(house, ChangeKind.AGREEMENT_CUSTOMER, customer_body("c-1", customer=filed()))
    tell(house, ChangeKind.AGREEMENT_CUSTOMER, customer_body("c-2", customer=other))
    house.look(lambda work: work.news.note_look(LookKind.CHANGES, NOON - 2 * day))
    house.look(lambda work: work.news.note_look(LookKind.POLICY, NOON - 20 * day))


def news(window: CounterWindow, house: CounterHouse) -> None:
    """Ages, notices, and the clash that is chosen."""
    told(house)
    window.take(ChangesTaken((ChangeKind.NOTICE.value,)))
    window.shell.asked.emit(Action.NEWS_PAGE)


def news_before_shift(window: CounterWindow, house: CounterHouse) -> None:
    """A long notice has to be read before the counter opens."""
    told(house)
    window.take(ChangesTaken((ChangeKind.NOTICE.value,)))
    window.lock()
    window.signed_in(clerk())


def news_empty(window: CounterWindow, house: CounterHouse) -> None:
    """The province was never heard."""
    del house
    window.shell.asked.emit(Action.NEWS_PAGE)


SCENES: tuple[Scene, ...] = (news, news_before_shift, news_empty)
