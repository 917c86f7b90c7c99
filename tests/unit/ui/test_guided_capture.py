"""Guided capture: what the looks say, when it reads, and what is nobody's business any more."""

from collections import deque
from dataclasses import dataclass, field

import pytest

from devices.documents.reading import CaptureGuidance, CaptureHint, DocumentReading
from devices.errors import DeviceError, DeviceFault
from tests.support.fake_counter import FakeCounter, FakeDocumentCamera, InlineTaskRunner, SteppedTaskRunner
from tests.support.sender_samples import QUAD, READY, reading
from ui.screens.acceptance.capture import STEADY_LOOKS, GuidedCapture
from ui.screens.acceptance.state import CaptureState

ASKEW = CaptureGuidance(CaptureHint.TURN, QUAD, 0.4)


@dataclass
class Round:
    """A guided capture with everything that it told."""

    sights: list[CaptureGuidance | None] = field(default_factory=list)
    tasks: InlineTaskRunner | SteppedTaskRunner = field(default_factory=InlineTaskRunner)
    read: list[DocumentReading] = field(default_factory=list)
    failed: list[Exception] = field(default_factory=list)
    changes: int = 0

    def __post_init__(self) -> None:
        self.camera = FakeDocumentCamera(sights=deque(self.sights), reading=reading())
        ports = FakeCounter(document_camera=self.camera, cpu_tasks=self.tasks).ports()
        self.capture = GuidedCapture(ports, read=self.read.append, failed=self.failed.append, changed=self._changed)

    def _changed(self) -> None:
        self.changes += 1

    def step(self) -> None:
        assert isinstance(self.tasks, SteppedTaskRunner)
        self.tasks.step()


def test_it_begins_by_forgetting_the_document_before() -> None:
    scene = Round()
    scene.capture.begin()
    assert scene.capture.state == CaptureState(CaptureHint.SHOW_DOCUMENT)
    assert scene.camera.begun == 1
    assert scene.changes == 1


def test_each_look_says_what_to_change_and_where_the_card_lies() -> None:
    scene = Round([ASKEW, None])
    scene.capture.begin()
    scene.capture.tick()
    assert scene.capture.state == CaptureState(CaptureHint.TURN, QUAD)
    scene.capture.tick()
    assert scene.capture.state == CaptureState(CaptureHint.SHOW_DOCUMENT)


def test_steady_looks_are_read_without_a_key() -> None:
    scene = Round([READY] * STEADY_LOOKS)
    scene.capture.begin()
    for _ in range(STEADY_LOOKS - 1):
        scene.capture.tick()
    assert scene.read == []
    scene.capture.tick()
    assert scene.read == [scene.camera.reading]
    assert scene.capture.state is None
    assert scene.capture.idle


def test_good_looks_have_to_come_in_a_row() -> None:
    scene = Round([READY, READY, ASKEW, READY, READY])
    scene.capture.begin()
    for _ in range(5):
        scene.capture.tick()
    assert scene.read == []
    scene.camera.sights.append(READY)
    scene.capture.tick()
    assert len(scene.read) == 1


def test_good_looks_at_the_document_before_do_not_count() -> None:
    scene = Round([READY] * (STEADY_LOOKS - 1))
    scene.capture.begin()
    for _ in range(STEADY_LOOKS - 1):
        scene.capture.tick()
    scene.capture.close()
    scene.capture.begin()
    scene.camera.sights.append(READY)
    scene.capture.tick()
    assert scene.read == []


def test_enter_reads_at_once_and_only_once() -> None:
    scene = Round(tasks=SteppedTaskRunner())
    scene.capture.begin()
    scene.step()
    scene.capture.read_now()
    scene.capture.read_now()
    assert scene.capture.state is not None
    assert scene.capture.state.reading
    assert isinstance(scene.tasks, SteppedTaskRunner)
    assert scene.tasks.waiting == 1
    scene.step()
    assert len(scene.read) == 1


