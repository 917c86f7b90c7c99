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
    WAYBILL_CHECK_DIGIT = "waybill_check_digit"
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


class DomainError(Exception):
    """Root of all domain errors."""

    def __init__(self, fault: DomainFault, detail: str = "") -> None:
        super().__init__(fault.value + (f" ({detail})" if detail else ""))
        self.fault = fault
        self.detail = detail
