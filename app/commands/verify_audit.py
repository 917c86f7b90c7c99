"""``verify-audit``: walks the hash chain of the audit trail, checks every kept receipt and the proof of every purge."""

import argparse

from app.audit_ports import ChainCheck
from app.commands import terminal
from app.commands.output import NO, YES, Json, answer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    terminal.add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """``{"ok", "length", "first_break"?}``; 1 when the chain or a receipt does not hold."""
    try:
        with terminal.opened(arguments) as house:
            check = house.check_audit()
    except terminal.TerminalClosedError:
        return NO
    answer(_line(check))
    return YES if check.ok else NO


def _line(check: ChainCheck) -> dict[str, Json]:
    line: dict[str, Json] = {
        "ok": check.ok,
        "length": check.length,
        "receipts_checked": check.receipts_checked,
        "receipts_bad": check.receipts_bad,
        "purges_checked": check.purges_checked,
        "purges_bad": check.purges_bad,
    }
    if check.first_break is not None:
        line["first_break"] = check.first_break
    return line
