"""``doctor``: what this PC has and lacks, without changing anything."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pydantic import JsonValue

from app.rules_file import PackCopy, RulesCopy, write_rules
from devices.simulators.scale import SimulatedScale
from devices.simulators.sdt_reader import SimulatedReader
from tests.e2e.commands.program import NO, Answer, yanqi
from tests.support.real_province import province_in
from tests.support.vendor_wheel import install_decoder

PARTS = {
    "python", "libraries", "second_opinion", "fonts", "display", "key_store", "settings", "policy", "disk", "devices",
    "faces", "portraits", "province",
}  # fmt: skip


def part(answer: Answer, name: str) -> Mapping[str, JsonValue]:
    found = answer.line[name]
    assert isinstance(found, dict)
    return found


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    """On a PC without key store, display and camera."""
    home = tmp_path_factory.mktemp("home")
    answer = yanqi("doctor", home=home)
    assert list(home.iterdir()) == [], "it changes nothing"
    return answer


def test_each_part_says_whether_it_is_well(answer: Answer) -> None:
    assert answer.line.keys() == PARTS | {"ok", "home"}
    for name in PARTS:
        assert isinstance(part(answer, name)["ok"], bool)
    assert (answer.code, answer.line["ok"]) == (NO, False)
    assert answer.err == ""


def test_what_is_there_is_told(answer: Answer) -> None:
    assert part(answer, "libraries") == {"ok": True, "missing": []}
    assert part(answer, "policy").keys() == {"ok", "version", "effective_from", "digest", "source"}
    assert (part(answer, "policy")["ok"], part(answer, "policy")["source"]) == (True, "shipped")
    assert part(answer, "settings") == {"ok": True}
    free = part(answer, "disk")["free_bytes"]
    assert isinstance(free, int)
    assert free > 0
    assert part(answer, "province") == {"ok": True, "asked": False}


def test_each_block_of_rare_characters_is_told_with_a_sample(answer: Answer) -> None:
    extensions = part(answer, "fonts")["extensions"]
    assert isinstance(extensions, dict)
    assert "".join(extensions) == "ABCDEFGH"
    assert extensions["E"] == {
        "sample": "U+2CB4E", "sample_shown": True, "shown": 64, "looked_at": 64, "required": True,
    }  # fmt: skip


def test_face_comparison_is_off_and_its_models_are_there(answer: Answer) -> None:
    assert part(answer, "faces") == {"ok": True, "on": False, "models": True}


def test_a_portrait_decoder_is_told_when_there_is_one(answer: Answer, tmp_path: Path) -> None:
    assert part(answer, "portraits") == {"ok": True, "decoder": None}
    plug_ins = tmp_path / "production" / "plug-ins"
    plug_ins.mkdir(parents=True)
    install_decoder(plug_ins, "raise RuntimeError('imported')")
    (tmp_path / "production" / "settings.json").write_text('{"face_comparison": true}', encoding="utf-8")
    second = yanqi("doctor", home=tmp_path)
    assert part(second, "portraits") == {"ok": True, "decoder": "vendor-decoder 1.0"}
    assert part(second, "faces") == {"ok": True, "on": True, "models": True}


def test_the_rules_in_force_are_told_with_where_they_come_from_and_what_was_refused(tmp_path: Path) -> None:
    at = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
    packs = [
        PackCopy("2026.12.1", "d" * 64, date(2026, 11, 1), {}),
        PackCopy("2027.1.1", "e" * 64, date(2027, 1, 1), {}),
    ]
    copy = RulesCopy(
        version="2026.12.1",
        digest="d" * 64,
        effective_from="2026-11-01",
        source="province",
        since=at,
        packs=tuple(packs),
        refused=(("2026.2.1", "downgrade", at), ("", "bad_signature", at)),
    )
    (tmp_path / "production").mkdir()
    write_rules(tmp_path / "production" / "rules.json", copy)

    assert part(yanqi("doctor", home=tmp_path), "policy") == {
        "ok": True,
        "version": "2026.12.1",
        "effective_from": "2026-11-01",
        "digest": "d" * 16,
        "source": "province",
        "since": at.isoformat(),
        "waiting": [{"version": "2027.1.1", "effective_from": "2027-01-01"}],
        "refused": [
            {"version": "2026.2.1", "reason": "downgrade", "at": at.isoformat()},
            {"version": "", "reason": "bad_signature", "at": at.isoformat()},
        ],
    }


def test_of_the_devices_alone_more_is_told(tmp_path: Path) -> None:
    answer = yanqi("doctor", "--devices", home=tmp_path)
    assert answer.line.keys() == {"ok", "window_open", "found", "set", "system", "libraries"}
    assert list(tmp_path.iterdir()) == [], "it changes nothing"


def test_what_is_lacking_is_told(answer: Answer) -> None:
    assert part(answer, "key_store") == {"ok": False, "kind": "system", "problem": "key_store_missing"}
    assert part(answer, "display") == {"ok": False, "by": None}


def test_each_device_of_the_settings_that_nobody_uses_is_tried(tmp_path: Path) -> None:
    with SimulatedReader() as reader, SimulatedScale() as scale:
        settings = {
            "scanner": "serial:/dev/no-such-port",
            "id_reader": f"sdt:{reader.path}",
            "camera": "",
            "scale": f"scale:{scale.path}?profile=xk3190",
            "label_printer": "label:tspl@/dev/no-such-printer",
        }
        (tmp_path / "production").mkdir()
        (tmp_path / "production" / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
        found = part(yanqi("doctor", home=tmp_path), "devices")

    assert (found["ok"], found["window_open"]) == (False, False)
    tried = found["set"]
    assert isinstance(tried, dict)
    states = {role: (entry["ok"], entry["state"]) for role, entry in tried.items() if isinstance(entry, dict)}
    assert states == {
        "scanner": (False, "absent"),
        # this program has their lines open: nobody's device is opened beside another program
        "id_reader": (None, "in_use"),
        "scale": (None, "in_use"),
        "label_printer": (False, "absent"),
    }


def test_a_province_is_asked_when_it_is_named(tmp_path: Path) -> None:
    with province_in(tmp_path / "province") as province:
        url = province.url
        reached = part(yanqi("doctor", "--training", "--province", url, home=tmp_path), "province")
    gone = part(yanqi("doctor", "--training", "--province", url, home=tmp_path), "province")

    offset = reached["clock_offset_ms"]
    assert isinstance(offset, int)
    assert reached == {"ok": True, "asked": True, "problem": None, "clock_offset_ms": offset}
    assert gone == {"ok": False, "asked": True, "problem": "unreachable", "clock_offset_ms": None}


def test_a_production_terminal_never_speaks_plain_http(tmp_path: Path) -> None:
    answer = yanqi("doctor", "--province", "http://127.0.0.1:9", home=tmp_path)

    assert part(answer, "province") == {"ok": False, "asked": True, "problem": "address_not_allowed"}


def test_an_authority_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "production").mkdir()
    settings = {"camera": "", "ca_file": str(tmp_path / "nowhere.pem")}
    (tmp_path / "production" / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    answer = yanqi("doctor", "--province", "https://127.0.0.1:9", home=tmp_path)

    assert part(answer, "province") == {"ok": False, "asked": True, "problem": "ca_file_unusable"}


def test_settings_that_cannot_be_used_are_named(tmp_path: Path) -> None:
    (tmp_path / "training").mkdir()
    (tmp_path / "training" / "settings.json").write_text('{"camera": 0}', encoding="utf-8")

    assert part(yanqi("doctor", "--training", home=tmp_path), "settings") == {"ok": False, "member": "camera"}
