"""``sync [--once]``: drains the outbox."""

import argparse
import threading
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.commands import terminal
from app.commands.output import NO, YES, answer

if TYPE_CHECKING:
    from app.bootstrap import House


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    terminal.add_arguments(parser)
    parser.add_argument("--once", action="store_true", help="one run, without waiting for what is due later")
    parser.add_argument("--timeout", type=float, default=3600.0, metavar="S", help="give up waiting after so long")


def run(arguments: argparse.Namespace) -> int:
    """The sums; 1 when something still waits, was rejected, or the terminal is not enrolled."""
    try:
        with terminal.opened(arguments) as house:
            return _drain(house, once=arguments.once, timeout=arguments.timeout)
    except terminal.TerminalClosedError:
        return NO


def _drain(house: "House", *, once: bool, timeout: float) -> int:
    identity = house.identity()
    if identity is None:
        answer({"problem": "not_enrolled"})
        return NO
    began = time.monotonic()
    delivered = rejected = evidence_bytes = 0
    engine = house.engine(identity)
    # nothing sets it: waiting on it is a pause that a keyboard interrupt ends at once
    pause = threading.Event()
    try:
        while True:
            report = engine.run_once()
            delivered += report.delivered
            rejected += report.rejected
            evidence_bytes += report.evidence_bytes
            left = timeout - (time.monotonic() - began)
            if report.next_due is None or left <= 0:
                break
            # a run leaves photos over after a minute; once is all that is due
            goes_on = report.pause is None and report.evidence_uploaded > 0 and report.next_due <= datetime.now(UTC)
            if once and not goes_on:
                break
            if report.pause is not None and report.pause.needs_person:
                break  # waiting mends nothing: the terminal must be let in, updated, or its clock set
            pause.wait(min(left, max(0.05, (report.next_due - datetime.now(UTC)).total_seconds())))
    finally:
        engine.close()
    counts = house.outbox.counts()
    answer(
        {
            "delivered": delivered,
            "rejected": rejected,
            "pending": counts.waiting,
            "evidence_pending": counts.evidence_waiting,
            "evidence_bytes": evidence_bytes,
            "seconds": round(time.monotonic() - began, 3),
            "fault": report.fault.value if report.fault is not None else None,
        }
    )
    return YES if counts.waiting == counts.rejected == counts.evidence_waiting == 0 else NO
