import pytest

from app.ports import RecordKind
from sync.state import MessageState
from tests.support.builders import policy
from tests.unit.ui.test_records_presenter import row
from ui.screens.records.wording import content_words, state_look, why_words


def test_every_state_has_its_own_shape_and_word() -> None:
    looks = [state_look(row(1, message_state=state)) for state in MessageState]
    assert len({look.icon for look in looks}) == len(MessageState)
    assert len({look.word for look in looks}) == len(MessageState)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "有网后自动上传"),
        ({"message_state": MessageState.DELIVERED, "evidence_delivered": 1}, ""),
        ({"message_state": MessageState.DELIVERED}, "照片还差 1 张，会自动补传"),
        ({"last_outcome": "unreachable", "attempts": 1}, "省系统连不上，离线收寄中。照常收寄，恢复后自动补传"),
        (
            {"last_outcome": "unreachable", "attempts": 3},
            "省系统连不上，离线收寄中。照常收寄，恢复后自动补传（已试 3 次）",
        ),
        (
            {"message_state": MessageState.REJECTED, "last_outcome": "conflict"},
            "省系统已有同号但内容不同的记录。两份都留着，请管理员核对",
        ),
        ({"message_state": MessageState.REJECTED, "last_outcome": "a code of tomorrow"}, "按 F9 更正"),
        ({"message_state": MessageState.DELIVERED, "evidence_delivered": 1, "corrected": True}, "已更正"),
        ({"corrected": True}, "已更正；有网后自动上传"),
    ],
)
def test_why_a_record_has_not_arrived(changes: dict[str, object], expected: str) -> None:
    assert why_words(row(1, **changes)) == expected


def test_contents_and_reasons_are_named_by_the_policy() -> None:
    assert content_words(row(1), policy()) == "食品"
    refused = row(1, kind=RecordKind.REFUSAL, item_category=None, refusal_reason="prohibited_item")
    assert content_words(refused, policy()) == "含禁寄物品"
    assert content_words(row(1, refusal_reason="of another policy"), policy()) == "其他原因"
