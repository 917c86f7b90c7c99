"""Lane 2: who sends how, the document, the clerk's word that it is theirs, and the phone number."""

from collections.abc import Callable
from functools import partial
from typing import assert_never

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.identity.document import WARNINGS
from app.domain.sending import Sending
from app.usecases.put_document import Place
from ui.error_text import words
from ui.fonts import shown_name
from ui.icons import Icon
from ui.keys import Action, KeyTable
from ui.language import label_of
from ui.screens.acceptance.state import GuardianStanding, SenderLane, ShownCompanion, ShownDocument, TermStanding
from ui.screens.acceptance.wording import (
    document_type_words,
    face_words,
    sending_words,
    source_words,
)
from ui.screens.customers.wording import standing_look
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.doubts_box import DoubtsBox
from ui.widgets.empty_lane import EmptyLane
from ui.widgets.jpeg_picture import JpegPicture
from ui.widgets.key_button import KeyButton
from ui.widgets.lane import Lane
from ui.widgets.live_picture import LivePicture, Preview
from ui.widgets.page_stack import PageStack
from ui.widgets.phone_box import PhoneBox
from ui.widgets.question_box import QuestionBox
from ui.widgets.status_line import StatusLine
from ui.widgets.styling import text_label

_MOST_PROBLEMS = 2
"""Lines of problems that fit; the first ones weigh most."""


