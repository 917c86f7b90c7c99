"""The codes of this PC in the clerk's words: store, devices, cards, fonts, and our own bugs."""

from app.storage.errors import StorageFault
from devices.errors import CardFault, DeviceFault
from devices.rights import RULES_FILE, MissingRight
from ui.faults import Unforeseen
from ui.fonts import FontProblem
from ui.texts import QT_TRANSLATE_NOOP, translate
from ui.wording.table import Table

STORAGE: Table = {
    StorageFault.STORE_LOCKED: (
        QT_TRANSLATE_NOOP("errors", "验讫已在这台电脑上运行"),
        QT_TRANSLATE_NOOP("errors", "切换到已打开的窗口"),
    ),
    StorageFault.STORE_FULL: (
        QT_TRANSLATE_NOOP("errors", "磁盘已满，这一步没有保存，先前的都在"),
        QT_TRANSLATE_NOOP("errors", "清理磁盘后再按一次"),
    ),
    StorageFault.STORE_CORRUPT: (
        QT_TRANSLATE_NOOP("errors", "本机数据损坏，已停止写入"),
        QT_TRANSLATE_NOOP("errors", "不要重装，马上联系管理员"),
    ),
    StorageFault.WRONG_KEY: (
        QT_TRANSLATE_NOOP("errors", "密钥打不开本机数据"),
        QT_TRANSLATE_NOOP("errors", "换回原来的系统账户，或联系管理员"),
    ),
    StorageFault.SCHEMA_TOO_NEW: (
        QT_TRANSLATE_NOOP("errors", "本机数据由更新的版本写成"),
        QT_TRANSLATE_NOOP("errors", "请管理员升级本程序"),
    ),
    StorageFault.NOT_WRITABLE: (
        QT_TRANSLATE_NOOP("errors", "数据文件夹不能写入，这一步没有保存"),
        QT_TRANSLATE_NOOP("errors", "请管理员检查文件夹权限"),
    ),
    StorageFault.KEY_STORE_MISSING: (
        QT_TRANSLATE_NOOP("errors", "这台电脑没有系统密钥库"),
        QT_TRANSLATE_NOOP("errors", "请管理员设置启动口令"),
    ),
    StorageFault.KEY_STORE_LOCKED: (
        QT_TRANSLATE_NOOP("errors", "系统密钥库被锁住"),
        QT_TRANSLATE_NOOP("errors", "解锁系统账户后重新启动本程序"),
    ),
    StorageFault.MOVED_OUT: (
        QT_TRANSLATE_NOOP("errors", "本机的数据已于 {detail} 迁到另一台电脑，这里不再收寄"),
        QT_TRANSLATE_NOOP("errors", "请在新电脑上收寄；迁移文件丢失或损坏的，请管理员在本机重新迁出"),
    ),
    StorageFault.KEY_LOST: (
        QT_TRANSLATE_NOOP("errors", "本机数据还在，但密钥不见了"),
        QT_TRANSLATE_NOOP("errors", "不要重装，马上联系管理员"),
    ),
    StorageFault.PASSPHRASE_WRONG: (
        QT_TRANSLATE_NOOP("errors", "启动口令不对"),
        QT_TRANSLATE_NOOP("errors", "请重新输入"),
    ),
    StorageFault.PASSPHRASE_TOO_SHORT: (
        QT_TRANSLATE_NOOP("errors", "启动口令太短"),
        QT_TRANSLATE_NOOP("errors", "请换一个更长的"),
    ),
    StorageFault.EVIDENCE_MISSING: (
        QT_TRANSLATE_NOOP("errors", "照片文件不见了"),
        QT_TRANSLATE_NOOP("errors", "本件还开着就重拍一张，并告诉管理员"),
    ),
    StorageFault.EVIDENCE_DAMAGED: (
        QT_TRANSLATE_NOOP("errors", "照片文件损坏"),
        QT_TRANSLATE_NOOP("errors", "本件还开着就重拍一张，并告诉管理员"),
    ),
    StorageFault.WRONG_THREAD: (
        QT_TRANSLATE_NOOP("errors", "程序内部出错，这一步没有保存"),
        QT_TRANSLATE_NOOP("errors", "再按一次；还不行就重新启动，本件不会丢"),
    ),
    StorageFault.CLOSED: (
        QT_TRANSLATE_NOOP("errors", "程序正在退出，这一步没有保存"),
        QT_TRANSLATE_NOOP("errors", "重新启动后继续，本件不会丢"),
    ),
}

