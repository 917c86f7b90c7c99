"""Invented travellers and the valid zones of their documents (ICAO Doc 9303 parts 3 to 6).

Invariants:
- The same seed gives the same traveller in every release. Nobody here exists; numbers follow real forms, so
  that one may equal a real one by chance.
- ``zone_lines`` is written from the standard on its own, not from the parser, so that the two check each other.
"""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final

from devices.documents.mrz_layout import ALPHABET, MrzFormat, check_digit

_CHINESE: Final = (
    ("LIU", "ZIYI"), ("LI", "NA"), ("ZHANG", "WEI"), ("LYU", "XIAOLIN"), ("OUYANG", "JIANGUO"), ("WANG", "XIUYING"),
    ("XU", "ZHIQIANG"), ("YE", "QIUYI"), ("ZHUGE", "LIANGCHEN"), ("QI", "II"), ("NI", "LILI"), ("AISIKAER", "MAIMAITI"),
)  # fmt: skip
_FOREIGN: Final = (
    ("ERIKSSON", "ANNA MARIA"), ("MUELLER", "JUERGEN"), ("NGUYEN", "THI THUY LINH"), ("SOMBATSIRI", "KITTIPHONG"),
    ("VAN DER WESTHUIZEN", "JOHANNA CATHARINA"), ("O CONNOR", "SEAN"), ("PHOMMACHANH", "BOUNTHAVY"), ("AUNG", "ZIN"),
    ("PAPATHEODOROPOULOS", "KONSTANTINOS EVANGELOS DIMITRIOS"), ("TANAKA", "SHINICHIRO"), ("IVANOVA", "IULIIA"),
    ("SILVA SANTOS OLIVEIRA", "JOSE LUIZ"), ("KHIN", "QUY"), ("BJORNSDOTTIR", "SIGRIDUR"),
)  # fmt: skip
_STATES: Final = ("UTO", "MMR", "LAO", "VNM", "THA", "D", "JPN", "GBR", "FRA", "RUS", "BRA", "USA", "KOR", "SGP", "ISL")
_TITLES: Final = {MrzFormat.TD1: "IDENTITY CARD", MrzFormat.TD2: "IDENTITY CARD", MrzFormat.TD3: "PASSPORT"}
_WRITTEN: Final = {MrzFormat.TD1: 30, MrzFormat.TD2: 36, MrzFormat.TD3: 44}


@dataclass(frozen=True, slots=True)
class Traveller:
    """Who is drawn, and what the zone says. ``sex_letter`` is M, F, or ``<`` for not stated."""

    mrz_format: MrzFormat
    code: str
    state: str
    surname: str
    given_names: str
    number: str
    nationality: str
    birth: date
    sex_letter: str
    expiry: date
    optional: str = ""

    @property
    def title(self) -> str:
        """The heading of the printed zone."""
        return "护照 PASSPORT" if self.state == "CHN" else _TITLES[self.mrz_format]

    @property
    def lines(self) -> tuple[str, ...]:
        """The machine-readable zone."""
        return zone_lines(self)


