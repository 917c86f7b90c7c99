"""How names of goods are compared. Pure.

Invariants:
- Width, case, spaces, punctuation, tone marks and tone numbers make no difference.
"""

import re
import unicodedata

_LEFT_OUT = re.compile(r"[^0-9a-z\u3400-\u9fff\U00020000-\U0003ffff]")
_TONE_NUMBER = re.compile(r"(?<=[a-z])[1-5](?![0-9])")
_U_UMLAUT = str.maketrans(dict.fromkeys("üǖǘǚǜ", "v"))


def fold(text: str) -> str:
    """What is compared: Chinese characters, small letters without tones, digits that are no tone numbers."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_U_UMLAUT)
    if not plain.isascii():
        plain = "".join(letter for letter in unicodedata.normalize("NFD", plain) if not unicodedata.combining(letter))
    if plain.isascii():
        plain = _TONE_NUMBER.sub("", plain)
    return _LEFT_OUT.sub("", plain)
