"""Draws every state of every screen, for people to look at: ``python -m tests.gui.screenshots FOLDER``.

Two sizes, both languages; the busiest states also in high contrast and with a larger system font.
"""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.domain.clerk import Clerk, ClerkNumber, ClerkRole
from app.domain.customer import Agreement, Customer, CustomerKind, Filing
from app.domain.handover_rules import HandoverHead
from app.domain.inspection import ScreeningPlace
from app.events import SyncStatus
from app.usecases.edits import RecordScreening
from devices.documents.reading import (
    CaptureGuidance,
    CaptureHint,
    DocumentReading,
    FieldName,
    FieldReading,
    PictureKind,
    PictureProblem,
    ReadingWay,
)
from devices.errors import DeviceFault
from devices.ports import CardRead, DeviceKind, DeviceState, DeviceStatus, ScanHint, Sight
from sync.errors import SyncFault
from sync.state import MessageState
from tests.gui import (
    camera_scenes,
    device_scenes,
    incident_scenes,
    news_scenes,
    outage_scenes,
    repair_scenes,
    sync_scenes,
    wall_scenes,
)
from tests.gui.customers_stage import register_some
from tests.gui.statistics_stage import fill as fill_statistics
from tests.support.builders import CLERK, NOON, YUNNAN_NUMBER
from tests.support.counter_house import WAYBILL, CounterHouse, card
from tests.support.fake_counter import (
    FakeCounter,
    FakeExaminer,
    FakeFaces,
    FakePersonCamera,
    box_picture,
    clerk,
    counter_actions,
    customer_actions,
    expired_card,
    failed_card,
    handover_actions,
    incident_actions,
    jpeg_of,
    news_actions,
    outage_actions,
    preview_of,
    repair_actions,
    scan,
    side_by_side,
    spot_check_actions,
    statistics_actions,
    two_waybills,
    weight,
)
from tests.support.fake_retention import retention_actions
from tests.support.fake_sticks import FakeSticks
from tests.support.goods_samples import goods_search
from tests.support.handover_house import freeze, put_acceptance
from tests.support.sync_page import LinkHands
from ui.keys import Action, KeyPress
from ui.language import Language, Translators
from ui.screens.statistics.state import Days, Part
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
    counter: FakeCounter
    link: LinkHands

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


CHILD_NUMBER = "530102201503071234"


def person_picture() -> QImage:
    """A drawn person."""
    image = QImage(320, 240, QImage.Format.Format_RGB888)
    image.fill(QColor("#9fb4c7"))
    painter = QPainter(image)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#3b5b7a"))
    painter.drawEllipse(70, 150, 180, 160)
    painter.setBrush(QColor("#e8c39e"))
    painter.drawEllipse(115, 50, 90, 120)
    painter.end()
    return image


def snippet(text: str) -> bytes:
    """A row as the camera saw it."""
    image = QImage(320, 48, QImage.Format.Format_RGB888)
    image.fill(QColor("#dfe8ee"))
    painter = QPainter(image)
    painter.setPen(QColor("#222"))
    font = painter.font()
    font.setPixelSize(30)
    painter.setFont(font)
    painter.drawText(10, 36, text)
    painter.end()
    return jpeg_of(image)


def sample_reading() -> DocumentReading:
    """An invented card, read from a picture; name and address are not proven."""
    return DocumentReading(
        PictureKind.RESIDENT_CARD,
        ReadingWay.OCR,
        {
            FieldName.NAME: FieldReading("样𠮷翀", 0.71, doubtful=True, snippet=snippet("姓名 样𠮷翀")),
            FieldName.NUMBER: FieldReading(YUNNAN_NUMBER, 0.99, doubtful=False),
            FieldName.SEX: FieldReading("male", 0.99, doubtful=False),
            FieldName.BIRTH_DATE: FieldReading("1990-03-07", 0.99, doubtful=False),
            FieldName.ADDRESS: FieldReading(
                "云南省昆明市五华区样例路1号", 0.8, doubtful=True, snippet=snippet("住址 云南省昆明市五华区")
            ),
        },
        {},
        (),
        portrait=jpeg_of(person_picture()),
    )


