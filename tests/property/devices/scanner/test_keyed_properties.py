from hypothesis import given, settings
from hypothesis import strategies as st

from devices.scanner.hid_pos import ReportLayout, ReportReader, reports_for
from devices.scanner.input_events import InputEventParser, KeyChange, key_records
from devices.scanner.keyed_codes import KeyedCodes
from devices.scanner.keymap import ENTER, keys_typing
from devices.scanner.raw_input import parse_raw_key

CHARACTERS = st.characters(min_codepoint=0x21, max_codepoint=0x7E, exclude_characters="\\]")
CODES = st.lists(st.text(CHARACTERS, min_size=1, max_size=40), max_size=4)


def records(text: str, *, caps_lock: bool) -> bytes:
    keys = [*keys_typing(text, caps_lock=caps_lock), (ENTER, True), (ENTER, False)]
    return b"".join(key_records(code, down=down) for code, down in keys)


@settings(max_examples=40)
@given(CODES, st.integers(1, 90))
def test_codes_come_whole_and_once_through_event_records_however_torn(codes: list[str], piece: int) -> None:
    stream = b"".join(records(code, caps_lock=False) for code in codes)
    parser, keyed = InputEventParser(), KeyedCodes()
    found = [
        code.text
        for start in range(0, len(stream), piece)
        for change in parser.feed(stream[start : start + piece])
        if isinstance(change, KeyChange)
        for code in keyed.take(change.code, down=change.down, now=0.0)
    ]
    assert found == codes


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 255), st.booleans()), max_size=200))
def test_no_keys_break_the_reader(keys: list[tuple[int, bool]]) -> None:
    keyed = KeyedCodes()
    for code, down in keys:
        for scanned in keyed.take(code, down=down, now=0.0):
            assert scanned.text.strip() == scanned.text != ""


@settings(max_examples=60)
@given(st.binary(max_size=60))
def test_no_structure_breaks_the_parser(record: bytes) -> None:
    key = parse_raw_key(record)
    assert key is None or 0 < key.code < 0x10000


@settings(max_examples=60)
@given(st.sampled_from(ReportLayout), st.lists(st.binary(max_size=70), max_size=8), st.text(CHARACTERS, min_size=1))
def test_after_any_garbage_and_silence_the_next_code_is_whole(
    layout: ReportLayout, garbage: list[bytes], code: str
) -> None:
    reader = ReportReader(layout)
    for number, report in enumerate(garbage):
        reader.feed(report, float(number))
    reader.expire(100.0)
    found = [read.text for report in reports_for(code.encode(), layout) for read in reader.feed(report, 100.0)] + [
        read.text for read in reader.expire(101.0)
    ]
    assert found == [code]
