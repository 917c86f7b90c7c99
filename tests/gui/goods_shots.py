"""Draws lane 3 and its panels in every state, for people to look at: ``python -m tests.gui.goods_shots FOLDER``."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from app.domain.inspection import PhotoProblem
from app.usecases.attach_photo import EarlierPhoto
from tests.gui import screenshots
from tests.gui.screenshots import Stage, scanned
from tests.support.builders import NOON
from tests.support.fake_counter import box_picture, jpeg_of
from ui.keys import Action
from ui.screens.acceptance.goods_state import ScreeningField


def contents(on: Stage) -> None:
    """Declared and seen; the sealed parcel comes next."""
    scanned(on)
    on.sender()
    on.keys("G")
    on.do(Action.PHOTO)


def sealed(on: Stage) -> None:
    """Sealed too, with one more picture of the contents."""
    contents(on)
    on.do(Action.CONTENTS_PHOTO, Action.PHOTO)


def doubted(on: Stage) -> None:
    """A picture that an earlier one shows already."""
    scanned(on)
    on.sender()
    on.keys("G")
    earlier = EarlierPhoto("evidence-1", NOON, jpeg_of(box_picture(960, 540)))
    judge = on.counter.examiner
    assert judge is not None
    judge.earlier = earlier
    judge.doubts.append((PhotoProblem.REPEATED,))
    on.do(Action.PHOTO)


def name(on: Stage, text: str) -> None:
    """Type a name and take the first hit."""
    on.window.acceptance.goods.naming.name_typed(text)
    on.window.acceptance.goods.naming.enter(text)


def named(on: Stage) -> None:
    """Three things are named; one wants a closer look."""
    contents(on)
    on.do(Action.NAME_ITEM)
    for text in ("普洱茶", "香烟", "松茸"):
        name(on, text)
        on.window.acceptance.goods.naming.enter("2")
        on.do(Action.CANCEL)
    on.do(Action.CANCEL)


def objected(on: Stage) -> None:
    """Something prohibited was named."""
    contents(on)
    on.do(Action.NAME_ITEM)
    name(on, "烟花")
    on.do(Action.CANCEL)


def refusing_goods(on: Stage) -> None:
    """F2 with a reason that fits."""
    objected(on)
    on.do(Action.REFUSE)


def finding(on: Stage) -> None:
    """Letters are typed."""
    named(on)
    on.do(Action.NAME_ITEM, Action.CANCEL)
    on.window.acceptance.goods.naming.name_typed("yan")


def picking(on: Stage) -> None:
    """One of the declared things is picked."""
    named(on)
    on.do(Action.NAME_ITEM, Action.CANCEL)
    on.window.acceptance.goods.naming.move(1)


def counting(on: Stage) -> None:
    """How many, and in which unit."""
    contents(on)
    on.do(Action.NAME_ITEM)
    name(on, "香烟")


def forming(on: Stage) -> None:
    """The catalogue does not know it: what is it like?"""
    contents(on)
    on.do(Action.NAME_ITEM)
    on.window.acceptance.goods.naming.name_typed("某某样品")
    on.window.acceptance.goods.naming.choose(len(on.window.acceptance.goods.naming.shown.hits) - 1)
    on.window.acceptance.goods.naming.enter("1")


def natured(on: Stage) -> None:
    """Nor does anybody know what it belongs to."""
    scanned(on)
    on.do(Action.NAME_ITEM)
    on.window.acceptance.goods.naming.name_typed("某某样品")
    on.window.acceptance.goods.naming.choose(len(on.window.acceptance.goods.naming.shown.hits) - 1)


def paper(on: Stage) -> None:
    """The number of a paper."""
    contents(on)
    on.do(Action.NAME_ITEM)
    name(on, "种子")
    on.window.acceptance.goods.naming.enter("1")


def paper_photo(on: Stage) -> None:
    """The picture of the paper."""
    paper(on)
    on.window.acceptance.goods.naming.enter("53012026000123")


def looking(on: Stage) -> None:
    """The province's hint."""
    contents(on)
    on.do(Action.NAME_ITEM)
    name(on, "火锅底料")
    on.window.acceptance.goods.naming.enter("1")


def details(on: Stage) -> None:
    """How it travels and what it is packed in."""
    contents(on)
    on.do(Action.PACKAGING)
    on.keys("2")
    on.keys("Z")


def screening(on: Stage) -> None:
    """Nothing told yet."""
    contents(on)
    on.do(Action.SCREENING)


def screening_offered(on: Stage) -> None:
    """The machine of the parcel before is offered."""
    screening(on)
    form = on.window.acceptance.goods.screening
    on.keys("1")
    on.keys("4")
    form.field_typed(ScreeningField.MACHINE, "AJ-2024-001")
    form.field_typed(ScreeningField.INSPECTOR, "7001")
    form.record()
    on.do(Action.PARK)
    screening(on)
    on.keys("1")


def choosing_unnoticed(on: Stage) -> None:
    """A name that nobody may notice among those that fit."""
    contents(on)
    on.do(Action.NAME_ITEM)
    on.window.acceptance.goods.naming.name_typed("罂粟")


def named_unnoticed(on: Stage) -> None:
    """It was chosen: the list has closed again."""
    choosing_unnoticed(on)
    name(on, "罂粟壳")


def listing_unnoticed(on: Stage) -> None:
    """The list of goods opened again."""
    named_unnoticed(on)
    on.do(Action.NAME_ITEM)


def refusing_unnoticed(on: Stage) -> None:
    """F2 puts no reason forward."""
    named_unnoticed(on)
    on.do(Action.REFUSE)


SCENES: tuple[Callable[[Stage], None], ...] = (
    contents, sealed, doubted, named, objected, refusing_goods, finding, picking, counting, forming, natured, paper,
    paper_photo, looking, details, screening, screening_offered,
    choosing_unnoticed, named_unnoticed, listing_unnoticed, refusing_unnoticed,
)  # fmt: skip

screenshots.SCENES.update((scene.__name__, scene) for scene in SCENES)

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.argv[2:] = sys.argv[2:] or [scene.__name__ for scene in SCENES]
    screenshots.main(Path(sys.argv[1]))
