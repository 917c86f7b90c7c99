"""The words of a record's cameras.

Invariants:
- Times are the recorder's own, as its search form takes them; how far its clock is off stands beside them.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from app.domain.surveillance import CameraRole, OnlineTime, RecorderClock
from app.usecases.playback import CameraPicture
from devices.recorder.address import RecorderKind
from ui.texts import translate

_RIGHT_MS: Final = 1500
"""A clock that differs by less is right: it is measured to about half a second, and recorders count seconds."""


def camera_role_words(role: CameraRole) -> str:
    """What the camera looks at."""
    return {
        CameraRole.COUNTER: translate("cameras", "收寄台"),
        CameraRole.INSPECTION: translate("cameras", "验视台"),
        CameraRole.SCREENING: translate("cameras", "安检机"),
    }[role]


def where_words(picture: CameraPicture) -> str:
    """Maker, device and channel."""
    maker = {
        RecorderKind.HIKVISION: translate("cameras", "海康威视"),
        RecorderKind.DAHUA: translate("cameras", "大华"),
        RecorderKind.UNIVIEW: translate("cameras", "宇视"),
        RecorderKind.ONVIF: "ONVIF",
        RecorderKind.GB28181: translate("cameras", "国标编码"),
    }[picture.recorder]
    if picture.channel is None:
        return f"{maker} {picture.device}"
    channel = translate("cameras", "通道 {number}").format(number=picture.channel)
    return f"{maker} {picture.device} · {channel}"


def when_words(picture: CameraPicture) -> str:
    """The span on the recorder's wall clock."""
    begins, ends = picture.wall_begins, picture.wall_ends
    end = f"{ends:%H:%M:%S}" if begins.date() == ends.date() else f"{ends:%Y-%m-%d %H:%M:%S}"
    span = f"{begins:%Y-%m-%d %H:%M:%S} – {end}"
    return translate("cameras", "录像机时间 {span}").format(span=span)


def clock_words(clock: RecorderClock | None, local: Callable[[datetime], datetime]) -> str:
    """How far the recorder's clock was off, and when that was measured."""
    if clock is None:
        return translate("cameras", "录像机时钟没有测过，请前后多看几分钟")
    at = f"{local(clock.measured_at):%m-%d %H:%M}"
    if abs(clock.offset_ms) < _RIGHT_MS:
        return translate("cameras", "录像机时钟准（{at} 测）").format(at=at)
    seconds = round(abs(clock.offset_ms) / 1000)
    if clock.offset_ms > 0:
        return translate("cameras", "录像机快 {seconds} 秒，已折算（{at} 测）").format(seconds=seconds, at=at)
    return translate("cameras", "录像机慢 {seconds} 秒，已折算（{at} 测）").format(seconds=seconds, at=at)


def online_words(online: Mapping[CameraRole, OnlineTime], role: CameraRole) -> str:
    """How often the channel answered in the last day; empty where nobody asked."""
    time = online.get(role)
    permille = time.permille if time is not None else None
    if permille is None:
        return ""
    return translate("cameras", "24 小时在线 {percent}%").format(percent=f"{permille / 10:.1f}")


def address_words(picture: CameraPicture) -> str:
    """The address, or how to find the picture without one."""
    return picture.address or translate("cameras", "没有回放地址：按通道和时间在录像机上查")
