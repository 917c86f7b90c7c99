"""Counting and exporting in words."""

from app.domain.errors import DomainFault
from app.statistics_export import ExportFault
from ui.texts import QT_TRANSLATE_NOOP
from ui.wording.table import Table

STATISTICS: Table = {
    DomainFault.PERIOD_INVALID: (
        QT_TRANSLATE_NOOP("errors", "日期不对：开始要早于结束，最多一年"),
        QT_TRANSLATE_NOOP("errors", "改好日期再按 {finish}"),
    ),
}

EXPORT: Table = {
    ExportFault.NO_ROOM: (
        QT_TRANSLATE_NOOP("errors", "磁盘满了，文件没有导出"),
        QT_TRANSLATE_NOOP("errors", "换一个盘再按 {save}"),
    ),
    ExportFault.NOT_WRITABLE: (
        QT_TRANSLATE_NOOP("errors", "这里不能写文件，没有导出"),
        QT_TRANSLATE_NOOP("errors", "关掉正打开它的程序，或换一个文件夹再按 {save}"),
    ),
}
