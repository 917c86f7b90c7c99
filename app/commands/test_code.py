"""``test-code --out FILE.png``: the bar code that calibrates a keyboard scanner, to be printed at 203 dpi or finer."""

import argparse
from pathlib import Path

from app.commands.output import NO, YES, answer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("--out", required=True, type=Path, metavar="FILE.png")


def run(arguments: argparse.Namespace) -> int:
    """Draw it; 1 when the file cannot be written."""
    from devices.scanner.calibration import SCANS, TEST_CODE
    from devices.vision.calibration_code import draw_test_code

    try:
        arguments.out.write_bytes(draw_test_code())
    except OSError as error:
        answer({"problem": type(error).__name__})
        return NO
    answer({"file": str(arguments.out), "text": TEST_CODE, "scans": SCANS})
    return YES
