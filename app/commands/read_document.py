"""``read-document FILE [--unmask]``: an identity document in a picture file."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from app.commands.output import NO, WRONG_USE, YES, Json, answer, complain
from app.domain.masking import masked_address, masked_name, masked_number
from devices.documents.reading import DocumentReading, FieldName
from devices.errors import DeviceError, DeviceFault

_MOST_BYTES = 64 << 20
_PATIENCE = 30.0
"""Seconds: nobody waits at a counter for this command."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("file")
    parser.add_argument("--unmask", action="store_true", help="print the document in full")


def run(arguments: argparse.Namespace) -> int:
    """The fields, masked, with their doubts; 1 when no document that may be shown could be read."""
    from app.document_camera import document_reader_command
    from devices.documents.process import OcrProcess
    from devices.ports import Frame
    from devices.vision.decode import picture_from

    try:
        content = Path(arguments.file).read_bytes()
    except OSError as exc:
        complain(f"{arguments.file}: {exc.strerror or type(exc).__name__}")
        return WRONG_USE
    picture = picture_from(content) if 0 < len(content) <= _MOST_BYTES else None
    if picture is None:
        complain(f"{arguments.file}: not a picture")
        return WRONG_USE
    reader = OcrProcess(document_reader_command(), timeout=_PATIENCE)
    try:
        reading = reader.read([Frame(picture, "file", datetime.now(UTC), monotonic())])
    except DeviceError as error:
        if error.fault is DeviceFault.NO_DRIVER:
            complain("rapidocr or its runtime is missing")
        answer({"problem": error.fault.value})
        return NO
    finally:
        reader.close()
    answer(_line(reading, unmask=arguments.unmask))
    return YES if reading.usable else NO


def _line(reading: DocumentReading, *, unmask: bool) -> dict[str, Json]:
    fields: dict[str, Json] = {
        name.value: {
            "value": field.value if unmask else _masked(name, field.value),
            "confidence": round(field.confidence, 3),
            "doubtful": field.doubtful,
        }
        for name, field in reading.fields.items()
    }
    return {
        "kind": reading.kind.value,
        "way": reading.way.value,
        "usable": reading.usable,
        "fields": fields,
        "checks": {check.value: held for check, held in reading.checks.items()},
        "problems": [problem.value for problem in reading.problems],
        "portrait": reading.portrait is not None,
    }


def _masked(name: FieldName, value: str) -> str:
    match name:
        case FieldName.NAME | FieldName.LATIN_NAME:
            return masked_name(value)
        case FieldName.NUMBER | FieldName.PERMIT_NUMBER:
            return masked_number(value)
        case FieldName.ADDRESS:
            return masked_address(value)
        case FieldName.BIRTH_DATE:
            return f"{value[:4]}-**-**"
        case _:
            return value
