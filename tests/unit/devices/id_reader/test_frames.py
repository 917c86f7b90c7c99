"""Vectors of the maker's protocol page; full cards are synthetic."""

import pytest

from devices.id_reader.frames import (
    MAX_LENGTH,
    PREAMBLE,
    BadFrame,
    FrameFault,
    FrameParser,
    ParserCounts,
    Reply,
    Request,
    RequestParser,
    checksum,
    encode_reply,
    encode_request,
)

NO_CARD = bytes.fromhex("aa aa aa 96 69 00 04 00 00 80 84")
CARD_FOUND = bytes.fromhex("aa aa aa 96 69 00 08 00 00 9f 00 00 00 00 97")
SELECTED = bytes.fromhex("aa aa aa 96 69 00 0c 00 00 90 00 00 00 00 00 00 00 00 9c")
SAM_ID = bytes.fromhex("aa aa aa 96 69 00 14 00 00 90 05 00 01 00 d5 af 34 01 87 d6 12 00 b1 cb 74 00 82")


@pytest.mark.parametrize(
    ("frame", "reply"),
    [
        (NO_CARD, Reply(0, 0, 0x80)),
        (CARD_FOUND, Reply(0, 0, 0x9F, bytes(4))),
        (SELECTED, Reply(0, 0, 0x90, bytes(8))),
        (SAM_ID, Reply(0, 0, 0x90, bytes.fromhex("05000100d5af340187d61200b1cb7400"))),
        (bytes.fromhex("aa aa aa 96 69 00 04 00 00 81 85"), Reply(0, 0, 0x81)),
        (bytes.fromhex("aa aa aa 96 69 00 04 00 00 41 45"), Reply(0, 0, 0x41)),
        (bytes.fromhex("aa aa aa 96 69 00 04 00 00 31 35"), Reply(0, 0, 0x31)),
        (bytes.fromhex("aa aa aa 96 69 00 04 00 00 90 94"), Reply(0, 0, 0x90)),
        (bytes.fromhex("aa aa aa 96 69 00 04 00 00 91 95"), Reply(0, 0, 0x91)),
    ],
)
def test_known_replies_are_parsed_and_encoded(frame: bytes, reply: Reply) -> None:
    assert FrameParser().feed(frame) == [reply]
    assert encode_reply(reply) == frame


def test_a_request_has_its_check_byte() -> None:
    frame = bytes.fromhex("aa aa aa 96 69 00 04 61 ff 50 ca")
    assert encode_request(Request(0x61, 0xFF, b"\x50")) == frame
    assert RequestParser().feed(frame) == [Request(0x61, 0xFF, b"\x50")]


@pytest.mark.parametrize(("fingerprints", "size"), [(0, 1297), (512, 1809), (1024, 2321)])
def test_the_longest_legal_frames_pass(fingerprints: int, size: int) -> None:
    frame = encode_reply(Reply(0, 0, 0x90, bytes(6 + 256 + 1024 + fingerprints)))
    assert len(frame) == size
    assert len(FrameParser().feed(frame)) == 1


def test_two_frames_in_one_read_are_two_replies() -> None:
    assert FrameParser().feed(NO_CARD + CARD_FOUND) == [Reply(0, 0, 0x80), Reply(0, 0, 0x9F, bytes(4))]


@pytest.mark.parametrize(
    "noise",
    [
        b"\x00",
        b"\xaa",  # a run of four, then the preamble
        b"\xaa\xaa\xaa\xaa\xaa",
        b"\xaa\xaa\xaa\x96",  # a preamble that breaks off
        b"\xca\xdf\x05\x20",  # a handheld reader's wrapper
        b"D&C00040101",  # another one's
    ],
)
def test_noise_in_front_is_dropped_and_counted(noise: bytes) -> None:
    parser = FrameParser()
    assert parser.feed(noise + NO_CARD) == [Reply(0, 0, 0x80)]
    assert parser.counts == ParserCounts(frames=1, dropped_bytes=len(noise))


def test_a_bad_checksum_is_reported_and_the_next_frame_is_found() -> None:
    parser = FrameParser()
    assert parser.feed(NO_CARD[:-1] + b"\x00" + SELECTED) == [
        BadFrame(FrameFault.CHECKSUM),
        Reply(0, 0, 0x90, bytes(8)),
    ]
    assert parser.counts == ParserCounts(frames=1, bad_checksums=1, dropped_bytes=len(NO_CARD))


def test_a_whole_frame_inside_a_torn_one_is_not_lost() -> None:
    parser = FrameParser()
    torn = CARD_FOUND[:-5]
    assert parser.feed(torn + NO_CARD) == [BadFrame(FrameFault.CHECKSUM), Reply(0, 0, 0x80)]
    assert parser.counts.dropped_bytes == len(torn)


@pytest.mark.parametrize("length", [0, 3, MAX_LENGTH + 1, 0xFFFF])
def test_an_impossible_length_is_refused_at_once(length: int) -> None:
    parser = FrameParser()
    assert parser.feed(PREAMBLE + length.to_bytes(2, "big")) == [BadFrame(FrameFault.LENGTH)]
    assert parser.feed(NO_CARD) == [Reply(0, 0, 0x80)]
    assert parser.counts.bad_lengths == 1


def test_reading_just_what_is_missing_takes_two_reads() -> None:
    parser = FrameParser()
    sizes = []
    rest = SAM_ID
    replies: list[Reply | BadFrame] = []
    while not replies:
        sizes.append(parser.missing)
        chunk, rest = rest[: parser.missing], rest[parser.missing :]
        replies += parser.feed(chunk)
    assert sizes == [7, 20]
    assert rest == b""


def test_reset_gives_up_the_tail() -> None:
    parser = FrameParser()
    assert parser.feed(CARD_FOUND[:9]) == []
    assert parser.held == 9
    parser.reset()
    assert parser.held == 0
    assert parser.feed(CARD_FOUND[9:]) == []
    assert parser.feed(NO_CARD) == [Reply(0, 0, 0x80)]
    assert parser.counts.dropped_bytes == len(CARD_FOUND)


def test_the_requests_of_a_pc_that_breaks_off_are_reset_too() -> None:
    parser = RequestParser()
    request = encode_request(Request(0x20, 0x01))
    assert parser.feed(request[:6]) == []
    parser.reset()
    assert parser.feed(request) == [Request(0x20, 0x01)]


def test_a_reply_keeps_what_the_card_holds_out_of_its_repr() -> None:
    assert "Secret" not in repr(Reply(0, 0, 0x90, "Secret".encode("ascii")))


def test_a_frame_and_its_check_byte_cancel_out() -> None:
    assert checksum(SAM_ID[len(PREAMBLE) :]) == 0
