"""The acceptance screen: three lanes, what just happened above them, what is next below.

Invariants:
- The focus rests on this plain widget, which has no input method: a scanner's burst arrives whole with pinyin on, and
  keys reach the presenter wherever they are typed. The one text field (a waybill typed by hand) lets it go again.
- No dialog: whatever has to be asked opens beside the waybill lane.
"""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.acceptance import Missing, Objection
from app.domain.policy import Policy
from devices.ports import Sight
from ui.icons import Icon
from ui.keys import Action, KeyTable, is_held, key_press
from ui.screens.acceptance.actions import SenderPorts
from ui.screens.acceptance.goods_panels import GoodsPanels
from ui.screens.acceptance.panels import ENTER_FINISHES
from ui.screens.acceptance.presenter import AcceptancePresenter
from ui.screens.acceptance.state import TEXT_PANELS, CounterState, Hint, Kept, Panel, TurnedAway
from ui.screens.acceptance.wording import (
    Local,
    also_missing,
    ends_by_photo,
    finish_words,
    law_words,
    next_words,
    notice_look,
    notice_words,
)
from ui.texts import translate
from ui.theme import Theme
from ui.widgets.capture_panel import CapturePanel
from ui.widgets.details_panel import DetailsPanel
from ui.widgets.inspection_lane import InspectionLaneView
from ui.widgets.items_panel import ItemsPanel
from ui.widgets.key_button import KeyButton
from ui.widgets.label_panel import LabelPanel
from ui.widgets.lane import LaneStanding
from ui.widgets.late_bar import LateBar
from ui.widgets.live_picture import Preview
from ui.widgets.next_bar import NextBar
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.page_stack import PageStack
from ui.widgets.panels import DiscardPanel, HelpPanel, RefusalPanel
from ui.widgets.panels import Panel as PanelCard
from ui.widgets.screening_panel import ScreeningPanel
from ui.widgets.sender_lane import SenderLaneView
from ui.widgets.sender_panels import CustomersPanel, FaceConsentPanel, QuestionPanel, SendingPanel
from ui.widgets.text_panels import SupervisorPanel, TextPanel, address_panel, name_panel
from ui.widgets.typed_document_panel import TypedDocumentPanel
from ui.widgets.waybill_choice_panel import WaybillChoicePanel
from ui.widgets.waybill_lane import WaybillLaneView
from ui.wording.late_entry import bar_words, leave_words

_WAYBILL_NEEDS = frozenset({Missing.WAYBILL, Missing.WAYBILL_NAME})
_WAYBILL_OBJECTIONS = frozenset({Objection.WAYBILL_CHECK_DIGIT, Objection.NAME_DIFFERS})
_INSPECTION_NEEDS = frozenset(
    {
        Missing.ITEM_CATEGORY,
        Missing.ITEM_NAME,
        Missing.ITEM_FORM,
        Missing.ITEM_WEIGHT,
        Missing.ITEM_PAPER,
        Missing.ITEM_PAPER_PHOTO,
        Missing.PHOTO,
        Missing.CLOSER_LOOK,
        Missing.SCREENING,
        Missing.SEALED_PHOTO,
        Missing.PAPER_FORM,
    }
)
_SENDER_NEEDS = frozenset(Missing) - _WAYBILL_NEEDS - _INSPECTION_NEEDS
_INSPECTION_OBJECTIONS = frozenset(
    {Objection.ITEM_INCIDENT, Objection.ITEM_REFUSED, Objection.CONTENTS_DIFFER, Objection.SCREENING_STOPPED}
)
_DOCUMENT_OBJECTIONS = frozenset(Objection) - _WAYBILL_OBJECTIONS - _INSPECTION_OBJECTIONS


