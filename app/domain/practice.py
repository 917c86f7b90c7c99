"""Practice cases of training mode: a parcel in words and a picture, and what is right to do with it.

Invariants:
- What is right about goods is what the rules in force say (:func:`answer_of`), never a word of its own.
- A case names its place in the law by a code of the policy pack.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.acceptance import Decision
from app.domain.item_rules import NeedKind, Verdict
from app.domain.law import LegalReference
from app.domain.policy import Policy

MOST_ANSWERS = 4
"""Answers of one case: as many as a hand finds without looking."""


class Act(StrEnum):
    """What a clerk may do with the parcel of a case."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    INCIDENT = "incident"
    """Secure it and report it."""
    ASK_PAPER = "ask_paper"
    """Ask for a certificate."""
    LOOK_CLOSER = "look_closer"
    RETAKE = "retake"
    """Take the picture again."""


@dataclass(frozen=True, slots=True)
class PracticeAnswer:
    """One answer. ``reason`` is a refusal reason's code for REFUSE, else empty."""

    act: Act
    reason: str = ""


class Shot(StrEnum):
    """What the picture of a case shows."""

    OPEN_BOX = "open_box"
    SEALED = "sealed"


@dataclass(frozen=True, slots=True)
class CasePicture:
    """A drawn picture, the same for the same values. ``goods`` are kinds of drawn goods, for an opened box."""

    shot: Shot
    seed: int
    goods: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseWords:
    """What the sender says, what is seen, and why the right answer is right: in one language."""

    said: str
    seen: str
    why: str


@dataclass(frozen=True, slots=True)
class PracticeCase:
    """``right`` is one of ``answers``."""

    code: str
    words: CaseWords
    words_en: CaseWords
    picture: CasePicture | None
    answers: tuple[PracticeAnswer, ...]
    right: PracticeAnswer
    law: tuple[LegalReference, ...]


def answer_of(decision: Decision, policy: Policy) -> PracticeAnswer:
    """What the rules want done with goods of which they said ``decision``.

    A paper that is missing is asked for first: without it nothing else helps.
    """
    goods = decision.goods
    if goods.verdict is Verdict.INCIDENT:
        return PracticeAnswer(Act.INCIDENT)
    if goods.verdict is Verdict.REFUSE:
        return PracticeAnswer(Act.REFUSE, goods.reasons[0].refusal)
    named = (policy.refusal_of(objection.value) for objection in decision.objections)
    refusal = next((reason for reason in named if reason is not None), None)
    if refusal is not None:
        return PracticeAnswer(Act.REFUSE, refusal.code)
    needs = {need.kind for need in goods.needs}
    if needs & {NeedKind.PAPER, NeedKind.PAPER_PHOTO}:
        return PracticeAnswer(Act.ASK_PAPER)
    return PracticeAnswer(Act.LOOK_CLOSER if needs else Act.ACCEPT)


def law_of(kind: str, code: str, policy: Policy) -> tuple[LegalReference, ...] | None:
    """The places in the law of a rule, a hint, a prohibited category or a refusal; None when the pack lacks it."""
    match kind:
        case "rule":
            head = policy.item_rules.head(code)
            return head.references if head is not None else None
        case "hint":
            hint = policy.catalogue.hint(code)
            return (hint.reference,) if hint is not None else None
        case "category":
            return next((found.references for found in policy.catalogue.categories if found.code == code), None)
        case "refusal":
            reason = policy.refusal_reason(code)
            return reason.references if reason is not None else None
        case _:
            return None
