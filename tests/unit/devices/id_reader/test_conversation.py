"""Questions and answers over a scripted line, in scripted time."""

from collections import deque

import pytest

from devices.errors import DeviceError, DeviceFault
from devices.id_reader.commands import Command, card_reply, request_bytes
from devices.id_reader.conversation import TORN_AFTER, Conversation
from devices.id_reader.frames import Damage, Reply, encode_reply

NO_CARD = Reply(0, 0, 0x80)
FOUND = Reply(0, 0, 0x9F, bytes(4))
SELECTED = Reply(0, 0, 0x90, bytes(8))
CARD = card_reply(bytes(256), bytes(1024))
NEVER = float("inf")


class ScriptedLine:
    """A line whose bytes arrive at given times of its own clock, which only waiting moves."""

    def __init__(self) -> None:
        self.now = 100.0
        self.written: list[bytes] = []
        self._arrivals: deque[tuple[float, int]] = deque()

    def clock(self) -> float:
        return self.now

    def bring(self, content: bytes, after: float = 0.0) -> None:
        """Let ``content`` arrive ``after`` seconds from now."""
        self._arrivals.extend((self.now + after, byte) for byte in content)

    def read(self, size: int, timeout: float) -> bytes:
        deadline = self.now + max(0.0, timeout)
        received = bytearray()
        while len(received) < size and self._arrivals and self._arrivals[0][0] <= deadline:
            at, byte = self._arrivals.popleft()
            self.now = max(self.now, at)
            received.append(byte)
        if len(received) < size:
            self.now = deadline
        return bytes(received)

    def drain(self) -> bytes:
        return self.read(len(self._arrivals) or 1, 0.0)

    def write(self, request: bytes) -> None:
        self.written.append(request)


@pytest.fixture
def line() -> ScriptedLine:
    return ScriptedLine()


@pytest.fixture
def conversation(line: ScriptedLine) -> Conversation:
    return Conversation("sdt:test", line, monotonic=line.clock)


def test_a_question_gets_its_answer(line: ScriptedLine, conversation: Conversation) -> None:
    conversation.ask(Command.FIND_CARD, timeout=1.0)
    line.bring(encode_reply(FOUND), after=0.1)
    assert conversation.answer(NEVER) == FOUND
    assert line.written == [request_bytes(Command.FIND_CARD)]


def test_waiting_can_be_done_in_parts(line: ScriptedLine, conversation: Conversation) -> None:
    conversation.ask(Command.READ_CARD, timeout=5.0)
    frame = encode_reply(CARD)
    line.bring(frame[:600], after=0.4)
    line.bring(frame[600:], after=0.6)
    assert conversation.answer(line.now + 0.2) is None
    assert conversation.answer(line.now + 0.3) is None
    assert conversation.answer(line.now + 0.3) == CARD


def test_what_came_before_the_question_does_not_answer_it(line: ScriptedLine, conversation: Conversation) -> None:
    line.bring(encode_reply(FOUND))
    conversation.ask(Command.FIND_CARD, timeout=1.0)
    line.bring(encode_reply(NO_CARD), after=0.1)
    assert conversation.answer(NEVER) == NO_CARD
    assert conversation.counts.stale_replies == 1


@pytest.mark.parametrize("stale", [FOUND, CARD, Reply(0, 0, 0x90), Reply(0, 0, 0x90, bytes(16))])
def test_a_late_reply_to_another_question_is_thrown_away(
    line: ScriptedLine, conversation: Conversation, stale: Reply
) -> None:
    conversation.ask(Command.SELECT_CARD, timeout=1.0)
    line.bring(encode_reply(stale), after=0.1)
    line.bring(encode_reply(SELECTED), after=0.2)
    assert conversation.answer(NEVER) == SELECTED
    assert conversation.counts.stale_replies == 1


def test_of_two_frames_in_one_read_the_fitting_one_counts(line: ScriptedLine, conversation: Conversation) -> None:
    conversation.ask(Command.SELECT_CARD, timeout=1.0)
    line.bring(encode_reply(FOUND) + encode_reply(SELECTED))
    assert conversation.answer(NEVER) == SELECTED


def test_what_comes_while_no_question_is_open_is_thrown_away(line: ScriptedLine, conversation: Conversation) -> None:
    line.bring(b"\x00\x01" + encode_reply(CARD), after=0.1)
    conversation.rest(0.3)
    assert conversation.counts.stale_replies == 1
    assert conversation.counts.parser.dropped_bytes == 2
    assert conversation.answer(NEVER) is None


def test_silence_past_the_time_out_is_no_answer(line: ScriptedLine, conversation: Conversation) -> None:
    conversation.ask(Command.SELECT_CARD, timeout=1.5)
    with pytest.raises(DeviceError) as caught:
        conversation.answer(NEVER)
    assert caught.value.fault is DeviceFault.NO_ANSWER
    assert caught.value.detail == "select_card"
    assert line.now == pytest.approx(101.5)


def test_noise_without_end_is_no_answer_either(line: ScriptedLine, conversation: Conversation) -> None:
    conversation.ask(Command.FIND_CARD, timeout=1.0)
    for tick in range(200):
        line.bring(b"\x00" * 7, after=tick / 100)
    with pytest.raises(DeviceError) as caught:
        conversation.answer(NEVER)
    assert caught.value.fault is DeviceFault.NO_ANSWER
    assert line.now < 101.1


def test_half_a_frame_and_silence_is_a_torn_frame(line: ScriptedLine, conversation: Conversation) -> None:
    conversation.ask(Command.READ_CARD, timeout=5.0)
    line.bring(encode_reply(CARD)[:700], after=0.1)
    assert conversation.answer(NEVER) is Damage.TORN
    assert line.now == pytest.approx(100.1 + TORN_AFTER, abs=TORN_AFTER)
    assert conversation.counts.torn_frames == 1


def test_the_rest_of_a_torn_frame_does_not_spoil_the_next_answer(
    line: ScriptedLine, conversation: Conversation
) -> None:
    frame = encode_reply(CARD)
    conversation.ask(Command.READ_CARD, timeout=5.0)
    line.bring(frame[:700])
    assert conversation.answer(NEVER) is Damage.TORN
    conversation.ask(Command.READ_CARD, timeout=5.0)
    line.bring(frame[700:] + frame, after=0.1)
    assert conversation.answer(NEVER) == CARD


def test_a_slow_line_is_not_a_torn_frame(line: ScriptedLine, conversation: Conversation) -> None:
    conversation.ask(Command.READ_CARD, timeout=5.0)
    for index, byte in enumerate(encode_reply(CARD)):
        line.bring(bytes([byte]), after=0.1 + index * 10 / 9600)
    assert conversation.answer(NEVER) == CARD


def test_a_bad_checksum_is_damage(line: ScriptedLine, conversation: Conversation) -> None:
    conversation.ask(Command.FIND_CARD, timeout=1.0)
    line.bring(encode_reply(FOUND)[:-1] + b"\x00")
    assert conversation.answer(NEVER) is Damage.BAD_FRAME
    assert conversation.counts.parser.bad_checksums == 1


def test_a_closed_line_expects_nothing(conversation: Conversation) -> None:
    conversation.ask(Command.FIND_CARD, timeout=1.0)
    conversation.forget()
    assert conversation.answer(NEVER) is None
