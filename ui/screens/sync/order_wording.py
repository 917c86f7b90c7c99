"""What goes out next, in words: kind, masked waybill, how long it has waited, and why it has not gone yet.

Invariants:
- Waybill numbers are masked.
"""

from datetime import datetime, timedelta

from app.domain.masking import masked_number
from app.link_ports import UpcomingMessage, UpcomingPhoto
from app.statistics_export import Table
from app.usecases.sync_results import SyncBoard
from sync.state import EvidenceState, MessageState
from sync.words import Kind
from ui.error_text import outcome_words, words
from ui.screens.sync.state import SyncPage
from ui.screens.sync.wording import Local, joined
from ui.texts import translate
from ui.wording.messages import message_words
from ui.wording.outages import span_words


def order_table(state: SyncPage, local: Local) -> Table:
    """What goes out next, in its order, and why it has not gone yet."""
    head = (
        translate("syncpage", "内容"),
        translate("syncpage", "运单"),
        translate("syncpage", "已等"),
        translate("syncpage", "为什么还没送达"),
    )
    board = state.board
    if board is None:
        return Table("", head, ())
    rows = [
        (message_words(Kind(message.kind)), _waybill(message.waybill), _age(board, message.created_at), why)
        for place, message in enumerate(board.messages)
        for why in (_why_message(message, place, state, local),)
    ]
    rows += [
        (
            translate("syncpage", "照片"),
            _waybill(photo.waybill),
            _age(board, photo.created_at),
            _why_photo(photo, state, local),
        )
        for photo in board.photos
    ]
    return Table("", head, tuple(rows))


def order_words(board: SyncBoard | None) -> str:
    """How many there are beside those that are listed."""
    if board is None:
        return ""
    counts = board.counts
    more = counts.waiting + counts.evidence_waiting - len(board.messages) - len(board.photos)
    told = translate("syncpage", "先送异常件和中断报告，再按先后送记录，最后是照片")
    return told if more <= 0 else translate("syncpage", "{told}；后面还有 {count}").format(told=told, count=f"{more:,}")


def _waybill(number: str | None) -> str:
    return masked_number(number) if number is not None else "—"


def _age(board: SyncBoard, since: datetime) -> str:
    return span_words(max(timedelta(), board.at - since))


def _why_message(message: UpcomingMessage, place: int, state: SyncPage, local: Local) -> str:
    if message.state is MessageState.LEASED:
        return translate("syncpage", "正在送")
    first = translate("syncpage", "下一批就送") if place == 0 else translate("syncpage", "排在前一条后面")
    return (
        _hindrance(state, local, urgent=message.urgent)
        or _put_off(state, message.not_before, message.last_outcome, local)
        or (translate("syncpage", "急件，下一批就送") if message.urgent else first)
    )


def _why_photo(photo: UpcomingPhoto, state: SyncPage, local: Local) -> str:
    if photo.state is EvidenceState.UPLOADED:
        return translate("syncpage", "已传完，等回执")
    if photo.state is EvidenceState.LEASED:
        share = photo.bytes_confirmed * 100 // photo.size if photo.size else 0
        return translate("syncpage", "正在传，已有 {share}%").format(share=share)
    if not photo.released:
        return translate("syncpage", "等它的记录先送达")
    held = state.status is not None and state.status.evidence_held
    records_first = state.board is not None and state.board.counts.waiting > 0
    return (
        _hindrance(state, local, urgent=False)
        or (translate("syncpage", "今天的流量用完了，明天接着传") if held else "")
        or _put_off(state, photo.not_before, photo.last_outcome, local)
        or (translate("syncpage", "记录先走") if records_first else translate("syncpage", "排队上传"))
    )


def _hindrance(state: SyncPage, local: Local, *, urgent: bool) -> str:
    """What holds back everything: a clerk's pause (but not what is urgent), or the link."""
    if state.board is not None and state.board.pause is not None and not urgent:
        return translate("syncpage", "已暂停，{time} 自动继续").format(time=f"{local(state.board.pause.until):%H:%M}")
    fault = state.status.fault if state.status is not None else None
    return words(fault).text if fault is not None else ""


def _put_off(state: SyncPage, not_before: datetime | None, outcome: str | None, local: Local) -> str:
    """A thing of its own that is tried again later."""
    if state.board is None or not_before is None or not_before <= state.board.at:
        return ""
    told = outcome_words(outcome) if outcome is not None else None
    again = translate("syncpage", "{time} 再试").format(time=f"{local(not_before):%m-%d %H:%M}")
    return joined(told.text if told is not None else "", again)
