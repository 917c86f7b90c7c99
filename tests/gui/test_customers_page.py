"""The customers' page by its keys, on real use cases."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.clerk import Clerk, ClerkRole
from app.domain.customer import CustomerKind, Filing
from tests.gui.customers_stage import SUPERVISOR, CustomersStage, register_some
from tests.gui.stage import Stage, parts_of
from tests.support.builders import CREDIT_CODE
from tests.support.fake_counter import clerk, customer_actions, scan
from ui.models.customers_model import Column
from ui.screens.customers.form import CustomerField
from ui.theme import TOUCH_TARGET, Theme

TYPED = (
    (CustomerField.NAME, "abc flowers"),
    (CustomerField.CREDIT_CODE, CREDIT_CODE.lower()),
    (CustomerField.RESPONSIBLE_NAME, "sample"),
    (CustomerField.PHONE, "13800138001"),
    (CustomerField.AGREEMENT_NUMBER, "xy-9"),
)


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme) -> Iterator[CustomersStage]:
    stage = CustomersStage(theme)
    stage.open()
    qtbot.waitExposed(stage.shell)
    stage.shell.activateWindow()
    qtbot.waitUntil(stage.shell.isActiveWindow)
    yield stage
    stage.shell.close()
    stage.shell.deleteLater()


def cells(stage: CustomersStage, column: Column) -> list[str]:
    model = stage.view.list.model
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def test_a_customer_is_registered_with_the_keyboard_alone(stage: CustomersStage) -> None:
    form = stage.view.form
    stage.keys("Ins")
    for entry, text in TYPED:
        assert form.texts[entry].hasFocus(), entry
        stage.keys(text, "Enter")
    assert form.choices[CustomerField.FILING].has_focus
    form.choices[CustomerField.FILING].choose(Filing.UNFILED)
    stage.keys("Left", "Left", "Enter", "20260101", "Enter", "20271231", "F8", "Enter")

    (kept,) = stage.counter.house.look(lambda work: work.customers.all())
    assert kept.agreement is not None
    assert (kept.name, kept.credit_code, kept.agreement.number) == ("abc flowers", CREDIT_CODE, "XY-9")
    assert (kept.agreement.filing, kept.kind) == (Filing.FILED, CustomerKind.AGREEMENT)
    assert kept.responsible_copy in stage.counter.house.vault.files
    assert "已保存：abc flowers" in stage.view.list.detail.text
    assert stage.view.list.search.hasFocus()
    assert form.typed().name == "", "nothing of the form stays behind it"


def test_the_list_tells_standings_and_masks_people(stage: CustomersStage) -> None:
    stage.fill()
    stage.presenter.shown()

    assert cells(stage, Column.STANDING) == [
        "缺复印件，逐件查验",
        "未备案，逐件查验",
        "已过期，逐件查验",
        "有效，免逐件查验",
        "无协议，逐件查验",
    ]
    assert cells(stage, Column.NAME)[3] == "云岭花卉演练公司"
    assert set(cells(stage, Column.RESPONSIBLE)) == {"演**", "样**"}
    assert all("***" in phone for phone in cells(stage, Column.PHONE))
    assert cells(stage, Column.TERM)[4] == "—"


def test_typing_finds_and_the_arrow_goes_to_the_list(stage: CustomersStage) -> None:
    stage.fill()
    stage.keys("pe")
    assert cells(stage, Column.NAME) == ["普洱茶叶演练商行"]
    assert "续签协议并备案后" in stage.view.list.detail.text
    stage.keys("Down")
    assert stage.view.list.table.hasFocus()
    stage.keys("Enter")
    assert stage.view.form.texts[CustomerField.NAME].text() == "普洱茶叶演练商行"
    assert stage.view.form.texts[CustomerField.NAME].hasFocus()
    assert stage.view.form.copy_line.text == "已存有复印件；换了责任人要重拍"
    stage.keys("Esc")
    assert stage.view.list.isVisible()
    stage.view.list.search.setText("zzz")
    assert stage.view.list.detail.text == "没有找到客户"


def test_wrong_fields_say_in_place_what_they_must_be(stage: CustomersStage) -> None:
    form = stage.view.form
    stage.keys("Ins", "abc", "Ctrl+S")
    assert form.labels[CustomerField.CREDIT_CODE].text() == "统一社会信用代码：应为 18 位，照营业执照重新输入"
    assert form.texts[CustomerField.CREDIT_CODE].property("wrong") == "true"
    assert form.texts[CustomerField.NAME].property("wrong") == "false"
    assert form.texts[CustomerField.CREDIT_CODE].hasFocus()
    assert form.texts[CustomerField.NAME].text() == "abc", "what was typed stays"
    assert form.line.text == "还有 6 栏要改，见红字"


def test_an_odd_credit_code_asks_for_its_reason_in_place(stage: CustomersStage) -> None:
    form = stage.view.form
    stage.keys("Ins", "abc", "Enter")
    assert not form.choices[CustomerField.CREDIT_CODE_REASON].isVisible()
    stage.keys(CREDIT_CODE[:-1] + "1", "Enter")
    assert form.choices[CustomerField.CREDIT_CODE_REASON].isVisible()
    form.choices[CustomerField.CREDIT_CODE_REASON].choose("licence_seen")
    form.texts[CustomerField.CREDIT_CODE].setFocus()
    stage.keys("0")
    assert form.choices[CustomerField.CREDIT_CODE_REASON].value is None, "the reason was another code's"


def test_an_organisation_needs_no_agreement(stage: CustomersStage) -> None:
    form = stage.view.form
    stage.keys("Ins")
    form.choices[CustomerField.KIND].choose(CustomerKind.AGREEMENT)
    form.choices[CustomerField.KIND].setFocus()
    stage.keys("Right")
    assert form.choices[CustomerField.KIND].value == CustomerKind.ORGANISATION
    assert not form.texts[CustomerField.VALID_FROM].isVisible()
    form.texts[CustomerField.NAME].setFocus()
    for entry, text in TYPED[:4]:
        assert form.texts[entry].hasFocus(), entry
        stage.keys(text, "Enter")

    assert [kept.agreement for kept in stage.counter.house.look(lambda work: work.customers.all())] == [None]


def test_the_picture_is_shown_small_and_can_be_taken_again(stage: CustomersStage) -> None:
    form = stage.view.form
    stage.keys("Ins", "F8")
    assert not form._taken.pixmap().isNull()
    assert form._taken.isVisible()
    assert form.copy_line.text == "已拍，保存后加密存在本机"
    stage.counter.picture = None
    stage.keys("F8")
    assert form.copy_line.text.startswith("相机没有画面")
    stage.keys("Esc", "Ins")
    assert form._taken.pixmap().isNull()
    assert form._live.isVisible()


def test_a_clerk_is_told_who_may_and_can_look_on(stage: CustomersStage) -> None:
    stage.fill()
    stage.presenter.shown()
    stage.presenter.clerk_signed_in(clerk())
    stage.keys("Ins")
    assert stage.view.list.isVisible()
    assert stage.view.list.detail.text == "只有站长能登记和修改客户。请站长登录后再来"
    stage.keys("Down", "Down")
    assert "只有站长" not in stage.view.list.detail.text


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> Iterator[Stage]:
    """The whole window, with a supervisor and customers."""
    whole = Stage(qtbot, theme)
    supervisor = Clerk(SUPERVISOR, "样例站长", "hash", ClerkRole.SUPERVISOR)
    whole.counter.house.look(lambda work: work.clerks.add(supervisor))
    register_some(customer_actions(whole.counter.house), SUPERVISOR)
    whole.sign_in(supervisor)
    yield whole
    whole.close()


def test_the_page_opens_by_its_key_and_a_scan_leads_back(window: Stage) -> None:
    window.keys("Ctrl+3")
    assert window.page() is window.window.customers_view
    assert "云岭花卉演练公司" in cells_of(window)
    window.keys("Ins", "A")
    window.window.take(scan())
    assert window.page() is window.window.acceptance_view
    window.keys("Ctrl+3")
    assert window.window.customers_view.form.typed().name == "a", "an open form waits"
    assert window.window.customers_view.form.texts[CustomerField.NAME].hasFocus()


def test_a_lock_forgets_the_open_form(window: Stage) -> None:
    window.keys("Ctrl+3", "Ins", "A", "F12")
    assert window.page() is window.window.sign_in_view
    window.sign_in()
    window.keys("Ctrl+3", "Ins")
    view = window.window.customers_view
    assert view.list.isVisible(), "the next one is no supervisor"
    assert view.form.typed().name == ""


def cells_of(window: Stage) -> list[str]:
    model = window.window.customers_view.list.model
    return [str(model.index(row, Column.NAME).data()) for row in range(model.rowCount())]


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_nothing_is_cut_off_and_everything_can_be_pressed(stage: CustomersStage, size: tuple[int, int]) -> None:
    stage.fill()
    stage.shell.resize(*size)
    for step in ((), ("Ins", "Ctrl+S")):
        stage.keys(*step)
        QCoreApplication.processEvents()  # the layouts follow
        assert stage.shell.minimumSizeHint().width() <= size[0]
        assert stage.shell.minimumSizeHint().height() <= size[1]
        inside = parts_of(stage.view, QWidget)
        for widget in inside:
            if isinstance(widget, QPushButton | QRadioButton) and widget.isVisible():
                assert widget.accessibleName()
                assert widget.height() >= TOUCH_TARGET
            if isinstance(widget, QLabel) and widget.isVisible() and widget.text() and not widget.wordWrap():
                assert widget.width() >= widget.fontMetrics().horizontalAdvance(widget.text()), widget.text()
