r"""From what a scanner sends to what the code says: AIM identifier and ECI designators off, bytes decoded. Pure.

Invariants:
- Bytes are UTF-8 when they are valid UTF-8, else GB 18030, else unreadable (None): a guess is never passed off as a
  number. An ECI designator does not decide: many scanners name the code's character set (``\000026`` = UTF-8) and
  send another one (GBK), so the bytes themselves are the better witness.
- GS (0x1D, the FNC1 separator of GS1 codes) inside a code is kept: without it the fields of variable length cannot
  be told apart. At both ends it means nothing and goes, as all white space there does.
- Nothing is changed inside a code, apart from ECI designators where the AIM identifier says that the ECI protocol is in
  force; only there is a backslash doubled (ISO/IEC 15424, the extended channel model), and it is made single.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from devices.ports import ScanEvent, ScanSource, Symbology

_AIM: Final = re.compile(r"\](?P<code>[A-Za-z])(?P<modifier>[0-9A-Za-z])")
_ECI: Final = re.compile(r"\\\d{6}", re.ASCII)
_ECI_OR_BACKSLASH: Final = re.compile(r"\\\d{6}|(\\)\\", re.ASCII)

# R (ISO/IEC 15424, Annex A); only ]Q0 and ]A have been seen in scanner logs (V).
_FAMILIES: Final[Mapping[str, Symbology]] = MappingProxyType(
    {
        "A": Symbology.CODE_39,
        "C": Symbology.CODE_128,
        "I": Symbology.ITF,
        "L": Symbology.PDF_417,
        "Q": Symbology.QR,
        "d": Symbology.DATA_MATRIX,
    }
)
ECI_IN_FORCE: Final = frozenset({"Q2", "Q4", "Q6", "d4", "d5", "d6", "L1"})
"""AIM identifiers, without the bracket, that announce the ECI protocol (R)."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code's clean content. ``symbology`` is None when the scanner did not say, or said one we have no name for."""

    text: str = field(repr=False)
    symbology: Symbology | None


def read_bytes(payload: bytes) -> Code | None:
    """The code in one framed payload of a serial scanner; None when it cannot be decoded or says nothing."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return read_text(payload.decode(encoding))
        except UnicodeDecodeError:
            continue
    return None


def read_text(raw: str) -> Code | None:
    """The code in the characters a scanner sent or typed, its suffix already taken off; None when it says nothing."""
    body = raw.strip()
    symbology, eci_in_force = None, False
    if (aim := _AIM.match(body)) is not None:
        body = body[aim.end() :]
        symbology = _symbology(aim["code"], aim["modifier"], body)
        eci_in_force = aim["code"] + aim["modifier"] in ECI_IN_FORCE
    text = _without_eci(body, everywhere=eci_in_force).strip()
    return Code(text, symbology) if text else None


def scan_event(code: Code, *, source: ScanSource, device: str, monotonic: float) -> ScanEvent:
    """The event the rest of the house hears; ``monotonic`` in seconds of ``time.monotonic()``."""
    return ScanEvent(code.text, code.symbology, source, device, monotonic)


def _symbology(code: str, modifier: str, body: str) -> Symbology | None:
    if code != "E":
        return _FAMILIES.get(code)
    match modifier:
        case "4":
            return Symbology.EAN_8
        case "0" | "3":
            # UPC-A comes under ]E0, too: by the standard as 13 digits with a leading zero (an EAN-13 then, R), from
            # scanners that do not transmit the zero as 12 digits.
            return Symbology.UPC_A if len(body) == 12 else Symbology.EAN_13
        case _:
            return None  # ]E1 and ]E2 are add-on symbols alone


def _without_eci(body: str, *, everywhere: bool) -> str:
    """Take designators (a backslash and six digits) off the front; ``everywhere``: out of the middle as well.

    Scanners without AIM identifiers send a designator in front all the same, so the front is always cleaned.
    """
    if everywhere:
        return _ECI_OR_BACKSLASH.sub(lambda match: match[1] or "", body)
    while (designator := _ECI.match(body)) is not None:
        body = body[designator.end() :]
    return body
