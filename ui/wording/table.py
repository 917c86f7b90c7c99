"""The shape of a table of words."""

from collections.abc import Mapping
from enum import Enum
from typing import TypeAlias

Table: TypeAlias = Mapping[Enum, tuple[str, str]]
"""By code: the text, and the next step ("" when there is nothing to do), both in Chinese and marked for translation."""
