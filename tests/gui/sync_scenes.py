"""States of the sync page, for people to look at."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TypeAlias

from app.domain.link_history import STEP, LinkSample, step_of
from app.events import SyncStatus
from app.ports import UnitOfWork
from sync.errors import SyncFault
from sync.link_test import Found, LinkFinding, LinkStep, Standing
from sync.ports import OutboxCounts
from sync.state import MessageState
from tests.support.counter_house import CounterHouse
from tests.support.handover_house import put_acceptance
from tests.support.sync_page import WELL, LinkHands
from ui.keys import Action
from ui.screens.sync.state import Part
from ui.window import CounterWindow

Scene: TypeAlias = Callable[[CounterWindow, CounterHouse, LinkHands], None]


def lived_through(house: CounterHouse) -> None:
    """Two weeks with a three-day outage, and a day that drains a backlog."""
    end = step_of(house.clock.now())

    def keep(work: UnitOfWork) -> None:
        for back in range(2015, -1, -1):
            days = back / 144
            out = 5 < days < 8
            waiting = round((8 - days) * 90) if out else max(0, round(60 - (1 - days) * 55)) if days < 1 else back % 7
            oldest = timedelta(days=8 - days) if out else timedelta(hours=waiting / 6)
            if 100 < back % 144 < 130:
                continue  # the shop is closed at night
            work.link.add_sample(
                LinkSample(
                    end - back * STEP, waiting, oldest if waiting else None, waiting * 3, waiting * 200_000, 0, 9000
                )
            )

    house.look(keep)


def draining(window: CounterWindow, house: CounterHouse, link: LinkHands) -> None:
    """A backlog that goes down."""
    lived_through(house)
    for number in range(1, 60):
        put_acceptance(house, number)
    house.clock.advance(timedelta(hours=3))
    link.around = replace(link.around, answered_at=house.clock.now(), link_is_well=True)
    window.take(SyncStatus(_counts(house), None, house.clock.now(), running=True))
    window.shell.asked.emit(Action.SYNC_PAGE)
    waiting = [key for key, kept in house.store.tables.outbox.items() if kept.state is MessageState.PENDING]
    for look in range(8):
        house.clock.advance(timedelta(seconds=10))
        for message_id in waiting[look * 4 : look * 4 + 3 + look % 2]:
            house.store.note_outcome(message_id, MessageState.DELIVERED, delivered_at=house.clock.now())
        window.sync.take(SyncStatus(_counts(house), None, house.clock.now(), running=True))


def sync_draining(window: CounterWindow, house: CounterHouse, link: LinkHands) -> None:
    """The last day."""
    draining(window, house, link)


def sync_fortnight(window: CounterWindow, house: CounterHouse, link: LinkHands) -> None:
    """Two weeks, paused by a clerk."""
    draining(window, house, link)
    window.sync.presenter.turn_pause()
    window.sync.presenter.turn_to(Part.FORTNIGHT)


def sync_order(window: CounterWindow, house: CounterHouse, link: LinkHands) -> None:
    """What goes next, offline."""
    draining(window, house, link)
    window.sync.take(SyncStatus(_counts(house), SyncFault.UNREACHABLE, None, running=False))
    window.sync.presenter.turn_to(Part.ORDER)


def sync_test(window: CounterWindow, house: CounterHouse, link: LinkHands) -> None:
    """A test that came through, with something to see to."""
    link.around = replace(link.around, answered_at=house.clock.now(), link_is_well=True)
    window.shell.asked.emit(Action.SYNC_PAGE)
    window.sync.presenter.test()


def sync_test_broken(window: CounterWindow, house: CounterHouse, link: LinkHands) -> None:
    """A proxy looks into the line."""
    refused = Found(Standing.FAILED, LinkFinding.ISSUER_UNKNOWN, "某某上网行为管理")
    link.probe.found = {**WELL, LinkStep.TLS: refused}
    window.take(SyncStatus(_counts(house), SyncFault.TLS_REFUSED, None, running=False, needs_person=True))
    window.shell.asked.emit(Action.SYNC_PAGE)
    window.sync.presenter.test()


def sync_well(window: CounterWindow, house: CounterHouse, link: LinkHands) -> None:
    """Nothing waits."""
    link.around = replace(link.around, answered_at=house.clock.now(), link_is_well=True)
    window.shell.asked.emit(Action.SYNC_PAGE)


def _counts(house: CounterHouse) -> OutboxCounts:
    return house.look(lambda work: work.records.counts())


SCENES: tuple[Scene, ...] = (sync_draining, sync_fortnight, sync_order, sync_test, sync_test_broken, sync_well)
