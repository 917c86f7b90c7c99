"""``decode FILE…``: the codes in picture files."""

import argparse
from pathlib import Path

from app.commands.output import NO, YES, Json, answer, complain
from devices.errors import DeviceError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("file", nargs="+")


def run(arguments: argparse.Namespace) -> int:
    """One line for each file; 1 when any holds no readable code."""
    from devices.vision.decode import decode_file

    all_read = True
    for name in arguments.file:
        try:
            decoded = decode_file(Path(name))
        except DeviceError as error:
            complain(f"{name}: {error.fault.value}" + (f" ({error.detail})" if error.detail else ""))
            answer({"file": name, "codes": [], "ms": 0.0, "problem": error.fault.value})
            all_read = False
            continue
        all_read = all_read and bool(decoded.codes)
        codes: list[Json] = [
            {
                "text": code.text,
                "symbology": code.symbology.value,
                "engine": code.engine.value,
                "quad": [[int(x), int(y)] for x, y in code.quad],
            }
            for code in decoded.codes
        ]
        answer({"file": name, "codes": codes, "ms": round(decoded.milliseconds, 1)})
    return YES if all_read else NO
