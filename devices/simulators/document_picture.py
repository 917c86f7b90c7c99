"""Draws what a counter camera sees when a document lies under it: all kinds, good and bad light, and what goes wrong.

Training, benchmarks and tests show these pictures to the product's own document reader.

Invariants:
- The same arguments give the same pixels, on any PC with the same fonts and library versions.
- Everyone on them is invented.
- Pictures are 1920 x 1080 BGR, but 1280 x 720 under the condition SMALL.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final

import cv2
import numpy as np

from devices.documents.reading import PictureKind
from devices.ports import CardText
from devices.simulators.card_faces import FACE_HEIGHT, FACE_WIDTH, card_face
from devices.simulators.table_scene import HEIGHT, WIDTH, Conditions, Corners, lay, table_top, taken
from devices.vision.pixels import Image, as_image


class Condition(Enum):
    """How the picture is taken."""

    EASY = "easy"
    ROTATED = "rotated"
    """By 8 degrees, either way."""
    PERSPECTIVE = "perspective"
    DEFOCUS = "defocus"
    """Sigma 2.2 pixels: fine print is about to go."""
    LOW_LIGHT = "low_light"
    """A quarter of the light, with noise."""
    SMALL = "small"
    """A 1280 x 720 camera."""
    UPSIDE_DOWN = "upside_down"
    QUARTER_TURN = "quarter_turn"


class PictureFault(Enum):
    """What makes a picture hard or impossible to use."""

    GLARE = "glare"
    """A lamp's reflection has burnt out a part of the text."""
    HALF = "half"
    """Half of the card lies outside the picture."""
    SCREEN = "screen"
    """The photo of a screen that shows the card: moiré, and a dark frame."""
    DARK = "dark"
    BLURRED = "blurred"
    FAR = "far"
    """The card is a small thing far away."""


@dataclass(frozen=True, slots=True)
class _Pose:
    width: float
    angle: float = 0.0
    tilt: float = 0.0
    centre: tuple[float, float] = (WIDTH / 2, HEIGHT / 2)


_SHARP: Final = Conditions()
_LENS: Final = {
    Condition.DEFOCUS: Conditions(defocus=2.2),
    Condition.LOW_LIGHT: Conditions(light=0.25, noise=5.0),
}
_TURNED: Final = {Condition.UPSIDE_DOWN: 180.0, Condition.QUARTER_TURN: 90.0}
_BROKEN_LENS: Final = {
    PictureFault.DARK: Conditions(light=0.06, noise=4.0),
    PictureFault.BLURRED: Conditions(defocus=8.0),
}


def document_picture(
    card: CardText,
    *,
    kind: PictureKind = PictureKind.RESIDENT_CARD,
    condition: Condition = Condition.EASY,
    fault: PictureFault | None = None,
    seed: int = 0,
) -> Image:
    """The document on the table under the camera.

    Raises:
        ValueError: this kind is not drawn.
        DeviceError: NOT_FOUND when the fonts lack a character.
    """
    return face_picture(card_face(card, kind, seed), condition=condition, fault=fault, seed=seed)


def face_picture(
    face: Image, *, condition: Condition = Condition.EASY, fault: PictureFault | None = None, seed: int = 0
) -> Image:
    """Any flat document face on the table under the camera."""
    rng = np.random.default_rng(seed)
    scene = table_top(rng)
    corners = _corners(_pose(condition, fault, rng), face.shape[0] / face.shape[1])
    if fault is PictureFault.SCREEN:
        _lay_screen(scene, corners)
        face = _as_on_a_screen(face)
    lay(scene, face, corners)
    if fault is PictureFault.GLARE:
        _burn_out(scene, corners, rng)
    if fault is PictureFault.SCREEN:
        scene = _pixel_pattern(scene)
    lens = _BROKEN_LENS.get(fault) if fault else None
    lens = lens or _LENS.get(condition, _SHARP)
    if condition is Condition.SMALL:
        scene = as_image(cv2.resize(scene, (1280, 720), interpolation=cv2.INTER_AREA))
    return taken(scene, lens, rng)


def _pose(condition: Condition, fault: PictureFault | None, rng: np.random.Generator) -> _Pose:
    centre = (WIDTH / 2 + float(rng.uniform(-60, 60)), HEIGHT / 2 + float(rng.uniform(-30, 30)))
    width = float(rng.uniform(1000, 1240))
    angle = float(rng.uniform(-2, 2)) + _TURNED.get(condition, 0.0)
    if condition is Condition.QUARTER_TURN:
        width = float(rng.uniform(860, 940))
    if condition is Condition.ROTATED:
        angle += 8.0 if rng.random() < 0.5 else -8.0
    tilt = float(rng.uniform(0.08, 0.16)) if condition is Condition.PERSPECTIVE else 0.0
    if fault is PictureFault.HALF:
        centre = (WIDTH - 40.0, HEIGHT / 2)
    if fault is PictureFault.FAR:
        width = 300.0
    return _Pose(width, angle, tilt, centre)


def _corners(pose: _Pose, shape: float) -> Corners:
    half_width, half_height = pose.width / 2, pose.width * shape / 2
    narrow = half_width * (1 - pose.tilt)
    flat = np.array(
        [(-narrow, -half_height), (narrow, -half_height), (half_width, half_height), (-half_width, half_height)],
        np.float32,
    )
    turn = np.deg2rad(pose.angle)
    rotation = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]], np.float32)
    return np.asarray(flat @ rotation.T + np.asarray(pose.centre, np.float32), dtype=np.float32)


def _burn_out(scene: Image, corners: Corners, rng: np.random.Generator) -> None:
    """A soft white blob over the left of the text."""
    top_left, top_right, _, bottom_left = corners
    along, down = float(rng.uniform(0.3, 0.5)), float(rng.uniform(0.3, 0.6))
    centre = top_left + (top_right - top_left) * along + (bottom_left - top_left) * down
    size = float(np.linalg.norm(top_right - top_left)) * 0.2
    mask = np.zeros(scene.shape[:2], np.float32)
    cv2.ellipse(
        mask, (round(float(centre[0])), round(float(centre[1]))), (round(size), round(size * 0.7)), 20, 0, 360, 1.0, -1
    )
    mask = np.asarray(cv2.GaussianBlur(mask, (0, 0), size / 6), dtype=np.float32)[:, :, None] * 1.3
    scene[:] = np.clip(scene + mask * 255, 0, 255).astype(np.uint8)


def _lay_screen(scene: Image, corners: Corners) -> None:
    centre = corners.mean(axis=0)
    frame = np.asarray((corners - centre) * 1.25 + centre, dtype=np.float32)
    lay(scene, np.full((FACE_HEIGHT // 4, FACE_WIDTH // 4, 3), (24, 22, 20), np.uint8), frame)


def _as_on_a_screen(face: Image) -> Image:
    """Screens show a narrower range, bluish."""
    levels = face.astype(np.float32) * np.asarray((0.98, 0.9, 0.86), np.float32) + 12
    return np.asarray(np.clip(levels, 0, 255), dtype=np.uint8)


def _pixel_pattern(scene: Image) -> Image:
    """The beat of two grids: the screen's pixels and the sensor's."""
    rows, columns = np.mgrid[0 : scene.shape[0], 0 : scene.shape[1]].astype(np.float32)
    beat = np.sin(columns * 0.83 + rows * 0.07) * 0.5 + np.sin(rows * 0.71 - columns * 0.05) * 0.5
    return np.asarray(np.clip(scene + beat[:, :, None] * 14, 0, 255), dtype=np.uint8)
