"""Synthetic chip cards: people who do not exist, in the exact bytes of a real card.

Invariants:
- The same seed gives the same card, on every system and in every release.
- Names say that they are samples. Numbers have a valid check digit (GB 11643, MOD 11-2) and real Yunnan region codes,
  so they pass every check that a real one passes. A number may therefore equal a real one by chance; the name, the
  address and the rest never belong to its holder.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final

from stdnum.cn import ric

from devices.id_reader.commands import NEW_ADDRESS_SIZE, PORTRAIT_SIZE, TEXT_SIZE
from devices.id_reader.text_layout import FLAGS, LAYOUTS, OPEN_ENDED, TYPE_FLAG, Span, TextField
from devices.ports import CardLayout, CardText, Sex

_PAD: Final = " ".encode("utf-16-le")

_PORTRAIT_HEADER: Final = bytes.fromhex("57 4c 66 00 7e 00 32 00")
"""``WL``, width 102, height 126 (V from two captures; the pixels behind it have no public decoder)."""

_SEX_CODES: Final = {Sex.MALE: "1", Sex.FEMALE: "2", Sex.UNKNOWN: "0"}


@dataclass(frozen=True, slots=True)
class _Home:
    region: str
    address: str
    issuer: str


_HOMES: Final = (
    # Codes that were in force from 1958 to 1990: a number keeps the code of its first registration.
    _Home("530124", "云南省昆明市富民县样例路{}号", "富民县公安局"),
    _Home("532225", "云南省曲靖市富源县样例镇样例村{}号", "富源县公安局"),
    _Home("532328", "云南省楚雄州元谋县样例街{}号", "元谋县公安局"),
    _Home("532522", "云南省红河州蒙自市样例巷{}号", "蒙自市公安局"),
    _Home("532524", "云南省红河州建水县样例寨{}号", "建水县公安局"),
)

_NAMES: Final = (
    ("样例甲", "01"),
    ("样本𠮷", "01"),  # outside the BMP (CJK Extension B): two UTF-16 units
    ("阿样·试例", "11"),  # Lolo names of Yunnan carry the interpunct U+00B7
    ("岩样罕", "18"),
    ("试𬭎样", "06"),  # CJK Extension E
    ("样例·买买提·试", "03"),
    ("和样例", "26"),
)
"""A name, and its nation code (GB/T 3304)."""

_OPEN_ENDED_AGE: Final = 46
_TERM_YEARS: Final = 20
_ISSUE_YEARS: Final = (2021, 2025)
_EXPIRED_ISSUE_YEARS: Final = (2009, 2013)
_EXPIRED_TERM_YEARS: Final = 10


def synthetic_card(seed: int, *, expired: bool = False) -> CardText:
    """A resident card of an adult from Yunnan, made up from ``seed``.

    Valid well past 2040, or open-ended for who was 46 when it was issued; with ``expired`` it ran out before 2024.
    """
    chance = Random(f"card {seed}")  # noqa: S311 # made-up people need to be repeatable, not unguessable
    home = chance.choice(_HOMES)
    name, nation_code = _NAMES[seed % len(_NAMES)]
    sex = chance.choice((Sex.MALE, Sex.FEMALE))
    birth_date = _day_in(chance, 1958, 1990)
    valid_from = _day_in(chance, *(_EXPIRED_ISSUE_YEARS if expired else _ISSUE_YEARS))
    return CardText(
        layout=CardLayout.RESIDENT,
        name=name,
        number=resident_number(home.region, birth_date, 2 * chance.randrange(500) + (sex is Sex.MALE)),
        sex=sex,
        birth_date=birth_date,
        address=home.address.format(chance.randrange(1, 400)),
        issuer=home.issuer,
        valid_from=valid_from,
        valid_to=_expiry(birth_date, valid_from, expired=expired),
        nation_code=nation_code,
    )


def resident_number(region: str, birth_date: date, sequence: int) -> str:
    """Eighteen characters by GB 11643.

    ``region`` has six digits; ``sequence`` is 0 to 999, odd for men.
    """
    digits = f"{region}{birth_date:%Y%m%d}{sequence:03d}"
    return digits + ric.calc_check_digit(f"{digits}0")


def synthetic_portrait(seed: int) -> bytes:
    """1,024 bytes that begin as a portrait does and go on with noise."""
    chance = Random(f"portrait {seed}")  # noqa: S311 # repeatable noise
    return _PORTRAIT_HEADER + chance.randbytes(PORTRAIT_SIZE - len(_PORTRAIT_HEADER))


def encode_text_block(card: CardText) -> bytes:
    """The 256 bytes that a chip holds for ``card``: the opposite of ``parse_text_block``.

    A foreigner's ``name`` that equals the English one means that there is no Chinese name. Raises ValueError when a
    field is too long for its place, or the layout has no place for it.
    """
    block = bytearray(_PAD * (TEXT_SIZE // len(_PAD)))
    _put(block, (TYPE_FLAG,), FLAGS[card.layout])
    layout = LAYOUTS[card.layout]
    for text_field, text in _texts(card).items():
        if text or text_field in layout:
            _put(block, layout.get(text_field, ()), text)
    return bytes(block)


def encode_new_address(address: str) -> bytes:
    """The 70 bytes of an address added later. Raises ValueError when it is too long."""
    block = bytearray(NEW_ADDRESS_SIZE)
    _put(block, (Span(0, NEW_ADDRESS_SIZE),), address)
    return bytes(block)


def _texts(card: CardText) -> Mapping[TextField, str]:
    return {
        TextField.CHINESE_NAME: "" if card.name == card.english_name else card.name,
        TextField.ENGLISH_NAME: card.english_name,
        TextField.SEX: _SEX_CODES[card.sex],
        TextField.NATION_CODE: card.nation_code,
        TextField.NATIONALITY: card.nationality,
        TextField.BIRTH_DATE: _date_text(card.birth_date),
        TextField.ADDRESS: card.address,
        TextField.NUMBER: card.number,
        TextField.ISSUER: card.issuer,
        TextField.VALID_FROM: _date_text(card.valid_from),
        TextField.VALID_TO: OPEN_ENDED if card.valid_to is None else _date_text(card.valid_to),
        TextField.PERMIT_NUMBER: card.permit_number,
        TextField.ISSUE_COUNT: card.issue_count,
    }


def _put(block: bytearray, spans: tuple[Span, ...], text: str) -> None:
    room = sum(span.size for span in spans)
    raw = text.encode("utf-16-le")
    if len(raw) > room:
        raise ValueError("text too long for its field")
    raw += _PAD * ((room - len(raw)) // len(_PAD))
    for span in spans:
        block[span.start : span.end], raw = raw[: span.size], raw[span.size :]


def _date_text(day: date | None) -> str:
    return "" if day is None else f"{day:%Y%m%d}"


def _day_in(chance: Random, first_year: int, last_year: int) -> date:
    # Never the 29th of February: adding years to it would need a rule of its own.
    return date(chance.randint(first_year, last_year), chance.randint(1, 12), chance.randint(1, 28))


def _expiry(birth_date: date, valid_from: date, *, expired: bool) -> date | None:
    if expired:
        return valid_from.replace(year=valid_from.year + _EXPIRED_TERM_YEARS)
    birthday_to_come = (valid_from.month, valid_from.day) < (birth_date.month, birth_date.day)
    if valid_from.year - birth_date.year - birthday_to_come >= _OPEN_ENDED_AGE:
        return None
    return valid_from.replace(year=valid_from.year + _TERM_YEARS)
