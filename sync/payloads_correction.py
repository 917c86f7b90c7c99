"""What messages carry to mend a record that the province returned (更正): schema version 1 of the kind.

Invariants:
- The record that was returned is named by its place in the terminal's chain, so that the chain has no gap once the
  correction is received; its captured payload stays at the outlet.
- ``payload`` is the whole mended payload, under the model of the original's kind and version.
- A changed value that is personal is not repeated: its digest proves it, should the outlet be asked to show it.
- No files come with it; those of the original follow under the original's name.
"""

from typing import Final, Self

from pydantic import AwareDatetime, Field, model_validator

from sync.contract import ClockReading, Digest, Identifier, Parsed, Sent
from sync.payloads_v3 import SeenFile
from sync.persons import RefusedRule
from sync.words import Kind

MAX_EARLIER: Final = 32
"""Returned corrections of one record that the next one names."""
MAX_CHANGES: Final = 64
MAX_VERSION: Final = 999
"""Of a kind's schema: the province keeps it as a number of its own even where it knows no such model."""


class ChainPart(Sent):
    """A message of the same terminal, as its envelope was frozen."""

    message_id: Identifier
    kind: Kind
    schema_version: int = Field(ge=1, le=MAX_VERSION)
    sequence: int = Field(ge=1)
    occurred_at: AwareDatetime
    clock: ClockReading
    previous_digest: Digest
    digest: Digest


class ChangedFieldPart(Sent):
    """One mended field; its new value stands in ``payload``. With an ``old_digest`` the old value is not repeated.

    ``old_digest`` is SHA-256 over the RFC 8785 form of ``{"pointer", "salt", "value"}``; the salt stays at the outlet
    and keeps anybody from guessing the value.
    """

    pointer: str = Field(min_length=2, max_length=128, pattern=r"^(/[^/~]+)+$")
    old: str | int | None = Field(default=None, repr=False)
    old_digest: Digest | None = None

    @model_validator(mode="after")
    def _repeats_nothing_that_is_proven(self) -> Self:
        if self.old is not None and self.old_digest is not None:
            raise RefusedRule("old", "an old value is told, or proven by its digest")
        return self


class CorrectionPayload(Sent):
    """A mended record. ``earlier`` are corrections of the same record that were returned, too, oldest first."""

    original: ChainPart
    earlier: list[ChainPart] = Field(default_factory=list, max_length=MAX_EARLIER)
    payload: dict[str, Parsed] = Field(repr=False)
    changes: list[ChangedFieldPart] = Field(min_length=1, max_length=MAX_CHANGES)
    reason: Identifier
    """By the policy pack's code."""
    clerk: Identifier
    supervisor: Identifier | None = None
    """Whose word allowed to mend who somebody is."""
    at: AwareDatetime
    evidence: list[SeenFile] = Field(default_factory=list, max_length=0)
    policy_version: str
    policy_digest: Digest

    @model_validator(mode="after")
    def _names_what_it_mends(self) -> Self:
        if self.original.kind is Kind.CORRECTION:
            raise RefusedRule("original", "a correction is about a record, never about a correction")
        if any(part.kind is not Kind.CORRECTION for part in self.earlier):
            raise RefusedRule("earlier", "what it replaces are corrections")
        links = [self.original, *self.earlier]
        if len({part.message_id for part in links}) != len(links):
            raise RefusedRule("earlier", "each message is named once")
        return self

    @model_validator(mode="after")
    def _tells_each_field_once(self) -> Self:
        pointers = [change.pointer for change in self.changes]
        if len(set(pointers)) != len(pointers):
            raise RefusedRule("changes", "each field is told once")
        for pointer in pointers:
            if not _is_there(self.payload, pointer):
                raise RefusedRule("pointer", "a changed field stands in the payload")
        return self


def _is_there(payload: dict[str, Parsed], pointer: str) -> bool:
    found: object = payload
    for part in pointer.split("/")[1:]:
        if isinstance(found, dict) and part in found:
            found = found[part]
        elif isinstance(found, list) and part.isdecimal() and int(part) < len(found):
            found = found[int(part)]
        else:
            return False
    return True
