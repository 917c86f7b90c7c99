"""The product without a screen: where Qt is not even installed, a terminal takes parcels in."""

import json
import subprocess
import sys
from pathlib import Path

from tests.e2e.terminal.province_books import province_books
from tests.support.real_province import province_in
from tests.support.terminal import enrolled_house, house_in, training_home

PROJECT = Path(__file__).parents[3]
PARCELS = 3
PROGRAM = f"""
import sys
sys.modules["PySide6"] = None  # an import raises ImportError now
sys.modules["shiboken6"] = None
from pathlib import Path
from tests.support.killable import Plan, work
work(Plan(Path(sys.argv[1]), b"picture", sync=False, parcels={PARCELS}), "seed")
import app.commands.queue, app.commands.sync, app.commands.verify_audit
assert not [name for name in sys.modules if name.startswith(("PySide6.", "ui."))]
"""


def test_a_house_without_qt_takes_parcels_in(tmp_path: Path) -> None:
    root = tmp_path / "terminal"
    with province_in(tmp_path / "province") as province:
        house = house_in(training_home(root))
        identity = enrolled_house(house, province.url, province.issue_code())
        house.stop()

        ended = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(root)], cwd=PROJECT, capture_output=True, text=True, check=False
        )

        assert (ended.returncode, ended.stderr) == (0, "")
        said = ended.stdout.splitlines()
        assert json.loads(said[0].removeprefix("found "))["made"] == 0
        decided = [line.split()[2] for line in said if line.startswith(("accepted ", "refused "))]
        assert len(decided) == PARCELS

        house = house_in(training_home(root))
        engine = house.engine(identity)
        report = engine.run_once()
        engine.close()
        house.stop()
        assert (report.delivered, report.fault) == (PARCELS, None)
        kept = province_books(tmp_path / "province", identity.terminal_id).messages
        assert [message.message_id for message in kept] == decided
