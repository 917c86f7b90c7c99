"""``playback`` on a real store under a passphrase."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from pydantic import JsonValue

from app.__main__ import main
from app.bootstrap import find_store_key
from app.domain.surveillance import CameraRole, hour_of
from app.storage.unit_of_work import StoreUnit
from tests.contract.app.surveillance_suite import SPANS
from tests.e2e.commands.program import NO, PASSPHRASE, YES
from tests.support.stored_records import RecordMaker
from tests.support.terminal import house_in, training_home

Playback = Callable[..., tuple[int, dict[str, JsonValue]]]


@pytest.fixture
def playback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Playback:
    """Run the command in this process, on a terminal with an acceptance that was recorded and one that was not."""
    home = training_home(tmp_path / "home")
    house = house_in(home, find_store_key(home, PASSPHRASE).key)
    now = house.clock.now()

    def fill(unit: StoreUnit) -> None:
        maker = RecordMaker()
        for number in (1, 2):
            maker.acceptance(number).write(unit)
        unit.surveillance.add("acceptance-1", SPANS)
        unit.surveillance.note_answer(CameraRole.COUNTER, hour_of(now), answered=True)

    try:
        house.store.run(fill)
    finally:
        house.stop()

    def run(*words: str) -> tuple[int, dict[str, JsonValue]]:
        monkeypatch.setenv("YANQI_HOME", str(home.root))
        monkeypatch.setattr("sys.stdin", StringIO(f"{PASSPHRASE}\n"))
        code = main(["playback", "--training", "--passphrase-stdin", *words])
        return code, json.loads(capsys.readouterr().out)

    return run


def test_it_tells_where_the_pictures_are_and_how_often_recorders_answered(playback: Playback) -> None:
    code, line = playback("--waybill", "YT0000000000001")
    assert code == YES
    cameras = line["cameras"]
    assert isinstance(cameras, list)
    coded, measured = cameras
    assert isinstance(coded, dict)
    assert isinstance(measured, dict)
    assert (coded["role"], coded["channel"], coded["address"]) == ("counter", None, None)
    assert measured["address"] == (
        "rtsp://10.0.0.8:554/Streaming/tracks/301?starttime=20261119T232923Z&endtime=20261120T002924Z"
    )
    assert (measured["recorder_begins"], measured["clock_offset_ms"]) == ("2026-11-19T23:29:23", -36750)

    assert playback("--waybill", "YT0000000000002")[0] == NO
    code, line = playback("--online", "24")
    assert (code, line["online"]) == (YES, {"counter": {"asked": 1, "answered": 1, "permille": 1000}})
