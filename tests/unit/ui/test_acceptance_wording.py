from datetime import UTC, datetime

import pytest

from app.domain.acceptance import Missing, Objection
from app.domain.identity.document import DocumentProblem, DocumentType, ReadingSource
from app.domain.identity.sender_code import SenderCodeFault
from devices.documents.reading import PictureProblem
from devices.errors import CardFault
from tests.support.builders import NOON, policy
from tests.support.counter_house import StandingClock
from ui.faults import Failed
from ui.screens.acceptance.state import (
    Caution,
    CodeDeclined,
    Differs,
    Hint,
    Kept,
    Misread,
    Notice,
    SeenBefore,
    StandsAgainst,
    StillMissing,
    TurnedAway,
    Unreadable,
    Unusual,
    tone_of,
)
from ui.screens.acceptance.wording import document_type_words, hint_words, notice_look, notice_words, source_words
from ui.tones import Tone

NOTICES: list[Notice] = [
    Kept("YT1", NOON),
    TurnedAway("YT1", policy().refusal_reasons[0]),
    TurnedAway(None, None),
    SeenBefore("YT1", "1001", NOON),
    Misread("EE1"),
    Differs("YT2", "YT1"),
    *(StillMissing(need) for need in Missing),
    *(StandsAgainst(objection) for objection in Objection),
    *(Caution(problem) for problem in DocumentProblem),
    *(Unusual(rule) for rule in policy().senders.cautions),
    *(Unreadable(problem) for problem in PictureProblem),
    *(CodeDeclined(fault) for fault in SenderCodeFault),
    Failed(CardFault.READ_FAILED),
    *Hint,
]


@pytest.mark.parametrize("notice", NOTICES, ids=repr)
def test_every_notice_has_words_a_look_and_a_tone_that_agree(notice: Notice) -> None:
    wording = notice_words(notice, StandingClock().local)
    assert wording.text
    assert "{" not in str(wording)
    assert (notice_look(notice).tone == "good") == (tone_of(notice) is Tone.GOOD)


@pytest.mark.parametrize("notice", [notice for notice in NOTICES if tone_of(notice) is Tone.BAD], ids=repr)
def test_everything_not_good_says_what_to_do(notice: Notice) -> None:
    nothing_to_do = {
        Hint.NO_PHOTO_TO_REMOVE,
        Hint.NOTHING_TO_PARK,
        Hint.NOTHING_TO_DISCARD,
        Hint.NOTHING_TO_CONFIRM,
        Hint.NOTHING_TO_ANSWER,
        Hint.NOTHING_FOR_SUPERVISOR,
    }
    assert notice_words(notice, StandingClock().local).next_step or notice in nothing_to_do


def test_an_earlier_acceptance_is_told_in_the_counters_time() -> None:
    moment = datetime(2026, 11, 19, 17, 5, tzinfo=UTC)
    words = notice_words(SeenBefore("YT1", "1001", moment), StandingClock().local)
    assert words.next_step == "2026-11-20 01:05 由工号 1001 收寄。核对面单，换一张再扫"


def test_keys_in_hints_follow_the_table() -> None:
    assert hint_words(Hint.PARKED).next_step == "柜台空着时按 F5 取回"


def test_all_documents_and_sources_have_names() -> None:
    assert all(document_type_words(kind) for kind in DocumentType)
    assert all(source_words(source) for source in ReadingSource)
