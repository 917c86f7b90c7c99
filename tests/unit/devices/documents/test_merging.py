from dataclasses import replace

import pytest

from devices.documents.merging import merged
from devices.documents.reading import (
    DocumentReading,
    FieldName,
    FieldReading,
    PictureKind,
    PictureProblem,
    ReadingCheck,
    ReadingWay,
)

NUMBER = FieldReading("530102199003071238", 0.99, doubtful=False)
NAME = FieldReading("样例甲", 0.8, doubtful=True)
GOOD = DocumentReading(
    PictureKind.RESIDENT_CARD,
    ReadingWay.OCR,
    {FieldName.NUMBER: NUMBER, FieldName.NAME: NAME},
    {ReadingCheck.NUMBER_CHECK_DIGIT: True},
    (),
)
NOTHING = DocumentReading(PictureKind.UNKNOWN, ReadingWay.OCR, {}, {}, (PictureProblem.NO_DOCUMENT,))


def with_fields(**fields: FieldReading) -> DocumentReading:
    return replace(GOOD, fields={**GOOD.fields, **{FieldName(name): field for name, field in fields.items()}})


def test_one_frame_stays_as_it_is() -> None:
    assert merged([GOOD]) is GOOD
    with pytest.raises(ValueError, match="no reading"):
        merged([])


def test_frames_that_agree_make_a_nearly_sure_name_certain() -> None:
    both = merged([GOOD, GOOD])
    assert not both.fields[FieldName.NAME].doubtful
    assert both.checks[ReadingCheck.FRAMES_AGREE]


def test_frames_that_agree_do_not_make_a_guess_certain() -> None:
    guess = with_fields(name=replace(NAME, confidence=0.5))
    assert merged([guess, guess, guess]).fields[FieldName.NAME].doubtful


def test_frames_that_differ_leave_the_name_in_doubt() -> None:
    sure = with_fields(name=replace(NAME, confidence=0.99, doubtful=False))
    other = with_fields(name=FieldReading("样例申", 0.9, doubtful=True))
    both = merged([sure, other])
    assert both.fields[FieldName.NAME].doubtful
    assert both.fields[FieldName.NAME].value == "样例甲"
    assert not both.checks[ReadingCheck.FRAMES_AGREE]


def test_agreement_never_proves_a_number() -> None:
    unproven = with_fields(number=replace(NUMBER, doubtful=True))
    assert merged([unproven, unproven]).fields[FieldName.NUMBER].doubtful


def test_two_documents_leave_everything_in_doubt() -> None:
    other = with_fields(number=replace(NUMBER, value="530102199003071254"))
    both = merged([GOOD, other])
    assert all(field.doubtful for field in both.fields.values())


def test_a_frame_that_failed_does_no_harm() -> None:
    assert merged([NOTHING, GOOD]) is GOOD
    assert merged([NOTHING, NOTHING]).problems == (PictureProblem.NO_DOCUMENT,)


def test_two_halves_are_a_whole() -> None:
    left = replace(GOOD, fields={FieldName.NAME: NAME}, problems=(PictureProblem.INCOMPLETE, PictureProblem.GLARE))
    right = replace(GOOD, fields={FieldName.NUMBER: NUMBER}, problems=(PictureProblem.INCOMPLETE,))
    both = merged([left, right])
    assert both.usable
    assert both.problems == ()


def test_a_suspected_screen_is_not_forgotten() -> None:
    screen = replace(GOOD, problems=(PictureProblem.SCREEN_SUSPECTED,))
    assert merged([GOOD, screen]).problems == (PictureProblem.SCREEN_SUSPECTED,)
