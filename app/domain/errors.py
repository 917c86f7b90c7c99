"""What the rules refuse, as codes. No user text lives here: ``ui/error_text.py`` has the words.

Invariants:
- Errors carry an enum code and data that is free of personal data.
"""

from enum import Enum


class DomainFault(Enum):
    """Why an act is not allowed."""

    NOT_COMPLETE = "not_complete"
    """Something is still missing; ``detail`` names the first."""
    STANDS_AGAINST = "stands_against"
    """An objection stops the acceptance; ``detail`` names the first."""
    STEP_NOT_ALLOWED = "step_not_allowed"
    """The parcel's state does not allow this."""
    WAYBILL_ALREADY_ACCEPTED = "waybill_already_accepted"
    WAYBILL_SHAPE = "waybill_shape"
    PHONE_INVALID = "phone_invalid"
    QUANTITY_INVALID = "quantity_invalid"
    CATEGORY_UNKNOWN = "category_unknown"
    REASON_UNKNOWN = "reason_unknown"
    DOCUMENT_TYPE_REFUSED = "document_type_refused"
    NO_DOCUMENT = "no_document"
    NO_EARLIER_SENDER = "no_earlier_sender"
    SIGN_IN_REFUSED = "sign_in_refused"
    """Unknown number or wrong PIN: which of the two is never said."""
    SIGN_IN_LOCKED = "sign_in_locked"
    """Too many wrong PINs; ``detail`` holds the seconds to wait."""
    PIN_TOO_WEAK = "pin_too_weak"
    CLERK_EXISTS = "clerk_exists"
    CLERK_INVALID = "clerk_invalid"
    NOT_ENROLLED = "not_enrolled"
    FORM_INVALID = "form_invalid"
    """A field of the enrolment form cannot be right; ``detail`` names it."""
    WRONG_ENVIRONMENT = "wrong_environment"
    """A training store met a production province, or the other way round."""
    POLICY_INVALID = "policy_invalid"
    PARCEL_UNKNOWN = "parcel_unknown"
    WAYBILL_FIRST = "waybill_first"
    """A name on a waybill can only be compared once there is a waybill."""
    DOCUMENT_UNREADABLE = "document_unreadable"
    """A picture holds no document that can be used; ``detail`` says what is wrong with it."""
    SENDER_CODE_REFUSED = "sender_code_refused"
    """A real-name code that does not count; ``detail`` says why."""
    NOTHING_IN_DOUBT = "nothing_in_doubt"
    LETTER_HAS_NO_PHOTO = "letter_has_no_photo"
    """A letter's text is never photographed (邮政法 article 25)."""
    NOT_A_SUPERVISOR = "not_a_supervisor"
    NOT_OVERRIDABLE = "not_overridable"
    """Nobody's word answers this; ``detail`` names the objection."""
    ADDRESS_INVALID = "address_invalid"
    CUSTOMER_UNKNOWN = "customer_unknown"
    CUSTOMER_INVALID = "customer_invalid"
    """A field of the customer cannot be right; ``detail`` names it."""
    CREDIT_CODE_CHECK = "credit_code_check"
    """The credit code's check character is wrong: it needs a reason."""
    CUSTOMER_EXISTS = "customer_exists"
    PHOTO_FIRST = "photo_first"
    """The contents are photographed before the sealed parcel."""
    PHOTO_DOUBTED = "photo_doubted"
    """The judge doubts the picture, and no reason to keep it was given; ``detail`` names the problem."""
    CONTENTS_DIFFER = "contents_differ"
    """What was found differs: the declaration is put right, or the parcel is refused, before anything is sealed."""
    ITEM_INVALID = "item_invalid"
    """A member of a declared item cannot be right; ``detail`` names it."""
    SCREENING_INVALID = "screening_invalid"
    """A screening without its machine or its inspector; ``detail`` names what is missing."""
    ALREADY_FROZEN = "already_frozen"
    NOT_FROZEN = "not_frozen"
    ALREADY_HANDED_OVER = "already_handed_over"
    WAYBILL_FROZEN = "waybill_frozen"
    NOT_ACCEPTED_HERE = "not_accepted_here"
    """No accepted parcel has this waybill; ``detail`` says "refused" where it was turned away."""
    NOTHING_OPEN = "nothing_open"
    """There is no open handover, incident or spot check to go on with."""
    READ_ONLY = "read_only"
    """An auditor reads and changes nothing."""


class DomainError(Exception):
    """Root of all domain errors."""

    def __init__(self, fault: DomainFault, detail: str = "") -> None:
        super().__init__(fault.value + (f" ({detail})" if detail else ""))
        self.fault = fault
        self.detail = detail
