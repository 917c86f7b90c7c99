"""The sealed stick from the command line: at two terminals and at the province's office.

The commands run in this process: starting the program is tested elsewhere.
"""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import JsonValue

from app.__main__ import main as yanqi
from app.bootstrap import find_store_key
from app.paths import Home
from app.ports import TerminalIdentity
from sync.province.office import main as office
from sync.province.serve import EmbeddedProvince
from tests.e2e.commands.program import NO, PASSPHRASE, YES
from tests.support.real_province import province_in
from tests.support.sticks import terminal_at
from tests.support.terminal import training_home

Line = dict[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Terminal:
    """A closed terminal, perhaps with parcels that nobody has sent."""

    home: Home
    identity: TerminalIdentity
    names: list[str]


@dataclass(frozen=True, slots=True)
class CommandLine:
    """Types commands and reads what they print."""

    printed: pytest.CaptureFixture[bytes]
    patch: pytest.MonkeyPatch

    def yanqi(self, terminal: Terminal, *words: str | Path) -> tuple[int, Line]:
        self.patch.setenv("YANQI_HOME", str(terminal.home.root))
        self.patch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n"))
        code = yanqi([*map(str, words), "--training", "--passphrase-stdin"])
        said = self.printed.readouterr()
        assert not any(name.encode() in said.out + said.err for name in terminal.names)
        return code, json.loads(said.out)

    def office(self, data: Path, *words: str | Path) -> tuple[int, Line]:
        code = office(["--data", str(data), *map(str, words)])
        said = self.printed.readouterr()
        return code, json.loads(said.out or said.err)


@pytest.fixture
def typing(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    return CommandLine(capfdbinary, monkeypatch)


@pytest.fixture
def province(tmp_path: Path) -> Iterator[EmbeddedProvince]:
    with province_in(tmp_path / "province") as running:
        yield running


def closed_terminal(province: EmbeddedProvince, root: Path, seed: int, parcels: int) -> Terminal:
    home = training_home(root)
    key = find_store_key(home, PASSPHRASE).key
    open_terminal = terminal_at(province, root, seed, key=key)
    open_terminal.accept(parcels)
    names = open_terminal.names()
    open_terminal.house.stop()
    return Terminal(home, open_terminal.identity, names)


def test_out_by_a_stick_and_back_again(typing: CommandLine, province: EmbeddedProvince, tmp_path: Path) -> None:
    village = closed_terminal(province, tmp_path / "village", 1, parcels=2)
    town = closed_terminal(province, tmp_path / "town", 2, parcels=0)
    stick = tmp_path / "stick"
    stick.mkdir()

    code, written = typing.yanqi(village, "export-bundle", stick)
    assert (code, written["messages"], written["files"], written["left_out"]) == (YES, 2, 4, 0)
    (bundle,) = stick.iterdir()

    code, brought = typing.yanqi(town, "import-bundle", bundle)
    assert (code, brought["state"], brought["received"], brought["files"]) == (YES, "taken", 2, 4)
    assert brought["receipts"] == 6
    receipts = stick / str(brought["receipts_file"])

    delivered: Line = {"receipts": 6, "delivered": 2, "pending": 0, "evidence_pending": 0}
    assert typing.yanqi(village, "import-receipts", receipts) == (YES, delivered)
    nothing: Line = {"problem": "nothing_waits", "detail": ""}
    assert typing.yanqi(village, "export-bundle", stick) == (NO, nothing)
    for command, path, problem in (
        ("import-receipts", receipts, "receipts_other_terminal"),
        ("import-bundle", tmp_path / "gone", "bundle_unreadable"),
    ):
        code, said = typing.yanqi(town, command, path)
        assert (code, said["problem"]) == (NO, problem)
        assert str(tmp_path) not in str(said)


def test_the_office_takes_it_from_a_drive(typing: CommandLine, province: EmbeddedProvince, tmp_path: Path) -> None:
    village = closed_terminal(province, tmp_path / "village", 1, parcels=1)
    bundle = tmp_path / "of the village.yqb"
    assert typing.yanqi(village, "export-bundle", bundle)[0] == YES
    data = tmp_path / "province"
    terminal = village.identity.terminal_id

    code, told = typing.office(data, "import-bundle", bundle)
    assert (code, told["terminal"], told["received"], told["files"]) == (YES, terminal, 1, 2)
    known: Line = {"error": "bundle_refused", "detail": "bundle_known"}
    assert typing.office(data, "import-bundle", bundle) == (NO, known)

    receipts = tmp_path / "receipts.yqr"
    assert typing.office(data, "receipts", "--terminal", terminal, "--out", receipts) == (YES, {"receipts": 3})
    _, taken = typing.yanqi(village, "import-receipts", receipts)
    assert (taken["delivered"], taken["pending"], taken["evidence_pending"]) == (1, 0, 0)
    nobody: Line = {"error": "nobody_there", "detail": "terminal_unknown"}
    assert typing.office(data, "receipts", "--terminal", "nobody", "--out", receipts) == (NO, nobody)
    code, told = typing.office(data, "receipts", "--terminal", terminal, "--out", tmp_path / "none" / "receipts.yqr")
    assert (code, told["error"]) == (NO, "file_refused")
