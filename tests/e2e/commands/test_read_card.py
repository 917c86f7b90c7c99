"""``read-card``: one card over the reader's real line protocol."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from devices.ports import CardLayout, CardText, Sex
from devices.simulators.cards import synthetic_card
from devices.simulators.faults import Fault
from devices.simulators.sdt_reader import SimulatedReader
from tests.e2e.commands.program import NO, WRONG_USE, YES, Answer, yanqi

MEMBERS = {
    "document_type", "name", "number", "sex", "birth_date", "address", "issuer", "valid_from", "valid_to",
}  # fmt: skip
CARD = replace(
    synthetic_card(1),
    name="样例甲",
    sex=Sex.FEMALE,
    birth_date=date(1980, 5, 6),
    address="云南省昆明市富民县样例路77号",
    issuer="富民县公安局",
    valid_from=date(2021, 2, 3),
    valid_to=None,
)
FOREIGNER = CardText(
    layout=CardLayout.FOREIGNER_2023,
    name="SAMPLE, ANNA",
    english_name="SAMPLE, ANNA",
    number="911124198108030024",
    sex=Sex.FEMALE,
    birth_date=date(1981, 8, 3),
    nationality="CAN",
    valid_from=date(2023, 12, 1),
    valid_to=date(2033, 11, 30),
    issue_count="01",
)


@pytest.fixture
def reader() -> Iterator[SimulatedReader]:
    with SimulatedReader() as reader:
        yield reader


def read(reader: SimulatedReader, home: Path, *options: str) -> Answer:
    return yanqi("read-card", "--port", f"sdt:{reader.path}", *options, home=home)


def test_a_card_is_masked(reader: SimulatedReader, tmp_path: Path) -> None:
    reader.lay_card(CARD)
    answer = read(reader, tmp_path)

    assert answer.code == YES
    assert answer.line == {
        "document_type": "resident_card",
        "name": "样**",
        "number": CARD.number[:6] + "********" + CARD.number[-4:],
        "sex": "female",
        "birth_date": "1980-**-**",
        "address": "云南省昆明市富" + "*" * 8,
        "issuer": "富民县公安局",
        "valid_from": "2021-02-03",
        "valid_to": None,
    }
    assert answer.err == ""
    for text in (CARD.name, CARD.number, CARD.address):
        assert text not in answer.out


def test_a_card_is_whole_when_asked(reader: SimulatedReader, tmp_path: Path) -> None:
    reader.lay_card(CARD)
    answer = read(reader, tmp_path, "--unmask")

    assert answer.code == YES
    assert answer.line.keys() == MEMBERS
    assert (answer.line["name"], answer.line["number"], answer.line["address"], answer.line["birth_date"]) == (
        CARD.name,
        CARD.number,
        CARD.address,
        "1980-05-06",
    )


def test_a_foreigners_card_tells_the_nationality(reader: SimulatedReader, tmp_path: Path) -> None:
    reader.lay_card(FOREIGNER)
    answer = read(reader, tmp_path, "--unmask")

    assert answer.line["document_type"] == "foreigner_permanent_card"
    assert (answer.line["name"], answer.line["nationality"]) == ("SAMPLE, ANNA", "CAN")
    assert answer.line["valid_to"] == "2033-11-30"


def test_no_card_is_a_no(reader: SimulatedReader, tmp_path: Path) -> None:
    answer = read(reader, tmp_path, "--timeout", "0.4")

    assert (answer.code, answer.line) == (NO, {"problem": "no_card"})


def test_a_card_that_cannot_be_read_is_a_no_with_its_reason(reader: SimulatedReader, tmp_path: Path) -> None:
    reader.inject(Fault.WRONG_CARD_TYPE, count=100)
    reader.lay_card(CARD)
    answer = read(reader, tmp_path)

    assert (answer.code, answer.line) == (NO, {"problem": "wrong_card_type"})


def test_a_port_without_a_reader_is_a_no(reader: SimulatedReader, tmp_path: Path) -> None:
    nobody = yanqi("read-card", "--port", "sdt:/dev/no-such-port", home=tmp_path)
    reader.unplug()
    unplugged = read(reader, tmp_path)

    assert (nobody.code, nobody.line) == (NO, {"problem": "not_found"})
    assert unplugged.code == NO
    assert unplugged.line.keys() == {"problem"}


def test_a_silent_reader_is_a_no(reader: SimulatedReader, tmp_path: Path) -> None:
    reader.inject(Fault.SILENCE, count=100)
    answer = read(reader, tmp_path, "--timeout", "20")

    assert (answer.code, answer.line) == (NO, {"problem": "no_answer"})


@pytest.mark.parametrize(
    "port", ["serial:/dev/ttyUSB0", "camera:0", "sim:reader", "sdt:", "nothing", "sdt:/dev/ttyUSB0?baud=fast"]
)
def test_a_port_that_names_no_reader_is_wrong_use(tmp_path: Path, port: str) -> None:
    answer = yanqi("read-card", "--port", port, home=tmp_path)

    assert (answer.code, answer.out) == (WRONG_USE, "")
    assert "--port" in answer.err


def test_the_port_must_be_named(tmp_path: Path) -> None:
    assert yanqi("read-card", home=tmp_path).code == WRONG_USE
