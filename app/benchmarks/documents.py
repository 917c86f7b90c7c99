"""Reading documents from pictures: right or flagged, time, and the memory of the reader's process."""

from app.benchmarks.figures import Figure, Sense

_CARDS = 200


def cards() -> list[Figure]:
    """Two hundred drawn cards under the eight conditions, none of which any rule was tuned on."""
    from devices.simulators.document_bench import FieldTally, measure_documents

    found = measure_documents(_CARDS)

    def told(tally: FieldTally) -> str:
        return (
            f"right {tally.right} (of these flagged {tally.right_but_flagged}), wrong and flagged "
            f"{tally.wrong_flagged}, missing {tally.missing}, wrong unflagged {tally.wrong_unflagged}"
        )

    figures = [
        Figure(
            name="guide_time",
            what="one live 1080p picture judged for the hint on the screen, p95",
            value=round(found.p95_guide_seconds * 1000, 1),
            unit="ms",
            sense=Sense.AT_MOST,
            to_reach=20,
            ours=f"{len(found.guide_seconds)} pictures",
            limit="20 ms",
        ),
        Figure(
            name="ocr_time",
            what="one 1080p picture of a card read, p95",
            value=round(found.p95_seconds, 3),
            unit="s",
            sense=Sense.AT_MOST,
            to_reach=1.5,
            ours=f"{len(found.seconds)} pictures; {found.p95_processor_seconds:.2f} s of the processor's time",
            limit="1.5 s",
        ),
        Figure(
            name="ocr_number",
            what="document number right or flagged",
            value=round(found.number.right_or_flagged, 4),
            unit="share",
            sense=Sense.AT_LEAST,
            to_reach=1.0,
            ours=told(found.number),
            limit="no wrong number unflagged",
        ),
        Figure(
            name="ocr_birth_date",
            what="birth date right or flagged",
            value=round(found.birth_date.right_or_flagged, 4),
            unit="share",
            sense=Sense.AT_LEAST,
            to_reach=1.0,
            ours=told(found.birth_date),
            limit="no wrong date unflagged",
        ),
        Figure(
            name="ocr_name",
            what="name right or flagged",
            value=round(found.name.right_or_flagged, 4),
            unit="share",
            sense=Sense.AT_LEAST,
            to_reach=0.98,
            ours=told(found.name),
            limit="names have no check digit",
        ),
    ]
    if found.peak_megabytes is not None:
        figures.append(
            Figure(
                name="ocr_memory",
                what="peak memory of the reader's process",
                value=round(found.peak_megabytes),
                unit="MB",
                sense=Sense.AT_MOST,
                to_reach=500,
                ours="VmHWM after the run",
                limit="500 MB",
            )
        )
    return figures
