"""``assess --waybill W --sender FILE --item FILE``: the rules, run on a parcel that is described in JSON.

The files' members are those of :class:`app.description.SenderDescription` and ``GoodsDescription``.
"""

import argparse
from pathlib import Path

from app.commands.output import NO, WRONG_USE, YES, Json, answer, complain
from app.description import DescriptionError, described_parcel, goods_from_json, sender_from_json
from app.domain.acceptance import Decision, decide
from app.domain.item_rules import Verdict
from app.paths import POLICY
from app.policy_files import load_policy
from app.system import SystemClock


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("--waybill", required=True, metavar="NUMBER")
    parser.add_argument("--sender", required=True, type=Path, metavar="FILE")
    parser.add_argument("--item", required=True, type=Path, metavar="FILE")


def run(arguments: argparse.Namespace) -> int:
    """One line; 0 when the parcel may be accepted, 1 when something is missing or against it, 2 for a bad file."""
    clock = SystemClock()
    now = clock.now()
    policy = load_policy(POLICY)
    told = ""
    try:
        told = "--sender"
        sender = sender_from_json(arguments.sender.read_bytes())
        told = "--item"
        goods = goods_from_json(arguments.item.read_bytes())
        today = clock.local(now).date()
        parcel = described_parcel(arguments.waybill, sender, goods, policy, now=now, today=today)
    except OSError as error:
        complain(f"{told}: the file cannot be read ({type(error).__name__})")
        return WRONG_USE
    except DescriptionError as error:
        complain(f"{told}: {error.where} is not what a description has there")
        return WRONG_USE
    decision = decide(parcel, policy, today)
    answer(line_of(decision))
    return YES if decision.may_accept else NO


def line_of(decision: Decision) -> dict[str, Json]:
    """What the rules say: "refuse" also where only the identity speaks against it. What is missing refuses nothing."""
    verdict = decision.goods.verdict
    if verdict is Verdict.ACCEPT and decision.objections:
        verdict = Verdict.REFUSE
    about_goods: list[Json] = [
        {
            "code": reason.code,
            "label": reason.label,
            "item": reason.item,
            "law": reference.law,
            "version": reference.version,
            "article": reference.article,
        }
        for reason in decision.goods.reasons
        for reference in reason.references
    ]
    return {
        "decision": verdict.value,
        "missing": [need.value for need in decision.missing],
        "objections": [objection.value for objection in decision.objections],
        "warnings": [warning.value for warning in decision.warnings],
        "needs": [{"kind": need.kind.value, "about": need.about, "item": need.item} for need in decision.goods.needs],
        "reasons": about_goods,
    }
