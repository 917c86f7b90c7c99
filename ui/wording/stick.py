"""What can go wrong with a sealed stick, in the clerk's words.

Invariants:
- Each text ends with what it means for the records: they stay on this PC until the province has receipted them.
"""

from sync.words import BundleFault
from ui.texts import QT_TRANSLATE_NOOP
from ui.wording.table import Table

BUNDLE: Table = {
    BundleFault.NOT_A_BUNDLE: (
        QT_TRANSLATE_NOOP("errors", "这不是封存文件"),
        QT_TRANSLATE_NOOP("errors", "请选 U 盘上以 .yqb 结尾的文件"),
    ),
    BundleFault.DAMAGED: (
        QT_TRANSLATE_NOOP("errors", "封存文件不完整或被改动，没有采用"),
        QT_TRANSLATE_NOOP("errors", "记录都还在原网点的电脑里，请在那里重新封存一次"),
    ),
    BundleFault.TOO_NEW: (
        QT_TRANSLATE_NOOP("errors", "封存文件来自更新的程序，本程序读不了"),
        QT_TRANSLATE_NOOP("errors", "请技术员更新程序，或换一台电脑代传"),
    ),
    BundleFault.OTHER_PROVINCE: (
        QT_TRANSLATE_NOOP("errors", "这份文件是给另一个省系统的，没有传出"),
        QT_TRANSLATE_NOOP("errors", "请交给同一省系统的网点代传"),
    ),
    BundleFault.OTHER_ENVIRONMENT: (
        QT_TRANSLATE_NOOP("errors", "训练数据与正式数据不能互传，没有采用"),
        QT_TRANSLATE_NOOP("errors", "请核对 U 盘来自哪一种模式"),
    ),
    BundleFault.UNKNOWN_KEY: (
        QT_TRANSLATE_NOOP("errors", "省系统打不开这份封存文件"),
        QT_TRANSLATE_NOOP("errors", "请让原网点联网一次后重新封存"),
    ),
    BundleFault.BAD_SIGNATURE: (
        QT_TRANSLATE_NOOP("errors", "封存文件的签名不对，省系统没有采用"),
        QT_TRANSLATE_NOOP("errors", "请在原网点重新封存一次"),
    ),
    BundleFault.TERMINAL_UNKNOWN: (
        QT_TRANSLATE_NOOP("errors", "省系统不认识封存这份文件的电脑"),
        QT_TRANSLATE_NOOP("errors", "请管理员联系省系统"),
    ),
    BundleFault.TERMINAL_REVOKED: (
        QT_TRANSLATE_NOOP("errors", "封存这份文件的电脑已被省系统停用"),
        QT_TRANSLATE_NOOP("errors", "记录还在那台电脑里，请管理员联系省系统"),
    ),
    BundleFault.KNOWN: (
        QT_TRANSLATE_NOOP("errors", "这份文件省系统已经收过"),
        QT_TRANSLATE_NOOP("errors", "不用再传"),
    ),
    BundleFault.NO_SEALING_KEY: (
        QT_TRANSLATE_NOOP("errors", "这台电脑还没有省系统的封存密钥"),
        QT_TRANSLATE_NOOP("errors", "请先联网一次，会自动取得"),
    ),
    BundleFault.NOTHING_WAITS: (
        QT_TRANSLATE_NOOP("errors", "没有待传的记录和照片"),
        QT_TRANSLATE_NOOP("errors", "不用封存"),
    ),
    BundleFault.NOTHING_FOUND: (
        QT_TRANSLATE_NOOP("errors", "这个文件夹里没有要找的文件"),
        QT_TRANSLATE_NOOP("errors", "请选 U 盘上放封存文件的文件夹"),
    ),
    BundleFault.NO_ROOM: (
        QT_TRANSLATE_NOOP("errors", "U 盘空间不够，什么也没有写"),
        QT_TRANSLATE_NOOP("errors", "请换一个更大的 U 盘"),
    ),
    BundleFault.LIMIT_TOO_SMALL: (
        QT_TRANSLATE_NOOP("errors", "有一条记录放不进一个分卷"),
        QT_TRANSLATE_NOOP("errors", "请技术员把分卷上限调大"),
    ),
    BundleFault.STOPPED: (
        QT_TRANSLATE_NOOP("errors", "已停止"),
        QT_TRANSLATE_NOOP("errors", "记录都还在，可以随时再来"),
    ),
    BundleFault.UNREADABLE: (
        QT_TRANSLATE_NOOP("errors", "读不到 U 盘"),
        QT_TRANSLATE_NOOP("errors", "请插好 U 盘再试"),
    ),
    BundleFault.NOT_WRITABLE: (
        QT_TRANSLATE_NOOP("errors", "写不进 U 盘"),
        QT_TRANSLATE_NOOP("errors", "请看 U 盘有没有写保护，或换一个 U 盘"),
    ),
    BundleFault.NOT_RECEIPTS: (
        QT_TRANSLATE_NOOP("errors", "回执文件不完整，没有采用"),
        QT_TRANSLATE_NOOP("errors", "请在代传的网点重新取一次"),
    ),
    BundleFault.OTHER_TERMINAL: (
        QT_TRANSLATE_NOOP("errors", "这是别的电脑的回执"),
        QT_TRANSLATE_NOOP("errors", "请拿到封存它的那台电脑上用"),
    ),
    BundleFault.UNSIGNED_RECEIPT: (
        QT_TRANSLATE_NOOP("errors", "有回执不是省系统签发的，整份没有采用"),
        QT_TRANSLATE_NOOP("errors", "记录照旧待传，请联系技术员"),
    ),
}
