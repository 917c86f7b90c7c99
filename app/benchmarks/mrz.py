"""Machine-readable zones of drawn passports: right or flagged, names confirmed, and how long it takes."""

import sys

from app.benchmarks.figures import Figure, Sense

PASSPORTS = 500
"""As many as the promise speaks of; about a second for each."""

_SAID_EVERY = 25


def mrz(passports: int = PASSPORTS) -> list[Figure]:
    """``passports`` held-out drawings over every condition; progress goes to standard error."""
    from devices.simulators.mrz_bench import measure_mrz, product_row_reader

    def say(done: int) -> None:
        if done % _SAID_EVERY == 0 or done == passports:
            print(f"{done} of {passports} passports", file=sys.stderr, flush=True)  # noqa: T201 # a long wait's only sign

    found = measure_mrz(passports, product_row_reader(), progress=say)
    missed = ", ".join(f"{name} {count}" for name, count in found.missed_by_shot if count) or "none"
    return [
        Figure(
            name="mrz_right_or_flagged",
            what="passports whose line 2 is right, or every wrong field in doubt",
            value=found.right_or_flagged,
            unit="passports",
            sense=Sense.AT_LEAST,
            to_reach=passports,
            ours=f"{found.line_right} right, {found.free_of_doubt} free of doubt, {found.not_found} not found",
            limit=f"{passports}; not right: {missed}",
        ),
        Figure(
            name="mrz_names_confirmed",
            what="passports whose name is shown for confirmation",
            value=found.names_for_confirmation,
            unit="passports",
            sense=Sense.AT_LEAST,
            to_reach=passports,
            ours=f"{found.names_right} right, {found.wrong_names_printed_otherwise} wrong and printed otherwise",
            limit=f"{passports}",
        ),
        Figure(
            name="mrz_time",
            what="one picture read and its zone parsed, 95th percentile",
            value=round(found.p95_s, 2),
            unit="s",
            sense=Sense.AT_MOST,
            to_reach=1.5,
            ours=f"median {found.median_s:.2f} s",
            limit="the promise for a 1920x1080 photo",
        ),
    ]
