"""Ten thousand made-up numbers of each type through ``check-id``'s rules, against python-stdnum or their making.

Invariants:
- The same numbers in every run. Half of them are sound by the rules of their type; each of the others has one fault.
- Where python-stdnum has the type, its verdict is the measure. It has resident and temporary cards (``stdnum.cn.ric``),
  residence permits and 2023 permanent cards (``stdnum.iso7064.mod_11_2``; their birth date is Python's), and credit
  codes (``stdnum.cn.uscc``). It has none of the others: there the measure is what was done to the number.
- An unknown region only warns here and is invalid there, so regions are a figure of their own, for people born since
  numbers are handed out at birth.
"""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from stdnum.cn import ric, uscc
from stdnum.exceptions import InvalidComponent, ValidationError
from stdnum.iso7064 import mod_11_2

from app.benchmarks.figures import Figure, Sense
from app.commands.check_id import CREDIT_CODE, checked_line
from app.commands.output import Json
from app.domain.identity.document import DocumentProblem
from app.identity_numbers import permanent_2017_check_digit
from app.paths import POLICY
from app.policy_files import load_policy

NUMBERS_A_TYPE = 10_000
_TODAY = date(2026, 11, 20)
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without I and O, which Chinese passports leave out."""
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_REGIONS = (
    "530102",
    "530124",
    "532225",
    "532328",
    "532522",
    "532524",
    "110105",
    "310101",
    "440106",
    "510104",
    "990101",
)
"""The last one is no region."""


@dataclass(frozen=True, slots=True)
class _Sample:
    number: str
    sound: bool
    """By its making."""


@dataclass(frozen=True, slots=True)
class _Type:
    name: str
    sound: Callable[[Random], str]
    faulty: Callable[[Random, str], str]
    by_stdnum: Callable[[str], bool] | None


def numbers(a_type: int = NUMBERS_A_TYPE) -> list[Figure]:
    """The share of verdicts that agree, with stdnum and with the making, and the share of regions; all must be 1."""
    policy = load_policy(POLICY)
    stdnum, made, regions = _Tally(), _Tally(), _Tally()
    began = time.perf_counter()
    for kind in _TYPES:
        for sample in _samples(kind, a_type):
            line = checked_line(policy, kind.name, sample.number, _TODAY)
            problems = {str(problem) for problem in _listed(line["problems"])}
            # a check that is only recalled warns, but it must have seen the fault
            found = line["valid"] is True and not problems & _UNSURE
            if kind.by_stdnum is None:
                made.count(found == sample.sound)
                continue
            stdnum.count(found == kind.by_stdnum(sample.number))
            if kind.by_stdnum is _resident_by_stdnum and found:
                regions.count(ric.is_valid(sample.number) != (DocumentProblem.NUMBER_REGION.value in problems))
    cost = f"{(time.perf_counter() - began) / (len(_TYPES) * a_type) * 1e6:.0f} us a number, both verdicts"
    known = ", ".join(kind.name for kind in _TYPES if kind.by_stdnum is not None)
    others = ", ".join(kind.name for kind in _TYPES if kind.by_stdnum is None)
    return [
        stdnum.figure("numbers_stdnum", f"verdicts that agree with python-stdnum: {known}", cost),
        made.figure("numbers_made", f"verdicts that agree with how the number was made: {others}", cost),
        regions.figure("numbers_region", "regions of sound cards that python-stdnum's table sees alike", cost),
    ]


_UNSURE = {DocumentProblem.NUMBER_CHECK_DIGIT_UNSURE.value, DocumentProblem.NUMBER_FORMAT_UNSURE.value}


@dataclass(slots=True)
class _Tally:
    agreed: int = 0
    asked: int = 0

    def count(self, agrees: bool) -> None:
        self.asked += 1
        self.agreed += agrees

    def figure(self, name: str, what: str, cost: str) -> Figure:
        return Figure(
            name=name,
            what=what,
            value=self.agreed / self.asked,
            unit="share",
            sense=Sense.AT_LEAST,
            to_reach=1.0,
            ours=f"{self.agreed} of {self.asked}",
            limit=cost,
        )


def _listed(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _samples(kind: _Type, count: int) -> Iterator[_Sample]:
    chance = Random(f"numbers {kind.name}")  # noqa: S311 # made-up numbers need to be repeatable, not unguessable
    for place in range(count):
        number = kind.sound(chance)
        sound = place % 2 == 0
        yield _Sample(number if sound else kind.faulty(chance, number), sound)


def _resident_by_stdnum(number: str) -> bool:
    """Stdnum's verdict, but for the region."""
    try:
        ric.validate(number)
    except InvalidComponent:
        # either the date or the region; no region begins with 0, which our form does not let in
        return _has_date(number) and number[0] != "0"
    except ValidationError:
        return False
    return True


def _eighteen_by_stdnum(pattern: str) -> Callable[[str], bool]:
    shape = re.compile(pattern, re.ASCII)
    return lambda number: shape.fullmatch(number) is not None and bool(mod_11_2.is_valid(number)) and _has_date(number)