def test_no_look_is_asked_for_while_one_or_a_reading_is_under_way() -> None:
    scene = Round([ASKEW], tasks=SteppedTaskRunner())
    assert isinstance(scene.tasks, SteppedTaskRunner)
    scene.capture.begin()
    scene.capture.tick()
    assert scene.tasks.waiting == 1, "the camera is still getting ready"
    scene.step()
    scene.capture.tick()
    scene.capture.tick()
    assert scene.tasks.waiting == 1
    scene.step()
    scene.capture.read_now()
    scene.capture.tick()
    assert scene.tasks.waiting == 1


def test_a_camera_that_gets_ready_late_does_not_start_looks_beside_the_reading() -> None:
    scene = Round(tasks=SteppedTaskRunner())
    assert isinstance(scene.tasks, SteppedTaskRunner)
    scene.capture.begin()
    scene.capture.read_now()
    scene.step()
    scene.capture.tick()
    assert scene.tasks.waiting == 1, "only the reading"
    assert not scene.capture.idle
    scene.step()
    assert len(scene.read) == 1
    assert scene.capture.idle


def test_a_look_that_ends_while_reading_changes_nothing() -> None:
    scene = Round([ASKEW], tasks=SteppedTaskRunner())
    scene.capture.begin()
    scene.step()
    scene.capture.tick()
    scene.capture.read_now()
    before = scene.capture.state
    scene.step()
    assert scene.capture.state == before
    assert not scene.capture.idle


def test_what_comes_after_closing_is_thrown_away() -> None:
    scene = Round([READY], tasks=SteppedTaskRunner())
    scene.capture.begin()
    scene.step()
    scene.capture.tick()
    scene.capture.close()
    scene.step()
    assert scene.capture.state is None
    scene.capture.begin()
    scene.step()
    scene.capture.read_now()
    scene.capture.close()
    scene.step()
    assert scene.read == []
    assert scene.failed == []
    assert scene.capture.idle


def test_an_old_reading_is_not_taken_for_the_next_document() -> None:
    scene = Round(tasks=SteppedTaskRunner())
    scene.capture.begin()
    scene.step()
    scene.capture.read_now()
    scene.capture.close()
    scene.capture.begin()
    scene.step()
    assert scene.read == []
    assert scene.capture.state == CaptureState()


@pytest.mark.parametrize("late", [False, True])
def test_an_error_is_told_unless_nobody_waits_for_it_any_more(late: bool) -> None:
    scene = Round(tasks=SteppedTaskRunner())
    scene.camera.error = DeviceError(DeviceFault.REMOVED, "camera:0")
    scene.capture.begin()
    scene.step()
    scene.capture.read_now()
    if late:
        scene.capture.close()
    scene.step()
    assert scene.failed == ([] if late else [scene.camera.error])
    assert scene.capture.state is None


def test_a_reading_that_was_given_up_before_it_began_takes_nothing_from_the_next_capture() -> None:
    scene = Round(tasks=SteppedTaskRunner())
    scene.capture.begin()
    scene.step()
    scene.capture.read_now()
    scene.capture.close()
    scene.capture.begin()
    scene.step()
    assert scene.camera.reads == 0
    scene.step()
    scene.capture.read_now()
    scene.step()
    assert scene.camera.reads == 1
    assert len(scene.read) == 1


@pytest.mark.parametrize("ended_by", ["giving up", "a reading", "an error"])
def test_however_it_ends_the_camera_keeps_no_picture(ended_by: str) -> None:
    scene = Round([READY], tasks=SteppedTaskRunner())
    scene.capture.begin()
    scene.step()
    if ended_by == "giving up":
        scene.capture.close()
    else:
        scene.camera.error = DeviceError(DeviceFault.REMOVED, "camera:0") if ended_by == "an error" else None
        scene.capture.read_now()
        scene.step()
    assert scene.camera.forgotten == 1
    scene.capture.close()
    assert scene.camera.forgotten == 1, "closed already"


def test_closed_it_neither_looks_nor_reads() -> None:
    scene = Round(tasks=SteppedTaskRunner())
    assert scene.capture.state is None
    scene.capture.tick()
    scene.capture.read_now()
    assert isinstance(scene.tasks, SteppedTaskRunner)
    assert scene.tasks.waiting == 0
    assert scene.changes == 0
