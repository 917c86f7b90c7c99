"""The words of the customers' page.

Invariants:
- What an agreement is worth is told by icon and words; where it spares nobody the check, the words say so.
- Names of companies are shown; people's names and phones are masked in the list.
"""

from dataclasses import dataclass
from typing import assert_never

from app.domain.customer import Agreement, AgreementStanding, Customer, CustomerKind, Filing
from ui.icons import Icon
from ui.screens.customers.form import CustomerField
from ui.texts import translate


@dataclass(frozen=True, slots=True)
class StandingLook:
    """An icon, words and the palette's colour name."""

    icon: Icon
    words: str
    tone: str


def standing_look(standing: AgreementStanding) -> StandingLook:
    """What the agreement is worth today."""
    match standing:
        case AgreementStanding.IN_FORCE:
            return StandingLook(Icon.CHECK_CIRCLE, translate("customers", "有效，免逐件查验"), "good")
        case AgreementStanding.NONE:
            return StandingLook(Icon.PERSON, translate("customers", "无协议，逐件查验"), "calm")
        case AgreementStanding.NOT_YET:
            return StandingLook(Icon.CLOCK, translate("customers", "未生效，逐件查验"), "warn")
        case AgreementStanding.EXPIRED:
            return StandingLook(Icon.STOP, translate("customers", "已过期，逐件查验"), "bad")
        case AgreementStanding.UNFILED:
            return StandingLook(Icon.WARNING, translate("customers", "未备案，逐件查验"), "warn")
        case AgreementStanding.NO_COPY:
            return StandingLook(Icon.WARNING, translate("customers", "缺复印件，逐件查验"), "warn")
        case _:
            assert_never(standing)


def next_step(standing: AgreementStanding) -> str:
    """What would spare the check ("" where nothing is to do)."""
    match standing:
        case AgreementStanding.IN_FORCE | AgreementStanding.NONE:
            return ""
        case AgreementStanding.NOT_YET:
            return translate("customers", "到协议起始日自动生效")
        case AgreementStanding.EXPIRED:
            return translate("customers", "续签协议并备案后，由站长改期限")
        case AgreementStanding.UNFILED:
            return translate("customers", "向邮政管理部门备案后，由站长改备案状态")
        case AgreementStanding.NO_COPY:
            return translate("customers", "由站长补拍责任人证件")
        case _:
            assert_never(standing)


def kind_words(kind: CustomerKind) -> str:
    """What is registered."""
    match kind:
        case CustomerKind.AGREEMENT:
            return translate("customers", "协议客户")
        case CustomerKind.ORGANISATION:
            return translate("customers", "单位")
        case _:
            assert_never(kind)


def filing_words(filing: Filing) -> str:
    """Where the filing with the regulator stands."""
    match filing:
        case Filing.FILED:
            return translate("customers", "已备案")
        case Filing.PENDING:
            return translate("customers", "备案中")
        case Filing.UNFILED:
            return translate("customers", "未备案")
        case _:
            assert_never(filing)


def filed_words(customer: Customer) -> str:
    """Where the filing stands, and whether it is the province's own word."""
    if customer.agreement is None:
        return "—"
    told = filing_words(customer.agreement.filing)
    return told if customer.province is None else translate("customers", "{filing}（省局）").format(filing=told)


def term_words(agreement: Agreement) -> str:
    """Both days belong to the term."""
    return translate("customers", "{begins} 至 {ends}").format(begins=agreement.valid_from, ends=agreement.valid_to)


def label(entry: CustomerField) -> str:
    """The field's name."""
    return {
        CustomerField.KIND: translate("customers", "类别"),
        CustomerField.NAME: translate("customers", "名称"),
        CustomerField.CREDIT_CODE: translate("customers", "统一社会信用代码"),
        CustomerField.CREDIT_CODE_REASON: translate("customers", "校验位不对，仍然采用的理由"),
        CustomerField.RESPONSIBLE_NAME: translate("customers", "法定代表人或责任人"),
        CustomerField.PHONE: translate("customers", "联系电话"),
        CustomerField.AGREEMENT_NUMBER: translate("customers", "安全协议编号"),
        CustomerField.FILING: translate("customers", "备案"),
        CustomerField.VALID_FROM: translate("customers", "协议起始日"),
        CustomerField.VALID_TO: translate("customers", "协议截止日"),
    }[entry]


def example(entry: CustomerField) -> str:
    """What stands in the empty field."""
    return {
        CustomerField.CREDIT_CODE: translate("customers", "营业执照上的 18 位代码"),
        CustomerField.PHONE: translate("customers", "手机，或带区号的座机"),
        CustomerField.VALID_FROM: "2026-01-31",
        CustomerField.VALID_TO: "2027-01-30",
    }.get(entry, "")


def correction(entry: CustomerField) -> str:
    """The field's name, and what it must be."""
    return translate("customers", "{field}：{rule}").format(field=label(entry), rule=_rule(entry))


def _rule(entry: CustomerField) -> str:
    return {
        CustomerField.KIND: "",
        CustomerField.NAME: translate("customers", "照营业执照填"),
        CustomerField.CREDIT_CODE: translate("customers", "应为 18 位，照营业执照重新输入"),
        CustomerField.CREDIT_CODE_REASON: translate("customers", "逐位核对；确实如此请选理由"),
        CustomerField.RESPONSIBLE_NAME: translate("customers", "照证件填"),
        CustomerField.PHONE: translate("customers", "应为 11 位手机号，或带区号的座机号"),
        CustomerField.AGREEMENT_NUMBER: translate("customers", "照协议填，最多 64 个字"),
        CustomerField.FILING: "",
        CustomerField.VALID_FROM: translate("customers", "照协议填，如 2026-01-31"),
        CustomerField.VALID_TO: translate("customers", "照协议填，要晚于起始日"),
    }[entry]
