"""The serial number of the security module in a reader, as it is printed on the reader's plate.

Invariants:
- It names a device, not a person; it may be logged and shown.
"""

import struct

from devices.id_reader.commands import SAM_ID_SIZE


def sam_id_text(block: bytes) -> str:
    """``05.01-20230101-0001234567-0007654321`` from the 16 bytes of a SAM_ID reply.

    Two 16-bit and three 32-bit words, little-endian (V for the first three groups; that the last word is a group of its
    own is R). Raises ValueError for another size.
    """
    if len(block) != SAM_ID_SIZE:
        raise ValueError("wrong size for a SAM id")
    maker, model, day, first, second = struct.unpack("<HHIII", block)
    return f"{maker:02d}.{model:02d}-{day:08d}-{first:010d}-{second:010d}"


def sam_id_block(text: str) -> bytes:
    """The 16 bytes for a printed number; the simulator's half. Raises ValueError when the text is no SAM id."""
    kind, day, first, second = text.split("-")
    maker, model = kind.split(".")
    return struct.pack("<HHIII", int(maker), int(model), int(day), int(first), int(second))
