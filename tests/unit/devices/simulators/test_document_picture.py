from dataclasses import replace

import numpy as np
import pytest
from stdnum.iso7064 import mod_11_2

from devices.documents.reading import PictureKind
from devices.errors import DeviceError, DeviceFault
from devices.ports import CardText
from devices.simulators import card_fonts
from devices.simulators.card_faces import FACE_HEIGHT, FACE_WIDTH, card_face
from devices.simulators.document_picture import Condition, PictureFault, document_picture
from devices.simulators.people import foreigner_of_2017, invented_holder, invented_person

PERSON = invented_person(1)
DRAWN = [kind for kind in PictureKind if kind.value not in {"passport", "passport_cn", "unknown"}]


def test_the_same_arguments_give_the_same_picture() -> None:
    for fault in (None, PictureFault.SCREEN):
        first = document_picture(PERSON, condition=Condition.LOW_LIGHT, fault=fault, seed=4)
        assert np.array_equal(first, document_picture(PERSON, condition=Condition.LOW_LIGHT, fault=fault, seed=4))
        assert not np.array_equal(first, document_picture(PERSON, condition=Condition.LOW_LIGHT, fault=fault, seed=5))


def test_pictures_are_as_large_as_the_camera_s() -> None:
    assert document_picture(PERSON).shape == (1080, 1920, 3)
    assert document_picture(PERSON, condition=Condition.SMALL).shape == (720, 1280, 3)


@pytest.mark.parametrize("kind", DRAWN, ids=lambda kind: kind.value)
def test_every_card_has_a_face(kind: PictureKind) -> None:
    face = card_face(invented_holder(kind, 2), kind)
    assert face.shape == (FACE_HEIGHT, FACE_WIDTH, 3)
    assert face.min() < 60


def test_a_passport_has_no_card_face() -> None:
    with pytest.raises(ValueError, match="not drawn"):
        card_face(PERSON, PictureKind.PASSPORT)


def test_rare_characters_are_drawn_and_never_as_a_box() -> None:
    plain, rare = (card_face(replace(PERSON, name=name), PictureKind.RESIDENT_CARD) for name in ("样吉", "样𠮷"))
    assert not np.array_equal(plain, rare)
    with pytest.raises(DeviceError) as caught:
        card_face(replace(PERSON, name="样\U0010fffe"), PictureKind.RESIDENT_CARD)
    assert caught.value.fault is DeviceFault.NOT_FOUND


def test_missing_fonts_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(card_fonts, "_NUMBER_FONTS", ("no-such-font.otf",))
    with pytest.raises(DeviceError):
        card_fonts.number_font(20)


@pytest.mark.parametrize("seed", range(40))
def test_invented_people_have_sound_numbers(seed: int) -> None:
    for kind in (PictureKind.RESIDENT_CARD, PictureKind.HMT_RESIDENCE_PERMIT, PictureKind.FOREIGNER_PERMANENT_CARD):
        card: CardText = invented_holder(kind, seed)
        assert mod_11_2.is_valid(card.number)
        assert card.birth_date is not None
        assert card.number[6:14] == f"{card.birth_date:%Y%m%d}"
    assert foreigner_of_2017(seed).number[:3] == foreigner_of_2017(seed).nationality
