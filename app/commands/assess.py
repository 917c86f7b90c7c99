"""``assess --waybill W --sender FILE --item FILE``: the rules, run on a parcel that is described in JSON.

The files' members are those of :class:`app.description.SenderDescription` and ``GoodsDescription``:

    {"document_type": "resident_card", "document_number": "…", "name": "…", "valid_to": "2040-01-01",
     "phone": "…", "same_person": true, "waybill_name": "…"}

    {"items": [{"name": "种子", "nature": "farm_produce", "quantity": 2, "unit": "piece", "weight_g": 300,
                "papers": [{"kind": "plant_quarantine", "number": "…", "photo": true}]}],
     "transport": "air", "destination": "domestic", "screened": true, "used_today": {"cigarettes_daily": 0}}

Invariants:
- The counter's own :func:`app.domain.acceptance.decide` decides; nothing is judged here.
- Nothing that the files say is repeated, so that no personal data is printed: codes and the pack's words only.
"""

import argparse
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from app.commands import rules
from app.commands.output import NO, WRONG_USE, YES, Json, answer, complain
from app.description import DescriptionError, described_parcel, goods_from_json, sender_from_json
from app.domain.acceptance import Decision, Objection, decide
from app.domain.item_rules import NeedKind, Verdict
from app.domain.law import LegalReference
from app.domain.policy import Policy
from app.system import SystemClock


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    rules.add_arguments(parser)
    parser.add_argument("--waybill", required=True, metavar="NUMBER")
    parser.add_argument("--sender", required=True, type=Path, metavar="FILE")
    parser.add_argument("--item", required=True, type=Path, metavar="FILE")


def run(arguments: argparse.Namespace) -> int:
    """One line; 0 when the parcel may be accepted, 1 when something is missing or against it, 2 for a bad file."""
    clock = SystemClock()
    now = clock.now()
    today = clock.local(now).date()
    policy = rules.rules_of(arguments, today)
    told = "--sender"
    try:
        sender = sender_from_json(arguments.sender.read_bytes())
        told = "--item"
        goods = goods_from_json(arguments.item.read_bytes())
        parcel = described_parcel(arguments.waybill, sender, goods, policy, now=now, today=today)
    except OSError as error:
        complain(f"{told}: the file cannot be read ({type(error).__name__})")
        return WRONG_USE
    except DescriptionError as error:
        complain(f"{told}: {error.where} is not what a description has there")
        return WRONG_USE
    decision = decide(parcel, policy, today)
    answer(line_of(decision, policy))
    return YES if decision.may_accept else NO


def line_of(decision: Decision, policy: Policy) -> dict[str, Json]:
    """The decision, what is missing, and the places in the law behind both.

    "accept" means that the parcel may be accepted as it is described: while anything is missing it is "refuse". A need
    about goods has its rule among the reasons, with what it ``needs`` and ``about`` what (a kind of paper, a hint).
    """
    return {
        "decision": _verdict(decision).value,
        "missing": [need.value for need in decision.missing],
        "objections": [objection.value for objection in decision.objections],
        "warnings": [warning.value for warning in decision.warnings],
        "reasons": [*_against(decision, policy), *_asked(decision, policy)],
    }


def _verdict(decision: Decision) -> Verdict:
    if decision.goods.verdict is Verdict.INCIDENT:
        return Verdict.INCIDENT
    return Verdict.ACCEPT if decision.may_accept else Verdict.REFUSE


def _against(decision: Decision, policy: Policy) -> Iterator[Json]:
    """Goods first, the gravest first; then what else speaks against the parcel."""
    for reason in decision.goods.reasons:
        yield from _lines(reason.code, reason.label, reason.references, {"verdict": reason.verdict.value})
    for objection in decision.objections:
        screening = policy.item_rules.screening if objection is Objection.SCREENING_STOPPED else None
        behind = screening or policy.refusal_of(objection.value)
        if behind is not None:
            yield from _lines(objection.value, behind.label, behind.references, {})


def _asked(decision: Decision, policy: Policy) -> Iterator[Json]:
    """The rules behind what is missing: each once, with all that it needs of one kind."""
    asked: dict[tuple[str, str], list[Json]] = {}
    for need in decision.goods.needs:
        needs = asked.setdefault((need.rule, need.about), [])
        if need.kind.value not in needs:
            needs.append(need.kind.value)
    for (rule, about), needs in asked.items():
        more: dict[str, Json] = {"needs": needs, "about": about}
        head, hint = policy.item_rules.head(rule), policy.catalogue.hint(rule)
        if hint is not None and needs == [NeedKind.CLOSER_LOOK.value]:
            yield from _lines(hint.code, hint.label, (hint.reference,), more)
        elif head is not None:
            yield from _lines(head.code, head.label, head.references, more)


def _lines(code: str, label: str, references: Iterable[LegalReference], more: Mapping[str, Json]) -> Iterator[Json]:
    for place in references:
        yield {
            "code": code,
            "label": label,
            "law": place.law,
            "version": place.version,
            "article": place.article,
            **more,
        }