class SenderLaneView(Lane):
    """``asked`` tells which action's button was pressed. ``person`` gives the live picture of who stands here."""

    asked = Signal(object)

    def __init__(self, theme: Theme, keys: KeyTable, person: Callable[[], Preview | None] | None) -> None:
        super().__init__(theme, "②", translate("sender", "寄件人"))
        self._theme = theme
        self._sending = self._button(keys, Action.SENDING, translate("sender", "交寄方式"))
        self.head_end.addWidget(self._sending)
        self._customer = StatusLine(theme, "")
        self._name = text_label("number")
        self._number = text_label("title")
        self._kind = text_label("muted", wraps=True)
        self._validity = StatusLine(theme)
        self._companions = [StatusLine(theme) for _ in range(2)]
        self._problems = [StatusLine(theme) for _ in range(_MOST_PROBLEMS)]
        self._extra = StatusLine(theme)
        self._doubts = DoubtsBox(theme, keys)
        self._doubts.confirm.clicked.connect(partial(self.asked.emit, Action.CONFIRM))
        self._doubts.correct.clicked.connect(partial(self.asked.emit, Action.TYPE_DOCUMENT))
        self._pictures = _Pictures(theme, person)
        self._face = StatusLine(theme)
        self._same = QuestionBox(theme, self._button(keys, Action.CONFIRM, translate("sender", "一致")))
        self._guardian = QuestionBox(theme, self._button(keys, Action.CONFIRM, translate("sender", "确认")))
        self._answer = QuestionBox(theme, self._button(keys, Action.ANSWER, translate("sender", "写明")))
        self._phone = PhoneBox(theme, keys)
        self._again = self._button(keys, Action.SAME_SENDER, translate("sender", "沿用上一位，面单同名"))
        self._camera = self._button(keys, Action.READ_DOCUMENT, translate("sender", "拍证件"))
        self._by_hand = self._button(keys, Action.TYPE_DOCUMENT, translate("sender", "手录证件"))
        self._exempt = EmptyLane(theme, Icon.CHECK_CIRCLE, "")
        self._empty = EmptyLane(theme, Icon.ID_READER, translate("sender", "把身份证放到读卡器上"))
        self._known = self._known_page(theme)
        self._pages = PageStack()
        for page in (self._empty, self._known, self._exempt):
            self._pages.add_page(page)
        other_ways = QHBoxLayout()
        other_ways.setSpacing(theme.sizes.gap)
        other_ways.addWidget(self._camera)
        other_ways.addWidget(self._by_hand)
        self.body.addWidget(self._customer)
        self.body.addWidget(self._pages, 1)
        self.body.addLayout(other_ways)
        self.body.addWidget(self._again)

    def show_lane(self, lane: SenderLane, *, can_continue: bool) -> None:
        """Show the lane; ``can_continue`` offers the last sender."""
        empty = lane.document is None and not lane.exempt
        self._again.setVisible(can_continue and empty)
        self._camera.setVisible(empty)
        self._by_hand.setVisible(empty)
        self._sending.set_text(sending_words(lane.sending))
        self._show_customer(lane)
        if lane.exempt:
            self._exempt.say(_exempt_words(lane.sending))
        elif lane.document is not None:
            self._show_document(lane.document, lane)
            self._show_questions(lane)
        # last: a page that comes to the front is laid out at once, and must not ask for room that it does not need
        self._pages.show_page(self._exempt if lane.exempt else self._empty if lane.document is None else self._known)

    def _show_customer(self, lane: SenderLane) -> None:
        self._customer.setVisible(lane.customer is not None)
        if lane.customer is not None:
            look = standing_look(lane.customer.standing)
            self._customer.say(look.icon, f"{shown_name(lane.customer.name)} · {look.words}", look.tone)

    def _show_document(self, document: ShownDocument, lane: SenderLane) -> None:
        self._name.setText(shown_name(document.name))
        self._number.setText(document.number)
        self._kind.setText(f"{document_type_words(document.document_type)} · {source_words(document.source)}")
        self._validity.say(Icon.CLOCK, _term_words(document), "muted")
        for line, problem in zip(self._problems, document.problems, strict=False):
            warns = problem in WARNINGS
            line.say(Icon.WARNING if warns else Icon.STOP, words(problem).text, "warn" if warns else "bad")
        for index, line in enumerate(self._problems):
            line.setVisible(index < len(document.problems))
        for line, companion in zip(self._companions, lane.companions, strict=False):
            _say_companion(line, companion)
        for index, line in enumerate(self._companions):
            line.setVisible(index < len(lane.companions))
        extra = _extra_words(lane)
        self._extra.setVisible(bool(extra))
        self._extra.say(Icon.INFO, extra, "muted")

    def _show_questions(self, lane: SenderLane) -> None:
        in_doubt = lane.doubted is not None
        self._doubts.setVisible(in_doubt)
        # what was compared does not stay in clear, not even hidden
        self._doubts.show_doubts(lane.doubted.doubts if lane.doubted is not None else ())
        for box in (self._same, self._phone):
            box.setVisible(not in_doubt)
        self._pictures.setVisible(not in_doubt and not lane.same_person and self._pictures.has_something(lane))
        self._pictures.show_portrait(lane)
        self._face.setVisible(lane.face is not None and not in_doubt)
        if lane.face is not None:
            self._face.say(Icon.INFO, face_words(lane.face), "muted")
        if lane.continued:
            self._same.say_yes(translate("sender", "同一寄件人，已核对"))
        elif lane.same_person:
            self._same.say_yes(translate("sender", "人证一致，已核对"))
        else:
            self._same.ask(translate("sender", "人和证件一致吗？"))
        self._phone.show_phone(lane)
        self._show_guardian(lane.guardian, wanted=lane.same_person and not in_doubt)
        wanted = lane.wants_answer if lane.same_person and not in_doubt else None
        self._answer.setVisible(wanted is not None)
        if wanted is not None:
            rule = wanted.subject
            asked = translate("sender", "两人是什么关系？") if rule is None else label_of(rule)
            self._answer.ask(asked, Icon.WARNING if rule is not None else Icon.PERSON)

    def _show_guardian(self, standing: GuardianStanding, *, wanted: bool) -> None:
        self._guardian.setVisible(standing is not GuardianStanding.NOT_NEEDED and wanted)
        match standing:
            case GuardianStanding.AWAITED:
                self._guardian.wait(translate("sender", "等监护人的证件"))
            case GuardianStanding.ASKED_CONSENT:
                self._guardian.ask(translate("sender", "监护人同意登记孩子的信息吗？"))
            case GuardianStanding.ASKED_PRESENCE:
                self._guardian.ask(translate("sender", "监护人在场吗？"))
            case GuardianStanding.SETTLED:
                self._guardian.say_yes(translate("sender", "监护人已确认"))
            case GuardianStanding.NOT_NEEDED:
                pass
            case _:
                assert_never(standing)

    def _known_page(self, theme: Theme) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(max(2, theme.sizes.gap // 3))
        for line in (self._name, self._number, self._kind, self._validity, *self._companions, *self._problems):
            layout.addWidget(line)
        boxes = (self._doubts, self._pictures, self._face, self._same, self._phone, self._guardian, self._answer)
        for box in (self._extra, *boxes):
            layout.addWidget(box)
        layout.addStretch(1)
        return page

    def _button(self, keys: KeyTable, action: Action, text: str) -> KeyButton:
        button = KeyButton(self._theme, text, keys.label(action))
        button.clicked.connect(partial(self.asked.emit, action))
        return button


class _Pictures(QWidget):
    """The document's portrait beside the person: what the clerk compares."""

    def __init__(self, theme: Theme, person: Callable[[], Preview | None] | None) -> None:
        super().__init__()
        size = QSize(round(theme.sizes.touch * 2.2), round(theme.sizes.touch * 2.4))
        self._portrait = JpegPicture(theme, translate("sender", "证件照"), "", size)
        self._live = LivePicture(theme, person) if person is not None else None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.sizes.gap // 2)
        self._portrait.setMaximumHeight(size.height())
        layout.addWidget(self._portrait, 2)
        if self._live is not None:
            self._live.setAccessibleName(translate("sender", "现场画面"))
            self._live.setMaximumHeight(size.height())
            self._live.setMinimumSize(size.width() // 2, size.height() // 3)
            layout.addWidget(self._live, 3)

    def has_something(self, lane: SenderLane) -> bool:
        """Whether there is anything to compare on the screen."""
        return lane.portrait is not None or self._live is not None

    def show_portrait(self, lane: SenderLane) -> None:
        """The portrait, or why there is none."""
        missing = (
            translate("sender", "没有照片解码器，看证件原件")
            if lane.portrait_missing
            else translate("sender", "没有证件照，看证件原件")
        )
        self._portrait.show_jpeg(lane.portrait, missing)


def _term_words(document: ShownDocument) -> str:
    """How long it holds, or who knows."""
    match document.term:
        case TermStanding.TO_COMPARE:
            return translate("sender", "有效期在证件背面，待核对")
        case TermStanding.SEEN:
            return translate("sender", "有效期已看证件核对")
        case TermStanding.TOLD:
            if document.valid_to is None:
                return translate("sender", "长期有效")
            return translate("sender", "有效期至 {date}").format(date=document.valid_to.isoformat())
        case _:
            assert_never(document.term)


def _exempt_words(sending: Sending) -> str:
    if sending is Sending.LETTER:
        return translate("sender", "信件：不查验身份，不拍信的内容")
    return translate("sender", "协议有效：这一件不用查验身份")


def _say_companion(line: StatusLine, companion: ShownCompanion) -> None:
    role = {
        Place.PRINCIPAL: translate("sender", "委托人"),
        Place.GUARDIAN: translate("sender", "监护人"),
        Place.SENDER: "",
    }[companion.role]
    told = f" · {label_of(companion.relation)}" if companion.relation is not None else ""
    icon, tone = (Icon.CHECK_CIRCLE, "good") if companion.settled else (Icon.PENDING, "accent")
    line.say(icon, f"{role} {shown_name(companion.name)} {companion.number}{told}", tone)


def _extra_words(lane: SenderLane) -> str:
    """What came back from an earlier visit: a suggestion, never an answer."""
    parts: list[str] = []
    if lane.usual_category is not None:
        usual = translate("sender", "上次寄 {category}（{key}）")
        parts.append(usual.format(category=label_of(lane.usual_category), key=lane.usual_category.key))
    if lane.sends_from:
        parts.append(translate("sender", "寄件地址 {address}").format(address=lane.sends_from))
    return " · ".join(parts)
