"""``check-photo FILE… [--sealed] [--waybill NUMBER]``: whether inspection photos are fit to be evidence.

Invariants:
- They are judged by the rules in force at this terminal, as the counter judges its own.
"""

import argparse
from pathlib import Path

from app.commands import rules
from app.commands.output import NO, YES, Json, answer, complain
from app.domain.waybill import normalised
from app.photo_thresholds import thresholds_of, waybill_of
from app.system import SystemClock
from devices.errors import DeviceError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    rules.add_arguments(parser)
    parser.add_argument("file", nargs="+")
    parser.add_argument("--sealed", action="store_true", help="the photos show sealed parcels: look for a waybill")
    parser.add_argument("--waybill", metavar="NUMBER", help="the waybill that the sealed parcel must show")


def run(arguments: argparse.Namespace) -> int:
    """One line for each file; 1 when any is unfit, or is no picture."""
    from devices.inspection.perceptual_hash import perceptual_hash
    from devices.inspection.photo_judge import PhotoSubject, judge_photo
    from devices.vision.decode import read_picture

    clock = SystemClock()
    today = clock.local(clock.now()).date()
    thresholds = thresholds_of(rules.rules_of(arguments, today).photos)
    expected = normalised(arguments.waybill) if arguments.waybill else None
    sealed = arguments.sealed or expected is not None
    subject = PhotoSubject.SEALED_PARCEL if sealed else PhotoSubject.CONTENTS
    all_fit = True
    for name in arguments.file:
        try:
            image = read_picture(Path(name))
        except DeviceError as error:
            complain(f"{name}: {error.fault.value}" + (f" ({error.detail})" if error.detail else ""))
            answer({"file": name, "verdict": "unreadable", "problem": error.fault.value})
            all_fit = False
            continue
        judgement = judge_photo(image, subject, thresholds, expected_waybill=expected, waybill_of=waybill_of)
        all_fit = all_fit and judgement.fit
        light = judgement.exposure
        exposure: dict[str, Json] = {
            "mean": round(light.mean, 1),
            "dark": round(light.dark, 3),
            "bright": round(light.bright, 3),
        }
        problems: list[Json] = [problem.value for problem in judgement.problems]
        answer(
            {
                "file": name,
                "sharpness": judgement.sharpness,
                "exposure": exposure,
                "verdict": "good" if judgement.fit else "bad",
                "problems": problems,
                "perceptual_hash": perceptual_hash(image).hex(),
            }
        )
    return YES if all_fit else NO
