"""Scanning by camera: what the quick pass costs, and how many hard frames the rescue ladder reads in time."""

from app.benchmarks.figures import Figure, Sense

QUICK_FRAMES = 60
CLIPS = 120
CLIPS_IN_FULL = 625
"""5,000 frames."""


def camera() -> list[Figure]:
    """The quick pass against zxing-cpp alone, and hard clips; about a minute."""
    from devices.simulators.hard_frame_bench import measure_quick

    found = measure_quick(QUICK_FRAMES)
    quick = Figure(
        name="camera_quick_pass",
        what="live decoder's time for a readable 1080p frame over that of zxing-cpp alone with the same formats",
        value=round(found.times_as_long, 2),
        unit="times",
        sense=Sense.AT_MOST,
        to_reach=1.3,
        ours=f"{found.ours_s * 1000:.1f} ms",
        limit=f"zxing-cpp {found.zxing_s * 1000:.1f} ms, {QUICK_FRAMES} frames, medians",
    )
    return [quick, *_hard(CLIPS, seed=1)]


def camera_in_full() -> list[Figure]:
    """5,000 hard frames; some minutes."""
    return _hard(CLIPS_IN_FULL, seed=10_000)


def _hard(clips: int, *, seed: int) -> list[Figure]:
    from devices.simulators.hard_frame_bench import HARD, WITHIN_S, measure_hard

    found = measure_hard(clips, seed=seed)
    missed = ", ".join(f"{name} {count}" for name, count in found.missed.items()) or "none"
    return [
        Figure(
            name="camera_hard_read",
            what=f"hard clips that give their waybill number as a scan within {WITHIN_S} s",
            value=round(100 * found.rate, 1),
            unit="%",
            sense=Sense.AT_LEAST,
            to_reach=90,
            ours=f"missed: {missed}",
            limit=f"{found.clips} clips of {len(HARD)} kinds, drawn",
        ),
        Figure(
            name="camera_wrong_scans",
            what="scans from hard frames that are another text than the waybill's number",
            value=found.wrong,
            unit="scans",
            sense=Sense.AT_MOST,
            to_reach=0,
            ours=f"{found.wrong} wrong",
            limit=f"{found.frames} frames",
        ),
    ]