def _has_date(number: str) -> bool:
    try:
        ric.get_birth_date(number)
    except InvalidComponent:
        return False
    return True


def _eighteen(prefixes: tuple[str, ...]) -> Callable[[Random], str]:
    def made(chance: Random) -> str:
        birth = date(1991, 1, 1) + timedelta(days=chance.randrange(14_000))  # some of them in the future
        body = f"{chance.choice(prefixes)}{birth:%Y%m%d}{chance.randrange(1000):03d}"
        return body + str(mod_11_2.calc_check_digit(body))

    return made


def _eighteen_faulty(chance: Random, number: str) -> str:
    """One typing fault, or a date that no calendar has under a right check digit."""
    if chance.random() < 0.3:
        body = number[:10] + chance.choice(("0230", "1301", "0431", "0000", "1232")) + number[14:17]
        return body + str(mod_11_2.calc_check_digit(body))
    return _mistyped(chance, number, "0123456789X")


def _mistyped(chance: Random, number: str, alphabet: str) -> str:
    """One character exchanged, left out or doubled, or two different neighbours swapped."""
    place = chance.randrange(len(number))
    match chance.randrange(4):
        case 0:
            return number[:place] + number[place + 1 :]
        case 1:
            return number[:place] + number[place] + number[place:]
        case 2 if number[place - 1] != number[place] and place:
            return number[: place - 1] + number[place] + number[place - 1] + number[place + 1 :]
        case _:
            other = chance.choice([letter for letter in alphabet if letter != number[place]])
            return number[:place] + other + number[place + 1 :]


def _credit_code(chance: Random) -> str:
    body = "".join(chance.choice("0123456789") for _ in range(8))
    body += "".join(chance.choice(_CREDIT_ALPHABET) for _ in range(9))
    return body + str(uscc.calc_check_digit(body))


def _permanent_2017(chance: Random) -> str:
    body = "".join(chance.choice(_LETTERS) for _ in range(3)) + "".join(str(chance.randrange(10)) for _ in range(11))
    return body + permanent_2017_check_digit(body)


def _permanent_2017_faulty(chance: Random, number: str) -> str:
    """The check digit is another one, so that the fault is certain."""
    return number[:-1] + str((int(number[-1]) + chance.randrange(1, 10)) % 10)


def _shaped(*shapes: str) -> Callable[[Random], str]:
    """Numbers by shapes: ``9`` any digit, ``A`` any letter of the alphabet, every other character itself."""

    def made(chance: Random) -> str:
        shape = chance.choice(shapes)
        return "".join(
            str(chance.randrange(10)) if mark == "9" else chance.choice(_LETTERS) if mark == "A" else mark
            for mark in shape
        )

    return made


def _with_a_foreign_sign(chance: Random, number: str) -> str:
    """No form of any document has such signs."""
    place = chance.randrange(len(number))
    return number[:place] + chance.choice("#/*?+=_") + number[place + 1 :]


_PERMANENT = "foreigner_permanent_card"
_HMT = ("810000", "820000", "830000")
_PERMANENT_2023 = tuple(f"9{area:02d}{nation}" for area in (11, 31, 32, 44, 53) for nation in (682, 840, 156))

_TYPES = (
    _Type("resident_card", _eighteen(_REGIONS), _eighteen_faulty, _resident_by_stdnum),
    _Type("temporary_resident_card", _eighteen(_REGIONS), _eighteen_faulty, _resident_by_stdnum),
    _Type("hmt_residence_permit", _eighteen(_HMT), _eighteen_faulty, _eighteen_by_stdnum(r"8[123]0000\d{11}[\dX]")),
    _Type(_PERMANENT, _eighteen(_PERMANENT_2023), _eighteen_faulty, _eighteen_by_stdnum(r"9\d{16}[\dX]")),
    _Type(CREDIT_CODE, _credit_code, lambda chance, code: _mistyped(chance, code, _CREDIT_ALPHABET), uscc.is_valid),
    _Type(_PERMANENT, _permanent_2017, _permanent_2017_faulty, None),
    _Type("hm_pass", _shaped("H99999999", "M99999999", "H9999999999", "M9999999999"), _with_a_foreign_sign, None),
    _Type("tw_pass", _shaped("99999999", "9999999999", "9999999999A", "A999999999"), _with_a_foreign_sign, None),
    _Type("passport_cn", _shaped("E99999999", "EA9999999", "PE9999999", "KJ9999999"), _with_a_foreign_sign, None),
    _Type("passport", _shaped("A99999999", "AA9999999", "999999999", "A99A99A99"), _with_a_foreign_sign, None),
    _Type("military_card", _shaped("军字第9999999号", "海字第99999号", "空字第99999999"), _with_a_foreign_sign, None),
    _Type("police_card", _shaped("武字第9999999号", "武字第99999"), _with_a_foreign_sign, None),
)
