"""Enrolment: a one-time code and a public key become a terminal.

Invariants:
- A key is one terminal: a fresh code with a known key renews that terminal's enrolment. A revoked one is not revived.
- A code serves one key. The same code with the same key gets the same answer again, for the answer may have been lost.
- Codes are kept as SHA-256 only; they have 80 random bits, so that a plain hash cannot be searched.
- Terminals of one filing number share one outlet; the filing as it was first enrolled stays.
"""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import uuid_utils
from pydantic import ValidationError
from sqlalchemy import Connection, Row, insert, select, update

from sync.contract import (
    CONTRACT_VERSION,
    EnrolmentAnswer,
    EnrolmentRequest,
    OutletProfile,
    ProvinceKey,
    ProvinceSealingKey,
)
from sync.province.bodies import json_object
from sync.province.database import ENROLMENT_CODES, OUTLETS, TERMINALS, Database, insert_or_ignore
from sync.province.errors import Refusal
from sync.province.json_pointer import first_error, pointer_to
from sync.province.times import time_of, time_text
from sync.words import Environment, ProblemCode

_CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 characters that nobody mixes up on paper: no 0/O, no 1/I."""
_CODE_GROUPS = 4
_GROUP_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the province is, as an enrolled terminal learns it."""

    environment: Environment
    issuer: str
    province_name: str
    receipt_key: ProvinceKey
    sealing_key: ProvinceSealingKey


class Enrolment:
    """Issues codes and enrols terminals."""

    def __init__(self, database: Database, identity: Identity, now: Callable[[], datetime]) -> None:
        self._database = database
        self._identity = identity
        self._now = now

    def issue_code(self) -> str:
        """A new one-time code, such as ``7KQM-2XWB-…``, for the technician at the counter."""
        groups = ("".join(secrets.choice(_CODE_LETTERS) for _ in range(_GROUP_LENGTH)) for _ in range(_CODE_GROUPS))
        code = "-".join(groups)
        with self._database.writing() as connection:
            row = {"code_hash": _code_hash(code), "issued_at": time_text(self._now())}
            connection.execute(insert(ENROLMENT_CODES), row)
        return code

    def enrol(self, body: bytes) -> EnrolmentAnswer:
        """Answer ``POST /v1/terminals``. Raises Refusal; nothing is changed then."""
        request = _request_of(body)
        with self._database.writing() as connection:
            terminal_id = _terminal_of_code(connection, request)
            if terminal_id is None:
                terminal_id = self._renewed(connection, request) or self._add(connection, request)
                _use_up(connection, request.code, terminal_id)
            row = connection.execute(select(TERMINALS).where(TERMINALS.c.terminal_id == terminal_id)).one()
            if row.public_key != request.public_key:
                raise Refusal(ProblemCode.ENROLMENT_CODE_USED, 409)
        return self._answer(row)

    def _add(self, connection: Connection, request: EnrolmentRequest) -> str:
        terminal_id = f"t-{uuid_utils.uuid7()}"
        row = {
            "terminal_id": terminal_id,
            "outlet_id": _outlet_id(connection, request.outlet),
            "public_key": request.public_key,
            "enrolled_at": time_text(self._now()),
            "receipt_cursor": 0,
        }
        connection.execute(insert(TERMINALS), row)
        return terminal_id

    def _renewed(self, connection: Connection, request: EnrolmentRequest) -> str | None:
        same_key = (TERMINALS.c.public_key == request.public_key) & TERMINALS.c.revoked_at.is_(None)
        terminal_id = connection.execute(select(TERMINALS.c.terminal_id).where(same_key)).scalar()
        if terminal_id is None:
            return None
        renewed = update(TERMINALS).where(TERMINALS.c.terminal_id == terminal_id)
        connection.execute(renewed.values(enrolled_at=time_text(self._now())))
        return str(terminal_id)

    def _answer(self, terminal: Row[tuple[object, ...]]) -> EnrolmentAnswer:
        return EnrolmentAnswer(
            terminal_id=terminal.terminal_id,
            outlet_id=terminal.outlet_id,
            environment=self._identity.environment,
            issuer=self._identity.issuer,
            province_name=self._identity.province_name,
            receipt_keys=[self._identity.receipt_key],
            sealing_key=self._identity.sealing_key,
            enrolled_at=time_of(terminal.enrolled_at),
        )


def _request_of(body: bytes) -> EnrolmentRequest:
    raw = json_object(body)
    version = raw.get("contract_version", CONTRACT_VERSION)
    # Looked at first: a newer contract may have members that this one would call malformed.
    if isinstance(version, int) and version != CONTRACT_VERSION:
        newer = version > CONTRACT_VERSION
        raise Refusal(ProblemCode.CONTRACT_TOO_NEW if newer else ProblemCode.CONTRACT_TOO_OLD, 400)
    try:
        request = EnrolmentRequest.model_validate(raw)
    except ValidationError as exc:
        pointer, reason = first_error(exc)
        raise Refusal(ProblemCode.MALFORMED, 422, reason, pointer=pointer) from None
    _without_nul(request.outlet)
    return request


def _without_nul(outlet: OutletProfile) -> None:
    # PostgreSQL's text cannot hold U+0000; the models allow it.
    for name in ("name", "filing_number", "address"):
        if "\0" in getattr(outlet, name):
            raise Refusal(ProblemCode.MALFORMED, 422, "nul_character", pointer=pointer_to("outlet", name))


def _terminal_of_code(connection: Connection, request: EnrolmentRequest) -> str | None:
    query = select(ENROLMENT_CODES.c.terminal_id).where(ENROLMENT_CODES.c.code_hash == _code_hash(request.code))
    row = connection.execute(query.with_for_update()).first()
    if row is None:
        raise Refusal(ProblemCode.ENROLMENT_CODE_INVALID, 403)
    return None if row.terminal_id is None else str(row.terminal_id)


def _use_up(connection: Connection, code: str, terminal_id: str) -> None:
    used = update(ENROLMENT_CODES).where(ENROLMENT_CODES.c.code_hash == _code_hash(code))
    connection.execute(used.values(terminal_id=terminal_id))


def _outlet_id(connection: Connection, outlet: OutletProfile) -> str:
    row = {
        "filing_number": outlet.filing_number,
        "outlet_id": f"o-{uuid_utils.uuid7()}",
        "name": outlet.name,
        "region_code": outlet.region_code,
        "address": outlet.address,
    }
    connection.execute(insert_or_ignore(connection, OUTLETS), row)
    query = select(OUTLETS.c.outlet_id).where(OUTLETS.c.filing_number == outlet.filing_number)
    return str(connection.execute(query).scalar_one())


def _code_hash(code: str) -> str:
    """Of the code without the dashes and spaces that people add or leave out."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()
