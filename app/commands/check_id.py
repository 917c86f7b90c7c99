"""``check-id --type TYPE NUMBER…``: what document numbers say by themselves."""

import argparse

from app.commands.output import NO, YES, Json, answer
from app.domain.identity.document import DocumentType
from app.domain.masking import masked_number
from app.identity_numbers import CHECKED_TYPES, check_number, guessed_type, normalised_number
from app.system import SystemClock


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("--type", default="auto", choices=["auto", *(kind.value for kind in CHECKED_TYPES)])
    parser.add_argument("--unmask", action="store_true", help="print the numbers in full")
    parser.add_argument("number", nargs="+")


def run(arguments: argparse.Namespace) -> int:
    """One line for each number; 1 when any is invalid."""
    clock = SystemClock()
    today = clock.local(clock.now()).date()
    all_valid = True
    for typed in arguments.number:
        number = normalised_number(typed)
        kind = guessed_type(number) if arguments.type == "auto" else DocumentType(arguments.type)
        check = check_number(kind, number, today)
        all_valid = all_valid and check.valid
        line: dict[str, Json] = {
            "number": number if arguments.unmask else masked_number(number),
            "valid": check.valid,
            "type": kind.value,
            "problems": [problem.value for problem in check.problems],
        }
        if check.birth_date is not None:
            line["birth_date"] = check.birth_date.isoformat()
        if check.sex is not None:
            line["sex"] = check.sex.value
        if check.region is not None:
            line["region"] = check.region
        answer(line)
    return YES if all_valid else NO
