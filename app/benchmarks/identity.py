"""What identity costs at the counter: from the chip to the sender lane, and the window while a document is read.

Invariants:
- The real window, the real reader protocol, the real document process; nothing is timed that no clerk waits for.
"""

import time
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from app.benchmarks.figures import Figure, Sense

if TYPE_CHECKING:
    from app.benchmarks.at_counter import PaintClock
    from app.desktop import Desktop
    from devices.ports import CardRead, DeviceEvent

CARDS = 40
READINGS = 6


def lane() -> list[Figure]:
    """From the last byte of a chip card to the painted sender lane, with everything that the rules say about it."""
    from app.benchmarks.at_counter import PaintClock, counter
    from app.demonstration.watching import watch_until
    from devices.ports import CardRead

    took: list[float] = []
    with counter() as (desktop, world, _link):
        read: list[CardRead] = []

        def hear(event: "DeviceEvent") -> None:
            if isinstance(event, CardRead):
                read.append(event)

        desktop.ready().devices.subscribe(hear)
        painted = PaintClock([desktop.window.acceptance_view.sender_lane])
        for number in range(CARDS):
            card = world.lay_next_card()
            watch_until(partial(_lane_shows, desktop, painted, card.number, read, number), "the sender lane")
            took.append(painted.last - read[-1].monotonic)
            world.reader.lift_card()
        painted.stop()
    ordered = sorted(took)
    p95 = ordered[int(0.95 * len(ordered))]
    return [
        Figure(
            name="sender_lane",
            what="last byte of a chip card to the sender lane complete and painted, p95",
            value=round(p95 * 1000, 1),
            unit="ms",
            sense=Sense.AT_MOST,
            to_reach=100.0,
            ours=f"p50 {ordered[len(ordered) // 2] * 1000:.1f} ms, max {ordered[-1] * 1000:.1f} ms, {CARDS} cards",
            limit="the bytes' own time on the wire, which ends before",
        )
    ]


def reading_stall() -> list[Figure]:
    """The longest standstill of the window while documents are looked for, read, and taken."""
    from app.benchmarks.at_counter import Heart, counter
    from app.demonstration.watching import watch_until
    from ui.keys import Action

    seconds: list[float] = []
    with counter() as (desktop, world, _link):
        presenter = desktop.window.acceptance
        longest, beats = 0.0, 0
        for _ in range(READINGS):
            drawn = world.show_next_document()
            watch_until(drawn.done, "the document drawn", seconds=60)
            heart, began = Heart(), time.monotonic()
            presenter.perform(Action.READ_DOCUMENT)
            watch_until(partial(_taken, desktop, drawn.result().number), "the document read", seconds=60)
            seconds.append(time.monotonic() - began)
            heart.stop()
            longest, beats = max(longest, heart.longest_ms), beats + heart.beats
    return [
        Figure(
            name="reading_stall",
            what="longest event-loop standstill while documents are read from the camera",
            value=round(longest, 1),
            unit="ms",
            sense=Sense.AT_MOST,
            to_reach=50.0,
            ours=f"{READINGS} documents, {beats} beats, {sorted(seconds)[len(seconds) // 2]:.1f} s from key to lane",
            limit="none",
        )
    ]


def _lane_shows(
    desktop: "Desktop", painted: "PaintClock", number: str, read: "Sequence[CardRead]", before: int
) -> bool:
    return len(read) > before and _taken(desktop, number) and painted.last > read[-1].monotonic


def _taken(desktop: "Desktop", number: str) -> bool:
    presenter = desktop.window.acceptance
    parcel = presenter.view.parcel
    if parcel is None or parcel.sender is None or not presenter.idle:
        return False
    return parcel.sender.document.number == number
