"""Every answer to every question, without a line."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from devices.errors import CardError, CardFault, DeviceError, DeviceFault
from devices.id_reader.card_sequence import CardEvent, CardSequence, Moment, Turn
from devices.id_reader.commands import Command, card_reply
from devices.id_reader.frames import Damage, Reply
from devices.ports import CardFailed, CardGone, CardRead, CardText
from devices.simulators.cards import encode_new_address, encode_text_block, synthetic_card, synthetic_portrait

DEVICE = "sdt:test"
AT = Moment(7.5, datetime(2026, 3, 1, 8, 0, tzinfo=UTC))

CARD = synthetic_card(1)
OTHER = synthetic_card(2)
PORTRAIT = synthetic_portrait(1)
FOUND = Reply(0, 0, 0x9F, bytes(4))
NO_CARD = Reply(0, 0, 0x80)
SELECTED = Reply(0, 0, 0x90, bytes(8))

FIND, SELECT, READ, ADDRESS = (
    Command.FIND_CARD,
    Command.SELECT_CARD,
    Command.READ_CARD,
    Command.READ_NEW_ADDRESS,
)
GONE = CardGone(DEVICE, AT.monotonic)


def whole(card: CardText = CARD) -> Reply:
    return card_reply(encode_text_block(card), PORTRAIT)


def card_read(card: CardText = CARD) -> CardRead:
    return CardRead(card, PORTRAIT, DEVICE, AT.utc, AT.monotonic)


def failed(fault: CardFault) -> CardFailed:
    return CardFailed(fault, DEVICE, AT.monotonic)


def refused(status: int) -> Reply:
    return Reply(0, 0, status)


class Play:
    """Hands answers to a sequence, each for the question that was due, and keeps what it reported."""

    def __init__(self, *, wants_new_address: bool = False) -> None:
        self.sequence = CardSequence(DEVICE, wants_new_address=wants_new_address)
        self.asked = [FIND]
        self.events: list[CardEvent] = []

    def answers(self, *answers: Reply | Damage) -> "Play":
        for answer in answers:
            turn = self.sequence.take(self.asked[-1], answer, AT)
            self.events.extend(turn.events)
            self.asked.append(turn.ask or FIND)
        return self


@pytest.fixture
def play() -> Play:
    return Play()


def test_a_card_is_found_selected_read_and_reported(play: Play) -> None:
    assert play.answers(NO_CARD, FOUND, SELECTED, whole()).events == [card_read()]
    assert play.asked == [FIND, FIND, SELECT, READ, FIND]


def test_it_is_under_way_from_find_to_read(play: Play) -> None:
    steps = []
    for answer in (NO_CARD, FOUND, SELECTED, whole()):
        play.answers(answer)
        steps.append(play.sequence.under_way)
    assert steps == [False, True, True, False]


def test_silence_after_a_read_says_nothing(play: Play) -> None:
    assert play.answers(FOUND, SELECTED, whole(), NO_CARD, NO_CARD, NO_CARD).events == [card_read()]


@pytest.mark.parametrize("pause", [(), (NO_CARD,), (NO_CARD, NO_CARD)])
def test_the_next_card_tells_that_the_last_one_has_gone(play: Play, pause: tuple[Reply, ...]) -> None:
    play.answers(FOUND, SELECTED, whole(), *pause, FOUND)
    assert play.events == [card_read(), GONE]
    assert play.answers(SELECTED, whole(OTHER)).events == [card_read(), GONE, card_read(OTHER)]


def test_the_same_card_laid_again_is_a_new_read(play: Play) -> None:
    play.answers(FOUND, SELECTED, whole(), NO_CARD, FOUND, SELECTED, whole())
    assert play.events == [card_read(), GONE, card_read()]


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (0x31, CardFault.AUTHENTICATION_FAILED),
        (0x32, CardFault.AUTHENTICATION_FAILED),
        (0x33, CardFault.DATA_CHECK_FAILED),
        (0x40, CardFault.WRONG_CARD_TYPE),
        (0x41, CardFault.READ_FAILED),
        (0x60, CardFault.READER_SELF_TEST_FAILED),
        (0x66, CardFault.READER_NOT_AUTHORISED),
        (0x80, CardFault.REMOVED_EARLY),
        (0x81, CardFault.REMOVED_EARLY),
        (0x05, CardFault.UNKNOWN_STATUS),
    ],
)
@pytest.mark.parametrize("before", [(FOUND,), (FOUND, SELECTED)], ids=["select", "read"])
def test_a_refusal_ends_the_try(play: Play, before: tuple[Reply, ...], status: int, fault: CardFault) -> None:
    assert play.answers(*before, refused(status)).events == [failed(fault)]
    assert play.asked[-1] is FIND
    assert not play.sequence.under_way


def test_a_text_block_that_breaks_its_layout_fails_the_card(play: Play) -> None:
    assert play.answers(FOUND, SELECTED, card_reply(bytes(256), PORTRAIT)).events == [failed(CardFault.UNREADABLE_TEXT)]


def test_a_failed_card_that_goes_on_answering_is_tried_again_and_reported_once(play: Play) -> None:
    play.answers(FOUND, SELECTED, refused(0x41), FOUND, SELECTED, refused(0x41), FOUND, SELECTED, refused(0x31))
    assert play.events == [failed(CardFault.READ_FAILED), failed(CardFault.AUTHENTICATION_FAILED)]
    assert play.answers(FOUND, SELECTED, whole()).events[2:] == [card_read()]


def test_a_failed_card_laid_anew_is_gone_first_and_may_fail_the_same_way_again(play: Play) -> None:
    play.answers(FOUND, refused(0x81), NO_CARD, NO_CARD, FOUND, refused(0x81))
    assert play.events == [failed(CardFault.REMOVED_EARLY), GONE, failed(CardFault.REMOVED_EARLY)]


@pytest.mark.parametrize("status", [0x31, 0x33, 0x40, 0x41])
def test_a_card_that_is_refused_at_the_find_has_failed(play: Play, status: int) -> None:
    assert play.answers(refused(status), refused(status)).events == [play.events[0]]
    assert isinstance(play.events[0], CardFailed)


@pytest.mark.parametrize("status", [0x23, 0x60, 0x66, 0x05])
def test_a_reader_that_refuses_to_look_is_not_usable(play: Play, status: int) -> None:
    with pytest.raises(CardError) as caught:
        play.answers(refused(status))
    assert caught.value.status == status


DAMAGES = [Damage.BAD_FRAME, Damage.TORN, refused(0x10), refused(0x11), refused(0x21), refused(0x24)]


@pytest.mark.parametrize("damage", DAMAGES)
def test_two_damaged_answers_for_one_card_are_overcome(play: Play, damage: Reply | Damage) -> None:
    assert play.answers(damage, FOUND, damage, FOUND, SELECTED, whole()).events == [card_read()]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_read_is_asked_again_without_another_find(play: Play, damage: Reply | Damage) -> None:
    play.answers(FOUND, SELECTED, damage, damage, whole())
    assert play.events == [card_read()]
    assert play.asked == [FIND, SELECT, READ, READ, READ, FIND]


def test_the_third_damaged_answer_fails_the_card(play: Play) -> None:
    play.answers(FOUND, SELECTED, Damage.TORN, Damage.TORN, Damage.BAD_FRAME)
    assert play.events == [failed(CardFault.READ_FAILED)]


def test_the_third_refusal_of_our_frame_fails_the_card(play: Play) -> None:
    play.answers(FOUND, SELECTED, *[refused(0x10)] * 3)
    assert play.events == [failed(CardFault.COMMAND_REFUSED)]


def test_damage_is_counted_per_card(play: Play) -> None:
    twice = (Damage.TORN, Damage.TORN)
    play.answers(FOUND, SELECTED, *twice, whole(), NO_CARD, FOUND, SELECTED, *twice, whole(OTHER))
    assert play.events == [card_read(), GONE, card_read(OTHER)]


def test_a_find_that_comes_through_ends_the_count_of_damaged_finds(play: Play) -> None:
    play.answers(*(Damage.TORN, Damage.TORN, NO_CARD) * 3)
    assert play.events == []


def test_finds_answered_by_damage_alone_are_a_fault_of_the_device(play: Play) -> None:
    with pytest.raises(DeviceError) as caught:
        play.answers(Damage.TORN, Damage.BAD_FRAME, Damage.TORN)
    assert caught.value.fault is DeviceFault.BAD_FRAME


def test_finds_refused_as_garbled_are_a_fault_of_the_device(play: Play) -> None:
    with pytest.raises(CardError) as caught:
        play.answers(refused(0x10), refused(0x11), refused(0x10))
    assert caught.value.card_fault is CardFault.COMMAND_REFUSED


def test_a_card_that_vanishes_while_it_is_tried_again_was_removed_early(play: Play) -> None:
    assert play.answers(FOUND, Damage.TORN, NO_CARD).events == [failed(CardFault.REMOVED_EARLY)]


NEW_ADDRESS = "云南省昆明市富民县样例路99号"


@pytest.mark.parametrize(
    ("answer", "card"),
    [
        (Reply(0, 0, 0x90, encode_new_address(NEW_ADDRESS)), replace(CARD, address=NEW_ADDRESS)),
        (Reply(0, 0, 0x90, encode_new_address(" ")), CARD),
        (refused(0x91), CARD),
    ],
    ids=["moved", "blank", "none"],
)
def test_a_new_address_takes_the_place_of_the_old_one(answer: Reply, card: CardText) -> None:
    play = Play(wants_new_address=True)
    assert play.answers(FOUND, SELECTED, whole(), answer).events == [card_read(card)]
    assert play.asked == [FIND, SELECT, READ, ADDRESS, FIND]


def test_the_new_address_is_asked_for_again_after_damage_and_for_each_card() -> None:
    play = Play(wants_new_address=True)
    one = (FOUND, SELECTED, whole(), Damage.TORN, refused(0x91))
    assert play.answers(*one, *one).events == [card_read(), GONE, card_read()]


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (refused(0x41), CardFault.READ_FAILED),
        (Reply(0, 0, 0x90, b"\x42\xd8" * 35), CardFault.UNREADABLE_TEXT),
    ],
)
def test_without_the_new_address_that_was_wanted_the_card_has_failed(answer: Reply, fault: CardFault) -> None:
    play = Play(wants_new_address=True)
    assert play.answers(FOUND, SELECTED, whole(), answer).events == [failed(fault)]


@pytest.mark.parametrize("command", [Command.RESET_SAM, Command.SAM_STATUS, Command.SAM_ID])
def test_questions_about_the_module_are_no_step_of_a_card(play: Play, command: Command) -> None:
    with pytest.raises(ValueError, match="no step"):
        play.sequence.take(command, refused(0x90), AT)


def test_a_turn_shows_no_person() -> None:
    shown = repr(Turn(events=(card_read(),)))
    assert CARD.name not in shown
    assert CARD.number not in shown
