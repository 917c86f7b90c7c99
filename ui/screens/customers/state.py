"""What the customers' page shows."""

from dataclasses import dataclass, field
from enum import Enum

from app.usecases.customers import ListedCustomer
from ui.faults import Failed
from ui.screens.customers.form import CustomerField, TypedCustomer


class Work(Enum):
    """What is under way."""

    NONE = "none"
    SAVING = "saving"
    TAKING_PICTURE = "taking_picture"


class Said(Enum):
    """What the last step was answered with, when it did not fail."""

    NOTHING = "nothing"
    SAVED = "saved"
    SUPERVISOR_ONLY = "supervisor_only"
    NO_PICTURE = "no_picture"
    """The camera gives none."""


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A customer that is being added or changed."""

    number: int
    """Another one for each opened form: the fields are filled anew then, and never while somebody types."""
    began: TypedCustomer = field(repr=False)
    customer_id: str | None = None
    """None while the customer is not registered."""
    copy_kept: bool = False
    """A copy of the responsible person's document lies in the vault."""
    picture: bytes | None = field(default=None, repr=False)
    """The copy that was just photographed, as a JPEG; it is kept with the next save."""
    wrong: tuple[CustomerField, ...] = ()
    asks_reason: bool = False
    """The credit code's check character is wrong."""


@dataclass(frozen=True, slots=True)
class CustomersState:
    """``form`` None shows the list."""

    rows: tuple[ListedCustomer, ...] = ()
    may_save: bool = False
    """Somebody who may register customers is signed in."""
    chosen: str | None = None
    """The customer to stand on in the list."""
    form: OpenForm | None = None
    work: Work = Work.NONE
    said: Said = Said.NOTHING
    failure: Failed | None = None
