"""A spot check as JSON in the store: the province's request, and what the outlet has added so far.

Invariants:
- The answer's draft survives a crash at any moment: it is kept with each addition.
"""

from collections.abc import Mapping
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from app.domain.inspection import Photo, PhotoRole
from app.inspection_ports import SpotCheck
from app.usecases.spot_check_results import Addition
from sync.changes import SpotCheckRequest


class _PhotoForm(BaseModel):
    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    evidence_id: str
    role: PhotoRole
    sha256: str
    size: int
    media_type: str
    taken_at: str
    device: str
    clock_offset_ms: int | None


class _AdditionForm(BaseModel):
    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    note: str = Field(default="", repr=False)
    photos: list[_PhotoForm] = Field(default_factory=list)


class _AnswerForm(BaseModel):
    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    additions: dict[str, _AdditionForm] = Field(default_factory=dict)
    """By message id of the record."""


def request_of(check: SpotCheck) -> SpotCheckRequest:
    """What the province asked."""
    return SpotCheckRequest.model_validate_json(check.request)


def additions_of(check: SpotCheck) -> dict[str, Addition]:
    """What was added so far, by message id of the record."""
    form = _AnswerForm.model_validate_json(check.answer)
    return {message_id: _addition(found) for message_id, found in form.additions.items()}


def answer_bytes(additions: Mapping[str, Addition]) -> bytes:
    """The draft, for the store."""
    form = _AnswerForm(additions={message_id: _form(found) for message_id, found in additions.items()})
    return form.model_dump_json().encode()


def _addition(form: _AdditionForm) -> Addition:
    return Addition(
        form.note,
        tuple(
            Photo(
                photo.evidence_id,
                photo.role,
                photo.sha256,
                photo.size,
                photo.media_type,
                datetime.fromisoformat(photo.taken_at),
                photo.device,
                photo.clock_offset_ms,
            )
            for photo in form.photos
        ),
    )


def _form(addition: Addition) -> _AdditionForm:
    return _AdditionForm(
        note=addition.note,
        photos=[
            _PhotoForm(
                evidence_id=photo.evidence_id,
                role=photo.role,
                sha256=photo.sha256,
                size=photo.size,
                media_type=photo.media_type,
                taken_at=photo.taken_at.isoformat(),
                device=photo.device,
                clock_offset_ms=photo.clock_offset_ms,
            )
            for photo in addition.photos
        ],
    )
