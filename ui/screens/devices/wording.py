"""The device page's words.

Invariants:
- What a place shows of a card or a code is masked already.
"""

from datetime import datetime
from typing import assert_never

from app.device_board import CAMERA_ROLES, Candidate, DeviceBoard, DeviceRole, Effect, Place
from devices.errors import CardFault
from devices.label_printer.layout import LabelWords
from devices.ports import ScanSource
from devices.scanner.calibration import SCANS, TEST_CODE, CalibrationProblem, WedgeCalibration
from devices.scanner.wedge import BurstEnd
from ui.error_text import key_names, words
from ui.faults import Failed
from ui.icons import Icon
from ui.screens.devices.state import (
    Calibrating,
    DevicesPage,
    Done,
    Proof,
    Said,
    SeenCard,
    SeenCardFault,
    SeenScan,
    SeenWeight,
    Writing,
)
from ui.status_words import ChipWords, place_words
from ui.texts import translate
from ui.wording.machine import right_words


def role_words(role: DeviceRole) -> str:
    """A place at the counter."""
    return {
        DeviceRole.SCANNER: translate("devices", "扫描枪"),
        DeviceRole.ID_READER: translate("devices", "读卡器"),
        DeviceRole.CAMERA: translate("devices", "相机"),
        DeviceRole.DOCUMENT_CAMERA: translate("devices", "证件相机"),
        DeviceRole.INSPECTION_CAMERA: translate("devices", "验视相机"),
        DeviceRole.PERSON_CAMERA: translate("devices", "人像相机"),
        DeviceRole.SCALE: translate("devices", "电子秤"),
        DeviceRole.LABEL_PRINTER: translate("devices", "标签打印机"),
    }[role]


def standing(place: Place) -> ChipWords:
    """How the device of a place is."""
    if place.status is not None:
        return place_words(place.status)
    if place.role is DeviceRole.SCANNER and not place.address:
        # a keyboard scanner needs no setting: what types like one is heard
        return ChipWords(Icon.KEYBOARD, translate("devicepage", "键盘枪"), "calm", "")
    if place.address:
        return ChipWords(Icon.PENDING, translate("devicepage", "还没看过"), "calm", "")
    if place.role in (DeviceRole.DOCUMENT_CAMERA, DeviceRole.INSPECTION_CAMERA):
        return ChipWords(Icon.CAMERA, translate("devicepage", "用扫描相机"), "calm", "")
    return ChipWords(Icon.RING, translate("devicepage", "没有设置"), "muted", "")


def told(place: Place) -> str:
    """What is the matter with the device of a place and what to do; else what it says that it is."""
    status = place.status
    if status is not None and status.fault is not None:
        return place_words(status).todo
    if status is not None and status.about is not None:
        about = [text for text in (status.about.model, status.about.firmware, status.about.serial) if text]
        if about:
            return " · ".join(about)
    if not place.address:
        return _without(place.role)
    return ""


def _without(role: DeviceRole) -> str:
    match role:
        case DeviceRole.SCANNER:
            return translate("devicepage", "像键盘一样打字的枪插上就能用，不必设置；其他接法的在下面选")
        case DeviceRole.LABEL_PRINTER:
            return translate("devicepage", "标签从系统的默认打印机出；直接连的打印机手写地址")
        case DeviceRole.DOCUMENT_CAMERA | DeviceRole.INSPECTION_CAMERA:
            return translate("devicepage", "没有另设的，用扫描的那台相机；要用另一台，在下面选")
        case DeviceRole.ID_READER | DeviceRole.CAMERA | DeviceRole.PERSON_CAMERA | DeviceRole.SCALE:
            return translate("devicepage", "插上后在下面选一台")
        case _:
            assert_never(role)


