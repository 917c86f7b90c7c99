"""The office's word to an outlet's people: agreement customers and notices, and who has read them.

Invariants:
- What is not of the contract's form is wrong use: nothing is told then.
- A customer's people are named in the command alone: answers hold ids, places and revisions.
"""

import argparse
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeAlias
from uuid import uuid4

from pydantic import JsonValue

from sync.changes import FiledCustomer
from sync.province.outlet_news import OutletNews, Told

Answer: TypeAlias = dict[str, JsonValue]
Moment: TypeAlias = Callable[[str], datetime]
"""Reads RFC 3339 with an offset."""

TASKS = ("notice", "withdraw-notice", "readings", "put-customer", "withdraw-customer")


def add_news_tasks(tasks: "argparse._SubParsersAction[argparse.ArgumentParser]", moment: Moment) -> None:
    """The office's tasks about notices and customers."""
    notice = _task(tasks, "notice", "tell an outlet something, or change what was told")
    notice.add_argument("--title", required=True)
    notice.add_argument("--text", default="")
    notice.add_argument("--notice", help="the id of one that was told before; without it a new one")
    notice.add_argument("--valid-until", type=moment, metavar="TIME")
    notice.add_argument("--needs-reading", action="store_true", help="each clerk reads it before the next shift")
    withdraw = _task(tasks, "withdraw-notice", "a notice counts no more")
    withdraw.add_argument("--notice", required=True)
    _task(tasks, "readings", "who has read which notice")
    put = _task(tasks, "put-customer", "file an agreement customer at an outlet, or change its entry")
    put.add_argument("--customer", required=True, help="the province's id of the customer")
    put.add_argument("--name", required=True)
    put.add_argument("--credit-code", required=True)
    put.add_argument("--credit-code-reason", help="why a wrong check character was taken")
    put.add_argument("--responsible", required=True, metavar="NAME", help="the responsible person")
    put.add_argument("--copy-kept", action="store_true", help="the province keeps the copy of that person's document")
    put.add_argument("--agreement", required=True, metavar="NUMBER")
    put.add_argument("--from", dest="valid_from", type=date.fromisoformat, required=True, metavar="DAY")
    put.add_argument("--to", dest="valid_to", type=date.fromisoformat, required=True, metavar="DAY")
    put.add_argument("--filing", choices=("filed", "pending", "unfiled"), default="filed")
    gone = _task(tasks, "withdraw-customer", "a customer sends under no agreement there any more")
    gone.add_argument("--customer", required=True)


def done_with_news(news: OutletNews, options: argparse.Namespace) -> Answer:
    """One of ``TASKS``. Raises ProvinceError(NOBODY_THERE), and ValueError for what is not of the contract's form."""
    match options.task:
        case "notice":
            notice_id = options.notice or str(uuid4())
            told = news.put_notice(
                options.outlet,
                notice_id,
                title=options.title,
                text=options.text,
                valid_until=options.valid_until,
                needs_reading=options.needs_reading,
            )
            return {"notice": notice_id, **_place(told)}
        case "withdraw-notice":
            return {"notice": options.notice, **_place(news.withdraw_notice(options.outlet, options.notice))}
        case "put-customer":
            told = news.put_customer(options.outlet, options.customer, _filed(options))
            return {"customer": options.customer, **_place(told)}
        case "withdraw-customer":
            told = news.withdraw_customer(options.outlet, options.customer)
            return {"customer": options.customer, **_place(told)}
        case _:
            return {"readings": _readings(news, options.outlet)}


def _readings(news: OutletNews, outlet_id: str) -> list[JsonValue]:
    return [
        {
            "notice": entry.read.notice_id,
            "revision": entry.read.revision,
            "cursor": entry.read.cursor,
            "clerk": entry.read.clerk,
            "read_at": entry.read.read_at.isoformat(),
            "terminal_id": entry.terminal_id,
        }
        for entry in news.readings(outlet_id)
    ]


def _filed(options: argparse.Namespace) -> FiledCustomer:
    return FiledCustomer(
        name=options.name,
        credit_code=options.credit_code,
        credit_code_reason=options.credit_code_reason,
        responsible_name=options.responsible,
        responsible_copy=options.copy_kept,
        agreement_number=options.agreement,
        valid_from=options.valid_from,
        valid_to=options.valid_to,
        filing=options.filing,
    )


def _place(told: Told) -> Answer:
    return {"cursor": told.cursor, "revision": told.revision}


def _task(
    tasks: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, text: str
) -> argparse.ArgumentParser:
    task = tasks.add_parser(name, help=text)
    task.add_argument("--outlet", required=True)
    return task
