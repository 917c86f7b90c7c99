"""``record-device``: what a technician writes down of a device, and nobody's data in it."""

import sys
from pathlib import Path

import pytest

from devices.id_reader.commands import Command
from devices.simulators.cards import synthetic_card
from devices.simulators.faults import Fault
from devices.simulators.sdt_reader import SimulatedReader
from devices.transcripts.replaying import brought, replay
from devices.transcripts.transcript import Source, from_text
from tests.e2e.commands.program import NO, WRONG_USE, YES, yanqi

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")


def test_a_card_reader_is_written_down_without_the_cards_holder(tmp_path: Path) -> None:
    out = tmp_path / "reader.txt"
    with SimulatedReader() as reader:
        reader.lay_card(synthetic_card(50))
        answer = yanqi(
            "record-device", "--port", f"sdt:{reader.path}", "--out", str(out), "--seconds", "1",
            "--maker", "样例厂", "--model", "X1", "--firmware", "2.0", home=tmp_path,
        )  # fmt: skip
        path = reader.path
    assert answer.code == YES
    assert answer.line["brought"] == {"CardRead": 1}
    text = out.read_text(encoding="utf-8")
    transcript = from_text(text)
    assert (transcript.head.driver, transcript.head.maker, transcript.head.source) == ("sdt:-", "样例厂", Source.DEVICE)
    assert path not in text
    assert synthetic_card(50).number.encode("utf-16-le").hex() not in text
    assert brought(replay(transcript)) == {"CardRead": 1}


def test_what_cannot_be_cleaned_is_not_written(tmp_path: Path) -> None:
    out = tmp_path / "reader.txt"
    with SimulatedReader() as reader:
        reader.inject(Fault.HALF_FRAME, on=Command.READ_CARD)
        reader.lay_card(synthetic_card(50))
        answer = yanqi(
            "record-device", "--port", f"sdt:{reader.path}", "--out", str(out), "--seconds", "1", home=tmp_path
        )
    assert (answer.code, answer.line["problem"]) == (NO, "personal_data")
    assert not out.exists()


def test_a_port_with_nothing_to_listen_in_on_is_wrong_use(tmp_path: Path) -> None:
    answer = yanqi("record-device", "--port", "camera:0", "--out", str(tmp_path / "x.txt"), home=tmp_path)
    assert (answer.code, answer.out) == (WRONG_USE, "")
