from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from devices.errors import DeviceError, DeviceFault
from devices.ports import ScaleCleared, WeightTaken
from devices.scale.driver import SerialScale
from devices.scale.lines import own_pattern
from devices.scale.profiles import ProfileTraits, ScaleProfile, traits_of
from devices.simulators.pty_end import PtyEnd
from devices.simulators.scale import SimulatedScale
from devices.simulators.scale_frames import PATTERN_LINE
from tests.support.devices import eventually


def traits(profile: ScaleProfile) -> ProfileTraits:
    return traits_of(profile, own_pattern(PATTERN_LINE) if profile is ScaleProfile.PATTERN else None)


class Bench:
    """A simulated scale and the driver at its other end."""

    def __init__(self, profile: ScaleProfile, link: Path) -> None:
        self.scale = SimulatedScale(profile, link=link, interval=0.01)
        # the simulated line keeps its frames' pace on a busy machine only roughly
        self.driver = SerialScale("scale:test", self.scale.path, traits(profile), window=1.0)
        self.events: list[WeightTaken | ScaleCleared] = []

    def wait(self, condition: Callable[[], bool]) -> bool:
        def polled() -> bool:
            self.events.extend(self.driver.poll())
            return condition()

        return eventually(polled)

    def weighs(self, grams: int) -> bool:
        return self.wait(lambda: any(isinstance(event, WeightTaken) and event.grams == grams for event in self.events))

    def empties(self) -> bool:
        return self.wait(lambda: bool(self.events) and isinstance(self.events[-1], ScaleCleared))

    @property
    def weights(self) -> set[int]:
        return {event.grams for event in self.events if isinstance(event, WeightTaken)}

    def close(self) -> None:
        self.driver.close()
        self.scale.close()


MakeBench: TypeAlias = Callable[[ScaleProfile], Bench]


@pytest.fixture
def benches(tmp_path: Path) -> Iterator[MakeBench]:
    made: list[Bench] = []

    def make(profile: ScaleProfile) -> Bench:
        made.append(Bench(profile, tmp_path / f"scale-{len(made)}"))
        return made[-1]

    yield make
    for bench in made:
        bench.close()


@pytest.mark.parametrize("profile", ScaleProfile)
def test_every_profile_weighs_a_load_and_the_next(benches: MakeBench, profile: ScaleProfile) -> None:
    bench = benches(profile)
    bench.driver.open()
    bench.scale.put(1250)
    assert bench.weighs(1250)
    bench.scale.lift()
    assert bench.empties()
    bench.scale.put(800)
    assert bench.weighs(800)
    assert bench.weights == {1250, 800}


def test_overload_and_less_than_nothing_are_no_weights(benches: MakeBench) -> None:
    bench = benches(ScaleProfile.TOLEDO)
    bench.driver.open()
    bench.scale.put(500)
    assert bench.weighs(500)
    bench.scale.tare()
    assert bench.empties()
    bench.scale.put(1500)
    assert bench.weighs(1000)
    assert [event.net for event in bench.events if isinstance(event, WeightTaken)] == [False, True]
    bench.scale.overload()
    bench.scale.lift()
    assert bench.empties()
    assert bench.weights == {500, 1000}


def test_only_a_polled_scale_is_ever_written_to() -> None:
    for profile in ScaleProfile:
        asked = traits(profile).poll
        assert asked == (b"W" if profile is ScaleProfile.TOLEDO_8217 else b"")


@pytest.mark.parametrize(("profile", "fault"), [("wrong", DeviceFault.BAD_FRAME), ("silent", DeviceFault.NO_ANSWER)])
def test_opening_says_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, profile: str, fault: DeviceFault
) -> None:
    monkeypatch.setattr("devices.scale.driver._FIRST_FRAME", 0.3)
    with PtyEnd(tmp_path / "silent") as silent, SimulatedScale(ScaleProfile.BENCH) as other:
        port = silent.path if profile == "silent" else other.path
        driver = SerialScale("scale:test", port, traits(ScaleProfile.XK3190))
        with pytest.raises(DeviceError) as caught:
            driver.open()
        driver.close()
    assert caught.value.fault is fault
    assert caught.value.device == "scale:test"


def test_a_closed_driver_reads_nothing(tmp_path: Path) -> None:
    driver = SerialScale("scale:test", str(tmp_path / "none"), traits(ScaleProfile.CAS))
    with pytest.raises(DeviceError):
        driver.poll()
    with pytest.raises(DeviceError) as caught:
        driver.open()
    assert caught.value.fault is DeviceFault.NOT_FOUND
