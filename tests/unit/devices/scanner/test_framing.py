import pytest

from devices.scanner.framing import Deframer, Framing, FramingLosses


def payloads(framing: Framing, data: bytes) -> list[bytes]:
    return Deframer(framing).feed(data, 0.0)


@pytest.mark.parametrize(
    ("framing", "line", "expected"),
    [
        (Framing.CR, b"A1\rB2\r", [b"A1", b"B2"]),
        (Framing.CR, b"N:Li\nT:1\r", [b"N:Li\nT:1"]),
        (Framing.CR, b"A1\r\nB2\r\n", [b"A1", b"B2"]),
        (Framing.LF, b"A1\nB2\n", [b"A1", b"B2"]),
        (Framing.LF, b"A1\r\nB2\r\n", [b"A1", b"B2"]),
        (Framing.CRLF, b"A1\r\nB2\r\n", [b"A1", b"B2"]),
        (Framing.CRLF, b"N:Li\nT:1\rX\r\n", [b"N:Li\nT:1\rX"]),
        (Framing.STX_ETX, b"\x02A1\x03\x02B2\x03", [b"A1", b"B2"]),
        (Framing.STX_ETX, b"\x02N:Li\r\nT:1\r\n\x03", [b"N:Li\r\nT:1"]),
        (Framing.STX_ETX, b"noise\x02A1\x03more\x02B2\x03", [b"A1", b"B2"]),
        (Framing.STX_ETX, b"\x02torn\x02A1\x03", [b"A1"]),
        (Framing.AUTO, b"A1\rB2\nC3\r\n\x02D4\x03\x02E5\r\n\x03F6\x03", [b"A1", b"B2", b"C3", b"D4", b"E5", b"F6"]),
        (Framing.AUTO, b"noise\x02A1\x03", [b"A1"]),
    ],
)
def test_each_framing_cuts_where_it_should(framing: Framing, line: bytes, expected: list[bytes]) -> None:
    assert payloads(framing, line) == expected


@pytest.mark.parametrize("framing", [Framing.CR, Framing.LF, Framing.CRLF, Framing.AUTO])
def test_crlf_makes_no_second_empty_scan(framing: Framing) -> None:
    assert payloads(framing, b"\r\n\r\nA1\r\n\r\n\r\n") == [b"A1"]


def test_an_empty_frame_is_no_scan() -> None:
    assert payloads(Framing.STX_ETX, b"\x02\x03\x02\r\n\x03") == []


def test_line_noise_is_dropped_wherever_it_is() -> None:
    assert payloads(Framing.AUTO, b"\x00\xff\x00A\x001\xff\r\x00") == [b"A1"]


def test_a_tail_is_given_up_after_silence_and_counted() -> None:
    deframer = Deframer(Framing.CRLF, idle_time=0.5)
    assert deframer.feed(b"SF12345", 10.0) == []
    deframer.expire(10.5)
    assert deframer.losses == FramingLosses()
    deframer.expire(10.6)
    assert deframer.losses == FramingLosses(unfinished=1)
    assert deframer.feed(b"67890\r\n", 10.7) == [b"67890"]


def test_silence_is_noticed_without_a_call_to_expire() -> None:
    deframer = Deframer(Framing.CRLF, idle_time=0.5)
    deframer.feed(b"SF12345", 10.0)
    assert deframer.feed(b"YT99\r\n", 10.6) == [b"YT99"]
    assert deframer.losses.unfinished == 1


def test_a_slow_line_is_no_silence() -> None:
    deframer = Deframer(Framing.CRLF, idle_time=0.5)
    answers = [deframer.feed(bytes([byte]), 0.4 * step) for step, byte in enumerate(b"SF12\r\n")]
    assert [payload for answer in answers for payload in answer] == [b"SF12"]


def test_silence_with_nothing_held_counts_nothing() -> None:
    deframer = Deframer(Framing.AUTO)
    deframer.feed(b"SF12\r\n", 0.0)
    deframer.expire(100.0)
    assert deframer.losses == FramingLosses()


def test_an_open_frame_without_content_counts_as_unfinished() -> None:
    deframer = Deframer(Framing.STX_ETX)
    deframer.feed(b"\x02", 0.0)
    deframer.expire(100.0)
    assert deframer.losses == FramingLosses(unfinished=1)


@pytest.mark.parametrize("framing", [Framing.CR, Framing.LF, Framing.CRLF, Framing.AUTO])
def test_endless_garbage_is_limited_and_the_next_scan_arrives(framing: Framing) -> None:
    ends = {Framing.CR: b"\r", Framing.LF: b"\n", Framing.CRLF: b"\r\n", Framing.AUTO: b"\r\n"}
    deframer = Deframer(framing, max_length=8)
    assert deframer.feed(b"x" * 50 + ends[framing] + b"12345678" + ends[framing], 0.0) == [b"12345678"]
    assert deframer.losses == FramingLosses(too_long=1)


@pytest.mark.parametrize("start", [b"", b"\x02"])
def test_garbage_that_goes_silent_is_counted_once(start: bytes) -> None:
    deframer = Deframer(Framing.AUTO, max_length=8)
    deframer.feed(start + b"x" * 50, 0.0)
    deframer.expire(100.0)
    assert deframer.losses == FramingLosses(too_long=1)


def test_bytes_outside_a_frame_are_counted_as_runs() -> None:
    deframer = Deframer(Framing.STX_ETX)
    deframer.feed(b"abc\x02A1\x03de\x02B2\x03", 0.0)
    assert deframer.losses == FramingLosses(outside=2)


def test_reset_forgets_the_tail_and_keeps_the_counts() -> None:
    deframer = Deframer(Framing.CR)
    deframer.feed(b"SF12", 0.0)
    deframer.reset()
    assert deframer.feed(b"34\r", 0.0) == [b"34"]
    assert deframer.losses == FramingLosses(unfinished=1)
