"""``bench [NAME]``: the benchmarks, as figures beside their limits."""

import argparse
import importlib

from app.benchmarks.figures import Figure
from app.commands.output import NO, YES, answer

BENCHMARKS = {
    "backlog": ("app.benchmarks.backlog", "backlog"),
    "camera": ("app.benchmarks.camera", "camera"),
    "camera_in_full": ("app.benchmarks.camera", "camera_in_full"),
    "catalogue": ("app.benchmarks.inspection", "catalogue"),
    "commit": ("app.benchmarks.keeping", "commit"),
    "deliver": ("app.benchmarks.sending", "deliver"),
    "decode": ("app.benchmarks.reading", "decode"),
    "card": ("app.benchmarks.reading", "card"),
    "lane": ("app.benchmarks.identity", "lane"),
    "reading_stall": ("app.benchmarks.identity", "reading_stall"),
    "numbers": ("app.benchmarks.numbers", "numbers"),
    "cards": ("app.benchmarks.documents", "cards"),
    "mrz": ("app.benchmarks.mrz", "mrz"),
    "photos": ("app.benchmarks.photos", "photos"),
    "photos_in_full": ("app.benchmarks.photos", "photos_in_full"),
    "purge": ("app.benchmarks.purging", "purge"),
    "paint": ("app.benchmarks.window", "paint"),
    "rules": ("app.benchmarks.item_rules", "rules"),
    "soak": ("app.benchmarks.devices", "soak"),
    "scan_latency": ("app.benchmarks.devices", "scan_latency"),
    "sdt_noise": ("app.benchmarks.devices", "sdt_noise"),
    "wedge": ("app.benchmarks.devices", "wedge"),
    "uploads": ("app.benchmarks.uploading", "uploads"),
    "uploads_shaped": ("app.benchmarks.uploading", "uploads_shaped"),
    "scan": ("app.benchmarks.window", "scan"),
    "store": ("app.benchmarks.large_store", "store"),
    "stall": ("app.benchmarks.window", "stall"),
}
GROUPS = {
    "devices": ("wedge", "scan_latency", "sdt_noise", "card", "camera", "soak"),
    "identity": ("lane", "reading_stall", "numbers", "cards", "mrz"),
    "sync": ("deliver", "uploads", "uploads_shaped", "store", "backlog"),
    "inspection": ("catalogue", "rules", "photos"),
}
"""Several under one name; the pictures take a quarter of an hour."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument(
        "name", nargs="?", choices=sorted({**BENCHMARKS, **GROUPS}), help="one of them; all without a name"
    )


def run(arguments: argparse.Namespace) -> int:
    """One line for each figure; 1 when one of them is missed."""
    chosen = GROUPS.get(arguments.name, (arguments.name,)) if arguments.name else tuple(BENCHMARKS)
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
