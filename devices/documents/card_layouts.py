"""Which card the rows of text belong to, and which fields it shows. Pure: rows in, findings out.

A kind is told by its title, by the form of its number, or by its labels, in this order; what the law does not list is
told apart first, so that a driving licence is never taken for the card of the same number.

Invariants:
- Any rows are taken; nothing is raised.
- Values are as printed; what they are worth is decided elsewhere (:mod:`devices.documents.doubts`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from devices.documents.labels import Labels, Value, labelled, part_of
from devices.documents.numbers import (
    FoundNumber,
    eighteen_digits,
    foreigner_of_2017,
    hm_pass,
    service_number,
    tw_pass,
)
from devices.documents.reading import FieldName, PictureKind, TextRow

_NOISE: Final = 0.5
"""Mean confidence below which a row is a shadow or a pattern."""

_RESIDENT_LABELS: Final[Labels] = {
    FieldName.NAME: ("姓名", "姓 名"),
    FieldName.SEX: ("性别", "性別"),
    FieldName.NATION: ("民族",),
    FieldName.BIRTH_DATE: ("出生日期", "出生"),
    FieldName.ADDRESS: ("住址", "住扯"),
    FieldName.NUMBER: ("公民身份号码", "社会保障号码", "证件号码", "证号", "编号"),
    FieldName.ISSUER: ("签发机关",),
    FieldName.VALID_FROM: ("有效期限", "有效期"),
    FieldName.PERMIT_NUMBER: ("通行证号码",),
}
_BILINGUAL_LABELS: Final[Labels] = {
    **_RESIDENT_LABELS,
    FieldName.NATIONALITY: ("国籍",),
}

_FOREIGN_WORDS: Final = ("IDENTITYCARD", "CARTED'IDENTITE", "NATIONALID", "PERSONALAUSWEIS", "RESIDENCEPERMIT")

_TITLES: Final[Sequence[tuple[PictureKind, tuple[str, ...]]]] = (
    (PictureKind.DRIVING_LICENCE, ("机动车驾驶证", "准驾车型", "初次领证日期", "DRIVINGLICENSE", "DRIVINGLICENCE")),
    (PictureKind.SOCIAL_SECURITY_CARD, ("社会保障卡", "社会保障号码", "SOCIALSECURITYCARD")),
    (PictureKind.FOREIGNER_PERMANENT_CARD, ("外国人永久居留", "PERMANENTRESIDENT")),
    (PictureKind.HM_PASS, ("港澳居民来往内地通行证",)),
    (PictureKind.TW_PASS, ("台湾居民来往大陆通行证",)),
    (PictureKind.HMT_RESIDENCE_PERMIT, ("港澳居民居住证", "台湾居民居住证")),
    (PictureKind.TEMPORARY_RESIDENT_CARD, ("临时居民身份证",)),
    (PictureKind.POLICE_CARD, ("武警身份证", "武装警察", "警官证", "武警部队")),
    (PictureKind.PASSPORT, ("PASSPORT",)),
    (PictureKind.MILITARY_CARD, ("军人身份证", "军官证", "士官证", "义务兵证", "文职干部证", "解放军")),
)
_LONGEST_MISREAD: Final = 6
"""Characters from which a title may hold one misread character."""


@dataclass(frozen=True, slots=True)
class CardFindings:
    """What the rows say."""

    kind: PictureKind
    number: FoundNumber | None = field(default=None, repr=False)
    values: Mapping[FieldName, Value] = field(default_factory=lambda: MappingProxyType({}), repr=False)


def read_card(rows: Sequence[TextRow]) -> CardFindings:
    """The kind of card and its printed fields; UNKNOWN when it is none that is known."""
    clear = [row for row in rows if row.confidence >= _NOISE and row.text.strip()]
    kind, number = _kind_and_number(clear)
    match kind:
        case PictureKind.UNKNOWN | PictureKind.FOREIGN_CARD | PictureKind.PASSPORT:
            # a passport is read by its machine-readable zone or not at all
            return CardFindings(kind)
        case PictureKind.FOREIGNER_PERMANENT_CARD | PictureKind.HM_PASS | PictureKind.TW_PASS:
            values = labelled(clear, _BILINGUAL_LABELS)
            return CardFindings(kind, number, _with_latin_name(values, clear))
        case _:
            return CardFindings(kind, number, labelled(clear, _RESIDENT_LABELS, (FieldName.ADDRESS,)))


def _kind_and_number(rows: Sequence[TextRow]) -> tuple[PictureKind, FoundNumber | None]:
    titled = _titled(rows)
    if titled is None:
        number = eighteen_digits(rows)
        return _by_number_and_labels(rows, number), number
    number = None if titled is PictureKind.PASSPORT else _NUMBERS.get(titled, eighteen_digits)(rows)
    if number is None and titled in _TITLED_ON_THE_BACK:
        return PictureKind.CARD_BACK, None
    return titled, number


def _foreigner(rows: Sequence[TextRow]) -> FoundNumber | None:
    return eighteen_digits(rows) or foreigner_of_2017(rows)


_NUMBERS: Final[Mapping[PictureKind, Callable[[Sequence[TextRow]], FoundNumber | None]]] = {
    PictureKind.FOREIGNER_PERMANENT_CARD: _foreigner,
    PictureKind.HM_PASS: hm_pass,
    PictureKind.TW_PASS: tw_pass,
    PictureKind.MILITARY_CARD: service_number,
    PictureKind.POLICE_CARD: service_number,
}
"""How the number is found where it is no plain GB 11643."""

_TITLED_ON_THE_BACK: Final = frozenset({PictureKind.HMT_RESIDENCE_PERMIT, PictureKind.TEMPORARY_RESIDENT_CARD})
"""Their titles stand on the side without the number."""


def _by_number_and_labels(rows: Sequence[TextRow], number: FoundNumber | None) -> PictureKind:
    seen = set(labelled(rows, _RESIDENT_LABELS))
    front = seen & {FieldName.NAME, FieldName.SEX, FieldName.BIRTH_DATE, FieldName.ADDRESS, FieldName.NUMBER}
    back = seen & {FieldName.ISSUER, FieldName.VALID_FROM}
    if number is not None and front:
        return _by_number(number.text, one_sided=bool(back))
    if not front and (len(back) == 2 or _says(rows, "居民身份证")):
        return PictureKind.CARD_BACK
    if len(front) >= 2:
        return PictureKind.RESIDENT_CARD
    together = _together(rows)
    if any(word in together for word in _FOREIGN_WORDS):
        return PictureKind.FOREIGN_CARD
    return PictureKind.UNKNOWN


def _by_number(number: str, *, one_sided: bool) -> PictureKind:
    if number[:2] in ("81", "82", "83"):
        return PictureKind.HMT_RESIDENCE_PERMIT
    if number[0] == "9":
        return PictureKind.FOREIGNER_PERMANENT_CARD
    # only the temporary card has issuer and term beside the number
    return PictureKind.TEMPORARY_RESIDENT_CARD if one_sided else PictureKind.RESIDENT_CARD


def _titled(rows: Sequence[TextRow]) -> PictureKind | None:
    return next((kind for kind, words in _TITLES if any(_says(rows, word) for word in words)), None)


def _says(rows: Sequence[TextRow], words: str) -> bool:
    """Whether one row holds the words; long ones with one character misread."""
    allowed = 1 if len(words) >= _LONGEST_MISREAD else 0
    for row in rows:
        text = "".join(row.text.split()).upper()
        for start in range(len(text) - len(words) + 1):
            wrong = sum(a != b for a, b in zip(text[start : start + len(words)], words, strict=True))
            if wrong <= allowed:
                return True
    return False


def _together(rows: Sequence[TextRow]) -> str:
    return "".join("".join(row.text.split()) for row in rows).upper()


def _with_latin_name(values: dict[FieldName, Value], rows: Sequence[TextRow]) -> dict[FieldName, Value]:
    """A card with two names has them in two lines: the Latin one becomes LATIN_NAME, and the only one is the name."""
    first = values.get(FieldName.NAME)
    if first is None:
        return values
    second = _line_below(first, rows, _is_latin if not _is_latin(first.text) else _is_chinese)
    chinese, latin = (second, first) if _is_latin(first.text) else (first, second)
    named = dict(values)
    if latin is not None:
        named[FieldName.LATIN_NAME] = latin
    named[FieldName.NAME] = chinese or first
    return named


def _line_below(value: Value, rows: Sequence[TextRow], fits: Callable[[str], bool]) -> Value | None:
    left, bottom = value.quad[0][0], value.quad[3][1]
    height = max(1.0, bottom - value.quad[0][1])
    for row in rows:
        down = row.quad[0][1] - bottom
        if abs(row.quad[0][0] - left) <= 2 * height and -0.4 * height <= down <= 1.2 * height and fits(row.text):
            return Value((part_of(row, 0, len(row.text)),))
    return None


def _is_latin(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) >= 2 and all(sign.isascii() for sign in letters)


def _is_chinese(text: str) -> bool:
    signs = "".join(text.split())
    return 2 <= len(signs) <= 12 and all(sign > "\u3400" or sign == "·" for sign in signs) and "/" not in signs
