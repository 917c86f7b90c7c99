"""Reads the practice cases and keeps those that the rules in force still answer as they are written.

Invariants:
- Every case with goods is put to the rules themselves. A case that other rules would answer differently, or that names
  what the pack does not have, is left out: practice never teaches what no longer holds.
- Nothing of a case reaches the store or the province.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.description import DescriptionError, GoodsDescription, SenderDescription, described_parcel
from app.domain.acceptance import decide
from app.domain.policy import Policy
from app.domain.practice import (
    MOST_ANSWERS,
    Act,
    CasePicture,
    CaseWords,
    PracticeAnswer,
    PracticeCase,
    Shot,
    answer_of,
    law_of,
)
from app.paths import RESOURCES

CASES: Final = RESOURCES / "practice" / "cases.json"

_WAYBILL: Final = "YT0000000000000"
_NOBODY: Final = SenderDescription()


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Answer(_Written):
    act: Act
    reason: str = ""


class _Picture(_Written):
    shot: Shot
    seed: int
    goods: tuple[str, ...] = ()


class _Law(_Written):
    kind: Literal["rule", "hint", "category", "refusal"]
    code: str


class WrittenCase(_Written):
    """A case as the file has it. ``goods`` as ``assess`` takes them; None where the case is about something else."""

    code: str = Field(pattern=r"^[a-z0-9_]+$")
    said: str = Field(min_length=1)
    said_en: str = Field(min_length=1)
    seen: str = Field(min_length=1)
    seen_en: str = Field(min_length=1)
    why: str = Field(min_length=1)
    why_en: str = Field(min_length=1)
    picture: _Picture | None = None
    goods: GoodsDescription | None = None
    answers: tuple[_Answer, ...] = Field(min_length=2, max_length=MOST_ANSWERS)
    right: _Answer
    law: _Law


class WrittenCases(_Written):
    """The whole file."""

    version: str
    source: str = Field(min_length=1)
    cases: tuple[WrittenCase, ...]


def written_cases(path: Path = CASES) -> WrittenCases:
    """The file with types. Raises OSError, and pydantic's ValidationError: it comes with the program."""
    return WrittenCases.model_validate_json(path.read_bytes())


def cases_that_hold(written: WrittenCases, policy: Policy, today: date) -> tuple[PracticeCase, ...]:
    """The cases that the rules in ``policy`` answer as they are written, in the file's order."""
    return tuple(_holding(written, policy, today))


def _holding(written: WrittenCases, policy: Policy, today: date) -> Iterator[PracticeCase]:
    for case in written.cases:
        made = _case(case, policy)
        if made is not None and made.right == _ruled(case, made.right, policy, today):
            yield made


def _ruled(case: WrittenCase, otherwise: PracticeAnswer, policy: Policy, today: date) -> PracticeAnswer | None:
    """What the rules say of the case's goods; ``otherwise`` where it has none, None where the pack lacks a code."""
    if case.goods is None:
        return otherwise
    now = datetime.combine(today, datetime.min.time(), UTC)
    try:
        parcel = described_parcel(_WAYBILL, _NOBODY, case.goods, policy, now=now, today=today)
    except DescriptionError:
        return None
    return answer_of(decide(parcel, policy, today), policy)


def _case(case: WrittenCase, policy: Policy) -> PracticeCase | None:
    law = law_of(case.law.kind, case.law.code, policy)
    answers = tuple(PracticeAnswer(answer.act, answer.reason) for answer in case.answers)
    known = all(policy.refusal_reason(answer.reason) is not None for answer in answers if answer.act is Act.REFUSE)
    if law is None or not known:
        return None
    picture = case.picture
    return PracticeCase(
        code=case.code,
        words=CaseWords(case.said, case.seen, case.why),
        words_en=CaseWords(case.said_en, case.seen_en, case.why_en),
        picture=CasePicture(picture.shot, picture.seed, picture.goods) if picture is not None else None,
        answers=answers,
        right=PracticeAnswer(case.right.act, case.right.reason),
        law=law,
    )