def stage(theme: Theme, *, training: bool = True, first_run: bool = False, camera: bool = True) -> Stage:
    """A window signed in and ready."""
    picture = box_picture()
    person = person_picture()
    counter = FakeCounter(
        picture=jpeg_of(picture),
        person_camera=FakePersonCamera(jpeg_of(person), preview_of(person)),
        faces=FakeFaces(),
        examiner=FakeExaminer(),
    )
    link = LinkHands()
    ports = WindowPorts(
        actions=counter_actions(counter.house),
        customers=customer_actions(counter.house),
        incidents=incident_actions(counter.house),
        handover=handover_actions(counter.house),
        spot_checks=spot_check_actions(counter.house),
        retention=retention_actions(counter.house.counter.policy),
        statistics=statistics_actions(counter.house),
        outages=outage_actions(counter.house, lambda: outage_scenes.BUSY),
        repairs=repair_actions(counter.house),
        news=news_actions(counter.house),
        stick=FakeSticks().actions(counter.house),
        sync=link.actions(counter.house),
        outlet=counter.house.read_outlet,
        policy=counter.house.counter.policy,
        goods_search=goods_search,
        clock=counter.house.clock,
        store_tasks=counter.store_tasks,
        cpu_tasks=counter.cpu_tasks,
        reading_tasks=counter.cpu_tasks,
        stick_tasks=counter.cpu_tasks,
        link_tasks=counter.cpu_tasks,
        sender=counter.sender_ports(),
        examiner=counter.examiner,
        capture=counter.capture,
        preview=lambda: preview_of(picture) if camera else None,
        sight=lambda: counter.sight,
        play=unlit,
        outlet_name="样例路网点",
        training=training,
        enrolment=Enrolment(lambda _: None, lambda *_: None) if first_run else None,
    )
    window = CounterWindow(ports, theme)
    if training:
        wall_scenes.put_hands_on(window, theme)
    window.shell.resize(*SIZES[0])
    window.start()
    always = (DeviceKind.SCANNER, DeviceKind.ID_READER, DeviceKind.SCALE)
    states = dict.fromkeys(always, DeviceState.READY)
    states[DeviceKind.CAMERA] = DeviceState.READY if camera else DeviceState.ABSENT
    for kind, state in states.items():
        fault = DeviceFault.NOT_FOUND if state is DeviceState.ABSENT else None
        window.take(DeviceStatus(f"sim:{kind.value}", kind, state, fault))
    if not first_run:
        window.signed_in(clerk())
    return Stage(window, counter.house, counter, link)


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
    on.window.take(weight(1250))


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


def child_card() -> CardRead:
    """Somebody of eleven."""
    young = card(CHILD_NUMBER, "测试童")
    return replace(young, text=replace(young.text, birth_date=date(2015, 3, 7), valid_to=date(2028, 1, 1),
                                       valid_from=date(2023, 1, 1)))  # fmt: skip


def name_asked(on: Stage) -> None:
    """Document and person agree; now the waybill."""
    document(on)
    on.do(Action.CONFIRM)


def name_differs(on: Stage) -> None:
    """The waybill names somebody else."""
    name_asked(on)
    on.window.acceptance.enter_name("欧阳样本")


def supervisor(on: Stage) -> None:
    """The supervisor is called for it."""
    name_differs(on)
    on.do(Action.SUPERVISOR)


def doubts(on: Stage) -> None:
    """A document from the camera's picture, with a rare name in doubt."""
    on.window.take(scan())
    on.counter.document_camera.reading = sample_reading()
    on.do(Action.READ_DOCUMENT, Action.FINISH)


def capturing(on: Stage) -> None:
    """The document lies askew."""
    on.window.take(scan())
    on.counter.document_camera.picture = preview_of(box_picture())
    corners = ((0.3, 0.25), (0.72, 0.33), (0.69, 0.79), (0.27, 0.7))
    on.counter.document_camera.sights.extend([CaptureGuidance(CaptureHint.TURN, corners, 0.5)] * 3)
    on.do(Action.READ_DOCUMENT)
    on.window.acceptance.tick()


def several_waybills(on: Stage) -> None:
    """Two labels under the camera."""
    on.counter.sight = side_by_side("SF1234567890123", "YT8962646785389")
    on.window.take(two_waybills("SF1234567890123", "YT8962646785389"))


def code_too_small(on: Stage) -> None:
    """The camera sees bars that it cannot read."""
    on.counter.sight = Sight(hint=ScanHint.CLOSER)


def driving_licence(on: Stage) -> None:
    """A document that may not be shown."""
    on.window.take(scan())
    problems = (PictureProblem.NOT_ACCEPTED_KIND,)
    on.counter.document_camera.reading = DocumentReading(PictureKind.DRIVING_LICENCE, ReadingWay.OCR, {}, {}, problems)
    on.do(Action.READ_DOCUMENT, Action.FINISH)


