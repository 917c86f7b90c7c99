"""``check-id --type TYPE NUMBER…``: what document numbers and credit codes say by themselves."""

import argparse
from datetime import date

from app.commands.output import NO, YES, Json, answer
from app.domain.identity.document import DocumentType
from app.domain.masking import masked_number
from app.domain.policy import Policy
from app.identity_numbers import check_credit_code, check_number, guessed_type, normalised_number
from app.paths import POLICY
from app.policy_files import load_policy
from app.system import SystemClock

AUTO, CREDIT_CODE = "auto", "credit_code"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    choices = [AUTO, *(kind.value for kind in DocumentType), CREDIT_CODE]
    parser.add_argument("--type", default=AUTO, choices=choices)
    parser.add_argument("--unmask", action="store_true", help="print the numbers in full")
    parser.add_argument("number", nargs="+")


def run(arguments: argparse.Namespace) -> int:
    """One line for each number; 1 when any is invalid."""
    clock = SystemClock()
    today = clock.local(clock.now()).date()
    policy = load_policy(POLICY)
    all_valid = True
    for typed in arguments.number:
        number = normalised_number(typed)
        line = checked_line(policy, arguments.type, number, today)
        all_valid = all_valid and line["valid"] is True
        answer({"number": number if arguments.unmask else masked_number(number), **line})
    return YES if all_valid else NO


def checked_line(policy: Policy, wanted: str, number: str, today: date) -> dict[str, Json]:
    """The answer for a normalised number, but for the number itself."""
    if wanted == CREDIT_CODE:
        return _credit_code_line(number)
    kind = guessed_type(policy, number) if wanted == AUTO else DocumentType(wanted)
    check = check_number(policy, kind, number, today)
    if wanted == AUTO and not check.valid:
        # 18 digits can be either, and one mistyped number in 31 passes for a code: a date of birth decides
        code = check_credit_code(number)
        if (code.valid and check.birth_date is None) or (code.needs_reason and check.form is None):
            return _credit_code_line(number)
    line: dict[str, Json] = {
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
    return line


def _credit_code_line(code: str) -> dict[str, Json]:
    check = check_credit_code(code)
    line: dict[str, Json] = {
        "valid": check.valid,
        "type": CREDIT_CODE,
        "problems": [problem.value for problem in check.problems],
    }
    if check.region is not None:
        line["region"] = check.region
    return line
