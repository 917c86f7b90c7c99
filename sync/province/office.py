"""``python -m sync.province.office``: what the people of a province do, beside serving terminals.

``publish DIR`` makes a folder's rules the policy pack in force. ``outlets`` lists outlets with their terminals.
``renew`` lets a terminal's enrolment begin anew. ``notice`` and ``withdraw-notice`` tell an outlet something,
``readings`` says who has read it; ``put-customer`` and ``withdraw-customer`` tell it of agreement customers.
``announce`` commits to a spot check's secret, ``draw`` draws and asks. ``take-report`` takes in an interruption's
report that came on paper: the text of its QR. ``import-bundle`` takes in a part of a sealed bundle, ``receipts`` writes
what is to be carried back. ``corrections`` lists which records of a terminal were mended, ``devices`` how an outlet's
devices were when its terminals told last.

Each answers with one JSON line; exit code 1 and ``{"error", "detail"}`` when the province refuses, 2 on wrong use. It
may run beside the serving process on the same database.
"""

import argparse
import contextlib
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from pydantic import JsonValue
from sqlalchemy import select

from sync.province import office_news
from sync.province.corrections import taken_corrections
from sync.province.database import OUTLETS, TERMINALS
from sync.province.errors import ProvinceError
from sync.province.office_sticks import done_with_stick
from sync.province.paper_reports import TakenReport
from sync.province.policy_packs import parts_in
from sync.province.province import Province
from sync.province.settings import ProvinceSettings
from sync.words import Environment, SpotCheckDemand


def main(arguments: Sequence[str]) -> int:
    """Do one thing; 0 when it is done, 1 when the province refuses, 2 on wrong use."""
    parser = _parser()
    options = parser.parse_args(arguments)
    settings = ProvinceSettings.in_folder(
        options.data, environment=Environment(options.environment), database_url=options.database
    )
    try:
        with contextlib.closing(Province.open(settings, sweep=False)) as province:
            done = _done(province, options)
    except ProvinceError as error:
        print(json.dumps({"error": error.fault.value, "detail": error.detail}), file=sys.stderr)  # noqa: T201
        return 1
    except ValueError:  # pydantic's ValidationError among them
        parser.error("not of the contract's form")
    print(json.dumps(done, ensure_ascii=False), flush=True)  # noqa: T201 - the command's answer
    return 0


def _done(province: Province, options: argparse.Namespace) -> dict[str, JsonValue]:  # noqa: PLR0911 # one for each task
    match options.task:
        case "publish":
            pack = province.policy.publish(parts_in(options.folder))
            return {"version": pack.version, "digest": pack.digest}
        case "renew":
            province.renew(options.terminal)
            return {"renewed": options.terminal}
        case "announce":
            told = province.spot_checks.announce(
                options.outlet,
                options.period,
                starts_at=options.starts_at,
                ends_at=options.ends_at,
                count=options.count,
            )
            return told.model_dump(mode="json")
        case "draw":
            asked = options.ask or [SpotCheckDemand.CONTENTS_PHOTO.value]
            request = province.spot_checks.request(options.terminal, options.period, asked=asked, due_at=options.due_at)
            return request.model_dump(mode="json")
        case "take-report":
            return _taken(province.paper_reports.take(options.text))
        case "import-bundle" | "receipts":
            return done_with_stick(province, options)
        case "corrections":
            with province.database.reading() as connection:
                taken = taken_corrections(connection, options.terminal)
            return {"corrections": [{**asdict(one), "fields": list(one.fields)} for one in taken]}
        case "devices":
            reports = province.device_reports.newest(options.outlet)
            return {
                "devices": [{"terminal_id": one.terminal_id, **one.told.model_dump(mode="json")} for one in reports]
            }
        case task if task in office_news.TASKS:
            return office_news.done_with_news(province.news, options)
        case _:
            return {"outlets": _outlets(province)}


def _taken(report: TakenReport) -> dict[str, JsonValue]:
    message = report.message
    return {
        "outcome": report.outcome.value,
        "reason": report.reason,
        "terminal_id": message.terminal_id,
        "outlet_id": message.outlet_id,
        "message_id": message.message_id,
        "payload": message.payload,
    }


def _outlets(province: Province) -> list[JsonValue]:
    query = (
        select(OUTLETS.c.outlet_id, OUTLETS.c.filing_number, OUTLETS.c.name, TERMINALS.c.terminal_id)
        .join_from(OUTLETS, TERMINALS, OUTLETS.c.outlet_id == TERMINALS.c.outlet_id)
        .order_by(OUTLETS.c.filing_number, TERMINALS.c.enrolled_at)
    )
    with province.database.reading() as connection:
        return [dict(row._mapping) for row in connection.execute(query)]  # noqa: SLF001 - SQLAlchemy's public name


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sync.province.office", description="The province's office.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the province's key")
    parser.add_argument("--database", help="SQLAlchemy URL; without it, SQLite in the data folder")
    parser.add_argument("--environment", choices=[name.value for name in Environment], default="training")
    tasks = parser.add_subparsers(dest="task", required=True)
    publish = tasks.add_parser("publish", help="make the rules in a folder the policy pack in force")
    publish.add_argument("folder", type=Path)
    tasks.add_parser("outlets", help="list outlets with their terminals")
    renew = tasks.add_parser("renew", help="let a terminal's enrolment begin anew")
    renew.add_argument("--terminal", required=True)
    office_news.add_news_tasks(tasks, _moment)
    announce = tasks.add_parser("announce", help="commit to a spot check before its period begins")
    announce.add_argument("--outlet", required=True)
    announce.add_argument("--period", required=True, help="a name, such as 2026-W48")
    announce.add_argument("--from", dest="starts_at", type=_moment, required=True, metavar="TIME")
    announce.add_argument("--to", dest="ends_at", type=_moment, required=True, metavar="TIME")
    announce.add_argument("--count", type=int, required=True)
    draw = tasks.add_parser("draw", help="draw from a period that is over, and ask the terminal")
    draw.add_argument("--terminal", required=True)
    draw.add_argument("--period", required=True)
    draw.add_argument("--ask", action="append", help=f"one of {', '.join(SpotCheckDemand)}; may be repeated")
    draw.add_argument("--due", dest="due_at", type=_moment, required=True, metavar="TIME")
    report = tasks.add_parser("take-report", help="take in a report that came on paper")
    report.add_argument("text", help="the text of its QR")
    bundle = tasks.add_parser("import-bundle", help="take in a part of a sealed bundle")
    bundle.add_argument("file", type=Path)
    devices = tasks.add_parser("devices", help="how each terminal's devices were when it told last")
    devices.add_argument("--outlet", required=True)
    corrections = tasks.add_parser("corrections", help="list which records of a terminal were mended")
    corrections.add_argument("--terminal", required=True)
    receipts = tasks.add_parser("receipts", help="write a terminal's receipts into a file, to be carried to it")
    receipts.add_argument("--terminal", required=True)
    receipts.add_argument("--out", type=Path, required=True)
    receipts.add_argument("--after", type=int, default=0, help="only those after this cursor")
    return parser


def _moment(text: str) -> datetime:
    """RFC 3339 with an offset. Raises ValueError, which argparse tells."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("without an offset")
    return moment


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
