"""The counter's window over one terminal: what ``run`` opens and ``demo`` drives.

Invariants:
- The window is painted before anything heavy is imported; the store opens on a thread of its own meanwhile.
- Use cases run on the store's thread, pictures on a small pool; all answers come back over the one bridge.
- Closing stops in reverse order: devices, sync, store, pools, bridge; the training world last.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer

from app.events import SyncStatus
from app.paths import POLICY, Home
from app.policy_files import load_policy
from app.settings import Settings
from app.system import SystemClock
from devices.scanner.wedge import WedgeSettings
from sync.words import Environment
from ui.bridge import Bridge
from ui.keys import Action
from ui.screens.acceptance.actions import CounterActions, JpegPhoto
from ui.screens.first_run.form import OutletForm
from ui.screens.start.presenter import StartPresenter
from ui.screens.start.view import StartView
from ui.sounds import Speaker
from ui.task_runner import BridgedTaskRunner
from ui.theme import Theme, apply_theme, theme_for
from ui.tones import Tone
from ui.training_bar import TrainingBar, TrainingHands, sign_in_words
from ui.wedge_filter import WedgeFilter
from ui.window import CounterWindow, Enrolment, WindowPorts

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.bootstrap import House

    # these load everything heavy, after the first paint
    from app.counter_devices import CounterDevices
    from app.counter_usecases import CounterUseCases
    from app.ports import TerminalIdentity
    from app.training import TrainingWorld
    from sync.ports import OutboxCounts
    from ui.widgets.live_picture import Preview

_log = logging.getLogger(__name__)

Result = TypeVar("Result")

PREVIEW_WIDTH, PREVIEW_HEIGHT = 640, 360


@dataclass(frozen=True, slots=True)
class Terminal:
    """What is there once the store is open."""

    house: House
    usecases: CounterUseCases
    devices: CounterDevices
    world: TrainingWorld | None
    identity: TerminalIdentity | None
    counts: OutboxCounts


class Desktop:
    """One window over one terminal. ``world`` is the training world that the demo brings along."""

    def __init__(
        self,
        application: QApplication,
        home: Home,
        settings: Settings,
        *,
        world: TrainingWorld | None = None,
        passphrase: str | None = None,
    ) -> None:
        self._home = home
        self._settings = settings
        self._world = world
        self._passphrase = passphrase
        self._training = home.environment is Environment.TRAINING
        self.terminal: Terminal | None = None
        self._key_listener: Callable[[Action], None] | None = None
        self._theme: Theme = theme_for(application, high_contrast=settings.high_contrast)
        apply_theme(application, self._theme)
        self.bridge = Bridge()
        self._speaker = Speaker(silent=settings.silent)
        self._starter = ThreadPoolExecutor(1, thread_name_prefix="start")
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="pictures")
        self.window = CounterWindow(self._ports(), self._theme)
        self._wedge = WedgeFilter(self.window.take, WedgeSettings(threshold=settings.wedge_gap_ms / 1000))
        application.installEventFilter(self._wedge)
        self._application = application
        self._unsubscribers: list[Callable[[], None]] = []
        self._build_start_page()

    def show(self, *, maximized: bool = True) -> None:
        """Show the window; once it is painted, open the terminal."""
        shell = self.window.shell
        if maximized:
            shell.showMaximized()
        else:
            shell.show()
        QTimer.singleShot(0, self._start.begin)

    def listen_to_keys(self, listener: Callable[[Action], None]) -> None:
        """Hear each key that the counter takes: the demonstration counts them."""
        self._key_listener = listener

    def _heard(self, action: Action) -> None:
        if self._key_listener is not None:
            self._key_listener(action)

    def close(self) -> None:
        """Stop everything, in reverse order."""
        self.window.stop()
        self._application.removeEventFilter(self._wedge)
        self._starter.shutdown(wait=True)
        terminal, self.terminal = self.terminal, None
        for unsubscribe in self._unsubscribers:
            unsubscribe()
        if terminal is not None:
            terminal.devices.stop()
            terminal.house.stop()
        self._pool.shutdown(wait=True)
        self.bridge.close()
        if terminal is not None and terminal.world is not None and self._world is None:
            terminal.world.stop()

    def _build_start_page(self) -> None:
        view = StartView(self._theme)
        self._start: StartPresenter[Terminal] = StartPresenter(
            view,
            self._open,
            passphrase_exists=self._home.wrapped_key.exists,
            tasks=BridgedTaskRunner(self._starter.submit, self.bridge),
            opened=self._opened,
            bell=self._ring,
        )
        view.wire(self._start)
        self.window.shell.add_page(view)
        self.window.shell.open_page(view)

    def _ring(self, tone: Tone) -> None:
        if not self._speaker.play(tone):
            self.window.shell.ring(tone)

    def _open(self, passphrase: str | None) -> Terminal:
        """On the start thread: everything heavy."""
        from app.bootstrap import find_store_key, open_house
        from app.counter_devices import CounterDevices
        from app.counter_usecases import CounterUseCases

        key = find_store_key(self._home, passphrase if passphrase is not None else self._passphrase)
        house = open_house(self._home, self._settings, key.key)
        try:
            world = self._training_world(house)
            plugs = world.plugs() if world is not None else house.plugs()
            devices = CounterDevices(plugs, allow_simulated=self._training)
            return Terminal(house, CounterUseCases(house), devices, world, house.identity(), house.outbox.counts())
        except BaseException:
            house.stop()
            raise

    def _training_world(self, house: House) -> TrainingWorld | None:
        if not self._training:
            return None
        from app.training import TrainingWorld, ready_for_training

        world = self._world
        if world is None:
            world = TrainingWorld(self._home.province)
            world.start()
        ready_for_training(house, world)
        return world

    def _opened(self, terminal: Terminal) -> None:
        self.terminal = terminal
        house = terminal.house
        self._unsubscribers.append(house.events.subscribe(self.bridge.carried(self.window.take)))
        self._unsubscribers.append(terminal.devices.subscribe(self.bridge.carried(self.window.take)))
        for status in terminal.devices.statuses():
            self.window.take(status)
        terminal.devices.start()
        if terminal.world is not None:
            self._add_training_bar(terminal.world)
        self.window.start()
        if terminal.identity is None:
            self.window.begin_first_run(Enrolment(self._enrol, terminal.usecases.add_clerk))
            return
        self.window.shell.top_bar.show_outlet(terminal.identity.outlet_name)
        self.window.take(SyncStatus(terminal.counts, None, None, running=False))
        house.start_sync(terminal.identity)
        self.window.lock()

    def _enrol(self, form: OutletForm) -> None:
        """On the store's thread, from the first-run page."""
        from app.usecases.enrol_terminal import EnrolmentForm

        terminal = self.ready()
        identity = terminal.usecases.enrol(
            EnrolmentForm(
                province_url=form.province_url,
                code=form.enrolment_code,
                outlet_name=form.outlet_name,
                filing_number=form.filing_number,
                region_code=form.region_code,
                address=form.address,
            )
        )
        terminal.house.start_sync(identity)

    def _add_training_bar(self, world: TrainingWorld) -> None:
        from app.training import CLERK_NUMBER, CLERK_PIN

        hands = TrainingHands(world.scan_next, world.lay_next_card, world.show_contents)
        self.window.shell.add_bar(TrainingBar(self._theme, hands, sign_in_words(CLERK_NUMBER, CLERK_PIN)))

    def ready(self) -> Terminal:
        """The open terminal. Raises RuntimeError before that."""
        if self.terminal is None:
            raise RuntimeError("the terminal is not open yet")
        return self.terminal

    def _ports(self) -> WindowPorts:
        return WindowPorts(
            actions=self._actions(),
            policy=load_policy(POLICY),
            clock=SystemClock(),
            store_tasks=BridgedTaskRunner(self._submit_to_store, self.bridge),
            cpu_tasks=BridgedTaskRunner(self._pool.submit, self.bridge),
            capture=self._capture,
            preview=self._preview,
            play=self._speaker.play,
            outlet_name="",
            training=self._training,
            on_key=self._heard,
        )

    def _actions(self) -> CounterActions:
        """The use cases, looked up when they are called: the window is there before the store."""

        def uses() -> CounterUseCases:
            return self.ready().usecases

        return CounterActions(
            open_counter=lambda: uses().open_counter(),
            route_scan=lambda text, symbology, clerk, parcel_id, again: uses().route_scan(
                text, symbology, clerk, parcel_id, replace_waybill=again
            ),
            take_document=lambda card, clerk, parcel_id: uses().take_document(card, clerk, parcel_id),
            edit=lambda parcel_id, edit, clerk: uses().edit(parcel_id, edit, clerk),
            attach_photo=lambda parcel_id, jpeg, role, taken_at, clerk: uses().attach_photo(
                parcel_id, jpeg, role, taken_at, clerk
            ),
            continue_sender=lambda parcel_id, clerk: uses().continue_sender(parcel_id, clerk),
            accept=lambda parcel_id, clerk: uses().accept(parcel_id, clerk),
            refuse=lambda parcel_id, reason, clerk: uses().refuse(parcel_id, reason, clerk),
            park=lambda parcel_id, clerk: uses().park(parcel_id, clerk),
            resume=lambda _clerk: uses().resume(),
            discard=lambda parcel_id, clerk: uses().discard(parcel_id, clerk),
            totals=lambda: uses().totals(),
            records=lambda limit, before: uses().records(limit, before),
            sign_in=lambda number, pin: uses().sign_in(number, pin),
        )

    def _submit_to_store(self, work: Callable[[], Result], /) -> Future[Result]:
        return self.ready().house.store.submit(work)

    def _capture(self) -> JpegPhoto | None:
        """On the pool: the camera's latest picture as evidence."""
        from devices.vision.picture import encode_jpeg

        frame = self.ready().devices.latest_frame()
        return JpegPhoto(encode_jpeg(frame.image), frame.captured_at) if frame is not None else None

    def _preview(self) -> Preview | None:
        """On the main thread, some eight times a second."""
        if self.terminal is None:
            return None
        frame = self.terminal.devices.latest_frame()
        if frame is None:
            return None
        from devices.vision.picture import preview_rgb

        return preview_rgb(frame.image, PREVIEW_WIDTH, PREVIEW_HEIGHT)
