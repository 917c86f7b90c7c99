"""Vectors of the makers' manuals and of public sources; those marked computed were built from the published layout."""

from decimal import Decimal

import pytest

from devices.scale import lines, toledo, xk3190
from devices.scale.lines import own_format, own_pattern
from devices.scale.reading import Basis, WeightReading, WeightUnit, decimal_of
from devices.scale.stream import ReadingStream, ScaleFormat, ScaleLosses

A12_VECTOR = bytes.fromhex("57 47 30 30 34 2E 31 33 39 6B 67 33 44 0D 0A")


def read(format_: ScaleFormat, data: bytes, unit: WeightUnit = WeightUnit.KILOGRAM) -> list[WeightReading]:
    return ReadingStream(format_, unit).feed(data)


def one(format_: ScaleFormat, data: bytes) -> WeightReading:
    (reading,) = read(format_, data)
    return reading


def losses(format_: ScaleFormat, data: bytes) -> ScaleLosses:
    stream = ReadingStream(format_)
    assert stream.feed(data) == []
    return stream.losses


@pytest.mark.parametrize(
    ("frame", "grams"),
    [
        ("02 2B 30 30 32 30 30 30 32 31 42 03", 20_000),  # manual
        ("02 2B 30 30 31 32 35 30 33 31 45 03", 1_250),  # computed
        ("02 2D 30 30 30 31 30 30 32 31 45 03", -1_000),  # computed
    ],
)
def test_xk3190_continuous(frame: str, grams: int) -> None:
    reading = one(xk3190.CONTINUOUS, bytes.fromhex(frame))
    assert (reading.grams, reading.stable, reading.weighs) == (grams, None, grams > 0)


def test_a_bad_checksum_is_counted_and_not_read() -> None:
    assert losses(xk3190.CONTINUOUS, bytes.fromhex("02 2B 30 30 32 31 30 30 32 31 42 03")).bad_checksums == 1
    assert losses(xk3190.A12, A12_VECTOR.replace(b"4", b"5", 1)).bad_checksums == 1


@pytest.mark.parametrize(
    ("format_", "text", "value"),
    [
        (xk3190.LOW_FIRST, b"=000.3000", "3.000"),
        (xk3190.LOW_FIRST, b"=00.1000-", "-1.00"),
        (xk3190.HIGH_FIRST, b"=0003.000", "3.000"),
        (xk3190.HIGH_FIRST, b"=-0001.00", "-1.00"),
    ],
)
def test_xk3190_equals_from_either_end(format_: ScaleFormat, text: bytes, value: str) -> None:
    assert one(format_, text).value == Decimal(value)


def test_xk3190_a12_with_its_checksum() -> None:
    reading = one(xk3190.A12, A12_VECTOR)
    assert (reading.grams, reading.basis) == (4_139, Basis.GROSS)


def test_xk3190_a12_says_overload() -> None:
    reading = one(xk3190.A12, b"         OL23\r\n")
    assert reading.overload
    assert not reading.weighs


@pytest.mark.parametrize(
    ("text", "grams", "basis", "weighs"),
    [
        (b"wn0000.1kg", 100, Basis.NET, True),
        (b"ww0012.5kg", 12_500, Basis.GROSS, True),
        (b"wt0000.2kg", 200, Basis.TARE, False),
        (b"wn-0000.1kg", -100, Basis.NET, False),
    ],
)
def test_xk3190_text(text: bytes, grams: int, basis: Basis, weighs: bool) -> None:
    reading = one(xk3190.TEXT, text)
    assert (reading.grams, reading.basis, reading.weighs) == (grams, basis, weighs)


def toledo_frame(decimals: int, flags: int, weight: str, tare: str = "     0", maker_bits: int = 0x20) -> bytes:
    return bytes([0x02, maker_bits | decimals, flags, 0x20]) + f"{weight:>6}{tare}".encode() + b"\r"


@pytest.mark.parametrize(("decimals", "value"), [(2, "1250"), (3, "125.0"), (4, "12.50"), (5, "1.250"), (6, "0.1250")])
@pytest.mark.parametrize("maker_bits", [0x20, 0x28, 0x58, 0xA0])
def test_toledo_decimals_whatever_the_maker_does_with_the_other_bits(
    decimals: int, value: str, maker_bits: int
) -> None:
    reading = one(toledo.CONTINUOUS, toledo_frame(decimals, 0x30, "1250", maker_bits=maker_bits))
    assert (reading.value, reading.unit, reading.stable) == (Decimal(value), WeightUnit.KILOGRAM, True)


@pytest.mark.parametrize("decimals", [0, 1, 7])
def test_toledo_decimals_that_no_table_explains(decimals: int) -> None:
    assert losses(toledo.CONTINUOUS, toledo_frame(decimals, 0x30, "1250")).unreadable == 1


def test_toledo_status_word() -> None:
    net = one(toledo.CONTINUOUS, toledo_frame(5, 0x31, "1250", "   500"))
    assert (net.basis, net.tare, net.grams) == (Basis.NET, Decimal("0.500"), 1_250)
    assert one(toledo.CONTINUOUS, toledo_frame(5, 0x32, "1250")).grams == -1_250
    assert one(toledo.CONTINUOUS, toledo_frame(5, 0x34, "999999")).overload
    assert one(toledo.CONTINUOUS, toledo_frame(5, 0x38, "1250")).stable is False
    assert one(toledo.CONTINUOUS, toledo_frame(5, 0x70, "1250")).stable is False
    assert one(toledo.CONTINUOUS, toledo_frame(5, 0x20, "1000")).grams == 454


