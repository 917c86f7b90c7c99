"""What a test of the link found, in words that a technician can act on: which cable, which date, whom to call."""

from sync.link_test import LinkFinding
from ui.texts import QT_TRANSLATE_NOOP
from ui.wording.table import Table

FINDING: Table = {
    LinkFinding.NAME_FOUND: (QT_TRANSLATE_NOOP("errors", "域名能解析：{detail}"), ""),
    LinkFinding.NAME_IS_ADDRESS: (QT_TRANSLATE_NOOP("errors", "地址是数字，不用解析：{detail}"), ""),
    LinkFinding.NAME_UNKNOWN: (
        QT_TRANSLATE_NOOP("errors", "域名服务器说没有 {detail} 这个名字"),
        QT_TRANSLATE_NOOP("errors", "核对设置里省系统的地址；没写错就让网络管理员查域名服务器"),
    ),
    LinkFinding.NAME_SERVER_SILENT: (
        QT_TRANSLATE_NOOP("errors", "查不到 {detail}：域名服务器没有回应，多半是没有网络"),
        QT_TRANSLATE_NOOP("errors", "看网线插口的灯和路由器的灯；路由器断电半分钟再开；还不行找运营商"),
    ),
    LinkFinding.CONNECTED: (QT_TRANSLATE_NOOP("errors", "连得上 {detail}"), ""),
    LinkFinding.CONNECTION_REFUSED: (
        QT_TRANSLATE_NOOP("errors", "{detail} 拒绝连接：机器在，服务没开，或防火墙挡住"),
        QT_TRANSLATE_NOOP("errors", "核对端口；问省系统是否停机；看本机和路由器的防火墙"),
    ),
    LinkFinding.NO_ROUTE: (
        QT_TRANSLATE_NOOP("errors", "到 {detail} 没有路：本机没有接上网"),
        QT_TRANSLATE_NOOP("errors", "看网线是否插紧、无线是否连上；看电脑是否拿到地址和网关"),
    ),
    LinkFinding.CONNECT_TIMED_OUT: (
        QT_TRANSLATE_NOOP("errors", "{detail} 一直没有回应"),
        QT_TRANSLATE_NOOP("errors", "换手机热点试一次：热点能通就是本线路或防火墙的事，热点也不通就打省系统值班电话"),
    ),
    LinkFinding.NO_TLS_HERE: (QT_TRANSLATE_NOOP("errors", "本机上的训练省系统，不加密"), ""),
    LinkFinding.TLS_WELL: (QT_TRANSLATE_NOOP("errors", "证书有效（签发者和到期日：{detail}）"), ""),
    LinkFinding.CERTIFICATE_EXPIRES_SOON: (
        QT_TRANSLATE_NOOP("errors", "证书快到期了：{detail}"),
        QT_TRANSLATE_NOOP("errors", "告诉省系统管理员在这天以前换证书"),
    ),
    LinkFinding.CERTIFICATE_EXPIRED: (
        QT_TRANSLATE_NOOP("errors", "证书已过期：{detail}"),
        QT_TRANSLATE_NOOP("errors", "先看电脑日期对不对；日期对就打省系统值班电话"),
    ),
    LinkFinding.CERTIFICATE_NOT_YET_VALID: (
        QT_TRANSLATE_NOOP("errors", "证书从 {detail} 起才有效，多半是电脑日期太早"),
        QT_TRANSLATE_NOOP("errors", "把电脑日期和时间改对，打开自动对时"),
    ),
    LinkFinding.ISSUER_UNKNOWN: (
        QT_TRANSLATE_NOOP("errors", "证书的签发者不可信：{detail}"),
        QT_TRANSLATE_NOOP(
            "errors", "公共无线先打开浏览器登录；有代理或杀毒软件查看加密的，请它放过省系统；都没有就核对 ca_file"
        ),
    ),
    LinkFinding.NAME_MISMATCH: (
        QT_TRANSLATE_NOOP("errors", "证书是别人的：{detail}"),
        QT_TRANSLATE_NOOP("errors", "核对省系统的地址；公共无线先打开浏览器登录"),
    ),
    LinkFinding.NOT_TLS: (
        QT_TRANSLATE_NOOP("errors", "对方不说加密的话，多半是上网认证页或错端口"),
        QT_TRANSLATE_NOOP("errors", "打开浏览器完成上网认证；核对地址和端口"),
    ),
    LinkFinding.TLS_CUT: (
        QT_TRANSLATE_NOOP("errors", "加密握手到一半被切断"),
        QT_TRANSLATE_NOOP("errors", "再试一次；总是这样就让网络管理员看防火墙或代理，或换手机热点"),
    ),
    LinkFinding.ANSWERED: (QT_TRANSLATE_NOOP("errors", "省系统按接口规范回应了"), ""),
    LinkFinding.ENROLLED: (QT_TRANSLATE_NOOP("errors", "省系统认这台终端：{detail}"), ""),
    LinkFinding.NOT_ENROLLED_HERE: (QT_TRANSLATE_NOOP("errors", "没有登记，没有回执可验"), ""),
    LinkFinding.PORTAL: (
        QT_TRANSLATE_NOOP("errors", "回应的不是省系统：上网认证页、代理的页面，或地址写错"),
        QT_TRANSLATE_NOOP("errors", "打开浏览器完成上网认证；没有认证页就核对地址"),
    ),
    LinkFinding.TERMINAL_REFUSED: (
        QT_TRANSLATE_NOOP("errors", "省系统不认这台终端（{detail}）"),
        QT_TRANSLATE_NOOP("errors", "请管理员向省系统要新的登记码，用 renew-enrolment 重新登记"),
    ),
    LinkFinding.ENROLMENT_EXPIRED: (
        QT_TRANSLATE_NOOP("errors", "这台终端的登记到期了"),
        QT_TRANSLATE_NOOP("errors", "请管理员联系省系统续办登记"),
    ),
    LinkFinding.CLOCK_REFUSED: (
        QT_TRANSLATE_NOOP("errors", "电脑时钟差了 {detail} 秒，省系统不收"),
        QT_TRANSLATE_NOOP("errors", "把电脑日期和时间改对，打开自动对时；关机就慢的换主板电池"),
    ),
    LinkFinding.VERSION_DIFFERS: (
        QT_TRANSLATE_NOOP("errors", "本程序与省系统版本不合（{detail}）"),
        QT_TRANSLATE_NOOP("errors", "请管理员升级本程序"),
    ),
    LinkFinding.PROVINCE_BUSY: (
        QT_TRANSLATE_NOOP("errors", "路是通的；省系统忙，让稍后再来"),
        QT_TRANSLATE_NOOP("errors", "不用做什么，会自动再传"),
    ),
    LinkFinding.PROVINCE_FAILS: (
        QT_TRANSLATE_NOOP("errors", "路是通的；省系统自己出错（{detail}）"),
        QT_TRANSLATE_NOOP("errors", "照常收寄；一小时还不好就打省系统值班电话"),
    ),
    LinkFinding.ANSWER_CUT: (
        QT_TRANSLATE_NOOP("errors", "问出去了，回答没有回来：线路不稳"),
        QT_TRANSLATE_NOOP("errors", "再试一次；总是这样就换网线、靠近路由器，或换手机热点"),
    ),
    LinkFinding.CLOCK_RIGHT: (QT_TRANSLATE_NOOP("errors", "电脑时钟准，差 {detail} 秒"), ""),
    LinkFinding.CLOCK_OFF: (
        QT_TRANSLATE_NOOP("errors", "电脑时钟差了 {detail} 秒；差到五分钟省系统就不收"),
        QT_TRANSLATE_NOOP("errors", "打开系统的自动对时"),
    ),
    LinkFinding.CLOCK_UNKNOWN: (QT_TRANSLATE_NOOP("errors", "回答里没有时间，没法比"), ""),
    LinkFinding.RECEIPT_VERIFIED: (QT_TRANSLATE_NOOP("errors", "验过 {detail} 份回执，签名都对"), ""),
    LinkFinding.NO_RECEIPT_YET: (QT_TRANSLATE_NOOP("errors", "省系统还没有发过回执，没有可验的"), ""),
    LinkFinding.RECEIPT_OF_ANOTHER_KEY: (
        QT_TRANSLATE_NOOP("errors", "回执不是用登记时的密钥签的，不算送达"),
        QT_TRANSLATE_NOOP("errors", "马上联系管理员：省系统换了密钥要重新登记，否则是有人冒充"),
    ),
    LinkFinding.NOT_REACHED: (QT_TRANSLATE_NOOP("errors", "前面没有通，没有试到"), ""),
    LinkFinding.STOPPED: (QT_TRANSLATE_NOOP("errors", "已停止"), ""),
}
