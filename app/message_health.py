"""The message about a counter's devices (schema version 1 of the kind).

Invariants:
- Nothing about people, parcels or places stands in it; a serial number is a device's own.
"""

from pydantic import JsonValue

from app.domain.device_health import DeviceRecord, HealthRecord, Tally, Untold
from app.message_people import rfc3339
from app.messages import Envelope, frozen_message
from app.ports import QueuedMessage
from sync.words import Kind


def device_health_message(envelope: Envelope, health_id: str, record: HealthRecord, untold: Untold) -> QueuedMessage:
    """The newest record, with the sum of those before it that got no message."""
    payload: dict[str, JsonValue] = {
        "health_id": health_id,
        "begun_at": rfc3339(record.begun_at),
        "at": rfc3339(record.at),
        "devices": [_device(device) for device in record.devices],
        "untold": _untold(untold) if untold.records else None,
    }
    return frozen_message(envelope, Kind.DEVICE_HEALTH, occurred_at=record.at, subject_id=health_id, payload=payload)


def _device(device: DeviceRecord) -> dict[str, JsonValue]:
    return {
        "kind": device.kind,
        "connection": device.connection,
        "state": device.state,
        "fault": device.fault,
        "faults": [{"fault": fault, "times": times} for fault, times in device.faults],
        "down_seconds": device.down_seconds,
        "model": device.model.model,
        "firmware": device.model.firmware,
        "serial": device.model.serial,
    }


def _untold(untold: Untold) -> dict[str, JsonValue]:
    return {
        "records": untold.records,
        "states": [{"kind": kind, "state": state, "times": times} for kind, state, times in untold.states],
        "faults": _faults(untold.faults),
    }


def _faults(tally: Tally) -> list[JsonValue]:
    return [{"kind": kind, "fault": fault, "times": times} for kind, fault, times in tally]
