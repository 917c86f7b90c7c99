"""Training mode: simulated devices on their real wire protocols, and an embedded province of its own.

Invariants:
- Nothing made here can reach a production province: the terminal enrols with the training province it starts, and that
  one is of the training environment.
- Every person and every number is invented.
"""

import sys
import tempfile
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Self, assert_never

from app.bootstrap import House
from app.counter_devices import DevicePlug
from app.counter_usecases import CounterUseCases
from app.domain.clerk import ClerkNumber, ClerkRole
from app.domain.customer import CustomerKind, Filing
from app.domain.practice import CasePicture, Shot
from app.paths import POLICY
from app.ports import TerminalIdentity
from app.usecases.customers import CustomerForm
from app.usecases.enrol_terminal import EnrolmentForm
from devices.ports import CardText, DeviceKind
from devices.simulators.cards import synthetic_card, synthetic_portrait
from devices.simulators.goods_faces import GoodsKind
from devices.simulators.parcel_scene import empty_counter_picture, open_box_picture, sealed_parcel_picture
from devices.simulators.person_picture import person_picture
from devices.simulators.picture_camera import PictureTable
from devices.simulators.scale import SimulatedScale
from devices.simulators.sdt_reader import SimulatedReader
from devices.simulators.serial_scanner import SimulatedScanner
from devices.simulators.waybill_picture import empty_table_picture
from devices.vision.picture import encode_jpeg
from sync.province.child import SubprocessProvince

CLERK_NUMBER = "1001"
CLERK_NAME = "演练员"
CLERK_PIN = "2580"
"""Shown on the training screen: it opens nothing but invented data."""
SUPERVISOR_NUMBER = "9001"
SUPERVISOR_NAME = "演练站长"
SUPERVISOR_PIN = "1379"
"""Gives a supervisor's word in training. Invented as well."""

_PRACTICE_SIZE = (1280, 720)
_PRACTICE_WAYBILL = "YT0000000000000"

_CARRIERS = (("YT", 13), ("SF1", 12), ("JT", 13), ("JDX0", 11), ("78", 12))


def _province_command() -> tuple[str, ...]:
    """What starts a province: a packaged program has no ``python -m``, but its own command."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "province")
    return (sys.executable, "-m", "sync.province")


class TrainingWorld:
    """Everything outside the window: a scanner, a reader, a table under a camera, a scale, and the province.

    ``seed`` makes people, waybills and pictures repeatable. A context manager; ``stop`` ends the province's process.
    """

    def __init__(self, province_folder: Path, *, seed: int = 1) -> None:
        self._chance = Random(seed)  # noqa: S311 # repeatable on purpose
        self._seed = seed
        self._people = 0
        self._pictures = 0
        self._waybill = "YT0000000000000"
        self._opened = False
        self._shelf: deque[str] = deque()
        self._folder = tempfile.TemporaryDirectory(prefix="yanqi-table-")
        self.scanner = SimulatedScanner()
        self.reader = SimulatedReader()
        self.scale = SimulatedScale()
        self.table = PictureTable(Path(self._folder.name) / "table")
        self.person = PictureTable(Path(self._folder.name) / "person")
        self.province = SubprocessProvince(province_folder, policy=POLICY, command=_province_command())
        self._way_to_province: str | None = None
        self._painter = ThreadPoolExecutor(1, thread_name_prefix="painter")
        self.clear_table()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start the province; the devices are there already."""
        self.province.start()

    def stop(self) -> None:
        """End everything."""
        self._painter.shutdown(wait=True, cancel_futures=True)
        self.province.stop()
        self.scale.close()
        self.reader.close()
        self.scanner.close()
        self._folder.cleanup()

    def plugs(self) -> tuple[DevicePlug, ...]:
        """The simulated devices for :class:`~app.counter_devices.CounterDevices`."""
        return (
            DevicePlug(DeviceKind.SCANNER, f"serial:{self.scanner.path}", "sim:scanner"),
            DevicePlug(DeviceKind.ID_READER, f"sdt:{self.reader.path}", "sim:reader"),
            DevicePlug(DeviceKind.CAMERA, f"file:{self.table.folder}", "sim:camera"),
            DevicePlug(DeviceKind.SCALE, f"scale:{self.scale.path}?profile={self.scale.profile.value}", "sim:scale"),
            DevicePlug(DeviceKind.PERSON_CAMERA, f"file:{self.person.folder}", "sim:person_camera"),
        )

    @property
    def province_url(self) -> str:
        """Where the terminal reaches the province."""
        return self._way_to_province or self.province.url

    def reach_province_at(self, url: str) -> None:
        """The terminal goes by this address instead (through a link that can be cut)."""
        self._way_to_province = url

    def enrolment(self) -> EnrolmentForm:
        """The form of the training outlet, with a fresh code."""
        return EnrolmentForm(
            province_url=self.province_url,
            code=self.province.issue_code(),
            outlet_name="演练网点",
            filing_number="TRAINING-0001",
            region_code="530102",
            address="云南省昆明市五华区样例路1号",
        )

    def next_waybill(self) -> str:
        """A waybill number of the shape a carrier uses."""
        prefix, digits = self._chance.choice(_CARRIERS)
        self._waybill = prefix + "".join(str(self._chance.randrange(10)) for _ in range(digits))
        return self._waybill

    def scan_next(self) -> str:
        """Scan a fresh waybill with the simulated scanner."""
        number = self.next_waybill()
        self._opened = False
        self.scale.lift()
        self._shelf.append(number)
        self.scanner.scan(number)
        return number

    def scan_from_shelf(self) -> str | None:
        """Scan the parcels that were scanned before, one after the other, as at a handover; None without any."""
        if not self._shelf:
            return None
        number = self._shelf[0]
        self._shelf.rotate(-1)
        self.scanner.scan(number)
        return number

    def lay_next_card(self) -> CardText:
        """Lay another invented person's card on the reader."""
        self._people += 1
        card = synthetic_card(self._seed * 1000 + self._people)
        self.lay_card(card, self._people)
        return card

    def lay_card(self, card: CardText, portrait_seed: int = 0) -> None:
        """Lay this card on the reader, lifting another one."""
        self.reader.lift_card()
        self.reader.lay_card(card, synthetic_portrait(portrait_seed))
        self.person.show(person_picture(portrait_seed))

    def show_next_document(self) -> Future[CardText]:
        """Lay another invented person's card under the camera; drawing it takes a second, on a thread of its own."""
        self._people += 1
        return self._painter.submit(self._lay_document, self._people)

    def _lay_document(self, person: int) -> CardText:
        # the drawing library loads with the first picture: training starts without it
        from devices.simulators.document_picture import document_picture
        from devices.simulators.people import invented_person

        seed = self._seed * 1000 + person
        card = invented_person(seed)
        self.table.show(document_picture(card, seed=seed))
        self.person.show(person_picture(person))
        return card

    def show_contents(self) -> None:
        """Put another opened parcel under the camera."""
        self._pictures += 1
        self._opened = True
        self.table.show(open_box_picture(self._seed * 1000 + self._pictures))

    def seal_parcel(self, number: str | None = None) -> None:
        """Put the parcel on the scale under the camera, closed, its waybill up: the one scanned last, or ``number``."""
        self._opened = False
        self.scale.put(self._weight_of(number or self._waybill))
        self.table.show(sealed_parcel_picture(self._seed * 1000 + self._pictures, number or self._waybill))

    def _weight_of(self, number: str) -> int:
        """Grams, the same for the same parcel: 300 g to 5 kg."""
        return Random(f"{self._seed} {number}").randrange(300, 5000)  # noqa: S311 # repeatable on purpose

    def open_or_seal(self) -> None:
        """What a trainee's hands do with a parcel: open it, and when it lies open, seal it."""
        if self._opened:
            self.seal_parcel()
        else:
            self.show_contents()

    def clear_table(self) -> None:
        """An empty table under the camera."""
        self._opened = False
        self.table.show(empty_counter_picture(self._seed))


