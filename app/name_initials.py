"""Pinyin initials of a name, by which a clerk finds a customer with a few letters.

Invariants:
- Only capitals and digits come out, so that initials can be typed without an input method.
- A character with several readings gets the one of its usual words (重庆 is CQ); nobody's name depends on it.
"""

import re
import unicodedata

_TYPED = re.compile(r"[^0-9A-Z]", re.ASCII)


def name_initials(name: str) -> str:
    """云岭花卉（昆明）公司 → YLHHKMGS. Latin letters and digits stay; anything without a reading is left out."""
    # its tables of words take a second to load: only registering a customer pays for them
    from pypinyin import Style, lazy_pinyin

    plain = unicodedata.normalize("NFKC", name)
    return _TYPED.sub("", "".join(lazy_pinyin(plain, style=Style.FIRST_LETTER, errors="default")).upper())
