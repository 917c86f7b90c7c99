"""How far each field may be believed. No confidence is trusted alone; ADR 0005 says why.

- A number is certain when its check digit holds as it was read, and the printed birth date does not contradict it.
- Sex and birth date come from a certain number; the print is the cross-check.
- A name has no check digit. It is certain when every character was sure (rare ones: very sure) in several readings of
  its crop that all agree, and none has a twin: a rare character that the recogniser does not know and takes for it.
- Terms of validity are certain when their length is one that the law knows.

Pure.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from devices.documents.reading import OPEN_ENDED, FieldReading

COMMON_SURE: Final = 0.82
"""Confidence of a common character (GB 2312) in a name's worst reading; tuned on drawn cards, seeds 1000 to 1519."""
RARE_SURE: Final = 0.95
"""The same for any other character: most of its look-alikes are unknown to the recogniser, or as rare as itself."""
NEVER_SURE: Final = 0.5
"""The most that a name is worth whose rare character is not beyond doubt, however sure the recogniser is."""
CLEAR: Final = 0.9
"""Confidence of the worst character of a text that nothing depends on."""

TWINS: Final = frozenset("吉丈")
"""Characters that the recogniser also reads, very surely, where a rare one is printed that is not in its alphabet."""

_DOTS: Final = re.compile("[・•‧∙⋅･]|(?<=[\u3400-\u9fff])[.](?=[\u3400-\u9fff])")
_NAME: Final = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]{1,}(?:·[\u3400-\u9fff\U00020000-\U0003ffff]+)*")
_LATIN_NAME: Final = re.compile(r"[A-Z][A-Z' \-]*(?:, ?[A-Z][A-Z' \-]*)?")
_DAY: Final = re.compile(r"(\d{4})\s*[年.\-/·]\s*(\d{1,2})\s*[月.\-/·]\s*(\d{1,2})")
_LONG: Final = re.compile("[长長]期")
_TERMS: Final = (5, 10, 20)
"""Years (居民身份证法 article 5; residence permits 5, foreigners' cards 5 or 10)."""

NATIONS: Final = frozenset(
    [
        "汉",
        "蒙古",
        "回",
        "藏",
        "维吾尔",
        "苗",
        "彝",
        "壮",
        "布依",
        "朝鲜",
        "满",
        "侗",
        "瑶",
        "白",
        "土家",
        "哈尼",
        "哈萨克",
        "傣",
        "黎",
        "傈僳",
        "佤",
        "畲",
        "高山",
        "拉祜",
        "水",
        "东乡",
        "纳西",
        "景颇",
        "柯尔克孜",
        "土",
        "达斡尔",
        "仫佬",
        "羌",
        "布朗",
        "撒拉",
        "毛南",
        "仡佬",
        "锡伯",
        "阿昌",
        "普米",
        "塔吉克",
        "怒",
        "乌孜别克",
        "俄罗斯",
        "鄂温克",
        "德昂",
        "保安",
        "裕固",
        "京",
        "塔塔尔",
        "独龙",
        "鄂伦春",
        "赫哲",
        "门巴",
        "珞巴",
        "基诺",
        "其他",
    ]
)
"""GB/T 3304."""


def clean_name(text: str) -> str:
    """One form of the dot inside, no blanks between Chinese characters, Latin in capitals."""
    joined = " ".join(text.split())
    if any(sign > "\u2e80" for sign in joined):
        joined = joined.replace(" ", "")
    return _DOTS.sub("·", joined).upper()


def judged_name(
    text: str, least: float, readings: Sequence[tuple[str, Sequence[float]]], snippet: bytes | None
) -> FieldReading:
    """A name from its text, its worst character's confidence, and further readings of its place (text, confidences)."""
    name = clean_name(text)
    signs = [
        (sign, sure)
        for other, sureness in readings
        for sign, sure in zip(other, sureness, strict=False)
        if sign.isalnum()
    ]
    confidence = min((least, *(sure for _, sure in signs)))
    agree = bool(readings) and all(clean_name(other) == name for other, _ in readings)
    rare_in_doubt = any(sure < RARE_SURE and not _is_common(sign) for sign, sure in signs)
    if not agree or not well_formed_name(name) or TWINS & set(name) or rare_in_doubt:
        confidence = min(confidence, NEVER_SURE)
    return FieldReading(name, confidence, confidence < COMMON_SURE, snippet)


def _is_common(sign: str) -> bool:
    """Whether GB 2312 has it: the 6,763 characters of nearly all names."""
    try:
        sign.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def well_formed_name(name: str) -> bool:
    """Two characters or more of one script, with dots or a comma where they belong."""
    letters = sum(sign.isalpha() for sign in name)
    return letters >= 2 and bool(_NAME.fullmatch(name) or _LATIN_NAME.fullmatch(name))


def printed_day(text: str) -> date | None:
    """The first date in a text: 1990年3月7日, 1990.03.07, 1990-03-07."""
    match = _DAY.search(text)
    if match is None:
        return None
    return _date(*(int(part) for part in match.groups()))


def printed_term(text: str) -> tuple[date | None, date | str | None]:
    """Beginning and end of a validity (2019.05.01-2039.05.01, 2019.05.01-长期); None for what cannot be read."""
    days = [_date(*(int(part) for part in match.groups())) for match in _DAY.finditer(text)]
    begin = days[0] if days else None
    if _LONG.search(text):
        return begin, OPEN_ENDED
    return begin, days[1] if len(days) > 1 else None


def lawful_term(begin: date | None, end: date | str | None) -> bool:
    """Whether the term is 5, 10 or 20 years to the day (or to the day before): a misread digit would break it."""
    if begin is None or not isinstance(end, date):
        return False
    for years in _TERMS:
        same = _date(begin.year + years, begin.month, begin.day) or _date(begin.year + years, 3, 1)
        if same is not None and (same - end).days in (0, 1):
            return True
    return False


def unproven(field: FieldReading) -> FieldReading:
    """The same in doubt, for good: a part of it may lie under a reflection or outside the picture."""
    return replace(field, confidence=min(field.confidence, NEVER_SURE), doubtful=True)


def clear_text(text: str, least: float, snippet: bytes | None, *, known: bool = True) -> FieldReading:
    """A text without any proof: in doubt unless every character was clear, and its word is ``known``."""
    value = "".join(text.split())
    return FieldReading(value, least, doubtful=not known or least < CLEAR, snippet=snippet)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
