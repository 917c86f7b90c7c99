"""Portraits and snippets: in memory only, for the parcels that are open or parked, and gone with them."""

from dataclasses import replace

from app.domain.acceptance import Parcel
from app.domain.identity.document import DocumentField, ReadingSource
from app.domain.identity.sender import Guardian, PortraitShown
from devices.documents.reading import FieldName
from tests.support.builders import YUNNAN_NUMBER, document, parcel, sender
from tests.support.counter_desk import Desk
from tests.support.counter_house import card
from tests.support.fake_counter import FakeCounter, FakePortraits, InlineTaskRunner, SteppedTaskRunner
from tests.support.sender_samples import OTHER_NUMBER, other_card, reading
from ui.screens.acceptance.seen_documents import SeenDocuments

CHIP_JPEG = b"\xff\xd8 chip"
PHOTO = b"\xff\xd8 card photo"


class Seen:
    """The pictures of one counter, and how often something came after all."""

    def __init__(self, decoder: FakePortraits, tasks: InlineTaskRunner | SteppedTaskRunner | None = None) -> None:
        self.changes = 0
        self.documents = SeenDocuments(decoder, tasks if tasks is not None else InlineTaskRunner(), self._changed)

    def _changed(self) -> None:
        self.changes += 1


class _BrokenDecoder(FakePortraits):
    def decode(self, block: bytes) -> bytes | None:
        raise RuntimeError(block[:2])


def photographed(portrait_id: str = "portrait-2") -> Parcel:
    read = document(source=ReadingSource.OCR, portrait_id=portrait_id)
    return parcel(sender=sender(document=read))


def test_a_chip_s_portrait_is_decoded_for_its_own_document() -> None:
    seen = Seen(FakePortraits(CHIP_JPEG))
    seen.documents.card_taken(card(), parcel())
    assert seen.documents.pictures.portraits == {"portrait-1": CHIP_JPEG}
    assert seen.documents.portrait_of(parcel()) is PortraitShown.CHIP
    assert seen.documents.portrait_jpeg(parcel()) == CHIP_JPEG
    assert seen.changes == 1


def test_without_a_decoder_there_is_no_portrait() -> None:
    seen = Seen(FakePortraits())
    seen.documents.card_taken(card(), parcel())
    assert not seen.documents.pictures.decodes
    assert seen.documents.portrait_of(parcel()) is PortraitShown.NONE
    assert seen.documents.portrait_jpeg(parcel()) is None
    assert seen.changes == 0


def test_a_decoder_that_fails_leaves_the_clerk_with_the_document_itself() -> None:
    seen = Seen(_BrokenDecoder(CHIP_JPEG))
    seen.documents.card_taken(card(), parcel())
    assert seen.documents.portrait_jpeg(parcel()) is None


def test_a_companion_s_card_gets_its_own_portrait_and_is_not_shown_as_the_sender_s() -> None:
    seen = Seen(FakePortraits(CHIP_JPEG))
    guardian = Guardian(document(number=OTHER_NUMBER, portrait_id="portrait-9"), None)
    whole = parcel(guardian=guardian)
    seen.documents.card_taken(other_card(), whole)
    assert seen.documents.pictures.portraits == {"portrait-9": CHIP_JPEG}
    assert seen.documents.portrait_of(whole) is PortraitShown.NONE


def test_a_picture_s_photo_and_snippets_are_kept_for_the_document_that_came() -> None:
    seen = Seen(FakePortraits())
    now = photographed()
    seen.documents.reading_taken(
        reading(doubtful=[FieldName.NAME], portrait=PHOTO, nation="汉"), parcel(sender=None), now
    )
    snippets = seen.documents.pictures.snippets[YUNNAN_NUMBER]
    assert snippets[DocumentField.NAME] == b"\xff\xd8 name"
    assert set(snippets) <= set(DocumentField), "the nation is no field of a document here"
    assert seen.documents.portrait_of(now) is PortraitShown.CARD_PHOTO


