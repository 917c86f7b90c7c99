"""Evidence over loopback: what the engine uploads, over what curl uploads to the same server in the same run.

Both make a tus upload for each file and send it in one signed request with its checksum. Curl's signatures are made
before the clock starts, it reads plain files, and it writes nothing down: it is the most that this server takes.
"""

import shutil
import subprocess
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from app.benchmarks.accepting import accept_with_photos, step_away
from app.benchmarks.figures import Figure, Sense
from app.benchmarks.parcels import throw_away_house
from app.benchmarks.sending import enrol, identity_of
from app.bootstrap import House
from sync.policy import SyncPolicy
from sync.ports import OutboxEvidence
from sync.province.child import SubprocessProvince
from sync.signing import RequestSigner, TerminalKey
from sync.simulators.flaky_link import FlakyLink, Plan
from sync.transport.tus import EVIDENCE_PATH, chunk_headers, creation_headers

ROUNDS = 3
"""The best of each counts: what else the PC does meanwhile is not to be measured."""
PARCELS = 30
PHOTO_BYTES = 150_000
SHAPED_PARCELS = 6
LINE = 125_000.0
"""Bytes in a second: 1 Mbit/s."""
_CURL_SECONDS = 300


@dataclass(frozen=True, slots=True)
class _Call:
    """One request for curl; ``upload`` is the file of its body."""

    method: str
    url: str
    headers: dict[str, str]
    upload: Path | None = None

    def lines(self) -> Iterator[str]:
        """As curl's configuration file has it."""
        yield f'request = "{self.method}"'
        yield f'url = "{self.url}"'
        for name, value in self.headers.items():
            escaped = value.replace("\\", "\\\\").replace('"', '\\"')
            yield f'header = "{name}: {escaped}"'
        if self.upload is not None:
            yield f'data-binary = "@{self.upload.as_posix()}"'
            yield 'header = "Expect:"'
        yield 'write-out = "%{http_code} %header{location}\\n"'
        yield 'output = "/dev/null"'


def uploads() -> list[Figure]:
    """No figure on a PC without curl."""
    curl = shutil.which("curl")
    if curl is None:
        return []
    rounds = [_round(curl) for _ in range(ROUNDS)]
    by_engine, by_curl = max(ours for ours, _ in rounds), max(theirs for _, theirs in rounds)
    return [
        Figure(
            name="uploads",
            what=f"evidence files of {PHOTO_BYTES // 1000} kB uploaded over loopback, over curl on the same server",
            value=round(by_engine / by_curl, 2),
            unit="x",
            sense=Sense.AT_LEAST,
            to_reach=0.7,
            ours=f"{by_engine:.0f} files/s",
            limit=f"{by_curl:.0f} files/s",
        )
    ]


def _round(curl: str) -> tuple[float, float]:
    """Files in a second, by the engine and by curl, one right after the other on a server of their own."""
    with (
        throw_away_house() as ours,
        throw_away_house() as theirs,
        SubprocessProvince(ours.home.root / "province") as province,
    ):
        files = [_with_delivered_records(house, province, first) for house, first in ((ours, 1), (theirs, 10_000))]
        by_engine = files[0] / _seconds_of_engine(ours)
        return by_engine, files[1] / _seconds_of_curl(curl, theirs, province.url)


def uploads_shaped() -> list[Figure]:
    """Over a line of 1 Mbit/s: what the engine makes of it. The files' own bytes count, not what goes with them."""
    with throw_away_house() as house, SubprocessProvince(house.home.root / "province") as province:
        parts = urlsplit(province.url)
        with FlakyLink((parts.hostname or "", parts.port or 0)) as link:
            files = _with_delivered_records(house, province, 1, parcels=SHAPED_PARCELS, through=link.url)
            link.usual = lambda: Plan(bytes_per_second=LINE)
            link.plan()  # the connection that stands is not shaped yet
            rate = files * PHOTO_BYTES / _seconds_of_engine(house)
    return [
        Figure(
            name="uploads_shaped",
            what=f"evidence files of {PHOTO_BYTES // 1000} kB over a line of 1 Mbit/s, over what the line carries",
            value=round(rate / LINE, 2),
            unit="x",
            sense=Sense.AT_LEAST,
            to_reach=0.9,
            ours=f"{rate / 1000:.0f} kB/s",
            limit=f"{LINE / 1000:.0f} kB/s",
        )
    ]


