"""What opens beside the waybill lane instead of a dialog: refusal reasons, help, giving a parcel up."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.policy import RefusalReason
from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.language import label_of
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.icon_label import IconLabel
from ui.widgets.key_button import KeyButton, show_chosen
from ui.widgets.styling import text_label

_HELP_COLUMNS = 3


class Panel(QFrame):
    """A card with a title, a line below it, room for content, and the way back."""

    asked = Signal(object)

    def __init__(self, theme: Theme, keys: KeyTable, icon: Icon, title: str, line: str, *, fills: bool = False) -> None:
        """``fills``: the content takes all the room there is."""
        super().__init__()
        self.setProperty("kind", "card")
        self.setProperty("lane", "next")
        self.setAccessibleName(title)
        self.content = QVBoxLayout()
        self.content.setSpacing(theme.sizes.gap)
        sign = IconLabel(theme, theme.sizes.large)
        sign.show_icon(icon, theme.palette.accent)
        head = QHBoxLayout()
        head.setSpacing(theme.sizes.gap)
        head.addWidget(sign)
        head.addWidget(text_label("large", title))
        head.addStretch(1)
        back = KeyButton(theme, translate("panel", "返回"), keys.label(Action.CANCEL))
        back.clicked.connect(partial(self.asked.emit, Action.CANCEL))
        head.addWidget(back)
        layout = QVBoxLayout(self)
        gap = theme.sizes.gap
        layout.setContentsMargins(gap * 2, gap, gap * 2, gap * 2)
        layout.setSpacing(gap)
        layout.addLayout(head)
        layout.addWidget(text_label("muted", line, wraps=True))
        layout.addLayout(self.content, int(fills))
        if not fills:
            layout.addStretch(1)


class RefusalPanel(Panel):
    """Coded reasons; a digit picks one."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, keys: KeyTable, reasons: Sequence[RefusalReason]) -> None:
        line = translate("panel", "按数字选原因，这一件随即拒收；已拍的照片留作证据，寄件人信息不保留")
        super().__init__(theme, keys, Icon.RETURNED, translate("panel", "为什么拒收？"), line)
        self._fitting = KeyButton(theme, "", keys.label(Action.FINISH), "primary")
        self._fitting.clicked.connect(partial(self.asked.emit, Action.FINISH))
        self._fitting.hide()
        self.content.addWidget(self._fitting, 0, Qt.AlignmentFlag.AlignLeft)
        self._buttons: dict[str, KeyButton] = {}
        grid = QGridLayout()
        grid.setSpacing(theme.sizes.gap)
        half = (len(reasons) + 1) // 2
        for place, reason in enumerate(reasons):
            button = KeyButton(theme, label_of(reason), reason.key)
            button.setToolTip(reason.source)
            button.clicked.connect(partial(self.chosen.emit, reason.code))
            grid.addWidget(button, place % half, place // half)
            self._buttons[reason.code] = button
        self.content.addLayout(grid)

    def show_fitting(self, reason: RefusalReason | None) -> None:
        """The reason that fits what stands against the goods: Enter takes it."""
        self._fitting.setVisible(reason is not None)
        if reason is not None:
            self._fitting.set_text(translate("panel", "拒收：{reason}").format(reason=label_of(reason)))
        show_chosen(self._buttons, reason.code if reason is not None else None)


class DiscardPanel(Panel):
    """Asks once more before a parcel is given up."""

    def __init__(self, theme: Theme, keys: KeyTable) -> None:
        line = translate("panel", "扫错了、不寄了才放弃：本件的照片和证件信息会删掉，不收寄也不上报。要留记录请用拒收")
        super().__init__(theme, keys, Icon.TRASH, translate("panel", "放弃这一件？"), line)
        again = KeyButton(theme, translate("panel", "确定放弃"), keys.label(Action.DISCARD))
        again.clicked.connect(partial(self.asked.emit, Action.DISCARD))
        self.content.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)


