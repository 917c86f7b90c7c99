"""A parcel described in JSON, for ``assess``: read with types, and turned into what the rules judge.

Invariants:
- Unknown members, wrong types, and codes that the pack does not have are refused, so that a typo never makes a parcel
  look acceptable.
- A broken description is told by its member's place, never by its value, which may be personal data.
"""

from datetime import UTC, date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.domain.acceptance import Parcel
from app.domain.clerk import ClerkNumber
from app.domain.goods import DeclaredItem, Destination, Form, Journey, Paper, TransportMode
from app.domain.identity.document import DocumentType, IdentityDocument, ReadingSource, Sex
from app.domain.identity.sender import SamePerson, Sender
from app.domain.inspection import (
    MAX_QUANTITY,
    MAX_WEIGHT_G,
    Finding,
    Found,
    Inspection,
    Photo,
    PhotoRole,
    Screening,
    ScreeningPlace,
)
from app.domain.item_rules import DailyRule
from app.domain.policy import Policy
from app.domain.sending import NameCheck, Sending, WaybillName
from app.domain.waybill import Waybill, normalised, recognise
from app.identity_numbers import check_number, normalised_number, reading_problems
from app.person_names import names_agree

_CLERK = ClerkNumber("0000")


class DescriptionError(Exception):
    """The JSON is no description; ``where`` names the member, and never its value."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


class _Described(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, strict=True)


class PaperDescription(_Described):
    """A certificate. ``kind`` is a code of the pack's ``papers``; ``photo`` says whether it was photographed."""

    kind: str
    number: str = Field(default="", repr=False)
    photo: bool = False


class ItemDescription(_Described):
    """One thing. ``name`` is looked up in the catalogue, by name or synonym; ``nature`` is an item category's code.

    Without ``name`` only the nature was told. ``unit`` is a code of the pack's ``units``, ``weight_g`` the whole line's
    weight; ``looked_closer`` says that the clerk has followed the catalogue's hint.
    """

    name: str = ""
    nature: str = "other"
    quantity: int = Field(default=1, ge=1, le=MAX_QUANTITY)
    unit: str = "piece"
    form: Form | None = None
    weight_g: int | None = Field(default=None, ge=1, le=MAX_WEIGHT_G)
    papers: list[PaperDescription] = Field(default_factory=list)
    looked_closer: bool = False


class GoodsDescription(_Described):
    """``--item FILE``: what is in the parcel, how it travels, what was done with it. Only a letter has no ``items``.

    ``used_today``: parcels that the sender has sent today, by the code of a rule that counts them. ``screened``:
    passed, not passed, or null for not recorded. ``photographed`` and ``sealed``: the pictures are there, as they are
    unless something else is told. ``matches``: what was found on opening.
    """

    items: list[ItemDescription] = Field(default_factory=list)
    transport: TransportMode = TransportMode.ROAD
    destination: Destination = Destination.DOMESTIC
    screened: bool | None = None
    used_today: dict[str, Annotated[int, Field(ge=0)]] = Field(default_factory=dict)
    photographed: bool = True
    sealed: bool = True
    matches: bool = True


class SenderDescription(_Described):
    """``--sender FILE``: who sends, with the document. Dates are ISO 8601; without ``valid_to`` the card is open-ended.

    ``same_person``: the clerk has compared document and person. ``waybill_name``: the sender's name on the waybill.
    ``other_kind`` names the document within the type "other", ``supervisor`` says that one has allowed it.
    """

    sending: Literal["person", "letter"] = "person"
    document_type: DocumentType = DocumentType.RESIDENT_CARD
    other_kind: str | None = None
    document_number: str = Field(default="", repr=False)
    name: str = Field(default="", repr=False)
    sex: Sex = Sex.UNKNOWN
    source: ReadingSource = ReadingSource.CHIP
    birth_date: date | None = Field(default=None, repr=False)
    valid_from: date | None = None
    valid_to: date | None = None
    phone: str | None = Field(default=None, repr=False)
    same_person: bool = False
    supervisor: bool = False
    waybill_name: str | None = Field(default=None, repr=False)


def goods_from_json(content: bytes) -> GoodsDescription:
    """Raises DescriptionError."""
    try:
        return GoodsDescription.model_validate_json(content)
    except ValidationError as error:
        raise DescriptionError(_place(error)) from None


def sender_from_json(content: bytes) -> SenderDescription:
    """Raises DescriptionError."""
    try:
        return SenderDescription.model_validate_json(content)
    except ValidationError as error:
        raise DescriptionError(_place(error)) from None


