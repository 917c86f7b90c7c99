"""The box that stands in for a window that cannot be opened."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.start_trouble import settings_trouble


@pytest.mark.parametrize("member", ["", "keys.photo"])
def test_broken_settings_are_told_with_the_file_and_the_culprit(qtbot: QtBot, member: str) -> None:
    box = settings_trouble(Path("/home/counter/<b>settings</b>.json"), member)
    qtbot.addWidget(box)
    assert "<b>settings</b>.json" in box.informativeText()
    assert ("keys.photo" in box.informativeText()) is bool(member)
    assert "收寄记录都还在" in box.informativeText()
    assert [button.text() for button in box.buttons()] == ["关闭"]
