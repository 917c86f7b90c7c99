"""The sheets themselves, laid out from the rules in force.

Invariants:
- What is not known of the outlet is a line to write on, as on any form.
- The drawing is loaded with the first sheet, not with the window.
"""

from dataclasses import replace
from typing import Final, assert_never

from app.domain.notice import NoticeOutlet
from app.domain.policy import Policy
from ui.printing.page import Sheet
from ui.screens.notice.state import Hanging

LINE: Final = "＿" * 10
"""A line to write on."""


class WallSheets:
    """presenter.Sheets over the policy in force. Main thread: laying out measures fonts."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy

    def sheet(self, hanging: Hanging, outlet: NoticeOutlet) -> Sheet:
        """That sheet for this outlet, in both languages."""
        from ui.printing.notice import notice_sheet
        from ui.printing.paper_form import paper_form
        from ui.printing.poster import prohibited_poster

        lined = replace(
            outlet,
            name=outlet.name or LINE,
            filing_number=outlet.filing_number or LINE,
            contact=outlet.contact or LINE,
        )
        match hanging:
            case Hanging.NOTICE:
                return notice_sheet(self._policy.notice, lined)
            case Hanging.POSTER:
                return prohibited_poster(self._policy.catalogue, self._policy.notice, lined.name)
            case Hanging.PAPER_FORM:
                return paper_form(self._policy.interruption.late_entry, lined, self._policy.version)
            case _:
                assert_never(hanging)
