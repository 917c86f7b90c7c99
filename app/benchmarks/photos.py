"""Inspection photos: the time of a judgement, and the search for re-used ones on one counter.

The photos come from seeds that no threshold was tuned on (:mod:`devices.simulators.photo_bench`).
"""

from app.benchmarks.figures import Figure, Sense

_JUDGED = 120
_EARLIER = 100_000
_QUICK = (400, 30)
_FULL = (2000, 100)
"""Different photos, and how many of them are copied in every way."""


def photos() -> list[Figure]:
    """With 400 different photos: about two minutes."""
    return _figures(*_QUICK)


def photos_in_full() -> list[Figure]:
    """With 2,000 different photos, as the share of false stops is promised: about seven minutes."""
    return _figures(*_FULL)


def _figures(different: int, copied: int) -> list[Figure]:
    from app.paths import POLICY
    from app.photo_thresholds import thresholds_of
    from app.policy_files import load_policy
    from devices.simulators.photo_bench import ReuseFigures, measure_judging, measure_reuse, p95
    from devices.vision.pixels import leave_cores_alone

    leave_cores_alone()
    judged = measure_judging(_JUDGED, thresholds_of(load_policy(POLICY).photos))
    reuse: ReuseFigures = measure_reuse(different, copied, _EARLIER)
    each = ", ".join(f"{way.value} {reuse.found[way]}/{tried}" for way, tried in reuse.tried.items())
    return [
        Figure(
            name="photo_judged",
            what="one 1920x1080 JPEG photo decoded and judged, p95, one core",
            value=round(p95(judged) * 1000, 1),
            unit="ms",
            sense=Sense.AT_MOST,
            to_reach=150,
            ours=f"{len(judged)} photos",
            limit="150 ms",
        ),
        Figure(
            name="photo_fingerprint",
            what="one photo as it is kept (1280x720 JPEG) decoded and made ready for the search, p95",
            value=round(p95(reuse.probe_seconds) * 1000, 1),
            unit="ms",
            sense=Sense.AT_MOST,
            to_reach=150,
            ours=f"{len(reuse.probe_seconds)} photos; {reuse.features_bytes} bytes kept of one",
            limit="150 ms",
        ),
        Figure(
            name="reuse_search",
            what=f"search among {reuse.earlier:,} earlier photos of one counter, confirmation included, p95",
            value=round(p95(reuse.search_seconds) * 1000, 1),
            unit="ms",
            sense=Sense.AT_MOST,
            to_reach=50,
            ours=f"{len(reuse.search_seconds)} searches; hashes in memory: {reuse.index_bytes / 1e6:.0f} MB",
            limit="50 ms",
        ),
        Figure(
            name="copies_found",
            what="altered copies found, all alterations",
            value=round(reuse.found_share, 4),
            unit="share",
            sense=Sense.AT_LEAST,
            to_reach=0.97,
            ours=each,
            limit="0.97",
        ),
        Figure(
            name="false_stops",
            what="different photos of one counter that were stopped",
            value=round(reuse.false_share, 5),
            unit="share",
            sense=Sense.AT_MOST,
            to_reach=0.001,
            ours=f"{reuse.false_stops} of {reuse.different}",
            limit="0.001",
        ),
    ]
