import os
from pathlib import Path

import cv2
import numpy as np
import pytest

from devices.camera.folder import FolderFrames
from devices.errors import DeviceError, DeviceFault
from devices.simulators.picture_camera import PictureTable
from devices.vision.pixels import Image
from tests.unit.devices.camera.ticks import Ticks

NAME = "file:test"


def plain(level: int) -> Image:
    return np.full((8, 8, 3), level, np.uint8)


def put(folder: Path, name: str, level: int) -> None:
    encoded, content = cv2.imencode(Path(name).suffix, plain(level))
    assert encoded
    (folder / name).write_bytes(content.tobytes())


def level_of(image: Image | None) -> int | None:
    return None if image is None else int(image[0, 0, 0])


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "图片"
    made.mkdir()
    return made


def frames_of(folder: Path, ticks: Ticks, pictures_per_second: float = 1.0) -> FolderFrames:
    return FolderFrames(NAME, folder, pictures_per_second=pictures_per_second, clock=ticks, wait=ticks.wait)


def slides(frames: FolderFrames, count: int) -> list[int | None]:
    """The next ``count`` pictures, each as often as it is shown, without the repeats."""
    seen = [level_of(frames.read())]
    while len(seen) < count:
        level = level_of(frames.read())
        if level != seen[-1]:
            seen.append(level)
    return seen


def test_pictures_follow_each_other_by_name_for_ever(folder: Path, ticks: Ticks) -> None:
    for name, level in [("b.png", 20), ("a.jpg", 10), ("c.BMP", 30)]:
        put(folder, name, level)
    assert slides(frames_of(folder, ticks), 5) == [10, 20, 30, 10, 20]


def test_each_picture_stays_for_its_time(folder: Path, ticks: Ticks) -> None:
    put(folder, "a.png", 10)
    put(folder, "b.png", 20)
    frames = frames_of(folder, ticks, pictures_per_second=5)
    assert [level_of(frames.read()) for _ in range(9)] == [10] * 3 + [20] * 3 + [10] * 3


def test_frames_come_at_a_cameras_pace(folder: Path, ticks: Ticks) -> None:
    frames = frames_of(folder, ticks)
    began = ticks.now
    for _ in range(31):
        frames.read()
    assert ticks.now - began == pytest.approx(2)


def test_a_new_picture_is_shown_at_once(folder: Path, ticks: Ticks) -> None:
    put(folder, "m.png", 10)
    frames = frames_of(folder, ticks)
    assert level_of(frames.read()) == 10
    put(folder, "a.png", 20)
    assert level_of(frames.read()) == 20
    put(folder, "z.png", 30)
    assert level_of(frames.read()) == 30


def test_a_picture_that_was_overwritten_is_new(folder: Path, ticks: Ticks) -> None:
    put(folder, "a.png", 10)
    frames = frames_of(folder, ticks)
    assert level_of(frames.read()) == 10
    put(folder, "a.png", 20)
    os.utime(folder / "a.png", ns=(1, 1))
    assert level_of(frames.read()) == 20


def test_a_picture_that_is_gone_is_no_longer_shown(folder: Path, ticks: Ticks) -> None:
    put(folder, "a.png", 10)
    put(folder, "b.png", 20)
    frames = frames_of(folder, ticks)
    assert level_of(frames.read()) == 10
    (folder / "a.png").unlink()
    assert level_of(frames.read()) == 20
    (folder / "b.png").unlink()
    assert frames.read() is None


def test_an_empty_folder_is_an_empty_table(folder: Path, ticks: Ticks) -> None:
    frames = frames_of(folder, ticks)
    assert frames.read() is None
    put(folder, "a.png", 10)
    assert level_of(frames.read()) == 10


def test_files_that_are_no_pictures_are_passed_over(folder: Path, ticks: Ticks) -> None:
    put(folder, "a.png", 10)
    (folder / "b.png").write_bytes(b"half a pict")
    (folder / "notes.txt").write_text("not shown")
    (folder / ".c.png").write_bytes(b"being written")
    put(folder, "d.png", 40)
    assert slides(frames_of(folder, ticks), 3) == [10, 40, 10]


def test_a_half_copied_picture_is_shown_when_it_is_whole(folder: Path, ticks: Ticks) -> None:
    put(folder, "a.png", 10)
    frames = frames_of(folder, ticks)
    (folder / "b.png").write_bytes(b"half")
    assert level_of(frames.read()) == 10
    put(folder, "b.png", 20)
    assert level_of(frames.read()) == 20


def test_a_picture_is_decoded_once_and_locked(folder: Path, ticks: Ticks) -> None:
    put(folder, "a.png", 10)
    frames = frames_of(folder, ticks)
    first = frames.read()
    assert first is not None
    assert frames.read() is first
    assert not first.flags.writeable


def test_no_folder_is_not_found(tmp_path: Path, ticks: Ticks) -> None:
    with pytest.raises(DeviceError) as caught:
        frames_of(tmp_path / "nowhere", ticks)
    assert caught.value.fault is DeviceFault.NOT_FOUND


def test_the_folder_going_away_is_the_camera_unplugged(folder: Path, ticks: Ticks) -> None:
    frames = frames_of(folder, ticks)
    folder.rmdir()
    with pytest.raises(DeviceError) as caught:
        frames.read()
    assert caught.value.fault is DeviceFault.REMOVED
    assert caught.value.device == NAME
    frames.close()


def test_the_table_shows_one_picture_at_a_time(tmp_path: Path, ticks: Ticks) -> None:
    table = PictureTable(tmp_path / "table")
    frames = frames_of(table.folder, ticks)
    assert frames.read() is None
    for level in (10, 20, 30, 20):
        table.show(plain(level))
        assert [level_of(frames.read()) for _ in range(20)] == [level] * 20
    table.clear()
    assert frames.read() is None


def test_a_table_is_taken_over_empty(tmp_path: Path, ticks: Ticks) -> None:
    PictureTable(tmp_path / "table").show(plain(10))
    PictureTable(tmp_path / "table")
    assert frames_of(tmp_path / "table", ticks).read() is None


def test_a_table_leaves_other_files_alone(tmp_path: Path) -> None:
    put(tmp_path, "own.png", 10)
    PictureTable(tmp_path).clear()
    assert (tmp_path / "own.png").exists()


def test_a_picture_keeps_every_pixel(tmp_path: Path, ticks: Ticks) -> None:
    image = np.random.default_rng(0).integers(0, 256, (20, 30, 3)).astype(np.uint8)
    table = PictureTable(tmp_path)
    table.show(image)
    shown = frames_of(tmp_path, ticks).read()
    assert shown is not None
    assert np.array_equal(shown, image)


def test_an_unplugged_table_takes_no_picture(tmp_path: Path) -> None:
    table = PictureTable(tmp_path / "table")
    table.show(plain(10))
    table.unplug()
    assert not table.folder.exists()
    with pytest.raises(FileNotFoundError):
        table.show(plain(10))
    table.plug_in()
    table.show(plain(10))


def test_a_table_refuses_what_is_no_picture(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="picture"):
        PictureTable(tmp_path).show(np.zeros((0, 0), np.uint8))