def comparing(on: Stage) -> None:
    """Portrait and person side by side."""
    doubts(on)
    on.do(Action.CONFIRM)


def typing_document(on: Stage) -> None:
    """The form for a document that nothing reads."""
    on.window.take(scan())
    on.do(Action.TYPE_DOCUMENT)


def typing_name(on: Stage) -> None:
    """The sender's name on the waybill."""
    document(on)
    on.do(Action.TYPE_NAME)


def sending(on: Stage) -> None:
    """Who sends how."""
    document(on)
    on.do(Action.SENDING)


def entrusted(on: Stage) -> None:
    """Agent and principal, and how they belong together."""
    document(on)
    on.window.acceptance.choose_sending("2")
    on.do(Action.CONFIRM)
    on.window.take(card("530102196001010016", "样例·买买提"))
    on.keys("13800138000")


def relation(on: Stage) -> None:
    """The relation is asked for."""
    entrusted(on)
    on.do(Action.ANSWER)


def child(on: Stage) -> None:
    """A child sends, a guardian stands by."""
    on.window.take(scan())
    on.window.take(child_card())
    on.do(Action.CONFIRM, Action.CONFIRM)
    on.keys("13800138000")
    on.window.take(card())


def unusual(on: Stage) -> None:
    """A clerk's own name."""
    on.house.look(lambda work: work.clerks.add(Clerk(CLERK, "测试甲", "hash")))
    document(on)


def asking_reason(on: Stage) -> None:
    """Why something unusual is all right."""
    unusual(on)
    on.do(Action.ANSWER)


def choosing_customer(on: Stage) -> None:
    """Which customer sends."""
    for number, (name, initials, filing) in enumerate(
        (
            ("云南样例茶业有限公司", "YNYLCYYXGS", Filing.FILED),
            ("昆明样例花卉合作社", "KMYLHHHZS", Filing.PENDING),
            ("样例大学", "YLDX", Filing.UNFILED),
        )
    ):
        agreement = Agreement(f"AX-{number}", date(2026, 1, 1), date(2026, 12, 31), filing)
        kept = Customer(
            f"c{number}", CustomerKind.AGREEMENT, name, initials, f"91530102MA6K0000{number}W", "样例甲",
            "13800138000", None, "copy", agreement,
        )  # fmt: skip
        on.house.look(lambda work, kept=kept: work.customers.save(kept, clerk=CLERK, at=NOON))  # type: ignore[misc]
    scanned(on)
    on.do(Action.CUSTOMERS)


def agreement(on: Stage) -> None:
    """Exempt."""
    choosing_customer(on)
    on.keys("2")
    on.keys("G")


def letter(on: Stage) -> None:
    """Exempt too."""
    scanned(on)
    on.window.acceptance.choose_sending("3")


def faces(on: Stage) -> None:
    """Consent is asked for."""
    comparing(on)
    on.do(Action.COMPARE_FACES)


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


def _scene(scene: incident_scenes.Scene | wall_scenes.Scene, on: Stage) -> None:
    scene(on.window, on.house)


def handover(on: Stage) -> None:
    """No manifest is open, and some were closed."""
    heads = (HandoverHead("yto", "云A12345", "", "", "样例司机"), HandoverHead(bag="BAG-2026-07"))
    for number, head in enumerate(heads, start=1001):
        accepted = put_acceptance(on.house, number)
        on.house.open_handover(head, CLERK)
        on.house.scan_out(accepted.waybill.number, CLERK)
        on.house.close_handover(CLERK)
        on.house.clock.advance(timedelta(hours=3))
    on.window.shell.asked.emit(Action.HANDOVER_PAGE)


def handover_wrong(on: Stage) -> None:
    """A plate that is none."""
    handover(on)
    on.window.handover.submit_head(HandoverHead("yto", "A1"))


def handing_over(on: Stage) -> None:
    """A good scan."""
    handover(on)
    numbers = [put_acceptance(on.house, 2000 + place).waybill.number for place in range(12)]
    on.window.handover.submit_head(HandoverHead("yto", "云AD12345", "871-0012", "", "样例司机"))
    for number in numbers[:6]:
        on.window.take(scan(number))
        on.house.clock.advance(timedelta(seconds=2))
    on.window.handover.submit_screening(RecordScreening(ScreeningPlace.HERE, "XR-1", "2001", passed=True))
    for number in numbers[6:]:
        on.window.take(scan(number))
        on.house.clock.advance(timedelta(seconds=2))


