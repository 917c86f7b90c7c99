"""How a late entry came onto paper, as JSON members of a parcel's snapshot.

Invariants:
- Codes, ids and moments only: nothing about the people stands here.
"""

from app.domain.clerk import ClerkNumber
from app.domain.late_entry import LateEntry, LateGround
from app.storage.members import Members


def late_members(late: LateEntry) -> dict[str, object]:
    """The late entry as JSON members."""
    return {
        "accepted_at": late.accepted_at.isoformat(),
        "accepted_by": late.accepted_by,
        "form_number": late.form_number,
        "ground": late.ground,
        "outage_id": late.outage_id,
        "terminal_worked": int(late.terminal_worked),
        "reason": late.reason,
        "supervisor": late.supervisor,
        "allowed_at": late.allowed_at.isoformat(),
    }


def late_from(members: Members) -> LateEntry:
    """The late entry of a snapshot's members. Raises KeyError, TypeError, ValueError."""
    return LateEntry(
        accepted_at=members.moment("accepted_at"),
        accepted_by=ClerkNumber(members.text("accepted_by")),
        form_number=members.text("form_number"),
        ground=LateGround(members.text("ground")),
        outage_id=members.optional_text("outage_id"),
        terminal_worked=bool(members.integer("terminal_worked")),
        reason=members.text("reason"),
        supervisor=ClerkNumber(members.text("supervisor")),
        allowed_at=members.moment("allowed_at"),
    )
