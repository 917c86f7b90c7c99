"""A notice or report as one page of paper, in the words of the screen.

Invariants:
- What stands on the sheet is what was told; the QR beside it holds the very message.
- The drawing is loaded with the first sheet, not with the window.
"""

from collections.abc import Callable
from datetime import datetime

from app.domain.policy import Policy
from app.usecases.outage_results import OutageSheetData
from ui.printing.outage_sheet import OutageSheet
from ui.printing.page import Sheet
from ui.texts import translate
from ui.wording.outages import cause_words, filing_words, measure_words, scope_words


class OutagePaper:
    """actions.OutageSheets over the policy in force. Main thread: laying out measures fonts."""

    def __init__(self, policy: Policy, local: Callable[[datetime], datetime]) -> None:
        self._policy = policy
        self._local = local

    def sheet(self, filing: OutageSheetData) -> Sheet:
        """One page."""
        from ui.printing.outage import outage_page

        return outage_page(sheet_of(filing, self._policy, self._local))


def sheet_of(filing: OutageSheetData, policy: Policy, local: Callable[[datetime], datetime]) -> OutageSheet:
    """The filing in the words of the screen."""

    def time(moment: datetime | None) -> str:
        return f"{local(moment):%Y-%m-%d %H:%M}" if moment is not None else ""

    late = "" if filing.late_records is None else translate("printing", "{count} 条").format(count=filing.late_records)
    return OutageSheet(
        title=filing_words(filing.filing),
        outlet_name=filing.outlet_name,
        filing_number=filing.filing_number,
        terminal_id=filing.terminal_id,
        cause=cause_words(filing.form.cause, policy),
        scope=scope_words(filing.form.scope),
        begins=time(filing.begins_at),
        expected_end=time(filing.form.expected_end),
        restored=time(filing.restored_at),
        ended=time(filing.ended_at),
        waiting=translate("printing", "{count} 条").format(count=filing.waiting),
        late=late,
        measures=measure_words(filing.form.measures, policy),
        words=filing.form.words,
        clerk=filing.clerk or translate("printing", "终端自动"),
        told_at=time(filing.told_at),
        delivered_at=time(filing.delivered_at),
        policy_version=filing.policy_version,
        basis=tuple(f"{ref.law} {ref.version} {ref.article}" for ref in policy.interruption.references),
        message_id=filing.message_id,
        digest=filing.digest,
        qr_text=filing.qr_text,
        training=filing.training,
    )