DEVICE: Table = {
    DeviceFault.NOT_FOUND: (
        QT_TRANSLATE_NOOP("errors", "没有找到设备"),
        QT_TRANSLATE_NOOP("errors", "检查电源和接线"),
    ),
    DeviceFault.AMBIGUOUS: (
        QT_TRANSLATE_NOOP("errors", "接了几台一样的设备，分不清用哪一台"),
        QT_TRANSLATE_NOOP("errors", "拔掉多余的；都要用的，请管理员在设置里写明用哪一台（{detail}）"),
    ),
    DeviceFault.IN_USE: (
        QT_TRANSLATE_NOOP("errors", "设备被别的程序占用"),
        QT_TRANSLATE_NOOP("errors", "关掉其他收寄或扫描程序"),
    ),
    DeviceFault.ACCESS_DENIED: (
        QT_TRANSLATE_NOOP("errors", "没有使用这个设备的权限"),
        QT_TRANSLATE_NOOP("errors", "请管理员给本账户授权"),
    ),
    DeviceFault.LOGIN_REFUSED: (
        QT_TRANSLATE_NOOP("errors", "摄像机不让登录：用户名或密码不对，或账号被它锁住"),
        QT_TRANSLATE_NOOP("errors", "请管理员改好设置里的密码；为免账号被锁，一刻钟才试一次"),
    ),
    DeviceFault.NO_DRIVER: (
        QT_TRANSLATE_NOOP("errors", "缺少设备所需的组件"),
        QT_TRANSLATE_NOOP("errors", "请管理员重新安装本程序"),
    ),
    DeviceFault.REMOVED: (
        QT_TRANSLATE_NOOP("errors", "设备被拔掉"),
        QT_TRANSLATE_NOOP("errors", "重新插好，会自动接上"),
    ),
    DeviceFault.NO_ANSWER: (
        QT_TRANSLATE_NOOP("errors", "设备没有回应"),
        QT_TRANSLATE_NOOP("errors", "拔下再插，或关掉重新通电"),
    ),
    DeviceFault.BAD_FRAME: (
        QT_TRANSLATE_NOOP("errors", "设备传来的数据不对"),
        QT_TRANSLATE_NOOP("errors", "换一根线或一个接口"),
    ),
    DeviceFault.OUT_OF_ORDER: (
        QT_TRANSLATE_NOOP("errors", "读卡器报告自身有故障，读不了证件"),
        QT_TRANSLATE_NOOP("errors", "关掉重新通电；还不行就换一台，并告诉管理员"),
    ),
    DeviceFault.BAD_SETTING: (
        QT_TRANSLATE_NOOP("errors", "设备设置写错了"),
        QT_TRANSLATE_NOOP("errors", "请管理员改正设置"),
    ),
    DeviceFault.TYPED_ON: (
        QT_TRANSLATE_NOOP("errors", "选作扫描枪的是有人打字的键盘，已经放开"),
        QT_TRANSLATE_NOOP("errors", "是枪就拔下再插；是键盘就到设备页换选扫描枪"),
    ),
    DeviceFault.REFUSED: (
        QT_TRANSLATE_NOOP("errors", "打印机没有接收"),
        QT_TRANSLATE_NOOP("errors", "看打印机是否缺纸、开盖或正在打别的，再按一次"),
    ),
    DeviceFault.HALF_SENT: (
        QT_TRANSLATE_NOOP("errors", "只发出去一部分，标识可能没有打全"),
        QT_TRANSLATE_NOOP("errors", "看打出来的标识：不全就撕掉，再打一张"),
    ),
    DeviceFault.INTERNAL: (
        QT_TRANSLATE_NOOP("errors", "设备程序内部出错"),
        QT_TRANSLATE_NOOP("errors", "会自动重试；一直不好就重新启动"),
    ),
}


