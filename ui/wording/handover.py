"""Handing parcels over in words: what stops one at the door, and what is wrong with a manifest."""

from app.domain.errors import DomainFault
from app.domain.handover import DoorStop
from ui.texts import QT_TRANSLATE_NOOP
from ui.wording.table import Table

HANDOVER: Table = {
    DomainFault.HANDOVER_INVALID: (
        QT_TRANSLATE_NOOP("errors", "交接单有一栏填得不对"),
        QT_TRANSLATE_NOOP("errors", "照车辆、集包和驾驶员核对，再按 {finish}"),
    ),
    DomainFault.HANDOVER_OPEN: (
        QT_TRANSLATE_NOOP("errors", "还有一张交接单没有办完"),
        QT_TRANSLATE_NOOP("errors", "先把那一张交接完，或按 {discard} 放弃它"),
    ),
    DomainFault.HANDOVER_EMPTY: (
        QT_TRANSLATE_NOOP("errors", "这张交接单里一件也没有"),
        QT_TRANSLATE_NOOP("errors", "先扫要交接的快件；不交接了按 {discard} 放弃"),
    ),
}

DOOR: Table = {
    DoorStop.NOT_A_WAYBILL: (
        QT_TRANSLATE_NOOP("errors", "这不是运单号，也不是验视标识"),
        QT_TRANSLATE_NOOP("errors", "扫面单条码或验视标签上的二维码；扫不出按 {type_waybill} 手输运单号"),
    ),
    DoorStop.MARK_INVALID: (
        QT_TRANSLATE_NOOP("errors", "验视标识不对，不能凭它交接"),
        QT_TRANSLATE_NOOP("errors", "留下这一件，扫面单条码再试；标识可疑请告诉站长"),
    ),
    DoorStop.OTHER_TERMINAL: (
        QT_TRANSLATE_NOOP("errors", "这件是在另一台终端收寄的"),
        QT_TRANSLATE_NOOP("errors", "请在收寄它的那台终端上交接"),
    ),
    DoorStop.NOT_ACCEPTED: (
        QT_TRANSLATE_NOOP("errors", "这件没有在本终端收寄，不能交接"),
        QT_TRANSLATE_NOOP("errors", "先收寄；在别的终端收寄的，到那台终端上交接"),
    ),
    DoorStop.REFUSED: (
        QT_TRANSLATE_NOOP("errors", "这件已经拒收，不能交接"),
        QT_TRANSLATE_NOOP("errors", "拿下来，退还寄件人"),
    ),
    DoorStop.FROZEN: (
        QT_TRANSLATE_NOOP("errors", "这件已冻结，不能离开网点"),
        QT_TRANSLATE_NOOP("errors", "单独放好，不要装车；只有站长能解除"),
    ),
    DoorStop.HANDED_OVER: (
        QT_TRANSLATE_NOOP("errors", "这件已经交接过"),
        QT_TRANSLATE_NOOP("errors", "核对面单；同一运单号不能交接两次"),
    ),
    DoorStop.ON_THE_LIST: (
        QT_TRANSLATE_NOOP("errors", "这件已在本单里，没有重复计数"),
        QT_TRANSLATE_NOOP("errors", "接着扫下一件"),
    ),
    DoorStop.NOT_INSPECTED: (
        QT_TRANSLATE_NOOP("errors", "这件没有验视记录，不能交接"),
        QT_TRANSLATE_NOOP("errors", "留下这一件，请站长处理"),
    ),
    DoorStop.SCREENING_STOPPED: (
        QT_TRANSLATE_NOOP("errors", "这件过机安检没有通过，不能交接"),
        QT_TRANSLATE_NOOP("errors", "单独放好，按 {incident} 处置或请站长处理"),
    ),
    DoorStop.SCREENING_MISSING: (
        QT_TRANSLATE_NOOP("errors", "这件必须先过机安检"),
        QT_TRANSLATE_NOOP("errors", "放到待安检的一堆；过机后按 {screening} 一起登记，随即计入本单"),
    ),
    DoorStop.OTHER_CARRIER: (
        QT_TRANSLATE_NOOP("errors", "这件不是本单这家快递企业的"),
        QT_TRANSLATE_NOOP("errors", "拿下来交给它自己的车；几家混装按 {differs} 把企业改成“不限”"),
    ),
    DoorStop.LIST_FULL: (
        QT_TRANSLATE_NOOP("errors", "这张交接单满了"),
        QT_TRANSLATE_NOOP("errors", "按 {finish} 先交接，再开一张"),
    ),
}