def invented_passport(seed: int) -> Traveller:
    """A passport's holder: every other one Chinese, with a number of the forms in use since 2012."""
    chance = Random(f"passport {seed}")  # noqa: S311 # made-up people need to be repeatable, not unguessable
    birth = date(chance.randint(1930, 2020), chance.randint(1, 12), chance.randint(1, 28))
    expiry = date(chance.randint(2020, 2036), chance.randint(1, 12), chance.randint(1, 28))
    sex = chance.choice("MF")
    if seed % 2:
        surname, given = _CHINESE[seed // 2 % len(_CHINESE)]
        second = chance.choice("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ")
        number = f"E{second}{chance.randrange(10**7):07d}"
        # Issuers put letters here that fill the field: no run of fillers is left to mend a lost character with.
        optional = "".join(chance.choice("ABCDEFGHIJKLMNOP") for _ in range(12)) + "A0"
        return Traveller(
            MrzFormat.TD3, "PO", "CHN", surname, given, number, "CHN", birth, sex, expiry, chance.choice((optional, ""))
        )
    surname, given = _FOREIGN[seed // 2 % len(_FOREIGN)]
    state = chance.choice(_STATES)
    forms = (
        lambda: "".join(chance.choice("CFGHJKLMNPRTVWXYZ0123456789") for _ in range(9)),
        lambda: f"{chance.choice('ABCFGHKLMNPRTVZ')}{chance.randrange(10**7):07d}",
        lambda: f"{chance.choice('MPTK')}{chance.choice('ABCDEFGH')}{chance.randrange(10**7):07d}",
        lambda: f"{chance.randrange(10**9):09d}",
    )
    number = chance.choice(forms)()
    optional = chance.choice(("", f"{chance.randrange(10**12):012d}", f"ZE{chance.randrange(10**6):06d}B"))
    return Traveller(MrzFormat.TD3, "P", state, surname, given, number, state, birth, sex, expiry, optional)


def invented_card(seed: int, mrz_format: MrzFormat = MrzFormat.TD1) -> Traveller:
    """A card's holder (TD1 or TD2). Of three TD1, one is a Hong Kong and Macao pass and one a Taiwan pass."""
    chance = Random(f"card zone {seed}")  # noqa: S311 # repeatable, as above
    birth = date(chance.randint(1940, 2015), chance.randint(1, 12), chance.randint(1, 28))
    expiry = date(chance.randint(2027, 2036), chance.randint(1, 12), chance.randint(1, 28))
    sex = chance.choice("MF")
    if mrz_format is MrzFormat.TD1 and seed % 3:
        surname, given = chance.choice(_CHINESE)
        digits = f"{chance.randrange(10**8):08d}"
        code, number = ("CR", chance.choice("HM") + digits) if seed % 3 == 1 else ("CT", digits)
        return Traveller(mrz_format, code, "CHN", surname, given, number, "CHN", birth, sex, expiry, "01")
    surname, given = chance.choice(_FOREIGN)
    state = chance.choice(_STATES)
    number = "".join(chance.choice(ALPHABET) for _ in range(chance.choice((9, 9, 12) if seed % 2 else (8, 9))))
    return Traveller(mrz_format, "I", state, surname, given, number, state, birth, sex, expiry)


def zone_lines(traveller: Traveller) -> tuple[str, ...]:
    """The zone's lines. TD1 and TD2 carry a number over nine characters on in the optional data; names are cut off.

    Raises ValueError when a number or the optional data is too long for the format.
    """
    length = _WRITTEN[traveller.mrz_format]
    head = traveller.code.ljust(2, "<") + traveller.state.ljust(3, "<")
    names = f"{traveller.surname}<<{traveller.given_names}".replace(" ", "<")
    number, optional = _number_and_optional(traveller)
    birth, expiry = (f"{day:%y%m%d}" + _digit(f"{day:%y%m%d}") for day in (traveller.birth, traveller.expiry))
    nationality, sex = traveller.nationality.ljust(3, "<"), traveller.sex_letter
    if traveller.mrz_format is MrzFormat.TD1:
        upper = _fill(head + number + optional, length)
        composite = _digit(upper[5:] + birth + expiry + "<" * 11)
        return upper, birth + sex + expiry + nationality + "<" * 11 + composite, _fill(names[:length], length)
    first = _fill((head + names)[:length], length)
    if traveller.mrz_format is MrzFormat.TD2:
        tail = _fill(optional, 7)
    else:
        tail = _fill(optional, 14)
        tail += _digit(tail) if optional else "<"
    composite = _digit(number + birth + expiry + tail)
    return first, number + nationality + birth + sex + expiry + tail + composite


def _number_and_optional(traveller: Traveller) -> tuple[str, str]:
    number = traveller.number
    if len(number) <= 9 or traveller.mrz_format is MrzFormat.TD3:
        padded = _fill(number, 9)
        return padded + _digit(padded), traveller.optional
    return f"{number[:9]}<", f"{number[9:]}{_digit(number)}<{traveller.optional}"


def _fill(text: str, length: int) -> str:
    if len(text) > length:
        raise ValueError("too long for the zone")
    return text.ljust(length, "<")


def _digit(text: str) -> str:
    digit = check_digit(text)
    if digit is None:
        raise ValueError("not in the zone's alphabet")
    return digit
