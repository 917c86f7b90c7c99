import logging
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.logs import RedactingFormatter, log_crashes, log_to, redacted


@pytest.mark.parametrize(
    "secret",
    ["530102199003071238", "11010519491231002X", "13800138000", "测试甲", "云南省昆明市", "YT8962646785389"[2:], "𠮷"],
)
def test_personal_data_does_not_survive(secret: str) -> None:
    assert secret not in redacted(f"card {secret} refused")


@given(st.from_regex(r"[1-9][0-9]{16}[0-9X]", fullmatch=True), st.text("ab: ,", max_size=5))
def test_no_document_number_survives_whatever_stands_beside_it(number: str, beside: str) -> None:
    assert number not in redacted(beside + number + beside)


def test_what_a_technician_needs_survives() -> None:
    line = "sync: fault=unreachable message=0192f0c4-5b7e-7cc3-98c4-dc0c0c07398f status 0x41 in 1500 ms"
    assert redacted(line) == line


def test_tracebacks_are_redacted_too() -> None:
    try:
        raise ValueError("13800138000 测试甲")  # noqa: TRY301 # a record needs a live traceback
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "failed", None, None)
        import sys

        record.exc_info = sys.exc_info()
    shown = RedactingFormatter().format(record)
    assert "ValueError" in shown
    assert "13800138000" not in shown
    assert "测试甲" not in shown


def test_lines_reach_the_file(tmp_path: Path) -> None:
    root = logging.getLogger()
    level = root.level
    handler = log_to(tmp_path / "logs")
    try:
        logging.getLogger("devices").info("opened %s for %s", "sdt:/dev/ttyUSB0", "测试甲")
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
        handler.close()
    assert (tmp_path / "logs" / "yanqi.log").read_text().rstrip().endswith("opened sdt:/dev/ttyUSB0 for #")


def test_a_crash_is_logged_by_type_and_place_only(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    hooks: tuple[tuple[object, str], ...] = (
        (sys, "excepthook"),
        (threading, "excepthook"),
        (logging, "raiseExceptions"),
    )
    for owner, name in hooks:
        monkeypatch.setattr(owner, name, getattr(owner, name))
    log_crashes()

    def fail() -> None:
        raise ValueError("13800138000")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    (record,) = caplog.records
    assert record.getMessage().startswith("ValueError at test_logs.py:")
    assert "13800138000" not in caplog.text
