"""The office of a province: one task, one line."""

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import JsonValue

from sync.changes import AgreementCustomer, ChangeKeys, Notice
from sync.province.office import main
from tests.e2e.commands.program import NO, PROJECT, WRONG_USE, YES, environment
from tests.support.builders import CREDIT_CODE, POLICY_FOLDER
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


def test_a_spot_check_beside_the_serving_process(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
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
        assert main(["--data", str(data), "devices", "--outlet", terminal.outlet_id]) == YES
        assert json.loads(capsys.readouterr().out) == {"devices": []}
        begin, end = now + timedelta(hours=1), now + timedelta(days=1)
        period = ("--period", "2026-W48", "--from", begin.isoformat(), "--to", end.isoformat())
        code, told = office(data, "announce", "--outlet", terminal.outlet_id, *period, "--count", "3")
        assert (code, told["count"]) == (YES, 3)
        code, told = office(data, "notice", "--outlet", terminal.outlet_id, "--title", "通知")
        assert (code, told["cursor"], told["revision"]) == (YES, 2, 1)
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


CUSTOMER = (
    *("put-customer", "--customer", "c-1", "--name", "滇味食品样例公司", "--credit-code", CREDIT_CODE),
    *("--responsible", "样例丙", "--agreement", "S-1", "--from", "2026-01-01", "--to", "2027-12-31", "--copy-kept"),
)


def test_customers_and_notices_are_told_changed_and_withdrawn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In this process: what the program itself does about its arguments is tried above."""
    data = tmp_path / "province"

    def said(*words: str) -> tuple[int, dict[str, JsonValue]]:
        code = main(["--data", str(data), *words])
        spoken = capsys.readouterr()
        return code, json.loads(spoken.out or spoken.err)

    with province_in(data) as province:
        terminal = enrolled(province.url, province.issue_code()).enrolment
        outlet = ("--outlet", terminal.outlet_id)
        assert said(*CUSTOMER, *outlet) == (YES, {"customer": "c-1", "cursor": 1, "revision": 1})
        assert said(*CUSTOMER, *outlet, "--filing", "pending") == (YES, {"customer": "c-1", "cursor": 2, "revision": 2})
        gone = ("withdraw-customer", *outlet, "--customer", "c-1")
        assert said(*gone) == (YES, {"customer": "c-1", "cursor": 3, "revision": 3})
        assert said(*gone) == (NO, {"error": "nobody_there", "detail": "customer"})
        told = ("notice", *outlet, "--notice", "n-1", "--title", "通知", "--text", "正文", "--needs-reading")
        assert said(*told) == (YES, {"notice": "n-1", "cursor": 4, "revision": 1})
        lost = ("withdraw-notice", *outlet, "--notice", "n-1")
        assert said(*lost) == (YES, {"notice": "n-1", "cursor": 5, "revision": 2})
        assert said(*lost) == (NO, {"error": "nobody_there", "detail": "notice"})
        assert said("readings", *outlet) == (YES, {"readings": []})
        assert said(*told, "--outlet", "o-9") == (NO, {"error": "nobody_there", "detail": "outlet"})
        with pytest.raises(SystemExit) as wrong:
            main(["--data", str(data), *CUSTOMER, *outlet, "--to", "2026-01-01"])
        assert wrong.value.code == WRONG_USE
        assert "样例丙" not in capsys.readouterr().err

        page = province.changes.page(terminal.outlet_id, 0, 10)
        keys = ChangeKeys(terminal.issuer, terminal.receipt_keys, outlet_id=terminal.outlet_id)
        bodies = [keys.change(stored).body for stored in page.changes]
        assert [AgreementCustomer.model_validate(body).customer is None for body in bodies[:3]] == [False, False, True]
        assert [Notice.model_validate(body).withdrawn for body in bodies[3:]] == [False, True]
