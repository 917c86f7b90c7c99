"""The customers' page: find one, and as a supervisor add or change one with the copy of a document.

Invariants:
- Nothing is sent before the whole form is right; the product checks it again.
- What has succeeded is not done again: when only the copy could not be kept, the next save changes the customer.
- A form and its picture are forgotten when the counter is locked.
- Only one look into the store is under way; what is asked for meanwhile is asked once more afterwards.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.domain.customer import Customer
from app.domain.errors import DomainError, DomainFault
from app.usecases.customers import CustomerForm, ListedCustomer
from ui.faults import failed
from ui.screens.acceptance.actions import JpegPhoto
from ui.screens.customers.actions import CustomersPorts
from ui.screens.customers.form import CustomerField, TypedCustomer, form_of, needs_reason, typed_as, wrong_fields
from ui.screens.customers.state import CustomersState, OpenForm, Said, Work
from ui.tones import Tone


class CustomersScreen(Protocol):
    """What the presenter draws on."""

    def show_state(self, state: CustomersState) -> None:
        """Show ``state``."""


class CustomersPresenter:
    """The page's mind. Main thread only."""

    def __init__(self, screen: CustomersScreen, ports: CustomersPorts) -> None:
        self._screen = screen
        self._ports = ports
        self._state = CustomersState()
        self._clerk: ClerkNumber | None = None
        self._text = ""
        self._shown = False
        self._loading = False
        self._again = False
        self._forms = 0

    def clerk_signed_in(self, clerk: Clerk) -> None:
        """Somebody works here now."""
        self._clerk = clerk.number
        self._show(CustomersState(self._state.rows, may_save=clerk.role is ClerkRole.SUPERVISOR))

    def locked(self) -> None:
        """Nobody does: what was typed goes."""
        self._clerk = None
        self._show(CustomersState(self._state.rows))

    def shown(self) -> None:
        """The page has come to the front."""
        self._shown = True
        self._refresh()

    def hidden(self) -> None:
        """The page has gone; an open form waits."""
        self._shown = False

    def search(self, text: str) -> None:
        """List whom the text finds."""
        self._text = text
        self._refresh()

    def add(self) -> None:
        """Begin a new customer."""
        if self._state.form is None and self._allowed():
            self._open(OpenForm(self._next_form(), TypedCustomer()))

    def change(self, customer_id: str) -> None:
        """Open a customer."""
        found = next((row.customer for row in self._state.rows if row.customer.customer_id == customer_id), None)
        if found is not None and self._state.form is None and self._allowed():
            self._open(_form_for(found, self._next_form()))

    def cancel(self) -> None:
        """Back to the list; what was typed goes."""
        form = self._state.form
        if form is not None and self._state.work is Work.NONE:
            self._show(replace(self._state, form=None, chosen=form.customer_id, said=Said.NOTHING, failure=None))

    def code_typed(self, code: str) -> None:
        """The credit code has been typed: a wrong check character asks for its reason at once."""
        form = self._state.form
        if form is not None and form.asks_reason != needs_reason(code):
            self._show(replace(self._state, form=replace(form, asks_reason=needs_reason(code))))

    def photograph(self) -> None:
        """Take a picture of the responsible person's document; it is kept with the next save."""
        form = self._state.form
        if form is None or self._state.work is not Work.NONE:
            return
        self._show(replace(self._state, work=Work.TAKING_PICTURE, said=Said.NOTHING, failure=None))

        def taken(photo: JpegPhoto | None) -> None:
            self._taken(form.number, photo)

        self._ports.cpu_tasks.submit(self._ports.capture, taken, lambda error: self._failed(form.number, error))

    def save(self, typed: TypedCustomer) -> None:
        """Check the form and keep it, then its picture. Ignored while something is under way."""
        opened, clerk = self._state.form, self._clerk
        if opened is None or clerk is None or self._state.work is not Work.NONE:
            return
        form = form_of(typed)
        wrong = wrong_fields(form)
        if wrong:
            self._refused(opened, wrong, form)
            return
        checked = replace(opened, wrong=(), asks_reason=needs_reason(form.credit_code))
        self._show(replace(self._state, form=checked, work=Work.SAVING, said=Said.NOTHING, failure=None))
        register = self._ports.actions.register
        self._ports.store_tasks.submit(
            lambda: register(form, clerk, opened.customer_id),
            lambda customer: self._registered(opened.number, customer, clerk),
            lambda error: self._not_registered(opened.number, form, error),
        )

    def _registered(self, number: int, customer: Customer, clerk: ClerkNumber) -> None:
        form = self._form(number)
        picture = form.picture if form is not None else None
        if form is None or picture is None:
            self._saved(number, customer)
            return
        # from here on it is a change, whatever becomes of the copy
        known = replace(form, customer_id=customer.customer_id, copy_kept=customer.responsible_copy is not None)
        self._show(replace(self._state, form=known))
        attach = self._ports.actions.attach_copy
        self._ports.store_tasks.submit(
            lambda: attach(customer.customer_id, picture, clerk),
            lambda kept: self._saved(number, kept),
            lambda error: self._failed(number, error),
        )

    def _saved(self, number: int, customer: Customer) -> None:
        if self._form(number) is not None:
            self._ports.bell(Tone.GOOD)
            after = replace(self._state, form=None, work=Work.NONE, chosen=customer.customer_id, said=Said.SAVED)
            self._show(after)
        self._refresh()

    def _not_registered(self, number: int, form: CustomerForm, error: Exception) -> None:
        opened = self._form(number)
        wrong = _blamed(error)
        if opened is not None and wrong is not None:
            self._refused(opened, (wrong,), form)
        else:
            self._failed(number, error)

    def _refused(self, opened: OpenForm, wrong: tuple[CustomerField, ...], form: CustomerForm) -> None:
        self._ports.bell(Tone.BAD)
        marked = replace(opened, wrong=wrong, asks_reason=needs_reason(form.credit_code))
        self._show(replace(self._state, form=marked, work=Work.NONE, said=Said.NOTHING, failure=None))

    def _taken(self, number: int, photo: JpegPhoto | None) -> None:
        form = self._form(number)
        if form is None:
            return
        if photo is None:
            self._ports.bell(Tone.BAD)
            self._show(replace(self._state, work=Work.NONE, said=Said.NO_PICTURE))
            return
        self._ports.bell(Tone.GOOD)
        self._show(replace(self._state, form=replace(form, picture=photo.jpeg), work=Work.NONE))

    def _failed(self, number: int, error: Exception) -> None:
        """A step of an open form failed; of one that is gone nobody waits for it any more."""
        told = failed(error)
        if self._form(number) is not None:
            self._ports.bell(Tone.BAD)
            self._show(replace(self._state, work=Work.NONE, said=Said.NOTHING, failure=told))

    def _allowed(self) -> bool:
        if not self._state.may_save:
            self._ports.bell(Tone.BAD)
            self._show(replace(self._state, said=Said.SUPERVISOR_ONLY, failure=None))
        return self._state.may_save

    def _open(self, form: OpenForm) -> None:
        self._show(replace(self._state, form=form, work=Work.NONE, said=Said.NOTHING, failure=None))

    def _form(self, number: int) -> OpenForm | None:
        """The open form, if it is that one still."""
        form = self._state.form
        return form if form is not None and form.number == number else None

    def _next_form(self) -> int:
        self._forms += 1
        return self._forms

    def _refresh(self) -> None:
        if not self._shown:
            return
        if self._loading:
            self._again = True
            return
        self._loading = True
        text = self._text
        self._ports.store_tasks.submit(lambda: self._ports.actions.find(text), self._found, self._not_found)

    def _found(self, rows: Sequence[ListedCustomer]) -> None:
        self._loading = False
        self._show(replace(self._state, rows=tuple(rows)))
        self._look_again()

    def _not_found(self, error: Exception) -> None:
        self._loading = False
        self._show(replace(self._state, failure=failed(error)))
        self._look_again()

    def _look_again(self) -> None:
        if self._again:
            self._again = False
            self._refresh()

    def _show(self, state: CustomersState) -> None:
        self._state = state
        self._screen.show_state(state)


def _form_for(customer: Customer, number: int) -> OpenForm:
    return OpenForm(
        number,
        typed_as(customer),
        customer.customer_id,
        copy_kept=customer.responsible_copy is not None,
        asks_reason=needs_reason(customer.credit_code),
    )


def _blamed(error: Exception) -> CustomerField | None:
    """The field that the product finds wrong."""
    match error:
        case DomainError(fault=DomainFault.CUSTOMER_INVALID, detail=member):
            return next((entry for entry in CustomerField if entry.value == member), None)
        case DomainError(fault=DomainFault.CREDIT_CODE_CHECK):
            return CustomerField.CREDIT_CODE_REASON
        case _:
            return None
