"""Which pictures of a document are read."""

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
import pytest

from app.document_camera import BEST_FRAMES, SAME_CARD_S, CameraDocuments
from devices.documents.reading import DocumentReading
from devices.ports import Frame
from devices.simulators.document_picture import Condition, document_picture
from devices.simulators.people import invented_person
from tests.support.sender_samples import reading

PICTURE = document_picture(invented_person(3), condition=Condition.EASY, seed=3)
NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


def frame(number: int) -> Frame:
    return Frame(np.full((8, 8, 3), 90, np.uint8), "camera:0", NOON, float(number))


def frame_of_a_card(number: int) -> Frame:
    """One that guidance finds a document in."""
    return Frame(PICTURE, "camera:0", NOON, float(number))


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
    live = [frame_of_a_card(number) for number in range(BEST_FRAMES)]
    showing = iter(live)
    reader = Reader()
    documents = CameraDocuments(lambda: next(showing, live[-1]), reader, still=lambda: frame(9))
    documents.begin()
    for _ in live:
        documents.look()
    documents.read()
    assert len(reader.given) == BEST_FRAMES
    assert reader.given[0] == 9.0
    assert set(reader.given[1:]) < {each.monotonic for each in live}
    documents.read()
    assert reader.given == [9.0], "nobody's document is kept for the next reading"


@pytest.mark.parametrize("over", ["forgotten", "read", "another"])
def test_a_look_under_way_brings_no_picture_back_for_the_next_person(over: str) -> None:
    reader = Reader()
    cards = iter([frame_of_a_card(1)])

    def latest() -> Frame | None:
        """The capture ends while a look has its picture in hand."""
        card = next(cards, None)
        if card is None:
            return frame(5)
        match over:
            case "forgotten":
                documents.forget()
            case "read":
                documents.read()
            case _:
                documents.begin()
        return card

    documents = CameraDocuments(latest, reader)
    documents.begin()
    documents.look()
    documents.read()
    assert reader.given == [5.0]


def test_what_was_seen_before_the_capture_was_given_up_is_not_read_later() -> None:
    seen: list[Frame | None] = [frame_of_a_card(1)]
    reader = Reader()
    documents = CameraDocuments(lambda: seen[0], reader)
    documents.begin()
    documents.look()
    documents.forget()
    seen[0] = frame(5)
    documents.read()
    assert reader.given == [5.0]


def test_a_look_without_a_capture_remembers_nothing() -> None:
    seen: list[Frame | None] = [frame_of_a_card(1)]
    reader = Reader()
    documents = CameraDocuments(lambda: seen[0], reader)
    documents.look()
    seen[0] = frame(5)
    documents.read()
    assert reader.given == [5.0]


def test_a_card_that_another_was_laid_in_the_place_of_is_not_read_with_it() -> None:
    seen: list[Frame] = [frame_of_a_card(1)]
    reader = Reader()
    documents = CameraDocuments(lambda: seen[0], reader)
    documents.begin()
    documents.look()
    seen[0] = frame_of_a_card(2)
    documents.look()
    seen[0] = frame_of_a_card(2 + round(SAME_CARD_S))
    documents.look()
    documents.read()
    assert sorted(reader.given) == [2.0, 2 + SAME_CARD_S]
    documents.begin()
    documents.look()
    seen[0] = frame(50)
    documents.read()
    assert reader.given == [50.0], "the look was long ago"
