"""Moving a terminal from the command line.

The commands run in this process: starting the program is tested elsewhere.
"""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import JsonValue

from app.__main__ import main as yanqi
from app.bootstrap import find_store_key
from app.commands.move_words import NEXT
from app.storage.errors import StorageFault
from app.storage.move_files import MoveFault
from app.storage.store import EncryptedStore
from tests.e2e.commands.program import NO, PASSPHRASE, WRONG_USE, YES
from tests.support import builders
from tests.support.stored_records import RecordMaker
from tests.support.terminal import training_home

Line = dict[str, JsonValue]
Type = Callable[..., tuple[int, list[Line]]]


@pytest.fixture
def typing(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Type:
    def typed(root: Path, *words: str, stdin: str = f"{PASSPHRASE}\n") -> tuple[int, list[Line]]:
        monkeypatch.setenv("YANQI_HOME", str(root))
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        code = yanqi([*words, "--training", "--passphrase-stdin"])
        return code, [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]

    return typed


def test_a_terminal_is_moved_by_two_commands(typing: Type, tmp_path: Path) -> None:
    old, new, stick = (tmp_path / name for name in ("old", "new", "stick"))
    code, (none,) = typing(old, "move-out", str(stick))
    assert (code, none["problem"]) == (NO, "no_store")
    home = training_home(old)
    with EncryptedStore(home.store, find_store_key(home, PASSPHRASE).key) as store:
        store.run(lambda unit: unit.terminal.save_identity(builders.terminal_identity()))
        store.run(RecordMaker().acceptance(1, files=0).write)

    code, (out,) = typing(old, "move-out", str(stick))
    assert (code, out["again"], out["files"]) == (YES, False, 0)
    assert [path.name for path in stick.iterdir()] == [out["folder"]]

    assert typing(old, "queue") == (NO, [{"problem": "moved_out"}])
    wrong = f"{'A' * 25}\n{PASSPHRASE}\n"
    refused = {"problem": "passphrase_wrong", "detail": "", "next": NEXT[StorageFault.PASSPHRASE_WRONG]}
    assert typing(new, "move-in", str(stick), stdin=wrong) == (NO, [refused])

    code, (arrived,) = typing(new, "move-in", str(stick), stdin=f"{out['code']}\n{PASSPHRASE}\n")
    assert (code, arrived["terminal"], arrived["messages"], arrived["marked"]) == (YES, "terminal-1", 2, True)
    code, rows = typing(new, "queue")
    assert (code, [(row["kind"], row["late_entry"]) for row in rows]) == (
        YES,
        [("acceptance", False), ("relocation", False)],
    )
    code, (books,) = typing(new, "reconcile")
    assert (code, books["made"], books["waiting"], books["late_entries"]) == (YES, 2, 2, 0)
    code, (again,) = typing(new, "move-in", str(stick), stdin=f"{out['code']}\n{PASSPHRASE}\n")
    assert (code, again["problem"], again["next"]) == (NO, "store_exists", NEXT[MoveFault.STORE_EXISTS])


@pytest.mark.parametrize("size", ["-1", "0", "much"])
def test_a_size_that_no_part_can_have_is_wrong_use(typing: Type, tmp_path: Path, size: str) -> None:
    with pytest.raises(SystemExit) as caught:
        typing(tmp_path, "move-out", str(tmp_path / "stick"), "--part-bytes", size)
    assert caught.value.code == WRONG_USE


def test_every_fault_has_a_next_step() -> None:
    assert NEXT.keys() == {*MoveFault, *StorageFault}
    assert all(NEXT.values())
