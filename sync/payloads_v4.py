"""Schema version 4 of an acceptance: late entry (补录) from paper. Everything else is as in version 3.

Invariants:
- A late record has both times: ``accepted_at`` is the paper's, ``late.entered_at`` when it was typed in.
- What nobody can prove afterwards is named in ``late.unproven``, never left out silently; a picture of the paper form
  is always there.
"""

from typing import Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from sync.contract import Identifier, Sent
from sync.payloads_v2 import LETTER_CATEGORY, AcceptedFromPart
from sync.payloads_v3 import InspectionPartV3, PhotoRole, SeenFile
from sync.persons import RefusedRule

UnprovenCode = Literal["contents_photo", "sealed_photo", "live_picture", "document_read"]


class SeenFileV4(SeenFile):
    """A picture; ``paper_form`` shows the form on which the parcel was accepted, with what stands on it."""

    role: PhotoRole | Literal["paper_form"]  # type: ignore[assignment] # one role more


class LatePart(Sent):
    """How the parcel came onto paper, and who let it be typed in.

    ``ground``: an announced outage (``notice``) or a reported ``interruption`` covers the moment, and ``outage_id``
    names it; or nobody told of one, and the terminal wrote nothing around that moment (``silent``).
    """

    entered_at: AwareDatetime
    entered_by: Identifier
    form_number: str = Field(min_length=1, max_length=32)
    ground: Literal["notice", "interruption", "silent"]
    outage_id: Identifier | None = None
    terminal_worked: bool
    """The terminal wrote something around that moment although an outage was told of."""
    reason: Identifier
    supervisor: Identifier
    allowed_at: AwareDatetime
    unproven: list[UnprovenCode] = Field(default_factory=list, max_length=8)

    @model_validator(mode="after")
    def _names_its_outage(self) -> Self:
        if (self.outage_id is None) != (self.ground == "silent"):
            raise RefusedRule("outage_id", "an outage is named exactly where one was told of")
        return self


class AcceptancePayloadV4(AcceptedFromPart):
    """One parcel or letter that was accepted on paper and typed in afterwards; ``clerk`` accepted it on paper."""

    inspection: InspectionPartV3
    late: LatePart
    evidence: list[SeenFileV4] = Field(min_length=1)

    @model_validator(mode="after")
    def _shows_its_form(self) -> Self:
        roles = {file.role for file in self.evidence}
        if "paper_form" not in roles:
            raise RefusedRule("evidence", "a late entry shows its paper form")
        unproven = set(self.late.unproven)
        if self.sending != "letter" and ("contents" in roles) == ("contents_photo" in unproven):
            raise RefusedRule("unproven", "a missing picture of the contents is named, one that is there is not")
        return self

    @model_validator(mode="after")
    def _inspects_all_but_letters(self) -> Self:
        inspection = self.inspection
        if self.sending == "letter":
            if inspection.item_category != LETTER_CATEGORY or inspection.items:
                raise RefusedRule("item_category", "a letter is of the category letter, and has no items")
            if any(file.role == "contents" for file in self.evidence):
                raise RefusedRule("letter_contents", "no picture of what a letter says")
        elif inspection.inspector is None or inspection.inspected_at is None or inspection.finding is None:
            raise RefusedRule("inspector", "only a letter is not inspected")
        return self
