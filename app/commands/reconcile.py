"""``reconcile``: whether every message that was made is received, waiting or refused."""

import argparse

from app.commands import terminal
from app.commands.output import NO, YES, answer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    terminal.add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """``{"made", "received", "waiting", "refused", "unknown", "balanced"}``; 1 when the books do not balance.

    ``late_entries`` are those among the made that were typed in from paper.
    """
    try:
        with terminal.opened(arguments) as house:
            tally = house.reconcile()

            def count() -> int:
                with house.store.unit_of_work() as work:
                    return work.late_entries.count()

            late = house.store.submit(count).result()
    except terminal.TerminalClosedError:
        return NO
    answer(
        {
            "made": tally.made,
            "received": tally.received,
            "waiting": tally.waiting,
            "refused": tally.refused,
            "unknown": tally.unknown,
            "balanced": tally.balanced,
            "late_entries": late,
        }
    )
    return YES if tally.balanced else NO
