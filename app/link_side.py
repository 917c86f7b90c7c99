"""One terminal's side of the link, beside sending itself: its watch, a pause, the size of photos, word of the devices.

Invariants:
- What is read here by other threads is one frozen value that the store's thread puts in place.
"""

from datetime import timedelta
from typing import Protocol

from app.device_book import DeviceBook
from app.domain.clerk import ClerkNumber
from app.domain.photo_budget import PhotoSize
from app.events import EventBus
from app.health_notes import HealthNotesFile
from app.link_watch import LinkWatch
from app.paths import Home
from app.settings import Settings
from app.usecases.counter import Counter
from app.usecases.keep_link_sample import KeepLinkSample
from app.usecases.pause_sending import PauseSending
from app.usecases.size_photos import SizePhotos
from app.usecases.tell_device_health import TellDeviceHealth
from app.usecases.watch_link import WatchLink
from sync.runner import PauseSpan


class Pausable(Protocol):
    """The sync thread, as far as a pause goes."""

    def pause(self, span: PauseSpan) -> None:
        """Send only what is urgent from now on."""

    def go_on(self) -> None:
        """End the pause."""


class LinkSide:
    """Made once by the house."""

    def __init__(self, counter: Counter, settings: Settings, events: EventBus, home: Home) -> None:
        """Reads the store once. Raises StorageError."""
        self._counter = counter
        self._runner: Pausable | None = None
        self._size = SizePhotos(
            counter,
            setting_bytes=settings.photo_kb * 1000,
            bytes_a_day=settings.evidence_mb_per_day * 1_000_000 or None,
        )
        self._keep = KeepLinkSample(counter.store, counter.clock)
        book = DeviceBook(counter.clock)
        self._tell_health = TellDeviceHealth(
            counter,
            book,
            HealthNotesFile(home.device_health),
            timedelta(minutes=settings.device_health_minutes),
        )
        self._pauses = PauseSending(counter, settings.sending_pause_minutes)
        self._photo_size = counter.store.submit(self._size).result()
        self.watch = LinkWatch(
            counter.store,
            WatchLink(counter, events),
            events,
            counter.clock,
            home.folder,
            keep=self._sample,
            book=book,
        )

    @property
    def photo_size(self) -> PhotoSize:
        """How large photos are made on this link, as of the newest sample. On any thread."""
        return self._photo_size

    def kept_pause(self) -> PauseSpan | None:
        """A pause from before the program's start that still holds. On any thread but the store's."""
        pause = self._counter.store.submit(self._pauses.in_force).result()
        return PauseSpan(pause.begun_at, pause.until) if pause is not None else None

    def attach(self, runner: Pausable) -> None:
        """From now on a pause stops this runner."""
        self._runner = runner

    def pause(self, clerk: ClerkNumber) -> None:
        """Send only what is urgent for a while. On the store's thread. Raises DomainError(READ_ONLY), StorageError."""
        pause = self._pauses.pause(clerk)
        if self._runner is not None:
            self._runner.pause(PauseSpan(pause.begun_at, pause.until))

    def go_on(self, clerk: ClerkNumber) -> None:
        """End the pause. On the store's thread. Raises DomainError(READ_ONLY), StorageError."""
        self._pauses.go_on(clerk)
        if self._runner is not None:
            self._runner.go_on()

    def _sample(self, bytes_per_second: int | None) -> None:
        self._keep(bytes_per_second)
        self._photo_size = self._size()
        self._tell_health()
