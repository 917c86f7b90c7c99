"""The codes of printing in the clerk's words."""

from app.domain.errors import DomainFault
from ui.printing.problems import PrintProblem
from ui.texts import QT_TRANSLATE_NOOP
from ui.wording.table import Table

LABEL: Table = {
    DomainFault.NOTHING_ACCEPTED: (
        QT_TRANSLATE_NOOP("errors", "还没有收寄过，没有标识可打印"),
        QT_TRANSLATE_NOOP("errors", "收寄一件后再按 {print_label}"),
    ),
    DomainFault.NO_MARK: (
        QT_TRANSLATE_NOOP("errors", "上一件是信件，不开箱验视，没有验视标识"),
        "",
    ),
}

PRINT: Table = {
    PrintProblem.NO_PRINTER: (
        QT_TRANSLATE_NOOP("errors", "这台电脑没有打印机"),
        QT_TRANSLATE_NOOP("errors", "可以存成 PDF，在别的电脑上打印"),
    ),
    PrintProblem.PRINTER_GONE: (
        QT_TRANSLATE_NOOP("errors", "找不到选定的打印机"),
        QT_TRANSLATE_NOOP("errors", "接好打印机或另选一台，也可以存成 PDF"),
    ),
    PrintProblem.PRINTER_FAILED: (
        QT_TRANSLATE_NOOP("errors", "打印机没有接收"),
        QT_TRANSLATE_NOOP("errors", "检查纸张和连线后再打印，也可以存成 PDF"),
    ),
    PrintProblem.NOT_SAVED: (
        QT_TRANSLATE_NOOP("errors", "文件没有保存"),
        QT_TRANSLATE_NOOP("errors", "换一个文件夹再保存"),
    ),
}
