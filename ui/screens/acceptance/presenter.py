"""Turns keys, scans and cards into steps at the desk, and their answers into what the screen shows.

Plain Python, no Qt object: every rule of the screen can be tested without a window.

Invariants:
- Evidence is routed by what it is, never by what has the focus, and in any order.
- Digits go to the phone number while one is wanted, letters to the item category; a panel that is open takes its own.
- Space says yes to the next open question only; no key says no: a clerk refuses, or calls the supervisor.
- Nothing happens while nobody is signed in; the parcel and what was typed stay for who comes next.
"""

from collections.abc import Callable
from typing import Protocol

from app.domain.clerk import Clerk, ClerkNumber
from app.domain.inspection import PhotoRole
from app.usecases.documents import TypedDocument
from app.usecases.edits import (
    ChooseCarrier,
    ChooseCategory,
    ChooseCustomer,
    ChooseRelation,
    ChooseSending,
    ConfirmSamePerson,
    Edit,
    EnterAddress,
    EnterPhone,
    EnterWaybillName,
    SwapPeople,
)
from app.usecases.results import CounterView
from app.usecases.supervisor_words import Credentials
from app.usecases.waybill_name import names_of
from devices.documents.reading import DocumentReading
from devices.ports import CardFailed, CardRead, ScaleCleared, ScanEvent, WeightTaken
from ui.faults import Failed
from ui.keys import Action, KeyPress, KeyTable
from ui.screens.acceptance.actions import CounterActions as CounterActions
from ui.screens.acceptance.actions import CounterPorts as CounterPorts
from ui.screens.acceptance.actions import JpegPhoto as JpegPhoto
from ui.screens.acceptance.asking import (
    answered,
    difference_question,
    for_supervisor,
    next_confirmation,
    next_question,
    said_of,
    word_for,
)
from ui.screens.acceptance.characters import CharacterKeys
from ui.screens.acceptance.choosing import next_carrier
from ui.screens.acceptance.desk import ParcelDesk
from ui.screens.acceptance.goods_panels import GoodsPanels
from ui.screens.acceptance.inspection_state import inspection_lane
from ui.screens.acceptance.labelling import Labelling
from ui.screens.acceptance.lanes import sender_lane, waybill_lane
from ui.screens.acceptance.panel_board import PanelBoard
from ui.screens.acceptance.panels import COMPANY_KEY, ENTER_FINISHES, PANEL_KEYS, SWAP_KEY, sending_for
from ui.screens.acceptance.phone_entry import PhoneEntry
from ui.screens.acceptance.several_codes import SeveralCodes
from ui.screens.acceptance.state import About, CounterState, Hint, Notice, Panel, tone_of
from ui.screens.acceptance.weighing import Weighing
from ui.tones import Tone


class CounterScreen(Protocol):
    """What the presenter draws on."""

    def show_state(self, state: CounterState) -> None:
        """Show ``state``, whole."""


