"""Schema version 5 of an acceptance: where it was recorded by surveillance. Everything else is as in version 3.

Invariants:
- It tells channels and times, never a picture, an address that plays one, or a password.
- Written only where a recorder was set, so that a province that does not know this version takes everything else.
"""

from typing import Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from sync.contract import ClockReading, Sent
from sync.payloads_v3 import AcceptancePayloadV3
from sync.persons import RefusedRule

RecorderKind = Literal["hikvision", "dahua", "uniview", "onvif", "gb28181"]


class CameraSpanPart(Sent):
    """What one camera recorded of the acceptance: ``begins_at`` to ``ends_at`` by the terminal's clock.

    ``device`` is the recorder's host in the outlet's network, or the 20-digit code (GB/T 28181), which is the channel
    itself. ``clock.offset_ms`` is the recorder's clock minus the terminal's; null where it was never measured.
    """

    role: Literal["counter", "inspection", "screening"]
    recorder: RecorderKind
    device: str = Field(min_length=1, max_length=253, pattern=r"^[0-9A-Za-z.:-]+$")
    channel: int | None = Field(ge=1, le=999)
    stream: int | None = Field(ge=1, le=9)
    begins_at: AwareDatetime
    ends_at: AwareDatetime
    utc_offset_minutes: int = Field(ge=-14 * 60, le=14 * 60)
    """How far the recorder's wall clock is ahead of UTC."""
    clock: ClockReading

    @model_validator(mode="after")
    def _can_be_found(self) -> Self:
        if self.ends_at < self.begins_at:
            raise RefusedRule("span", "a span ends after it begins")
        by_code = self.recorder == "gb28181"
        if by_code in (self.channel is not None, self.stream is not None):
            raise RefusedRule("channel", "a channel and a stream are given exactly where a code is not")
        return self


class AcceptancePayloadV5(AcceptancePayloadV3):
    """One parcel or letter taken in before cameras."""

    surveillance: list[CameraSpanPart] = Field(min_length=1, max_length=3)

    @model_validator(mode="after")
    def _one_camera_of_a_role(self) -> Self:
        if len({span.role for span in self.surveillance}) != len(self.surveillance):
            raise RefusedRule("surveillance", "one camera of a role")
        return self
