"""Inspections as versioned JSON members, for the column ``snapshot`` of a parcel.

Invariants:
- What version 3 of the snapshot added is optional to read: an inspection of version 1 or 2 has none of it.
"""

from app.domain.clerk import ClerkNumber
from app.domain.goods import DeclaredItem, Destination, Form, Journey, Paper, TransportMode
from app.domain.inspection import (
    Finding,
    Found,
    Inspection,
    Packaging,
    Photo,
    PhotoJudgement,
    PhotoProblem,
    PhotoRole,
    Screening,
    ScreeningPlace,
)
from app.storage.members import Members


def inspection_members(inspection: Inspection) -> dict[str, object]:
    """The inspection as JSON members."""
    return {
        "item_category": inspection.item_category,
        "quantity": inspection.quantity,
        "photos": [photo_members(photo) for photo in inspection.photos],
        "inspected_by": inspection.inspected_by,
        "items": [_item_members(item) for item in inspection.items],
        "found": inspection.found and _found_members(inspection.found),
        "look_again": int(inspection.look_again),
        "transport": inspection.journey.transport,
        "destination": inspection.journey.destination,
        "journey_told": int(inspection.journey_told),
        "screening": inspection.screening and _screening_members(inspection.screening),
        "packaging": inspection.packaging
        and {"kind": inspection.packaging.kind, "reused": int(inspection.packaging.reused)},
        "weight_g": inspection.weight_g,
        "used_today": [{"rule": rule, "parcels": parcels} for rule, parcels in inspection.used_today],
    }


def inspection_from(members: Members) -> Inspection:
    """The inspection of a snapshot's members. Raises KeyError, TypeError, ValueError."""
    early = Inspection(
        item_category=members.optional_text("item_category"),
        quantity=members.integer("quantity"),
        photos=tuple(photo_from(photo) for photo in members.objects("photos")),
        inspected_by=members.optional_text("inspected_by"),
    )
    if not members.has("items"):
        return early
    found, screening, packaging = (members.optional(name) for name in ("found", "screening", "packaging"))
    return Inspection(
        item_category=early.item_category,
        quantity=early.quantity,
        photos=early.photos,
        inspected_by=early.inspected_by,
        items=tuple(_item(item) for item in members.objects("items")),
        found=None if found is None else _found(found),
        look_again=bool(members.integer("look_again")),
        journey=Journey(TransportMode(members.text("transport")), Destination(members.text("destination"))),
        journey_told=bool(members.integer("journey_told")),
        screening=None if screening is None else _screening(screening),
        packaging=None if packaging is None else Packaging(packaging.text("kind"), bool(packaging.integer("reused"))),
        weight_g=members.optional_integer("weight_g"),
        used_today=tuple((used.text("rule"), used.integer("parcels")) for used in members.objects("used_today")),
    )


def photo_members(photo: Photo) -> dict[str, object]:
    """A picture as JSON members."""
    return {
        "evidence_id": photo.evidence_id,
        "role": photo.role,
        "sha256": photo.sha256,
        "size": photo.size,
        "media_type": photo.media_type,
        "taken_at": photo.taken_at.isoformat(),
        "device": photo.device,
        "clock_offset_ms": photo.clock_offset_ms,
        "judgement": photo.judgement and _judgement_members(photo.judgement),
    }


def _judgement_members(judgement: PhotoJudgement) -> dict[str, object]:
    return {
        "sharpness": judgement.sharpness,
        "brightness": judgement.brightness,
        "problems": judgement.problems,
        "perceptual_hash": judgement.perceptual_hash,
        "repeats": judgement.repeats,
        "kept_because": judgement.kept_because,
    }


def photo_from(members: Members) -> Photo:
    """The picture of its members. Raises KeyError, TypeError, ValueError."""
    later = members.has("judgement")
    judgement = members.optional("judgement") if later else None
    return Photo(
        evidence_id=members.text("evidence_id"),
        role=PhotoRole(members.text("role")),
        sha256=members.text("sha256"),
        size=members.integer("size"),
        media_type=members.text("media_type"),
        taken_at=members.moment("taken_at"),
        device=members.text("device") if later else "",
        clock_offset_ms=members.optional_integer("clock_offset_ms") if later else None,
        judgement=None if judgement is None else _judgement(judgement),
    )


def _judgement(members: Members) -> PhotoJudgement:
    return PhotoJudgement(
        sharpness=members.integer("sharpness"),
        brightness=members.integer("brightness"),
        problems=tuple(PhotoProblem(problem) for problem in members.texts("problems")),
        perceptual_hash=members.text("perceptual_hash"),
        repeats=members.optional_text("repeats"),
        kept_because=members.optional_text("kept_because"),
    )


def _item_members(item: DeclaredItem) -> dict[str, object]:
    return {
        "name": item.name,
        "nature": item.nature,
        "quantity": item.quantity,
        "entry": item.entry,
        "form": item.form,
        "unit": item.unit,
        "weight_g": item.weight_g,
        "papers": [{"kind": paper.kind, "number": paper.number, "photo": paper.photo} for paper in item.papers],
        "unnamed": int(item.unnamed),
        "looked_closer": int(item.looked_closer),
    }


def _item(members: Members) -> DeclaredItem:
    form = members.optional_text("form")
    return DeclaredItem(
        name=members.text("name"),
        nature=members.text("nature"),
        quantity=members.integer("quantity"),
        entry=members.optional_text("entry"),
        form=None if form is None else Form(form),
        unit=members.text("unit"),
        weight_g=members.optional_integer("weight_g"),
        papers=tuple(
            Paper(paper.text("kind"), paper.text("number"), paper.optional_text("photo"))
            for paper in members.objects("papers")
        ),
        unnamed=bool(members.integer("unnamed")),
        looked_closer=bool(members.integer("looked_closer")),
    )


def _found_members(found: Found) -> dict[str, object]:
    return {"finding": found.finding, "clerk": found.clerk, "at": found.at.isoformat(), "note": found.note}


def _found(members: Members) -> Found:
    return Found(
        Finding(members.text("finding")),
        ClerkNumber(members.text("clerk")),
        members.moment("at"),
        members.text("note"),
    )


def _screening_members(screening: Screening) -> dict[str, object]:
    return {
        "place": screening.place,
        "machine": screening.machine,
        "inspector": screening.inspector,
        "passed": None if screening.passed is None else int(screening.passed),
        "clerk": screening.clerk,
        "at": screening.at.isoformat(),
    }


def _screening(members: Members) -> Screening:
    passed = members.optional_integer("passed")
    return Screening(
        place=ScreeningPlace(members.text("place")),
        machine=members.text("machine"),
        inspector=members.text("inspector"),
        passed=None if passed is None else bool(passed),
        clerk=ClerkNumber(members.text("clerk")),
        at=members.moment("at"),
    )