def test_a_reading_that_brought_no_document_keeps_nothing() -> None:
    seen = Seen(FakePortraits())
    seen.documents.reading_taken(reading(portrait=PHOTO), parcel(), parcel())
    assert seen.documents.pictures.portraits == {}
    assert seen.documents.pictures.snippets == {}


def test_what_is_decided_takes_its_pictures_along() -> None:
    seen = Seen(FakePortraits(CHIP_JPEG))
    now = photographed()
    seen.documents.card_taken(card(), parcel())
    seen.documents.reading_taken(reading(portrait=PHOTO), None, now)
    seen.documents.let_go(now)
    assert seen.documents.pictures.snippets == {}
    assert seen.documents.pictures.portraits == {"portrait-1": CHIP_JPEG}, "another parcel's"
    seen.documents.let_go(parcel())
    assert seen.documents.pictures.portraits == {}


def test_no_picture_is_in_a_repr() -> None:
    seen = Seen(FakePortraits(CHIP_JPEG))
    seen.documents.card_taken(card(), parcel())
    assert "chip" not in repr(seen.documents.pictures)


def test_a_parcel_without_people_has_no_portrait() -> None:
    seen = Seen(FakePortraits(CHIP_JPEG))
    for empty in (None, parcel(sender=None), parcel(sender=replace(sender(), document=document(portrait_id=None)))):
        assert seen.documents.portrait_of(empty) is PortraitShown.NONE
        assert seen.documents.portrait_jpeg(empty) is None


class TestAtTheDesk:
    """The same with a whole counter: nothing of anybody stays behind."""

    def test_a_portrait_that_comes_late_is_shown_all_the_same(self) -> None:
        counter = FakeCounter(portraits=FakePortraits(CHIP_JPEG), cpu_tasks=SteppedTaskRunner())
        desk = Desk(counter)
        desk.presenter.card_read(card())
        assert desk.shown().sender.portrait is None
        assert isinstance(counter.cpu_tasks, SteppedTaskRunner)
        counter.cpu_tasks.run_all()
        assert desk.shown().sender.portrait == CHIP_JPEG

    def test_a_portrait_that_comes_after_the_decision_is_nobody_s_any_more(self) -> None:
        counter = FakeCounter(portraits=FakePortraits(CHIP_JPEG), cpu_tasks=SteppedTaskRunner())
        desk = Desk(counter)
        desk.presenter.card_read(card())
        desk.keys("Ctrl+Del", "Ctrl+Del")
        assert isinstance(counter.cpu_tasks, SteppedTaskRunner)
        counter.cpu_tasks.run_all()
        assert desk.presenter._desk.documents.portraits == {}

    def test_another_sender_s_card_takes_the_pictures_of_the_one_before_away(self) -> None:
        desk = Desk(FakeCounter(portraits=FakePortraits(CHIP_JPEG)))
        desk.presenter.card_read(card())
        desk.presenter.card_read(other_card())
        assert len(desk.presenter._desk.documents.portraits) == 1

    def test_a_better_reading_takes_the_place_of_the_one_before(self) -> None:
        desk = Desk()
        for _ in range(2):
            desk.counter.document_camera.reading = reading(portrait=PHOTO)
            desk.keys("Ctrl+D", "Enter")
        assert len(desk.presenter._desk.documents.portraits) == 1
        desk.keys("F2", "1")
        assert desk.presenter._desk.documents.portraits == {}
        assert desk.presenter._desk.documents.snippets == {}

    def test_a_parked_parcel_keeps_its_pictures(self) -> None:
        desk = Desk(FakeCounter(portraits=FakePortraits(CHIP_JPEG)))
        desk.presenter.card_read(card())
        desk.keys("F5")
        desk.presenter.card_read(other_card())
        desk.keys("Ctrl+Del", "Ctrl+Del", "F5")
        assert desk.shown().sender.portrait == CHIP_JPEG
        assert len(desk.presenter._desk.documents.portraits) == 1
