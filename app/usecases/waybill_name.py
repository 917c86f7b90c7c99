"""The sender's name on the waybill against the document's: from the carrier's order, typed, or compared by eye.

Invariants:
- A name that is known as text is compared again whenever the people or the waybill change.
- What the clerk compared by eye holds for the waybill and the people of that moment only.
- The answer of two names is :func:`app.person_names.names_agree`'s, nobody else's.
"""

from dataclasses import replace
from datetime import datetime

from app.domain.acceptance import Objection, Parcel
from app.domain.sending import NameCheck, Sending, WaybillName
from app.people_ports import CarrierOrder
from app.person_names import names_agree
from app.ports import UnitOfWork
from app.usecases.counter import Counter

_BY_EYE = frozenset({NameCheck.SEEN, NameCheck.SAME_SENDER})


def names_of(parcel: Parcel) -> tuple[str, ...]:
    """Whose name may stand on the waybill as the sender's; empty while those people are not known yet."""
    if parcel.sender is None:
        return ()
    own = parcel.sender.document.name
    match parcel.sending:
        case Sending.ENTRUSTED:
            # the parcel is the principal's; a carrier's order may as well name who hands it in
            return (parcel.principal.document.name, own) if parcel.principal is not None else ()
        case Sending.ORGANISATION | Sending.AGREEMENT:
            return (parcel.customer.name, own) if parcel.customer is not None else ()
        case _:
            return (own,)


def compared(counter: Counter, work: UnitOfWork, before: Parcel, after: Parcel) -> Parcel:
    """``after`` with its waybill name compared anew where something that it depends on has changed."""
    same_waybill = _number(before) == _number(after)
    if same_waybill and names_of(before) == names_of(after):
        return after
    name = after.waybill_name
    if name is not None and (name.check in _BY_EYE or not same_waybill):
        name = None
    if name is None and after.waybill is not None:
        order = work.orders.get(after.waybill.number)
        if order is not None:
            name = ordered(order, counter.clock.now())
    return with_name(after, name)


def with_name(parcel: Parcel, name: WaybillName | None) -> Parcel:
    """The parcel with that name on its waybill, judged anew; a supervisor's word about another name is void."""
    overrides = tuple(entry for entry in parcel.overrides if entry.objection != Objection.NAME_DIFFERS)
    return replace(parcel, waybill_name=judged(parcel, name), overrides=overrides)


def ordered(order: CarrierOrder, now: datetime) -> WaybillName:
    """The name of a carrier's order, not compared yet."""
    return WaybillName(NameCheck.CARRIER_ORDER, agrees=True, checked_at=now, name=order.sender_name)


def judged(parcel: Parcel, name: WaybillName | None) -> WaybillName | None:
    """``name`` with what comparing it says. Without people to compare with, nothing differs yet."""
    if name is None or name.check in _BY_EYE:
        return name
    expected = names_of(parcel)
    return replace(name, agrees=not expected or any(names_agree(name.name, one) for one in expected))


def _number(parcel: Parcel) -> str | None:
    return parcel.waybill.number if parcel.waybill is not None else None
