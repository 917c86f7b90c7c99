"""A whole terminal without its window: a clerk who works the real use cases, and the province's own books.

Light on purpose (no OpenCV, no web framework at import): the program that the kill tests start uses it too.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Final, Protocol, TypeVar

from app.bootstrap import House, open_house
from app.counter_usecases import CounterUseCases
from app.domain.acceptance import Missing, unanswered
from app.domain.clerk import ClerkNumber
from app.domain.inspection import PhotoRole
from app.paths import Home
from app.ports import Clock, RecordRow, TerminalIdentity, UnitOfWork
from app.settings import Settings
from app.usecases.attach_photo import TakenPhoto
from app.usecases.edits import AnswerCaution, ChooseCategory, ConfirmSamePerson, ConfirmWaybillName, Edit, EnterPhone
from app.usecases.enrol_terminal import EnrolmentForm
from app.usecases.results import Accepted, CounterView, Refused, ScanOutcome, WaybillTaken
from devices.ports import CardRead, ScanEvent, ScanSource
from devices.simulators.cards import synthetic_card, synthetic_portrait
from sync.words import Environment

KEY: Final = bytes(range(32))
CLERK: Final = ClerkNumber("1001")
ENCODINGS: Final = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo as the camera's side hands it over."""

    jpeg: bytes = field(repr=False)
    taken_at: datetime

    @property
    def sha256(self) -> str:
        return sha256(self.jpeg).hexdigest()


class Hands(Protocol):
    """What comes in from the outside world: each call brings the next of its kind."""

    def scan(self) -> ScanEvent:
        """A waybill's code."""

    def read_card(self) -> CardRead:
        """An invented person's card."""

    def take_photo(self) -> Picture:
        """The opened parcel."""


class QuickHands:
    """Events as the devices report them, without devices. Every photo has bytes of its own."""

    def __init__(self, picture: bytes, chance: Random) -> None:
        self._picture = picture
        self._chance = chance

    def scan(self) -> ScanEvent:
        number = f"YT{self._chance.randrange(10**13):013d}"
        return ScanEvent(number, None, ScanSource.SERIAL, "sim:scanner", time.monotonic())

    def read_card(self) -> CardRead:
        person = self._chance.randrange(10**6)
        portrait = synthetic_portrait(person)
        return CardRead(synthetic_card(person), portrait, "sim:reader", datetime.now(UTC), time.monotonic())

    def take_photo(self) -> Picture:
        # bytes after a JPEG's end mark are nobody's business: every decoder ignores them
        return Picture(self._picture + self._chance.randbytes(16), datetime.now(UTC))


def quick_hands(seed: int, picture: bytes = b"\xff\xd8\xff picture") -> QuickHands:
    """The same people, labels and pictures for the same seed."""
    return QuickHands(picture, Random(seed))  # noqa: S311 # repeatable on purpose


def in_order(missing: Sequence[Missing]) -> Missing:
    """The way of a tidy clerk."""
    return missing[0]


