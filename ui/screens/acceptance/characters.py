"""What a typed letter or digit means: it belongs to the panel that stands open, else to the phone number or the goods.

Invariants:
- Digits go to the phone number while one is wanted, letters to the item category; a panel that is open takes its own.
"""

from typing import Protocol

from app.domain.clerk import ClerkNumber
from app.domain.policy import Policy
from app.usecases.results import CounterView
from ui.screens.acceptance.asking import picked
from ui.screens.acceptance.choosing import category_for
from ui.screens.acceptance.goods_panels import GoodsPanels
from ui.screens.acceptance.panel_board import PanelBoard
from ui.screens.acceptance.phone_entry import PhoneEntry
from ui.screens.acceptance.state import Hint, Notice, Panel


class TypedInto(Protocol):
    """The counter as typing changes it."""

    @property
    def view(self) -> CounterView:
        """The parcel as the store last gave it."""

    @property
    def goods(self) -> GoodsPanels:
        """The panels of lane 3."""

    def signed_in(self) -> ClerkNumber | None:
        """Who works here; None, and said so, when nobody does."""

    def say(self, notice: Notice | None) -> None:
        """Show and sound an answer."""

    def ring_bad(self) -> None:
        """The key means nothing now."""

    def redraw(self) -> None:
        """Something to look at has changed."""

    def choose_category(self, code: str) -> None:
        """The parcel holds this."""

    def choose_sending(self, key: str) -> None:
        """The kind of sending with this key."""

    def choose_customer(self, customer_id: str) -> None:
        """This customer sends."""

    def refuse(self, reason: str) -> None:
        """Turn the parcel away."""

    def answer(self, code: str) -> None:
        """The coded answer to what the open panel asks."""

    def phone_complete(self, phone: str) -> None:
        """All digits are there."""


class CharacterKeys:
    """Main thread only."""

    def __init__(self, counter: TypedInto, board: PanelBoard, policy: Policy, phone: PhoneEntry) -> None:
        self._counter = counter
        self._board = board
        self._policy = policy
        self._phone = phone

    def typed(self, character: str) -> None:
        """An upper-case letter or a digit was typed outside any text field."""
        if self._counter.signed_in() is None:
            return
        match self._board.panel:
            case Panel.REFUSAL:
                self._pick_reason(character)
            case Panel.SENDING:
                self._counter.choose_sending(character)
            case Panel.QUESTION | Panel.WAYBILL_CHOICE:
                self._pick_answer(character)
            case Panel.CUSTOMERS:
                self._pick_customer(character)
            case Panel.ITEMS | Panel.DETAILS | Panel.SCREENING:
                self._counter.goods.typed(character)
            case Panel.TYPED_DOCUMENT | Panel.NAME | Panel.ADDRESS | Panel.SUPERVISOR:
                pass  # meant for a field that has lost the focus
            case _ if character.isdigit():
                self._phone_digit(character)
            case _:
                self._pick_category(character)

    def _pick_reason(self, character: str) -> None:
        reason = next((reason for reason in self._policy.refusal_reasons if reason.key.upper() == character), None)
        if reason is None:
            self._counter.say(Hint.NO_SUCH_REASON)
        else:
            self._counter.refuse(reason.code)

    def _pick_answer(self, character: str) -> None:
        question = self._board.question
        choice = picked(question.choices, character) if question is not None else None
        if choice is None:
            self._counter.say(Hint.NO_SUCH_ANSWER)
        else:
            self._counter.answer(choice.code)

    def _pick_customer(self, character: str) -> None:
        """A digit picks a line, a letter narrows the list."""
        found = self._board.customers
        if not character.isdigit():
            self._board.narrow(character)
        elif not 1 <= int(character) <= len(found):
            self._counter.say(Hint.NO_SUCH_ANSWER)
        else:
            self._counter.choose_customer(found[int(character) - 1].customer_id)

    def _pick_category(self, character: str) -> None:
        category = category_for(character, self._policy.item_categories)
        if category is None:
            self._counter.say(Hint.NO_SUCH_CATEGORY)
        else:
            self._counter.choose_category(category.code)

    def _phone_digit(self, digit: str) -> None:
        if not self._phone.wanted:
            sender = self._counter.view.parcel.sender if self._counter.view.parcel is not None else None
            self._counter.say(Hint.DOCUMENT_FIRST if sender is None else Hint.PHONE_ALREADY_THERE)
        elif self._phone.complete:
            self._counter.ring_bad()
        else:
            completed = self._phone.add(digit)
            self._counter.redraw()
            if completed:
                self._counter.phone_complete(self._phone.typed)
