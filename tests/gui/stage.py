"""A whole window on real use cases, driven by real key events at the window."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.clerk import Clerk
from tests.support.device_page import DeviceHands
from tests.support.fake_counter import (
    FakeCounter,
    InlineTaskRunner,
    clerk,
    counter_actions,
    customer_actions,
    handover_actions,
    incident_actions,
    news_actions,
    outage_actions,
    repair_actions,
    spot_check_actions,
    statistics_actions,
)
from tests.support.fake_retention import retention_actions
from tests.support.fake_sticks import FakeSticks
from tests.support.goods_samples import goods_search
from tests.support.paper import RecordingPaper
from tests.support.sync_page import LinkHands
from ui.keys import Action
from ui.screens.first_run.form import OutletForm
from ui.task_runner import TaskRunner
from ui.theme import Theme
from ui.tones import Tone
from ui.widgets.live_picture import Preview
from ui.window import CounterWindow, Enrolment, WindowPorts

Part = TypeVar("Part", bound=QWidget)

_KEYS = {
    "Enter": Qt.Key.Key_Return,
    "Space": Qt.Key.Key_Space,
    "Backspace": Qt.Key.Key_Backspace,
    "Esc": Qt.Key.Key_Escape,
    "Tab": Qt.Key.Key_Tab,
    "Del": Qt.Key.Key_Delete,
    "Ins": Qt.Key.Key_Insert,
    "Down": Qt.Key.Key_Down,
    "Up": Qt.Key.Key_Up,
    "Left": Qt.Key.Key_Left,
    **{f"F{number}": Qt.Key(Qt.Key.Key_F1.value + number - 1) for number in range(1, 13)},
}


def _read(name: str) -> tuple[Qt.Key, Qt.KeyboardModifier]:
    """A key and what is held with it, by its name."""
    key = name.removeprefix("Ctrl+")
    modifiers = Qt.KeyboardModifier.NoModifier if key == name else Qt.KeyboardModifier.ControlModifier
    return _KEYS.get(key) or Qt.Key(ord(key.upper())), modifiers


def press_keys(window: QWidget, *names: str) -> None:
    """Press named keys or type characters, at the window."""
    for name in names:
        key, modifiers = _read(name)
        QTest.keyClick(window.windowHandle(), key, modifiers)


def parts_of(whole: QWidget, kind: type[Part]) -> list[Part]:
    """Every widget of that class inside ``whole``. Nothing outside it is touched: that may be half gone already."""
    return list(whole.findChildren(kind))


@dataclass
class Stage:
    """The window with what it was given and what it did."""

    qtbot: QtBot
    theme: Theme
    training: bool = False
    first_run: bool = False
    audible: bool = True
    counter: FakeCounter = field(default_factory=FakeCounter)
    played: list[Tone] = field(default_factory=list)
    used: list[Action] = field(default_factory=list)
    enrolled: list[OutletForm] = field(default_factory=list)
    clerks: list[str] = field(default_factory=list)
    preview: Preview | None = None
    paper: RecordingPaper = field(default_factory=RecordingPaper)
    sticks: FakeSticks = field(default_factory=FakeSticks)
    stick_tasks: TaskRunner = field(default_factory=InlineTaskRunner)
    link: LinkHands = field(default_factory=LinkHands)
    link_tasks: TaskRunner = field(default_factory=InlineTaskRunner)
    devices: DeviceHands = field(default_factory=DeviceHands)
    chosen_path: Path | None = None
    """What the dialogs for a file and for a folder answer."""

    def __post_init__(self) -> None:
        house = self.counter.house
        ports = WindowPorts(
            actions=counter_actions(house),
            customers=customer_actions(house),
            incidents=incident_actions(house),
            handover=handover_actions(house),
            spot_checks=spot_check_actions(house),
            retention=retention_actions(house.counter.policy),
            statistics=statistics_actions(house),
            outages=outage_actions(house),
            repairs=repair_actions(house),
            news=news_actions(house),
            stick=self.sticks.actions(house),
            sync=self.link.actions(house),
            outlet=house.read_outlet,
            policy=house.counter.policy,
            goods_search=goods_search,
            clock=house.clock,
            store_tasks=self.counter.store_tasks,
            cpu_tasks=self.counter.cpu_tasks,
            reading_tasks=self.counter.cpu_tasks,
            stick_tasks=self.stick_tasks,
            link_tasks=self.link_tasks,
            devices=self.devices.actions(),
            device_tasks=InlineTaskRunner(),
            sender=self.counter.sender_ports(),
            examiner=self.counter.examiner,
            capture=self.counter.capture,
            preview=lambda: self.preview,
            sight=lambda: self.counter.sight,
            play=self._play,
            outlet_name="样例路网点",
            training=self.training,
            enrolment=Enrolment(self.enrolled.append, self._add_clerk) if self.first_run else None,
            on_key=self.used.append,
            paper=self.paper,
            ask_path=lambda *_: self.chosen_path,
            ask_folder=lambda _: self.chosen_path,
        )
        self.window = CounterWindow(ports, self.theme)
        self.shell = self.window.shell
        self.shell.resize(1366, 768)
        self.shell.show()
        self.qtbot.waitExposed(self.shell)
        self.shell.activateWindow()
        self.qtbot.waitUntil(self.shell.isActiveWindow)
        self.window.start()

    def sign_in(self, who: Clerk | None = None) -> None:
        """A clerk is there."""
        self.window.signed_in(who if who is not None else clerk())

    def keys(self, *names: str) -> None:
        """Press named keys or type characters, at the window: the focus decides who gets them."""
        press_keys(self.shell, *names)

    def hold(self, name: str, repeats: int = 5) -> None:
        """Press a key and keep it down: the keyboard repeats it for whatever has the focus by then."""
        self.keys(name)
        key, modifiers = _read(name)
        for _ in range(repeats):
            QApplication.sendEvent(
                self.shell.focusWidget(), QKeyEvent(QEvent.Type.KeyPress, key, modifiers, "", autorep=True)
            )

    def page(self) -> QWidget:
        """The page that is open."""
        return self.shell.page

    def parts(self, kind: type[Part]) -> list[Part]:
        """Every widget of that class in the window."""
        return parts_of(self.shell, kind)

    def text(self) -> str:
        """Everything that can be read on the window now."""
        labels = (label.text() for label in self.parts(QLabel))
        return "\n".join([*labels, *(field.text() for field in self.parts(QLineEdit))])

    def close(self) -> None:
        """End it."""
        self.window.stop()
        self.shell.deleteLater()
        self.window.deleteLater()

    def _play(self, tone: Tone) -> bool:
        self.played.append(tone)
        return self.audible

    def _add_clerk(self, number: str, _name: str, _pin: str) -> None:
        self.clerks.append(number)
