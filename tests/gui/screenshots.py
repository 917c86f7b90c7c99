"""Draws every state of every screen, for people to look at: ``python -m tests.gui.screenshots FOLDER``.

Two sizes, both languages; the busiest states also in high contrast and with a larger system font.
"""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.events import SyncStatus
from devices.errors import DeviceFault
from devices.ports import DeviceKind, DeviceState, DeviceStatus
from sync.errors import SyncFault
from sync.state import MessageState
from tests.gui.customers_stage import register_some
from tests.support.counter_house import WAYBILL, CounterHouse, card
from tests.support.fake_counter import (
    FakeCounter,
    box_picture,
    clerk,
    counter_actions,
    customer_actions,
    expired_card,
    failed_card,
    jpeg_of,
    preview_of,
    scan,
)
from ui.keys import Action, KeyPress
from ui.language import Language, Translators
from ui.theme import CALM, Theme, apply_theme, sizes_for, theme_for
from ui.tones import Tone
from ui.window import CounterWindow, Enrolment, WindowPorts

SIZES = ((1366, 768), (1920, 1080))


def unlit(_: Tone) -> bool:
    """The tone was heard: no flash in the pictures."""
    return True


@dataclass
class Stage:
    """One window with a counter behind it."""

    window: CounterWindow
    house: CounterHouse

    def keys(self, text: str) -> None:
        """Type on the counter."""
        for character in text:
            self.window.acceptance.press(KeyPress(character, character))

    def do(self, *actions: Action) -> None:
        """Press these."""
        for action in actions:
            self.window.acceptance.perform(action)

    def sender(self) -> None:
        """A sender with everything."""
        self.window.take(card())
        self.do(Action.CONFIRM, Action.CONFIRM)
        self.keys("13800138000")


def stage(theme: Theme, *, training: bool = True, first_run: bool = False, camera: bool = True) -> Stage:
    """A window signed in and ready."""
    picture = box_picture()
    counter = FakeCounter(picture=jpeg_of(picture))
    ports = WindowPorts(
        actions=counter_actions(counter.house),
        customers=customer_actions(counter.house),
        policy=counter.house.counter.policy,
        clock=counter.house.clock,
        store_tasks=counter.store_tasks,
        cpu_tasks=counter.cpu_tasks,
        reading_tasks=counter.cpu_tasks,
        sender=counter.sender_ports(),
        capture=counter.capture,
        preview=lambda: preview_of(picture) if camera else None,
        play=unlit,
        outlet_name="样例路网点",
        training=training,
        enrolment=Enrolment(lambda _: None, lambda *_: None) if first_run else None,
    )
    window = CounterWindow(ports, theme)
    window.shell.resize(*SIZES[0])
    window.start()
    states = {DeviceKind.SCANNER: DeviceState.READY, DeviceKind.ID_READER: DeviceState.READY}
    states[DeviceKind.CAMERA] = DeviceState.READY if camera else DeviceState.ABSENT
    for kind, state in states.items():
        fault = DeviceFault.NOT_FOUND if state is DeviceState.ABSENT else None
        window.take(DeviceStatus(f"sim:{kind.value}", kind, state, fault))
    if not first_run:
        window.signed_in(clerk())
    return Stage(window, counter.house)


def empty(on: Stage) -> None:
    """Nothing on the counter."""


def scanned(on: Stage) -> None:
    """A waybill only."""
    on.window.take(scan())


def document(on: Stage) -> None:
    """Waybill and document."""
    on.window.take(scan())
    on.window.take(card())


def phone(on: Stage) -> None:
    """Half a phone number."""
    document(on)
    on.do(Action.CONFIRM, Action.CONFIRM)
    on.keys("13800")


def complete(on: Stage) -> None:
    """Everything is there."""
    on.window.take(scan())
    on.sender()
    on.keys("G")
    on.do(Action.MORE, Action.PHOTO)


def two_photos(on: Stage) -> None:
    """More than one photo."""
    complete(on)
    on.do(Action.PHOTO, Action.PHOTO)


def accepted(on: Stage) -> None:
    """Enter was pressed."""
    complete(on)
    on.do(Action.FINISH)


def continued(on: Stage) -> None:
    """The same sender again."""
    accepted(on)
    on.window.take(scan("JD012345678901234"))
    on.do(Action.SAME_SENDER)


def too_early(on: Stage) -> None:
    """Enter was pressed too early."""
    document(on)
    on.do(Action.FINISH)


def expired(on: Stage) -> None:
    """The card is no longer valid."""
    on.window.take(scan())
    on.window.take(expired_card())


def removed(on: Stage) -> None:
    """The card was pulled away."""
    on.window.take(scan())
    on.window.take(failed_card())


def seen_before(on: Stage) -> None:
    """The waybill was accepted already."""
    accepted(on)
    on.window.take(scan())


def differs(on: Stage) -> None:
    """Another waybill."""
    scanned(on)
    on.window.take(scan("SF1234567890123"))


def misread(on: Stage) -> None:
    """A wrong check digit."""
    on.window.take(scan("EE123456788CN"))


def refusing(on: Stage) -> None:
    """F2."""
    document(on)
    on.do(Action.REFUSE)


def refused(on: Stage) -> None:
    """F2 and a digit."""
    refusing(on)
    on.keys("9")


