"""The rules' codes in the clerk's words: what is missing, what stands against a parcel, what is not allowed."""

from app.domain.acceptance import Missing, Objection
from app.domain.errors import DomainFault
from app.domain.identity.credit_code import CreditCodeProblem
from app.domain.identity.document import DocumentProblem
from app.domain.identity.sender_code import SenderCodeFault
from ui.texts import QT_TRANSLATE_NOOP
from ui.wording.table import Table

DOMAIN: Table = {
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
    Objection.DOCUMENT_EXPIRED: (
        QT_TRANSLATE_NOOP("errors", "证件已过期，不能收寄"),
        QT_TRANSLATE_NOOP("errors", "请寄件人换有效证件，没有则按 {refuse} 拒收"),
    ),
    Objection.DOCUMENT_NOT_YET_VALID: (
        QT_TRANSLATE_NOOP("errors", "证件还没有到生效日期，不能收寄"),
        QT_TRANSLATE_NOOP("errors", "请寄件人换有效证件，没有则按 {refuse} 拒收"),
    ),
}

DOCUMENT: Table = {
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
    DocumentProblem.NUMBER_CHECK_DIGIT_UNSURE: (
        QT_TRANSLATE_NOOP("errors", "证件号码校验位存疑（该校验规则未经证实）"),
        QT_TRANSLATE_NOOP("errors", "与证件逐位核对号码，一致可继续"),
    ),
    DocumentProblem.NUMBER_FORMAT_UNSURE: (
        QT_TRANSLATE_NOOP("errors", "证件号码不是已知的格式"),
        QT_TRANSLATE_NOOP("errors", "与证件逐位核对号码，一致可继续"),
    ),
    DocumentProblem.BIRTH_IN_FUTURE: (
        QT_TRANSLATE_NOOP("errors", "出生日期还没有到，不合常理"),
        QT_TRANSLATE_NOOP("errors", "核对证件和本人；有疑问按 {refuse} 拒收"),
    ),
    DocumentProblem.AGE_IMPROBABLE: (
        QT_TRANSLATE_NOOP("errors", "按出生日期年龄太大，不合常理"),
        QT_TRANSLATE_NOOP("errors", "核对证件和本人；有疑问按 {refuse} 拒收"),
    ),
    DocumentProblem.VALIDITY_IMPROBABLE: (
        QT_TRANSLATE_NOOP("errors", "证件有效期限与持证人年龄或证件种类不符"),
        QT_TRANSLATE_NOOP("errors", "核对证件上的起止日期；有疑问按 {refuse} 拒收"),
    ),
    DocumentProblem.UNDER_AGE: (
        QT_TRANSLATE_NOOP("errors", "寄件人未成年"),
        QT_TRANSLATE_NOOP("errors", "问明情况，最好请监护人来寄"),
    ),
}

CREDIT_CODE: Table = {
    CreditCodeProblem.CREDIT_CODE_FORMAT: (
        QT_TRANSLATE_NOOP("errors", "统一社会信用代码格式不对"),
        QT_TRANSLATE_NOOP("errors", "照营业执照重新输入 18 位代码"),
    ),
    CreditCodeProblem.CREDIT_CODE_CHECK_DIGIT: (
        QT_TRANSLATE_NOOP("errors", "统一社会信用代码校验位不对"),
        QT_TRANSLATE_NOOP("errors", "照营业执照逐位核对；执照上确实如此，写明理由后可继续"),
    ),
}

SENDER_CODE: Table = {
    SenderCodeFault.MALFORMED: (
        QT_TRANSLATE_NOOP("errors", "实名码残缺或内容不合规，不能用"),
        QT_TRANSLATE_NOOP("errors", "请寄件人刷新实名码再扫；仍不行请出示证件"),
    ),
    SenderCodeFault.UNKNOWN_ISSUER: (
        QT_TRANSLATE_NOOP("errors", "实名码的签发方不在认可名单内，不能用"),
        QT_TRANSLATE_NOOP("errors", "请寄件人出示证件"),
    ),
    SenderCodeFault.WRONG_ENVIRONMENT: (
        QT_TRANSLATE_NOOP("errors", "演练用的实名码不能在正式终端用，正式的也不能用于演练"),
        QT_TRANSLATE_NOOP("errors", "请寄件人出示证件"),
    ),
    SenderCodeFault.WRONG_SIGNATURE: (
        QT_TRANSLATE_NOOP("errors", "实名码签名不对，可能是伪造的"),
        QT_TRANSLATE_NOOP("errors", "请寄件人出示证件；不肯出示按 {refuse} 拒收"),
    ),
    SenderCodeFault.EXPIRED: (
        QT_TRANSLATE_NOOP("errors", "实名码已过时"),
        QT_TRANSLATE_NOOP("errors", "请寄件人刷新实名码再扫"),
    ),
    SenderCodeFault.NOT_YET_VALID: (
        QT_TRANSLATE_NOOP("errors", "实名码的签发时间还没有到"),
        QT_TRANSLATE_NOOP("errors", "核对这台电脑的时间，再请寄件人刷新实名码"),
    ),
    SenderCodeFault.KEY_EXPIRED: (
        QT_TRANSLATE_NOOP("errors", "签发实名码的密钥不在有效期内，不能用"),
        QT_TRANSLATE_NOOP("errors", "请寄件人更新实名码应用，或出示证件"),
    ),
    SenderCodeFault.DOCUMENT_NOT_ALLOWED: (
        QT_TRANSLATE_NOOP("errors", "这种证件不能用实名码登记"),
        QT_TRANSLATE_NOOP("errors", "请寄件人出示证件原件"),
    ),
}