def handing_stopped(on: Stage) -> None:
    """A parcel that left already."""
    handing_over(on)
    on.window.take(scan("YT0000000001001"))


def handing_frozen(on: Stage) -> None:
    """One was frozen after its scan."""
    handing_over(on)
    freeze(on.house, "YT0000000002003")
    on.window.handover.perform(Action.FINISH)
    on.window.handover.perform(Action.FINISH)


def handing_close(on: Stage) -> None:
    """Enter was pressed once."""
    handing_over(on)
    on.window.handover.perform(Action.FINISH)


def handing_screening(on: Stage) -> None:
    """One screening for all."""
    handing_over(on)
    on.window.handover.perform(Action.SCREENING)
    on.window.handover_view.screening.pick("1")
    on.window.handover.submit_screening(RecordScreening(ScreeningPlace.HERE, "", "", passed=True))


def handing_empty(on: Stage) -> None:
    """Just opened."""
    handover(on)
    on.window.handover.submit_head(HandoverHead("", "", "", "BAG-9", ""))


def handed_over(on: Stage) -> None:
    """They are gone."""
    handing_close(on)
    on.window.handover.perform(Action.FINISH)


def statistics(on: Stage) -> None:
    """Thirty days, by hour."""
    fill_statistics(on.house)
    on.window.shell.asked.emit(Action.STATISTICS_PAGE)
    on.window.statistics.choose(Days.MONTH)


def statistics_delays(on: Stage) -> None:
    """How fast the receipts came."""
    statistics(on)
    on.window.statistics.turn_to(Part.DELAYS)


def statistics_trend(on: Stage) -> None:
    """The rates of each day; the records go into the export."""
    statistics(on)
    on.window.statistics.turn_to(Part.TREND)
    on.window.statistics.toggle_records()


def statistics_reasons(on: Stage) -> None:
    """Why parcels were turned away; days typed."""
    statistics(on)
    on.window.statistics.choose(Days.CHOSEN)
    on.window.statistics.turn_to(Part.REASONS)


def statistics_empty(on: Stage) -> None:
    """Nothing was accepted."""
    on.window.shell.asked.emit(Action.STATISTICS_PAGE)


SCENES: dict[str, Callable[[Stage], None]] = {
    scene.__name__: scene
    for scene in (
        empty, scanned, document, phone, complete, two_photos, accepted, continued, too_early, expired, removed,
        seen_before, differs, misread, refusing, refused, helping, discarding, by_hand, parked, long_number, locked,
        refused_sign_in, records, name_asked, name_differs, supervisor, doubts, capturing, several_waybills,
        code_too_small, driving_licence, comparing,
        typing_document, typing_name, sending, entrusted, relation, child, unusual, asking_reason, choosing_customer,
        agreement,
        letter, faces, customers, customer, customer_wrong,
        handover, handover_wrong, handing_over, handing_stopped, handing_frozen, handing_close, handing_screening,
        handing_empty, handed_over,
        statistics, statistics_delays, statistics_trend,
        statistics_reasons, statistics_empty,
    )
}  # fmt: skip

SCENES |= {
    scene.__name__: partial(_scene, scene)
    for scene in (
        *device_scenes.SCENES,
        *incident_scenes.SCENES,
        *wall_scenes.SCENES,
        *outage_scenes.SCENES,
        *repair_scenes.SCENES,
        *news_scenes.SCENES,
        *camera_scenes.SCENES,
    )
}


def _sync_scene(scene: sync_scenes.Scene, on: Stage) -> None:
    scene(on.window, on.house, on.link)


SCENES |= {scene.__name__: partial(_sync_scene, scene) for scene in sync_scenes.SCENES}


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
    only = sys.argv[2:]
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(sys.argv[:1])
    system_font = application.font()
    translators = Translators(application)
    busiest = ["complete", "expired", "refusing", "records", "helping", "statistics_trend"]
    for language in Language:
        translators.use(language)
        application.setFont(system_font)
        normal = theme_for(application, high_contrast=False)
        contrast = theme_for(application, high_contrast=True)
        larger = Theme(CALM, sizes_for(15))
        variants = [
            ("normal", normal, only or list(SCENES)),
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
