"""A terminal that works without end, for tests that kill it (SIGKILL) at any moment, and the program that does so.

``python -m tests.support.killable ROOT ROUNDS SEED PICTURE [--sync]`` starts the terminal ROUNDS times, kills it each
time, and prints what it had said, one JSON list of lines per round. Each round is forked from this one process, which
has loaded everything and opened nothing.

The terminal says on its standard output, one line per fact, once the fact is durable:

- ``found {json}``: what was there when it opened (:class:`Look`),
- ``has PARCEL WHAT…``: a half-done parcel is kept, with these of its needs supplied,
- ``accepted PARCEL MESSAGE``, ``refused PARCEL MESSAGE``: it is decided,
- ``delivered N``: receipts of N messages are kept.
"""

import argparse
import json
import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

from app.bootstrap import House
from app.domain.acceptance import Decision, Missing, Parcel, ParcelState
from app.events import Event, SyncStatus
from app.ports import UnitOfWork
from app.usecases.results import CounterView
from sync.state import EvidenceState, MessageState
from tests.support.kills import one_round, say
from tests.support.terminal import CounterClerk, QuickHands, house_in, in_unit, present, training_home

QUEUE = 100_000
BEFORE_IDLE = 4
"""Parcels of a round with sync; then the terminal only sends."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the terminal does until it is killed. ``parcels`` None: it takes parcels in without end."""

    root: Path
    picture: bytes
    sync: bool
    parcels: int | None = None


def work(plan: Plan, seed: str) -> None:
    """Open, say what is there, take parcels in. Ends only when the plan has an end and no sync."""
    house = house_in(training_home(plan.root))
    try:
        say(f"found {json.dumps(house.store.submit(partial(in_unit, house, Look(house))).result())}")
        if plan.sync:
            send_in_background(house)
        # Nobody may meet the numbers of an earlier round: the seed decides the order of steps, chance the rest.
        hands = QuickHands(plan.picture, Random(secrets.token_bytes(16)))  # noqa: S311 # invented people
        take_parcels_in(house, hands, Random(seed), plan.parcels)  # noqa: S311 # the order of steps
        if plan.sync:
            threading.Event().wait()
    finally:
        house.stop()


def take_parcels_in(house: House, hands: QuickHands, chance: Random, count: int | None) -> None:
    """Beginning with the parcel that was at the counter. Some are refused, some parked for a while."""
    clerk = CounterClerk(house, hands, choose=chance.choice)
    done = 0
    while count is None or done < count:
        view = filled(clerk, clerk.open_counter(), chance)
        if chance.randrange(4) == 0:
            clerk.park(view)
            view = clerk.resume()
            view = filled(clerk, view, chance)
        parcel_id = present(view)
        if chance.randrange(6) == 0:
            say(f"refused {parcel_id} {clerk.refuse(view, 'contents_differ').message_id}")
        else:
            say(f"accepted {parcel_id} {clerk.accept(view).message_id}")
        done += 1


def filled(clerk: CounterClerk, view: CounterView, chance: Random) -> CounterView:
    """Supply what is missing, in any order, and now and then one picture more."""
    if view.parcel is not None:
        say_what_it_has(view)
    while view.decision.missing:
        view = clerk.supply(view)
        say_what_it_has(view)
        if chance.randrange(8) == 0:
            view = clerk.attach(view, clerk.hands.take_photo())
            say_what_it_has(view)
    return view


def say_what_it_has(view: CounterView) -> None:
    assert view.parcel is not None
    say(" ".join(["has", view.parcel.parcel_id, *supplied(view.parcel, view.decision)]))


def supplied(parcel: Parcel, decision: Decision) -> list[str]:
    """The needs that are met, and each photo: every step adds one.

    Needs that may come back are left out: who opens a sealed parcel again has to seal it again, and what is unusual
    depends on the hour.
    """
    fickle = (Missing.PHOTO, Missing.SEALED_PHOTO, Missing.CAUTION_REASON)
    needs = [need.value for need in Missing if need not in (*decision.missing, *fickle)]
    return needs + [f"photo-{number}" for number in range(len(parcel.inspection.photos))]


@dataclass(frozen=True, slots=True)
class Look:
    """Into the store: the sums, the undecided parcels, and what a dead run had in its hands."""

    house: House

    def __call__(self, unit: UnitOfWork) -> dict[str, object]:
        counts = unit.records.counts()
        queue = unit.records.queue(limit=QUEUE)
        undecided = [*unit.parcels.in_state(ParcelState.OPEN), *unit.parcels.in_state(ParcelState.PARKED)]
        return {
            "made": counts.made,
            "delivered": counts.delivered,
            "open": len(unit.parcels.in_state(ParcelState.OPEN)),
            "undecided": {
                parcel.parcel_id: supplied(parcel, self.house.counter.view(unit, parcel).decision)
                for parcel in undecided
            },
            "leased_messages": sum(row.state is MessageState.LEASED for row in queue),
            "leased_files": sum(row.state is EvidenceState.LEASED for row in queue),
        }


def send_in_background(house: House) -> None:
    identity = house.identity()
    assert identity is not None

    def tell(event: Event) -> None:
        if isinstance(event, SyncStatus):
            say(f"delivered {event.counts.delivered}")

    house.events.subscribe(tell)
    house.start_sync(identity)


def main(words: Sequence[str] | None = None) -> None:
    """Print one JSON list of lines per round."""
    parser = argparse.ArgumentParser()
    parser.add_argument("root", type=Path)
    parser.add_argument("rounds", type=int)
    parser.add_argument("seed")
    parser.add_argument("picture", type=Path)
    parser.add_argument("--sync", action="store_true")
    arguments = parser.parse_args(words)
    plan = Plan(
        arguments.root,
        arguments.picture.read_bytes(),
        arguments.sync,
        BEFORE_IDLE if arguments.sync else None,
    )
    chance = Random(arguments.seed)  # noqa: S311 # chooses when to kill
    for number in range(arguments.rounds):
        # Taking in goes step by step, and a kill comes within one; sending is killed at any time.
        lines, seconds = (
            (1, chance.uniform(0, 0.5)) if plan.sync else (chance.randrange(1, 60), chance.uniform(0, 0.01))
        )
        said = one_round(partial(work, plan, f"{arguments.seed} {number}"), lines=lines, seconds=seconds)
        print(json.dumps(said), flush=True)  # noqa: T201 # the answer


if __name__ == "__main__":
    main()
