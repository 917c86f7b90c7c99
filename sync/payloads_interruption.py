"""What messages carry about interruptions of the flow of data (数据中断): schema version 1 of the kind.

Invariants:
- It goes in the priority lane, before the records that it tells about.
- Nobody who sends or receives is named; the words are a clerk's about an outage.
- No files come with it.
"""

from typing import Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from sync.contract import Digest, Identifier, Sent
from sync.payloads_v3 import SeenFile
from sync.persons import RefusedRule


class InterruptionPayload(Sent):
    """An advance notice, or a report (提前通知, 事先报告; regulation: see the policy pack's part ``interruption``).

    ``event``: ``planned`` and ``withdrawn`` for an outage that is announced (``interruption_id`` is then the notice's
    id); ``opened`` when the terminal noticed an interruption by itself, ``reported`` with a clerk's cause and measures,
    as often as more is known, ``closed`` when the data flow again and what waited has arrived.
    """

    interruption_id: Identifier
    event: Literal["planned", "withdrawn", "opened", "reported", "closed"]
    notice_id: Identifier | None = None
    """The notice that an interruption falls under; null where none was given."""
    cause: Identifier | None = None
    """By the policy pack's code; null in what is told before anybody knows."""
    scope: Literal["terminal", "outlet"]
    measures: list[Identifier] = Field(default_factory=list, max_length=32)
    """What the outlet does meanwhile, by code."""
    words: str = Field(default="", max_length=200, repr=False)
    signs: list[Identifier] = Field(default_factory=list, max_length=16)
    """What the terminal noticed, by code of the risk."""
    begins_at: AwareDatetime
    expected_end_at: AwareDatetime | None = None
    noticed_at: AwareDatetime | None = None
    restored_at: AwareDatetime | None = None
    """When the province answered again."""
    ended_at: AwareDatetime | None = None
    late_records: int | None = Field(default=None, ge=0)
    """Records from between beginning and end whose receipts came later than the pack allows."""
    waiting: int = Field(ge=0)
    """Messages that waited when this was told."""
    clerk: Identifier | None = None
    """Null for what the terminal told by itself."""
    at: AwareDatetime
    evidence: list[SeenFile] = Field(default_factory=list, max_length=0)
    policy_version: str
    policy_digest: Digest

    @model_validator(mode="after")
    def _says_what_its_event_needs(self) -> Self:
        planned = self.event in ("planned", "withdrawn")
        if planned and self.expected_end_at is None:
            raise RefusedRule("expected_end_at", "a planned outage has an expected end")
        if planned == (self.noticed_at is not None):
            raise RefusedRule("noticed_at", "an interruption was noticed, a planned outage was not")
        if self.event in ("planned", "withdrawn", "reported") and (self.cause is None or self.clerk is None):
            raise RefusedRule("cause", "a clerk's notice or report names its cause")
        if (self.ended_at is None) != (self.late_records is None):
            raise RefusedRule("late_records", "late records are counted at the end")
        if self.event == "closed" and self.ended_at is None:
            raise RefusedRule("ended_at", "what is closed has ended")
        if self.event == "planned" and self.expected_end_at is not None and self.expected_end_at <= self.begins_at:
            raise RefusedRule("expected_end_at", "an outage ends after it began")
        return self
