"""The words of the records list.

Invariants:
- Where a record stands is told by icon and word; why it has not arrived, in the clerk's words.
"""

from dataclasses import dataclass

from app.domain.policy import Policy
from app.ports import RecordKind, RecordRow
from sync.state import MessageState
from ui.error_text import outcome_words, words
from ui.icons import Icon
from ui.language import label_of
from ui.texts import translate


@dataclass(frozen=True, slots=True)
class StateLook:
    """An icon, a word and the palette's colour name."""

    icon: Icon
    word: str
    tone: str


def state_look(row: RecordRow) -> StateLook:
    """Where the record stands. Delivered counts for the record; its photos are told beside it."""
    icon, tone = {
        MessageState.PENDING: (Icon.CLOCK, "calm"),
        MessageState.LEASED: (Icon.UPLOAD, "accent"),
        MessageState.DELIVERED: (Icon.CHECK_CIRCLE, "good"),
        MessageState.REJECTED: (Icon.RETURNED, "bad"),
    }[row.message_state]
    return StateLook(icon, words(row.message_state).text, tone)


def kind_words(kind: RecordKind) -> str:
    """Accepted or refused."""
    return translate("records", "收寄") if kind is RecordKind.ACCEPTANCE else translate("records", "拒收")


def content_words(row: RecordRow, policy: Policy) -> str:
    """What was in it, or why it was refused."""
    if row.refusal_reason is not None:
        reason = policy.refusal_reason(row.refusal_reason)
        return label_of(reason) if reason is not None else translate("records", "其他原因")
    category = policy.category(row.item_category) if row.item_category is not None else None
    return label_of(category) if category is not None else ""


def why_words(row: RecordRow) -> str:
    """Why the record has not arrived yet, or about its photos when it has; and whether it was mended."""
    why = _why_not_yet(row)
    if not row.corrected:
        return why
    mark = translate("records", "已更正")
    return translate("records", "{mark}；{why}").format(mark=mark, why=why) if why else mark


def _why_not_yet(row: RecordRow) -> str:
    if row.message_state is MessageState.DELIVERED:
        left = row.evidence_total - row.evidence_delivered
        return translate("records", "照片还差 {count} 张，会自动补传").format(count=left) if left > 0 else ""
    reason = outcome_words(row.last_outcome) if row.last_outcome else None
    told = str(reason) if reason is not None else words(row.message_state).next_step
    if row.attempts > 1:
        return translate("records", "{reason}（已试 {count} 次）").format(reason=told, count=row.attempts)
    return told
