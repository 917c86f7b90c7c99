import sys
from pathlib import Path

import pytest

from app.settings import Settings, SettingsError, change_settings, load_settings


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.json") == Settings()


def test_a_file_overrides_what_it_names(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"scanner": "serial:COM3", "wedge_gap_ms": 60}', encoding="utf-8")
    assert load_settings(path) == Settings(scanner="serial:COM3", wedge_gap_ms=60)


@pytest.mark.parametrize(
    ("text", "member"),
    [
        ("{", ""),
        ("[]", ""),
        ('{"scaner": "serial:COM3"}', "scaner"),
        ('{"scanner": 3}', "scanner"),
        ('{"silent": 1}', "silent"),
        ('{"wedge_gap_ms": 4}', "wedge_gap_ms"),
        ('{"wedge_gap_ms": true}', "wedge_gap_ms"),
        ('{"wedge_end": "tab"}', "wedge_end"),
        ('{"evidence_mb_per_day": -1}', "evidence_mb_per_day"),
        ('{"photo_kb": 49}', "photo_kb"),
        ('{"photo_kb": 151}', "photo_kb"),
        ('{"sending_pause_minutes": 0}', "sending_pause_minutes"),
        ('{"sending_pause_minutes": 241}', "sending_pause_minutes"),
        ('{"device_health_minutes": 59}', "device_health_minutes"),
        ('{"keys": {"fotograph": ["F13"]}}', "keys.fotograph"),
        ('{"keys": {"character": ["F13"]}}', "keys.character"),
        ('{"keys": {"photo": []}}', "keys.photo"),
        ('{"keys": {"photo": "F13"}}', "keys.photo"),
        ('{"keys": {"photo": [13]}}', "keys.photo"),
        ('{"keys": {"photo": ["F13", "F14", "F15", "F16", "F17"]}}', "keys.photo"),
        ('{"keys": {"photo": ["F5"]}}', "keys.photo"),
        ('{"keys": {"photo": ["F13"], "park": ["F13"]}}', "keys.photo"),
        ('{"keys": {"photo": ["F13", "F13"]}}', "keys.photo"),
        ('{"keys": {"photo": ["A"]}}', "keys.photo"),
        ('{"keys": {"photo": ["Shift+A"]}}', "keys.photo"),
        ('{"keys": {"photo": ["Space"]}}', "keys.photo"),
        ('{"keys": {"photo": ["Up"]}}', "keys.photo"),
        ('{"keys": {"photo": ["Knopf"]}}', "keys.photo"),
        ('{"device_names": ["gun"]}', "device_names"),
        ('{"device_names": {"gun": "left"}}', "device_names.gun"),
        ('{"device_names": {"scale": 3}}', "device_names.scale"),
        ('{"device_names": {"scale": "a name of five and twenty"}}', "device_names.scale"),
        ('{"recorder_inspection": "hikvision:admin:geheim@10.0.0.8"}', "recorder_inspection"),
    ],
)
def test_a_file_that_cannot_be_used_whole_is_refused_by_name(tmp_path: Path, text: str, member: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        load_settings(path)
    assert refused.value.member == member


def test_a_change_keeps_the_other_members(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"scanner": "serial:COM3"}', encoding="utf-8")
    changed = change_settings(path, {"wedge_gap_ms": 84, "wedge_end": "silence"})
    assert changed == load_settings(path) == Settings(scanner="serial:COM3", wedge_gap_ms=84, wedge_end="silence")
    assert [entry.name for entry in tmp_path.iterdir()] == ["settings.json"]


def test_a_change_makes_the_file_where_there_is_none(tmp_path: Path) -> None:
    assert change_settings(tmp_path / "settings.json", {"silent": True}) == load_settings(tmp_path / "settings.json")


def test_a_change_that_cannot_be_used_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"photo_kb": 90}', encoding="utf-8")
    with pytest.raises(SettingsError):
        change_settings(path, {"photo_kb": 9000})
    assert path.read_text(encoding="utf-8") == '{"photo_kb": 90}'
    assert [entry.name for entry in tmp_path.iterdir()] == ["settings.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in the folder's list")
def test_a_change_leaves_the_file_to_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"camera": "camera:rtsp://user:secret@10.0.0.9/live"}', encoding="utf-8")
    path.chmod(0o600)
    change_settings(path, {"silent": True})
    assert path.stat().st_mode & 0o777 == 0o600
