"""Which panel stands open, what it asks, and what a key means in it.

Invariants:
- One panel at a time. A panel takes characters for itself; everything else stays the counter's.
- A panel closes when what it asked for has come, whichever way it came.
"""

from dataclasses import dataclass

from app.domain.sending import Sending
from ui.keys import Action
from ui.screens.acceptance.state import Panel, Question, ShownCustomer
from ui.texts import QT_TRANSLATE_NOOP

SENDING_CHOICES = (
    (Sending.PERSON, "1", QT_TRANSLATE_NOOP("sending", "本人交寄")),
    (Sending.ENTRUSTED, "2", QT_TRANSLATE_NOOP("sending", "委托交寄：两个人、两份证件")),
    (Sending.LETTER, "3", QT_TRANSLATE_NOOP("sending", "信件：免实名，不拍内容")),
)
"""Organisations and agreement customers are chosen from their own list."""
SWAP_KEY = "4"
COMPANY_KEY = "5"

LISTED = 7
"""Customers that a digit can pick: as many as fit on a small screen."""


PANEL_KEYS = {
    Action.HELP: Panel.HELP,
    Action.REFUSE: Panel.REFUSAL,
    Action.TYPE_WAYBILL: Panel.WAYBILL,
    Action.SENDING: Panel.SENDING,
    Action.TYPE_DOCUMENT: Panel.TYPED_DOCUMENT,
    Action.TYPE_NAME: Panel.NAME,
    Action.TYPE_ADDRESS: Panel.ADDRESS,
    Action.NAME_ITEM: Panel.ITEMS,
    Action.PACKAGING: Panel.DETAILS,
    Action.JOURNEY: Panel.DETAILS,
    Action.SCREENING: Panel.SCREENING,
}
"""The panels that one key opens and closes."""

ENTER_FINISHES = (Panel.NONE, Panel.HELP, Panel.WAYBILL)
"""Beside these Enter is still the counter's."""


@dataclass(frozen=True, slots=True)
class OpenPanel:
    """What stands open beside the lanes."""

    panel: Panel = Panel.NONE
    question: Question | None = None
    customers: tuple[ShownCustomer, ...] = ()
    """All that there are; the screen shows :func:`listed`."""
    filter: str = ""


CLOSED = OpenPanel()


def listed(opened: OpenPanel) -> tuple[ShownCustomer, ...]:
    """The customers that the filter leaves, as many as digits can pick: initials or name begin with or hold it."""
    wanted = opened.filter.upper()
    found = [one for one in opened.customers if one.initials.upper().startswith(wanted)]
    found += [one for one in opened.customers if one not in found and wanted in one.initials.upper()]
    return tuple(found[:LISTED])


def sending_for(character: str) -> Sending | None:
    """The kind of sending with that key."""
    return next((sending for sending, key, _ in SENDING_CHOICES if key == character), None)
