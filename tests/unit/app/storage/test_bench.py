"""The benchmark measures both sides on the same rows."""

from pathlib import Path

import pytest

from app.storage.bench import measure_commit
from app.storage.connection import open_connection
from app.storage.store import STORE_NAME

KEY = bytes(32)
ROWS = """
SELECT a.acceptance_id, a.snapshot, o.digest, e.evidence_id, e.message_sequence, t.entry, t.hash
FROM acceptances AS a JOIN outbox AS o USING (message_id) JOIN evidence AS e ON e.message_sequence = o.sequence
JOIN audit AS t ON t.number = o.sequence ORDER BY o.sequence
"""


def test_both_sides_commit_the_same_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.storage.bench.secrets.token_bytes", bytes)

    figures = measure_commit(tmp_path, 60)

    assert figures.ratio == pytest.approx(figures.ours_per_s / figures.bare_per_s)
    written: list[object] = []
    for side in ("ours", "bare"):
        connection = open_connection(tmp_path / side / STORE_NAME, KEY)
        written.append(connection.execute(ROWS).fetchall())
        connection.close()
    assert written[0] == written[1]
    assert isinstance(written[0], list)
    assert len(written[0]) == 60
