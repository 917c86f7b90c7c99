"""Printing answers as JSON lines."""

import json
import sys
from collections.abc import Mapping
from typing import TypeAlias

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

YES = 0
NO = 1
WRONG_USE = 2


def answer(line: Mapping[str, Json]) -> None:
    """One JSON object on one line of standard output, in UTF-8 whatever the console's code page."""
    # A file name that is no UTF-8 holds lone surrogates (PEP 383); their backslash form is JSON's own escape.
    written = json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace")
    sys.stdout.buffer.write(written + b"\n")
    sys.stdout.buffer.flush()


def complain(text: str) -> None:
    """A diagnostic on standard error."""
    sys.stderr.write(f"yanqi: {text}\n")
