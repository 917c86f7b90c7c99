"""Turns keys, scans and cards into steps at the desk, and their answers into what the screen shows.

Plain Python, no Qt object: every rule of the screen can be tested without a window.

Invariants:
- Evidence is routed by what it is, never by what has the focus, and in any order.
- Digits go to the phone number while one is wanted, letters to the item category; a panel that is open takes its own.
- Nothing happens while nobody is signed in; the parcel and what was typed stay for who comes next.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from app.domain.clerk import Clerk, ClerkNumber
from app.domain.policy import ItemCategory
from app.usecases.edits import ChooseCarrier, ChooseCategory, ConfirmSamePerson, EnterPhone
from app.usecases.results import CounterView
from devices.ports import CardFailed, CardRead, ScanEvent
from ui.faults import Failed
from ui.keys import Action, KeyPress, KeyTable
from ui.screens.acceptance.actions import CounterActions as CounterActions
from ui.screens.acceptance.actions import CounterPorts as CounterPorts
from ui.screens.acceptance.actions import JpegPhoto as JpegPhoto
from ui.screens.acceptance.desk import ParcelDesk
from ui.screens.acceptance.phone_entry import PhoneEntry
from ui.screens.acceptance.state import (
    CounterState,
    Hint,
    Notice,
    Panel,
    inspection_lane,
    sender_lane,
    tone_of,
    waybill_lane,
)
from ui.tones import Tone


class CounterScreen(Protocol):
    """What the presenter draws on."""

    def show_state(self, state: CounterState) -> None:
        """Show ``state``, whole."""


class AcceptancePresenter:
    """The acceptance screen's mind. Main thread only."""

    def __init__(self, screen: CounterScreen, ports: CounterPorts, keys: KeyTable | None = None) -> None:
        self._screen = screen
        self._policy = ports.policy
        self._bell = ports.bell
        self._on_key = ports.on_key
        self._keys = keys if keys is not None else KeyTable()
        self._desk = ParcelDesk(ports, self._answered)
        self._clerk: ClerkNumber | None = None
        self._phone = PhoneEntry()
        self._panel = Panel.NONE
        self._notice: Notice | None = None

    @property
    def idle(self) -> bool:
        """True when no step is under way: the demo and the tests wait for it."""
        return self._desk.idle

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
        return self._panel

    def open(self) -> None:
        """Take up the parcel that a crash or a power cut left at the counter, if any."""
        self._desk.open()

    def clerk_signed_in(self, clerk: Clerk) -> None:
        """From now on the steps are this clerk's; the parcel stays."""
        self._clerk = clerk.number
        self._notice = None
        self._render()

    def locked(self) -> None:
        """Nobody is signed in; the parcel and what was typed stay."""
        self._clerk = None
        self._panel = Panel.NONE
        self._notice = None
        self._render()

    # What devices bring

    def scanned(self, scan: ScanEvent) -> None:
        """A code was scanned: put it where it belongs."""
        clerk = self._signed_in()
        if clerk is not None:
            self._desk.scan(scan, clerk)

    def card_read(self, card: CardRead) -> None:
        """A card was read: it is the sender's document."""
        clerk = self._signed_in()
        if clerk is not None:
            self._desk.take_document(card, clerk)

    def card_failed(self, failure: CardFailed) -> None:
        """A card could not be read."""
        if self._signed_in() is not None:
            self._answered(Failed(failure.fault))

    # What the clerk does

    def press(self, key: KeyPress) -> bool:
        """A key on the counter, outside any text field. False when it means nothing here."""
        if key.character.isascii() and key.character.isalnum():
            self._on_key(Action.CHARACTER)
            self._typed(key.character.upper())
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
            clerk = self._signed_in()
            if clerk is not None:
                act(clerk)
            return True
        match action:
            case Action.HELP:
                self._toggle(Panel.HELP)
            case Action.REFUSE:
                self._toggle(Panel.REFUSAL)
            case Action.TYPE_WAYBILL:
                self._toggle(Panel.WAYBILL)
            case Action.DISCARD:
                self._discard()
            case Action.ERASE:
                self._erase()
            case Action.CANCEL:
                self._cancel()
            case _:
                return False
        return True

    def choose_category(self, code: str) -> None:
        """The parcel holds this."""
        clerk = self._signed_in()
        if clerk is not None:
            self._desk.edit(ChooseCategory(code), clerk)

    def choose_carrier(self, code: str) -> None:
        """The waybill is this carrier's."""
        clerk = self._signed_in()
        if clerk is not None:
            self._desk.edit(ChooseCarrier(code), clerk)

    def refuse(self, reason: str) -> None:
        """Turn the parcel away for the reason with this code."""
        clerk = self._signed_in()
        if clerk is not None:
            self._panel = Panel.NONE
            self._desk.refuse(reason, clerk)

    def enter_waybill(self, number: str) -> None:
        """A waybill number was typed by hand."""
        clerk = self._signed_in()
        if clerk is not None and number.strip():
            self._desk.enter_waybill(number, clerk)

    # Keys

    def _on_parcel(self, action: Action) -> Callable[[ClerkNumber], None] | None:
        """The step of the desk that ``action`` stands for."""
        steps: dict[Action, Callable[[ClerkNumber], None]] = {
            Action.FINISH: self._desk.finish,
            Action.SAME_PERSON: lambda clerk: self._desk.edit(ConfirmSamePerson(), clerk),
            Action.PARK: self._desk.park_or_resume,
            Action.SAME_SENDER: self._desk.continue_sender,
            Action.PHOTO: self._desk.take_photo,
            Action.REMOVE_PHOTO: self._desk.remove_last_photo,
            Action.MORE: lambda clerk: self._desk.change_quantity(1, clerk),
            Action.FEWER: lambda clerk: self._desk.change_quantity(-1, clerk),
            Action.NEXT_CARRIER: self._next_carrier,
        }
        return steps.get(action)

    def _typed(self, character: str) -> None:
        clerk = self._signed_in()
        if clerk is None:
            return
        if self._panel is Panel.REFUSAL:
            self._pick_reason(character)
        elif character.isdigit():
            self._phone_digit(character, clerk)
        else:
            self._pick_category(character, clerk)

    def _pick_reason(self, character: str) -> None:
        reason = next((reason for reason in self._policy.refusal_reasons if reason.key.upper() == character), None)
        if reason is None:
            self._answered(Hint.NO_SUCH_REASON)
        else:
            self.refuse(reason.code)

    def _pick_category(self, character: str, clerk: ClerkNumber) -> None:
        category = category_for(character, self._policy.item_categories)
        if category is None:
            self._answered(Hint.NO_SUCH_CATEGORY)
        else:
            self._desk.edit(ChooseCategory(category.code), clerk)

    def _phone_digit(self, digit: str, clerk: ClerkNumber) -> None:
        if not self._phone.wanted:
            sender = self.view.parcel.sender if self.view.parcel is not None else None
            self._answered(Hint.DOCUMENT_FIRST if sender is None else Hint.PHONE_ALREADY_THERE)
        elif self._phone.complete:
            self._bell(Tone.BAD)
        else:
            completed = self._phone.add(digit)
            self._render()
            if completed:
                self._desk.edit(EnterPhone(self._phone.typed), clerk)

    def _erase(self) -> None:
        self._phone.erase()
        self._render()

    def _cancel(self) -> None:
        """Close what stands open; without that, give up what is being typed."""
        if self._panel is not Panel.NONE:
            self._panel = Panel.NONE
        else:
            self._phone.give_up()
        self._render()

    def _toggle(self, panel: Panel) -> None:
        if panel is Panel.HELP or self._signed_in() is not None:
            self._panel = Panel.NONE if self._panel is panel else panel
            self._render()

    def _discard(self) -> None:
        """The first press asks, the second does it."""
        clerk = self._signed_in()
        if clerk is None:
            return
        if self._panel is Panel.DISCARD or self.view.parcel is None:
            self._panel = Panel.NONE
            self._desk.discard(clerk)
        else:
            self._toggle(Panel.DISCARD)

    def _next_carrier(self, clerk: ClerkNumber) -> None:
        """Go round the carriers the number may belong to; round all of them when it tells nothing."""
        lane = waybill_lane(self.view, self._policy)
        if lane.number is None:
            self._answered(Hint.WAYBILL_FIRST)
            return
        choices = lane.candidates if len(lane.candidates) > 1 else self._policy.carriers
        codes = [carrier.code for carrier in choices]
        now = codes.index(lane.carrier.code) if lane.carrier is not None and lane.carrier.code in codes else -1
        self._desk.edit(ChooseCarrier(codes[(now + 1) % len(codes)]), clerk)

    # Answers

    def _signed_in(self) -> ClerkNumber | None:
        if self._clerk is None:
            self._answered(Hint.SIGN_IN_FIRST)
        return self._clerk

    def _answered(self, notice: Notice | None) -> None:
        self._phone.follow(self.view.parcel)
        self._notice = notice
        if notice is Hint.WAYBILL_TAKEN and self._panel is Panel.WAYBILL:
            self._panel = Panel.NONE
        if notice is not None:
            self._bell(tone_of(notice))
        self._render()

    def _render(self) -> None:
        view = self._desk.view
        typing = self._phone.typed if self._phone.wanted else None
        self._screen.show_state(
            CounterState(
                waybill=waybill_lane(view, self._policy),
                sender=sender_lane(view, typing),
                inspection=inspection_lane(view, self._policy, self._desk.pictures),
                decision=view.decision,
                parcel_open=view.parcel is not None,
                parked=view.parked,
                can_continue_sender=view.can_continue_sender,
                panel=self._panel,
                notice=self._notice,
            )
        )


def category_for(letter: str, categories: Sequence[ItemCategory]) -> ItemCategory | None:
    """The category that a letter picks: by its key, else the only one whose pinyin initials begin with it."""
    by_key = [category for category in categories if category.key.upper() == letter]
    if by_key:
        return by_key[0]
    by_initial = [category for category in categories if category.initials.upper().startswith(letter)]
    return by_initial[0] if len(by_initial) == 1 else None
