"""What can be done with a key, and the keys that the product comes with. No Qt: settings are checked by it, too.

Invariants:
- Keys are named as Qt's portable text names them ("F2", "Ctrl+W"); Enter of the number pad and Return are both "Enter".
"""

from collections.abc import Mapping
from enum import Enum


class Action(Enum):
    """What a clerk can do with a key at the counter."""

    FINISH = "finish"
    CONFIRM = "confirm"
    """Say yes to what is asked next: fields in doubt, the same person, the name on the waybill, a guardian."""
    HELP = "help"
    REFUSE = "refuse"
    INCIDENT = "incident"
    """Something dangerous or criminal: the handling card."""
    SENDING = "sending"
    """Who sends how: entrusted, an organisation, a letter."""
    CUSTOMERS = "customers"
    """Choose an agreement customer or organisation."""
    READ_DOCUMENT = "read_document"
    """Read the document under the camera."""
    TYPE_DOCUMENT = "type_document"
    TYPE_NAME = "type_name"
    TYPE_ADDRESS = "type_address"
    ANSWER = "answer"
    """Give the reason or the relation that is asked for."""
    SUPERVISOR = "supervisor"
    """Call the supervisor for a word."""
    COMPARE_FACES = "compare_faces"
    OWN_DOCUMENT = "own_document"
    """The document at the counter is the clerk's own."""
    PARK = "park"
    """Park the parcel at the counter; without one, take the last parked up again."""
    SAME_SENDER = "same_sender"
    PHOTO = "photo"
    CONTENTS_PHOTO = "contents_photo"
    """One more picture of the contents, where the next would be of the sealed parcel."""
    REMOVE_PHOTO = "remove_photo"
    NAME_ITEM = "name_item"
    """Name what is in the parcel, from the catalogue."""
    DIFFERS = "differs"
    """The contents are not what was declared."""
    JOURNEY = "journey"
    SCREENING = "screening"
    PACKAGING = "packaging"
    """Packaging and weight."""
    PRINT_LABEL = "print_label"
    """The inspection label of the parcel that was accepted last."""
    MORE = "more"
    FEWER = "fewer"
    TYPE_WAYBILL = "type_waybill"
    NEXT_CARRIER = "next_carrier"
    DISCARD = "discard"
    FULL_SCREEN = "full_screen"
    LOCK = "lock"
    COUNTER_PAGE = "counter_page"
    RECORDS_PAGE = "records_page"
    CUSTOMERS_PAGE = "customers_page"
    HANDOVER_PAGE = "handover_page"
    INCIDENTS_PAGE = "incidents_page"
    SPOT_CHECKS_PAGE = "spot_checks_page"
    STATISTICS_PAGE = "statistics_page"
    NOTICE_PAGE = "notice_page"
    OUTAGES_PAGE = "outages_page"
    SYNC_PAGE = "sync_page"
    DEVICES_PAGE = "devices_page"
    REPAIR_PAGE = "repair_page"
    """What the province returned; a page without a tab."""
    NEWS_PAGE = "news_page"
    """What the province has told; without a tab."""
    CAMERAS = "cameras"
    """Where the surveillance pictures of the selected record are."""
    STICK_PAGE = "stick_page"
    """What is done with a USB stick; opened from the records."""
    CARRY = "carry"
    """Bring what is on a stick to the province."""
    TAKE_RECEIPTS = "take_receipts"
    PUT_BACK = "put_back"
    """Send again what the province returned, as it is."""
    ADD_CUSTOMER = "add_customer"
    SAVE = "save"
    """Keep what is typed into a form."""
    ERASE = "erase"
    CANCEL = "cancel"
    CHARACTER = "character"
    """A digit or a letter; not in the table, as every character is one."""


DEFAULT_KEYS: Mapping[Action, tuple[str, ...]] = {
    Action.FINISH: ("Enter",),
    Action.CONFIRM: ("Space",),
    Action.SENDING: ("F4",),
    Action.CUSTOMERS: ("F6",),
    Action.READ_DOCUMENT: ("Ctrl+D",),
    Action.TYPE_DOCUMENT: ("Ctrl+T",),
    Action.TYPE_NAME: ("Ctrl+N",),
    Action.TYPE_ADDRESS: ("Ctrl+A",),
    Action.ANSWER: ("/",),
    Action.SUPERVISOR: ("*",),
    Action.COMPARE_FACES: ("Ctrl+F",),
    Action.OWN_DOCUMENT: ("Ctrl+O",),
    Action.HELP: ("F1",),
    Action.REFUSE: ("F2",),
    Action.INCIDENT: ("F3",),
    Action.PARK: ("F5",),
    Action.SAME_SENDER: ("F7",),
    Action.PHOTO: ("F8",),
    Action.CONTENTS_PHOTO: ("Ctrl+F8",),
    Action.NAME_ITEM: (".",),
    Action.DIFFERS: ("Ctrl+E",),
    Action.JOURNEY: ("Ctrl+J",),
    Action.SCREENING: ("Ctrl+X",),
    Action.PACKAGING: ("Ctrl+K",),
    Action.PRINT_LABEL: ("Ctrl+L",),
    Action.REMOVE_PHOTO: ("Del", "Ctrl+Z"),
    Action.MORE: ("+", "="),  # "=" is the same key without Shift
    Action.FEWER: ("-",),
    Action.TYPE_WAYBILL: ("Ctrl+W",),
    Action.NEXT_CARRIER: ("Ctrl+B",),
    Action.DISCARD: ("Ctrl+Del",),
    Action.FULL_SCREEN: ("F11",),
    Action.LOCK: ("F12",),
    Action.COUNTER_PAGE: ("Ctrl+1",),
    Action.RECORDS_PAGE: ("Ctrl+2",),
    Action.CUSTOMERS_PAGE: ("Ctrl+3",),
    Action.HANDOVER_PAGE: ("Ctrl+4",),
    Action.INCIDENTS_PAGE: ("Ctrl+5",),
    Action.SPOT_CHECKS_PAGE: ("Ctrl+6",),
    Action.STATISTICS_PAGE: ("Ctrl+7",),
    Action.NOTICE_PAGE: ("Ctrl+8",),
    Action.OUTAGES_PAGE: ("F10",),
    Action.SYNC_PAGE: ("Ctrl+9",),
    Action.DEVICES_PAGE: ("Ctrl+H",),  # hardware: the digits are taken
    Action.REPAIR_PAGE: ("F9",),
    Action.NEWS_PAGE: ("Ctrl+0",),
    Action.CAMERAS: ("Ctrl+M",),
    Action.STICK_PAGE: ("Ctrl+U",),
    Action.CARRY: ("Ctrl+G",),
    Action.TAKE_RECEIPTS: ("Ctrl+R",),
    Action.PUT_BACK: ("Ctrl+P",),
    Action.ADD_CUSTOMER: ("Ins",),
    Action.SAVE: ("Ctrl+S",),
    Action.ERASE: ("Backspace",),
    Action.CANCEL: ("Esc",),
}
