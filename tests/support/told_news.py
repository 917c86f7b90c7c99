"""What a province tells an outlet about customers and notices, as entries in a memory store."""

from collections.abc import Mapping
from datetime import date, datetime

from pydantic import JsonValue

from app.province_ports import TakenChange
from sync.changes import AgreementCustomer, FiledCustomer, Notice
from sync.words import ChangeKind
from tests.support.builders import CREDIT_CODE, NOON
from tests.support.counter_house import CounterHouse

RESPONSIBLE = "样例丙"


def filed(**changes: object) -> FiledCustomer:
    """A customer that the province has filed, with the copy of the document."""
    whole: dict[str, object] = {
        "name": "滇味食品样例公司",
        "credit_code": CREDIT_CODE,
        "responsible_name": RESPONSIBLE,
        "responsible_copy": True,
        "agreement_number": "S-2026-007",
        "valid_from": date(2026, 1, 1),
        "valid_to": date(2027, 12, 31),
        "filing": "filed",
    }
    return FiledCustomer.model_validate(whole | changes)


def customer_body(
    customer_id: str = "c-1", revision: int = 1, customer: FiledCustomer | None = None
) -> dict[str, JsonValue]:
    """The entry's body; withdrawn without a customer."""
    body = AgreementCustomer(customer_id=customer_id, revision=revision, customer=customer)
    return body.model_dump(mode="json")


def notice_body(
    notice_id: str = "n-1",
    revision: int = 1,
    *,
    title: str = "收寄新规",
    text: str = "即日起执行",
    needs_reading: bool = True,
    valid_until: datetime | None = None,
    withdrawn: bool = False,
) -> dict[str, JsonValue]:
    """The entry's body."""
    body = Notice(
        notice_id=notice_id,
        revision=revision,
        title=title,
        text=text,
        needs_reading=needs_reading,
        valid_until=valid_until,
        withdrawn=withdrawn,
    )
    return body.model_dump(mode="json")


def tell(house: CounterHouse, kind: ChangeKind, body: Mapping[str, JsonValue], issued_at: datetime = NOON) -> int:
    """The province has told it, and it was taken; its place."""
    changes = house.store.tables.changes
    cursor = len(changes) + 1
    changes[cursor] = TakenChange(cursor, kind.value, issued_at, body, issued_at)
    return cursor
