"""What the repair page shows, and a fix while it is filled in.

Invariants:
- A fix lives on the page only: nothing is queued before it is sent.
- What is typed is read here into values; who may mend what, and whether a value can be right, is the product's word.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from app.domain.correction import FieldChange, MendableField, written
from app.domain.correction_rules import FieldCheck
from app.domain.masking import masked_address, masked_name, masked_number, masked_phone
from app.usecases.repair_results import OpenedRepair, RepairBoard, RepairEntry
from ui.faults import Failed


class RepairHint(Enum):
    """Simple answers."""

    CORRECTED = "corrected"
    PUT_BACK = "put_back"
    GIVEN_UP = "given_up"
    NOTHING_CHOSEN = "nothing_chosen"


@dataclass(frozen=True, slots=True)
class RepairDraft:
    """A fix, or (``opened`` None) a word to give the chosen entry up. ``wrong`` is the pointer of a refused field."""

    opened: OpenedRepair | None
    number: int
    """Another one for each draft: fields are filled when it changes."""
    wrong: str = ""
    asks_supervisor: bool = False

    @property
    def fields(self) -> tuple[MendableField, ...]:
        """What can be mended."""
        return self.opened.fields if self.opened is not None else ()


@dataclass(frozen=True, slots=True)
class RepairWords:
    """What was filled in: texts by pointer (untouched fields are not among them), a reason, and whose word it is."""

    texts: Mapping[str, str] = field(repr=False)
    reason: str
    supervisor: str
    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RepairPage:
    """The page."""

    board: RepairBoard | None = None
    chosen: str | None = None
    draft: RepairDraft | None = None
    said: RepairHint | Failed | None = None
    busy: bool = False

    @property
    def entry(self) -> RepairEntry | None:
        """The entry that is chosen."""
        entries = self.board.entries if self.board is not None else ()
        return next((entry for entry in entries if entry.identifier == self.chosen), None)


class UnreadableTextError(Exception):
    """A text is no value of its field; ``pointer`` names the field."""

    def __init__(self, pointer: str) -> None:
        super().__init__(pointer)
        self.pointer = pointer


def changes_of(draft: RepairDraft, texts: Mapping[str, str]) -> tuple[FieldChange, ...]:
    """The values that were typed. Raises UnreadableTextError."""
    rules = {one.pointer: one.rule for one in draft.fields}
    found: list[FieldChange] = []
    for pointer, text in texts.items():
        try:
            found.append(FieldChange(pointer, written(rules[pointer].check, text)))
        except ValueError as error:
            raise UnreadableTextError(pointer) from error
    return tuple(found)


def is_open_to_see(one: MendableField, draft: RepairDraft) -> bool:
    """Whether the field shows its value: of people only the one that was refused."""
    return not one.rule.personal or (draft.opened is not None and one.pointer == draft.opened.wrong)


def masked_value(one: MendableField) -> str:
    """What stands there, without the person."""
    text = "" if one.value is None else str(one.value)
    match one.rule.check:
        case FieldCheck.PHONE:
            return masked_phone(text)
        case FieldCheck.DOCUMENT_NUMBER | FieldCheck.CREDIT_CODE:
            return masked_number(text)
        case FieldCheck.NAME:
            return masked_name(text)
        case FieldCheck.DATE:
            return "*" * len(text)
        case _:
            return masked_address(text)
