"""``bench [NAME]``: the benchmarks, as figures beside their limits."""

import argparse
import importlib

from app.benchmarks.figures import Figure
from app.commands.output import NO, YES, answer

BENCHMARKS = {
    "commit": ("app.benchmarks.keeping", "commit"),
    "deliver": ("app.benchmarks.sending", "deliver"),
    "decode": ("app.benchmarks.reading", "decode"),
    "card": ("app.benchmarks.reading", "card"),
    "identity": ("app.benchmarks.documents", "identity"),
    "paint": ("app.benchmarks.window", "paint"),
    "scan": ("app.benchmarks.window", "scan"),
    "stall": ("app.benchmarks.window", "stall"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("name", nargs="?", choices=sorted(BENCHMARKS), help="one of them; all without a name")


def run(arguments: argparse.Namespace) -> int:
    """One line for each figure; 1 when one of them is missed."""
    chosen = [arguments.name] if arguments.name else list(BENCHMARKS)
    all_reached = True
    for name in chosen:
        module, function = BENCHMARKS[name]
        figures: list[Figure] = getattr(importlib.import_module(module), function)()
        for figure in figures:
            all_reached = all_reached and figure.reached
            answer(
                {
                    "figure": figure.name,
                    "what": figure.what,
                    "value": figure.value,
                    "unit": figure.unit,
                    "to_reach": f"{'>=' if figure.sense.value == 'at_least' else '<='} {figure.to_reach}",
                    "reached": figure.reached,
                    "ours": figure.ours,
                    "limit": figure.limit,
                }
            )
    return YES if all_reached else NO
