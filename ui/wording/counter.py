"""The rules' codes in the clerk's words: what is missing, what stands against a parcel, what is not allowed."""

from app.domain.acceptance import Missing, Objection
from app.domain.errors import DomainFault
from app.domain.identity.credit_code import CreditCodeProblem
from app.domain.identity.document import DocumentProblem
from app.domain.identity.sender_code import SenderCodeFault
from devices.documents.reading import CaptureHint, PictureProblem
from ui.texts import QT_TRANSLATE_NOOP
from ui.wording.customers import CUSTOMERS
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
    DomainFault.WAYBILL_FIRST: (
        QT_TRANSLATE_NOOP("errors", "还没有运单，姓名没处可比"),
        QT_TRANSLATE_NOOP("errors", "先扫面单条码，再核对姓名"),
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
    DomainFault.NOT_OVERRIDABLE: (
        QT_TRANSLATE_NOOP("errors", "这一条站长也不能放行"),
        QT_TRANSLATE_NOOP("errors", "按 {refuse} 拒收，或换有效证件"),
    ),
    DomainFault.ADDRESS_INVALID: (
        QT_TRANSLATE_NOOP("errors", "地址太长，没有保存"),
        QT_TRANSLATE_NOOP("errors", "写到 200 个字以内"),
    ),
    **CUSTOMERS,
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
    SenderCodeFault.USED_BEFORE: (
        QT_TRANSLATE_NOOP("errors", "这个实名码已经用在另一件上"),
        QT_TRANSLATE_NOOP("errors", "请寄件人在手机上重新出码，再扫一次"),
    ),
    SenderCodeFault.DOCUMENT_NOT_ALLOWED: (
        QT_TRANSLATE_NOOP("errors", "这种证件不能用实名码登记"),
        QT_TRANSLATE_NOOP("errors", "请寄件人出示证件原件"),
    ),
}

PICTURE: Table = {
    PictureProblem.GLARE: (
        QT_TRANSLATE_NOOP("errors", "证件反光，看不清字"),
        QT_TRANSLATE_NOOP("errors", "转一下角度避开灯光，再拍"),
    ),
    PictureProblem.DARK: (
        QT_TRANSLATE_NOOP("errors", "画面太暗"),
        QT_TRANSLATE_NOOP("errors", "开灯或挪到亮处，再拍"),
    ),
    PictureProblem.BLURRED: (
        QT_TRANSLATE_NOOP("errors", "画面模糊"),
        QT_TRANSLATE_NOOP("errors", "放稳、对焦后再拍"),
    ),
    PictureProblem.TOO_SMALL: (
        QT_TRANSLATE_NOOP("errors", "证件离镜头太远"),
        QT_TRANSLATE_NOOP("errors", "靠近一些，让证件占画面一半以上"),
    ),
    PictureProblem.CUT_OFF: (
        QT_TRANSLATE_NOOP("errors", "只拍到半张证件"),
        QT_TRANSLATE_NOOP("errors", "整张放进画面，再拍"),
    ),
    PictureProblem.NO_DOCUMENT: (
        QT_TRANSLATE_NOOP("errors", "画面里没有找到证件"),
        QT_TRANSLATE_NOOP("errors", "把证件正面朝上放在镜头下，再拍"),
    ),
    PictureProblem.SCREEN_SUSPECTED: (
        QT_TRANSLATE_NOOP("errors", "像是翻拍的屏幕，不是证件原件"),
        QT_TRANSLATE_NOOP("errors", "请寄件人出示原件；没有则按 {refuse} 拒收"),
    ),
    PictureProblem.WRONG_SIDE: (
        QT_TRANSLATE_NOOP("errors", "拍到的是没有号码的一面"),
        QT_TRANSLATE_NOOP("errors", "把证件翻过来，再拍"),
    ),
    PictureProblem.NOT_ACCEPTED_KIND: (
        QT_TRANSLATE_NOOP("errors", "这种证件不能用于寄件（如驾驶证、社保卡）"),
        QT_TRANSLATE_NOOP("errors", "请寄件人出示居民身份证等有效证件，没有则按 {refuse} 拒收"),
    ),
    PictureProblem.INCOMPLETE: (
        QT_TRANSLATE_NOOP("errors", "姓名或号码没有认出来"),
        QT_TRANSLATE_NOOP("errors", "摆正再拍；仍不行按 {type_document} 手工录入"),
    ),
}

CAPTURE: Table = {
    CaptureHint.SHOW_DOCUMENT: (
        QT_TRANSLATE_NOOP("errors", "把证件放到镜头下"),
        QT_TRANSLATE_NOOP("errors", "正面朝上，放进画面中间"),
    ),
    CaptureHint.CLOSER: (
        QT_TRANSLATE_NOOP("errors", "再近一点"),
        QT_TRANSLATE_NOOP("errors", "让证件占画面一半以上"),
    ),
    CaptureHint.FARTHER: (
        QT_TRANSLATE_NOOP("errors", "再远一点"),
        QT_TRANSLATE_NOOP("errors", "四个角都要在画面里"),
    ),
    CaptureHint.TURN: (
        QT_TRANSLATE_NOOP("errors", "摆正一点"),
        QT_TRANSLATE_NOOP("errors", "证件的边和画面平行"),
    ),
    CaptureHint.GLARE: (
        QT_TRANSLATE_NOOP("errors", "反光"),
        QT_TRANSLATE_NOOP("errors", "转一下角度，避开灯光"),
    ),
    CaptureHint.MORE_LIGHT: (
        QT_TRANSLATE_NOOP("errors", "太暗"),
        QT_TRANSLATE_NOOP("errors", "开灯或挪到亮处"),
    ),
    CaptureHint.HOLD_STILL: (
        QT_TRANSLATE_NOOP("errors", "拿稳"),
        QT_TRANSLATE_NOOP("errors", "不要晃动，等对焦"),
    ),
    CaptureHint.READY: (
        QT_TRANSLATE_NOOP("errors", "很好，不要动"),
        QT_TRANSLATE_NOOP("errors", "正在识别，可以按 {finish} 马上识别"),
    ),
}
