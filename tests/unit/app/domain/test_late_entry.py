"""Late entry (补录): what may be typed in from paper, and what such a record proves."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.acceptance import Missing, Parcel, decide
from app.domain.identity.document import ReadingSource
from app.domain.inspection import Finding, Found, PhotoRole
from app.domain.late_entry import (
    Cover,
    LateEntry,
    LateGround,
    LateProblem,
    PaperForm,
    Silence,
    Unproven,
    ground_of,
    late_entry_rules_from,
    paper_problem,
    unproven,
    was_silent,
)
from app.domain.sending import Sending
from tests.support import builders
from tests.support.builders import CLERK, NOON, TODAY

RULES = builders.policy().interruption.late_entry
HOUR = timedelta(hours=1)
PAPER = PaperForm(NOON - HOUR, CLERK, "ZD-001", RULES.reasons[0].code)
LATE = LateEntry(NOON - HOUR, CLERK, "ZD-001", LateGround.SILENT, None, False, "no_power", CLERK, NOON)


def problem(**changes: object) -> LateProblem | None:
    return paper_problem(replace(PAPER, **changes), RULES, NOON)  # type: ignore[arg-type] # real members


def test_a_form_of_an_hour_ago_is_typed_in() -> None:
    assert problem() is None


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"accepted_at": NOON + timedelta(seconds=1)}, LateProblem.FUTURE),
        ({"accepted_at": NOON - RULES.longest - timedelta(seconds=1)}, LateProblem.TOO_OLD),
        ({"form_number": ""}, LateProblem.FORM_NUMBER),
        ({"form_number": " 7"}, LateProblem.FORM_NUMBER),
        ({"form_number": "7\n"}, LateProblem.FORM_NUMBER),
        ({"form_number": "7" * 33}, LateProblem.FORM_NUMBER),
        ({"reason": "because"}, LateProblem.REASON),
    ],
)
def test_what_cannot_be_right_is_named(changes: dict[str, object], found: LateProblem) -> None:
    assert problem(**changes) is found


def test_the_bounds_themselves_are_allowed() -> None:
    assert problem(accepted_at=NOON) is None
    assert problem(accepted_at=NOON - RULES.longest) is None


@pytest.mark.parametrize(
    ("cover", "ground"),
    [
        (Cover("notice-1", "interruption-1", Silence(NOON - HOUR, NOON - HOUR)), LateGround.NOTICE),
        (Cover(None, "interruption-1", Silence(NOON - HOUR, NOON - HOUR)), LateGround.INTERRUPTION),
        (Cover(None, None, Silence(NOON - 2 * HOUR, NOON)), LateGround.SILENT),
        (Cover(None, None, Silence(None, NOON)), LateGround.SILENT),
        (Cover(None, None, Silence(NOON - HOUR - RULES.silence / 2, NOON - HOUR + RULES.silence / 3)), None),
    ],
)
def test_an_outage_or_a_silent_terminal_is_the_ground(cover: Cover, ground: LateGround | None) -> None:
    assert ground_of(cover, PAPER.accepted_at, RULES, NOON) is ground


def test_a_silence_counts_from_the_pack_on() -> None:
    begun = PAPER.accepted_at - RULES.silence / 2
    long_enough = Cover(silence=Silence(begun, begun + RULES.silence))
    too_short = Cover(silence=Silence(begun, begun + RULES.silence - timedelta(microseconds=1)))
    assert was_silent(long_enough, PAPER.accepted_at, RULES, NOON)
    assert not was_silent(too_short, PAPER.accepted_at, RULES, NOON)


def test_a_terminal_that_has_written_nothing_since_is_silent_until_now() -> None:
    assert Silence(NOON - HOUR, None).lasts(NOON - HOUR / 2, NOON) == HOUR


def late_parcel(*roles: PhotoRole) -> Parcel:
    photos = tuple(builders.photo(f"photo-{place}", role) for place, role in enumerate(roles))
    return builders.parcel(late=LATE, inspection=builders.inspection(photos=photos))


def missing(parcel: Parcel) -> tuple[Missing, ...]:
    return decide(parcel, builders.policy(), TODAY).missing


def test_the_picture_of_the_form_stands_in_for_those_that_could_not_be_taken() -> None:
    assert missing(late_parcel(PhotoRole.PAPER_FORM)) == ()
    assert missing(late_parcel(PhotoRole.CONTENTS, PhotoRole.SEALED_PARCEL)) == (Missing.PAPER_FORM,)


def test_the_form_alone_does_not_say_that_the_contents_match() -> None:
    inspection = builders.inspection(photos=(builders.photo("form", PhotoRole.PAPER_FORM),), found=None)
    assert missing(builders.parcel(late=LATE, inspection=inspection)) == (Missing.PAPER_FORM,)


def test_a_letter_shows_its_form_too() -> None:
    letter = builders.parcel(late=LATE, sending=Sending.LETTER, sender=None, waybill_name=None)
    assert missing(replace(letter, inspection=builders.inspection(photos=(), found=None))) == (Missing.PAPER_FORM,)


def test_no_check_of_the_person_is_left_out() -> None:
    """Without the form everything that the counter asks of people is asked of a late entry too."""
    people = {Missing.DOCUMENT, Missing.SAME_PERSON, Missing.WAYBILL_NAME, Missing.PHONE}
    bare = builders.parcel(late=LATE, sender=None, waybill_name=None)
    assert people <= set(missing(bare))


def test_a_picture_of_the_form_ends_the_doubt_about_a_changed_declaration() -> None:
    changed = builders.inspection(photos=(builders.photo("form", PhotoRole.PAPER_FORM),)).declared(quantity=3)
    assert changed.found is None
    told = changed.matching(Found(Finding.MATCHES, CLERK, NOON))
    assert (told.look_again, told.found is not None) == (False, True)


def test_what_is_not_proven_is_named() -> None:
    form = builders.inspection(photos=(builders.photo("form", PhotoRole.PAPER_FORM),))
    typed = builders.sender(document=builders.document(source=ReadingSource.TYPED))
    assert set(unproven(typed, form, opened=True)) == set(Unproven)
    assert set(unproven(builders.sender(), builders.inspection(), opened=True)) == {Unproven.LIVE_PICTURE}
    assert unproven(None, form, opened=False) == ()


@pytest.mark.parametrize("member", ["longest_days", "silence_minutes", "reasons", "references"])
def test_a_pack_without_its_bounds_is_not_used(member: str) -> None:
    part: dict[str, object] = {
        "longest_days": 7,
        "silence_minutes": 30,
        "reasons": [{"code": "a", "label": "甲", "label_en": "A", "key": "1"}],
        "references": [],
    }
    late_entry_rules_from({"late_entry": part})
    del part[member]
    with pytest.raises(KeyError):
        late_entry_rules_from({"late_entry": part})


@pytest.mark.parametrize("member", ["longest_days", "silence_minutes"])
def test_a_bound_of_nothing_is_not_used(member: str) -> None:
    part: dict[str, object] = {
        "longest_days": 7,
        "silence_minutes": 30,
        "reasons": [{"code": "a", "label": "甲", "label_en": "A", "key": "1"}],
        "references": [],
        member: 0,
    }
    with pytest.raises(ValueError, match="late_entry"):
        late_entry_rules_from({"late_entry": part})
