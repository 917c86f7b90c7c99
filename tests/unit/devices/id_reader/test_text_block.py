"""The blocks are built here by offset, independently of the product's own layout table."""

import hashlib
from datetime import date
from itertools import pairwise

import pytest

from devices.errors import CardError, CardFault
from devices.id_reader.commands import card_reply
from devices.id_reader.frames import encode_reply
from devices.id_reader.text_block import parse_new_address, parse_text_block
from devices.id_reader.text_layout import LAYOUTS, TYPE_FLAG
from devices.ports import CardLayout, CardText, Sex
from devices.simulators.cards import encode_text_block

DEVICE = "sdt:test"
FULL_WIDTH = {ord("0") + digit: 0xFF10 + digit for digit in range(10)}


def block(fields: dict[int, str]) -> bytearray:
    """256 bytes of spaces with ``fields`` written over them: byte offset to text."""
    content = bytearray(" ".encode("utf-16-le") * 128)
    for offset, text in fields.items():
        raw = text.encode("utf-16-le")
        content[offset : offset + len(raw)] = raw
    return content


RESIDENT = {
    0: "张三样",
    30: "1",
    32: "01",
    36: "19491231",
    52: "北京市朝阳区样例路1号",
    122: "11010519491231002X",
    158: "北京市公安局朝阳分局",
    188: "20200101",
    204: "长期",
}
RESIDENT_CARD = CardText(
    layout=CardLayout.RESIDENT,
    name="张三样",
    number="11010519491231002X",
    sex=Sex.MALE,
    birth_date=date(1949, 12, 31),
    address="北京市朝阳区样例路1号",
    issuer="北京市公安局朝阳分局",
    valid_from=date(2020, 1, 1),
    valid_to=None,
    nation_code="01",
)
HMT = {
    0: "样例港",
    30: "2",
    36: "19900307",
    52: "云南省昆明市富民县样例路2号",
    122: "810000199003071237",
    158: "昆明市公安局",
    188: "20240501",
    204: "20290501",
    220: "H12345678",
    238: "01",
    248: "J",
}
HMT_CARD = CardText(
    layout=CardLayout.HMT_RESIDENCE,
    name="样例港",
    number="810000199003071237",
    sex=Sex.FEMALE,
    birth_date=date(1990, 3, 7),
    address="云南省昆明市富民县样例路2号",
    issuer="昆明市公安局",
    valid_from=date(2024, 5, 1),
    valid_to=date(2029, 5, 1),
    permit_number="H12345678",
    issue_count="01",
)
FOREIGNER_2017 = {
    0: "SPECIMEN, SAMPLE PERSON",
    120: "1",
    122: "KAZ110090123105",
    152: "KAZ",
    158: "样例外",
    188: "20180201",
    204: "20280201",
    220: "19900123",
    236: "01",
    240: "1500",
    248: "I",
}
FOREIGNER_2017_CARD = CardText(
    layout=CardLayout.FOREIGNER_2017,
    name="样例外",
    number="KAZ110090123105",
    sex=Sex.MALE,
    birth_date=date(1990, 1, 23),
    valid_from=date(2018, 2, 1),
    valid_to=date(2028, 2, 1),
    nationality="KAZ",
    english_name="SPECIMEN, SAMPLE PERSON",
)
LONG_NAME = "SPECIMENHOLDER, SAMPLE OF A PERSON WHO HAS IT"  # the 35th character is a space
FOREIGNER_2023 = {
    0: "样例新",
    30: "2",
    32: "01",
    36: "19850101",
    52: LONG_NAME[:35],
    122: "932682198501010017",
    188: "20240101",
    204: "20340101",
    220: LONG_NAME[35:],
    242: "USA",
    248: "Y",
}
FOREIGNER_2023_CARD = CardText(
    layout=CardLayout.FOREIGNER_2023,
    name="样例新",
    number="932682198501010017",
    sex=Sex.FEMALE,
    birth_date=date(1985, 1, 1),
    valid_from=date(2024, 1, 1),
    valid_to=date(2034, 1, 1),
    nationality="USA",
    english_name=LONG_NAME,
    issue_count="01",
)
CARDS = [
    (RESIDENT, RESIDENT_CARD),
    (HMT, HMT_CARD),
    (FOREIGNER_2017, FOREIGNER_2017_CARD),
    (FOREIGNER_2023, FOREIGNER_2023_CARD),
]
IDS = [card.layout.value for _, card in CARDS]


@pytest.mark.parametrize(("fields", "card"), CARDS, ids=IDS)
def test_every_layout_is_read_whole(fields: dict[int, str], card: CardText) -> None:
    assert parse_text_block(bytes(block(fields)), DEVICE) == card


