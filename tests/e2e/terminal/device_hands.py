"""A clerk's hands on the simulated devices: what reaches the counter has gone over the real wire protocols."""

import numpy as np

from app.counter_devices import CounterDevices
from app.training import TrainingWorld
from devices.ports import CardRead, CardText, Frame, ScanEvent
from devices.simulators.waybill_picture import opened_parcel_picture
from devices.vision.picture import encode_jpeg
from devices.vision.pixels import Image
from tests.support.devices import EventLog, eventually
from tests.support.terminal import Picture

PATIENCE = 20.0
"""Seconds: the machine may be busy with other tests."""


class DeviceHands:
    """Scans, lays cards and shows pictures, and waits for the device's own event."""

    def __init__(self, world: TrainingWorld, devices: CounterDevices, log: EventLog) -> None:
        self._world = world
        self._devices = devices
        self._log = log
        self._next_card: CardText | None = None
        self._pictures = 0
        self.cards: list[CardText] = []
        self.photos: list[Picture] = []
        self.waybills: list[str] = []

    def will_lay(self, card: CardText) -> None:
        """The next card is this one, not a new person's."""
        self._next_card = card

    def scan(self) -> ScanEvent:
        self.waybills.append(self._world.next_waybill())
        return self.scan_label(self.waybills[-1])

    def scan_label(self, number: str) -> ScanEvent:
        """This label, and not a fresh one."""
        before = len(self._log.of_type(ScanEvent))
        self._world.scanner.scan(number)
        assert self._log.wait_for_events(ScanEvent, before + 1, PATIENCE), "no scan came"
        event = self._log.of_type(ScanEvent)[before]
        assert event.text == number
        return event

    def read_card(self) -> CardRead:
        before = len(self._log.of_type(CardRead))
        card, self._next_card = self._next_card, None
        if card is None:
            card = self._world.lay_next_card()
        else:
            self._world.lay_card(card)
        assert self._log.wait_for_events(CardRead, before + 1, PATIENCE), "no card was read"
        event = self._log.of_type(CardRead)[before]
        assert event.text == card
        self._world.reader.lift_card()
        self.cards.append(card)
        return event

    def take_photo(self) -> Picture:
        self._pictures += 1
        scene = opened_parcel_picture(seed=self._pictures)
        self._world.table.show(scene)
        assert eventually(lambda: self._frame_of(scene) is not None, PATIENCE), "the camera shows something else"
        frame = self._frame_of(scene)
        assert frame is not None
        picture = Picture(encode_jpeg(frame.image), frame.captured_at)
        self.photos.append(picture)
        return picture

    def _frame_of(self, scene: Image) -> Frame | None:
        frame = self._devices.latest_frame()
        return frame if frame is not None and np.array_equal(frame.image, scene) else None
