"""What the province has on its disk, read from beside it: nothing here asks the terminal, or the province's program."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pydantic import JsonValue
from sqlalchemy import Row, select

from sync.province.chain import ChainReport, Chains
from sync.province.database import EVIDENCE, MESSAGES, RECEIPTS, Database


@dataclass(frozen=True, slots=True)
class KeptMessage:
    """A message that took effect."""

    message_id: str
    kind: str
    sequence: int
    digest: str
    body: Mapping[str, JsonValue]
    arrived: int
    """Its place among everything that arrived from this terminal."""

    @property
    def payload(self) -> Mapping[str, JsonValue]:
        payload = self.body["payload"]
        assert isinstance(payload, dict)
        return payload


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that arrived: what its message announced, and what the bytes on the disk are."""

    evidence_id: str
    announced: str
    found: str
    size: int


@dataclass(frozen=True, slots=True)
class ProvinceBooks:
    """Of a province whose database and files lie in its folder, running or not."""

    messages: Sequence[KeptMessage]
    files: Sequence[KeptFile]
    awaited_files: int
    strays: Sequence[str]
    """Files in the evidence folder that belong to no arrived evidence."""
    receipts: Sequence[str]
    chain: ChainReport

    @property
    def digests(self) -> dict[str, str]:
        """Of the files as they lie there, by evidence id."""
        return {file.evidence_id: file.found for file in self.files}


def province_books(folder: Path, terminal_id: str) -> ProvinceBooks:
    """Everything about one terminal."""
    database = Database.open(f"sqlite:///{(folder / 'province.db').as_posix()}")
    try:
        chain = Chains(database).report(terminal_id)
        with database.reading() as connection:
            ours = select(MESSAGES).where(MESSAGES.c.terminal_id == terminal_id)
            messages = connection.execute(ours.order_by(MESSAGES.c.sequence)).all()
            evidence = connection.execute(select(EVIDENCE).where(EVIDENCE.c.terminal_id == terminal_id)).all()
            filed = select(RECEIPTS.c.jws).where(RECEIPTS.c.terminal_id == terminal_id)
            receipts = connection.execute(filed).scalars().all()
    finally:
        database.close()
    arrived = [row for row in evidence if row.received_at is not None]
    names = {path.name for path in (folder / "evidence").iterdir()}
    return ProvinceBooks(
        messages=[_message(row) for row in messages],
        files=[_file(folder / "evidence", row) for row in arrived],
        awaited_files=len(evidence) - len(arrived),
        strays=sorted(names - {row.upload_id for row in arrived}),
        receipts=[str(jws) for jws in receipts],
        chain=chain,
    )


def _message(row: Row[tuple[object, ...]]) -> KeptMessage:
    return KeptMessage(row.message_id, row.kind, row.sequence, row.digest, json.loads(row.body), row.receipt_cursor)


def _file(folder: Path, row: Row[tuple[object, ...]]) -> KeptFile:
    content = (folder / str(row.upload_id)).read_bytes()
    assert len(content) == row.size
    return KeptFile(row.evidence_id, row.sha256, sha256(content).hexdigest(), len(content))
