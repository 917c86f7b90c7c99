"""``interruption status|plan|withdraw|report|sheet``: the risk with its reasons; files notices and reports.

Nothing here relaxes a check: an outage is told, no more.
"""

import argparse
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from app.commands import terminal
from app.commands.output import NO, YES, Json, answer
from app.domain.clerk import ClerkNumber
from app.domain.errors import DomainError, DomainFault
from app.domain.interruption import Reason
from app.domain.interruption_rules import RiskLevel
from app.domain.outage import Interruption, OutageForm, OutageScope
from app.interruption_ports import FiledMessage
from app.usecases.outage_results import FilingDone, OutageEntry, OutagePlan

if TYPE_CHECKING:
    # the composition root loads everything
    from app.bootstrap import House
    from app.outage_usecases import OutageUseCases

Result = TypeVar("Result")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    terminal.add_arguments(parser)
    tasks = parser.add_subparsers(dest="task", metavar="TASK", required=True)
    status = tasks.add_parser("status", help="the risk level with its reasons, and the outages; 1 while interrupted")
    status.add_argument("--limit", type=int, default=10, help="outages to list")
    plan = tasks.add_parser("plan", help="advance notice of an outage that lies ahead")
    plan.add_argument("--from", dest="begins_at", type=_moment, required=True, metavar="TIME", help="RFC 3339")
    plan.add_argument("--to", dest="ends_at", type=_moment, required=True, metavar="TIME", help="the expected end")
    report = tasks.add_parser("report", help="cause and measures of the open interruption, or of a new one")
    report.add_argument("--id", default=None, help="an interruption; without it the open one")
    report.add_argument("--began", type=_moment, default=None, metavar="TIME", help="of one that nobody noticed")
    report.add_argument("--expected-end", type=_moment, default=None, metavar="TIME")
    for task in (plan, report):
        task.add_argument("--cause", required=True, metavar="CODE", help="of the policy pack")
        task.add_argument("--measure", action="append", default=[], metavar="CODE", help="may be repeated")
        task.add_argument("--scope", choices=[scope.value for scope in OutageScope], default=OutageScope.OUTLET.value)
        task.add_argument("--words", default="", help="what else there is to say; nothing about senders")
    withdraw = tasks.add_parser("withdraw", help="the planned outage does not take place")
    withdraw.add_argument("--id", required=True, help="the notice")
    for task in (plan, report, withdraw):
        task.add_argument("--clerk", required=True, type=ClerkNumber, metavar="NUMBER")
    sheet = tasks.add_parser("sheet", help="the newest notice or report of an outage as a PDF")
    sheet.add_argument("--id", required=True, help="the notice or interruption")
    sheet.add_argument("--message", default=None, help="a certain notice or report")
    sheet.add_argument("--pdf", type=Path, required=True, metavar="FILE")


def run(arguments: argparse.Namespace) -> int:
    """One object; 1 when it was refused, and while the status is ``interrupted``."""
    try:
        with terminal.opened(arguments) as house:
            return _done(house, arguments)
    except terminal.TerminalClosedError:
        return NO


def _done(house: "House", arguments: argparse.Namespace) -> int:
    from app.outage_usecases import OutageUseCases

    uses = OutageUseCases(house)
    match arguments.task:
        case "status":
            return _status(house, uses, arguments.limit)
        case "sheet":
            return _sheet(house, uses, arguments)
        case "plan":
            form = _form(arguments)
            plan = OutagePlan(arguments.begins_at, arguments.ends_at, form)
            return _filed(house, arguments.clerk, lambda: uses.plan(plan, arguments.clerk))
        case "withdraw":
            return _filed(house, arguments.clerk, lambda: uses.withdraw(arguments.id, arguments.clerk))
        case _:
            form, began = _form(arguments), arguments.began
            return _filed(
                house, arguments.clerk, lambda: uses.report(arguments.id, form, arguments.clerk, began_at=began)
            )


def _status(house: "House", uses: "OutageUseCases", limit: int) -> int:
    board = _on_store(house, uses.board)
    level = board.assessment.level
    answer(
        {
            "level": level.code,
            "at": board.assessment.at.isoformat(),
            "reasons": [_reason(reason) for reason in board.assessment.reasons],
            "outages": [_entry(entry) for entry in board.entries[:limit]],
        }
    )
    return NO if level is RiskLevel.INTERRUPTED else YES


def _filed(house: "House", clerk: ClerkNumber, file: Callable[[], FilingDone]) -> int:
    def filed() -> FilingDone:
        with house.store.unit_of_work() as work:
            known = work.clerks.get(clerk) is not None
        if not known:
            raise DomainError(DomainFault.CLERK_INVALID)
        return file()

    done = _on_store(house, filed)
    answer({"id": done.subject_id, "message": done.message_id, "filed": done.filing.value})
    return YES


def _sheet(house: "House", uses: "OutageUseCases", arguments: argparse.Namespace) -> int:
    from app.commands.offscreen import application
    from ui.printing.output import save_pdf
    from ui.screens.outages.paper import OutagePaper

    filing = _on_store(house, lambda: uses.read_sheet(arguments.id, arguments.message))
    with application():
        problem = save_pdf(OutagePaper(house.policy, house.clock.local).sheet(filing), arguments.pdf)
    received = filing.delivered_at.isoformat() if filing.delivered_at is not None else None
    told: dict[str, Json] = {"message": filing.message_id, "filed": filing.filing.value, "received_at": received}
    answer(told | {"problem": problem.value if problem is not None else None})
    return YES if problem is None else NO


def _form(arguments: argparse.Namespace) -> OutageForm:
    return OutageForm(
        cause=arguments.cause,
        scope=OutageScope(arguments.scope),
        measures=tuple(arguments.measure),
        words=arguments.words,
        expected_end=arguments.expected_end if arguments.task == "report" else arguments.ends_at,
    )


def _reason(reason: Reason) -> Json:
    return {
        "kind": reason.kind.value,
        "level": reason.level.code,
        "value": reason.value,
        "causes": list(reason.causes),
        "next_level": reason.next_level.code if reason.next_level is not None else None,
        "next_at": _time(reason.next_at),
    }


def _entry(entry: OutageEntry) -> Json:
    outage = entry.outage
    told: dict[str, Json] = {
        "id": entry.subject_id,
        "begins_at": entry.begins_at.isoformat(),
        "cause": outage.form.cause,
        "told": [_told(filed) for filed in entry.filings],
    }
    if isinstance(outage, Interruption):
        told |= {"kind": "interruption", "ended_at": _time(outage.ended_at), "late_records": outage.late_records}
    else:
        told |= {"kind": "planned", "ends_at": _time(outage.ends_at), "withdrawn": outage.withdrawn_at is not None}
    return told


def _told(filed: FiledMessage) -> Json:
    return {
        "filed": filed.told.filing.value,
        "at": filed.told.filed_at.isoformat(),
        "message": filed.told.message_id,
        "state": filed.state.value,
        "received_at": _time(filed.delivered_at),
    }


def _on_store(house: "House", work: Callable[[], Result]) -> Result:
    return house.store.submit(work).result()


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def _moment(text: str) -> datetime:
    """RFC 3339 with an offset. Raises ValueError, which argparse tells."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("without an offset")
    return moment