class CounterClerk:
    """Works at a house's counter. Every step is a use case on the store's thread, as the window does it."""

    def __init__(
        self, house: House, hands: Hands, *, choose: Callable[[Sequence[Missing]], Missing] = in_order
    ) -> None:
        self.house = house
        self.uses = CounterUseCases(house)
        self.hands = hands
        self._choose = choose

    def do(self, step: Callable[[], Result]) -> Result:
        return self.house.store.submit(step).result()

    def look(self, at: Callable[[UnitOfWork], Result]) -> Result:
        """Look into the store, in a unit of work of its own."""
        return self.do(partial(in_unit, self.house, at))

    def open_counter(self) -> CounterView:
        return self.do(self.uses.open_counter)

    def scan(self, view: CounterView, scan: ScanEvent) -> ScanOutcome:
        return self.do(
            partial(self.uses.route_scan, scan.text, scan.symbology, CLERK, parcel_id(view), replace_waybill=False)
        )

    def edit(self, view: CounterView, edit: Edit) -> CounterView:
        return self.do(partial(self.uses.edit, parcel_id(view), edit, CLERK))

    def attach(self, view: CounterView, picture: Picture, role: PhotoRole = PhotoRole.CONTENTS) -> CounterView:
        taken = TakenPhoto(picture.jpeg, role, picture.taken_at)
        return self.do(partial(self.uses.attach_photo, parcel_id(view), taken, CLERK))

    def supply(self, view: CounterView) -> CounterView:  # noqa: PLR0911 # one answer for each need
        """Take one of the next things that are missing."""
        need = self._choose(possible_now(view.decision.missing))
        match need:
            case Missing.WAYBILL:
                outcome = self.scan(view, self.hands.scan())
                assert isinstance(outcome, WaybillTaken), outcome
                return outcome.view
            case Missing.DOCUMENT:
                return self.do(partial(self.uses.take_document, self.hands.read_card(), CLERK, parcel_id(view)))
            case Missing.SAME_PERSON:
                return self.edit(view, ConfirmSamePerson())
            case Missing.WAYBILL_NAME:
                return self.edit(view, ConfirmWaybillName())
            case Missing.PHONE:
                return self.edit(view, EnterPhone("13900001234"))
            case Missing.ITEM_CATEGORY:
                return self.edit(view, ChooseCategory("tea"))
            case Missing.PHOTO:
                return self.attach(view, self.hands.take_photo())
            case Missing.SEALED_PHOTO:
                return self.attach(view, self.hands.take_photo(), PhotoRole.SEALED_PARCEL)
            case Missing.CAUTION_REASON:
                return self.explain(view)  # real clocks: a test at night is a burst of parcels at night
            case _:
                raise AssertionError(need)  # nobody here sends but in person

    def explain(self, view: CounterView) -> CounterView:
        """The first thing that is unusual, explained by the first of its reasons."""
        assert view.parcel is not None
        caution = unanswered(view.parcel)[0]
        rule = self.house.policy.senders.caution(caution.value)
        assert rule is not None
        return self.edit(view, AnswerCaution(caution, rule.reasons[0].code))

    def completed(self, view: CounterView) -> CounterView:
        """The parcel with everything it needs."""
        while view.decision.missing:
            view = self.supply(view)
        return view

    def continue_sender(self, view: CounterView) -> CounterView:
        return self.do(partial(self.uses.continue_sender, parcel_id(view), CLERK))

    def park(self, view: CounterView) -> CounterView:
        return self.do(partial(self.uses.park, present(view), CLERK))

    def resume(self) -> CounterView:
        return self.do(self.uses.resume)

    def accept(self, view: CounterView) -> Accepted:
        return self.do(partial(self.uses.accept, present(view), CLERK))

    def refuse(self, view: CounterView, reason: str) -> Refused:
        return self.do(partial(self.uses.refuse, parcel_id(view), reason, CLERK))

    def records(self) -> list[RecordRow]:
        """All of them, newest first."""
        return self.look(lambda work: work.records.page(limit=100_000))


def possible_now(missing: Sequence[Missing]) -> Sequence[Missing]:
    """Without what needs the document, the waybill, or the declared and seen contents first."""
    later: set[Missing] = set()
    if Missing.DOCUMENT in missing:
        later |= {Missing.SAME_PERSON, Missing.PHONE, Missing.WAYBILL_NAME}
    if Missing.WAYBILL in missing:
        later |= {Missing.WAYBILL_NAME, Missing.SEALED_PHOTO}
    if Missing.PHOTO in missing or Missing.ITEM_CATEGORY in missing:
        later.add(Missing.SEALED_PHOTO)
    return [need for need in missing if need not in later]


def parcel_id(view: CounterView) -> str | None:
    """None at an empty counter: the step then opens a parcel."""
    return view.parcel.parcel_id if view.parcel is not None else None


def present(view: CounterView) -> str:
    """The id of the parcel that must be there."""
    assert view.parcel is not None
    return view.parcel.parcel_id


def in_unit(house: House, at: Callable[[UnitOfWork], Result]) -> Result:
    """On the store's thread only."""
    with house.store.unit_of_work() as work:
        return at(work)


def training_home(root: Path) -> Home:
    return Home(root, Environment.TRAINING)


def house_in(home: Home, key: bytes = KEY, clock: Clock | None = None) -> House:
    """A terminal that knows no devices."""
    return open_house(home, Settings(camera=""), key, clock)


def enrolment_form(url: str, code: str, *, filing_number: str = "TRAINING-0001") -> EnrolmentForm:
    return EnrolmentForm(url, code, "演练网点", filing_number, "530102", "云南省昆明市五华区样例路1号")


def enrolled_house(house: House, url: str, code: str) -> TerminalIdentity:
    """Enrol over HTTP, as at first start."""
    return house.store.submit(partial(CounterUseCases(house).enrol, enrolment_form(url, code))).result()


def found_in_clear(folder: Path, texts: Sequence[str]) -> list[tuple[str, str]]:
    """Which of ``texts`` stand in any file or file name under ``folder``, in any encoding of a Chinese PC."""
    found: list[tuple[str, str]] = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        for text in texts:
            if text in path.name or any(text.encode(encoding) in content for encoding in ENCODINGS):
                found.append((path.name, text))  # noqa: PERF401 # a comprehension of this depth reads badly
    return found
