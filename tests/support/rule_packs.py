"""Whole policy packs for tests: the shipped rules under another version."""

import json

from pydantic import JsonValue

from app.policy_files import PARTS
from tests.support.builders import POLICY_FOLDER

Parts = dict[str, dict[str, JsonValue]]


def shipped_parts() -> Parts:
    """The pack that came with the program."""
    return {name: json.loads((POLICY_FOLDER / f"{name}.json").read_bytes()) for name in PARTS}


def newer_parts(version: str, effective_from: str = "2026-11-01", *, min_photos: int = 3) -> Parts:
    """The shipped rules with another version, day and number of photos."""
    parts = shipped_parts()
    parts["limits"] |= {"version": version, "effective_from": effective_from, "min_photos": min_photos}
    return parts
