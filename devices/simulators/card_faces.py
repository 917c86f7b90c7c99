"""Flat faces of identity documents as drawn pictures: labels, texts, a cartoon portrait, a faint ground.

None of them is a copy of a real design: the fields stand where a reader expects them, and nothing else is imitated (no
emblem, no security print).

Invariants:
- The same arguments give the same pixels, on any PC with the same fonts and library versions.
- Faces are BGR, 15 pixels to the millimetre, ID-1 (85.6 x 54 mm).
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, TypeAlias

import numpy as np
from PIL import Image as Pictures
from PIL import ImageDraw

from devices.documents.reading import PictureKind
from devices.ports import CardText, Sex
from devices.simulators.card_fonts import font_for, number_font
from devices.vision.pixels import Image

FACE_WIDTH: Final = 1284
FACE_HEIGHT: Final = 810
PORTRAIT_BOX: Final = (810, 110, 1200, 600)
"""Left, top, right, bottom of the printed photo on a resident card."""

_INK: Final = (28, 28, 32)
_LABEL_INK: Final = (52, 92, 148)
_TEXT: Final = 46
_LABEL: Final = 38
_ADDRESS_CHARACTERS: Final = 11
_NATIONS: Final = {"01": "汉", "03": "回", "06": "苗", "11": "彝", "14": "白", "18": "傣", "26": "纳西"}
"""GB/T 3304, as far as invented cards use it."""

_Pen: TypeAlias = "_Drawing"


class _Drawing:
    """One face being drawn."""

    def __init__(self, seed: int, ground: tuple[int, int, int]) -> None:
        rng = np.random.default_rng(seed)
        self.picture = Pictures.fromarray(_ground(rng, ground))
        self._draw = ImageDraw.Draw(self.picture)
        self._rng = rng

    def label(self, left: int, top: int, text: str, size: int = _LABEL) -> None:
        self._characters(left, top, text, size, _LABEL_INK)

    def text(self, left: int, top: int, text: str, size: int = _TEXT) -> None:
        self._characters(left, top, text, size, _INK)

    def number(self, left: int, top: int, text: str, size: int = 56) -> None:
        self._draw.text((left, top), text, fill=_INK, font=number_font(size), anchor="ls")

    def portrait(self, box: tuple[int, int, int, int]) -> None:
        """A cartoon face: nobody."""
        self.picture.paste(_cartoon(self._rng, box[2] - box[0], box[3] - box[1]), box[:2])

    def _characters(self, left: int, top: int, text: str, size: int, ink: tuple[int, int, int]) -> None:
        place = float(left)
        for character in text:
            font = font_for(character, size)
            # one base line, whichever font has the character
            self._draw.text((place, top + size), character, fill=ink, font=font, anchor="ls")
            place += font.getlength(character)


def _cartoon(rng: np.random.Generator, width: int, height: int) -> Pictures.Image:
    skin, hair, coat = (
        _colour(rng, low, high)
        for low, high in (
            ((205, 165, 130), (240, 205, 175)),
            ((15, 15, 15), (60, 50, 45)),
            ((20, 20, 20), (140, 140, 140)),
        )
    )
    picture = Pictures.new("RGB", (width, height), (236, 240, 244))
    draw = ImageDraw.Draw(picture)

    def place(left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        return left * width, top * height, right * width, bottom * height

    draw.ellipse(place(0.04, 0.72, 0.96, 1.4), fill=coat)
    draw.ellipse(place(0.2, 0.08, 0.8, 0.6), fill=hair)
    draw.ellipse(place(0.25, 0.2, 0.75, 0.76), fill=skin)
    for eye in (0.4, 0.6):
        draw.ellipse(place(eye - 0.035, 0.42, eye + 0.035, 0.46), fill=_INK)
        draw.line(place(eye - 0.05, 0.38, eye + 0.05, 0.38), fill=hair, width=6)
    draw.line(place(0.5, 0.47, 0.48, 0.56), fill=(150, 110, 90), width=5)
    draw.arc(place(0.41, 0.58, 0.59, 0.66), 10, 170, fill=(150, 60, 60), width=7)
    return picture


def _colour(rng: np.random.Generator, low: tuple[int, int, int], high: tuple[int, int, int]) -> tuple[int, int, int]:
    red, green, blue = (int(level) for level in rng.integers(low, high))
    return red, green, blue


def card_face(card: CardText, kind: PictureKind, seed: int = 0) -> Image:
    """The face of a document of that kind with this person's data.

    Raises:
        ValueError: this kind is not drawn here (passports have no ID-1 face).
        DeviceError: NOT_FOUND when the fonts lack a character.
    """
    draw = _FACES.get(kind)
    if draw is None:
        raise ValueError("this kind is not drawn here")
    pen = _Drawing(seed, _GROUNDS.get(kind, (226, 236, 240)))
    draw(pen, card)
    return np.ascontiguousarray(np.asarray(pen.picture, dtype=np.uint8)[:, :, ::-1])


def nation_name(card: CardText) -> str:
    """How the card spells its nation."""
    return _NATIONS.get(card.nation_code, "其他")


def _resident(pen: _Pen, card: CardText) -> None:
    _person(pen, card, with_nation=True)
    pen.label(70, 670, "公民身份号码")
    pen.number(400, 716, card.number)
    pen.portrait(PORTRAIT_BOX)


def _temporary(pen: _Pen, card: CardText) -> None:
    pen.label(380, 10, "临时居民身份证", 48)
    _person(pen, card, with_nation=True, top=76, line=58)
    pen.label(70, 600, "公民身份号码")
    pen.number(330, 646, card.number, 50)
    pen.label(70, 664, "签发机关")
    pen.text(270, 660, card.issuer, 38)
    pen.label(70, 728, "有效期限")
    pen.text(270, 724, _term(card), 38)
    pen.portrait((830, 110, 1190, 560))


def _hmt_residence(pen: _Pen, card: CardText) -> None:
    _person(pen, card, with_nation=False)
    pen.label(70, 670, "公民身份号码")
    pen.number(400, 716, card.number)
    pen.portrait(PORTRAIT_BOX)


def _person(pen: _Pen, card: CardText, *, with_nation: bool, top: int = 95, line: int = 66) -> None:
    pen.label(70, top, "姓名")
    pen.text(190, top - 6, card.name, 52)
    pen.label(70, top + 92, "性别")
    pen.text(190, top + 88, _sex(card))
    if with_nation:
        pen.label(350, top + 92, "民族")
        pen.text(470, top + 88, nation_name(card))
    pen.label(70, top + 180, "出生")
    born = card.birth_date
    if born is not None:
        # the parts stand apart, with small words between them
        pen.text(190, top + 176, f"{born.year}")
        pen.label(316, top + 180, "年")
        pen.text(372, top + 176, f"{born.month}")
        pen.label(436, top + 180, "月")
        pen.text(490, top + 176, f"{born.day}")
        pen.label(556, top + 180, "日")
    pen.label(70, top + 270, "住址")
    for row, start in enumerate(range(0, len(card.address), _ADDRESS_CHARACTERS)):
        pen.text(190, top + 266 + line * row, card.address[start : start + _ADDRESS_CHARACTERS])


def _back(pen: _Pen, card: CardText) -> None:
    pen.text(440, 110, "中华人民共和国", 72)
    pen.text(440, 260, "居民身份证", 96)
    pen.label(300, 580, "签发机关")
    pen.text(490, 576, card.issuer)
    pen.label(300, 680, "有效期限")
    pen.text(490, 676, _term(card))


def _foreigner(pen: _Pen, card: CardText) -> None:
    pen.label(60, 20, "中华人民共和国外国人永久居留身份证", 44)
    pen.label(60, 76, "FOREIGN PERMANENT RESIDENT ID CARD", 30)
    pen.label(460, 130, "姓名/Name", 30)
    pen.text(460, 168, card.english_name or card.name, 40)
    if card.name != card.english_name:
        pen.text(460, 220, card.name, 40)
    pen.label(460, 280, "性别/Sex", 30)
    pen.text(460, 316, f"{_sex(card)}/{'M' if card.sex is Sex.MALE else 'F'}", 40)
    pen.label(700, 280, "出生日期/Date of Birth", 30)
    pen.text(700, 316, f"{card.birth_date:%Y.%m.%d}" if card.birth_date else "", 40)
    pen.label(460, 384, "国籍/Nationality", 30)
    pen.text(460, 420, f"样例国/{card.nationality}", 40)
    pen.label(460, 488, "有效期限/Period of Validity", 30)
    pen.text(460, 524, _term(card), 40)
    pen.label(460, 592, "签发机关/Issuing Authority", 30)
    pen.text(460, 628, card.issuer or "国家移民管理局", 40)
    pen.label(60, 716, "证件号码/ID No.", 34)
    pen.number(400, 756, card.number, 52)
    pen.portrait((70, 150, 400, 570))


def _crossing_pass(title: str) -> Callable[[_Pen, CardText], None]:
    def draw(pen: _Pen, card: CardText) -> None:
        pen.label(60, 24, title, 50)
        pen.label(470, 120, "姓名", 32)
        pen.text(470, 160, card.name, 44)
        pen.text(470, 218, card.english_name, 38)
        pen.label(470, 284, "出生日期", 32)
        pen.text(470, 324, f"{card.birth_date:%Y.%m.%d}" if card.birth_date else "", 40)
        pen.label(820, 284, "性别", 32)
        pen.text(820, 324, _sex(card), 40)
        pen.label(470, 396, "有效期限", 32)
        pen.text(470, 436, _term(card), 40)
        pen.label(470, 508, "签发机关", 32)
        pen.text(470, 548, card.issuer, 40)
        pen.label(470, 620, "证件号码", 32)
        pen.number(470, 706, card.number, 52)
        pen.portrait((70, 140, 410, 580))

    return draw


def _service_card(title: str, unit: str) -> Callable[[_Pen, CardText], None]:
    def draw(pen: _Pen, card: CardText) -> None:
        pen.label(420, 40, title, 60)
        pen.label(70, 200, "姓名")
        pen.text(210, 194, card.name, 52)
        pen.label(70, 300, "出生")
        pen.text(210, 294, f"{card.birth_date:%Y年%m月%d日}" if card.birth_date else "", 40)
        pen.label(70, 400, "部别")
        pen.text(210, 394, unit, 40)
        pen.label(70, 500, "编号")
        pen.text(210, 494, card.number, 48)
        pen.portrait(PORTRAIT_BOX)

    return draw


def _driving_licence(pen: _Pen, card: CardText) -> None:
    pen.label(330, 20, "中华人民共和国机动车驾驶证", 48)
    pen.label(360, 80, "Driving License of the People's Republic of China", 26)
    pen.label(60, 140, "证号")
    pen.number(300, 184, card.number, 48)
    pen.label(60, 220, "姓名")
    pen.text(170, 216, card.name)
    pen.label(560, 220, "性别")
    pen.text(670, 216, _sex(card))
    pen.label(860, 220, "国籍")
    pen.text(970, 216, "中国")
    pen.label(60, 300, "住址")
    pen.text(170, 296, card.address[:26], 36)
    pen.label(420, 420, "出生日期")
    pen.text(640, 416, f"{card.birth_date:%Y-%m-%d}" if card.birth_date else "", 40)
    pen.label(420, 500, "初次领证日期")
    pen.text(700, 496, "2015-06-01", 40)
    pen.label(420, 580, "准驾车型")
    pen.text(640, 576, "C1", 44)
    pen.label(60, 690, "有效期限")
    pen.text(270, 686, "2021-06-01至2031-06-01", 40)
    pen.portrait((900, 380, 1180, 640))


def _social_security(pen: _Pen, card: CardText) -> None:
    pen.label(380, 40, "中华人民共和国", 48)
    pen.label(400, 110, "社会保障卡", 64)
    pen.label(480, 260, "姓名")
    pen.text(620, 254, card.name, 48)
    pen.label(480, 350, "社会保障号码")
    pen.number(480, 450, card.number, 48)
    pen.label(480, 490, "发卡日期")
    pen.text(680, 486, "2022年03月", 40)
    pen.portrait((70, 220, 400, 640))


def _foreign(pen: _Pen, card: CardText) -> None:
    pen.label(60, 30, "REPUBLIC OF UTOPIA", 48)
    pen.label(60, 96, "IDENTITY CARD / CARTE D'IDENTITE", 32)
    pen.label(470, 170, "Surname, given names", 30)
    pen.text(470, 210, card.english_name or "SAMPLE, ANNA", 44)
    pen.label(470, 300, "Date of birth", 30)
    pen.text(470, 340, f"{card.birth_date:%d %m %Y}" if card.birth_date else "", 44)
    pen.label(470, 430, "Document No.", 30)
    pen.number(470, 514, "UT4711003", 48)
    pen.portrait((70, 170, 400, 600))


def _sex(card: CardText) -> str:
    return {Sex.MALE: "男", Sex.FEMALE: "女"}.get(card.sex, "")


def _term(card: CardText) -> str:
    return f"{_day(card.valid_from)}-{'长期' if card.valid_to is None else _day(card.valid_to)}"


def _day(day: date | None) -> str:
    return "" if day is None else f"{day:%Y.%m.%d}"


def _ground(rng: np.random.Generator, colour: tuple[int, int, int]) -> Image:
    """A pale ground with soft waves, faint enough to read through, as on a card."""
    across = np.linspace(0, 1, FACE_WIDTH, dtype=np.float32)[None, :]
    down = np.linspace(0, 1, FACE_HEIGHT, dtype=np.float32)[:, None]
    phase, pitch = rng.uniform(0, 6), rng.uniform(20, 40)
    waves = np.sin(phase + pitch * down * 6 + 5 * np.sin(across * pitch / 3)) * 5
    levels = np.asarray(colour, np.float32)[None, None, :] + waves[:, :, None] * np.asarray(
        (1.0, 0.4, -0.6), np.float32
    )
    return np.asarray(np.clip(levels, 0, 255), dtype=np.uint8)


_GROUNDS: Final[Mapping[PictureKind, tuple[int, int, int]]] = {
    PictureKind.RESIDENT_CARD: (222, 234, 242),
    PictureKind.TEMPORARY_RESIDENT_CARD: (238, 238, 232),
    PictureKind.HMT_RESIDENCE_PERMIT: (232, 226, 240),
    PictureKind.FOREIGNER_PERMANENT_CARD: (216, 236, 228),
    PictureKind.DRIVING_LICENCE: (244, 240, 226),
}

_FACES: Final[Mapping[PictureKind, Callable[[_Pen, CardText], None]]] = {
    PictureKind.RESIDENT_CARD: _resident,
    PictureKind.TEMPORARY_RESIDENT_CARD: _temporary,
    PictureKind.HMT_RESIDENCE_PERMIT: _hmt_residence,
    PictureKind.CARD_BACK: _back,
    PictureKind.FOREIGNER_PERMANENT_CARD: _foreigner,
    PictureKind.HM_PASS: _crossing_pass("港澳居民来往内地通行证"),
    PictureKind.TW_PASS: _crossing_pass("台湾居民来往大陆通行证"),
    PictureKind.MILITARY_CARD: _service_card("军人身份证件", "样例部队"),
    PictureKind.POLICE_CARD: _service_card("武警身份证件", "样例总队"),
    PictureKind.DRIVING_LICENCE: _driving_licence,
    PictureKind.SOCIAL_SECURITY_CARD: _social_security,
    PictureKind.FOREIGN_CARD: _foreign,
}
