"""The rules' codes in the clerk's words: what is missing, what stands against a parcel, what is not allowed."""

from app.domain.acceptance import Missing, Objection
from app.domain.errors import DomainFault
from ui.texts import QT_TRANSLATE_NOOP
from ui.wording.customers import CUSTOMERS
from ui.wording.handover import HANDOVER
from ui.wording.table import Table

DOMAIN: Table = {
    DomainFault.OUTAGE_INVALID: (
        QT_TRANSLATE_NOOP("errors", "中断通知或报告有一栏填得不对"),
        QT_TRANSLATE_NOOP("errors", "核对原因、时间和说明后再发出"),
    ),
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
    DomainFault.WAYBILL_FIRST: (
        QT_TRANSLATE_NOOP("errors", "还没有运单，没处可比"),
        QT_TRANSLATE_NOOP("errors", "先扫面单条码，再核对姓名、拍封箱"),
    ),
    DomainFault.DOCUMENT_UNREADABLE: (
        QT_TRANSLATE_NOOP("errors", "证件内容读不出来，没有采用"),
        QT_TRANSLATE_NOOP("errors", "重新读一次；仍不行按 {type_document} 手工录入并写明原因"),
    ),
    DomainFault.SENDER_CODE_REFUSED: (
        QT_TRANSLATE_NOOP("errors", "这个实名码不能用"),
        QT_TRANSLATE_NOOP("errors", "请寄件人出示身份证件"),
    ),
    DomainFault.NOTHING_IN_DOUBT: (
        QT_TRANSLATE_NOOP("errors", "没有存疑的内容要核对"),
        QT_TRANSLATE_NOOP("errors", "按下面一行的提示继续"),
    ),
    DomainFault.LETTER_HAS_NO_PHOTO: (
        QT_TRANSLATE_NOOP("errors", "信件不拍内容，没有拍照"),
        QT_TRANSLATE_NOOP("errors", "只在必要时请寄件人自己打开，不看信文"),
    ),
    DomainFault.CONTENTS_SEEN: (
        QT_TRANSLATE_NOOP("errors", "已登记或拍过内件，不能改成信件"),
        QT_TRANSLATE_NOOP("errors", "确是信件时按 {discard} 放弃，重新收"),
    ),
    DomainFault.NOT_OVERRIDABLE: (
        QT_TRANSLATE_NOOP("errors", "这一条站长也不能放行"),
        QT_TRANSLATE_NOOP("errors", "按 {refuse} 拒收，或换有效证件"),
    ),
    DomainFault.ADDRESS_INVALID: (
        QT_TRANSLATE_NOOP("errors", "地址太长，没有保存"),
        QT_TRANSLATE_NOOP("errors", "写到 200 个字以内"),
    ),
    **CUSTOMERS,
    **HANDOVER,
    DomainFault.PARCEL_UNKNOWN: (
        QT_TRANSLATE_NOOP("errors", "这件已经不在柜台上"),
        QT_TRANSLATE_NOOP("errors", "到“记录”里查看，或重新扫描运单"),
    ),
}