def trial_words(role: DeviceRole) -> str:
    """What to do to see that a device works."""
    return {
        DeviceRole.SCANNER: translate("devicepage", "扫下面的测试码（激光枪扫不了屏幕：用命令 test-code 打印出来扫）"),
        DeviceRole.ID_READER: translate("devicepage", "放一张身份证试读，只显示遮盖后的内容，不保存"),
        DeviceRole.CAMERA: translate("devicepage", "看右边的实时画面；把运单放到镜头下试扫"),
        DeviceRole.DOCUMENT_CAMERA: translate("devicepage", "看右边的实时画面：证件放下去，字要清楚"),
        DeviceRole.INSPECTION_CAMERA: translate("devicepage", "看右边的实时画面：要看得见开箱的桌面"),
        DeviceRole.PERSON_CAMERA: translate("devicepage", "看右边的实时画面：能看清柜台前的人"),
        DeviceRole.SCALE: translate("devicepage", "放一件东西上去，等重量稳定"),
        DeviceRole.LABEL_PRINTER: translate("devicepage", "试打一张，看字和码是否齐全"),
    }[role]


def proof_words(proof: Proof) -> str:
    """What a device has just brought."""
    match proof:
        case SeenScan(text=text) if text == TEST_CODE:
            way = source_words(proof.source)
            return translate("devicepage", "测试码扫对了 · {way}").format(way=way)
        case SeenScan(text=text, length=length, source=source):
            return translate("devicepage", "扫到 {text} · {length} 位 · {way}").format(
                text=text, length=length, way=source_words(source)
            )
        case SeenCard(name=name, number=number):
            return translate("devicepage", "读到 {name} {number}").format(name=name, number=number)
        case SeenCardFault(fault=fault):
            return _card_words(fault)
        case SeenWeight(grams=None):
            return translate("devicepage", "秤上空了")
        case SeenWeight(grams=grams):
            return translate("devicepage", "{kilograms:.3f} 千克").format(kilograms=(grams or 0) / 1000)
        case _:
            assert_never(proof)


def _card_words(fault: CardFault) -> str:
    return str(words(fault))


def source_words(source: ScanSource) -> str:
    """The way in which a code came."""
    return {
        ScanSource.WEDGE: translate("devicepage", "键盘枪"),
        ScanSource.SERIAL: translate("devicepage", "串口枪"),
        ScanSource.CAMERA: translate("devicepage", "相机"),
        ScanSource.EVDEV: translate("devicepage", "键盘枪（独占）"),
        ScanSource.RAW_INPUT: translate("devicepage", "键盘枪（独占）"),
        ScanSource.HID_POS: translate("devicepage", "HID 枪"),
    }[source]


def candidate_words(candidate: Candidate) -> tuple[str, str, str]:
    """Its name, where it is, and what stands against it."""
    if candidate.denied is not None:
        note = translate("devicepage", "没有权限：{todo}").format(todo=right_words(candidate.denied))
    elif candidate.used_as is not None:
        note = translate("devicepage", "现在用作{role}").format(role=role_words(candidate.used_as))
    else:
        note = translate("devicepage", "可以用")
    return candidate.name, candidate.where, note


def unused_words(board: DeviceBoard) -> str:
    """What is plugged in and has no place."""
    if board.simulated:
        return translate("devicepage", "训练中用的是模拟设备，换不了；取名、校准和试用都可以")
    if not board.unused:
        return translate("devicepage", "插着的设备都在用")
    names = translate("devicepage", "、").join(board.unused)
    return translate("devicepage", "插着没用的：{names}").format(names=names)


def calibrating_words(run: Calibrating) -> str:
    """How far a calibration is."""
    if run.wrong and not run.heard:
        return translate("devicepage", "扫到了，但字不对：先关掉大写锁定；还不对，把枪的键盘布局设成美式，再扫")
    text = translate("devicepage", "校准中：连扫测试码 {scans} 次，已扫到 {heard} 次。扫完前键盘打字不起作用")
    return text.format(scans=SCANS, heard=run.heard)


def said_words(said: Said) -> tuple[str, str]:
    """What came of the last step, and its tone."""
    match said:
        case Failed():
            return str(words(said.fault, said.detail)), "bad"
        case Effect.NOW:
            return translate("devicepage", "已换上，马上能用"), "good"
        case Effect.NEXT_START:
            return translate("devicepage", "已记下，下次启动程序后起作用"), "warn"
        case WedgeCalibration():
            return _found_words(said), "good"
        case CalibrationProblem():
            return _problem_words(said), "bad"
        case Done():
            return _done_words(said)
        case _:
            assert_never(said)


