"""Whether two spellings of a person's name are the same name: the waybill's against the document's.

Invariants:
- Agreement is symmetric, every name agrees with itself, and an empty name agrees with none.
- Folded are: full-width letters, blanks, the kinds of "·", capitals, accents, hyphens, apostrophes and the order of the
  words in Latin names, traditional against simplified characters, and glyph variants that Unicode itself unifies.
- Nothing is left out, added or guessed: 张三 is not 张三丰. When in doubt two names differ, and the clerk looks.
- Characters outside the BMP and in private areas survive; names never get into an exception or a log.
"""

import re
import threading
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from unicodedata import category, normalize

if TYPE_CHECKING:
    # its dictionaries load with the first name that is compared
    from opencc import OpenCC

MIDDLE_DOT: Final = "·"

_DOTS: Final = "·•・‧∙⋅᛫●"
_UNIFIED_DOTS: Final = str.maketrans(dict.fromkeys(_DOTS, MIDDLE_DOT))
_DOT_BETWEEN_HAN: Final = re.compile(r"(?<=[^\x00-\x7f])\.(?=[^\x00-\x7f])")
"""A full stop, after NFKC also ``．``: in 阿样.试例 it stands for the dot, in J. SMITH it does not."""

_APOSTROPHES: Final = re.compile(r"['\u2018\u2019\u02bc\u02bb\u02b9`\u00b4]")
_SEPARATORS: Final = re.compile(r"[-\u2010-\u2015\u2212/,<.·\s]+")
_ACCENT: Final = range(0x0300, 0x0370)

_STANDARD_SINCE_2013: Final = frozenset("昇陞脩氾")
"""Variants that the 通用规范汉字表 of 2013 gave back to names: 王昇 and 王升 are two people (recalled, R)."""


def names_agree(one: str, other: str) -> bool:
    """Whether both are the same name by the folds of this module.

    The words of a Latin name may stand in any order (surname first or last), or be cut finer or not at all.
    """
    first, second = _folded(one), _folded(other)
    if not first or not second:
        return False
    if first == second or _latin_words(first) is None or _latin_words(second) is None:
        return first == second
    return sorted(first.split()) == sorted(second.split()) or _differ_in_blanks_only(first, second)


def _differ_in_blanks_only(first: str, second: str) -> bool:
    """ZHANG SANFENG and ZHANG SAN FENG, where one cuts finer than the other; but LI NA is not LIN A."""
    if first.replace(" ", "") != second.replace(" ", ""):
        return False
    cuts, other_cuts = _cuts(first), _cuts(second)
    return cuts <= other_cuts or other_cuts <= cuts


def _cuts(words: str) -> set[int]:
    """Before which letters a word ends."""
    return {blank.start() - place for place, blank in enumerate(re.finditer(" ", words))}


def comparable_name(name: str) -> str:
    """The name in one spelling, Latin words in alphabetical order: to compare by, never to show."""
    folded = _folded(name)
    return " ".join(sorted(folded.split())) if _latin_words(folded) is not None else folded


def _folded(name: str) -> str:
    """Capitals, simplified characters; Latin names as words with one blank between, other names without blanks."""
    plain = "".join(letter for letter in normalize("NFKC", name) if not _invisible(letter))
    plain = _without_accents(plain.translate(_UNIFIED_DOTS).upper())
    latin = _latin_words(plain)
    if latin is not None:
        return " ".join(latin)
    plain = _DOT_BETWEEN_HAN.sub(MIDDLE_DOT, "".join(plain.split()))
    return "".join(_simplified(letter) for letter in re.sub(f"{MIDDLE_DOT}+", MIDDLE_DOT, plain).strip(MIDDLE_DOT))


def _invisible(letter: str) -> bool:
    """Variation selectors (another glyph of the same character), joiners, control characters other than blanks."""
    kind = category(letter)
    selector = "\ufe00" <= letter <= "\ufe0f" or "\U000e0100" <= letter <= "\U000e01ef"
    return selector or kind == "Cf" or (kind == "Cc" and not letter.isspace())


def _without_accents(text: str) -> str:
    """``É`` becomes ``E`` as in a machine-readable zone; characters that are no letters with accents stay whole."""
    return "".join(_bare(letter) for letter in text)


def _bare(letter: str) -> str:
    if ord(letter) in _ACCENT:
        return ""
    parts = normalize("NFD", letter)
    return parts[0] if parts[0].isascii() and all(ord(mark) in _ACCENT for mark in parts[1:]) else letter


def _latin_words(text: str) -> list[str] | None:
    """The words of a name in Latin letters; None for any other."""
    words = _SEPARATORS.sub(" ", _APOSTROPHES.sub("", text)).split()
    return words if words and all(_is_latin(word) for word in words) else None


def _is_latin(word: str) -> bool:
    return all(letter.isascii() or "\u00c0" <= letter <= "\u024f" for letter in word)


_LOCK: Final = threading.Lock()
"""OpenCC does not promise that one converter serves two threads."""


@lru_cache(maxsize=1)
def _converter() -> "OpenCC":
    from opencc import OpenCC

    return OpenCC("t2s")


@lru_cache(maxsize=4096)
def _simplified(letter: str) -> str:
    """One character's simplified form.

    Character by character, since phrases mean nothing in names. What GB 2312 has is a character in its own right in
    mainland names even where it is a traditional form elsewhere: 张乾 is not 张干, 於 is not 于.
    """
    if category(letter) != "Lo" or letter in _STANDARD_SINCE_2013 or _in_gb2312(letter):
        return letter
    with _LOCK:
        return str(_converter().convert(letter))


def _in_gb2312(letter: str) -> bool:
    try:
        letter.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
