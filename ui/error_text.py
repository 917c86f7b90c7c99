"""Every code of the house in the clerk's words: what happened and what it means, and what to do next.

Invariants:
- Every member of every enum in ``TABLES`` has words; a test asserts that none is missing and that all are translated.
- A text never shows a bare code, and never personal data.
- Keys are placeholders named after their :class:`~ui.keys.Action`, so that texts follow the key table. ``{detail}`` is
  what the error carried (a number of seconds, a kind).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from app.domain.acceptance import Missing, Objection
from app.domain.errors import DomainFault
from app.domain.identity.document import DocumentProblem
from app.storage.errors import StorageFault
from devices.errors import CardFault, DeviceFault
from sync.errors import SyncFault
from sync.state import MessageState
from sync.words import ProblemCode
from ui.faults import Unforeseen
from ui.fonts import FontProblem
from ui.keys import KeyTable
from ui.texts import QT_TRANSLATE_NOOP, translate

CONTEXT = "errors"

Table: TypeAlias = Mapping[Enum, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Wording:
    """``text`` says what happened and what it means, ``next_step`` what to do ("" when there is nothing to do)."""

    text: str
    next_step: str

    def __str__(self) -> str:
        if not self.next_step:
            return self.text
        return translate("errors", "{text}。{step}").format(text=self.text, step=self.next_step)


_DOMAIN: Table = {
    DomainFault.NOT_COMPLETE: (
        QT_TRANSLATE_NOOP("errors", "这件还没齐，尚未收寄"),
        QT_TRANSLATE_NOOP("errors", "补上缺的一项，再按 {finish}"),
    ),
    DomainFault.STANDS_AGAINST: (
        QT_TRANSLATE_NOOP("errors", "这件不能收寄"),
        QT_TRANSLATE_NOOP("errors", "按 {refuse} 拒收"),
    ),
    DomainFault.STEP_NOT_ALLOWED: (
        QT_TRANSLATE_NOOP("errors", "现在不能这样做，本件未改动"),
        QT_TRANSLATE_NOOP("errors", "按 {help} 看这一步能做什么"),
    ),
    DomainFault.WAYBILL_ALREADY_ACCEPTED: (
        QT_TRANSLATE_NOOP("errors", "这个运单号已经收寄过"),
        QT_TRANSLATE_NOOP("errors", "核对面单，换一张再扫"),
    ),
    DomainFault.WAYBILL_CHECK_DIGIT: (
        QT_TRANSLATE_NOOP("errors", "运单号校验位不对，可能看错或读错"),
        QT_TRANSLATE_NOOP("errors", "再扫一次，或照面单重新输入"),
    ),
    DomainFault.WAYBILL_SHAPE: (
        QT_TRANSLATE_NOOP("errors", "这不像运单号"),
        QT_TRANSLATE_NOOP("errors", "运单号为 8 至 40 位字母和数字，请重新输入"),
    ),
    DomainFault.PHONE_INVALID: (
        QT_TRANSLATE_NOOP("errors", "手机号不对：应为 1 开头的 11 位数字"),
        QT_TRANSLATE_NOOP("errors", "按 {erase} 退回改正"),
    ),
    DomainFault.QUANTITY_INVALID: (
        QT_TRANSLATE_NOOP("errors", "数量应在 1 到 9999 之间"),
        QT_TRANSLATE_NOOP("errors", "按 {more} 或 {fewer} 调整"),
    ),
    DomainFault.CATEGORY_UNKNOWN: (
        QT_TRANSLATE_NOOP("errors", "没有这个类别"),
        QT_TRANSLATE_NOOP("errors", "按类别上标的字母重选"),
    ),
    DomainFault.REASON_UNKNOWN: (
        QT_TRANSLATE_NOOP("errors", "没有这个拒收原因"),
        QT_TRANSLATE_NOOP("errors", "按原因前的数字重选"),
    ),
    DomainFault.DOCUMENT_TYPE_REFUSED: (
        QT_TRANSLATE_NOOP("errors", "这种证件不能用于寄件"),
        QT_TRANSLATE_NOOP("errors", "请寄件人换一种有效证件，没有则按 {refuse} 拒收"),
    ),
    DomainFault.NO_DOCUMENT: (
        QT_TRANSLATE_NOOP("errors", "还没有寄件人的证件"),
        QT_TRANSLATE_NOOP("errors", "把身份证放到读卡器上"),
    ),
    DomainFault.NO_EARLIER_SENDER: (
        QT_TRANSLATE_NOOP("errors", "没有可沿用的上一位寄件人"),
        QT_TRANSLATE_NOOP("errors", "把身份证放到读卡器上"),
    ),
    DomainFault.SIGN_IN_REFUSED: (
        QT_TRANSLATE_NOOP("errors", "工号或口令不对"),
        QT_TRANSLATE_NOOP("errors", "请重新输入；忘记口令请找站长"),
    ),
    DomainFault.SIGN_IN_LOCKED: (
        QT_TRANSLATE_NOOP("errors", "试错次数过多，暂停登录"),
        QT_TRANSLATE_NOOP("errors", "{detail} 秒后再试"),
    ),
    DomainFault.PIN_TOO_WEAK: (
        QT_TRANSLATE_NOOP("errors", "口令太简单"),
        QT_TRANSLATE_NOOP("errors", "用 4 至 12 位数字，不能全部相同"),
    ),
    DomainFault.CLERK_EXISTS: (
        QT_TRANSLATE_NOOP("errors", "这个工号已经有人用了"),
        QT_TRANSLATE_NOOP("errors", "换一个工号"),
    ),
    DomainFault.CLERK_INVALID: (
        QT_TRANSLATE_NOOP("errors", "工号或姓名不对"),
        QT_TRANSLATE_NOOP("errors", "工号为 1 至 16 位字母或数字，姓名不能为空"),
    ),
    DomainFault.NOT_ENROLLED: (
        QT_TRANSLATE_NOOP("errors", "本终端还没有在省系统登记，不能收寄"),
        QT_TRANSLATE_NOOP("errors", "请管理员完成首次登记"),
    ),
    DomainFault.FORM_INVALID: (
        QT_TRANSLATE_NOOP("errors", "登记表里有一栏填得不对"),
        QT_TRANSLATE_NOOP("errors", "核对网点资料和省系统地址，再登记一次"),
    ),
    DomainFault.WRONG_ENVIRONMENT: (
        QT_TRANSLATE_NOOP("errors", "训练环境与正式环境不能混用"),
        QT_TRANSLATE_NOOP("errors", "请管理员核对省系统地址和登记码"),
    ),
    DomainFault.POLICY_INVALID: (
        QT_TRANSLATE_NOOP("errors", "收寄规则包损坏，不能收寄"),
        QT_TRANSLATE_NOOP("errors", "请管理员重新安装本程序"),
    ),
    DomainFault.PARCEL_UNKNOWN: (
        QT_TRANSLATE_NOOP("errors", "这件已经不在柜台上"),
        QT_TRANSLATE_NOOP("errors", "到“记录”里查看，或重新扫描运单"),
    ),
}

_STORAGE: Table = {
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

_DEVICE: Table = {
    DeviceFault.NOT_FOUND: (
        QT_TRANSLATE_NOOP("errors", "没有找到设备"),
        QT_TRANSLATE_NOOP("errors", "检查电源和接线"),
    ),
    DeviceFault.IN_USE: (
        QT_TRANSLATE_NOOP("errors", "设备被别的程序占用"),
        QT_TRANSLATE_NOOP("errors", "关掉其他收寄或扫描程序"),
    ),
    DeviceFault.ACCESS_DENIED: (
        QT_TRANSLATE_NOOP("errors", "没有使用这个设备的权限"),
        QT_TRANSLATE_NOOP("errors", "请管理员给本账户授权"),
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
    DeviceFault.BAD_SETTING: (
        QT_TRANSLATE_NOOP("errors", "设备设置写错了"),
        QT_TRANSLATE_NOOP("errors", "请管理员改正设置"),
    ),
    DeviceFault.INTERNAL: (
        QT_TRANSLATE_NOOP("errors", "设备程序内部出错"),
        QT_TRANSLATE_NOOP("errors", "会自动重试；一直不好就重新启动"),
    ),
}

_CARD: Table = {
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

_SYNC: Table = {
    SyncFault.NAME_UNRESOLVED: (
        QT_TRANSLATE_NOOP("errors", "没有网络，离线收寄中"),
        QT_TRANSLATE_NOOP("errors", "照常收寄，有网后自动补传"),
    ),
    SyncFault.UNREACHABLE: (
        QT_TRANSLATE_NOOP("errors", "省系统连不上，离线收寄中"),
        QT_TRANSLATE_NOOP("errors", "照常收寄，恢复后自动补传"),
    ),
    SyncFault.ANSWER_LOST: (
        QT_TRANSLATE_NOOP("errors", "已发出，省系统是否收到待确认"),
        QT_TRANSLATE_NOOP("errors", "会自动再问，不会重复"),
    ),
    SyncFault.TLS_REFUSED: (
        QT_TRANSLATE_NOOP("errors", "省系统的安全证书不可信，没有发送"),
        QT_TRANSLATE_NOOP("errors", "先看电脑日期对不对，再联系管理员"),
    ),
    SyncFault.NOT_OUR_PROVINCE: (
        QT_TRANSLATE_NOOP("errors", "回应的不是省系统，多半是上网认证页"),
        QT_TRANSLATE_NOOP("errors", "打开浏览器完成上网认证"),
    ),
    SyncFault.WRONG_KEY: (
        QT_TRANSLATE_NOOP("errors", "回执的签名不对，不算送达"),
        QT_TRANSLATE_NOOP("errors", "马上联系管理员"),
    ),
    SyncFault.PROVINCE_FAILED: (
        QT_TRANSLATE_NOOP("errors", "省系统出错"),
        QT_TRANSLATE_NOOP("errors", "照常收寄，会自动重试"),
    ),
    SyncFault.THROTTLED: (
        QT_TRANSLATE_NOOP("errors", "省系统忙，让稍后再传"),
        QT_TRANSLATE_NOOP("errors", "照常收寄，会自动重试"),
    ),
    SyncFault.CREDENTIALS_REFUSED: (
        QT_TRANSLATE_NOOP("errors", "省系统不认这台终端"),
        QT_TRANSLATE_NOOP("errors", "联系管理员重新登记终端"),
    ),
    SyncFault.CLOCK_REFUSED: (
        QT_TRANSLATE_NOOP("errors", "电脑时间偏差太大，省系统不收"),
        QT_TRANSLATE_NOOP("errors", "校准电脑时间"),
    ),
    SyncFault.INCOMPATIBLE: (
        QT_TRANSLATE_NOOP("errors", "本程序与省系统版本不合"),
        QT_TRANSLATE_NOOP("errors", "请管理员升级本程序"),
    ),
    SyncFault.REQUEST_REFUSED: (
        QT_TRANSLATE_NOOP("errors", "省系统拒绝了这批数据"),
        QT_TRANSLATE_NOOP("errors", "数据都在，请管理员查看"),
    ),
    SyncFault.EVIDENCE_REFUSED: (
        QT_TRANSLATE_NOOP("errors", "省系统不收这张照片"),
        QT_TRANSLATE_NOOP("errors", "照片还在，请管理员查看"),
    ),
    SyncFault.UPLOAD_GONE: (
        QT_TRANSLATE_NOOP("errors", "照片传到一半断了"),
        QT_TRANSLATE_NOOP("errors", "会自动从头再传"),
    ),
    SyncFault.EVIDENCE_UNREADABLE: (
        QT_TRANSLATE_NOOP("errors", "本机的照片读不出来，传不了"),
        QT_TRANSLATE_NOOP("errors", "请管理员检查磁盘"),
    ),
}

_PROBLEM: Table = {
    ProblemCode.MALFORMED: (
        QT_TRANSLATE_NOOP("errors", "省系统看不懂这条记录"),
        QT_TRANSLATE_NOOP("errors", "记录还在，请管理员查看"),
    ),
    ProblemCode.PAYLOAD_INVALID: (
        QT_TRANSLATE_NOOP("errors", "省系统认为记录内容不合要求"),
        QT_TRANSLATE_NOOP("errors", "记录还在，请管理员查看并更正"),
    ),
    ProblemCode.UNSUPPORTED_KIND: (
        QT_TRANSLATE_NOOP("errors", "省系统还不接收这类记录"),
        QT_TRANSLATE_NOOP("errors", "记录还在，请管理员查看"),
    ),
    ProblemCode.DIGEST_MISMATCH: (
        QT_TRANSLATE_NOOP("errors", "记录在路上变了样，省系统没收"),
        QT_TRANSLATE_NOOP("errors", "记录还在，请管理员查看"),
    ),
    ProblemCode.CONFLICT: (
        QT_TRANSLATE_NOOP("errors", "省系统已有同号但内容不同的记录"),
        QT_TRANSLATE_NOOP("errors", "两份都留着，请管理员核对"),
    ),
    ProblemCode.WRONG_TERMINAL: (
        QT_TRANSLATE_NOOP("errors", "记录属于另一台终端"),
        QT_TRANSLATE_NOOP("errors", "请管理员核对终端登记"),
    ),
    ProblemCode.SIGNATURE_MISSING: (
        QT_TRANSLATE_NOOP("errors", "请求没有签名"),
        QT_TRANSLATE_NOOP("errors", "请管理员检查代理或防火墙"),
    ),
    ProblemCode.SIGNATURE_INVALID: (
        QT_TRANSLATE_NOOP("errors", "终端签名不被承认"),
        QT_TRANSLATE_NOOP("errors", "联系管理员重新登记终端"),
    ),
    ProblemCode.DATE_OUT_OF_WINDOW: (
        QT_TRANSLATE_NOOP("errors", "电脑时间偏差太大，省系统不收"),
        QT_TRANSLATE_NOOP("errors", "校准电脑时间"),
    ),
    ProblemCode.TERMINAL_UNKNOWN: (
        QT_TRANSLATE_NOOP("errors", "省系统没有这台终端的登记"),
        QT_TRANSLATE_NOOP("errors", "联系管理员重新登记终端"),
    ),
    ProblemCode.TERMINAL_REVOKED: (
        QT_TRANSLATE_NOOP("errors", "这台终端的登记已被注销"),
        QT_TRANSLATE_NOOP("errors", "联系管理员"),
    ),
    ProblemCode.ENROLMENT_CODE_INVALID: (
        QT_TRANSLATE_NOOP("errors", "登记码不对"),
        QT_TRANSLATE_NOOP("errors", "核对登记码后重新输入"),
    ),
    ProblemCode.ENROLMENT_CODE_USED: (
        QT_TRANSLATE_NOOP("errors", "登记码已被另一台终端用过"),
        QT_TRANSLATE_NOOP("errors", "向省系统申请新的登记码"),
    ),
    ProblemCode.TOO_LARGE: (
        QT_TRANSLATE_NOOP("errors", "一次发送的数据太大"),
        QT_TRANSLATE_NOOP("errors", "会自动分小再传"),
    ),
    ProblemCode.UNSUPPORTED_ENCODING: (
        QT_TRANSLATE_NOOP("errors", "省系统不支持这种压缩"),
        QT_TRANSLATE_NOOP("errors", "请管理员升级本程序"),
    ),
    ProblemCode.CONTRACT_TOO_OLD: (
        QT_TRANSLATE_NOOP("errors", "本程序太旧，省系统不再接收"),
        QT_TRANSLATE_NOOP("errors", "请管理员升级本程序"),
    ),
    ProblemCode.CONTRACT_TOO_NEW: (
        QT_TRANSLATE_NOOP("errors", "省系统还没有升级到本程序的版本"),
        QT_TRANSLATE_NOOP("errors", "照常收寄，请管理员联系省系统"),
    ),
    ProblemCode.THROTTLED: (
        QT_TRANSLATE_NOOP("errors", "省系统忙，让稍后再传"),
        QT_TRANSLATE_NOOP("errors", "照常收寄，会自动重试"),
    ),
    ProblemCode.UNAVAILABLE: (
        QT_TRANSLATE_NOOP("errors", "省系统暂停服务"),
        QT_TRANSLATE_NOOP("errors", "照常收寄，会自动重试"),
    ),
    ProblemCode.EVIDENCE_UNKNOWN: (
        QT_TRANSLATE_NOOP("errors", "省系统找不到照片所属的记录"),
        QT_TRANSLATE_NOOP("errors", "照片还在，请管理员查看"),
    ),
    ProblemCode.EVIDENCE_MISMATCH: (
        QT_TRANSLATE_NOOP("errors", "照片与记录里登记的不一致"),
        QT_TRANSLATE_NOOP("errors", "照片还在，请管理员查看"),
    ),
    ProblemCode.NOT_FOUND: (
        QT_TRANSLATE_NOOP("errors", "省系统没有这个地址"),
        QT_TRANSLATE_NOOP("errors", "请管理员核对省系统地址"),
    ),
}

_MISSING: Table = {
    Missing.WAYBILL: (
        QT_TRANSLATE_NOOP("errors", "缺：运单号"),
        QT_TRANSLATE_NOOP("errors", "扫面单条码；面单破损按 {type_waybill} 手输"),
    ),
    Missing.DOCUMENT: (
        QT_TRANSLATE_NOOP("errors", "缺：寄件人证件"),
        QT_TRANSLATE_NOOP("errors", "把身份证放到读卡器上"),
    ),
    Missing.SAME_PERSON: (
        QT_TRANSLATE_NOOP("errors", "缺：人证核对"),
        QT_TRANSLATE_NOOP("errors", "看人看证，一致按 {same_person}；不一致按 {refuse}"),
    ),
    Missing.PHONE: (
        QT_TRANSLATE_NOOP("errors", "缺：寄件人手机号"),
        QT_TRANSLATE_NOOP("errors", "直接输入 11 位数字"),
    ),
    Missing.ITEM_CATEGORY: (
        QT_TRANSLATE_NOOP("errors", "缺：内件类别"),
        QT_TRANSLATE_NOOP("errors", "开箱看过，按类别上标的字母"),
    ),
    Missing.PHOTO: (
        QT_TRANSLATE_NOOP("errors", "缺：现场照片一张"),
        QT_TRANSLATE_NOOP("errors", "按 {photo} 拍照"),
    ),
}

_OBJECTION: Table = {
    Objection.WAYBILL_CHECK_DIGIT: (
        QT_TRANSLATE_NOOP("errors", "运单号校验位不对，不能收寄"),
        QT_TRANSLATE_NOOP("errors", "再扫一次面单"),
    ),
    Objection.DOCUMENT_TYPE: (
        QT_TRANSLATE_NOOP("errors", "这种证件不能用于寄件"),
        QT_TRANSLATE_NOOP("errors", "请寄件人换一种有效证件，没有则按 {refuse} 拒收"),
    ),
    Objection.DOCUMENT_INVALID: (
        QT_TRANSLATE_NOOP("errors", "证件号码有问题，不能收寄"),
        QT_TRANSLATE_NOOP("errors", "重新读卡；仍不对按 {refuse} 拒收"),
    ),
    Objection.DOCUMENT_EXPIRED: (
        QT_TRANSLATE_NOOP("errors", "证件已过期，不能收寄"),
        QT_TRANSLATE_NOOP("errors", "请寄件人换有效证件，没有则按 {refuse} 拒收"),
    ),
    Objection.DOCUMENT_NOT_YET_VALID: (
        QT_TRANSLATE_NOOP("errors", "证件还没有到生效日期，不能收寄"),
        QT_TRANSLATE_NOOP("errors", "请寄件人换有效证件，没有则按 {refuse} 拒收"),
    ),
}

_DOCUMENT: Table = {
    DocumentProblem.NUMBER_FORMAT: (
        QT_TRANSLATE_NOOP("errors", "证件号码格式不对"),
        QT_TRANSLATE_NOOP("errors", "重新读卡；仍不对按 {refuse} 拒收"),
    ),
    DocumentProblem.NUMBER_CHECK_DIGIT: (
        QT_TRANSLATE_NOOP("errors", "证件号码校验位不对"),
        QT_TRANSLATE_NOOP("errors", "重新读卡；仍不对按 {refuse} 拒收"),
    ),
    DocumentProblem.NUMBER_BIRTH_DATE: (
        QT_TRANSLATE_NOOP("errors", "证件号码里的出生日期不存在"),
        QT_TRANSLATE_NOOP("errors", "重新读卡；仍不对按 {refuse} 拒收"),
    ),
    DocumentProblem.NUMBER_REGION: (
        QT_TRANSLATE_NOOP("errors", "证件号码的地区代码不常见"),
        QT_TRANSLATE_NOOP("errors", "多看一眼证件，没有疑问可继续"),
    ),
    DocumentProblem.BIRTH_DATE_DIFFERS: (
        QT_TRANSLATE_NOOP("errors", "芯片里的出生日期与号码不符"),
        QT_TRANSLATE_NOOP("errors", "重新读卡；仍不对按 {refuse} 拒收"),
    ),
    DocumentProblem.SEX_DIFFERS: (
        QT_TRANSLATE_NOOP("errors", "芯片里的性别与号码不符"),
        QT_TRANSLATE_NOOP("errors", "重新读卡；仍不对按 {refuse} 拒收"),
    ),
    DocumentProblem.EXPIRED: (
        QT_TRANSLATE_NOOP("errors", "证件已过期"),
        QT_TRANSLATE_NOOP("errors", "请寄件人换有效证件，没有则按 {refuse} 拒收"),
    ),
    DocumentProblem.NOT_YET_VALID: (
        QT_TRANSLATE_NOOP("errors", "证件还没有到生效日期"),
        QT_TRANSLATE_NOOP("errors", "请寄件人换有效证件，没有则按 {refuse} 拒收"),
    ),
    DocumentProblem.OLD_NUMBER: (
        QT_TRANSLATE_NOOP("errors", "15 位旧号码的证件已停用"),
        QT_TRANSLATE_NOOP("errors", "请寄件人换有效证件，没有则按 {refuse} 拒收"),
    ),
    DocumentProblem.UNDER_AGE: (
        QT_TRANSLATE_NOOP("errors", "寄件人未成年"),
        QT_TRANSLATE_NOOP("errors", "问明情况，最好请监护人来寄"),
    ),
}

_MESSAGE: Table = {
    MessageState.PENDING: (
        QT_TRANSLATE_NOOP("errors", "待传"),
        QT_TRANSLATE_NOOP("errors", "有网后自动上传"),
    ),
    MessageState.LEASED: (
        QT_TRANSLATE_NOOP("errors", "正在传"),
        "",
    ),
    MessageState.DELIVERED: (
        QT_TRANSLATE_NOOP("errors", "已送达"),
        "",
    ),
    MessageState.REJECTED: (
        QT_TRANSLATE_NOOP("errors", "被退回"),
        QT_TRANSLATE_NOOP("errors", "请管理员查看"),
    ),
}

_UNFORESEEN: Table = {
    Unforeseen.UNFORESEEN: (
        QT_TRANSLATE_NOOP("errors", "程序内部出错，这一步没有完成"),
        QT_TRANSLATE_NOOP("errors", "再试一次；还不行就重新启动，本件不会丢"),
    ),
}

_FONT: Table = {
    FontProblem.NO_CHINESE: (
        QT_TRANSLATE_NOOP("errors", "这台电脑没有中文字体，姓名会显示成方框"),
        QT_TRANSLATE_NOOP("errors", "请管理员安装中文字体"),
    ),
    FontProblem.RARE_CHARACTERS: (
        QT_TRANSLATE_NOOP("errors", "字体缺少生僻字，少数姓名会显示成方框"),
        QT_TRANSLATE_NOOP("errors", "请管理员安装支持 GB 18030 的字体"),
    ),
}

TABLES: Mapping[type[Enum], Table] = {
    DomainFault: _DOMAIN,
    StorageFault: _STORAGE,
    DeviceFault: _DEVICE,
    CardFault: _CARD,
    SyncFault: _SYNC,
    ProblemCode: _PROBLEM,
    Missing: _MISSING,
    Objection: _OBJECTION,
    DocumentProblem: _DOCUMENT,
    MessageState: _MESSAGE,
    Unforeseen: _UNFORESEEN,
    FontProblem: _FONT,
}

_KEYS = KeyTable()


def key_names(keys: KeyTable = _KEYS) -> dict[str, str]:
    """The keys by their action's name, to fill the placeholders of a text with."""
    return {action.value: keys.label(action) for action in keys.keys}


def words(code: Enum, detail: str = "", keys: KeyTable = _KEYS) -> Wording:
    """What to say about ``code``. Raises KeyError for an enum that is not in ``TABLES``: a bug."""
    text, next_step = TABLES[type(code)][code]
    names = key_names(keys)
    return Wording(
        translate(CONTEXT, text).format(detail=detail, **names),
        translate(CONTEXT, next_step).format(detail=detail, **names) if next_step else "",
    )


def outcome_words(outcome: str) -> Wording | None:
    """What to say about why a message has not arrived: a SyncFault value or a problem code; None for neither."""
    for enum in (SyncFault, ProblemCode):
        for code in enum:
            if code.value == outcome:
                return words(code)
    return None
