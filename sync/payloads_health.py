"""What messages carry about a counter's devices (设备状况): schema version 1 of the kind.

Invariants:
- No person, parcel or network address stands in it; serial numbers are the devices' own.
- Kinds, connections and faults are codes that may grow: an older province keeps those that it does not know.
"""

from typing import Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from sync.contract import Identifier, Sent
from sync.payloads_v3 import SeenFile
from sync.persons import RefusedRule

_MOST_DEVICES = 32

DeviceStateCode = Literal["absent", "opening", "ready", "busy", "faulted"]


class FaultCount(Sent):
    """How often a device was lost for this reason."""

    fault: Identifier
    times: int = Field(ge=1)


class DevicePart(Sent):
    """One device at ``at``, and what it went through since ``begun_at``.

    ``connection`` is the scheme of its registry name (``serial``, ``sdt``, ``camera``). ``serial`` is the module's own
    number, of a card reader the SAM's. What a device does not tell is empty.
    """

    kind: Identifier
    connection: Identifier
    state: DeviceStateCode
    fault: Identifier | None = None
    faults: list[FaultCount] = Field(default_factory=list, max_length=_MOST_DEVICES)
    down_seconds: int = Field(ge=0)
    model: str = Field(default="", max_length=80)
    firmware: str = Field(default="", max_length=80)
    serial: str = Field(default="", max_length=80)


class StateTally(Sent):
    """In how many of the untold records devices of this kind were in this state."""

    kind: Identifier
    state: DeviceStateCode
    times: int = Field(ge=1)


class FaultTally(Sent):
    """How often devices of this kind were lost for this reason, over the untold records."""

    kind: Identifier
    fault: Identifier
    times: int = Field(ge=1)


class UntoldPart(Sent):
    """The sum of the records before this one that got no message, because the one before had not arrived yet."""

    records: int = Field(ge=1)
    states: list[StateTally] = Field(default_factory=list, max_length=256)
    faults: list[FaultTally] = Field(default_factory=list, max_length=256)


class DeviceHealthPayload(Sent):
    """A terminal's devices, once an hour at most; no law asks for it (R), the outlet's technician and province do."""

    health_id: Identifier
    begun_at: AwareDatetime
    at: AwareDatetime
    devices: list[DevicePart] = Field(min_length=1, max_length=_MOST_DEVICES)
    untold: UntoldPart | None = None
    evidence: list[SeenFile] = Field(default_factory=list, max_length=0)

    @model_validator(mode="after")
    def _ends_after_it_began(self) -> Self:
        if self.at < self.begun_at:
            raise RefusedRule("at", "a record ends after it began")
        return self
