"""First paint: what the window imports must be light. Measured in a fresh interpreter."""

import json
import subprocess
import sys

HEAVY = (
    "cv2", "numpy", "keyring", "pydantic", "cryptography", "argon2", "requests", "sqlcipher3", "fastapi", "sqlalchemy",
    "zxingcpp", "pyzbar", "joserfc", "serial", "hid", "pyqtgraph", "openpyxl",
)  # fmt: skip


def test_the_window_loads_nothing_heavy() -> None:
    program = (
        "import json, sys, ui.window, ui.wedge_filter, ui.sounds, ui.language; print(json.dumps(list(sys.modules)))"
    )
    answer = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    loaded = {name.split(".")[0] for name in json.loads(answer.stdout)}
    assert not loaded & set(HEAVY)


def test_the_presenters_need_no_widgets() -> None:
    modules = (
        "ui.screens.acceptance.presenter, ui.screens.sign_in.presenter, ui.screens.records.presenter, "
        "ui.screens.first_run.presenter, ui.screens.acceptance.wording, ui.screens.handover.presenter, "
        "ui.screens.handover.wording, ui.screens.statistics.presenter"
    )
    program = f"import json, sys, {modules}; print(json.dumps(list(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert "PySide6.QtWidgets" not in json.loads(answer.stdout)
