"""The office of a province: one task, one line."""

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import JsonValue

from tests.e2e.commands.program import NO, PROJECT, WRONG_USE, YES, environment
from tests.support.builders import POLICY_FOLDER
from tests.support.enrolled import enrolled
from tests.support.real_province import province_in


def office(data: Path, *words: str) -> tuple[int, dict[str, JsonValue]]:
    """Its exit code and its line."""
    command = [sys.executable, "-m", "sync.province.office", "--data", str(data), *words]
    ended = subprocess.run(
        command, cwd=PROJECT, env=environment(data), capture_output=True, timeout=60, check=False, text=True
    )
    assert "Traceback" not in ended.stderr, ended.stderr
    said = ended.stdout or ended.stderr
    return ended.returncode, {} if ended.returncode == WRONG_USE else json.loads(said)


def test_a_spot_check_beside_the_serving_process(tmp_path: Path) -> None:
    data = tmp_path / "province"
    now = datetime.now(UTC).replace(microsecond=0)
    with province_in(data) as province:
        terminal = enrolled(province.url, province.issue_code()).enrolment
        code, listed = office(data, "outlets")
        assert code == YES
        assert listed["outlets"] == [
            {
                "outlet_id": terminal.outlet_id,
                "filing_number": "YN-530100-1",
                "name": "县城网点",
                "terminal_id": terminal.terminal_id,
            }
        ]
        begin, end = now + timedelta(hours=1), now + timedelta(days=1)
        period = ("--period", "2026-W48", "--from", begin.isoformat(), "--to", end.isoformat())
        code, told = office(data, "announce", "--outlet", terminal.outlet_id, *period, "--count", "3")
        assert (code, told["count"]) == (YES, 3)
        code, told = office(data, "notice", "--outlet", terminal.outlet_id, "--title", "通知")
        assert (code, told) == (YES, {"cursor": 2})
        draw = ("draw", "--terminal", terminal.terminal_id, "--period", "2026-W48", "--due", now.isoformat())
        assert office(data, *draw) == (NO, {"error": "not_now", "detail": "draw"})

        page = province.changes.page(terminal.outlet_id, 0, 10)
        assert [stored.cursor for stored in page.changes] == [1, 2]


def test_rules_are_published_and_never_go_back(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(POLICY_FOLDER, tmp_path / "rules"))
    code, published = office(tmp_path / "province", "publish", str(folder))
    assert code == YES
    limits = json.loads((folder / "limits.json").read_bytes())
    assert published["version"] == limits["version"]
    (folder / "limits.json").write_text(json.dumps(limits | {"version": "2020.1.1"}), encoding="utf-8")
    refused = {"error": "policy_refused", "detail": "downgrade"}
    assert office(tmp_path / "province", "publish", str(folder)) == (NO, refused)


def test_wrong_use_is_said(tmp_path: Path) -> None:
    data = tmp_path / "province"
    assert office(data, "notice", "--outlet", "o-1", "--title", "")[0] == WRONG_USE
    assert office(data, "draw", "--terminal", "t", "--period", "p", "--due", "2026-11-01T00:00:00")[0] == WRONG_USE
    assert office(data)[0] == WRONG_USE