@pytest.mark.parametrize("card", [card for _, card in CARDS], ids=IDS)
def test_what_the_simulator_encodes_is_what_the_driver_reads(card: CardText) -> None:
    assert parse_text_block(encode_text_block(card), DEVICE) == card


def test_the_synthetic_vector_is_encoded_byte_for_byte() -> None:
    portrait = bytes.fromhex("57 4c 66 00 7e 00 32 00").ljust(1024, b"\0")
    frame = encode_reply(card_reply(encode_text_block(RESIDENT_CARD), portrait))
    assert len(frame) == 1295
    assert frame[-1] == 0x9C
    assert hashlib.sha256(frame).hexdigest() == "5f7472a21499a21ba12f0782f9d6b5deeb1025a03836b07d6ad474c6ecd0f887"


def test_the_seam_of_a_long_english_name_keeps_its_space() -> None:
    assert LONG_NAME[34] == " "
    assert parse_text_block(bytes(block(FOREIGNER_2023)), DEVICE).english_name == LONG_NAME


@pytest.mark.parametrize(
    ("fields", "without"), [(FOREIGNER_2017, 158), (FOREIGNER_2023, 0)], ids=["foreigner_2017", "foreigner_2023"]
)
def test_a_foreigner_without_a_chinese_name_goes_by_the_english_one(fields: dict[int, str], without: int) -> None:
    card = parse_text_block(bytes(block({**fields, without: "   "})), DEVICE)
    assert card.name == card.english_name
    assert card.name.startswith("SPECIMEN")
    assert parse_text_block(encode_text_block(card), DEVICE) == card


@pytest.mark.parametrize("name", ["𠮷样", "阿样·试例", "𠮷" * 7, "样" * 15])
def test_rare_characters_and_interpuncts_come_through(name: str) -> None:
    assert parse_text_block(bytes(block({**RESIDENT, 0: name})), DEVICE).name == name


@pytest.mark.parametrize(
    ("code", "sex"), [("1", Sex.MALE), ("2", Sex.FEMALE), ("0", Sex.UNKNOWN), ("9", Sex.UNKNOWN), (" ", Sex.UNKNOWN)]
)
def test_the_sex_codes_of_the_standard(code: str, sex: Sex) -> None:
    assert parse_text_block(bytes(block({**RESIDENT, 30: code})), DEVICE).sex is sex


def test_nuls_in_unused_fields_are_padding() -> None:
    content = block(RESIDENT)
    content[220:256] = bytes(36)
    assert parse_text_block(bytes(content), DEVICE) == RESIDENT_CARD


@pytest.mark.parametrize(
    "change",
    [
        {36: "19490231"},
        {36: "1949123 "},
        {36: "        "},
        {36: "19491231".translate(FULL_WIDTH)},
        {188: "00000000"},
        {204: "长 期"},
        {204: "20209999"},
        {30: "3"},
        {0: " " * 15},
        {122: " " * 18},
        {248: "Z"},
        {248: "i"},
    ],
)
def test_what_breaks_the_layout_is_refused_without_being_quoted(change: dict[int, str]) -> None:
    with pytest.raises(CardError) as caught:
        parse_text_block(bytes(block({**RESIDENT, **change})), DEVICE)
    assert caught.value.card_fault is CardFault.UNREADABLE_TEXT
    assert str(caught.value) == f"bad_frame: {DEVICE} (unreadable_text)"
    assert caught.value.__context__ is None  # a decoding error would hold the bytes


@pytest.mark.parametrize("half", [b"\x42\xd8", b"\xb7\xdf"])
def test_half_a_surrogate_pair_is_refused(half: bytes) -> None:
    content = block(RESIDENT)
    content[28:30] = half
    with pytest.raises(CardError) as caught:
        parse_text_block(bytes(content), DEVICE)
    assert caught.value.__context__ is None


@pytest.mark.parametrize("size", [0, 255, 257])
def test_another_size_is_refused(size: int) -> None:
    with pytest.raises(CardError):
        parse_text_block(bytes(block(RESIDENT) + b"  ")[:size], DEVICE)


def test_a_new_address_is_text_with_padding() -> None:
    assert parse_new_address("云南省昆明市样例路3号".ljust(35).encode("utf-16-le"), DEVICE) == "云南省昆明市样例路3号"
    with pytest.raises(CardError):
        parse_new_address(b"\x42\xd8" * 35, DEVICE)


@pytest.mark.parametrize("layout", CardLayout)
def test_no_field_lies_on_another(layout: CardLayout) -> None:
    spans = sorted(
        [(span.start, span.end) for spans in LAYOUTS[layout].values() for span in spans]
        + [(TYPE_FLAG.start, TYPE_FLAG.end)]
    )
    assert all(end <= next_start for (_, end), (next_start, _) in pairwise(spans))
    assert all(start % 2 == end % 2 == 0 for start, end in spans)
    assert spans[-1][1] <= 256
