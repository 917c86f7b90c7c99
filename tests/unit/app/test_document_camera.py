"""Which pictures of a document are read."""

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
import pytest

from app.document_camera import BEST_FRAMES, CameraDocuments
from devices.documents.reading import DocumentReading
from devices.ports import Frame
from devices.simulators.document_picture import Condition, document_picture
from devices.simulators.people import invented_person
from tests.support.sender_samples import reading

NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


def frame(number: int) -> Frame:
    return Frame(np.full((8, 8, 3), 90, np.uint8), "camera:0", NOON, float(number))


class Reader:
    """Reads anything, and remembers what it was given."""

    def __init__(self) -> None:
        self.given: list[float] = []

    def read(self, frames: Sequence[Frame]) -> DocumentReading:
        self.given = [each.monotonic for each in frames]
        return reading()

    def close(self) -> None:
        """Nothing is held."""


@pytest.mark.parametrize(
    ("latest", "still", "given"),
    [
        (frame(1), frame(9), [9.0]),
        (frame(1), None, [1.0]),
        (None, frame(9), [9.0]),
        (None, None, []),
    ],
)
def test_the_still_is_read_and_without_one_the_live_picture(
    latest: Frame | None, still: Frame | None, given: list[float]
) -> None:
    reader = Reader()
    CameraDocuments(lambda: latest, reader, still=lambda: still).read()
    assert reader.given == given


def test_the_still_stands_before_the_best_live_pictures() -> None:
    picture = document_picture(invented_person(3), condition=Condition.EASY, seed=3)
    live = [Frame(picture, "camera:0", NOON, float(number)) for number in range(BEST_FRAMES)]
    showing = iter(live)
    reader = Reader()
    documents = CameraDocuments(lambda: next(showing), reader, still=lambda: frame(9))
    for _ in live:
        documents.look()
    documents.read()
    assert len(reader.given) == BEST_FRAMES
    assert reader.given[0] == 9.0
    assert set(reader.given[1:]) < {each.monotonic for each in live}
    documents.read()
    assert reader.given == [9.0], "nobody's document is kept for the next reading"
