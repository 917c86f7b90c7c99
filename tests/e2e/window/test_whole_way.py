"""The whole way through the real window: devices on their wires, an encrypted store, a province."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.bootstrap import House
from app.demonstration.clerk import ScriptedClerk
from app.demonstration.plan import SenderKind, plan
from app.demonstration.report import proof
from app.desktop import Desktop
from app.paths import Home
from app.rules_in_force import RulesSource
from app.settings import Settings
from app.training import TrainingWorld
from devices.ports import DeviceKind, DeviceState
from sync.province.province import Province
from sync.province.settings import ProvinceSettings
from sync.words import Environment
from tests.support.rule_packs import newer_parts
from ui.fonts import FontProblem

ROOT = Path(__file__).parents[3]
PASSPHRASE = "a passphrase for tests"


@contextmanager
def counter(application: QApplication, home: Home, world: TrainingWorld) -> Iterator[tuple[Desktop, ScriptedClerk]]:
    """A window over the terminal in ``home``, signed in."""
    desktop = Desktop(application, home, Settings(silent=True), world=world, passphrase=PASSPHRASE)
    clerk = ScriptedClerk(desktop, world, None, seed=1)
    desktop.listen_to_keys(clerk.heard)
    try:
        desktop.shell.resize(1366, 768)
        desktop.show(maximized=False)
        clerk.sign_in()
        yield desktop, clerk
    finally:
        desktop.close()


def _nothing_waits(house: House) -> bool:
    counts = house.outbox.counts()
    return counts.waiting == counts.evidence_waiting == 0


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path, Environment.TRAINING)


def test_parcels_from_scan_to_signed_receipt_by_keys_alone(qtbot: QtBot, qapp: QApplication, home: Home) -> None:
    with TrainingWorld(home.province) as world, counter(qapp, home, world) as (desktop, clerk):
        for planned in plan(5, seed=1):
            clerk.take_in(planned)
        house = desktop.ready().house
        house.send_now()
        qtbot.waitUntil(lambda: _nothing_waits(house), timeout=30000)
        assert proof(house, home.province / "evidence").holds(5)
    # facts/peers: new sender at most 16 keys, returning 5, same 4
    most = {SenderKind.NEW: 16, SenderKind.RETURNING: 5, SenderKind.SAME: 4}
    for kind, limit in most.items():
        assert clerk.keystrokes[kind]
        assert max(clerk.keystrokes[kind]) <= limit


def test_a_half_done_parcel_is_there_again_after_a_restart(qtbot: QtBot, qapp: QApplication, home: Home) -> None:
    with TrainingWorld(home.province) as world:
        with counter(qapp, home, world) as (desktop, _):
            number = world.scan_next()
            qtbot.waitUntil(lambda: desktop.window.acceptance.view.parcel is not None, timeout=10000)
        with counter(qapp, home, world) as (desktop, _):
            qtbot.waitUntil(lambda: desktop.window.acceptance.view.parcel is not None, timeout=10000)
            parcel = desktop.window.acceptance.view.parcel
            assert parcel is not None
            assert parcel.waybill is not None
            assert parcel.waybill.number == number


def test_a_pulled_reader_is_seen_while_the_counter_works_on(qtbot: QtBot, qapp: QApplication, home: Home) -> None:
    def reader_state(desktop: Desktop) -> DeviceState:
        return next(s.state for s in desktop.ready().devices.statuses() if s.kind is DeviceKind.ID_READER)

    with TrainingWorld(home.province) as world, counter(qapp, home, world) as (desktop, _):
        qtbot.waitUntil(lambda: reader_state(desktop) is DeviceState.READY, timeout=10000)
        world.reader.unplug()
        qtbot.waitUntil(lambda: reader_state(desktop) is DeviceState.ABSENT, timeout=10000)


def test_missing_fonts_are_said_on_the_screen(
    qapp: QApplication, home: Home, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("ui.fonts.font_problem", lambda: FontProblem.NO_CHINESE)
    with TrainingWorld(home.province) as world, counter(qapp, home, world) as (desktop, _):
        shown = [child.text() for child in desktop.shell.children() if isinstance(child, QLabel)]
        assert any("中文字体" in text for text in shown)
    assert "no_chinese" in caplog.text


@pytest.mark.slow
@pytest.mark.parametrize("link", ["flaky", "offline-then-good"])
def test_the_demonstration_proves_every_parcel(tmp_path: Path, link: str) -> None:
    words = ["demo", "--parcels", "4", "--out", str(tmp_path / "out"), "--link", link]
    done = subprocess.run([sys.executable, "-m", "app", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert (report["accepted"], report["receipts_verified"]) == (4, 4)
    assert report["evidence_delivered"] == 8, "each parcel opened and sealed"
    assert report["pending"] == 0
    assert len(list((tmp_path / "out").glob("*.png"))) >= 8


def test_a_newer_pack_is_told_at_once_and_shown_from_the_next_start(
    qtbot: QtBot, qapp: QApplication, home: Home
) -> None:
    with TrainingWorld(home.province) as world:
        with counter(qapp, home, world) as (desktop, _):
            shell, house = desktop.shell, desktop.ready().house
            assert (house.rules.source, shell.rules_text) == (RulesSource.SHIPPED, "")
            province = Province.open(ProvinceSettings.in_folder(home.province), sweep=False)
            province.policy.publish(newer_parts("2099.1.1"))
            province.close()
            house.send_now()
            qtbot.waitUntil(lambda: shell.rules_text != "", timeout=10000)
            assert shell.rules_text == "新规则 2099.1.1 已收到，下次启动生效"
            assert house.policy.min_photos == 1, "a record is made under one pack"
        with counter(qapp, home, world) as (desktop, _):
            assert (desktop.ready().house.rules.source, desktop.shell.rules_text) == (RulesSource.PROVINCE, "")
            assert desktop.window.policy == desktop.ready().house.policy
            assert desktop.window.policy.min_photos == 3
        home.rules.unlink()
        with counter(qapp, home, world) as (desktop, _):
            assert desktop.ready().house.policy.min_photos == 3
            assert desktop.shell.rules_text == "规则已更新，但画面上的还是旧的：请退出后重新启动程序"
