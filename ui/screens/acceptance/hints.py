"""The simple answers of the acceptance screen, as codes.

Invariants:
- Codes, not words: ``wording`` has those.
"""

from enum import Enum


class Hint(Enum):
    """Simple answers to a key, a scan or a card."""

    WAYBILL_TAKEN = "waybill_taken"
    DOCUMENT_TAKEN = "document_taken"
    DOCUMENT_TO_COMPARE = "document_to_compare"
    """Read from a picture, with fields in doubt."""
    SENDER_CONTINUED = "sender_continued"
    PHOTO_TAKEN = "photo_taken"
    SEALED_PHOTO_TAKEN = "sealed_photo_taken"
    """With it the clerk has said that the contents match."""
    ITEM_DECLARED = "item_declared"
    ITEM_TAKEN_BACK = "item_taken_back"
    LOOKED_CLOSER = "looked_closer"
    JOURNEY_CHOSEN = "journey_chosen"
    SCREENING_RECORDED = "screening_recorded"
    PACKAGING_CHOSEN = "packaging_chosen"
    WEIGHT_TAKEN = "weight_taken"
    """The scale gave it."""
    WEIGH_AGAIN = "weigh_again"
    """What lies on the scale may be the last parcel still."""
    PHOTO_REMOVED = "photo_removed"
    LABEL_PRINTED = "label_printed"
    LABEL_SAVED = "label_saved"
    PARKED = "parked"
    RESUMED = "resumed"
    DISCARDED = "discarded"
    CODE_UNKNOWN = "code_unknown"
    NO_PICTURE = "no_picture"
    NO_PHOTO_TO_REMOVE = "no_photo_to_remove"
    NOTHING_TO_PARK = "nothing_to_park"
    NOTHING_TO_DISCARD = "nothing_to_discard"
    DOCUMENT_FIRST = "document_first"
    WAYBILL_FIRST = "waybill_first"
    PHONE_ALREADY_THERE = "phone_already_there"
    NO_SUCH_CATEGORY = "no_such_category"
    NO_SUCH_REASON = "no_such_reason"
    SIGN_IN_FIRST = "sign_in_first"
    READING_OF_ANOTHER = "reading_of_another"
    """Its parcel was put aside meanwhile."""
    FIELDS_CONFIRMED = "fields_confirmed"
    NAME_AGREES = "name_agrees"
    SENDING_CHOSEN = "sending_chosen"
    CUSTOMER_TAKEN = "customer_taken"
    RELATION_TAKEN = "relation_taken"
    GUARDIAN_TAKEN = "guardian_taken"
    REASON_TAKEN = "reason_taken"
    SUPERVISOR_TAKEN = "supervisor_taken"
    ADDRESS_TAKEN = "address_taken"
    OWN_DOCUMENT_TAKEN = "own_document_taken"
    FACE_COMPARED = "face_compared"
    NOTHING_TO_CONFIRM = "nothing_to_confirm"
    NOTHING_TO_ANSWER = "nothing_to_answer"
    NOTHING_FOR_SUPERVISOR = "nothing_for_supervisor"
    NO_SUCH_ANSWER = "no_such_answer"
    NO_CUSTOMERS = "no_customers"
    FACES_OFF = "faces_off"
    FACES_NEED_PICTURES = "faces_need_pictures"
    NO_FACE = "no_face"
    READER_STOPPED = "reader_stopped"
    """The document reader's process died or hung; the next reading starts another."""


QUIET_HINTS = frozenset({Hint.WEIGH_AGAIN})
"""Shown and not heard: nothing went wrong, and nothing was taken."""

GOOD_HINTS = frozenset(
    {
        Hint.WAYBILL_TAKEN,
        Hint.DOCUMENT_TAKEN,
        Hint.DOCUMENT_TO_COMPARE,
        Hint.SENDER_CONTINUED,
        Hint.PHOTO_TAKEN,
        Hint.SEALED_PHOTO_TAKEN,
        Hint.ITEM_DECLARED,
        Hint.ITEM_TAKEN_BACK,
        Hint.LOOKED_CLOSER,
        Hint.JOURNEY_CHOSEN,
        Hint.SCREENING_RECORDED,
        Hint.PACKAGING_CHOSEN,
        Hint.WEIGHT_TAKEN,
        Hint.PHOTO_REMOVED,
        Hint.LABEL_PRINTED,
        Hint.LABEL_SAVED,
        Hint.PARKED,
        Hint.RESUMED,
        Hint.DISCARDED,
        Hint.FIELDS_CONFIRMED,
        Hint.NAME_AGREES,
        Hint.SENDING_CHOSEN,
        Hint.CUSTOMER_TAKEN,
        Hint.RELATION_TAKEN,
        Hint.GUARDIAN_TAKEN,
        Hint.REASON_TAKEN,
        Hint.SUPERVISOR_TAKEN,
        Hint.ADDRESS_TAKEN,
        Hint.OWN_DOCUMENT_TAKEN,
        Hint.FACE_COMPARED,
    }
)
