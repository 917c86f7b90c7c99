"""``retention status|run|held|hold|release``: what is held about people, what goes when, and legal holds.

Document numbers and PINs never stand on the command line, where other programs of this PC could read them: they are
asked for on standard input, one a line (after the store's passphrase, when that is read there, too).
"""

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from app.commands import terminal
from app.commands.output import NO, YES, Json, answer
from app.domain.errors import DomainError, DomainFault
from app.domain.identity.document import DocumentType
from app.domain.retention_rules import RetentionRule
from app.retention_ports import LegalHold
from app.usecases.held_data import ReadHeldData
from app.usecases.legal_holds import LegalHolds
from app.usecases.retention_results import Held, HeldAboutPerson, HeldRecord, OfPerson, OfRecord, RetentionStatus
from app.usecases.supervisor_words import Credentials

if TYPE_CHECKING:
    # the composition root loads everything
    from app.bootstrap import House


Line: TypeAlias = "dict[str, Json]"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    _action(actions, "status", "each class with its term, and what it still holds")
    _action(actions, "run", "purge now what is due")
    held = _action(actions, "held", "what is held about a person: PIN, then document number on standard input")
    _add_supervisor(held)
    _add_document(held, required=True)
    for name, text in (
        ("hold", "keep a record, or all of a person, beyond its term"),
        ("release", "let a legal hold go"),
    ):
        act = _action(actions, name, f"{text}: PIN, then (for a person) document number on standard input")
        _add_supervisor(act)
        _add_document(act, required=False)
        act.add_argument("--waybill", metavar="NUMBER", help="the record with this waybill, instead of a person")
        act.add_argument("--reason", required=True, help="a code of the policy pack (retention.json)")


def _action(
    actions: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, text: str
) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=text, description=text)
    terminal.add_arguments(parser)
    return parser


def _add_supervisor(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--supervisor", required=True, metavar="NUMBER", help="the supervisor's clerk number")


def _add_document(parser: argparse.ArgumentParser, *, required: bool) -> None:
    types = [one.value for one in DocumentType]
    parser.add_argument("--document-type", choices=types, required=required, help="of the person's document")


def run(arguments: argparse.Namespace) -> int:
    """JSON lines; 1 when it was refused."""
    try:
        with terminal.opened(arguments) as house:
            if arguments.action == "run":
                return _run(house)
            return _answered(arguments, house)
    except terminal.TerminalClosedError:
        return NO


def _run(house: "House") -> int:
    from app.purging import run_through

    swept = house.sweep()()
    report = run_through(house.purge())
    answer(
        {
            "strays": swept,
            "purged": {retention_class.value: count for retention_class, count in report.purged.items()},
            "held": report.held,
            "unproven": report.unproven,
            "files_finished": report.files_finished,
        }
    )
    return YES


def _answered(arguments: argparse.Namespace, house: "House") -> int:
    from app.counter_usecases import CounterUseCases

    uses = CounterUseCases(house)
    try:
        lines = house.store.submit(_question(arguments, uses.held_data, uses.legal_holds)).result()
    except DomainError as error:
        answer({"problem": error.fault.value, "part": error.detail})
        return NO
    for line in lines:
        answer(line)
    return YES


def _question(arguments: argparse.Namespace, held_data: ReadHeldData, holds: LegalHolds) -> Callable[[], list[Line]]:
    """What is to be asked on the store's thread, once all has been read from standard input.

    Raises DomainError(FORM_INVALID) where neither a waybill nor a kind of document was given.
    """
    if arguments.action == "status":
        return lambda: _status_lines(held_data.status(), holds)
    who = Credentials(arguments.supervisor, _line_of_input())
    if arguments.action == "held":
        person = OfPerson(DocumentType(arguments.document_type), _line_of_input())
        return lambda: _held_lines(held_data.about(person, who))
    what = _subject(arguments)
    change = holds.place if arguments.action == "hold" else holds.release
    return lambda: [_changed_line(change(what, arguments.reason, who))]


def _changed_line(hold: LegalHold) -> Line:
    return {"hold": hold.hold_id, "scope": hold.scope.value, "in_force": hold.released_at is None}


def _subject(arguments: argparse.Namespace) -> Held:
    if arguments.waybill is not None:
        return OfRecord(arguments.waybill)
    if arguments.document_type is None:
        raise DomainError(DomainFault.FORM_INVALID, "document_type")
    return OfPerson(DocumentType(arguments.document_type), _line_of_input())


def _line_of_input() -> str:
    return sys.stdin.readline().rstrip("\r\n")


def _status_lines(status: RetentionStatus, holds: LegalHolds) -> list[Line]:
    lines: list[Line] = [
        {
            "counted_by": status.counted_by.isoformat() if status.counted_by is not None else None,
            "legal_holds": status.legal_holds,
            "files_to_remove": status.files_to_remove,
            "free_pages": status.free_pages,
        }
    ]
    for one in status.classes:
        oldest = one.count.oldest.isoformat() if one.count.oldest is not None else None
        counts: Line = {"held": one.count.held, "oldest": oldest, "purged": one.count.purged}
        lines.append(_rule_line(one.rule) | counts)
    lines += [_rule_line(rule) | {"kept_by_program": True} for rule in status.kept]
    lines += [
        {
            "hold": view.hold.hold_id,
            "scope": view.hold.scope.value,
            "waybill": view.waybill_number or None,
            "reason": view.hold.reason,
            "placed_by": view.hold.placed_by,
            "placed_at": view.hold.placed_at.isoformat(),
        }
        for view in holds.in_force()
    ]
    return lines


def _rule_line(rule: RetentionRule) -> Line:
    return {
        "class": rule.code,
        "label": rule.label,
        "days": rule.days,
        "basis": rule.basis.value,
        "source": rule.source,
        "sure": rule.sure,
        "law": [f"{place.law}（{place.version}）{place.article} {place.sure}" for place in rule.references],
    }


def _held_lines(found: HeldAboutPerson) -> list[Line]:
    summary: Line = {
        "nothing": found.nothing,
        "records": len(found.records),
        "phone": found.phone_masked or None,
        "remarks": found.remarks,
        "incidents": found.incidents,
        "legal_hold": found.held,
    }
    return [summary, *map(_record_line, found.records)]


def _record_line(record: HeldRecord) -> Line:
    return {
        "acceptance": record.acceptance_id,
        "waybill": record.waybill_number,
        "accepted_at": record.accepted_at.isoformat(),
        "part": record.part,
        "images": record.images,
        "photos": record.photos,
        "legal_hold": record.held,
    }