MISSING: Table = {
    Missing.WAYBILL: (
        QT_TRANSLATE_NOOP("errors", "缺：运单号"),
        QT_TRANSLATE_NOOP("errors", "扫面单条码；面单破损按 {type_waybill} 手输"),
    ),
    Missing.DOCUMENT: (
        QT_TRANSLATE_NOOP("errors", "缺：寄件人证件"),
        QT_TRANSLATE_NOOP("errors", "把身份证放到读卡器上"),
    ),
    Missing.CUSTOMER: (
        QT_TRANSLATE_NOOP("errors", "缺：哪个单位"),
        QT_TRANSLATE_NOOP("errors", "按 {customers} 选单位，或扫信用代码、协议编号"),
    ),
    Missing.DOUBTFUL_FIELD: (
        QT_TRANSLATE_NOOP("errors", "缺：核对存疑的内容"),
        QT_TRANSLATE_NOOP("errors", "对照证件看一遍，无误按 {confirm}；不对按 {type_document} 改正"),
    ),
    Missing.SUPERVISOR_WORD: (
        QT_TRANSLATE_NOOP("errors", "缺：站长确认这种证件"),
        QT_TRANSLATE_NOOP("errors", "请站长来，按 {supervisor} 输入工号和口令"),
    ),
    Missing.SAME_PERSON: (
        QT_TRANSLATE_NOOP("errors", "缺：人证核对"),
        QT_TRANSLATE_NOOP("errors", "看人看证，一致按 {confirm}；不一致按 {refuse}"),
    ),
    Missing.WAYBILL_NAME: (
        QT_TRANSLATE_NOOP("errors", "缺：面单姓名核对"),
        QT_TRANSLATE_NOOP("errors", "面单上的寄件人和证件同名按 {confirm}；不同名按 {type_name} 录入"),
    ),
    Missing.PHONE: (
        QT_TRANSLATE_NOOP("errors", "缺：寄件人手机号"),
        QT_TRANSLATE_NOOP("errors", "直接输入 11 位数字"),
    ),
    Missing.PRINCIPAL: (
        QT_TRANSLATE_NOOP("errors", "缺：委托人的证件"),
        QT_TRANSLATE_NOOP("errors", "把委托人的证件放到读卡器上，或按 {read_document} 拍"),
    ),
    Missing.RELATION: (
        QT_TRANSLATE_NOOP("errors", "缺：两人的关系"),
        QT_TRANSLATE_NOOP("errors", "按 {answer}，再按数字"),
    ),
    Missing.GUARDIAN_PRESENT: (
        QT_TRANSLATE_NOOP("errors", "缺：未成年人交寄，监护人在场吗"),
        QT_TRANSLATE_NOOP("errors", "在场按 {confirm}；不在场请改日再来，或按 {refuse} 拒收"),
    ),
    Missing.GUARDIAN: (
        QT_TRANSLATE_NOOP("errors", "缺：不满十四周岁，监护人的证件"),
        QT_TRANSLATE_NOOP("errors", "把监护人的证件放到读卡器上，或按 {read_document} 拍"),
    ),
    Missing.GUARDIAN_CONSENT: (
        QT_TRANSLATE_NOOP("errors", "缺：监护人同意登记孩子的信息"),
        QT_TRANSLATE_NOOP("errors", "念给监护人听，同意按 {confirm}"),
    ),
    Missing.CAUTION_REASON: (
        QT_TRANSLATE_NOOP("errors", "缺：不寻常的情况，写明原因"),
        QT_TRANSLATE_NOOP("errors", "问明后按 {answer}，再按数字"),
    ),
}

OBJECTION: Table = {
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
    Objection.DOCUMENT_DIFFERS: (
        QT_TRANSLATE_NOOP("errors", "证件自己前后不符，不能收寄"),
        QT_TRANSLATE_NOOP("errors", "重新读卡；确有原因请站长按 {supervisor}，否则按 {refuse} 拒收"),
    ),
    Objection.DOCUMENT_EXPIRED: (
        QT_TRANSLATE_NOOP("errors", "证件已过期，不能收寄"),
        QT_TRANSLATE_NOOP("errors", "请寄件人换有效证件，没有则按 {refuse} 拒收"),
    ),
    Objection.DOCUMENT_NOT_YET_VALID: (
        QT_TRANSLATE_NOOP("errors", "证件还没有到生效日期，不能收寄"),
        QT_TRANSLATE_NOOP("errors", "请寄件人换有效证件，没有则按 {refuse} 拒收"),
    ),
    Objection.NAME_DIFFERS: (
        QT_TRANSLATE_NOOP("errors", "面单上的寄件人和证件不同名，不能收寄"),
        QT_TRANSLATE_NOOP(
            "errors", "看错了按 {type_name} 重新录入；确是同一人请站长按 {supervisor}，否则按 {refuse} 拒收"
        ),
    ),
    Objection.PRINCIPAL_DOCUMENT: (
        QT_TRANSLATE_NOOP("errors", "委托人的证件不能用"),
        QT_TRANSLATE_NOOP("errors", "请换有效证件，没有则按 {refuse} 拒收"),
    ),
    Objection.GUARDIAN_DOCUMENT: (
        QT_TRANSLATE_NOOP("errors", "监护人的证件不能用，或监护人也未成年"),
        QT_TRANSLATE_NOOP("errors", "请换成年监护人的有效证件，没有则按 {refuse} 拒收"),
    ),
}