def described_parcel(
    number: str,
    sender: SenderDescription,
    goods: GoodsDescription,
    policy: Policy,
    *,
    now: datetime,
    today: date,
) -> Parcel:
    """The parcel that the description tells of.

    Raises DescriptionError for a code that the pack lacks, for a letter that names items, and for anything else that
    names none.
    """
    sending = Sending(sender.sending)
    if sending is Sending.LETTER:
        _require(not goods.items, "items (nothing is declared of a letter)")
    else:
        _require(bool(goods.items), "items (missing)")
    waybill_number = normalised(number)
    found = recognise(waybill_number, policy.carrier_patterns)
    compared = None
    if sender.waybill_name is not None:
        agrees = names_agree(sender.waybill_name, sender.name)
        compared = WaybillName(NameCheck.TYPED, agrees, now, sender.waybill_name, _CLERK)
    return Parcel(
        parcel_id="described",
        opened_by=_CLERK,
        opened_at=now,
        waybill=Waybill(waybill_number, found[0].carrier if found else None),
        sender=_sender(sender, policy, now, today),
        inspection=_inspection(goods, policy, now),
        sending=sending,
        waybill_name=compared,
    )


def _sender(told: SenderDescription, policy: Policy, now: datetime, today: date) -> Sender | None:
    if not told.document_number:
        return None
    number = normalised_number(told.document_number)
    check = check_number(policy, told.document_type, number, today, told.other_kind)
    document = IdentityDocument(
        document_type=told.document_type,
        number=number,
        name=told.name,
        sex=check.sex or told.sex,
        birth_date=told.birth_date or check.birth_date,
        address="",
        valid_from=told.valid_from,
        valid_to=told.valid_to,
        source=told.source,
        read_at=now,
        problems=reading_problems(policy, check, told.birth_date, told.sex, today),
        other_kind=told.other_kind,
        supervisor=_CLERK if told.supervisor else None,
    )
    return Sender(document, told.phone, SamePerson(_CLERK, now) if told.same_person else None)


def _inspection(told: GoodsDescription, policy: Policy, now: datetime) -> Inspection:
    for code in told.used_today:
        _require(isinstance(policy.item_rules.by_code.get(code), DailyRule), f"used_today.{code}")
    journey = Journey(told.transport, told.destination)
    screening = None
    if told.screened is not None:
        screening = Screening(ScreeningPlace.HERE, "described", "described", told.screened, _CLERK, now)
    if not told.items:
        return Inspection(journey=journey, screening=screening)  # a letter, which nobody opens
    items = tuple(_item(item, f"items[{place}]", policy) for place, item in enumerate(told.items))
    photos = [_photo(PhotoRole.CONTENTS, now)] if told.photographed else []
    photos += [_photo(PhotoRole.SEALED_PARCEL, now)] if told.sealed else []
    return Inspection(
        item_category=items[0].nature,
        photos=tuple(photos),
        inspected_by=_CLERK,
        items=items,
        found=Found(Finding.MATCHES if told.matches else Finding.DIFFERS, _CLERK, now),
        journey=journey,
        screening=screening,
        used_today=tuple(sorted(told.used_today.items())),
    )


def _item(told: ItemDescription, where: str, policy: Policy) -> DeclaredItem:
    entry = policy.catalogue.named(told.name)
    _require(policy.category(told.nature) is not None, f"{where}.nature")
    _require(policy.item_rules.unit(told.unit) is not None, f"{where}.unit")
    for place, paper in enumerate(told.papers):
        _require(policy.item_rules.paper(paper.kind) is not None, f"{where}.papers[{place}].kind")
    nature = entry.nature if entry is not None and entry.nature is not None else told.nature
    return DeclaredItem(
        name=told.name or nature,
        nature=nature,
        quantity=told.quantity,
        entry=entry.code if entry is not None else None,
        form=told.form,
        unit=told.unit,
        weight_g=told.weight_g,
        papers=tuple(Paper(paper.kind, paper.number, "described" if paper.photo else None) for paper in told.papers),
        unnamed=not told.name,
        looked_closer=told.looked_closer,
    )


def _require(known: bool, where: str) -> None:
    if not known:
        raise DescriptionError(where)


def _photo(role: PhotoRole, now: datetime) -> Photo:
    return Photo(role.value, role, "", 0, "image/jpeg", now.astimezone(UTC))


def _place(error: ValidationError) -> str:
    first = error.errors(include_input=False, include_url=False, include_context=False)[0]
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in first["loc"]).lstrip(".")
    return f"{path or 'the file'} ({first['type']})"
