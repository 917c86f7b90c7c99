"""The counter's presenter with its surroundings and no window: what the screen's rules are tested with."""

from tests.support.counter_house import WAYBILL, card
from tests.support.fake_counter import PHONE, FakeCounter, RecordingScreen, clerk, scan
from ui.keys import KeyPress
from ui.screens.acceptance.presenter import AcceptancePresenter
from ui.screens.acceptance.state import CounterState
from ui.tones import Tone


class Desk:
    """A presenter with its surroundings; ``keys`` presses named keys or types characters."""

    def __init__(self, counter: FakeCounter | None = None, *, signed_in: bool = True) -> None:
        self.counter = counter if counter is not None else FakeCounter()
        self.screen = RecordingScreen()
        self.presenter = AcceptancePresenter(self.screen, self.counter.ports())
        self.presenter.open()
        if signed_in:
            self.presenter.clerk_signed_in(clerk())

    def keys(self, *names: str) -> None:
        for name in names:
            handled = self.presenter.press(KeyPress(name, name if len(name) == 1 and name.isalnum() else ""))
            assert handled, name

    def shown(self) -> CounterState:
        return self.screen.last

    @property
    def bell(self) -> Tone:
        return self.counter.bells[-1]

    def complete(self, number: str = WAYBILL) -> None:
        """A new sender's parcel, up to Enter."""
        self.presenter.scanned(scan(number))
        self.presenter.card_read(card())
        if self.shown().sender.phone is None:
            self.keys("Space", "Space", *PHONE, "G", "F8")
        else:
            self.keys("Space", "Space", "G", "F8")
