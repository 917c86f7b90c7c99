"""The small parts that the screens are made of."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QModelIndex, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.identity.document import DocumentField, Sex
from sync.state import MessageState
from tests.support.builders import policy
from tests.support.counter_house import StandingClock
from tests.unit.ui.test_records_presenter import row
from ui.error_text import words
from ui.icons import Icon, icon_pixmap
from ui.keys import Action, KeyTable
from ui.language import Language, Translators, label_of, language_named
from ui.models.records_model import Column, RecordsModel
from ui.screens.acceptance.inspection_state import Thumbnail
from ui.screens.acceptance.state import ShownDoubt
from ui.theme import CALM, HIGH_CONTRAST, Theme, apply_theme, sizes_for
from ui.widgets.doubts_box import DoubtsBox
from ui.widgets.key_button import KeyButton
from ui.widgets.latin_line_edit import LatinLineEdit
from ui.widgets.newest_photo import NewestPhoto
from ui.widgets.notice_bar import NoticeBar


@pytest.fixture
def english(qapp: QApplication) -> Iterator[None]:
    translators = Translators(qapp)
    translators.use(Language.ENGLISH)
    yield
    translators.use(Language.CHINESE)
    QCoreApplication.removePostedEvents(qapp)


class TestLanguage:
    def test_chinese_is_the_source(self) -> None:
        assert words(MessageState.DELIVERED).text == "已送达"
        assert label_of(policy().item_categories[0]) == "食品"

    @pytest.mark.usefixtures("english")
    def test_english_is_complete(self) -> None:
        assert words(MessageState.DELIVERED).text == "delivered"
        assert label_of(policy().item_categories[0]) == "Food"
        assert KeyTable().label(Action.CONFIRM) == "Space"

    def test_an_unknown_language_leaves_chinese(self) -> None:
        assert language_named("de") is Language.CHINESE
        assert language_named("en") is Language.ENGLISH


class TestIcons:
    @pytest.mark.parametrize("icon", Icon)
    def test_every_icon_is_drawn_in_its_colour(self, icon: Icon) -> None:
        image = icon_pixmap(icon, "#a51d1d", 24).toImage().convertToFormat(QImage.Format.Format_ARGB32)
        pixels = [image.pixelColor(x, y) for x in range(24) for y in range(24)]
        colours = {pixel.name() for pixel in pixels if pixel.alpha() > 250}
        assert "#a51d1d" in colours
        assert "#000000" not in colours

    def test_a_dense_screen_gets_more_pixels(self) -> None:
        pixmap = icon_pixmap(Icon.CHECK, "#000000", 24, 2.0)
        assert (pixmap.width(), pixmap.deviceIndependentSize().width()) == (48, 24)


class TestTheme:
    def test_the_whole_application_wears_it(self, qapp: QApplication, theme: Theme) -> None:
        strong = Theme(HIGH_CONTRAST, sizes_for(18))
        apply_theme(qapp, strong)
        assert qapp.font().pixelSize() == 24
        assert qapp.palette().window().color() == QColor(HIGH_CONTRAST.ground)
        apply_theme(qapp, theme)
        assert qapp.palette().window().color() == QColor(CALM.ground)


class TestLatinLineEdit:
    def test_no_input_method_gets_in(self, qtbot: QtBot) -> None:
        field, ordinary = LatinLineEdit(), QLineEdit()
        qtbot.addWidget(field)
        qtbot.addWidget(ordinary)
        assert field.inputMethodQuery(Qt.InputMethodQuery.ImEnabled) is False
        assert ordinary.inputMethodQuery(Qt.InputMethodQuery.ImEnabled) is True

    def test_other_questions_are_answered_as_ever(self, qtbot: QtBot) -> None:
        field = LatinLineEdit("530102")
        qtbot.addWidget(field)
        assert field.inputMethodQuery(Qt.InputMethodQuery.ImSurroundingText) == "530102"


class TestKeyButton:
    def test_it_is_named_for_screen_readers_and_says_when_it_is_chosen(self, qtbot: QtBot, theme: Theme) -> None:
        button = KeyButton(theme, "食品", "S")
        qtbot.addWidget(button)
        assert (button.accessibleName(), button.accessibleDescription()) == ("食品", "S")
        button.set_chosen(True)
        assert button.accessibleName() == "食品 ✓"
        button.set_text("水果")
        assert button.accessibleName() == "水果"

    def test_it_is_never_narrower_than_its_words(self, qtbot: QtBot, theme: Theme) -> None:
        button = KeyButton(theme, "玉石工艺品", "J")
        qtbot.addWidget(button)
        assert button.minimumSizeHint().width() >= button.fontMetrics().horizontalAdvance("玉石工艺品")


class TestNoticeBar:
    def test_it_is_told_to_screen_readers(self, qtbot: QtBot, theme: Theme) -> None:
        bar = NoticeBar(theme)
        qtbot.addWidget(bar)
        bar.say(Icon.CHECK, "good", "已收寄", "可以办下一件")
        interface = QAccessible.queryAccessibleInterface(bar)
        assert interface.text(QAccessible.Text.Name) == "已收寄 可以办下一件"


class TestNewestPhoto:
    def test_a_photo_of_an_earlier_start_is_a_sign(self, qtbot: QtBot, theme: Theme) -> None:
        newest = NewestPhoto(theme)
        qtbot.addWidget(newest)
        newest.show_photos((Thumbnail("photo-1", None),))
        assert not newest.frame.pixmap().isNull()
        newest.show_photos(())
        assert newest.frame.pixmap().isNull()


class TestRecordsModel:
    @pytest.fixture
    def model(self, theme: Theme) -> RecordsModel:
        return RecordsModel(theme, policy(), StandingClock().local)

    def test_it_keeps_qts_rules_while_rows_come_change_and_go(self, model: RecordsModel) -> None:
        tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        rows = tuple(row(number) for number in range(5))
        for shown in (rows[1:3], rows[1:], (row(1, attempts=2), *rows[2:]), rows, ()):
            model.show_rows(shown)
            assert model.rowCount() == len(shown)
        tester.deleteLater()

    def test_older_rows_are_added_without_losing_the_place(self, model: RecordsModel, qtbot: QtBot) -> None:
        rows = tuple(row(number) for number in range(5))
        model.show_rows(rows[:3])
        with qtbot.waitSignal(model.rowsInserted), qtbot.assertNotEmitted(model.modelReset):
            model.show_rows(rows)

    def test_a_row_says_everything_in_words(self, model: RecordsModel) -> None:
        model.show_rows((row(0, message_state=MessageState.REJECTED, last_outcome="conflict", attempts=1),))
        cells = [model.index(0, column).data() for column in Column]
        assert cells[:8] == ["11-20 12:00", "收寄", "YT0000000000000", "圆通", "测*", "食品", "1001", "被退回"]
        assert not model.index(0, Column.STATE).data(Qt.ItemDataRole.DecorationRole).isNull()
        assert model.index(0, Column.WHY).data(Qt.ItemDataRole.ToolTipRole) == cells[Column.WHY]
        headers = [model.headerData(column, Qt.Orientation.Horizontal) for column in Column]
        assert all(headers)
        assert model.data(QModelIndex()) is None


class TestDoubtsBox:
    @pytest.mark.parametrize(("sex", "shown"), [(Sex.FEMALE, "女"), (Sex.MALE, "男")])
    def test_a_sex_in_doubt_is_said_in_the_words_of_the_card(
        self, qtbot: QtBot, theme: Theme, sex: Sex, shown: str
    ) -> None:
        box = DoubtsBox(theme, KeyTable())
        qtbot.addWidget(box)
        box.show_doubts((ShownDoubt(DocumentField.SEX, sex.value),))
        labels: list[QLabel] = list(box.findChildren(QLabel))
        assert shown in [label.text() for label in labels]
