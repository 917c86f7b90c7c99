"""``queue``: what waits and why, oldest first. Nothing personal is in it."""

import argparse

from app.commands import terminal
from app.commands.output import NO, YES, answer
from app.ports import QueueRow, UnitOfWork


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    terminal.add_arguments(parser)
    parser.add_argument("--limit", type=int, default=1000)


def run(arguments: argparse.Namespace) -> int:
    """One line for each waiting or rejected message or file; ``late_entry`` marks what was typed in from paper."""
    try:
        with terminal.opened(arguments) as house:

            def look() -> tuple[list[QueueRow], frozenset[str]]:
                with house.store.unit_of_work() as work:
                    return _rows(work, arguments.limit)

            rows, late = house.store.submit(look).result()
            for row in rows:
                answer(
                    {
                        "subject": row.subject,
                        "id": row.identifier,
                        "kind": row.kind,
                        "state": row.state.value,
                        "sequence": row.sequence,
                        "attempts": row.attempts,
                        "not_before": row.not_before.isoformat() if row.not_before else None,
                        "last_outcome": row.last_outcome,
                        "created_at": row.created_at.isoformat(),
                        "bytes": row.size,
                        "pointer": row.pointer,
                        "corrects": row.corrects,
                        "given_up": row.given_up,
                        "late_entry": row.identifier in late,
                    }
                )
    except terminal.TerminalClosedError:
        return NO
    return YES


def _rows(work: UnitOfWork, limit: int) -> tuple[list[QueueRow], frozenset[str]]:
    rows = work.records.queue(limit=limit)
    return rows, work.late_entries.among({row.identifier for row in rows})
