"""Decoding a frame and reading a card, each against the bare library or the line itself."""

from app.benchmarks.figures import Figure, Sense


def decode() -> list[Figure]:
    """A 1920 x 1080 frame with Code 128 and QR: our time over zxing-cpp's, and the share of hard frames read."""
    from devices.simulators.decode_bench import measure_decode

    found = measure_decode(60)
    return [
        Figure(
            name="decode_time",
            what="one 1920x1080 frame decoded (Code 128 + QR), over zxing-cpp alone",
            value=round(found.times_as_long, 3),
            unit="x",
            sense=Sense.AT_MOST,
            to_reach=1.3,
            ours=f"{found.ours_s * 1000:.2f} ms",
            limit=f"{found.zxing_s * 1000:.2f} ms",
        ),
        Figure(
            name="decode_rate",
            what="share of hard frames read, over zxing-cpp then pyzbar",
            value=round(found.our_rate / found.zxing_then_pyzbar_rate, 3),
            unit="x",
            sense=Sense.AT_LEAST,
            to_reach=1.0,
            ours=f"{found.our_rate:.3f}",
            limit=f"{found.zxing_then_pyzbar_rate:.3f}",
        ),
    ]


def card() -> list[Figure]:
    """An ID card over the simulated line at 115200 baud: our time over the bytes' own time on the wire."""
    from devices.simulators.sdt_bench import measure_card_read

    found = measure_card_read(115200, 20)
    return [
        Figure(
            name="card_read",
            what="ID card read at 115200 baud, over the bytes' own time on the wire",
            value=round(found.ratio, 3),
            unit="x",
            sense=Sense.AT_MOST,
            to_reach=1.15,
            ours=f"{found.measured_seconds * 1000:.1f} ms",
            limit=f"{found.wire_seconds * 1000:.1f} ms",
        )
    ]
