"""What each action is called where its keys are bound, and what speaks against a key."""

from app.key_actions import Action
from app.key_bindings import BindingProblem
from ui.texts import QT_TRANSLATE_NOOP, translate

_ACTIONS = {
    Action.FINISH: QT_TRANSLATE_NOOP("actions", "完成收寄、确定"),
    Action.CONFIRM: QT_TRANSLATE_NOOP("actions", "确认一致"),
    Action.SENDING: QT_TRANSLATE_NOOP("actions", "谁来寄"),
    Action.CUSTOMERS: QT_TRANSLATE_NOOP("actions", "选协议客户"),
    Action.READ_DOCUMENT: QT_TRANSLATE_NOOP("actions", "镜头读证件"),
    Action.TYPE_DOCUMENT: QT_TRANSLATE_NOOP("actions", "手工录证件"),
    Action.TYPE_NAME: QT_TRANSLATE_NOOP("actions", "录姓名"),
    Action.TYPE_ADDRESS: QT_TRANSLATE_NOOP("actions", "录地址"),
    Action.ANSWER: QT_TRANSLATE_NOOP("actions", "回答所问"),
    Action.SUPERVISOR: QT_TRANSLATE_NOOP("actions", "请站长决定"),
    Action.COMPARE_FACES: QT_TRANSLATE_NOOP("actions", "比对人脸"),
    Action.OWN_DOCUMENT: QT_TRANSLATE_NOOP("actions", "收寄员自己的证件"),
    Action.HELP: QT_TRANSLATE_NOOP("actions", "帮助"),
    Action.REFUSE: QT_TRANSLATE_NOOP("actions", "拒收"),
    Action.INCIDENT: QT_TRANSLATE_NOOP("actions", "发现危险或违禁"),
    Action.PARK: QT_TRANSLATE_NOOP("actions", "挂起、取回"),
    Action.SAME_SENDER: QT_TRANSLATE_NOOP("actions", "同一寄件人"),
    Action.PHOTO: QT_TRANSLATE_NOOP("actions", "拍照"),
    Action.CONTENTS_PHOTO: QT_TRANSLATE_NOOP("actions", "再拍内件"),
    Action.REMOVE_PHOTO: QT_TRANSLATE_NOOP("actions", "删照片"),
    Action.NAME_ITEM: QT_TRANSLATE_NOOP("actions", "录品名"),
    Action.DIFFERS: QT_TRANSLATE_NOOP("actions", "内件与申报不符"),
    Action.JOURNEY: QT_TRANSLATE_NOOP("actions", "寄往哪里"),
    Action.SCREENING: QT_TRANSLATE_NOOP("actions", "安检"),
    Action.PACKAGING: QT_TRANSLATE_NOOP("actions", "包装和重量"),
    Action.PRINT_LABEL: QT_TRANSLATE_NOOP("actions", "打印验视标识"),
    Action.MORE: QT_TRANSLATE_NOOP("actions", "加一"),
    Action.FEWER: QT_TRANSLATE_NOOP("actions", "减一"),
    Action.TYPE_WAYBILL: QT_TRANSLATE_NOOP("actions", "手工录运单"),
    Action.NEXT_CARRIER: QT_TRANSLATE_NOOP("actions", "换快递公司"),
    Action.DISCARD: QT_TRANSLATE_NOOP("actions", "作废本件"),
    Action.FULL_SCREEN: QT_TRANSLATE_NOOP("actions", "全屏"),
    Action.LOCK: QT_TRANSLATE_NOOP("actions", "锁定"),
    Action.COUNTER_PAGE: QT_TRANSLATE_NOOP("actions", "收寄页"),
    Action.RECORDS_PAGE: QT_TRANSLATE_NOOP("actions", "记录页"),
    Action.CUSTOMERS_PAGE: QT_TRANSLATE_NOOP("actions", "客户页"),
    Action.HANDOVER_PAGE: QT_TRANSLATE_NOOP("actions", "交接页"),
    Action.INCIDENTS_PAGE: QT_TRANSLATE_NOOP("actions", "异常件页"),
    Action.SPOT_CHECKS_PAGE: QT_TRANSLATE_NOOP("actions", "抽查页"),
    Action.STATISTICS_PAGE: QT_TRANSLATE_NOOP("actions", "统计页"),
    Action.NOTICE_PAGE: QT_TRANSLATE_NOOP("actions", "告知页"),
    Action.OUTAGES_PAGE: QT_TRANSLATE_NOOP("actions", "中断页"),
    Action.SYNC_PAGE: QT_TRANSLATE_NOOP("actions", "同步页"),
    Action.DEVICES_PAGE: QT_TRANSLATE_NOOP("actions", "设备页"),
    Action.REPAIR_PAGE: QT_TRANSLATE_NOOP("actions", "待修正页"),
    Action.NEWS_PAGE: QT_TRANSLATE_NOOP("actions", "省系统通知页"),
    Action.CAMERAS: QT_TRANSLATE_NOOP("actions", "监控画面在哪里"),
    Action.STICK_PAGE: QT_TRANSLATE_NOOP("actions", "U 盘页"),
    Action.CARRY: QT_TRANSLATE_NOOP("actions", "代交 U 盘"),
    Action.TAKE_RECEIPTS: QT_TRANSLATE_NOOP("actions", "收回执"),
    Action.PUT_BACK: QT_TRANSLATE_NOOP("actions", "原样重送"),
    Action.ADD_CUSTOMER: QT_TRANSLATE_NOOP("actions", "新客户"),
    Action.SAVE: QT_TRANSLATE_NOOP("actions", "保存"),
    Action.ERASE: QT_TRANSLATE_NOOP("actions", "退一格"),
    Action.CANCEL: QT_TRANSLATE_NOOP("actions", "取消"),
}


def action_words(action: Action) -> str:
    """What an action that can be bound is called. Raises KeyError for another."""
    return translate("actions", _ACTIONS[action])


def problem_words(problem: BindingProblem, key: str, taken_by: Action | None) -> str:
    """Why ``key`` cannot be used, and what to do."""
    match problem:
        case BindingProblem.TAKEN if taken_by is not None:
            text = translate("actions", "{key} 已是“{action}”的键，没有改。换一个键")
            return text.format(key=key, action=action_words(taken_by))
        case BindingProblem.TYPES_TEXT:
            return translate("actions", "{key} 会打出字来，不能用。换 F13 到 F24，或加 Ctrl、Alt").format(key=key)
        case BindingProblem.HOW_MANY:
            return translate("actions", "一个动作最多四个键。先恢复原来的键")
        case BindingProblem.UNKNOWN_KEY | BindingProblem.UNKNOWN_ACTION | BindingProblem.TAKEN:
            return translate("actions", "这个键用不了。换一个键，如 F13 到 F24")
