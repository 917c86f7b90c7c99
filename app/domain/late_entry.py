"""Late entry (补录): a parcel that was accepted on paper while the PC was down, typed in afterwards.

Invariants:
- A late entry has both times: accepted on paper, and typed in. It is never taken for a record of the moment.
- It falls into an outage that was told of, or into a time in which this terminal shows no sign of life.
- The rules ask the same as at the counter. What nobody can prove afterwards is named in the record, not left out of it;
  a picture of the paper form stands in for the pictures that could not be taken.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.clerk import ClerkNumber
from app.domain.identity.document import ReadingSource
from app.domain.identity.sender import Sender
from app.domain.inspection import Inspection, PhotoRole
from app.domain.law import LegalReference, reference_from
from app.domain.pack_values import Entry, entries, number, part_of
from app.domain.sender_rules import Choice, choices_from, find

MAX_FORM_NUMBER = 32
"""Characters of a paper form's number."""


class LateGround(StrEnum):
    """Why the PC could not be used at that moment."""

    NOTICE = "notice"
    """A planned outage that was announced covers it."""
    INTERRUPTION = "interruption"
    """An interruption that was reported, or noticed by the terminal, covers it."""
    SILENT = "silent"
    """Nobody told of it; the terminal wrote nothing around that moment."""


class Unproven(StrEnum):
    """What a record typed in from paper does not prove by itself."""

    CONTENTS_PHOTO = "contents_photo"
    SEALED_PHOTO = "sealed_photo"
    LIVE_PICTURE = "live_picture"
    """No picture of the person: the comparison (人证一致) stands on the paper form alone."""
    DOCUMENT_READ = "document_read"
    """The document was copied by hand, not read by a machine."""


@dataclass(frozen=True, slots=True)
class LateEntry:
    """How a parcel came onto paper, and who allowed that it is typed in.

    ``outage_id`` is the notice or interruption of ``ground``; None for a silent terminal. ``terminal_worked`` says that
    the terminal wrote something around that moment although an outage was told of: the province may ask why.
    """

    accepted_at: datetime
    accepted_by: ClerkNumber
    form_number: str
    ground: LateGround
    outage_id: str | None
    terminal_worked: bool
    reason: str
    """A code of the policy pack."""
    supervisor: ClerkNumber
    allowed_at: datetime


@dataclass(frozen=True, slots=True)
class PaperForm:
    """What is copied from the head of a paper form. ``reason`` is a code of the policy pack."""

    accepted_at: datetime
    accepted_by: ClerkNumber
    form_number: str
    reason: str


@dataclass(frozen=True, slots=True)
class Silence:
    """The signs of life around a moment: the last before it and the first after it; None where there is none."""

    before: datetime | None
    after: datetime | None

    def lasts(self, moment: datetime, now: datetime) -> timedelta:
        """How long the terminal wrote nothing; without anything before, the silence reaches back beyond counting."""
        if self.before is None:
            return timedelta.max
        return (self.after or max(moment, now)) - self.before


@dataclass(frozen=True, slots=True)
class LateEntryRules:
    """The pack's words on late entry, in its part ``interruption``.

    A paper form older than ``longest`` is not typed in any more. A terminal was silent when it wrote nothing for
    ``silence`` around the moment.
    """

    longest: timedelta
    silence: timedelta
    reasons: tuple[Choice, ...]
    references: tuple[LegalReference, ...]


class LateProblem(StrEnum):
    """Why a paper form is not typed in; the values name the field, or what is wrong with the time."""

    FUTURE = "future"
    TOO_OLD = "too_old"
    OUTSIDE = "outside"
    """No outage covers the moment, and the terminal was at work."""
    FORM_NUMBER = "form_number"
    FORM_USED = "form_used"
    ACCEPTED_BY = "accepted_by"
    REASON = "reason"
    COUNTER_BUSY = "counter_busy"
    """A parcel lies at the counter: it is finished or put aside first."""
    NOT_REFUSED = "not_refused"
    """What was accepted on paper cannot be turned away any more."""
    NOT_THERE = "not_there"
    """Nobody stands at the counter of whom a picture could prove anything."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What was told about the moment: the announced outage's id, and the interruption's."""

    notice_id: str | None = None
    interruption_id: str | None = None
    silence: Silence = field(default_factory=lambda: Silence(None, None))


def paper_problem(paper: PaperForm, rules: LateEntryRules, now: datetime) -> LateProblem | None:
    """The first thing that cannot be right about the paper itself."""
    if paper.accepted_at > now:
        return LateProblem.FUTURE
    if now - paper.accepted_at > rules.longest:
        return LateProblem.TOO_OLD
    text = paper.form_number
    if not (1 <= len(text) <= MAX_FORM_NUMBER and text.isprintable() and text == text.strip()):
        return LateProblem.FORM_NUMBER
    return LateProblem.REASON if find(rules.reasons, paper.reason) is None else None


def ground_of(cover: Cover, moment: datetime, rules: LateEntryRules, now: datetime) -> LateGround | None:
    """Why the PC could not be used; None when nothing says that it could not."""
    if cover.notice_id is not None:
        return LateGround.NOTICE
    if cover.interruption_id is not None:
        return LateGround.INTERRUPTION
    return LateGround.SILENT if was_silent(cover, moment, rules, now) else None


def was_silent(cover: Cover, moment: datetime, rules: LateEntryRules, now: datetime) -> bool:
    """Whether the terminal wrote nothing around that moment for as long as the rules ask."""
    return cover.silence.lasts(moment, now) >= rules.silence


def unproven(sender: Sender | None, inspection: Inspection, *, opened: bool) -> tuple[Unproven, ...]:
    """What the record does not prove by itself. ``opened`` is false for a letter, which nobody opens."""
    found = {
        Unproven.CONTENTS_PHOTO: opened and not inspection.photos_of(PhotoRole.CONTENTS),
        Unproven.SEALED_PHOTO: opened and not inspection.photos_of(PhotoRole.SEALED_PARCEL),
        Unproven.LIVE_PICTURE: sender is not None,
        Unproven.DOCUMENT_READ: sender is not None and sender.document.source is ReadingSource.TYPED,
    }
    return tuple(code for code, missing in found.items() if missing)


def late_entry_rules_from(part: Entry) -> LateEntryRules:
    """Read ``late_entry`` of the parsed ``interruption.json``. Raises KeyError, TypeError, ValueError."""
    entry = part_of(part, "late_entry")
    rules = LateEntryRules(
        longest=timedelta(days=number(entry, "longest_days")),
        silence=timedelta(minutes=number(entry, "silence_minutes")),
        reasons=choices_from(entry, "reasons"),
        references=tuple(reference_from(reference) for reference in entries(entry, "references")),
    )
    if not rules.reasons or rules.longest <= timedelta(0) or rules.silence <= timedelta(0):
        raise ValueError("late_entry")
    return rules
