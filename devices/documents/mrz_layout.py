"""Where things stand in a machine-readable zone, and the check digit that proves them (ICAO Doc 9303 parts 3 to 6).

Invariants:
- Lines have exactly the length of their format and hold ``0``-``9``, ``A``-``Z`` and ``<`` only, or ``?`` for a
  character that was not recognised.
- The check digit is our own code: the Python libraries that have it are GPL or AGPL.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

FILLER: Final = "<"
UNREAD: Final = "?"

ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_VALUES: Final = {character: value for value, character in enumerate(ALPHABET)} | {FILLER: 0}
_WEIGHTS: Final = (7, 3, 1)


class MrzFormat(StrEnum):
    """The three sizes of a travel document's zone."""

    TD1 = "td1"
    """Cards: three lines of 30."""
    TD2 = "td2"
    """Larger cards: two lines of 36."""
    TD3 = "td3"
    """Passports: two lines of 44."""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to before ``end`` of one line (lines count from 0)."""

    line: int
    start: int
    end: int

    def of(self, lines: "tuple[str, ...]") -> str:
        """What stands there."""
        return lines[self.line][self.start : self.end]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a format keeps what. ``optional`` may carry the end of a long number (TD1 and TD2)."""

    length: int
    code: Span
    state: Span
    names: Span
    number: Span
    number_check: Span
    birth: Span
    birth_check: Span
    sex: Span
    expiry: Span
    expiry_check: Span
    nationality: Span
    optional: Span
    optional_check: Span | None
    composite: tuple[Span, ...]
    composite_check: Span


LAYOUTS: Final = {
    MrzFormat.TD1: Layout(
        length=30,
        code=Span(0, 0, 2),
        state=Span(0, 2, 5),
        number=Span(0, 5, 14),
        number_check=Span(0, 14, 15),
        optional=Span(0, 15, 30),
        optional_check=None,
        birth=Span(1, 0, 6),
        birth_check=Span(1, 6, 7),
        sex=Span(1, 7, 8),
        expiry=Span(1, 8, 14),
        expiry_check=Span(1, 14, 15),
        nationality=Span(1, 15, 18),
        names=Span(2, 0, 30),
        composite=(Span(0, 5, 30), Span(1, 0, 7), Span(1, 8, 15), Span(1, 18, 29)),
        composite_check=Span(1, 29, 30),
    ),
    MrzFormat.TD2: Layout(
        length=36,
        code=Span(0, 0, 2),
        state=Span(0, 2, 5),
        names=Span(0, 5, 36),
        number=Span(1, 0, 9),
        number_check=Span(1, 9, 10),
        nationality=Span(1, 10, 13),
        birth=Span(1, 13, 19),
        birth_check=Span(1, 19, 20),
        sex=Span(1, 20, 21),
        expiry=Span(1, 21, 27),
        expiry_check=Span(1, 27, 28),
        optional=Span(1, 28, 35),
        optional_check=None,
        composite=(Span(1, 0, 10), Span(1, 13, 20), Span(1, 21, 35)),
        composite_check=Span(1, 35, 36),
    ),
    MrzFormat.TD3: Layout(
        length=44,
        code=Span(0, 0, 2),
        state=Span(0, 2, 5),
        names=Span(0, 5, 44),
        number=Span(1, 0, 9),
        number_check=Span(1, 9, 10),
        nationality=Span(1, 10, 13),
        birth=Span(1, 13, 19),
        birth_check=Span(1, 19, 20),
        sex=Span(1, 20, 21),
        expiry=Span(1, 21, 27),
        expiry_check=Span(1, 27, 28),
        optional=Span(1, 28, 42),
        optional_check=Span(1, 42, 43),
        composite=(Span(1, 0, 10), Span(1, 13, 20), Span(1, 21, 43)),
        composite_check=Span(1, 43, 44),
    ),
}

# ISO 3166-1 alpha-3, then the codes that only Doc 9303 part 3 section 5 has.
_STATE_CODES: Final = """
    ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM BLR
    BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP
    CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB
    GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN
    KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD
    MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN
    PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM
    SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR
    UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE
    D   EUE GBD GBN GBO GBP GBS RKS ROM UNA UNK UNO UTO XAA XBA XCC XCE XCO XDC XEC XES XIM XMP XOM XPO XXA XXB XXC XXX
    ZIM
"""

STATES: Final = frozenset(_STATE_CODES.split())
"""Who may issue a document, and of which nationality its holder may be. Germany is ``D``, the specimen's land UTO."""


def check_digit(text: str) -> str | None:
    """The check digit of ``text``: weights 7, 3, 1 over 0 to 9, A = 10 to Z = 35, ``<`` = 0, modulo 10.

    Doc 9303 part 3 section 4.9. None when a character is outside the alphabet. Two characters whose values differ by
    10, 20 or 30 give the same digit: what it cannot see is listed in ADR 0006.
    """
    total = 0
    for index, character in enumerate(text):
        value = _VALUES.get(character)
        if value is None:
            return None
        total += value * _WEIGHTS[index % 3]
    return str(total % 10)


def same_check_value(one: str, other: str) -> bool:
    """Whether no check digit tells these two characters apart."""
    return _VALUES[one] % 10 == _VALUES[other] % 10
