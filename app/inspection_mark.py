"""The electronic inspection mark (验视标识): who inspected which parcel, where and when, signed by the terminal.

The text fits a QR in alphanumeric mode: ``YQ1:`` and the Base45 (RFC 9285) of the members in order, and an Ed25519
signature (RFC 8032) over them. The short code beside it is for people: read out, typed, and found again in a list.

Invariants:
- No personal data: a clerk's number, never a name; nothing of sender or addressee. A waybill number counts as personal
  data, so only a digest of it stands here, salted with the mark's id: whoever holds the parcel has the number before
  their eyes and can check that mark and parcel belong together, with the terminal's public key alone (a keyed digest
  would need the terminal's secret); without the parcel it leads to no list of numbers.
- Nothing that a mark says counts before its signature held. A changed character never passes.
- Signatures are made over a text of their own in front, so that nothing else this key signs passes for a mark.
"""

import struct
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Final
from uuid import UUID

from base45 import b45decode, b45encode
from stdnum.iso7064 import mod_37_36

from app.ports import TerminalIdentity

PREFIX: Final = "YQ1:"
"""What a mark's text begins with; the digit is the version of its form."""

SHORT_CODE_LENGTH: Final = 10
"""Nine characters of the mark's digest (45 bits) and a check character."""

_SIGNED_AS: Final = b"yanqi inspection mark 1\0"
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: none of its characters is taken for another."""
_LOOKALIKES: Final = str.maketrans("OIL", "011", "- ")
_SIGNATURE_BYTES: Final = 64
_WAYBILL_BYTES: Final = 8
"""Enough that another parcel's number does not fit by chance; who signs has no reason to search for one that does."""
_LONGEST: Final = 512
"""Characters; a mark with the longest identifiers of the contract has fewer."""


class MarkProblem(StrEnum):
    """Why a mark does not count."""

    NOT_A_MARK = "not_a_mark"
    """Another text altogether."""
    MALFORMED = "malformed"
    """Begins like a mark, and cannot be read as one."""
    OTHER_TERMINAL = "other_terminal"
    """Names another terminal than the one whose key was given: this key cannot judge it."""
    BAD_SIGNATURE = "bad_signature"
    """Not signed with the key, or changed since."""
    OTHER_WAYBILL = "other_waybill"
    """A true mark, of another parcel."""


@dataclass(frozen=True, slots=True)
class InspectionMark:
    """What a mark says. ``text`` is the QR's whole text; ``inspected_at`` is UTC to the second."""

    mark_id: str
    """The acceptance's id."""
    terminal_id: str
    outlet_id: str
    inspector: str
    """The number of the clerk who opened the parcel."""
    inspected_at: datetime
    policy_version: str
    """The rules in force."""
    waybill_digest: bytes
    text: str = field(repr=False)

    @property
    def short_code(self) -> str:
        """Ten characters that name this mark to people; for the screen and paper see :func:`shown_short_code`."""
        value = int.from_bytes(sha256(self.text.encode()).digest()) & (1 << 45) - 1
        code = "".join(_ALPHABET[value >> shift & 31] for shift in range(40, -1, -5))
        return code + mod_37_36.calc_check_digit(code, _ALPHABET)

    def is_of(self, waybill_number: str) -> bool:
        """Whether this is the mark of that parcel; the number as the acceptance keeps it."""
        return _waybill_digest(self.mark_id, waybill_number) == self.waybill_digest


@dataclass(frozen=True, slots=True)
class MarkCheck:
    """What came of checking a mark. ``mark`` is there when its signature held, even for another parcel."""

    mark: InspectionMark | None
    problem: MarkProblem | None

    @property
    def ok(self) -> bool:
        """A true mark, of the parcel that was asked about."""
        return self.problem is None


def mark_for(
    identity: TerminalIdentity,
    *,
    mark_id: str,
    waybill_number: str,
    inspector: str,
    inspected_at: datetime,
    policy_version: str,
) -> InspectionMark:
    """A new mark, signed with the terminal's key.

    ``mark_id`` is the acceptance's id, ``inspector`` the number of the clerk who opened the parcel, ``inspected_at``
    timezone-aware. The same arguments give the same mark. Raises ValueError for a text longer than 127 bytes.
    """
    # Not needed for the first paint.
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    seconds = int(inspected_at.timestamp())
    body = b"".join(
        (
            *(_packed(text) for text in (mark_id, identity.terminal_id, identity.outlet_id, inspector, policy_version)),
            struct.pack(">I", seconds),
            _waybill_digest(mark_id, waybill_number),
        )
    )
    signature = Ed25519PrivateKey.from_private_bytes(identity.private_key).sign(_SIGNED_AS + body)
    return _read(body, PREFIX + b45encode(body + signature).decode("ascii"))


def is_mark(text: str) -> bool:
    """Whether a scanned text says that it is an inspection mark; true or not is for :func:`verify`."""
    return text.startswith(PREFIX)


def parse(text: str) -> InspectionMark | None:
    """What the mark claims, unproved (which terminal's key to look for); None when it cannot be read."""
    taken = _taken_apart(text)
    return None if taken is None else taken.mark


