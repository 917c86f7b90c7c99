"""``check-waybill NUMBER…``: whose a waybill number may be, and whether its check digit holds."""

import argparse

from app.commands.output import NO, YES, answer
from app.domain.waybill import CheckDigit, check_digit, looks_like_waybill, normalised, recognise
from app.paths import POLICY
from app.policy_files import load_policy


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("number", nargs="+")


def run(arguments: argparse.Namespace) -> int:
    """One line for each number; 1 when any has a bad check digit or cannot be a waybill number."""
    patterns = load_policy(POLICY).carrier_patterns
    all_good = True
    for typed in arguments.number:
        number = normalised(typed)
        digit = check_digit(number)
        all_good = all_good and digit is not CheckDigit.BAD and looks_like_waybill(number)
        candidates = recognise(number, patterns)
        answer(
            {
                "number": number,
                "candidates": [
                    {"carrier": found.carrier, "confidence": found.confidence / 100} for found in candidates
                ],
                "check_digit": digit.value,
            }
        )
    return YES if all_good else NO
