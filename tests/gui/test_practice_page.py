"""The practice page by its keys: the written cases, put to the rules in force, and their drawn pictures."""

from random import Random

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton

from app.domain.practice import CasePicture, PracticeCase
from app.practice import cases_that_hold, written_cases
from app.training import practice_picture
from tests.gui.stage import Part, Stage
from tests.support.builders import TODAY, policy
from tests.support.fake_counter import InlineTaskRunner, jpeg_of
from ui.screens.practice.desk import PracticeDesk
from ui.screens.practice.presenter import PracticePorts
from ui.screens.practice.wording import answer_words
from ui.theme import TOUCH_TARGET
from ui.tones import Tone
from ui.widgets.key_button import KeyButton

SCREEN = (1366, 768)
CASES = {case.words.seen: case for case in cases_that_hold(written_cases(), policy(), TODAY)}


def grey(_: CasePicture) -> bytes:
    """Drawn at once; what the real drawings look like is looked at elsewhere."""
    image = QImage(64, 36, QImage.Format.Format_RGB32)
    image.fill(0xFF808080)
    return jpeg_of(image)


class Practice:
    """A window in which somebody practises."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.loaded = 0
        ports = PracticePorts(
            load=self._load,
            draw=grey,
            tasks=InlineTaskRunner(),
            chance=Random(7),  # noqa: S311 # the same order each time
            bell=stage.played.append,
        )
        self.desk = PracticeDesk(stage.shell, stage.theme, policy(), ports, leave=stage.window.go_home)
        self.desk.open()

    def _load(self) -> tuple[PracticeCase, ...]:
        self.loaded += 1
        return tuple(CASES.values())

    def inside(self, kind: type[Part]) -> list[Part]:
        """The visible widgets of that class on the page."""
        return [part for part in self.stage.parts(kind) if part.isVisible() and self.desk.view.isAncestorOf(part)]

    def text(self) -> str:
        return "\n".join(label.text() for label in self.inside(QLabel))

    @property
    def case(self) -> PracticeCase:
        """The one that can be read."""
        (found,) = [case for seen, case in CASES.items() if seen in [label.text() for label in self.inside(QLabel)]]
        return found

    def key_of(self, *, right: bool) -> str:
        """A digit whose button gives a right or a wrong answer."""
        wanted = answer_words(self.case.right, policy())
        answers = [button for button in self.desk.view.answers if button.isVisible()]
        return next(
            button.accessibleDescription()
            for button in answers
            if (button.accessibleName().rstrip(" ✓") == wanted) is right
        )


@pytest.fixture
def practice(stage: Stage) -> Practice:
    return Practice(stage)


def test_a_right_answer_counts_and_says_why(practice: Practice) -> None:
    case = practice.case
    practice.stage.keys(practice.key_of(right=True))
    assert practice.stage.played[-1:] == [Tone.GOOD]
    assert "答对了" in practice.text()
    assert case.words.why in practice.text()
    assert all(place.article in practice.text() for place in case.law)
    assert f"共 {len(CASES)} 题 · 已答对 1" in practice.text()


def test_a_wrong_answer_is_put_right_and_the_first_one_counts(practice: Practice) -> None:
    right = practice.key_of(right=True)
    practice.stage.keys(practice.key_of(right=False))
    assert practice.stage.played[-1:] == [Tone.BAD]
    assert f"不对，应当：{answer_words(practice.case.right, policy())}" in practice.text()
    practice.stage.keys(right)
    assert "已答对 0" in practice.text()
    assert "答对了" not in practice.text()


def test_the_next_case_comes_only_after_an_answer(practice: Practice) -> None:
    first = practice.case
    practice.stage.keys("Enter", "9", "0")
    assert practice.case is first
    assert practice.stage.played == [Tone.BAD] * 3
    practice.stage.keys(practice.key_of(right=True), "Enter")
    assert practice.case is not first
    assert "第 2 题" in practice.text()


def test_a_whole_round_has_every_case_once_and_then_another_begins(practice: Practice) -> None:
    asked = []
    for number in range(len(CASES)):
        asked.append(practice.case.code)
        practice.stage.keys(practice.key_of(right=number > 0), "Enter")
    assert sorted(asked) == sorted(case.code for case in CASES.values())
    assert f"答完了：{len(CASES)} 题答对 {len(CASES) - 1} 题" in practice.text()
    practice.stage.keys("Enter")
    assert "第 1 题" in practice.text()
    assert "已答对 0" in practice.text()


def test_esc_goes_back_and_the_round_goes_on_later(practice: Practice) -> None:
    practice.stage.keys(practice.key_of(right=True), "Enter")
    second = practice.case
    practice.stage.keys("Esc")
    assert practice.stage.page() is practice.stage.window.acceptance_view
    practice.desk.open()
    assert practice.case is second
    assert practice.loaded == 1


def test_practice_leaves_nothing_in_the_store(practice: Practice) -> None:
    tables = practice.stage.counter.house.store.tables
    before = (dict(tables.outbox), len(tables.audit))
    practice.stage.keys(practice.key_of(right=True), "Enter", practice.key_of(right=False))
    assert (dict(tables.outbox), len(tables.audit)) == before


def test_a_case_with_a_picture_is_drawn_the_same_each_time() -> None:
    picture = next(case.picture for case in CASES.values() if case.picture is not None)
    drawn = QImage.fromData(practice_picture(picture))
    assert not drawn.isNull()
    assert practice_picture(picture) == practice_picture(picture)


def test_every_case_fits_the_smallest_screen_and_can_be_touched(practice: Practice) -> None:
    for _ in CASES:
        case = practice.case
        practice.stage.keys(practice.key_of(right=False))
        QCoreApplication.processEvents()  # the layouts follow
        least = practice.stage.shell.minimumSizeHint()
        assert (practice.stage.shell.width(), practice.stage.shell.height()) == SCREEN, case.code
        assert (least.width() <= SCREEN[0], least.height() <= SCREEN[1]) == (True, True), case.code
        for label in practice.inside(QLabel):
            if label.text() and label.wordWrap():
                assert label.height() >= label.heightForWidth(label.width()), (case.code, label.text())
        for button in practice.inside(KeyButton):
            assert button.height() >= TOUCH_TARGET, button.accessibleName()
            assert button.accessibleDescription(), button.accessibleName()
        practice.stage.keys("Enter")


def test_every_button_does_what_its_key_does(practice: Practice) -> None:
    right = practice.key_of(right=True)

    def press(key: str) -> None:
        (button,) = [found for found in practice.inside(QPushButton) if found.accessibleDescription() == key]
        button.click()

    press(right)
    assert "答对了" in practice.text()
    press("Enter")
    assert "第 2 题" in practice.text()
    press("Esc")
    assert practice.stage.page() is practice.stage.window.acceptance_view
