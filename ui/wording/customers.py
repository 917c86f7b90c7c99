"""What is not allowed with customers, and who may do what, in the words of whoever works at the counter."""

from app.domain.errors import DomainFault
from ui.texts import QT_TRANSLATE_NOOP
from ui.wording.table import Table

CUSTOMERS: Table = {
    DomainFault.NOT_A_SUPERVISOR: (
        QT_TRANSLATE_NOOP("errors", "这一步只有站长能做"),
        QT_TRANSLATE_NOOP("errors", "请站长来办"),
    ),
    DomainFault.READ_ONLY: (
        QT_TRANSLATE_NOOP("errors", "稽核账号只能查看，不能收寄和修改"),
        QT_TRANSLATE_NOOP("errors", "按 {lock} 锁定，换收寄员登录"),
    ),
    DomainFault.CUSTOMER_UNKNOWN: (
        QT_TRANSLATE_NOOP("errors", "没有登记这家客户"),
        QT_TRANSLATE_NOOP("errors", "按 {customers_page} 到“客户”里查找；没有登记的请站长登记"),
    ),
    DomainFault.CUSTOMER_INVALID: (
        QT_TRANSLATE_NOOP("errors", "客户资料里有一栏填得不对"),
        QT_TRANSLATE_NOOP("errors", "照营业执照、证件和安全协议核对，再保存一次"),
    ),
    DomainFault.CREDIT_CODE_CHECK: (
        QT_TRANSLATE_NOOP("errors", "统一社会信用代码校验位不对"),
        QT_TRANSLATE_NOOP("errors", "照营业执照逐位核对；执照上确实如此，选好理由再保存"),
    ),
    DomainFault.CUSTOMER_EXISTS: (
        QT_TRANSLATE_NOOP("errors", "已有客户用了这个信用代码或协议编号"),
        QT_TRANSLATE_NOOP("errors", "返回列表查找这个号码，直接修改那一家"),
    ),
    DomainFault.CUSTOMER_OF_PROVINCE: (
        QT_TRANSLATE_NOOP("errors", "这家客户由省局登记，网点只能改联系电话和补拍证件"),
        QT_TRANSLATE_NOOP("errors", "资料不对时请向省局提出，改好后会自动下发"),
    ),
}
