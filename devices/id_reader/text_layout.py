"""Where each field lies in the 256-byte text block, for the four kinds of chip card.

Offsets are bytes; text is UTF-16LE, padded with spaces (``20 00``). Sources: two independent public header files whose
field sizes add up to 256 each (V); the 2017 table also in the maker's announcement of that card (V).

Invariants:
- Spans are even, inside the block, and do not overlap within one layout.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Final

from devices.ports import CardLayout


@dataclass(frozen=True, slots=True)
class Span:
    """Bytes ``start`` to ``end`` (exclusive)."""

    start: int
    end: int

    @property
    def size(self) -> int:
        """In bytes; a character of the BMP takes two."""
        return self.end - self.start


class TextField(Enum):
    """What a span holds."""

    CHINESE_NAME = "chinese_name"
    ENGLISH_NAME = "english_name"
    SEX = "sex"
    NATION_CODE = "nation_code"
    NATIONALITY = "nationality"
    BIRTH_DATE = "birth_date"
    ADDRESS = "address"
    NUMBER = "number"
    ISSUER = "issuer"
    VALID_FROM = "valid_from"
    VALID_TO = "valid_to"
    PERMIT_NUMBER = "permit_number"
    ISSUE_COUNT = "issue_count"


TYPE_FLAG: Final = Span(248, 250)
"""One character that says which layout the block has."""

FLAGS: Final[Mapping[CardLayout, str]] = MappingProxyType(
    {
        CardLayout.RESIDENT: " ",
        CardLayout.FOREIGNER_2017: "I",
        CardLayout.HMT_RESIDENCE: "J",
        CardLayout.FOREIGNER_2023: "Y",
    }
)

OPEN_ENDED: Final = "长期"
"""Stands in place of the date of expiry on cards of people over 46."""

_RESIDENT: Final = {
    TextField.CHINESE_NAME: (Span(0, 30),),
    TextField.SEX: (Span(30, 32),),
    TextField.NATION_CODE: (Span(32, 36),),
    TextField.BIRTH_DATE: (Span(36, 52),),
    TextField.ADDRESS: (Span(52, 122),),
    TextField.NUMBER: (Span(122, 158),),
    TextField.ISSUER: (Span(158, 188),),
    TextField.VALID_FROM: (Span(188, 204),),
    TextField.VALID_TO: (Span(204, 220),),
}

_HMT_RESIDENCE: Final = {
    TextField.CHINESE_NAME: (Span(0, 30),),
    TextField.SEX: (Span(30, 32),),
    TextField.BIRTH_DATE: (Span(36, 52),),
    TextField.ADDRESS: (Span(52, 122),),
    TextField.NUMBER: (Span(122, 158),),
    TextField.ISSUER: (Span(158, 188),),
    TextField.VALID_FROM: (Span(188, 204),),
    TextField.VALID_TO: (Span(204, 220),),
    TextField.PERMIT_NUMBER: (Span(220, 238),),  # of the travel permit
    TextField.ISSUE_COUNT: (Span(238, 242),),
}

_FOREIGNER_2017: Final = {
    # No issuer on the chip (V): the authority is the same for every card, and 240 to 248 only hold its code.
    TextField.ENGLISH_NAME: (Span(0, 120),),
    TextField.SEX: (Span(120, 122),),
    TextField.NUMBER: (Span(122, 152),),  # the permit's number is the person's number
    TextField.NATIONALITY: (Span(152, 158),),
    TextField.CHINESE_NAME: (Span(158, 188),),
    TextField.VALID_FROM: (Span(188, 204),),
    TextField.VALID_TO: (Span(204, 220),),
    TextField.BIRTH_DATE: (Span(220, 236),),
}

_FOREIGNER_2023: Final = {
    TextField.CHINESE_NAME: (Span(0, 30),),
    TextField.SEX: (Span(30, 32),),
    TextField.ISSUE_COUNT: (Span(32, 36),),
    TextField.BIRTH_DATE: (Span(36, 52),),
    # 35 and 11 characters of one name: a space at the end of the first part belongs to it.
    TextField.ENGLISH_NAME: (Span(52, 122), Span(220, 242)),
    TextField.NUMBER: (Span(122, 158),),
    TextField.VALID_FROM: (Span(188, 204),),
    TextField.VALID_TO: (Span(204, 220),),
    TextField.NATIONALITY: (Span(242, 248),),
}

LAYOUTS: Final[Mapping[CardLayout, Mapping[TextField, tuple[Span, ...]]]] = MappingProxyType(
    {
        CardLayout.RESIDENT: _RESIDENT,
        CardLayout.HMT_RESIDENCE: _HMT_RESIDENCE,
        CardLayout.FOREIGNER_2017: _FOREIGNER_2017,
        CardLayout.FOREIGNER_2023: _FOREIGNER_2023,
    }
)
"""A field that a layout lacks is not on that card; several spans are one text, joined without a seam."""
