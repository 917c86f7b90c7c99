"""Every recorded conversation, played to the driver that it was recorded with."""

from pathlib import Path
from typing import Final

import pytest

from devices.ports import CardRead
from devices.simulators.cards import synthetic_card, synthetic_portrait
from devices.transcripts.replaying import brought, replay
from devices.transcripts.transcript import from_text, to_text

FOLDER: Final = Path(__file__).parent / "transcripts"
FILES: Final = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_recorded_device_is_understood_as_it_was(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    transcript = from_text(text)
    assert to_text(transcript) == text
    events = replay(transcript)
    assert brought(events) == transcript.head.brought
    cards = [event for event in events if isinstance(event, CardRead)]
    for number, card in enumerate(cards, start=1):
        assert (card.text, card.portrait) == (synthetic_card(number), synthetic_portrait(number))


def test_there_are_transcripts_of_every_kind() -> None:
    kinds = {from_text(path.read_text(encoding="utf-8")).head.driver.partition(":")[0] for path in FILES}
    assert kinds == {"scale", "sdt", "serial"}