def verify(
    text: str, public_key: bytes, *, terminal_id: str | None = None, waybill_number: str | None = None
) -> MarkCheck:
    """Check a mark against a terminal's raw 32-byte public key.

    With ``terminal_id`` the mark must name that terminal; with ``waybill_number`` it must be of that parcel. Never
    raises for any text; raises ValueError for a key that is none.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    key = Ed25519PublicKey.from_public_bytes(public_key)
    if not is_mark(text):
        return MarkCheck(None, MarkProblem.NOT_A_MARK)
    taken = _taken_apart(text)
    if taken is None:
        return MarkCheck(None, MarkProblem.MALFORMED)
    if terminal_id is not None and taken.mark.terminal_id != terminal_id:
        return MarkCheck(None, MarkProblem.OTHER_TERMINAL)
    try:
        key.verify(taken.signature, _SIGNED_AS + taken.body)
    except InvalidSignature:
        return MarkCheck(None, MarkProblem.BAD_SIGNATURE)
    if waybill_number is not None and not taken.mark.is_of(waybill_number):
        return MarkCheck(taken.mark, MarkProblem.OTHER_WAYBILL)
    return MarkCheck(taken.mark, None)


def verify_own(text: str, identity: TerminalIdentity, waybill_number: str | None = None) -> MarkCheck:
    """Check a mark against this terminal's own key. Never raises for any text."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    public_key = Ed25519PrivateKey.from_private_bytes(identity.private_key).public_key().public_bytes_raw()
    return verify(text, public_key, terminal_id=identity.terminal_id, waybill_number=waybill_number)


def shown_short_code(code: str) -> str:
    """The short code in two groups of five, as it is printed and read out."""
    half = SHORT_CODE_LENGTH // 2
    return f"{code[:half]}-{code[half:]}"


def typed_short_code(typed: str) -> str | None:
    """The short code that somebody typed: any case, grouped or not, O for 0 and I or L for 1; None for a slip."""
    code = typed.upper().translate(_LOOKALIKES)
    if len(code) != SHORT_CODE_LENGTH or any(character not in _ALPHABET for character in code):
        return None
    return code if mod_37_36.is_valid(code, _ALPHABET) else None


@dataclass(frozen=True, slots=True)
class _Taken:
    mark: InspectionMark
    body: bytes
    signature: bytes


def _taken_apart(text: str) -> _Taken | None:
    if not is_mark(text) or len(text) > _LONGEST:
        return None
    try:
        # as bytes: of a text the library would forgive a line break at its end
        raw = b45decode(text.removeprefix(PREFIX).encode("ascii"))
        body, signature = raw[:-_SIGNATURE_BYTES], raw[-_SIGNATURE_BYTES:]
        return _Taken(_read(body, text), body, signature)
    except (ValueError, IndexError, struct.error):
        return None


def _read(body: bytes, text: str) -> InspectionMark:
    """Raises ValueError, IndexError or struct.error for bytes that are no mark's."""
    texts: list[str] = []
    rest = body
    for _ in range(5):
        found, rest = _unpacked(rest)
        texts.append(found)
    mark_id, terminal_id, outlet_id, inspector, policy_version = texts
    seconds, waybill_digest = struct.unpack(f">I{_WAYBILL_BYTES}s", rest)
    inspected_at = datetime.fromtimestamp(seconds, UTC)
    return InspectionMark(
        mark_id, terminal_id, outlet_id, inspector, inspected_at, policy_version, waybill_digest, text
    )


def _waybill_digest(mark_id: str, waybill_number: str) -> bytes:
    return sha256(f"{mark_id}\0{waybill_number}".encode()).digest()[:_WAYBILL_BYTES]


_UUID_TEXT: Final = 36
_HAS_UUID: Final = 0x80


def _packed(text: str) -> bytes:
    """A text behind its length. One that ends in a UUID (as all identifiers do) ends in its 16 bytes instead."""
    head = text[:-_UUID_TEXT].encode()
    tail = _uuid_bytes(text[-_UUID_TEXT:])
    raw, flag = (text.encode(), 0) if tail is None else (head, _HAS_UUID)
    if len(raw) >= _HAS_UUID:
        raise ValueError("too long for a mark")
    return bytes([flag | len(raw)]) + raw + (tail or b"")


def _unpacked(packed: bytes) -> tuple[str, bytes]:
    length, has_uuid = packed[0] & ~_HAS_UUID, packed[0] & _HAS_UUID
    end = 1 + length + (16 if has_uuid else 0)
    if len(packed) < end:
        raise ValueError("cut short")
    tail = str(UUID(bytes=packed[1 + length : end])) if has_uuid else ""
    return packed[1 : 1 + length].decode() + tail, packed[end:]


def _uuid_bytes(text: str) -> bytes | None:
    """The bytes of a UUID in its one canonical form; None for any other text."""
    try:
        found = UUID(text)
    except ValueError:
        return None
    return found.bytes if str(found) == text else None
