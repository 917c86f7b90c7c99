"""Where a rule comes from: a law by version and article, as data of the policy pack.

Invariants:
- No article number stands in code: laws are renumbered (快递暂行条例 was in June 2025), and a pack is replaced.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.pack_values import text


@dataclass(frozen=True, slots=True, order=True)
class LegalReference:
    """One place in one law. ``sure`` says how sure the text is: V read in the source, R recalled, R? doubtful."""

    law: str
    version: str
    article: str
    effective_from: str
    sure: str = "R"


def reference_from(entry: Mapping[str, object]) -> LegalReference:
    """The reference in a pack's entry. Raises KeyError, TypeError."""
    return LegalReference(
        text(entry, "law"),
        text(entry, "version"),
        text(entry, "article"),
        text(entry, "effective_from"),
        text(entry, "sure"),
    )
