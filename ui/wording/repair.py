"""The words of what can go wrong with a correction."""

from app.domain.errors import DomainFault
from ui.texts import QT_TRANSLATE_NOOP
from ui.wording.table import Table

DOMAIN: Table = {
    DomainFault.CORRECTION_INVALID: (
        QT_TRANSLATE_NOOP("errors", "改成的内容不对"),
        QT_TRANSLATE_NOOP("errors", "核对后重新填写"),
    ),
    DomainFault.NOT_MENDABLE: (
        QT_TRANSLATE_NOOP("errors", "这条记录没有可以更正的项"),
        QT_TRANSLATE_NOOP("errors", "可以原样重传，或请站长说明后留存"),
    ),
    DomainFault.NOTHING_CHANGED: (
        QT_TRANSLATE_NOOP("errors", "没有改动"),
        QT_TRANSLATE_NOOP("errors", "改好要更正的项，或按 {cancel} 返回"),
    ),
    DomainFault.SUPERVISOR_NEEDED: (
        QT_TRANSLATE_NOOP("errors", "更正身份信息要站长确认"),
        QT_TRANSLATE_NOOP("errors", "请站长输入工号和口令"),
    ),
}