def _found_words(found: WedgeCalibration) -> str:
    end = (
        translate("devicepage", "每个码后面跟一个回车")
        if found.end is BurstEnd.SUFFIX
        else translate("devicepage", "码后面不跟回车，靠停顿认出")
    )
    text = translate("devicepage", "校准好了，马上起作用：两键之间最慢 {slowest} 毫秒，按 {threshold} 毫秒认；{end}")
    return text.format(slowest=found.slowest_gap_ms, threshold=found.threshold_ms, end=end)


def _problem_words(problem: CalibrationProblem) -> str:
    match problem:
        case CalibrationProblem.NOT_HEARD:
            return translate("devicepage", "没有扫到测试码，设置没改。看枪是否插好、扫的是不是测试码")
        case CalibrationProblem.OTHER_LAYOUT:
            return translate("devicepage", "扫到的字不对，设置没改。把枪的键盘布局设成美式，关掉大写锁定")
        case CalibrationProblem.TOO_SLOW:
            return translate("devicepage", "枪打字太慢，设置没改。在枪的说明书里找“键间延时”，设短一些")
        case _:
            assert_never(problem)


def _done_words(done: Done) -> tuple[str, str]:
    return {
        Done.NAMED: (translate("devicepage", "名字记下了"), "good"),
        Done.REMOVE_AGAIN: (
            translate("devicepage", "再按一次 {discard}，这里就不用设备了；手写的地址要重新写").format(**key_names()),
            "warn",
        ),
        Done.REMOVED: (translate("devicepage", "这里不再用设备"), "good"),
        Done.TEST_PRINTED: (translate("devicepage", "测试标签已送去打印"), "good"),
        Done.CALIBRATION_STOPPED: (translate("devicepage", "校准停了，设置没改"), "warn"),
        Done.TOO_FEW_SCANS: (translate("devicepage", "扫的次数不够，设置没改。再校准一次，连扫三次"), "warn"),
        Done.TRAINING: (translate("devicepage", "训练中换不了设备，退出训练再来"), "warn"),
        Done.CHOOSE_FIRST: (translate("devicepage", "先用上下键走到要换上的设备，再确认"), "warn"),
        Done.NOTHING_CHOSEN: (translate("devicepage", "没有可选的设备：插上，等它出现在列表里"), "warn"),
    }[done]


def writing_words(writing: Writing, role: DeviceRole) -> str:
    """What to type."""
    if writing is Writing.NAME:
        return translate("devicepage", "给这台{role}取个名字，如“左柜台”；不要写人名").format(role=role_words(role))
    return {
        DeviceRole.SCANNER: translate("devicepage", "设备地址，如 serial:COM3?framing=crlf"),
        DeviceRole.ID_READER: translate("devicepage", "设备地址，如 sdt:COM4?baud=115200 或 sdt:tcp://10.0.0.9:50000"),
        **dict.fromkeys(CAMERA_ROLES, translate("devicepage", "设备地址，如 camera:1 或 camera:rtsp://…")),
        DeviceRole.SCALE: translate("devicepage", "设备地址，如 scale:COM5?profile=xk3190"),
        DeviceRole.LABEL_PRINTER: translate("devicepage", "设备地址，如 label:tspl@tcp:10.0.0.8:9100?stock=60x40"),
    }[role]


def profile_words(state: DevicesPage) -> str:
    """Which protocol a scale that is chosen now will be read by."""
    return translate("devicepage", "秤的通讯规约：{profile}").format(profile=state.scale_options["profile"])


def test_label(now: datetime) -> LabelWords:
    """A label that nobody can take for a parcel's. ``now`` is the counter's own time."""
    void = translate("devicepage", "测试 无效")
    return LabelWords(
        headline=translate("devicepage", "测试标签"),
        outlet=translate("devicepage", "验讫"),
        lines=(f"{now:%Y-%m-%d %H:%M}",),
        short_code="TEST",
        code="YANQI-TEST-LABEL",
        note=void,
    )
