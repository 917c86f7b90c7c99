"""Which known goods an unknown name looks like. Pure.

Invariants:
- One answer for a name, whatever order the catalogue stands in: the gravest entry, then the one of the longest name.
- A name that lies inside a longer known name says nothing of its own: what is called after a thing is not that thing.
"""

from collections.abc import Iterator

from app.domain.catalogue import GRAVITY, Catalogue, CatalogueEntry, Standing
from app.domain.name_folding import fold

_SHORTEST = 2
"""One character is part of too many names; only a prohibited thing of one character counts wherever it stands."""


def looks_like(name: str, catalogue: Catalogue) -> CatalogueEntry | None:
    """The entry that may not simply be sent and whose name ``name`` holds, or is a part of; None for no such one.

    That is a prohibited or a restricted entry, or one whose hint asks to look closer. An entry's own name looks like it.
    """
    wanted = fold(name)
    held = list(_held(wanted, catalogue))
    if not held and len(wanted) >= _SHORTEST:
        held = [term for term in catalogue.by_name if wanted in term]
    doubtful = [term for term in held if _is_doubtful(catalogue.by_name[term])]
    if not doubtful:
        return None
    gravest = min(doubtful, key=lambda term: (GRAVITY[catalogue.by_name[term].standing], -len(term), term))
    return catalogue.by_name[gravest]


def _held(wanted: str, catalogue: Catalogue) -> Iterator[str]:
    """The known names in ``wanted`` that lie inside no longer one."""
    covered: list[tuple[int, int]] = []
    for size in range(min(catalogue.longest_name, len(wanted)), 0, -1):
        for start in range(len(wanted) - size + 1):
            end, term = start + size, wanted[start : start + size]
            inside = any(first <= start and end <= last for first, last in covered)
            if not inside and _counts(catalogue.by_name.get(term), size):
                covered.append((start, end))
                yield term


def _counts(entry: CatalogueEntry | None, size: int) -> bool:
    return entry is not None and (size >= _SHORTEST or entry.standing is Standing.PROHIBITED)


def _is_doubtful(entry: CatalogueEntry) -> bool:
    return entry.standing is not Standing.ALLOWED or entry.hint is not None
