"""The list of a move: what was written is read, and whatever else lies there is refused in the house's own words."""

import json
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from app.ports import ChainHead
from app.storage.move_files import MovedFile, MoveError, MoveFault, MoveList, read_list, write_list
from sync.words import Environment

KEY = bytes(range(32))
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
_LIST = MoveList(
    "move-1",
    datetime(2026, 11, 20, tzinfo=UTC),
    Environment.TRAINING,
    ChainHead(3, "a" * 64),
    (MovedFile("store.db.001", 4096, "b" * 64),),
    (MovedFile("0a/picture.evidence", 12, "c" * 64),),
)


def outcome(content: bytes) -> MoveList | MoveFault:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "move.json").write_bytes(content)
        try:
            return read_list(folder, KEY)
        except MoveError as error:
            return error.fault


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=40) | _VALUES.map(lambda value: json.dumps(value).encode()))
def test_what_is_no_list_is_told_as_damaged(content: bytes) -> None:
    assert outcome(content) is MoveFault.DAMAGED


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(["format", "move_id", "begun_at", "sequence", "digest", "store", "evidence", "mac"]), _VALUES)
def test_a_list_that_anybody_has_changed_is_told_as_damaged(member: str, value: object) -> None:
    with TemporaryDirectory() as name:
        write_list(Path(name), _LIST, KEY)
        members = json.loads((Path(name) / "move.json").read_bytes())
    whole = json.dumps(members).encode()
    if value != members[member]:
        assert outcome(json.dumps({**members, member: value}).encode()) is MoveFault.DAMAGED
    assert outcome(whole) == _LIST
