"""What a terminal tells after it was moved to another PC (schema version 1 of the kind).

Invariants:
- It is the first message that the new PC makes: two PCs that go on with one chain show as a fork at its sequence.
- Nothing about people or parcels stands in it.
"""

from pydantic import AwareDatetime, Field

from sync.contract import Digest, Identifier, Sent
from sync.payloads_v3 import SeenFile


class RelocationPayload(Sent):
    """The terminal goes on with another PC. ``after_*`` is the last message of the PC before."""

    move_id: Identifier
    moved_out_at: AwareDatetime
    moved_in_at: AwareDatetime
    after_sequence: int = Field(ge=0)
    after_digest: Digest
    evidence: list[SeenFile] = Field(default_factory=list, max_length=0)
