"""``check-photo`` judges by the terminal's own rules."""

import json
from pathlib import Path

from app.paths import POLICY
from app.policy_files import PARTS
from devices.simulators.parcel_scene import open_box_picture
from sync.digests import pack_digest
from tests.e2e.commands.program import NO, YES, yanqi
from tests.support.photos import jpeg


def test_a_pack_of_the_province_sets_how_sharp_a_photo_is(tmp_path: Path) -> None:
    parts = {part: json.loads((POLICY / f"{part}.json").read_text(encoding="utf-8")) for part in PARTS}
    parts["limits"]["version"] = "2099.1.1"
    parts["photos"]["least_sharpness"] = 100_000
    pack = {
        "version": "2099.1.1",
        "digest": pack_digest(parts),
        "effective_from": "2026-01-01",
        "in_force_since": None,
        "parts": parts,
    }
    rules = tmp_path / "training" / "rules.json"
    rules.parent.mkdir()
    copy = {**pack, "source": "province", "since": None, "refused": [], "packs": [pack]}
    rules.write_text(json.dumps(copy), encoding="utf-8")
    photo = tmp_path / "contents.jpg"
    photo.write_bytes(jpeg(open_box_picture(1)))

    assert yanqi("check-photo", str(photo), home=tmp_path).code == YES
    strict = yanqi("check-photo", "--training", str(photo), home=tmp_path)
    assert (strict.code, strict.line["problems"]) == (NO, ["blurred"])
