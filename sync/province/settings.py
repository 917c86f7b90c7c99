"""What a province is set up with.

Invariants:
- Frozen: a running province never changes its mind about where its data lies or which environment it is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, Self

from sync.words import Environment

MAX_CHUNK_BYTES = 4 * 1024 * 1024
"""Of one tus PATCH. A chunk is held in memory until its signature and checksum are known to be right."""
MAX_EVIDENCE_BYTES = 64 * 1024 * 1024
SIGHTING_WINDOW = timedelta(minutes=120)


@dataclass(frozen=True, slots=True)
class Throttle:
    """The province asks for a pause: status 429 or 503 with ``Retry-After`` in seconds or as a date."""

    status: Literal[429, 503]
    retry_after: timedelta | datetime


def everybody() -> Throttle | None:
    """The usual admission: nobody waits."""
    return None


def utc_now() -> datetime:
    """The province's clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class ProvinceSettings:
    """``database_url`` is SQLAlchemy's: ``sqlite:///…`` (a file) or ``postgresql+psycopg://…``.

    ``data_dir`` keeps the province's key file, ``evidence_dir`` the files. ``admission`` is asked before each
    request; ``now`` gives timezone-aware UTC and also the ``Date`` of every answer. ``sighting_window`` is how
    far apart one document may be used at two outlets before nobody takes it for the same time. ``enrolment_term`` is
    how long an enrolment lasts until it is renewed; None: for good.
    """

    database_url: str
    evidence_dir: Path
    data_dir: Path
    environment: Environment = Environment.TRAINING
    issuer: str = "yanqi-reference-province"
    province_name: str = "参考监管系统"
    admission: Callable[[], Throttle | None] = everybody
    now: Callable[[], datetime] = utc_now
    sighting_window: timedelta = SIGHTING_WINDOW
    enrolment_term: timedelta | None = None

    @classmethod
    def in_folder(
        cls,
        data_dir: Path,
        *,
        environment: Environment = Environment.TRAINING,
        database_url: str | None = None,
        evidence_dir: Path | None = None,
        admission: Callable[[], Throttle | None] = everybody,
        now: Callable[[], datetime] = utc_now,
        sighting_window: timedelta = SIGHTING_WINDOW,
        enrolment_term: timedelta | None = None,
    ) -> Self:
        """Everything in one folder, except what is said otherwise."""
        folder = data_dir.resolve()
        return cls(
            database_url=database_url or f"sqlite:///{(folder / 'province.db').as_posix()}",
            evidence_dir=(evidence_dir or folder / "evidence").resolve(),
            data_dir=folder,
            environment=environment,
            admission=admission,
            now=now,
            sighting_window=sighting_window,
            enrolment_term=enrolment_term,
        )