def helping(on: Stage) -> None:
    """F1."""
    document(on)
    on.do(Action.HELP)


def discarding(on: Stage) -> None:
    """Ctrl+Delete."""
    complete(on)
    on.do(Action.DISCARD)


def by_hand(on: Stage) -> None:
    """A waybill typed by hand."""
    on.do(Action.TYPE_WAYBILL)


def parked(on: Stage) -> None:
    """F5."""
    complete(on)
    on.do(Action.PARK)


def long_number(on: Stage) -> None:
    """A sub-parcel number of an unknown carrier."""
    on.window.take(scan("JDVB01234567890-1-1"))


def locked(on: Stage) -> None:
    """F12."""
    on.window.lock()


def refused_sign_in(on: Stage) -> None:
    """A wrong PIN."""
    on.window.lock()
    on.window.sign_in.submit("1001", "1111")


def records(on: Stage) -> None:
    """Every state that a record can be in."""
    numbers = [WAYBILL, "SF1234567890123", "EE123456785CN", "78123456789012", "432123456789012", "JD012345678901234"]
    for number in numbers:
        on.window.take(scan(number))
        on.sender()
        on.keys("G")
        on.do(Action.PHOTO, Action.FINISH)
        on.house.clock.advance(timedelta(minutes=7))
    document(on)
    on.do(Action.REFUSE)
    on.keys("9")
    made = list(on.house.store.tables.outbox)
    on.house.store.note_outcome(made[0], MessageState.DELIVERED)
    on.house.store.note_outcome(made[1], MessageState.REJECTED, last_outcome="payload_invalid")
    on.house.store.note_outcome(made[2], MessageState.PENDING, attempts=4, last_outcome="unreachable")
    on.house.store.note_outcome(made[3], MessageState.LEASED)
    on.house.store.note_outcome(made[4], MessageState.REJECTED, last_outcome="conflict")
    on.window.refresh_totals()
    totals = on.house.totals()
    on.window.take(SyncStatus(totals.counts, SyncFault.UNREACHABLE, None, running=True))
    on.window.shell.asked.emit(Action.RECORDS_PAGE)


def customers(on: Stage) -> None:
    """An agreement of every standing."""
    supervisor = Clerk(ClerkNumber("9001"), "样例站长", "hash", ClerkRole.SUPERVISOR)
    on.house.look(lambda work: work.clerks.add(supervisor))
    register_some(customer_actions(on.house), supervisor.number)
    on.window.signed_in(supervisor)
    on.window.shell.asked.emit(Action.CUSTOMERS_PAGE)


def customer(on: Stage) -> None:
    """A customer's form with a picture just taken."""
    customers(on)
    on.window.customers_view.list.open_chosen()
    on.window.customers.photograph()


def customer_wrong(on: Stage) -> None:
    """Nothing of a new customer's form is right."""
    customers(on)
    on.window.customers.add()
    on.window.customers_view.form.save()


SCENES: dict[str, Callable[[Stage], None]] = {
    scene.__name__: scene
    for scene in (
        empty, scanned, document, phone, complete, two_photos, accepted, continued, too_early, expired, removed,
        seen_before, differs, misread, refusing, refused, helping, discarding, by_hand, parked, long_number, locked,
        refused_sign_in, records, customers, customer, customer_wrong,
    )
}  # fmt: skip


def shots(application: QApplication, theme: Theme, tag: str, names: list[str]) -> Iterator[tuple[str, CounterWindow]]:
    """Every scene in a window of its own."""
    for name in names:
        on = stage(theme, training=name not in ("empty", "complete"), camera=name != "scanned")
        on.window.shell.show()
        SCENES[name](on)
        application.processEvents()
        yield f"{tag}-{name}", on.window
        on.window.stop()
    if "first_run" in names or tag.endswith("normal"):
        on = stage(theme, training=False, first_run=True)
        yield f"{tag}-first_run", on.window
        on.window.stop()


def save(application: QApplication, window: CounterWindow, file: Path, size: tuple[int, int]) -> None:
    """One picture."""
    window.shell.resize(*size)
    window.shell.show()
    application.processEvents()
    application.processEvents()
    grown = (window.shell.width(), window.shell.height())
    if grown != size:
        print(f"{file.name}: wants {grown[0]}x{grown[1]}", file=sys.stderr)  # noqa: T201 - a person reads this
    window.shell.grab().save(str(file))


def main(folder: Path) -> None:
    """Write all pictures to ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(sys.argv[:1])
    system_font = application.font()
    translators = Translators(application)
    busiest = ["complete", "expired", "refusing", "records", "helping"]
    for language in Language:
        translators.use(language)
        application.setFont(system_font)
        normal = theme_for(application, high_contrast=False)
        contrast = theme_for(application, high_contrast=True)
        larger = Theme(CALM, sizes_for(15))
        variants = [
            ("normal", normal, list(SCENES)),
            ("contrast", contrast, busiest),
            ("larger", larger, busiest),
        ]
        for tag, theme, names in variants:
            apply_theme(application, theme)
            for name, window in shots(application, theme, f"{language.value}-{tag}", names):
                for size in SIZES:
                    save(application, window, folder / f"{name}-{size[0]}.png", size)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(Path(sys.argv[1]))
