"""The codes of the way to the province in the clerk's words: sync faults, problem codes, message states."""

from sync.errors import SyncFault
from sync.state import MessageState
from sync.words import PackFault, ProblemCode
from ui.texts import QT_TRANSLATE_NOOP
from ui.wording.table import Table

SYNC: Table = {
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

PROBLEM: Table = {
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
    ProblemCode.ENROLMENT_EXPIRED: (
        QT_TRANSLATE_NOOP("errors", "这台终端的登记已到期"),
        QT_TRANSLATE_NOOP("errors", "照常收寄，请管理员联系省系统续期"),
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
    ProblemCode.ORIGINAL_DIFFERS: (
        QT_TRANSLATE_NOOP("errors", "更正指向的原记录与省系统对不上"),
        QT_TRANSLATE_NOOP("errors", "两份都留着，请管理员核对"),
    ),
    ProblemCode.NOT_FOUND: (
        QT_TRANSLATE_NOOP("errors", "省系统没有这个地址"),
        QT_TRANSLATE_NOOP("errors", "请管理员核对省系统地址"),
    ),
}

MESSAGE: Table = {
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
        QT_TRANSLATE_NOOP("errors", "按 {repair_page} 更正"),
    ),
}

PACK: Table = {
    PackFault.BAD_SIGNATURE: (
        QT_TRANSLATE_NOOP("errors", "规则包签名不对，没有采用"),
        QT_TRANSLATE_NOOP("errors", "现行规则不变，照常收寄；请联系技术员"),
    ),
    PackFault.MALFORMED: (
        QT_TRANSLATE_NOOP("errors", "规则包内容不完整，没有采用"),
        QT_TRANSLATE_NOOP("errors", "现行规则不变，照常收寄；请联系技术员"),
    ),
    PackFault.DOWNGRADE: (
        QT_TRANSLATE_NOOP("errors", "收到的规则比现行的旧，没有采用"),
        QT_TRANSLATE_NOOP("errors", "现行规则不变，照常收寄；请联系技术员"),
    ),
    PackFault.CONFLICT: (
        QT_TRANSLATE_NOOP("errors", "同一版本号的规则内容不同，没有采用"),
        QT_TRANSLATE_NOOP("errors", "现行规则不变，照常收寄；请联系技术员"),
    ),
    PackFault.UNUSABLE: (
        QT_TRANSLATE_NOOP("errors", "新规则本程序读不全，没有采用"),
        QT_TRANSLATE_NOOP("errors", "现行规则不变，照常收寄；请技术员更新程序"),
    ),
}
