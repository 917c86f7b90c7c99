"""What the printed zone says, as a second source for the machine-readable one.

Invariants:
- Words are compared in capitals, without accents; a number only as a whole word.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from devices.documents.reading import TextRow

_WORD: Final = re.compile(r"[A-Z0-9]+")
_MOST_ROWS: Final = 200
_LONGEST_ROW: Final = 200
_SHORTEST_CUT_OFF: Final = 1


def printed_words(rows: Sequence[TextRow]) -> frozenset[str]:
    """Every word of ASCII letters and digits in ``rows``, in capitals. The zone's own lines hold fillers: left out."""
    words: set[str] = set()
    for row in rows[:_MOST_ROWS]:
        if "<" in row.text or len(row.text) > _LONGEST_ROW:
            continue
        plain = unicodedata.normalize("NFKD", row.text).upper()
        words.update(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))
    return frozenset(words)


def words_agree(words: Sequence[str], printed: frozenset[str], *, last_cut_off: bool) -> bool:
    """Whether each of ``words`` was printed; of the last one only its beginning when it was cut off."""
    if not words:
        return False
    *whole, last = words
    if not all(word in printed for word in whole):
        return False
    if last in printed:
        return True
    return last_cut_off and len(last) >= _SHORTEST_CUT_OFF and any(word.startswith(last) for word in printed)
