"""``province --port P``: the reference province, until it is stopped."""

import argparse
import contextlib
import signal
from pathlib import Path
from types import FrameType

from app.commands.output import YES
from app.paths import find_home
from sync.words import Environment


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("--port", type=int, required=True, help="0 takes a free one; the first line of output names it")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--database", default=None, metavar="URL", help="SQLAlchemy URL; default: SQLite in --data")
    parser.add_argument("--evidence", type=Path, default=None, metavar="DIR")
    parser.add_argument("--data", type=Path, default=None, metavar="DIR", help="keys and, by default, everything else")
    parser.add_argument(
        "--environment", choices=[kind.value for kind in Environment], default=Environment.TRAINING.value
    )
    parser.add_argument("--policy", type=Path, default=None, metavar="DIR", help="publish the rules in this folder")
    parser.add_argument("--attended", action="store_true", help="stop when standard input closes (training mode)")
    parser.add_argument("--issue-code", action="store_true", help="print a one-time enrolment code as well")


def run(arguments: argparse.Namespace) -> int:
    """Serve; the first line of output is JSON with the address."""
    from sync.province.__main__ import main as serve

    data = arguments.data or find_home(Environment(arguments.environment)).province
    words = ["--host", arguments.host, "--port", str(arguments.port), "--data", str(data)]
    words += ["--environment", arguments.environment]
    if arguments.database is not None:
        words += ["--database", arguments.database]
    if arguments.evidence is not None:
        words += ["--evidence", str(arguments.evidence)]
    if arguments.policy is not None:
        words += ["--policy", str(arguments.policy)]
    if arguments.issue_code:
        words.append("--issue-code")
    if arguments.attended:
        words.append("--attended")
    signal.signal(signal.SIGTERM, _leave)
    with contextlib.suppress(KeyboardInterrupt):
        return serve(words)
    return YES


def _leave(_number: int, _frame: FrameType | None) -> None:
    """The server ends its requests first, and then hands the signal on: without this it would kill the process."""
    raise KeyboardInterrupt
