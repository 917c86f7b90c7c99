"""Signing in with number and PIN.

Invariants:
- The PIN leaves the field for the use case and nowhere else; after a refusal the field is empty again.
- What was wrong, number or PIN, is not said.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from app.domain.clerk import Clerk
from ui.faults import Failed, failed
from ui.task_runner import TaskRunner
from ui.tones import Tone


@dataclass(frozen=True, slots=True)
class SignInState:
    """What the page shows."""

    busy: bool = False
    failure: Failed | None = None


class SignInScreen(Protocol):
    """What the presenter draws on."""

    def show_state(self, state: SignInState) -> None:
        """Show ``state``."""

    def clear(self) -> None:
        """Empty both fields, ready for the next clerk."""

    def clear_pin(self) -> None:
        """Empty the PIN, ready for another try."""


class SignInPresenter:
    """The sign-in page's mind. ``signed_in`` is called with the clerk."""

    def __init__(
        self,
        screen: SignInScreen,
        sign_in: Callable[[str, str], Clerk],
        tasks: TaskRunner,
        signed_in: Callable[[Clerk], None],
        bell: Callable[[Tone], None],
    ) -> None:
        self._screen = screen
        self._sign_in = sign_in
        self._tasks = tasks
        self._signed_in = signed_in
        self._bell = bell
        self._busy = False

    def begin(self) -> None:
        """The page opens for whoever comes."""
        self._screen.clear()
        self._screen.show_state(SignInState(busy=self._busy))

    def submit(self, number: str, pin: str) -> None:
        """Try to sign in. Ignored while a try is under way, and without a number or PIN."""
        if self._busy or not number.strip() or not pin:
            return
        self._busy = True
        self._screen.show_state(SignInState(busy=True))
        self._tasks.submit(lambda: self._sign_in(number.strip(), pin), self._accepted, self._refused)

    def _accepted(self, clerk: Clerk) -> None:
        self._busy = False
        self._screen.clear()
        self._screen.show_state(SignInState())
        self._signed_in(clerk)

    def _refused(self, error: Exception) -> None:
        self._busy = False
        self._bell(Tone.BAD)
        self._screen.clear_pin()
        self._screen.show_state(SignInState(failure=failed(error)))