def _with_delivered_records(
    house: House, province: SubprocessProvince, first: int, *, parcels: int = PARCELS, through: str | None = None
) -> int:
    """Accept parcels with photos and deliver their records alone; how many files wait."""
    enrol(house, province, through=through)
    accept_with_photos(house, parcels, first, PHOTO_BYTES)
    step_away()
    engine = house.engine(identity_of(house))
    try:
        engine.run_once(lambda: house.outbox.counts().waiting == 0)
    finally:
        engine.close()
    return house.outbox.counts().evidence_waiting


def _seconds_of_engine(house: House) -> float:
    engine = house.engine(identity_of(house))
    try:
        began = time.perf_counter()
        report = engine.run_once()
        seconds = time.perf_counter() - began
    finally:
        engine.close()
    if house.outbox.counts().evidence_waiting or report.fault is not None:
        raise RuntimeError("not everything was uploaded", report.fault)
    return seconds


def _seconds_of_curl(curl: str, house: House, url: str) -> float:
    identity = identity_of(house)
    signer = TerminalKey.from_raw(identity.private_key).signer_for(identity.terminal_id)
    count = house.outbox.counts().evidence_waiting
    files = house.outbox.claim_evidence(house.clock.now(), SyncPolicy().lease, max_files=count)
    folder = house.home.root / "curl"
    folder.mkdir()
    begun, locations = _run(curl, folder / "create", _creations(house, signer, files, url))
    addresses = [url + location for location in locations]
    plain = [_plain(house, file, folder) for file in files]
    sent, _ = _run(curl, folder / "send", _chunks(house, signer, plain, addresses))
    return begun + sent


def _creations(house: House, signer: RequestSigner, files: Sequence[OutboxEvidence], url: str) -> Iterator[_Call]:
    for file in files:
        target = url + EVIDENCE_PATH
        yield _Call("POST", target, signer.sign("POST", target, creation_headers(file), b"", house.clock.now()))


def _plain(house: House, file: OutboxEvidence, folder: Path) -> Path:
    plain = folder / file.evidence_id
    with house.evidence.open(file.evidence_id, 0) as stream:
        plain.write_bytes(stream.read())
    return plain


def _chunks(house: House, signer: RequestSigner, files: Sequence[Path], addresses: Sequence[str]) -> Iterator[_Call]:
    for file, address in zip(files, addresses, strict=True):
        content = file.read_bytes()
        headers = signer.sign("PATCH", address, chunk_headers(0, content), content, house.clock.now())
        yield _Call("PATCH", address, headers, file)


def _run(curl: str, configuration: Path, calls: Iterable[_Call]) -> tuple[float, list[str]]:
    """Seconds, and the locations that were answered. One process and one connection for all calls."""
    configuration.write_text("\nnext\n".join("\n".join(call.lines()) for call in calls), encoding="utf-8")
    began = time.perf_counter()
    ended = subprocess.run(  # noqa: S603 - curl, as found on the path
        [curl, "--silent", "--show-error", "--config", str(configuration)],
        capture_output=True,
        text=True,
        check=True,
        timeout=_CURL_SECONDS,
    )
    seconds = time.perf_counter() - began
    answers = [line.partition(" ") for line in ended.stdout.splitlines()]
    if any(status not in {"201", "204"} for status, _, _ in answers):
        raise RuntimeError("curl was refused", {status for status, _, _ in answers})
    return seconds, [location.strip() for _, _, location in answers]
