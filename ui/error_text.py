"""Every code of the house in the clerk's words: what happened and what it means, and what to do next.

Invariants:
- Every member of every enum in ``TABLES`` has words; a test asserts that none is missing and that all are translated.
- A text never shows a bare code, and never personal data.
- Keys are placeholders named after their :class:`~ui.keys.Action`, so that texts follow the key table. ``{detail}`` is
  what the error carried (a number of seconds, a kind).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from app.domain.acceptance import Missing, Objection
from app.domain.errors import DomainFault
from app.domain.handover import DoorStop
from app.domain.identity.credit_code import CreditCodeProblem
from app.domain.identity.document import DocumentProblem
from app.domain.identity.sender_code import SenderCodeFault
from app.domain.inspection import PhotoProblem
from app.domain.late_entry import LateProblem
from app.statistics_export import ExportFault
from app.storage.errors import StorageFault
from devices.documents.reading import CaptureHint, PictureProblem
from devices.errors import CardFault, DeviceFault
from sync.errors import SyncFault
from sync.link_test import LinkFinding
from sync.state import MessageState
from sync.words import BundleFault, PackFault, ProblemCode
from ui.faults import Unforeseen
from ui.fonts import FontProblem
from ui.keys import KeyTable
from ui.printing.problems import PrintProblem
from ui.texts import translate
from ui.wording import (
    counter,
    documents,
    handover,
    inspection,
    late_entry,
    link,
    machine,
    paper,
    province,
    repair,
    retention,
    statistics,
    stick,
)
from ui.wording.table import Table

CONTEXT = "errors"


@dataclass(frozen=True, slots=True)
class Wording:
    """``text`` says what happened and what it means, ``next_step`` what to do ("" when there is nothing to do)."""

    text: str
    next_step: str

    def __str__(self) -> str:
        if not self.next_step:
            return self.text
        return translate("errors", "{text}。{step}").format(text=self.text, step=self.next_step)


TABLES: Mapping[type[Enum], Table] = {
    LateProblem: late_entry.PROBLEM,
    DomainFault: {
        **counter.DOMAIN,
        **inspection.DOMAIN,
        **repair.DOMAIN,
        **retention.HOLDS,
        **statistics.STATISTICS,
        **paper.LABEL,
        **late_entry.DOMAIN,
    },
    ExportFault: statistics.EXPORT,
    StorageFault: machine.STORAGE,
    DeviceFault: machine.DEVICE,
    CardFault: machine.CARD,
    SyncFault: province.SYNC,
    ProblemCode: province.PROBLEM,
    PackFault: province.PACK,
    BundleFault: stick.BUNDLE,
    LinkFinding: link.FINDING,
    DoorStop: handover.DOOR,
    Missing: {**counter.MISSING, **inspection.MISSING, **late_entry.MISSING},
    Objection: {**counter.OBJECTION, **inspection.OBJECTION},
    PhotoProblem: inspection.PHOTO,
    DocumentProblem: documents.DOCUMENT,
    CreditCodeProblem: documents.CREDIT_CODE,
    SenderCodeFault: documents.SENDER_CODE,
    PictureProblem: documents.PICTURE,
    CaptureHint: documents.CAPTURE,
    MessageState: province.MESSAGE,
    Unforeseen: machine.UNFORESEEN,
    FontProblem: machine.FONT,
    PrintProblem: paper.PRINT,
}


class _Keys:
    """The keys that texts name."""

    in_force = KeyTable()


def use_keys(keys: KeyTable) -> None:
    """Name these keys in texts from now on. Once, as the program starts: what is shown already stays as it is."""
    _Keys.in_force = keys


def key_names(keys: KeyTable | None = None) -> dict[str, str]:
    """The keys by their action's name, to fill the placeholders of a text with; without a table those in force."""
    table = keys if keys is not None else _Keys.in_force
    return {action.value: table.label(action) for action in table.keys}


def words(code: Enum, detail: str = "", keys: KeyTable | None = None) -> Wording:
    """What to say about ``code``. Raises KeyError for an enum that is not in ``TABLES``: a bug."""
    text, next_step = TABLES[type(code)][code]
    names = key_names(keys)
    return Wording(
        translate(CONTEXT, text).format(detail=detail, **names),
        translate(CONTEXT, next_step).format(detail=detail, **names) if next_step else "",
    )


def outcome_words(outcome: str) -> Wording | None:
    """What to say about why a message has not arrived: a SyncFault value or a problem code; None for neither."""
    for enum in (SyncFault, ProblemCode):
        for code in enum:
            if code.value == outcome:
                return words(code)
    return None
