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
    """One line for each waiting or rejected message or file."""
    try:
        with terminal.opened(arguments) as house:

            def look() -> list[QueueRow]:
                with house.store.unit_of_work() as work:
                    return _rows(work, arguments.limit)

            for row in house.store.submit(look).result():
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
                    }
                )
    except terminal.TerminalClosedError:
        return NO
    return YES


def _rows(work: UnitOfWork, limit: int) -> list[QueueRow]:
    return work.records.queue(limit=limit)