class AcceptanceView(QWidget):
    """Draws :class:`CounterState` and hands keys and buttons to the presenter (:meth:`wire`).

    ``asked`` carries what a button here stands for and the window does.
    """

    asked = Signal(object)

    def __init__(
        self,
        theme: Theme,
        policy: Policy,
        local: Local,
        *,
        preview: Callable[[], Preview | None],
        sight: Callable[[], Sight],
        sender: SenderPorts,
        keys: KeyTable,
        today: Callable[[], date],
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(translate("acceptance", "收寄"))
        self._local = local
        self._presenter: AcceptancePresenter | None = None
        self._keys = keys
        self.late_bar = LateBar(theme)
        self.notice_bar = NoticeBar(theme)
        self.waybill_lane = WaybillLaneView(theme, keys)
        person = sender.person_camera
        self.sender_lane = SenderLaneView(theme, keys, person.preview if person is not None else None)
        self.inspection_lane = InspectionLaneView(theme, keys, policy.item_categories, preview, local, sight=sight)
        self.refusal_panel = RefusalPanel(theme, keys, policy.refusal_reasons)
        self.help_panel = HelpPanel(theme, keys)
        self.discard_panel = DiscardPanel(theme, keys)
        self.sending_panel = SendingPanel(theme, keys)
        self.customers_panel = CustomersPanel(theme, keys)
        self.question_panel = QuestionPanel(theme, keys)
        self.face_consent_panel = FaceConsentPanel(theme, keys)
        self.supervisor_panel = SupervisorPanel(theme, keys)
        self.typed_document_panel = TypedDocumentPanel(theme, keys, policy, today)
        self.name_panel = name_panel(theme, keys)
        self.address_panel = address_panel(theme, keys)
        self.capture_panel = CapturePanel(theme, keys, sender.document_camera.preview)
        self.waybill_choice_panel = WaybillChoicePanel(theme, keys, preview, sight)
        self.items_panel = ItemsPanel(theme, keys, policy.item_categories, preview)
        self.details_panel = DetailsPanel(theme, keys, policy.inspection.packaging)
        self.screening_panel = ScreeningPanel(theme, keys)
        self.label_panel = LabelPanel(theme, keys, local)
        self._shown = Panel.NONE
        self._typing = False
        self.next_bar = NextBar(theme)
        self._finish = KeyButton(theme, translate("next", "完成收寄"), keys.label(Action.FINISH), "primary")
        self._finish.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        self._beside = PageStack()
        self._lanes = self._both_lanes(theme)
        self._buttons = self._action_buttons(theme, keys)
        self._lay_out(theme)

    def rehearse(self) -> None:
        """Paint every panel once where nobody sees it: the first time loads fonts and styles, and is slow."""
        parts: tuple[QWidget, ...] = tuple(self.findChildren(QWidget))
        for part in parts:
            part.ensurePolished()
        # Qt lays hidden pages out as if they were seen, and the window would grow to hold them all.
        window = self.window().layout()
        if window is None:
            return  # on its own, in no window: there is nothing to paint ahead for
        window.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for page in (self._lanes, *self._panels().values()):
            page.grab()
        window.setSizeConstraint(QLayout.SizeConstraint.SetDefaultConstraint)

    def wire(self, presenter: AcceptancePresenter) -> None:
        """Connect everything that can be pressed. Once."""
        self._presenter = presenter
        for lane in (self.waybill_lane, self.sender_lane, self.inspection_lane):
            lane.asked.connect(self._perform)
        for panel in self._panels().values():
            panel.asked.connect(self._perform)
        self.waybill_lane.typed.connect(presenter.enter_waybill)
        self.waybill_lane.left.connect(partial(self._perform, Action.CANCEL))
        self.inspection_lane.chosen.connect(presenter.choose_category)
        self.refusal_panel.chosen.connect(presenter.refuse)
        self.sending_panel.chosen.connect(presenter.choose_sending)
        self.customers_panel.chosen.connect(presenter.choose_customer)
        self.question_panel.chosen.connect(presenter.answer)
        self.waybill_choice_panel.chosen.connect(presenter.answer)
        self.supervisor_panel.given.connect(presenter.give_word)
        self.typed_document_panel.submitted.connect(presenter.enter_document)
        self.name_panel.entered.connect(presenter.enter_name)
        self.address_panel.entered.connect(presenter.enter_address)
        self.capture_panel.ticked.connect(presenter.tick)
        self._wire_goods(presenter.goods)
        for action, button in {**self._buttons, Action.FINISH: self._finish}.items():
            button.clicked.connect(partial(self._perform, action))

    def _wire_goods(self, goods: GoodsPanels) -> None:
        naming, items, screening = goods.naming, self.items_panel, goods.screening
        items.name_typed.connect(naming.name_typed)
        items.entered.connect(naming.enter)
        items.moved.connect(naming.move)
        items.row_chosen.connect(naming.choose)
        items.item_chosen.connect(naming.edit_item)
        items.item_removed.connect(naming.remove_picked)
        items.unit_chosen.connect(naming.choose_unit)
        items.form_chosen.connect(naming.choose_form)
        items.nature_chosen.connect(naming.choose_nature)
        items.looked.connect(naming.confirm)
        self.details_panel.chosen.connect(goods.typed)
        self.details_panel.weighed.connect(goods.details.weigh)
        self.screening_panel.chosen.connect(goods.typed)
        self.screening_panel.typed.connect(screening.field_typed)
        self.screening_panel.entered.connect(screening.entered)
        self.screening_panel.recorded.connect(screening.record)

    def show_state(self, state: CounterState) -> None:
        """Show ``state``, whole."""
        # asked first: hiding a field moves the focus anywhere
        was_typing = self.waybill_lane.typing_has_focus or self._typing
        self._typing = state.panel in TEXT_PANELS or state.goods.typing
        self.waybill_lane.show_lane(state.waybill, typing=state.panel is Panel.WAYBILL)
        self.sender_lane.show_lane(state.sender, can_continue=state.can_continue_sender)
        self.inspection_lane.show_lane(
            state.inspection,
            needs_photo=Missing.PHOTO in state.decision.missing,
            needs_seal=Missing.SEALED_PHOTO in state.decision.missing,
            looks=state.goods.looks,
        )
        self.inspection_lane.overlay.show_hints(wanted=state.waybill.number is None)
        for lane, standing in zip(self._lane_views(), _standings(state), strict=True):
            lane.show_standing(standing)
        if state.notice is Hint.WAYBILL_TAKEN:
            self.waybill_lane.clear_field()
        late = state.inspection.late
        self.late_bar.say(bar_words(late, self._local) if late is not None else "", leave_words(self._keys))
        self._show_notice(state)
        self._show_next(state)
        self._show_panel(state)
        if was_typing and not self._typing:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        park = translate("acceptance", "挂起") if state.parcel_open else translate("acceptance", "取回挂起的")
        parked = f" ({state.parked})" if state.parked else ""
        self._buttons[Action.PARK].set_text(park + parked)
        seen = {
            Action.PARK: state.parcel_open or state.parked > 0,
            Action.DISCARD: state.parcel_open,
            Action.PRINT_LABEL: not state.parcel_open,
        }
        for action in sorted(seen, key=seen.__getitem__):  # hide first: all at once would not fit a small screen
            self._buttons[action].setVisible(seen[action])

    def keyPressEvent(self, event: QKeyEvent, /) -> None:  # noqa: N802 - Qt's name
        """Every key of the counter arrives here, unless the waybill field has the focus."""
        if self._presenter is None or is_held(event) or not self._presenter.press(key_press(event)):
            event.ignore()

    def showEvent(self, event: QShowEvent, /) -> None:  # noqa: N802 - Qt's name
        """The counter listens as soon as it is seen."""
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _perform(self, action: Action) -> None:
        if self._presenter is not None and not self._presenter.perform(action):
            self.asked.emit(action)

    def _lane_views(self) -> tuple[WaybillLaneView, SenderLaneView, InspectionLaneView]:
        return self.waybill_lane, self.sender_lane, self.inspection_lane

    def _show_notice(self, state: CounterState) -> None:
        if state.notice is None:
            ready = (
                translate("acceptance", "请办下一件") if not state.parcel_open else translate("acceptance", "办理中")
            )
            told = translate("acceptance", "扫码、读证、拍照，先后不限")
            self.notice_bar.say(Icon.INFO, "none", ready, told)
            return
        if state.decision.discreet:
            waiting = translate("acceptance", "资料核对中，请稍候")
            self.notice_bar.say(Icon.INFO, "none", translate("acceptance", "办理中"), waiting)
            return
        look, wording = notice_look(state.notice), notice_words(state.notice, self._local)
        decided = isinstance(state.notice, Kept | TurnedAway)
        self.notice_bar.say(look.icon, look.tone, wording.text, wording.next_step, big=decided)

    def _show_next(self, state: CounterState) -> None:
        wording = next_words(state)
        stopped = bool(state.decision.objections) and not state.decision.discreet
        tone = "bad" if stopped else "missing" if state.decision.missing else "ready"
        law = "" if state.decision.discreet else law_words(state.decision)
        self.next_bar.show_next(wording.text, wording.next_step, law or also_missing(state.decision), tone)
        by_photo = ends_by_photo(state.decision)
        self._finish.setEnabled((tone == "ready" or by_photo) and state.panel in ENTER_FINISHES)
        self._finish.set_text(finish_words(state.decision))
        self.help_panel.show_step(str(wording))

    def _show_panel(self, state: CounterState) -> None:
        self.question_panel.show_question(state.question if state.panel is Panel.QUESTION else None)
        self.waybill_choice_panel.show_question(state.question if state.panel is Panel.WAYBILL_CHOICE else None)
        self.supervisor_panel.show_question(state.question if state.panel is Panel.SUPERVISOR else None)
        self.customers_panel.show_customers(state.customers, state.customer_filter)
        self.capture_panel.show_capture(state.capture)
        self.refusal_panel.show_fitting(state.goods.refusal)
        opens = state.panel is not self._shown
        left = self._panels().get(self._shown)
        self._shown = state.panel
        page = self._panels().get(state.panel)
        if page is not None:
            self._beside.show_page(page)
        elif opens:
            # In the event loop's next turn: the lanes are filled, laid out and painted in one go otherwise, and a scan
            # or a key would wait for it.
            QTimer.singleShot(0, self, self._back_to_lanes)
        self.items_panel.show_naming(state.goods.naming, state.goods.looks)
        self.details_panel.show_details(state.inspection, weighing=state.goods.weighing)
        self.screening_panel.show_draft(state.goods.screening)
        self.label_panel.show_label(state.label)
        if opens and isinstance(page, SupervisorPanel | TypedDocumentPanel | TextPanel):
            page.begin()
        if opens and isinstance(left, SupervisorPanel | TypedDocumentPanel | TextPanel):
            left.forget()

    @Slot()
    def _back_to_lanes(self) -> None:
        if self._shown not in self._panels():
            self._beside.show_page(self._lanes)

    def _panels(self) -> dict[Panel, PanelCard]:
        return {
            Panel.REFUSAL: self.refusal_panel,
            Panel.HELP: self.help_panel,
            Panel.DISCARD: self.discard_panel,
            Panel.SENDING: self.sending_panel,
            Panel.CUSTOMERS: self.customers_panel,
            Panel.QUESTION: self.question_panel,
            Panel.WAYBILL_CHOICE: self.waybill_choice_panel,
            Panel.FACE_CONSENT: self.face_consent_panel,
            Panel.SUPERVISOR: self.supervisor_panel,
            Panel.TYPED_DOCUMENT: self.typed_document_panel,
            Panel.NAME: self.name_panel,
            Panel.ADDRESS: self.address_panel,
            Panel.CAPTURE: self.capture_panel,
            Panel.ITEMS: self.items_panel,
            Panel.DETAILS: self.details_panel,
            Panel.SCREENING: self.screening_panel,
            Panel.LABEL: self.label_panel,
        }

    def _both_lanes(self, theme: Theme) -> QWidget:
        lanes = QWidget()
        row = QHBoxLayout(lanes)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.sizes.gap)
        row.addWidget(self.sender_lane, 4)
        row.addWidget(self.inspection_lane, 7)
        return lanes

    def _action_buttons(self, theme: Theme, keys: KeyTable) -> dict[Action, KeyButton]:
        texts = {
            Action.HELP: translate("acceptance", "帮助"),
            Action.REFUSE: translate("acceptance", "拒收"),
            Action.INCIDENT: translate("acceptance", "异常"),
            Action.PRINT_LABEL: translate("acceptance", "上一件的标识"),
            Action.PARK: translate("acceptance", "挂起"),
            Action.DISCARD: translate("acceptance", "放弃本件"),
        }
        return {action: KeyButton(theme, text, keys.label(action)) for action, text in texts.items()}

    def _lay_out(self, theme: Theme) -> None:
        for page in (self._lanes, *self._panels().values()):
            self._beside.add_page(page)
        lanes = QHBoxLayout()
        lanes.setSpacing(theme.sizes.gap)
        lanes.addWidget(self.waybill_lane, 3)
        lanes.addWidget(self._beside, 10)
        foot = QHBoxLayout()
        foot.setSpacing(theme.sizes.gap)
        foot.addWidget(self.next_bar, 1)
        for button in (*self._buttons.values(), self._finish):
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        gap = theme.sizes.gap
        layout.setContentsMargins(gap * 2, gap, gap * 2, gap)
        layout.setSpacing(gap)
        layout.addWidget(self.late_bar)
        layout.addWidget(self.notice_bar)
        layout.addLayout(lanes, 1)
        layout.addLayout(foot)


def _standings(state: CounterState) -> tuple[LaneStanding, LaneStanding, LaneStanding]:
    """How each lane stands: waybill, sender, inspection."""
    objections, missing = state.decision.objections, state.decision.missing
    following = missing[0] if missing and not objections else None

    def standing(needs: frozenset[Missing], against: frozenset[Objection]) -> LaneStanding:
        if any(objection in against for objection in objections):
            return LaneStanding.NEXT if state.decision.discreet else LaneStanding.BAD
        if following in needs:
            return LaneStanding.NEXT
        return LaneStanding.MISSING if any(need in needs for need in missing) else LaneStanding.DONE

    return (
        standing(_WAYBILL_NEEDS, _WAYBILL_OBJECTIONS),
        standing(_SENDER_NEEDS, _DOCUMENT_OBJECTIONS),
        standing(_INSPECTION_NEEDS, _INSPECTION_OBJECTIONS),
    )
