"""``news [read]``: what the province has told, how old that is, and who has yet to read what."""

import argparse
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from app.commands import terminal
from app.commands.output import NO, YES, Json, answer
from app.domain.clerk import ClerkNumber
from app.domain.province_customers import CustomerClash
from app.domain.province_news import NewsAge, NoticeReading, is_over
from app.usecases.province_news_results import NoticeView

if TYPE_CHECKING:
    # the composition root loads everything
    from app.bootstrap import House

Result = TypeVar("Result")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    terminal.add_arguments(parser)
    tasks = parser.add_subparsers(dest="task", metavar="TASK")
    tasks.add_parser("list", help="ages, notices and clashing customers (the default)")
    read = tasks.add_parser("read", help="a clerk says to have read a notice to its end; 1 when there is none to read")
    read.add_argument("--notice", required=True, metavar="ID")
    read.add_argument("--revision", required=True, type=int, help="the one that was read")
    read.add_argument("--clerk", required=True, type=ClerkNumber, metavar="NUMBER")


def run(arguments: argparse.Namespace) -> int:
    """One object."""
    try:
        with terminal.opened(arguments) as house:
            return _read(house, arguments) if arguments.task == "read" else _listed(house)
    except terminal.TerminalClosedError:
        return NO


def _listed(house: "House") -> int:
    from app.news_usecases import NewsUseCases

    uses = NewsUseCases(house)
    board = _on_store(house, uses.board)
    clerks = _on_store(house, lambda: _counter_clerks(house))
    now = house.clock.now()
    waiting = {clerk: {view.notice_id for view in board.waiting_for(clerk, now)} for clerk in clerks}
    answer(
        {
            "at": now.isoformat(),
            "ages": [_age(age) for age in board.ages],
            "unread": len(set().union(*waiting.values())),
            "notices": [_notice(view, waiting, now) for view in board.notices],
            "customers": board.customers,
            "clashes": [_clash(clash) for clash in board.clashes],
            "open_spot_checks": board.open_spot_checks,
            "policy_version": board.policy_version,
            "unreadable": board.unreadable,
        }
    )
    return YES


def _read(house: "House", arguments: argparse.Namespace) -> int:
    from app.news_usecases import NewsUseCases

    uses = NewsUseCases(house)
    reading = _on_store(house, lambda: uses.confirm(arguments.notice, arguments.revision, arguments.clerk))
    if reading is None:
        answer({"problem": "nothing_to_read"})
        return NO
    answer({"notice": reading.notice_id, "revision": reading.revision, "message": reading.message_id})
    return YES


def _counter_clerks(house: "House") -> list[ClerkNumber]:
    with house.store.unit_of_work() as work:
        return [clerk.number for clerk in work.clerks.all() if clerk.may_accept]


def _age(age: NewsAge) -> Json:
    return {
        "kind": age.kind.value,
        "looked_at": age.looked_at.isoformat() if age.looked_at is not None else None,
        "age_seconds": int(age.age.total_seconds()) if age.age is not None else None,
        "freshness": age.freshness.value,
    }


def _notice(view: NoticeView, waiting: dict[ClerkNumber, set[str]], now: datetime) -> Json:
    words = view.words
    return {
        "id": view.notice_id,
        "revision": view.told.revision,
        "issued_at": view.told.issued_at.isoformat(),
        "title": words.title,
        "text": words.text,
        "valid_until": words.valid_until.isoformat() if words.valid_until is not None else None,
        "over": is_over(view.told, now),
        "withdrawn": words.withdrawn,
        "needs_reading": words.needs_reading,
        "read": [
            {"clerk": one.clerk, "at": one.read_at.isoformat(), "message": one.message_id} for one in view.readings
        ],
        "unread_by": [clerk for clerk, notices in waiting.items() if view.notice_id in notices],
    }


def _reading(reading: NoticeReading) -> Json:
    return {"clerk": reading.clerk, "at": reading.read_at.isoformat(), "message": reading.message_id}


def _clash(clash: CustomerClash) -> Json:
    """By ids alone: what the numbers are stands on the page."""
    return {
        "entry": clash.told.subject_id,
        "revision": clash.told.revision,
        "against": [customer.customer_id for customer in clash.against],
    }


def _on_store(house: "House", work: Callable[[], Result]) -> Result:
    return house.store.submit(work).result()
