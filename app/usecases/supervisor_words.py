"""What a supervisor may say at a clerk's counter, and who says it: values that the screen fills in."""

from dataclasses import dataclass, field
from typing import TypeAlias

from app.domain.acceptance import Objection


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who gives the word."""

    number: str
    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OverrideObjection:
    """The parcel may go on although this stands against it."""

    objection: Objection
    reason: str


@dataclass(frozen=True, slots=True)
class ConfirmOpenDocument:
    """A document of the open class is a valid one."""


Word: TypeAlias = OverrideObjection | ConfirmOpenDocument
