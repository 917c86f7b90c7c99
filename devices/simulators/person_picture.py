"""A person at the counter, drawn: what the person camera of training mode sees. Nobody in particular, and no photo.

Invariants:
- The same seed gives the same picture; different seeds differ in face, hair and clothes.
- It is plainly a drawing: flat colours, black outlines, and the word TRAINING on the wall.

The face detector takes it for a face, so that training can show face comparison; but to the recogniser all drawn
people are alike, so what it says about two of them means nothing.
"""

from dataclasses import dataclass
from random import Random
from typing import Final, TypeAlias

import cv2
import numpy as np

from devices.vision.pixels import Image, as_image

WIDTH: Final = 1280
HEIGHT: Final = 720

_Colour: TypeAlias = tuple[int, int, int]
"""Blue, green, red."""
_Point: TypeAlias = tuple[int, int]

_INK: Final[_Colour] = (40, 36, 34)
_WALL: Final[_Colour] = (222, 214, 200)
_COUNTER: Final[_Colour] = (96, 132, 168)
_WHITE: Final[_Colour] = (250, 250, 250)
_SKINS: Final[tuple[_Colour, ...]] = ((196, 219, 247), (170, 200, 236), (140, 178, 220), (110, 150, 198))
_HAIRS: Final[tuple[_Colour, ...]] = ((42, 38, 36), (50, 60, 84), (150, 150, 152), (66, 82, 120))
_CLOTHES: Final[tuple[_Colour, ...]] = ((150, 92, 60), (84, 128, 70), (76, 72, 168), (60, 150, 196), (140, 120, 120))
_OUTLINE: Final = 5
_COUNTER_TOP: Final = 610


@dataclass(frozen=True, slots=True)
class _Looks:
    centre: _Point
    """Of the head."""
    wide: int
    tall: int
    skin: _Colour
    hair: _Colour
    clothes: _Colour
    long_hair: bool
    glasses: bool
    smile: int
    """Degrees of the mouth's arc."""


def person_picture(seed: int) -> Image:
    """A cartoon of one person's head and shoulders behind the counter: 1280 x 720, BGR."""
    looks = _looks_of(Random(f"person {seed}"))  # noqa: S311 # drawn people need to be repeatable, not unguessable
    picture = as_image(np.full((HEIGHT, WIDTH, 3), _WALL, np.uint8))
    cv2.putText(picture, "TRAINING", (60, 110), cv2.FONT_HERSHEY_DUPLEX, 2.4, (178, 168, 150), 6, cv2.LINE_AA)
    if looks.long_hair:
        x, y = looks.centre
        _shape(picture, (x, y + looks.tall // 2), (looks.wide + 34, looks.tall + 70), looks.hair)
    _body(picture, looks)
    _head(picture, looks)
    cv2.rectangle(picture, (0, _COUNTER_TOP), (WIDTH, HEIGHT), _COUNTER, -1)
    cv2.line(picture, (0, _COUNTER_TOP), (WIDTH, _COUNTER_TOP), _INK, _OUTLINE)
    return picture


def _looks_of(chance: Random) -> _Looks:
    return _Looks(
        centre=(WIDTH // 2 + chance.randrange(-90, 91), 290 + chance.randrange(-20, 21)),
        wide=chance.randrange(112, 139),
        tall=chance.randrange(142, 169),
        skin=chance.choice(_SKINS),
        hair=chance.choice(_HAIRS),
        clothes=chance.choice(_CLOTHES),
        long_hair=chance.random() < 0.5,
        glasses=chance.random() < 0.4,
        smile=chance.randrange(35, 75),
    )


def _shape(picture: Image, centre: _Point, axes: _Point, colour: _Colour, *, start: int = 0, end: int = 360) -> None:
    """A filled piece of an ellipse with its outline."""
    cv2.ellipse(picture, centre, axes, 0, start, end, colour, -1, cv2.LINE_AA)
    cv2.ellipse(picture, centre, axes, 0, start, end, _INK, _OUTLINE, cv2.LINE_AA)


def _body(picture: Image, looks: _Looks) -> None:
    x, y = looks.centre
    shoulders = y + looks.tall + 70
    _shape(picture, (x, shoulders + 190), (300, 200), looks.clothes)
    neck = (x - 46, y + looks.tall - 40), (x + 46, shoulders + 10)
    cv2.rectangle(picture, *neck, looks.skin, -1)
    for side in (neck[0][0], neck[1][0]):
        cv2.line(picture, (side, neck[0][1]), (side, neck[1][1]), _INK, _OUTLINE)
    _shape(picture, (x, shoulders + 8), (46, 26), looks.skin, end=180)


def _head(picture: Image, looks: _Looks) -> None:
    x, y = looks.centre
    wide, tall = looks.wide, looks.tall
    for side in (-1, 1):
        _shape(picture, (x + side * wide, y + 10), (20, 32), looks.skin)
    _shape(picture, (x, y), (wide, tall), looks.skin)
    _shape(picture, (x, y - tall // 3), (wide + 6, tall - tall // 3 + 18), looks.hair, start=180)
    cv2.line(picture, (x - wide - 6, y - tall // 3), (x + wide + 6, y - tall // 3), _INK, _OUTLINE, cv2.LINE_AA)
    apart, eyes = wide * 2 // 5, y + 2
    for side in (-1, 1):
        eye = (x + side * apart, eyes)
        _shape(picture, eye, (24, 16), _WHITE)
        cv2.circle(picture, eye, 9, _INK, -1, cv2.LINE_AA)
        cv2.ellipse(picture, (eye[0], eyes - 22), (34, 14), 0, 200, 340, looks.hair, 8, cv2.LINE_AA)
        if looks.glasses:
            cv2.circle(picture, eye, 40, _INK, _OUTLINE, cv2.LINE_AA)
    if looks.glasses:
        cv2.line(picture, (x - apart + 40, eyes), (x + apart - 40, eyes), _INK, _OUTLINE)
    cv2.ellipse(picture, (x, y + 42), (14, 18), 0, 20, 160, _INK, _OUTLINE, cv2.LINE_AA)
    cv2.ellipse(
        picture, (x, y + tall // 2 - 6), (48, 34), 0, 90 - looks.smile, 90 + looks.smile, (70, 70, 190), 8, cv2.LINE_AA
    )
