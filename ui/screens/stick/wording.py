"""The stick's page in words."""

from typing import assert_never

from app.usecases.stick_results import CarriedStick, ReceivedStick, WrittenStick
from sync.ports import OutboxCounts
from ui.error_text import words
from ui.faults import Failed
from ui.keys import KeyTable
from ui.screens.stick.state import Answer, StickPage, StickTask
from ui.texts import translate

_MEGABYTE = 1_000_000


def title_of(task: StickTask) -> str:
    """The button's words."""
    match task:
        case StickTask.WRITE:
            return translate("stick", "把待传的封存到 U 盘")
        case StickTask.CARRY:
            return translate("stick", "把 U 盘里的交给省系统")
        case StickTask.RECEIVE:
            return translate("stick", "从 U 盘收回执")
        case _:
            assert_never(task)


def explanation_of(task: StickTask) -> str:
    """What it is for."""
    match task:
        case StickTask.WRITE:
            return translate("stick", "本机没有网络时用。只有省系统打得开，U 盘丢了也看不到内容；本机的记录一条不少")
        case StickTask.CARRY:
            return translate("stick", "替没有网络的网点代传。本机看不到里面的内容；传完把回执写回同一个 U 盘")
        case StickTask.RECEIVE:
            return translate("stick", "U 盘带回来以后用。只认省系统签发的回执，收到才算送达")
        case _:
            assert_never(task)


def waiting_words(counts: OutboxCounts | None) -> str:
    """What waits on this PC."""
    if counts is None:
        return ""
    if counts.waiting == counts.evidence_waiting == 0:
        return translate("stick", "本机没有待传的记录")
    return translate("stick", "本机待传 {messages} 条记录、{files} 张照片").format(
        messages=counts.waiting, files=counts.evidence_waiting
    )


def progress_words(state: StickPage) -> str:
    """How far the task is."""
    if state.stopping:
        return translate("stick", "正在停止…")
    if state.total == 0:
        return translate("stick", "正在准备…")
    return translate("stick", "{done} / {total} MB").format(done=megabytes(state.done), total=megabytes(state.total))


def answer_words(answer: Answer, keys: KeyTable) -> str:
    """How it ended."""
    match answer:
        case WrittenStick():
            told = [
                translate("stick", "已封存 {messages} 条记录、{files} 张照片，{parts} 个文件，{size} MB").format(
                    messages=answer.messages, files=answer.files, parts=answer.parts, size=megabytes(answer.size)
                ),
                translate("stick", "可以安全弹出 U 盘；收到回执以前记录都留在本机"),
            ]
            if answer.left_out:
                told.append(translate("stick", "{count} 张照片读不出，没有封存").format(count=answer.left_out))
        case CarriedStick():
            told = _carried(answer)
        case ReceivedStick():
            told = _received(answer)
        case Failed(fault, detail):
            return str(words(fault, detail, keys))
        case _:
            assert_never(answer)
    return " · ".join(told)


def megabytes(size: int) -> str:
    """With one decimal, never 0.0 for something."""
    return f"{max(size, _MEGABYTE // 10) / _MEGABYTE:.1f}" if size else "0"


def _carried(answer: CarriedStick) -> list[str]:
    told = []
    if answer.taken:
        told.append(
            translate("stick", "省系统收下 {parts} 个文件：{messages} 条记录、{files} 张照片；回执已写回 U 盘").format(
                parts=answer.taken, messages=answer.messages, files=answer.files
            )
        )
    if answer.known:
        told.append(translate("stick", "{count} 个文件以前收过").format(count=answer.known))
    if answer.in_work:
        told.append(translate("stick", "{count} 个文件省系统还在处理，稍后再来取回执").format(count=answer.in_work))
    told += [str(words(fault)) for fault in dict.fromkeys(answer.refused)]
    return told


def _received(answer: ReceivedStick) -> list[str]:
    told = []
    if answer.files:
        told.append(
            translate("stick", "回执有效：{delivered} 条记录已送达，还有 {waiting} 条待传").format(
                delivered=answer.delivered, waiting=answer.waiting
            )
        )
    if answer.others:
        told.append(translate("stick", "{count} 份回执是别的电脑的，没有动").format(count=answer.others))
    told += [str(words(fault)) for fault in dict.fromkeys(answer.refused)]
    return told