def right_words(right: MissingRight) -> str:
    """What a technician does so that this account may use a device."""
    group = translate("devices", "请管理员把本账户加入 {group} 组，注销后重新登录").format(group=right.group)
    if not right.rule:
        return group if right.group else translate("devices", "请管理员看看本账户能不能用它")
    rule = translate("devices", "在 {file} 写一行 {rule}，再拔下重插").format(file=RULES_FILE, rule=right.rule)
    if not right.group:
        return translate("devices", "请管理员{rule}").format(rule=rule)
    return translate("devices", "{group}；或者{rule}").format(group=group, rule=rule)


CARD: Table = {
    CardFault.REMOVED_EARLY: (
        QT_TRANSLATE_NOOP("errors", "证件拿开太快，没有读完"),
        QT_TRANSLATE_NOOP("errors", "放平证件，听到提示音再拿"),
    ),
    CardFault.READ_FAILED: (
        QT_TRANSLATE_NOOP("errors", "证件没有读出来"),
        QT_TRANSLATE_NOOP("errors", "拿起再放一次"),
    ),
    CardFault.WRONG_CARD_TYPE: (
        QT_TRANSLATE_NOOP("errors", "这不是身份证件"),
        QT_TRANSLATE_NOOP("errors", "请换身份证，不要叠放其他卡"),
    ),
    CardFault.AUTHENTICATION_FAILED: (
        QT_TRANSLATE_NOOP("errors", "证件芯片没有通过认证"),
        QT_TRANSLATE_NOOP("errors", "拿起再放一次；仍不行请换证件或按 {refuse} 拒收"),
    ),
    CardFault.DATA_CHECK_FAILED: (
        QT_TRANSLATE_NOOP("errors", "证件数据校验不对"),
        QT_TRANSLATE_NOOP("errors", "拿起再放一次；仍不行请换证件或按 {refuse} 拒收"),
    ),
    CardFault.READER_NOT_AUTHORISED: (
        QT_TRANSLATE_NOOP("errors", "读卡器没有授权，读不了证件"),
        QT_TRANSLATE_NOOP("errors", "请联系读卡器供应商"),
    ),
    CardFault.READER_SELF_TEST_FAILED: (
        QT_TRANSLATE_NOOP("errors", "读卡器自检没有通过"),
        QT_TRANSLATE_NOOP("errors", "拔下再插；还不行请换读卡器"),
    ),
    CardFault.COMMAND_REFUSED: (
        QT_TRANSLATE_NOOP("errors", "读卡器没有听懂命令"),
        QT_TRANSLATE_NOOP("errors", "拿起再放一次；常出现就换一根线"),
    ),
    CardFault.UNKNOWN_STATUS: (
        QT_TRANSLATE_NOOP("errors", "读卡器报了未知的状态"),
        QT_TRANSLATE_NOOP("errors", "拿起再放一次"),
    ),
    CardFault.UNREADABLE_TEXT: (
        QT_TRANSLATE_NOOP("errors", "证件里的文字读不懂"),
        QT_TRANSLATE_NOOP("errors", "请换一种证件，并告诉管理员"),
    ),
}

FONT: Table = {
    FontProblem.NO_CHINESE: (
        QT_TRANSLATE_NOOP("errors", "这台电脑没有中文字体，姓名会显示成方框"),
        QT_TRANSLATE_NOOP("errors", "请管理员安装中文字体"),
    ),
    FontProblem.RARE_CHARACTERS: (
        QT_TRANSLATE_NOOP("errors", "字体缺少生僻字，少数姓名里的字会显示成编号"),
        QT_TRANSLATE_NOOP("errors", "请管理员安装支持 GB 18030 的字体"),
    ),
}

UNFORESEEN: Table = {
    Unforeseen.UNFORESEEN: (
        QT_TRANSLATE_NOOP("errors", "程序内部出错，这一步没有完成"),
        QT_TRANSLATE_NOOP("errors", "再试一次；还不行就重新启动，本件不会丢"),
    ),
}
