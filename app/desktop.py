"""The counter's window over one terminal: what ``run`` opens and ``demo`` drives.

Invariants:
- The shell with its start page is painted before anything heavy is imported; then the pages are built, and the store
  opens on a thread of its own.
- Use cases run on the store's thread, pictures on a small pool; all answers come back over the one bridge.
- Closing stops in reverse order: devices, sync, store, pools, bridge; the training world last.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from app.first_paint import FirstPaint
from app.key_bindings import bound_keys
from app.paths import Home
from app.settings import Settings
from app.steadiness import set_aside_what_stays, take_turns_often, take_up_again
from sync.words import Environment
from ui.bridge import Bridge
from ui.keys import Action, KeyTable
from ui.screens.start.presenter import StartPresenter
from ui.screens.start.view import StartView
from ui.shell import Shell
from ui.sounds import Speaker
from ui.task_runner import BridgedTaskRunner
from ui.theme import Theme, apply_theme, theme_for
from ui.tones import Tone

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    # these load everything heavy, after the first paint
    from app.bootstrap import House
    from app.counter_devices import CounterDevices
    from app.counter_usecases import CounterUseCases
    from app.device_setup import DeviceSetup
    from app.document_camera import CameraDocuments
    from app.domain.policy import Policy
    from app.label_port import SetLabelPrinter
    from app.ports import TerminalIdentity
    from app.training import TrainingWorld
    from devices.documents.process import OcrProcess
    from devices.portraits.decoder import PortraitDecoder
    from sync.ports import OutboxCounts
    from ui.screens.first_run.form import OutletForm
    from ui.screens.practice.desk import PracticeDesk
    from ui.wedge_filter import WedgeFilter
    from ui.window import CounterWindow


_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Terminal:
    """What is there once the store is open."""

    house: House
    usecases: CounterUseCases
    devices: CounterDevices
    setup: DeviceSetup
    world: TrainingWorld | None
    documents: CameraDocuments
    document_reader: OcrProcess
    portraits: PortraitDecoder | None
    identity: TerminalIdentity | None
    has_clerks: bool
    counts: OutboxCounts


class Desktop:
    """One window over one terminal.

    ``world`` is a training world that somebody else started and will stop (the demonstration). ``passphrase`` spares
    the question for it.
    """

    def __init__(
        self,
        application: QApplication,
        home: Home,
        settings: Settings,
        *,
        world: TrainingWorld | None = None,
        passphrase: str | None = None,
    ) -> None:
        take_turns_often()
        self._application = application
        self._home = home
        self._settings = settings
        self._world = world
        self._passphrase = passphrase
        self._training = home.environment is Environment.TRAINING
        self._terminal: Terminal | None = None
        self._opening: Terminal | None = None
        self._window: CounterWindow | None = None
        self._wedge: WedgeFilter | None = None
        self._practice: PracticeDesk | None = None
        self._key_listener: Callable[[Action], None] | None = None
        self._unsubscribers: list[Callable[[], None]] = []
        self._speaker = Speaker(silent=settings.silent)
        self.bridge = Bridge()
        self._starter = ThreadPoolExecutor(1, thread_name_prefix="start")
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="pictures")
        self._readings = ThreadPoolExecutor(1, thread_name_prefix="readings")
        self._sticks = ThreadPoolExecutor(1, thread_name_prefix="sticks")
        self._links = ThreadPoolExecutor(1, thread_name_prefix="link-test")
        self._setups = ThreadPoolExecutor(1, thread_name_prefix="device-setup")
        self._printer: SetLabelPrinter | None = None
        self._theme: Theme = theme_for(application, high_contrast=settings.high_contrast)
        apply_theme(application, self._theme)
        self._keys = KeyTable(bound_keys(settings.keys))
        self.shell = Shell(self._theme, self._keys, "", training=self._training)
        self._start = self._start_page()
        self._first_paint = FirstPaint(self.shell, self._furnish)

    @property
    def window(self) -> CounterWindow:
        """The pages. Raises RuntimeError before the first paint."""
        if self._window is None:
            raise RuntimeError("the window is not furnished yet")
        return self._window

    @property
    def furnished(self) -> bool:
        """Whether the pages are there."""
        return self._window is not None

    def ready(self) -> Terminal:
        """The open terminal. Raises RuntimeError before that."""
        if self._terminal is None:
            raise RuntimeError("the terminal is not open yet")
        return self._terminal

    def listen_to_keys(self, listener: Callable[[Action], None]) -> None:
        """Hear each key that the counter takes: the demonstration counts them."""
        self._key_listener = listener

    def show(self, *, maximized: bool = True) -> None:
        """Show the window; once it is painted, the pages are built and the terminal opens."""
        if maximized:
            self.shell.showMaximized()
        else:
            self.shell.show()

    def close(self) -> None:
        """Stop everything, in reverse order."""
        take_up_again()
        self._first_paint.forget()
        self._starter.shutdown(wait=True)
        self.bridge.close()
        if self._wedge is not None:
            self._application.removeEventFilter(self._wedge)
        for unsubscribe in self._unsubscribers:
            unsubscribe()
        if self._window is not None:
            self._window.stick.stop()
            self._window.sync.stop()
        self._sticks.shutdown(wait=True)
        self._links.shutdown(wait=True)
        self._setups.shutdown(wait=True)
        # a terminal that finished opening while the window was closing is closed all the same
        terminal, self._terminal = self._terminal or self._opening, None
        if terminal is not None:
            self._close_terminal(terminal)
        self._pool.shutdown(wait=True)
        self._readings.shutdown(wait=True)
        if self._window is not None:
            self._window.stop()
        self.shell.close()

    def _close_terminal(self, terminal: Terminal) -> None:
        terminal.document_reader.close()
        terminal.devices.stop()
        terminal.house.end_shift()
        terminal.house.stop()
        if terminal.world is not None and self._world is None:
            terminal.world.stop()

    def _start_page(self) -> StartPresenter[Terminal]:
        view = StartView(self._theme)
        presenter: StartPresenter[Terminal] = StartPresenter(
            view,
            self._open,
            passphrase_exists=self._home.wrapped_key.exists,
            tasks=BridgedTaskRunner(self._starter.submit, self.bridge),
            opened=self._opened,
            bell=self._ring,
        )
        view.wire(presenter)
        self.shell.add_page(view)
        return presenter

    def _furnish(self) -> None:
        """After the first paint: the pages, then the terminal."""
        from app.device_ports import device_actions
        from app.sender_ports import sender_ports
        from app.wedge import wedge_settings
        from app.window_ports import window_ports
        from ui.error_text import use_keys
        from ui.wedge_filter import WedgeFilter
        from ui.window import CounterWindow

        use_keys(self._keys)
        policy = self._policy_to_show()
        self._printer = self._label_printer()
        ports = window_ports(
            self.ready,
            self.bridge,
            self._pool,
            self._readings,
            sticks=self._sticks,
            links=self._links,
            setups=self._setups,
            sender=sender_ports(self.ready, self._settings, policy, training=self._training),
            policy=policy,
            label_printer=self._printer,
            devices=device_actions(self.ready, self._wedge_filter, self._settings),
            keys=self._keys,
            play=self._speaker.play,
            on_key=self._heard,
            training=self._training,
        )
        self._window = CounterWindow(ports, self._theme, self.shell)
        self._wedge = WedgeFilter(self._window.take, wedge_settings(self._settings))
        self._application.installEventFilter(self._wedge)
        self._check_fonts()
        self._start.begin()
        self._window.acceptance_view.rehearse()

    def _wedge_filter(self) -> WedgeFilter:
        if self._wedge is None:
            raise RuntimeError("no key is listened to yet")
        return self._wedge

    def _label_printer(self) -> SetLabelPrinter | None:
        from app.label_port import SetLabelPrinter

        address = self._settings.label_printer
        return SetLabelPrinter(address, allow_simulated=self._training) if address else None

    def _policy_to_show(self) -> Policy:
        """The rules that the store is going to choose, from the copy beside it; without one the shipped pack."""
        from app.paths import POLICY
        from app.policy_files import load_policy
        from app.rules_file import policy_to_show, read_rules
        from app.system import SystemClock

        clock = SystemClock()
        return policy_to_show(read_rules(self._home.rules), load_policy(POLICY), clock.local(clock.now()).date())

    def _tell_rules(self, house: House) -> None:
        """What this start found out about the rules."""
        from ui.status_words import other_rules_words

        for event in house.rules.withdrawn:
            self.window.take(event)
        if house.policy.digest != self.window.policy.digest:
            self.shell.tell_rules(other_rules_words())

    def _check_fonts(self) -> None:
        """A name that shows as boxes cannot be compared with a document."""
        from ui.error_text import words
        from ui.fonts import font_problem

        problem = font_problem()
        if problem is not None:
            _log.warning("fonts: %s", problem.value)
            self.shell.warn(str(words(problem)))

    def _open(self, passphrase: str | None) -> Terminal:
        """On the start thread: everything heavy."""
        from app.bootstrap import find_store_key, open_house

        key = find_store_key(self._home, passphrase if passphrase is not None else self._passphrase)
        house = open_house(self._home, self._settings, key.key)
        try:
            self._opening = self._furnished_terminal(house)
        except BaseException:
            house.stop()
            raise
        return self._opening

    def _furnished_terminal(self, house: House) -> Terminal:
        from app.counter_devices import CameraRole, CounterDevices
        from app.counter_usecases import CounterUseCases
        from app.device_setup import DeviceSetup, Surroundings
        from app.document_camera import CameraDocuments, document_reader_command
        from app.portraits import portrait_decoder
        from app.usecases.note_device import NoteDevice
        from devices.discovery.system import system_detection
        from devices.documents.process import OcrProcess
        from devices.vision.pixels import leave_cores_alone

        leave_cores_alone()
        world = self._training_world(house)
        plugs = world.plugs() if world is not None else house.plugs()
        detection = None if self._training else system_detection()
        devices = CounterDevices(plugs, allow_simulated=self._training, detection=detection)
        reader = OcrProcess(document_reader_command())
        return Terminal(
            house,
            CounterUseCases(house),
            devices,
            DeviceSetup(
                self._settings,
                Surroundings(
                    self._home.settings,
                    devices,
                    detection,
                    house.link_watch,
                    NoteDevice(house.store, house.clock),
                    self._printer,
                ),
            ),
            world,
            documents=CameraDocuments(
                partial(devices.latest_frame, CameraRole.DOCUMENT),
                reader,
                warm=reader.warm,
                still=partial(devices.still, CameraRole.DOCUMENT),
            ),
            document_reader=reader,
            portraits=portrait_decoder(self._home),
            identity=house.identity(),
            has_clerks=house.has_clerks(),
            counts=house.outbox.counts(),
        )

    def _training_world(self, house: House) -> TrainingWorld | None:
        if not self._training:
            return None
        from app.training import TrainingWorld, ready_for_training

        if self._world is not None:
            ready_for_training(house, self._world)
            return self._world
        world = TrainingWorld(self._home.province)
        try:
            world.start()
            ready_for_training(house, world)
        except BaseException:
            world.stop()
            raise
        return world

    def _opened(self, terminal: Terminal) -> None:
        from app.events import SyncStatus
        from ui.window import Enrolment

        self._terminal = terminal
        window = self.window
        self._unsubscribers.append(terminal.house.events.subscribe(self.bridge.carried(window.take)))
        self._unsubscribers.append(terminal.devices.subscribe(self.bridge.carried(window.take)))
        self._unsubscribers.append(terminal.devices.subscribe(terminal.house.link_watch.device))
        for status in terminal.devices.statuses():
            window.take(status)
            terminal.house.link_watch.device(status)
        terminal.devices.start()
        if terminal.world is not None:
            self._add_training_bar(terminal.world)
        window.start()
        if terminal.identity is not None:
            self.shell.top_bar.show_outlet(terminal.identity.outlet_name)
            window.take(SyncStatus(terminal.counts, None, None, running=False))
            terminal.house.start_sync(terminal.identity)
        terminal.house.start_purging()
        terminal.house.start_surveillance()
        self._tell_rules(terminal.house)
        set_aside_what_stays()
        if terminal.identity is not None and terminal.has_clerks:
            window.lock()
            return
        # also after a start that was cut off between enrolment and the first clerk
        enrolled_as = terminal.identity.outlet_name if terminal.identity is not None else None
        window.begin_first_run(Enrolment(self._enrol, terminal.usecases.add_clerk, enrolled_as))

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
        from app.training import CLERK_NUMBER, CLERK_PIN, SUPERVISOR_NUMBER, SUPERVISOR_PIN
        from ui.training_bar import TrainingBar, TrainingHands, sign_in_words

        hands = TrainingHands(
            world.scan_next, world.lay_next_card, world.open_or_seal, world.show_next_document, self._practise
        )
        self.shell.add_to_training_banner(
            TrainingBar(
                self._theme, hands, sign_in_words((CLERK_NUMBER, CLERK_PIN), (SUPERVISOR_NUMBER, SUPERVISOR_PIN))
            )
        )

    def _practise(self) -> None:
        """Open the practice cases; they are read when somebody asks for them first."""
        if self._practice is None:
            from app.practice import cases_that_hold, written_cases
            from app.training import practice_picture
            from ui.screens.practice.desk import PracticeDesk
            from ui.screens.practice.presenter import PracticePorts

            counter = self.ready().house.counter
            ports = PracticePorts(
                load=lambda: cases_that_hold(written_cases(), counter.policy, counter.today()),
                draw=practice_picture,
                tasks=BridgedTaskRunner(self._pool.submit, self.bridge),
                chance=Random(),  # noqa: S311 # an order to practise in, no secret
                bell=self._ring,
            )
            home = self.window.go_home
            self._practice = PracticeDesk(self.shell, self._theme, counter.policy, ports, leave=home, keys=self._keys)
        self._practice.open()

    def _heard(self, action: Action) -> None:
        if self._key_listener is not None:
            self._key_listener(action)

    def _ring(self, tone: Tone) -> None:
        if not self._speaker.play(tone):
            self.shell.ring(tone)
