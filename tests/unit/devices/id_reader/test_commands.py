import pytest

from devices.id_reader.commands import Command, can_answer, card_blocks, card_reply, request_bytes
from devices.id_reader.frames import Reply

CARD = Reply(0, 0, 0x90, bytes.fromhex("01000400") + bytes(1280))
ITS_ANSWERS = {
    Command.RESET_SAM: Reply(0, 0, 0x90),
    Command.SAM_STATUS: Reply(0, 0, 0x90),
    Command.SAM_ID: Reply(0, 0, 0x90, bytes(16)),
    Command.FIND_CARD: Reply(0, 0, 0x9F, bytes(4)),
    Command.SELECT_CARD: Reply(0, 0, 0x90, bytes(8)),
    Command.READ_CARD: CARD,
    Command.READ_NEW_ADDRESS: Reply(0, 0, 0x90, bytes(70)),
}


@pytest.mark.parametrize(
    ("command", "frame"),
    [
        (Command.RESET_SAM, "aa aa aa 96 69 00 03 10 ff ec"),
        (Command.SAM_STATUS, "aa aa aa 96 69 00 03 11 ff ed"),
        (Command.SAM_ID, "aa aa aa 96 69 00 03 12 ff ee"),
        (Command.FIND_CARD, "aa aa aa 96 69 00 03 20 01 22"),
        (Command.SELECT_CARD, "aa aa aa 96 69 00 03 20 02 21"),
        (Command.READ_CARD, "aa aa aa 96 69 00 03 30 01 32"),
        (Command.READ_NEW_ADDRESS, "aa aa aa 96 69 00 03 30 03 30"),
    ],
)
def test_each_request_is_the_one_on_the_protocol_page(command: Command, frame: str) -> None:
    assert request_bytes(command) == bytes.fromhex(frame)


def test_fingerprints_are_never_asked_for() -> None:
    assert (0x30, 0x10) not in {command.value for command in Command}


@pytest.mark.parametrize("command", Command)
@pytest.mark.parametrize("answered", Command)
def test_a_success_answers_its_own_question_only(command: Command, answered: Command) -> None:
    alike = {Command.RESET_SAM, Command.SAM_STATUS}
    fits = command is answered or {command, answered} == alike
    assert can_answer(ITS_ANSWERS[answered], command) is fits


@pytest.mark.parametrize(
    ("status", "commands"),
    [
        (0x80, {Command.FIND_CARD, Command.SELECT_CARD, Command.READ_CARD, Command.READ_NEW_ADDRESS}),
        (0x81, {Command.SELECT_CARD, Command.READ_CARD, Command.READ_NEW_ADDRESS}),
        (0x91, {Command.READ_NEW_ADDRESS}),
        (0x41, set(Command)),
        (0x60, set(Command)),
        (0x05, set(Command)),
    ],
)
def test_which_questions_a_refusal_can_answer(status: int, commands: set[Command]) -> None:
    assert {command for command in Command if can_answer(Reply(0, 0, status), command)} == commands


@pytest.mark.parametrize("sizes", ["00000500", "01000200", "02000300"])
def test_a_card_reply_with_other_block_sizes_is_no_card_reply(sizes: str) -> None:
    assert not can_answer(Reply(0, 0, 0x90, bytes.fromhex(sizes) + bytes(1280)), Command.READ_CARD)


def test_the_blocks_of_a_card_come_apart_as_they_were_put_together() -> None:
    text, portrait = bytes(range(256)), bytes(1023) + b"\x01"
    reply = card_reply(text, portrait)
    assert can_answer(reply, Command.READ_CARD)
    assert card_blocks(reply) == (text, portrait)
