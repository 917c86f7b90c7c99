"""``verify-mark``: checks an inspection mark against this terminal's key, or against another terminal's."""

import argparse
import base64

from app.commands import terminal
from app.commands.output import NO, YES, Json, answer
from app.domain.waybill import normalised
from app.inspection_mark import MarkCheck, verify, verify_own


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    terminal.add_arguments(parser)
    parser.add_argument("text", metavar="TEXT", help="the text in the mark's QR code")
    parser.add_argument("--waybill", metavar="NUMBER", help="the waybill number that the mark must belong to")
    parser.add_argument(
        "--key", metavar="KEY", type=_public_key, help="another terminal's public key (Ed25519, base64url)"
    )


def run(arguments: argparse.Namespace) -> int:
    """``{"ok", "outlet", "terminal", "clerk", "at", "policy", "code", "problem"}``; 1 when the mark does not count."""
    waybill_number = None if arguments.waybill is None else normalised(arguments.waybill)
    if arguments.key is not None:
        check = verify(arguments.text, arguments.key, waybill_number=waybill_number)
        answer(_line(check))
        return YES if check.ok else NO
    try:
        with terminal.opened(arguments) as house:
            identity = house.identity()
    except terminal.TerminalClosedError:
        return NO
    if identity is None:
        answer({"problem": "not_enrolled"})
        return NO
    check = verify_own(arguments.text, identity, waybill_number)
    answer(_line(check))
    return YES if check.ok else NO


def _line(check: MarkCheck) -> dict[str, Json]:
    line: dict[str, Json] = {"ok": check.ok, "problem": None if check.problem is None else check.problem.value}
    if check.mark is not None:
        mark = check.mark
        line |= {
            "outlet": mark.outlet_id,
            "terminal": mark.terminal_id,
            "clerk": mark.inspector,
            "at": mark.inspected_at.isoformat(),
            "policy": mark.policy_version,
            "code": mark.short_code,
        }
    return line


def _public_key(text: str) -> bytes:
    key = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if len(key) != 32:
        raise argparse.ArgumentTypeError("a public key has 32 bytes")
    return key
