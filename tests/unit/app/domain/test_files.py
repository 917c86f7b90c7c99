"""Which files a parcel that is not decided yet would take with it."""

from dataclasses import replace

from app.domain.files import files_of, gone
from app.domain.identity.sender import Guardian, PortraitShown, Principal, SamePerson
from tests.support.builders import CLERK, NOON, document, parcel, photo, sender

SEEN = SamePerson(CLERK, NOON, PortraitShown.CARD_PHOTO, "live-1")
WHOLE = parcel(
    sender=sender(same_person=SEEN),
    principal=Principal(document(portrait_id="portrait-2")),
    guardian=Guardian(document(portrait_id="portrait-3")),
)


def test_pictures_portraits_and_the_picture_of_the_person_belong_to_the_parcel() -> None:
    assert sorted(files_of(WHOLE)) == ["live-1", "photo-1", "photo-2", "portrait-1", "portrait-2", "portrait-3"]


def test_a_typed_document_leaves_no_file() -> None:
    assert files_of(parcel(sender=sender(document=document(portrait_id=None)))) == ("photo-1", "photo-2")


def test_gone_is_what_was_there_and_is_no_more() -> None:
    after = replace(
        WHOLE, principal=None, inspection=WHOLE.inspection.without_photo("photo-1").with_photo(photo("photo-3"), CLERK)
    )
    assert set(gone(WHOLE, after)) == {"photo-1", "portrait-2"}
    assert gone(WHOLE, WHOLE) == ()
    assert set(gone(after, WHOLE)) == {"photo-3"}
