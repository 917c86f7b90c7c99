"""Which known goods an unknown name looks like. Pure.

Invariants:
- One answer for a name, whatever order the catalogue stands in: the gravest entry, then the one of the longest name.
- A name that lies inside a longer known name says nothing of its own: what is called after a thing is not that thing.
"""

from collections.abc import Iterator

from app.domain.catalogue import GRAVITY, Catalogue, CatalogueEntry, Standing
from app.domain.name_folding import fold

_SHORTEST = 2
"""One character is part of too many names. That of a prohibited thing counts wherever it stands, any other at the end,
where Chinese has what the thing is: 云烟 is a kind of 烟, 烟灰缸 is none."""


def looks_like(name: str, catalogue: Catalogue) -> CatalogueEntry | None:
    """The entry that may not simply be sent and whose name ``name`` holds, or is a part of; None for no such one.

    That is a prohibited or a restricted entry, or one whose hint asks to look closer. A known name looks like itself.
    """
    wanted = fold(name)
    alike = list(_held(wanted, catalogue))
    if len(wanted) >= _SHORTEST and wanted not in catalogue.by_name and wanted in catalogue.all_names:
        alike += [term for term in catalogue.by_name if wanted in term]
    doubtful = [term for term in alike if _is_doubtful(catalogue.by_name[term])]
    if not doubtful:
        return None
    gravest = min(doubtful, key=lambda term: (GRAVITY[catalogue.by_name[term].standing], -len(term), term))
    return catalogue.by_name[gravest]


def _held(wanted: str, catalogue: Catalogue) -> Iterator[str]:
    """The known names in ``wanted`` that lie inside no longer one."""
    covered: list[tuple[int, int]] = []
    for size in range(min(catalogue.longest_name, len(wanted)), 0, -1):
        for start in range(len(wanted) - size + 1):
            end = start + size
            entry = catalogue.by_name.get(wanted[start:end])
            if entry is None or not _counts(entry, size, ends=end == len(wanted)):
                continue
            if not any(first <= start and end <= last for first, last in covered):
                covered.append((start, end))
                yield wanted[start:end]


def _counts(entry: CatalogueEntry, size: int, *, ends: bool) -> bool:
    return size >= _SHORTEST or ends or entry.standing is Standing.PROHIBITED


def _is_doubtful(entry: CatalogueEntry) -> bool:
    return entry.standing is not Standing.ALLOWED or entry.hint is not None