class HelpPanel(Panel):
    """What each key does, and first of all what this step needs."""

    def __init__(self, theme: Theme, keys: KeyTable) -> None:
        line = translate("panel", "运单、证件、照片先后不限。扫码和读证随时有效，不用先点哪一栏")
        super().__init__(theme, keys, Icon.INFO, translate("panel", "这一步怎么办"), line, fills=True)
        self._step = text_label("title", wraps=True)
        self.content.addWidget(self._step)
        told = QWidget()
        grid = QGridLayout(told)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.sizes.gap * 2)
        grid.setVerticalSpacing(max(2, theme.sizes.gap // 4))
        rows = _key_rows(keys)
        high = -(-len(rows) // _HELP_COLUMNS)
        for place, (key, words) in enumerate(rows):
            column = 2 * (place // high)
            grid.addWidget(text_label("strong", key), place % high, column)
            grid.addWidget(text_label("", words, wraps=True), place % high, column + 1)
            grid.setColumnStretch(column + 1, 1)
        # with a larger system font the keys need more room than a small screen has
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(told)
        self.content.addWidget(scroll, 1)

    def show_step(self, text: str) -> None:
        """Say what this step needs."""
        self._step.setText(text)


def _key_rows(keys: KeyTable) -> list[tuple[str, str]]:
    return [
        (keys.label(Action.FINISH), translate("panel", "完成收寄")),
        (keys.label(Action.CONFIRM), translate("panel", "确认当前要核对的一项")),
        (keys.label(Action.SENDING), translate("panel", "委托、信件等交寄方式")),
        (keys.label(Action.CUSTOMERS), translate("panel", "选单位或协议客户")),
        (keys.label(Action.READ_DOCUMENT), translate("panel", "拍证件识别")),
        (keys.label(Action.TYPE_DOCUMENT), translate("panel", "手工录入证件")),
        (keys.label(Action.TYPE_NAME), translate("panel", "录入面单姓名")),
        (keys.label(Action.TYPE_ADDRESS), translate("panel", "录入寄件地址")),
        (keys.label(Action.ANSWER), translate("panel", "写明原因或关系")),
        (keys.label(Action.SUPERVISOR), translate("panel", "请站长决定")),
        (keys.label(Action.OWN_DOCUMENT), translate("panel", "登记为收寄员本人证件")),
        ("0–9", translate("panel", "输入手机号")),
        ("A–Z", translate("panel", "选内件类别")),
        (keys.label(Action.NAME_ITEM), translate("panel", "查物品名称，填数量、形态和证明")),
        (f"{keys.label(Action.JOURNEY)} {keys.label(Action.PACKAGING)}", translate("panel", "运输、寄往、包装和重量")),
        (keys.label(Action.SCREENING), translate("panel", "登记过机安检")),
        (keys.label(Action.DIFFERS), translate("panel", "内件与申报不符")),
        (f"{keys.label(Action.MORE)} {keys.label(Action.FEWER)}", translate("panel", "数量加减")),
        (keys.label(Action.PHOTO), translate("panel", "拍照")),
        (keys.label(Action.CONTENTS_PHOTO), translate("panel", "再拍一张内件")),
        (keys.label(Action.REMOVE_PHOTO), translate("panel", "撤掉最后一张照片")),
        (keys.label(Action.REFUSE), translate("panel", "拒收，再按数字选原因")),
        (keys.label(Action.INCIDENT), translate("panel", "危险或违法物品：先看处置卡")),
        (keys.label(Action.PARK), translate("panel", "挂起本件；柜台空着时取回")),
        (keys.label(Action.SAME_SENDER), translate("panel", "同一寄件人再寄一件")),
        (keys.label(Action.PRINT_LABEL), translate("panel", "打印上一件的验视标识")),
        (keys.label(Action.TYPE_WAYBILL), translate("panel", "手输运单号")),
        (keys.label(Action.NEXT_CARRIER), translate("panel", "换快递企业")),
        (keys.label(Action.DISCARD), translate("panel", "放弃本件")),
        (keys.label(Action.LOCK), translate("panel", "锁定，换人登录")),
        (keys.label(Action.FULL_SCREEN), translate("panel", "全屏")),
        (keys.label(Action.RECORDS_PAGE), translate("panel", "查看记录")),
    ]