class AcceptancePresenter:
    """The acceptance screen's mind. Main thread only."""

    def __init__(self, screen: CounterScreen, ports: CounterPorts, keys: KeyTable | None = None) -> None:
        self._screen = screen
        self._ports = ports
        self._policy = ports.policy
        self._bell = ports.bell
        self._on_key = ports.on_key
        self._keys = keys if keys is not None else KeyTable()
        self._desk = ParcelDesk(ports, self.say, self._render)
        self._board = PanelBoard(ports, say=self.say, redraw=self._render, read=self._document_read)
        self._clerk: ClerkNumber | None = None
        self._phone = PhoneEntry()
        self._notice: Notice | None = None
        self._weighing = Weighing(self._desk, ports.actions)
        self.goods = GoodsPanels(self, ports, self._board, self._desk.photos)
        self.labels = Labelling(self, ports, self._board)
        self.several = SeveralCodes(ports.policy, self._desk, self._board)
        self._characters = CharacterKeys(self, self._board, self._policy, self._phone)

    @property
    def idle(self) -> bool:
        """True when no step is under way: the demo and the tests wait for it."""
        return self._desk.idle and self._board.idle and self.labels.idle

    @property
    def view(self) -> CounterView:
        """The parcel as the store last gave it."""
        return self._desk.view

    @property
    def notice(self) -> Notice | None:
        """The last answer."""
        return self._notice

    @property
    def panel(self) -> Panel:
        """What stands open beside the lanes."""
        return self._board.panel

    def open(self) -> None:
        """Take up the parcel that a crash or a power cut left at the counter, if any."""
        self._desk.open()

    def clerk_signed_in(self, clerk: Clerk) -> None:
        """From now on the steps are this clerk's; the parcel stays."""
        self._clerk = clerk.number
        self.goods.prepare()
        self._notice = None
        self._render()

    def locked(self) -> None:
        """Nobody is signed in; the parcel and what was typed stay."""
        self._clerk = None
        self._notice = None
        self._board.close()
        self._render()

    # What devices bring

    def scanned(self, scan: ScanEvent) -> None:
        """A code was scanned: put it where it belongs."""
        clerk = self.signed_in()
        if clerk is not None and not self.several.asks_instead_of(scan):
            self._desk.scan(scan, clerk)

    def card_read(self, card: CardRead) -> None:
        """A card was read: it is the sender's document."""
        clerk = self.signed_in()
        if clerk is not None:
            self._desk.take_document(card, clerk)

    def card_failed(self, failure: CardFailed) -> None:
        """A card could not be read."""
        if self.signed_in() is not None:
            self.say(Failed(failure.fault))

    def weighed(self, event: WeightTaken | ScaleCleared | None) -> None:
        """The scale at this counter has something to tell; None: what lies on it is not known any more."""
        self._weighing.take(event, self._clerk)

    def tick(self) -> None:
        """Some eight times a second while the guided capture stands open."""
        self._board.tick()

    # What the clerk does

    def press(self, key: KeyPress) -> bool:
        """A key on the counter, outside any text field. False when it means nothing here."""
        if key.character.isascii() and key.character.isalnum():
            self._on_key(Action.CHARACTER)
            self._characters.typed(key.character.upper())
            return True
        action = self._keys.action_of(key.name)
        if action is None or not self.perform(action):
            return False
        self._on_key(action)
        return True

    def perform(self, action: Action) -> bool:
        """Do what a key or its button stands for. False when that is not this screen's."""
        act = self._on_parcel(action)
        if act is not None:
            clerk = self.signed_in()
            if clerk is not None:
                act(clerk)
            return True
        match action:
            case _ if action in PANEL_KEYS:
                self._toggle(PANEL_KEYS[action])
            case Action.DISCARD:
                self._discard()
            case Action.ERASE:
                self._erase()
            case Action.CANCEL:
                self._cancel()
            case Action.SAVE:
                return self.labels.save()
            case _:
                return False
        return True

    def choose_category(self, code: str) -> None:
        """The parcel holds this."""
        self.edit(ChooseCategory(code))

    def choose_carrier(self, code: str) -> None:
        """The waybill is this carrier's."""
        self.edit(ChooseCarrier(code))

    def refuse(self, reason: str) -> None:
        """Turn the parcel away for the reason with this code."""
        clerk = self.signed_in()
        if clerk is not None:
            self._board.close()
            self._desk.refuse(reason, clerk)

    def enter_waybill(self, number: str) -> None:
        """A waybill number was typed by hand."""
        clerk = self.signed_in()
        if clerk is not None and number.strip():
            self._desk.enter_waybill(number, clerk)

    def enter_name(self, name: str) -> None:
        """The sender's name on the waybill was typed. Nothing agrees while nobody is there to compare with."""
        if name.strip():
            compared = self.view.parcel is not None and bool(names_of(self.view.parcel))
            if not compared:
                self._board.close()
            self.edit(EnterWaybillName(name), Hint.NAME_AGREES if compared else None)

    def enter_address(self, address: str) -> None:
        """The address that the sender sends from was typed."""
        self.edit(EnterAddress(address), Hint.ADDRESS_TAKEN)

    def enter_document(self, typed: TypedDocument) -> None:
        """A document was typed by hand."""
        clerk = self.signed_in()
        if clerk is not None:
            self._desk.take_typed(typed, clerk)

    def choose_sending(self, key: str) -> None:
        """The kind of sending with this key was chosen."""
        sending = sending_for(key)
        if key == SWAP_KEY:
            self._board.close()
            self.edit(SwapPeople(), Hint.SENDING_CHOSEN)
        elif key == COMPANY_KEY:
            self._board.close()
            self.perform(Action.CUSTOMERS)
        elif sending is None:
            self.say(Hint.NO_SUCH_ANSWER)
        else:
            self._board.close()
            self.edit(ChooseSending(sending), Hint.SENDING_CHOSEN)

    def choose_customer(self, customer_id: str) -> None:
        """This customer sends."""
        self.edit(ChooseCustomer(customer_id), Hint.CUSTOMER_TAKEN)

    def answer(self, code: str) -> None:
        """The coded answer to what the open panel asks."""
        question = self._board.question
        if question is None:
            return
        self._board.close()
        if question.about is About.PHOTO:
            self._desk.photos.keep_held(code)
            return
        if question.about is About.WAYBILL:
            self.enter_waybill(code)
            return
        edit = answered(self.view, question, code)
        if edit is None:
            self.say(Hint.NOTHING_TO_ANSWER)
        else:
            self.edit(edit, Hint.RELATION_TAKEN if isinstance(edit, ChooseRelation) else Hint.REASON_TAKEN)

    def give_word(self, number: str, pin: str, reason: str) -> None:
        """A supervisor typed number and PIN, and chose a reason ("" where none is asked)."""
        clerk, question = self.signed_in(), self._board.question
        if clerk is not None and question is not None:
            self._desk.supervise(word_for(question, reason), Credentials(number, pin), clerk)

    def agree_to_faces(self) -> None:
        """The person has agreed to be compared by machine."""
        clerk = self.signed_in()
        if clerk is not None:
            self._board.close()
            self._desk.compare_faces(clerk)

    # Keys

    def _on_parcel(self, action: Action) -> Callable[[ClerkNumber], None] | None:
        """The step of the desk that ``action`` stands for."""
        steps: dict[Action, Callable[[ClerkNumber], None]] = {
            Action.FINISH: self._finish,
            Action.CONFIRM: self._confirm,
            Action.PARK: self._desk.park_or_resume,
            Action.SAME_SENDER: self._desk.continue_sender,
            Action.PHOTO: self.goods.photograph,
            Action.CONTENTS_PHOTO: lambda clerk: self._desk.photos.take(clerk, PhotoRole.CONTENTS),
            Action.REMOVE_PHOTO: self._desk.photos.remove_last,
            Action.DIFFERS: lambda _: self._board.ask(Panel.QUESTION, difference_question(self.view, self._policy)),
            Action.MORE: lambda clerk: self._desk.change_quantity(1, clerk),
            Action.FEWER: lambda clerk: self._desk.change_quantity(-1, clerk),
            Action.NEXT_CARRIER: self._next_carrier,
            Action.READ_DOCUMENT: lambda _: self._board.toggle_capture(),
            Action.ANSWER: lambda _: self._board.ask(
                Panel.QUESTION, next_question(self.view, self._policy, held=self._desk.photos.held is not None)
            ),
            Action.SUPERVISOR: lambda _: self._board.ask(Panel.SUPERVISOR, for_supervisor(self.view, self._policy)),
            Action.CUSTOMERS: lambda _: self._board.toggle_customers(),
            Action.COMPARE_FACES: lambda _: self._board.ask_for_faces(),
            Action.OWN_DOCUMENT: self._desk.register_own_document,
            Action.PRINT_LABEL: self.labels.print_last,
        }
        return steps.get(action)

    def _finish(self, clerk: ClerkNumber) -> None:
        if self.panel is Panel.CAPTURE:
            self._board.read_now()
        elif self.panel is Panel.FACE_CONSENT:
            self.agree_to_faces()
        elif self.panel is Panel.REFUSAL and (fitting := self.goods.refusal) is not None:
            self.refuse(fitting.code)
        elif self.goods.finish():
            pass
        elif self.panel not in ENTER_FINISHES:
            # whoever is asked for a reason, or types into a form, has not said that the parcel is done
            self._bell(Tone.BAD)
        else:
            self._desk.finish(clerk)

    def _confirm(self, clerk: ClerkNumber) -> None:
        """Say yes to what the store asked last; what is under way is asked anew when it has ended."""
        edit = next_confirmation(self.view)
        if self.goods.confirm():
            return
        if edit is None:
            self.say(Hint.NOTHING_TO_CONFIRM)
        elif isinstance(edit, ConfirmSamePerson):
            self._desk.confirm_same_person(clerk)
        else:
            self._desk.edit(edit, clerk, said_of(edit))

    def edit(self, edit: Edit, said: Hint | None = None) -> None:
        """Apply one edit in the name of who works here."""
        clerk = self.signed_in()
        if clerk is not None:
            self._desk.edit(edit, clerk, said)

    def _erase(self) -> None:
        if self.panel is Panel.CUSTOMERS:
            self._board.widen()
        else:
            self._phone.erase()
        self._render()

    def _cancel(self) -> None:
        """Close what stands open; without that, give up what is being typed."""
        if self.panel is not Panel.NONE:
            if not self.goods.cancel():
                self._board.close()
        else:
            self._desk.photos.let_held_go()
            self._phone.give_up()
        self._render()

    def _toggle(self, panel: Panel) -> None:
        if panel is Panel.HELP or self.signed_in() is not None:
            self.goods.begin(panel)
            self._board.toggle(panel)

    def _document_read(self, reading: DocumentReading) -> None:
        clerk = self.signed_in()
        if clerk is not None:
            self._desk.take_reading(reading, clerk)

    def _discard(self) -> None:
        """The first press asks, the second does it."""
        clerk = self.signed_in()
        if clerk is None:
            return
        if self.panel is Panel.DISCARD or self.view.parcel is None:
            self._board.close()
            self._desk.discard(clerk)
        else:
            self._toggle(Panel.DISCARD)

    def _next_carrier(self, clerk: ClerkNumber) -> None:
        code = next_carrier(self.view, self._policy)
        if code is None:
            self.say(Hint.WAYBILL_FIRST)
        else:
            self._desk.edit(ChooseCarrier(code), clerk)

    # Answers

    def signed_in(self) -> ClerkNumber | None:
        """Who works here; None, and said so, when nobody does."""
        if self._clerk is None:
            self.say(Hint.SIGN_IN_FIRST)
        return self._clerk

    def say(self, notice: Notice | None) -> None:
        """Show and sound an answer; None: just go on."""
        self._phone.follow(self.view.parcel)
        self._weighing.follow(self.view.parcel, self._clerk)
        self._notice = notice
        self._board.follow(notice, self.view.parcel)
        self.goods.follow()
        tone = tone_of(notice) if notice is not None and not self.view.decision.discreet else None
        if tone is not None:
            self._bell(tone)
        self._render()

    def close_panel(self) -> None:
        """Nothing stands open any more."""
        self._board.close()
        self._render()

    def ring_bad(self) -> None:
        """The key means nothing now."""
        self._bell(Tone.BAD)

    def redraw(self) -> None:
        """Something to look at has changed."""
        self._render()

    def phone_complete(self, phone: str) -> None:
        """All digits are there."""
        self.edit(EnterPhone(phone))

    def _render(self) -> None:
        view, today = self._desk.view, self._board.today(self._desk.view.parcel)
        typing = self._phone.typed if self._phone.wanted else None
        self._screen.show_state(
            CounterState(
                waybill=waybill_lane(view, self._policy, today),
                sender=sender_lane(view, self._policy, today, typing, self._desk.documents),
                inspection=inspection_lane(view, self._policy, self._desk.photos.pictures, self._desk.photos.held),
                decision=view.decision,
                parcel_open=view.parcel is not None,
                parked=view.parked,
                can_continue_sender=view.can_continue_sender,
                panel=self.panel,
                notice=self._notice,
                question=self._board.question,
                customers=self._board.customers,
                customer_filter=self._board.filter,
                capture=self._board.capture,
                goods=self.goods.state,
                label=self.labels.shown,
            )
        )