def test_toledo_with_its_checksum() -> None:
    frame = toledo_frame(5, 0x30, "1250")
    sum_ = bytes([toledo.checksum(frame)])
    assert (sum(byte & 0x7F for byte in frame) + sum_[0]) % 128 == 0
    assert one(toledo.CHECKED, frame + sum_).grams == 1_250
    assert losses(toledo.CHECKED, frame.replace(b"125", b"126") + sum_).bad_checksums == 1
    assert one(toledo.CONTINUOUS, frame + sum_).grams == 1_250


def test_toledo_of_other_makers() -> None:
    assert one(toledo.CONTINUOUS, b"\x02\x25\x30\x20  1250\r").tare is None
    assert one(toledo.CONTINUOUS, b"\x02\x25\x31\x20  1250>   500\r").tare == Decimal("0.500")


def test_toledo_8217() -> None:
    assert one(toledo.POLLED, b"\x0201.245\r") == WeightReading(
        Decimal("1.245"), WeightUnit.KILOGRAM, Basis.GROSS, stable=True
    )
    assert one(toledo.POLLED, b"\x0201.245N\r").basis is Basis.NET
    assert one(toledo.POLLED, b"\x02?A\r") == WeightReading(Decimal(0), WeightUnit.KILOGRAM, stable=False, blank=True)
    assert not one(toledo.POLLED, b"\x02?D\r").blank
    assert one(toledo.POLLED, b"\x02?B\r").overload
    assert one(toledo.POLLED, b"\x02?P\r") == WeightReading(Decimal(0), WeightUnit.KILOGRAM, stable=True)


def test_toledo_8217_when_the_parity_comes_through() -> None:
    with_parity = bytes(byte | (0x80 if byte.bit_count() % 2 else 0) for byte in b"\x0201.245\r")
    assert one(toledo.POLLED, with_parity).grams == 1_245


@pytest.mark.parametrize(
    ("format_", "line", "grams", "stable"),
    [
        (lines.AND, b"ST,+0001234.5  g\r\n", 1_235, True),
        (lines.AND, b"US,-0001234.5  g\r\n", -1_235, False),
        (lines.AND, b"ST,+00001.250 kg\r\n", 1_250, True),
        (lines.CAS, b"ST,GS,\x01\x0a,   1.250 kg\r\n", 1_250, True),
        (lines.CAS, b"US,NT,\r\n,   1.250 kg\r\n", 1_250, False),
        (lines.CAS_18, b"ST,GS,   1.250kg\r\n", 1_250, True),
        (lines.CAS_10, b"   1.250\r\n", 1_250, None),
        (lines.BENCH, b"ST,GS,+ 123.456 kg\r\n", 123_456, True),
        (lines.BENCH, b"US,NT,-   1.0 lb\r\n", -454, False),
    ],
)
def test_lines(format_: ScaleFormat, line: bytes, grams: int, stable: bool | None) -> None:
    reading = one(format_, line)
    assert (reading.grams, reading.stable) == (grams, stable)


def test_overloads_in_lines() -> None:
    assert one(lines.AND, b"OL,+9999999E+19   \r\n").overload
    assert one(lines.CAS, b"OL,GS,\x01\x40,   0.000 kg\r\n").overload


@pytest.mark.parametrize("line", [b"QT,+0000012.0 PC\r\n", b"ST,+0001234.5 ct\r\n", b"ST,+1.2.3.4.5 kg\r\n"])
def test_what_is_no_weight_is_counted(line: bytes) -> None:
    assert losses(lines.AND, line).unreadable == 1


OWN = own_format(own_pattern(r"(?P<stable>S )?(?P<net>N )?(?P<overload>OVER)?(?P<weight>[\d.]*)(?P<unit>kg|g|斤)?$"))


def test_a_pattern_of_ones_own() -> None:
    reading, loose = read(OWN, b"\nS N 1.5kg\r\n250\r\n", WeightUnit.GRAM)
    assert (reading.grams, reading.stable, reading.basis) == (1_500, True, Basis.NET)
    assert (loose.grams, loose.stable, loose.basis) == (250, False, None)
    assert one(OWN, b"\nOVER\r").overload


def test_the_rest_of_a_line_is_no_line() -> None:
    assert [reading.grams for reading in read(OWN, b"2.5kg\r\n12.5kg\r\n")] == [12_500]


@pytest.mark.parametrize("text", ["(", r"\d+", ""])
def test_a_pattern_without_a_weight_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="pattern"):
        own_pattern(text)


@pytest.mark.parametrize("text", [b"", b"+", b".", b"1 2", b"1.2.3", b"1e3", b"--1", b"kg"])
def test_what_is_no_number(text: bytes) -> None:
    assert decimal_of(text) is None


def test_grams_are_rounded_half_up() -> None:
    assert WeightReading(Decimal("0.0005"), WeightUnit.KILOGRAM).grams == 1
    assert WeightReading(Decimal("0.00049"), WeightUnit.KILOGRAM).grams == 0


def test_the_buffer_never_grows() -> None:
    stream = ReadingStream(xk3190.CONTINUOUS)
    for _ in range(100):
        assert stream.feed(b"\x02+00") == []
    assert len(stream._buffer) <= xk3190.CONTINUOUS.longest
    assert stream.losses.noise_bytes == 400 - len(stream._buffer)
