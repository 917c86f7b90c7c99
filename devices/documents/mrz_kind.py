"""Which document a zone belongs to, and which forms its number may have.

Invariants:
- The forms are those of public program code, not of a published standard: they sort and they lift doubts, they never
  refuse.
"""

import re
from typing import Final

from devices.documents.mrz_layout import MrzFormat
from devices.documents.mrz_repair import Place, forced
from devices.documents.reading import PictureKind

CHINA: Final = "CHN"

_PASSPORT_FORM: Final = re.compile(
    r"E[A-HJ-NP-Z]\d{7}|[EGDSPH]\d{8}|(?:DE|SE|PE)\d{7}|MA\d{7}|K\d{8}|KJ\d{7}|1[45]\d{7}"
)
_HM_FORM: Final = re.compile(r"[HM]\d{8}|[HM]\d{10}")
_TW_FORM: Final = re.compile(r"\d{8}")
_LAST_DIGITS: Final = 7
"""Every form of a Chinese passport ends with so many digits."""


def kind_of(mrz_format: MrzFormat, code: str, state: str, number: str) -> PictureKind:
    """The kind by the document's code, its issuer and, for Chinese cards, its number's form.

    A zone without a first line has no code: two lines of 44 are a passport's.
    """
    if mrz_format is MrzFormat.TD3:
        return PictureKind.PASSPORT_CN if state == CHINA else PictureKind.PASSPORT
    if code.startswith("P"):
        return PictureKind.PASSPORT
    if state == CHINA and _HM_FORM.fullmatch(number):
        return PictureKind.HM_PASS
    if state == CHINA and _TW_FORM.fullmatch(number):
        return PictureKind.TW_PASS
    return PictureKind.FOREIGN_CARD


def number_by_form(mrz_format: MrzFormat, state: str, number: str) -> str:
    """``number`` with what the issuer's forms force: digits at the end of a Chinese passport's number or a pass'."""
    if state != CHINA or len(number) != 9:
        return number
    if mrz_format is MrzFormat.TD3:
        return number[:-_LAST_DIGITS] + forced(number[-_LAST_DIGITS:], Place.DIGIT)
    if number[0] in "HM":
        return number[0] + forced(number[1:], Place.DIGIT)
    return number


def form_allows(mrz_format: MrzFormat, state: str, number: str, other: str) -> bool:
    """Whether ``other`` may stand where ``number`` was read. Issuers without a known form allow everything."""
    if state != CHINA:
        return True
    forms = (_PASSPORT_FORM,) if mrz_format is MrzFormat.TD3 else (_HM_FORM, _TW_FORM)
    if not any(form.fullmatch(number) for form in forms):
        return True
    return any(form.fullmatch(other) for form in forms)
