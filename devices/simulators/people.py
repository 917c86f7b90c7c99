"""Invented holders for drawn documents, with names as varied as a counter in Yunnan sees them.

Invariants:
- The same seed gives the same person. Nobody is meant: names are drawn by lot, numbers are valid by form and check
  digit, addresses do not exist.
"""

from dataclasses import replace
from datetime import date
from random import Random
from typing import Final

from devices.documents.reading import PictureKind
from devices.ports import CardLayout, CardText, Sex
from devices.simulators.cards import resident_number

_SURNAMES: Final = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕普和刀岩段尹木"
_TWO_SURNAMES: Final = ("欧阳", "司马", "上官", "诸葛")
_GIVEN: Final = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰文建国红梅春燕志海云龙飞宇浩然子轩梓涵雨欣思佳怡诗琪晨曦"
    "未末士土戊戌己巳日曰冉再候侯晴睛玲珍琳淋晓哓沐沫辰晟锦绵淑椒"
)
"""The second line: look-alikes that a reader confuses."""
_RARE: Final = "翀龑堃喆淼赟彧昇犇骉羴燚垚曌煊翾頔祎旻晁"
_BEYOND_MODELS: Final = "𠮷𬭎䶮㛃𫖯"
"""CJK extensions: in names, in GB 18030-2022, in hardly any reader's alphabet."""
_LOLO: Final = ("阿木·曲比", "吉克·拉日", "沙马·阿支", "马海·依布")
_PLACES: Final = (
    ("530102", "云南省昆明市五华区样例街道"),
    ("530302", "云南省曲靖市麒麟区样例镇样例村委会"),
    ("532901", "云南省大理白族自治州大理市样例镇"),
    ("532801", "云南省景洪市样例镇样例村民小组"),
    ("533103", "云南省德宏傣族景颇族自治州芒市样例乡"),
)
_ISSUERS: Final = ("样例市公安局", "样例县公安局", "昆明市公安局样例分局")
_NATIONS: Final = ("01", "01", "01", "11", "14", "18", "26", "06", "03")
_FOREIGN_NAMES: Final = ("SAMPLE, ANNA", "MUSTER, JAN PIETER", "EJEMPLO, MARIA", "NGUYEN, THI MAU", "SMITHEE, ALAN")
_NATIONALITIES: Final = ("CAN", "DEU", "ESP", "VNM", "USA")


def invented_person(seed: int, *, rare_names: float = 0.12, nameless_fonts: float = 0.03) -> CardText:
    """A resident. ``rare_names`` and ``nameless_fonts``: the shares of rare names, and of characters beyond readers."""
    chance = Random(f"person {seed}")  # noqa: S311 # made-up people need to be repeatable, not unguessable
    region, place = chance.choice(_PLACES)
    sex = chance.choice((Sex.MALE, Sex.FEMALE))
    born = _day(chance, 1945, 2006)
    issued = _day(chance, 2017, 2025)
    return CardText(
        layout=CardLayout.RESIDENT,
        name=_name(chance, rare_names, nameless_fonts),
        number=resident_number(region, born, 2 * chance.randrange(500) + (sex is Sex.MALE)),
        sex=sex,
        birth_date=born,
        address=_address(chance, place),
        issuer=chance.choice(_ISSUERS),
        valid_from=issued,
        valid_to=None if issued.year - born.year > 45 else issued.replace(year=issued.year + 20),
        nation_code=chance.choice(_NATIONS),
    )


def invented_holder(kind: PictureKind, seed: int) -> CardText:
    """Somebody whose data fit a document of that kind."""
    person = invented_person(seed)
    chance = Random(f"holder {kind.value} {seed}")  # noqa: S311 # same
    born = person.birth_date or date(1980, 1, 1)
    sequence = 2 * chance.randrange(500) + (person.sex is Sex.MALE)
    match kind:
        case PictureKind.HMT_RESIDENCE_PERMIT:
            region = chance.choice(("810000", "820000", "830000"))
            person = replace(person, number=resident_number(region, born, sequence), permit_number="H12345678")
        case PictureKind.FOREIGNER_PERMANENT_CARD:
            name = chance.choice(_FOREIGN_NAMES)
            person = replace(
                person,
                layout=CardLayout.FOREIGNER_2023,
                name=name,
                english_name=name,
                number=resident_number("911124", born, sequence),
                nationality=chance.choice(_NATIONALITIES),
                valid_to=date(2033, 11, 30),
                issuer="国家移民管理局",
            )
        case PictureKind.HM_PASS | PictureKind.TW_PASS:
            letter = chance.choice("HM") if kind is PictureKind.HM_PASS else ""
            person = replace(
                person,
                number=letter + "".join(str(chance.randrange(10)) for _ in range(8)),
                english_name=chance.choice(_FOREIGN_NAMES),
                valid_to=date(2033, 11, 30),
                issuer="公安部出入境管理局",
            )
        case PictureKind.MILITARY_CARD:
            person = replace(person, number=f"军字第{chance.randrange(10**6, 10**7)}号")
        case PictureKind.POLICE_CARD:
            person = replace(person, number=f"武字第{chance.randrange(10**6, 10**7)}号")
        case PictureKind.FOREIGN_CARD:
            person = replace(person, english_name=chance.choice(_FOREIGN_NAMES))
        case _:
            pass
    return person


def foreigner_of_2017(seed: int) -> CardText:
    """A holder of the card in use from 2017, whose number begins with three letters."""
    card = invented_holder(PictureKind.FOREIGNER_PERMANENT_CARD, seed)
    born = card.birth_date or date(1980, 1, 1)
    chance = Random(f"2017 {seed}")  # noqa: S311 # same
    body = f"{card.nationality}{chance.randrange(1100, 6600):04d}{born:%y%m%d}{chance.randrange(10)}"
    weights = (7, 3, 1)
    total = sum(int(sign, 36) * weights[place % 3] for place, sign in enumerate(body))
    return replace(card, layout=CardLayout.FOREIGNER_2017, number=f"{body}{total % 10}")


def _name(chance: Random, rare: float, beyond: float) -> str:
    if chance.random() < 0.06:
        return chance.choice(_LOLO)
    surname = chance.choice(_TWO_SURNAMES) if chance.random() < 0.03 else chance.choice(_SURNAMES)
    given = "".join(chance.choice(_GIVEN) for _ in range(chance.choice((1, 2, 2, 2))))
    lot = chance.random()
    if lot < beyond:
        given = given[:-1] + chance.choice(_BEYOND_MODELS)
    elif lot < beyond + rare:
        given = given[:-1] + chance.choice(_RARE)
    return surname + given


def _address(chance: Random, place: str) -> str:
    forms = ("{}样例路{}号", "{}样例小区{}栋{}单元{}室", "{}{}号", "{}样例路{}号附{}号{}幢{}座")
    form = chance.choice(forms)
    parts = (str(chance.randrange(1, 400)) for _ in range(form.count("{}") - 1))
    return form.format(place, *parts)


def _day(chance: Random, first_year: int, last_year: int) -> date:
    return date(chance.randint(first_year, last_year), chance.randint(1, 12), chance.randint(1, 28))
