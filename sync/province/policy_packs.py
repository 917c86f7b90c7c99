"""The policy packs that this province publishes, and the signed answer to ``GET /v1/policy``.

Invariants:
- A published version never changes, and nothing older than the newest one can be published.
- A pack is kept unsigned and signed with the key of the day, so that a new key needs no new pack.
- Several processes on one database agree: which pack is the newest is asked for each request.
"""

import gzip
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import zstandard
from pydantic import JsonValue, ValidationError
from pydantic_core import from_json, to_json
from sqlalchemy import Connection, insert, select

from sync.contract import MAX_POLICY_BYTES, POLICY_PACK_TYPE, PolicyAnswer, PolicyPackClaims
from sync.digests import pack_digest
from sync.policy_packs import (
    VERSION_PART,
    KnownPack,
    PackOffer,
    PackVerdict,
    Parts,
    judged,
)
from sync.province.database import POLICY_PACKS, Database
from sync.province.errors import ProvinceError, ProvinceFault, Refusal
from sync.province.keys import ReceiptKey
from sync.province.times import time_of, time_text
from sync.versions import version_order
from sync.words import PackFault, ProblemCode

_GZIP_LEVEL = 6


@dataclass(frozen=True, slots=True)
class PolicyBody:
    """The answer to a request for the pack; ``encoding`` is empty for the plain form.

    ``content`` is None when the pack is the one that is known already (304).
    """

    etag: str
    content: bytes | None = field(repr=False)
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class _Signed:
    """The newest pack, in every form in which it is asked for."""

    digest: str
    forms: dict[str, bytes] = field(repr=False)


class PolicyDesk:
    """Publishes packs and hands the newest one out. Thread-safe."""

    def __init__(self, database: Database, key: ReceiptKey, issuer: str, now: Callable[[], datetime]) -> None:
        self._database = database
        self._key = key
        self._issuer = issuer
        self._now = now
        self._turn = threading.Lock()
        self._signed: _Signed | None = None

    def publish(self, parts: Parts) -> KnownPack:
        """Make this the pack in force; the newest one once more changes nothing.

        Raises ProvinceError(POLICY_REFUSED) with the PackFault: MALFORMED, DOWNGRADE or CONFLICT.
        """
        at = self._now()
        offer = _offer(self._issuer, parts, at)
        with self._database.writing() as connection:
            verdict = judged(offer, _published(connection))
            if isinstance(verdict, PackFault):
                raise ProvinceError(ProvinceFault.POLICY_REFUSED, verdict.value)
            if verdict is PackVerdict.NEWER:
                row = {
                    "version": offer.version,
                    "digest": offer.digest,
                    "published_at": time_text(at),
                    "parts": to_json(parts),
                }
                connection.execute(insert(POLICY_PACKS), row)
        return KnownPack(offer.version, offer.digest)

    def newest(self) -> KnownPack | None:
        """The pack in force; None while nothing was published."""
        with self._database.reading() as connection:
            return _newest(connection)

    def answer(self, if_none_match: str, accept_encoding: str) -> PolicyBody:
        """The newest pack in the best form that is accepted.

        Raises Refusal 404 while nothing was published.
        """
        newest = self.newest()
        if newest is None:
            raise Refusal(ProblemCode.NOT_FOUND, 404, "policy")
        etag = f'"{newest.digest}"'
        if etag in (known.strip().removeprefix("W/") for known in if_none_match.split(",")):
            return PolicyBody(etag, None)
        encoding = _best_encoding(accept_encoding)
        return PolicyBody(etag, self._form(newest, encoding), encoding)

    def _form(self, newest: KnownPack, encoding: str) -> bytes:
        with self._turn:
            if self._signed is None or self._signed.digest != newest.digest:
                self._signed = _Signed(newest.digest, {"": self._sign(newest)})
            forms = self._signed.forms
            if encoding not in forms:
                forms[encoding] = _compressed(forms[""], encoding)
            return forms[encoding]

    def _sign(self, pack: KnownPack) -> bytes:
        query = select(POLICY_PACKS).where(POLICY_PACKS.c.version == pack.version)
        with self._database.reading() as connection:
            row = connection.execute(query).one()
        parts: dict[str, dict[str, JsonValue]] = from_json(row.parts)
        claims = PolicyPackClaims(
            iss=self._issuer,
            version=row.version,
            effective_from=date.fromisoformat(str(parts[VERSION_PART]["effective_from"])),
            issued_at=time_of(row.published_at),
            parts=parts,
            digest=row.digest,
        )
        return PolicyAnswer(jws=self._key.signed(POLICY_PACK_TYPE, claims.model_dump_json())).model_dump_json().encode()


def parts_in(folder: Path) -> Parts:
    """The pack in a folder: one JSON object in each ``NAME.json``. Raises ProvinceError(POLICY_REFUSED)."""
    try:
        parts = {path.stem: json.loads(path.read_bytes()) for path in sorted(folder.glob("*.json"))}
    except (OSError, ValueError) as exc:
        raise ProvinceError(ProvinceFault.POLICY_REFUSED, type(exc).__name__) from exc
    if not all(isinstance(part, dict) for part in parts.values()):
        raise ProvinceError(ProvinceFault.POLICY_REFUSED, PackFault.MALFORMED.value)
    return parts


def _offer(issuer: str, parts: Parts, at: datetime) -> PackOffer:
    stated = parts.get(VERSION_PART, {})
    try:
        claims = PolicyPackClaims.model_validate(
            {
                "iss": issuer,
                "version": stated.get("version"),
                "effective_from": stated.get("effective_from"),
                "issued_at": at,
                "parts": parts,
                "digest": pack_digest(parts),
            }
        )
        # the token is base64: four characters for three bytes
        too_large = len(claims.model_dump_json()) * 4 // 3 > MAX_POLICY_BYTES
    except (ValidationError, ValueError) as exc:
        raise ProvinceError(ProvinceFault.POLICY_REFUSED, PackFault.MALFORMED.value) from exc
    if too_large or claims.effective_from.isoformat() != stated.get("effective_from"):
        raise ProvinceError(ProvinceFault.POLICY_REFUSED, PackFault.MALFORMED.value)
    return PackOffer(claims.version, claims.digest, claims.effective_from, at, parts, "")


def _published(connection: Connection) -> list[KnownPack]:
    rows = connection.execute(select(POLICY_PACKS.c.version, POLICY_PACKS.c.digest))
    return [KnownPack(row.version, row.digest) for row in rows]


def _newest(connection: Connection) -> KnownPack | None:
    return max(_published(connection), key=lambda pack: version_order(pack.version), default=None)


def _best_encoding(accept_encoding: str) -> str:
    """``zstd`` or ``gzip`` where the client names it and does not forbid it with ``q=0``."""
    accepted: set[str] = set()
    for choice in accept_encoding.lower().split(","):
        name, _, weight = choice.partition(";")
        if weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}:
            accepted.add(name.strip())
    return next((encoding for encoding in ("zstd", "gzip") if encoding in accepted), "")


def _compressed(content: bytes, encoding: str) -> bytes:
    if encoding == "zstd":
        return zstandard.ZstdCompressor().compress(content)
    return gzip.compress(content, _GZIP_LEVEL, mtime=0)