def ready_for_training(house: House, world: TrainingWorld) -> None:
    """Enrol with the world's province and add the training people and customers, as far as an earlier run did not.

    Raises SyncError, DomainError, StorageError.
    """
    usecases = CounterUseCases(house)
    identity = house.identity()
    if identity is None:
        form = world.enrolment()
        house.store.submit(lambda: usecases.enrol(form)).result()
    else:
        # the province takes a free port at each start
        moved = replace(identity, province_url=world.province_url)
        house.store.submit(lambda: _save(house, moved)).result()
    house.store.submit(lambda: _add_people(house, usecases)).result()


def _add_people(house: House, usecases: CounterUseCases) -> None:
    """On the store's thread: the supervisor first, for the first person of an outlet becomes its supervisor."""
    people = (
        (SUPERVISOR_NUMBER, SUPERVISOR_NAME, SUPERVISOR_PIN, ClerkRole.SUPERVISOR),
        (CLERK_NUMBER, CLERK_NAME, CLERK_PIN, ClerkRole.CLERK),
    )
    with house.store.unit_of_work() as work:
        there = {clerk.number for clerk in work.clerks.all()}
    for number, name, pin, role in people:
        if number not in there:
            usecases.add_clerk(number, name, pin, role)
    known = {listed.customer.credit_code for listed in usecases.list_customers()}
    for form, copy in training_customers(house.counter.today()):
        if form.credit_code not in known:
            customer = usecases.register_customer(form, ClerkNumber(SUPERVISOR_NUMBER))
            usecases.attach_responsible_copy(customer.customer_id, copy, ClerkNumber(SUPERVISOR_NUMBER))


def practice_picture(picture: CasePicture) -> bytes:
    """The picture of a practice case as a JPEG, the same for the same case. Raises ValueError for unknown goods."""
    match picture.shot:
        case Shot.OPEN_BOX:
            kinds = tuple(GoodsKind(name) for name in picture.goods)
            return encode_jpeg(open_box_picture(picture.seed, kinds, size=_PRACTICE_SIZE))
        case Shot.SEALED:
            return encode_jpeg(sealed_parcel_picture(picture.seed, _PRACTICE_WAYBILL, size=_PRACTICE_SIZE))
        case _:
            assert_never(picture.shot)


def training_customers(today: date) -> tuple[tuple[CustomerForm, bytes], ...]:
    """Two invented customers, each with the copy of a document: an agreement in force, and one that ended yesterday."""
    flowers = CustomerForm(
        kind=CustomerKind.AGREEMENT,
        name="云岭花卉演练公司",
        credit_code="91530102MA0000001R",
        responsible_name="演练甲",
        phone="13800138001",
        agreement_number="XY-0001",
        valid_from=today - timedelta(days=100),
        valid_to=today + timedelta(days=265),
        filing=Filing.FILED,
    )
    tea = replace(
        flowers,
        name="普洱茶叶演练商行",
        credit_code="91530102MA0000002W",
        responsible_name="演练乙",
        phone="0871-65000002",
        agreement_number="XY-0002",
        valid_from=today - timedelta(days=366),
        valid_to=today - timedelta(days=1),
    )
    # the copy is kept and never shown: a drawn card would need fonts that a PC may lack
    return (flowers, encode_jpeg(empty_table_picture())), (tea, encode_jpeg(empty_table_picture(seed=1)))


def _save(house: House, identity: TerminalIdentity) -> None:
    with house.store.unit_of_work() as work:
        work.terminal.save_identity(identity)
