"""Framing under arbitrary chunking, noise and damage."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from devices.id_reader.frames import (
    MAX_LENGTH,
    PREAMBLE,
    BadFrame,
    FrameParser,
    Reply,
    Request,
    RequestParser,
    encode_reply,
    encode_request,
)

BYTE = st.integers(0, 255)
REPLIES = st.builds(Reply, BYTE, BYTE, BYTE, st.binary(max_size=300))
LONG_REPLIES = st.builds(
    Reply, BYTE, BYTE, BYTE, st.integers(0, MAX_LENGTH - 4).map(lambda size: bytes([0xAA, 0x96]) * (size // 2))
)
NOISE = st.one_of(
    st.binary(max_size=20),
    st.integers(0, 12).map(lambda length: b"\xaa" * length),
    st.integers(0, 4).map(lambda length: PREAMBLE[:length]),
).filter(lambda noise: PREAMBLE not in noise)
ANYTHING = st.lists(st.one_of(st.binary(max_size=30), st.just(PREAMBLE), REPLIES.map(encode_reply)), max_size=8)


def chunks(stream: bytes, cuts: list[int]) -> list[bytes]:
    places = [0, *sorted(cut % (len(stream) + 1) for cut in cuts), len(stream)]
    return [stream[start:end] for start, end in pairwise(places)]


def parsed(parser: FrameParser, pieces: list[bytes]) -> list[Reply | BadFrame]:
    return [item for piece in pieces for item in parser.feed(piece)]


@given(replies=st.lists(REPLIES, max_size=5), cuts=st.lists(st.integers(0, 4000), max_size=40))
def test_replies_survive_any_chunking(replies: list[Reply], cuts: list[int]) -> None:
    stream = b"".join(map(encode_reply, replies))
    parser = FrameParser()
    assert parsed(parser, chunks(stream, cuts)) == replies
    assert parser.counts.dropped_bytes == parser.held == 0


@given(reply=LONG_REPLIES)
def test_the_longest_replies_survive_byte_by_byte(reply: Reply) -> None:
    stream = encode_reply(reply)
    assert parsed(FrameParser(), [bytes([byte]) for byte in stream]) == [reply]


@given(parts=st.lists(st.tuples(NOISE, REPLIES), min_size=1, max_size=4), cuts=st.lists(st.integers(0, 4000)))
def test_noise_between_replies_is_dropped_and_counted(parts: list[tuple[bytes, Reply]], cuts: list[int]) -> None:
    stream = b"".join(noise + encode_reply(reply) for noise, reply in parts)
    parser = FrameParser()
    assert parsed(parser, chunks(stream, cuts)) == [reply for _, reply in parts]
    assert parser.counts.dropped_bytes == sum(len(noise) for noise, _ in parts)


@given(stream=ANYTHING.map(b"".join), cuts=st.lists(st.integers(0, 4000)))
def test_chunking_never_changes_what_is_found(stream: bytes, cuts: list[int]) -> None:
    whole, torn = FrameParser(), FrameParser()
    assert parsed(torn, chunks(stream, cuts)) == parsed(whole, [stream])
    assert torn.counts == whole.counts
    assert torn.held == whole.held


@given(stream=ANYTHING.map(b"".join))
def test_every_byte_is_accounted_for(stream: bytes) -> None:
    parser = FrameParser()
    found = [item for item in parser.feed(stream) if isinstance(item, Reply)]
    assert sum(len(encode_reply(reply)) for reply in found) + parser.counts.dropped_bytes + parser.held == len(stream)
    assert parser.counts.frames == len(found)
    parser.reset()
    assert parser.held == 0


@given(
    reply=REPLIES,
    place=st.integers(7, 10_000),
    flip=st.integers(1, 255),
    next_reply=REPLIES,
)
def test_one_changed_byte_behind_the_header_never_passes(
    reply: Reply, place: int, flip: int, next_reply: Reply
) -> None:
    frame = bytearray(encode_reply(reply))
    frame[7 + place % (len(frame) - 7)] ^= flip
    found = FrameParser().feed(bytes(frame) + encode_reply(next_reply))
    assert found[0] != reply
    assert found[-1] == next_reply


@given(reply=REPLIES, keep=st.integers(0, 400))
def test_the_rest_of_a_frame_is_never_fewer_than_the_missing_bytes(reply: Reply, keep: int) -> None:
    frame = encode_reply(reply)
    parser = FrameParser()
    head, rest = frame[: keep % len(frame)], frame[keep % len(frame) :]
    assert parser.feed(head) == []
    assert 1 <= parser.missing <= len(rest)


@given(
    requests=st.lists(st.builds(Request, BYTE, BYTE, st.binary(max_size=10)), max_size=5),
    cuts=st.lists(st.integers(0, 100)),
)
def test_requests_survive_any_chunking(requests: list[Request], cuts: list[int]) -> None:
    parser = RequestParser()
    stream = b"".join(map(encode_request, requests))
    assert [item for piece in chunks(stream, cuts) for item in parser.feed(piece)] == requests
