"""Schema version 3 of the payloads: an inspection that can be proven.

Invariants:
- The goods stand as the sender declared them (名称, 性质, 数量: the real-name article of 快递暂行条例), beside what was
  found.
- A screening says who did it with which machine, or that it is only due; it is never there by default.
- Every picture comes with what the terminal judged of it when it was taken, and the reason if it was kept anyway.
- Amounts are whole numbers: pieces, grams.
"""

from typing import Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from sync.contract import Digest, FileReference, Identifier, Sent
from sync.payloads_v2 import LETTER_CATEGORY, AcceptedFromPart, CheckedWaybillPart, Sending
from sync.persons import RefusedRule

PhotoRole = Literal["contents", "sealed_parcel", "paper", "scene"]


class SeenFile(FileReference):
    """A picture, and what the terminal knows of how it was taken.

    ``clock_offset_ms`` is how far the terminal's clock was off when last measured (positive: ahead). ``problems`` are
    codes; ``repeats`` names the earlier file that the picture looks like; ``kept_because`` is there exactly when the
    clerk kept a picture that had problems.
    """

    role: PhotoRole
    device: str = Field(default="", max_length=64)
    clock_offset_ms: int | None = None
    sharpness: int | None = Field(default=None, ge=0)
    brightness: int | None = Field(default=None, ge=0, le=255)
    problems: list[Identifier] = Field(default_factory=list, max_length=16)
    perceptual_hash: str = Field(default="", pattern=r"^([0-9a-f]{16})?$")
    repeats: Identifier | None = None
    kept_because: Identifier | None = None

    @model_validator(mode="after")
    def _keeps_bad_pictures_with_a_reason(self) -> Self:
        if bool(self.problems) != (self.kept_because is not None):
            raise RefusedRule("kept_because", "a picture with problems is kept with a reason, another without")
        return self


class PaperPart(Sent):
    """A certificate that came with the goods."""

    kind: Identifier
    number: str = Field(min_length=1, max_length=64)
    evidence_id: Identifier | None = None


class ItemPart(Sent):
    """One thing as declared. ``entry`` is the catalogue's code; ``named`` is false where only its nature was told.

    ``looks_like`` is the code of the entry whose name that of an unknown thing holds; ``looked_closer`` says that the
    clerk looked and found it is none.
    """

    name: str = Field(min_length=1, max_length=100)
    nature: Identifier
    named: bool
    entry: Identifier | None = None
    form: Identifier | None = None
    quantity: int = Field(ge=1, le=9999)
    unit: Identifier
    weight_g: int | None = Field(default=None, ge=1)
    papers: list[PaperPart] = Field(default_factory=list, max_length=16)
    looks_like: Identifier | None = None
    looked_closer: bool = False


class ScreeningPart(Sent):
    """A screening (过机安检). ``passed`` null: due at that place and not done yet."""

    place: Literal["here", "hub", "third_party"]
    machine: str = Field(max_length=64)
    inspector: str = Field(max_length=64)
    passed: bool | None
    recorded_by: Identifier
    recorded_at: AwareDatetime

    @model_validator(mode="after")
    def _names_who_screened(self) -> Self:
        if self.passed is not None and not (self.machine and self.inspector):
            raise RefusedRule("screening", "a screening names its machine and its inspector")
        return self


class PackagingPart(Sent):
    """What it is packed in (绿色包装)."""

    kind: Identifier
    reused: bool


class MarkPart(Sent):
    """The inspection mark (验视标识); its text can be verified with the terminal's key."""

    code: Identifier
    text: str = Field(max_length=400)


class InspectionPartV3(Sent):
    """The inspection of the contents (收寄验视), opened in the sender's presence and before sealing."""

    item_category: Identifier
    quantity: int = Field(ge=1, le=9999)
    items: list[ItemPart] = Field(default_factory=list, max_length=200)
    finding: Literal["matches"] | None = None
    """Only what matched may be accepted; null for a letter."""
    inspector: Identifier | None = None
    inspected_at: AwareDatetime | None = None
    sealed_at: AwareDatetime | None = None
    """After ``inspected_at``, unless the terminal's clock was set back in between: each picture tells its clock."""
    found_by: Identifier | None = None
    """Who sealed it, and thereby said that the contents match."""
    found_at: AwareDatetime | None = None
    mark: MarkPart | None = None
    transport: Literal["road", "air", "high_speed_rail"]
    destination: Literal["domestic", "hk_mo_tw", "international"]
    journey_told: bool = False
    """A clerk said how it travels; else it is the counter's usual way, or what the waybill's number says."""
    screening: ScreeningPart | None = None
    packaging: PackagingPart | None = None
    weight_g: int | None = Field(default=None, ge=1)


class AcceptancePayloadV3(AcceptedFromPart):
    """One parcel or letter taken in. ``evidence`` is empty only for a letter."""

    inspection: InspectionPartV3
    evidence: list[SeenFile] = Field(default_factory=list)

    @model_validator(mode="after")
    def _inspects_all_but_letters(self) -> Self:
        inspection = self.inspection
        if self.sending == "letter":
            if inspection.item_category != LETTER_CATEGORY or inspection.items:
                raise RefusedRule("item_category", "a letter is of the category letter, and has no items")
            if any(file.role == "contents" for file in self.evidence):
                raise RefusedRule("letter_contents", "no picture of what a letter says")
            return self
        if not any(file.role == "contents" for file in self.evidence):
            raise RefusedRule("evidence", "only a letter needs no picture of its contents")
        if inspection.inspector is None or inspection.inspected_at is None or inspection.finding is None:
            raise RefusedRule("inspector", "only a letter is not inspected")
        return self


class RefusalPayloadV3(Sent):
    """One parcel turned away, with a coded reason. Nothing in it is about a person."""

    refusal_id: Identifier
    reason: Identifier
    sending: Sending
    stage: Identifier | None = None
    objections: list[Identifier] = Field(default_factory=list, max_length=64)
    """What stood against it when it was refused, by code."""
    waybill: CheckedWaybillPart | None = None
    item_category: str | None = Field(default=None, min_length=1, max_length=32)
    items: list[ItemPart] = Field(default_factory=list, max_length=200)
    goods_reasons: list[Identifier] = Field(default_factory=list, max_length=64)
    """The rules about goods that refused it, by code."""
    difference: Identifier | None = None
    """How the contents differed from what was declared."""
    clerk: Identifier
    refused_at: AwareDatetime
    evidence: list[SeenFile] = Field(default_factory=list)
    policy_version: str
    policy_digest: Digest
