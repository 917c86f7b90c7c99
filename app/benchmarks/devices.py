"""The devices of a counter on the wire: scanners that type, scanners on a line, a card reader among noise, a whole day.

One function for each, so that ``bench devices`` can be asked for as a whole or by name; a new device adds a function
here (or in a module of its own) and its name to the group in :mod:`app.commands.bench`.
"""

from statistics import quantiles

from app.benchmarks.figures import Figure, Sense

BURSTS = 1000
SCANS = 500
NOISE_MB = 100
REPLUG_ROUNDS = 200
SOAK_HOURS = 8
SOAK_SEED = 6


def wedge() -> list[Figure]:
    """Bursts at a random speed from 0 to 80 ms a key while a clerk types: how many are right, what the clerk loses."""
    from devices.simulators.typing_scene import typing_scene
    from devices.simulators.wedge_bench import SETTINGS, measure_wedge

    found = measure_wedge(typing_scene(BURSTS, seed=1))
    settings = f"threshold {SETTINGS.threshold * 1000:.0f} ms"
    return [
        Figure(
            name="wedge_bursts",
            what="typed bursts among human typing that come as the right scan",
            value=found.right,
            unit="bursts",
            sense=Sense.AT_LEAST,
            to_reach=BURSTS,
            ours=f"{found.right} right, {found.wrong} wrong",
            limit=f"{found.codes} sent, {settings}",
        ),
        Figure(
            name="wedge_letters_lost",
            what="letters of the clerk's typing that do not arrive",
            value=found.lost,
            unit="letters",
            sense=Sense.AT_MOST,
            to_reach=0,
            ours=f"{found.lost} lost",
            limit=f"{found.letters} typed, {settings}",
        ),
    ]


def scan_latency() -> list[Figure]:
    """From a code's last byte on the serial line to its event."""
    from devices.simulators.scan_bench import measure_scans

    times = measure_scans(SCANS)
    cuts = quantiles(times, n=100)
    return [
        Figure(
            name="scan_latency",
            what="from a scan's last byte to its event, 99 of 100",
            value=round(cuts[98] * 1000, 2),
            unit="ms",
            sense=Sense.AT_MOST,
            to_reach=30,
            ours=f"median {cuts[49] * 1000:.2f} ms, worst {max(times) * 1000:.2f} ms",
            limit=f"{SCANS} scans, serial",
        )
    ]


def sdt_noise() -> list[Figure]:
    """Noise with beginnings of frames in it, through the card reader's parser."""
    from devices.simulators.sdt_noise_bench import measure_noise

    found = measure_noise(NOISE_MB)
    return [
        Figure(
            name="sdt_noise_rate",
            what="noise that the card reader's parser takes in a second",
            value=round(found.megabytes / found.seconds, 1),
            unit="MB/s",
            sense=Sense.AT_LEAST,
            to_reach=50,
            ours=f"{found.seconds:.2f} s",
            limit=f"{found.megabytes:.0f} MB, {found.lures} beginnings of frames",
        ),
        Figure(
            name="sdt_false_cards",
            what="cards read out of noise",
            value=found.false_cards,
            unit="cards",
            sense=Sense.AT_MOST,
            to_reach=0,
            ours=f"{found.false_cards} cards",
            limit=f"{found.megabytes:.0f} MB",
        ),
    ]


def soak() -> list[Figure]:
    """A day at the counter in quick time: a parcel every ten seconds, a fault every minute."""
    from devices.simulators.replug_bench import measure_replugs
    from devices.simulators.soak_bench import measure_soak

    replugged = measure_replugs(REPLUG_ROUNDS)
    found = measure_soak(SOAK_HOURS, SOAK_SEED)
    limit = f"{SOAK_HOURS} h, {found.readings} readings, {found.faults} faults"

    def none_of(name: str, what: str, value: int, unit: str) -> Figure:
        return Figure(
            name=f"soak_{name}",
            what=what,
            value=value,
            unit=unit,
            sense=Sense.AT_MOST,
            to_reach=0,
            ours=f"{value} {unit}",
            limit=limit,
        )

    return [
        none_of(
            "lost", "scans, cards and weights that never come, the clerk's second try included", found.lost, "readings"
        ),
        none_of("doubled", "scans, cards and weights that come twice", found.doubled, "readings"),
        none_of("false", "scans, cards and weights that never were", found.false, "readings"),
        none_of("threads", "threads that are left over", found.threads, "threads"),
        none_of("ports", "openings of a port without their closing", found.unclosed, "ports"),
        none_of(
            "handles",
            f"handles and threads that {replugged.plugs} plugs in and out of real ports leave",
            replugged.handles + replugged.threads,
            "handles",
        ),
        Figure(
            name="soak_memory",
            what="memory that the day adds to that of its first quarter of an hour",
            value=round(found.grown_mb, 2),
            unit="MB",
            sense=Sense.AT_MOST,
            to_reach=5,
            ours=f"{found.grown_mb:.2f} MB",
            limit=limit,
        ),
    ]
