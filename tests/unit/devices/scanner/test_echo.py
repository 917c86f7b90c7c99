from devices.ports import ScanEvent, ScanSource
from devices.scanner.echo import EchoFilter


def scan(text: str, source: ScanSource, at: float) -> ScanEvent:
    return ScanEvent(text, None, source, "test", at)


def told(*scans: ScanEvent) -> list[ScanEvent]:
    echoes = EchoFilter()
    return [heard for heard in scans if not echoes.is_echo(heard)]


def test_the_later_of_two_ways_is_the_echo() -> None:
    for first, second in (
        (ScanSource.RAW_INPUT, ScanSource.WEDGE),
        (ScanSource.WEDGE, ScanSource.RAW_INPUT),
    ):
        earlier, later = scan("YT1", first, 1.0), scan("YT1", second, 1.4)
        assert told(earlier, later) == [earlier]


def test_a_code_scanned_twice_is_told_twice() -> None:
    scans = [scan("YT1", source, at) for at in (1.0, 1.5) for source in (ScanSource.RAW_INPUT, ScanSource.WEDGE)]
    assert told(*scans) == [scans[0], scans[2]]


def test_other_texts_other_ways_and_later_times_are_no_echoes() -> None:
    scans = [
        scan("YT1", ScanSource.RAW_INPUT, 1.0),
        scan("YT2", ScanSource.WEDGE, 1.1),
        scan("YT1", ScanSource.SERIAL, 1.2),
        scan("YT1", ScanSource.CAMERA, 1.3),
        scan("YT1", ScanSource.WEDGE, 2.5),
    ]
    assert told(*scans) == scans
