"""What is said about documents, in the clerk's words: numbers, credit codes, real-name codes, and pictures."""

from app.domain.identity.credit_code import CreditCodeProblem
from app.domain.identity.document import DocumentProblem
from app.domain.identity.sender_code import SenderCodeFault
from devices.documents.reading import CaptureHint, PictureProblem
from ui.texts import QT_TRANSLATE_NOOP
from ui.wording.table import Table

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
