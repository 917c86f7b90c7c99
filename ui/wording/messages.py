"""What a message to the province tells, in a word.

Invariants:
- Every kind has its word: one that was added without is found by the type checker.
"""

from typing import assert_never

from sync.words import Kind
from ui.texts import translate


def message_words(kind: Kind) -> str:  # noqa: PLR0911 - one answer for each kind
    """The word for a kind of message."""
    match kind:
        case Kind.INCIDENT:
            return translate("messages", "异常件")
        case Kind.INTERRUPTION:
            return translate("messages", "数据中断")
        case Kind.ACCEPTANCE:
            return translate("messages", "收寄")
        case Kind.REFUSAL:
            return translate("messages", "拒收")
        case Kind.CORRECTION:
            return translate("messages", "更正")
        case Kind.HANDOVER:
            return translate("messages", "交接")
        case Kind.SPOT_CHECK_ANSWER:
            return translate("messages", "抽查答复")
        case Kind.NOTICE_READ:
            return translate("messages", "通知已读")
        case Kind.DEVICE_HEALTH:
            return translate("messages", "设备状况")
        case Kind.RELOCATION:
            return translate("messages", "换电脑")
        case _:
            assert_never(kind)
