"""Panels of the sender lane that need no text field: who sends how, which customer, a coded answer, consent."""

from functools import partial

from PySide6.QtCore import Signal

from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.language import label_of
from ui.screens.acceptance.panels import COMPANY_KEY, LISTED, SENDING_CHOICES, SWAP_KEY
from ui.screens.acceptance.state import Question, ShownCustomer
from ui.screens.customers.wording import standing_look
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.choice_buttons import ChoiceButtons
from ui.widgets.key_button import KeyButton
from ui.widgets.panels import Panel
from ui.widgets.styling import text_label


class SendingPanel(Panel):
    """Who sends how; a digit picks."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, keys: KeyTable) -> None:
        line = translate(
            "panel", "按数字选。委托交寄先读经办人（到场的人）的证件，再读委托人的；信件不查身份，也不拍内容"
        )
        super().__init__(theme, keys, Icon.PERSON, translate("panel", "谁在寄，怎么寄？"), line)
        choices = [(key, translate("sending", text)) for _, key, text in SENDING_CHOICES]
        choices += [
            (SWAP_KEY, translate("panel", "对调：刚才两份证件的先后反了")),
            (COMPANY_KEY, translate("panel", "单位或协议客户（{key}）").format(key=keys.label(Action.CUSTOMERS))),
        ]
        for key, text in choices:
            button = KeyButton(theme, text, key)
            button.clicked.connect(partial(self.chosen.emit, key))
            self.content.addWidget(button)


class CustomersPanel(Panel):
    """The outlet's customers; letters narrow the list, a digit picks."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, keys: KeyTable) -> None:
        line = translate("panel", "按拼音首字母缩小范围，再按数字选；也可以扫信用代码或协议编号")
        super().__init__(theme, keys, Icon.BOX, translate("panel", "哪个单位寄？"), line)
        self._filter = text_label("title")
        self._buttons = [KeyButton(theme, "", str(place + 1)) for place in range(LISTED)]
        self._ids: list[str] = []
        self.content.addWidget(self._filter)
        for place, button in enumerate(self._buttons):
            button.clicked.connect(partial(self._pick, place))
            self.content.addWidget(button)

    def show_customers(self, customers: tuple[ShownCustomer, ...], filtered: str) -> None:
        """Show what the filter leaves."""
        self._ids = [customer.customer_id for customer in customers]
        told = filtered or translate("panel", "（全部）")
        self._filter.setText(translate("panel", "首字母：{text}").format(text=told))
        for place, button in enumerate(self._buttons):
            there = place < len(customers)
            button.setVisible(there)
            if there:
                customer = customers[place]
                button.set_text(f"{customer.name} · {standing_look(customer.standing).words}")

    def _pick(self, place: int) -> None:
        if place < len(self._ids):
            self.chosen.emit(self._ids[place])


class QuestionPanel(Panel):
    """A coded answer is wanted: how two people belong together, or why something unusual is all right."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, keys: KeyTable) -> None:
        line = translate("panel", "按键选一项；选的内容记入本件并上报")
        super().__init__(theme, keys, Icon.INFO, translate("panel", "写明情况"), line)
        self._subject = text_label("large", wraps=True)
        self.content.addWidget(self._subject)
        self._choices = ChoiceButtons(theme)
        self._choices.chosen.connect(self.chosen)
        self.content.addWidget(self._choices)

    def show_question(self, question: Question | None) -> None:
        """Show what is asked now."""
        if question is None:
            return
        rule = question.subject
        self._subject.setText(
            label_of(rule) if rule is not None else translate("panel", "到场的人和委托人是什么关系？")
        )
        self._choices.show_choices(question.choices)


class FaceConsentPanel(Panel):
    """Asks for the separate consent that a comparison by machine needs."""

    def __init__(self, theme: Theme, keys: KeyTable) -> None:
        line = translate(
            "panel",
            "念给寄件人听：证件照和本人只在本机比一次，不保存、不上传，只供参考；不同意也能寄",
        )
        super().__init__(theme, keys, Icon.PERSON, translate("panel", "寄件人同意人脸辅助比对吗？"), line)
        agree = KeyButton(theme, translate("panel", "寄件人明确同意"), keys.label(Action.FINISH))
        agree.clicked.connect(partial(self.asked.emit, Action.FINISH))
        decline = KeyButton(theme, translate("panel", "不同意，由收寄员核对"), keys.label(Action.CANCEL))
        decline.clicked.connect(partial(self.asked.emit, Action.CANCEL))
        self.content.addWidget(agree)
        self.content.addWidget(decline)
