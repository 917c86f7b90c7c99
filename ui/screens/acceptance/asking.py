"""What is asked next: what Space says yes to, what a coded answer is wanted for, what a supervisor decides.

Pure functions over what the store last said.

Invariants:
- Space never says yes to something that is not the next open question, and to nothing at all when none is open.
"""

from app.domain.acceptance import OVERRIDABLE, Missing, Parcel, unanswered
from app.domain.identity.document import ReadingSource
from app.domain.policy import Policy
from app.domain.sender_rules import Choice
from app.usecases.edits import (
    AnswerCaution,
    ChooseRelation,
    ConfirmCloserLook,
    ConfirmDoubtfulFields,
    ConfirmGuardian,
    ConfirmSamePerson,
    ConfirmWaybillName,
    Edit,
    SayContentsDiffer,
)
from app.usecases.results import CounterView
from app.usecases.supervisor_words import ConfirmOpenDocument, OverrideObjection, Word
from app.usecases.waybill_name import names_of
from devices.documents.reading import DocumentReading, FieldName, PictureKind
from ui.screens.acceptance.state import About, Caution, Hint, Notice, Question, StandsAgainst, Unusual

_CONFIRMATIONS: dict[Missing, Edit] = {
    Missing.DOUBTFUL_FIELD: ConfirmDoubtfulFields(),
    Missing.SAME_PERSON: ConfirmSamePerson(),
    Missing.WAYBILL_NAME: ConfirmWaybillName(),
    Missing.GUARDIAN_PRESENT: ConfirmGuardian(),
    Missing.GUARDIAN_CONSENT: ConfirmGuardian(),
    Missing.CLOSER_LOOK: ConfirmCloserLook(),
}

_SAID: dict[type[Edit], Hint] = {
    ConfirmDoubtfulFields: Hint.FIELDS_CONFIRMED,
    ConfirmWaybillName: Hint.NAME_AGREES,
    ConfirmGuardian: Hint.GUARDIAN_TAKEN,
    ConfirmCloserLook: Hint.LOOKED_CLOSER,
}


def next_confirmation(view: CounterView) -> Edit | None:
    """What Space says yes to now, in the order in which things are asked."""
    missing = set(view.decision.missing)
    if Missing.GUARDIAN in missing:
        # nobody agrees for a guardian whose document is not there
        missing.discard(Missing.GUARDIAN_CONSENT)
    if Missing.PHOTO in missing:
        # nobody has looked closer at what was not opened
        missing.discard(Missing.CLOSER_LOOK)
    if view.parcel is None or view.parcel.waybill is None or not names_of(view.parcel):
        # nobody has read a name on a waybill that is not there, or that of people who are not known yet
        missing.discard(Missing.WAYBILL_NAME)
    return next((edit for need in Missing if need in missing and (edit := _CONFIRMATIONS.get(need)) is not None), None)


def said_of(confirmation: Edit) -> Hint | None:
    """What is said when a confirmation was taken; the same person needs no words, the lane shows it."""
    return _SAID.get(type(confirmation))


def next_question(view: CounterView, policy: Policy, *, held: bool = False) -> Question | None:
    """The coded answer that is wanted next: a relation, or the reason for something unusual.

    ``held``: a doubted picture waits, and why it is kept is asked first.
    """
    if held:
        return Question(policy.inspection.keep_photo_reasons, about=About.PHOTO)
    parcel, missing = view.parcel, view.decision.missing
    if parcel is None:
        return None
    if Missing.RELATION in missing and parcel.principal is not None:
        return Question(policy.senders.relations)
    open_cautions = unanswered(parcel)
    if open_cautions:
        rule = policy.senders.caution(open_cautions[0].value)
        return Question(rule.reasons, rule) if rule is not None else None
    return None


def difference_question(view: CounterView, policy: Policy) -> Question | None:
    """How the contents differ; nothing is asked where nothing was declared."""
    if view.parcel is None or view.parcel.inspection.item_category is None:
        return None
    return Question(policy.inspection.difference_notes, about=About.DIFFERENCE)


def answered(view: CounterView, question: Question, code: str) -> Edit | None:
    """The edit that gives this answer; None when the question has passed meanwhile."""
    if question.about is About.DIFFERENCE:
        return SayContentsDiffer(code)
    if question.subject is None:
        return ChooseRelation(code)
    waiting = {caution.value: caution for caution in unanswered(view.parcel)} if view.parcel is not None else {}
    caution = waiting.get(question.subject.code)
    return AnswerCaution(caution, code) if caution is not None else None


def for_supervisor(view: CounterView, policy: Policy) -> Question | None:
    """What a supervisor's word can settle now: with reasons for an objection, without for an open-class document."""
    objection = next((found for found in view.decision.objections if found in OVERRIDABLE), None)
    if objection is not None:
        return Question(policy.senders.override_reasons, objection=objection)
    if Missing.SUPERVISOR_WORD in view.decision.missing:
        return Question(())
    return None


def word_for(question: Question, reason: str) -> Word:
    """The word that a supervisor gives."""
    if question.objection is None:
        return ConfirmOpenDocument()
    return OverrideObjection(question.objection, reason)


def picked(choices: tuple[Choice, ...], character: str) -> Choice | None:
    """The choice with that key."""
    return next((choice for choice in choices if choice.key.upper() == character), None)


def is_awaited_back(reading: DocumentReading, parcel: Parcel | None) -> bool:
    """Whether it is the back of the card at the counter, whose front does not say how long it holds."""
    sender = parcel.sender if parcel is not None else None
    if sender is None or reading.kind is not PictureKind.CARD_BACK or FieldName.VALID_TO not in reading.fields:
        return False
    return sender.document.source is ReadingSource.OCR


def news(before: CounterView, now: CounterView, policy: Policy) -> Notice | None:
    """What newly speaks against the parcel, asks for a reason, or asks for a second look."""
    for objection in now.decision.objections:
        if objection not in before.decision.objections:
            return StandsAgainst(objection)
    known = before.parcel.noticed if before.parcel is not None else ()
    for caution in unanswered(now.parcel) if now.parcel is not None else ():
        rule = policy.senders.caution(caution.value)
        if caution not in known and rule is not None:
            return Unusual(rule)
    for warning in now.decision.warnings:
        if warning not in before.decision.warnings:
            return Caution(warning)
    return None
