"""Spot checks in words."""

from app.usecases.spot_check_results import DrawnRecordView, SpotCheckView
from sync.words import SpotCheckDemand
from ui.error_text import Wording, key_names, words
from ui.faults import Failed
from ui.screens.spot_checks.presenter import SpotHint
from ui.texts import translate


def demand_words(code: str) -> str:
    """What is asked; a code that this version does not know stands as it is."""
    known: dict[str, str] = {
        SpotCheckDemand.CONTENTS_PHOTO: translate("spot_checks", "内件照片"),
        SpotCheckDemand.SEALED_PHOTO: translate("spot_checks", "封箱照片"),
        SpotCheckDemand.SCREENING_PROOF: translate("spot_checks", "安检证明"),
        SpotCheckDemand.NOTE: translate("spot_checks", "情况说明"),
    }
    return known.get(code, code)


def verdict_words(check: SpotCheckView) -> tuple[str, str]:
    """What our own reckoning of the draw said, and its tone."""
    match check.verdict:
        case "verified":
            told = translate("spot_checks", "抽取可信：按公布的种子重算，抽中的正是这几件（共 {population} 件里抽）")
            return told.format(population=check.population), "good"
        case "not_announced":
            told = translate("spot_checks", "没有事先公布种子，或本机收到时已太晚，不能验证是否随机；回复里会写明")
            return told, "warn"
        case _:
            return translate("spot_checks", "重算结果与省系统抽中的不同；照样回复，并写明不符"), "bad"


def record_words(record: DrawnRecordView) -> str:
    """What is there and what is missing."""
    if record.acceptance_id is None:
        return translate("spot_checks", "本机已没有这条记录")
    if not record.missing:
        return translate("spot_checks", "都有")
    told = translate("spot_checks", "缺：{missing}")
    return told.format(missing="、".join(demand_words(code) for code in record.missing))


def said_words(said: SpotHint | Failed) -> Wording:
    """The page's answer to a key."""
    if isinstance(said, Failed):
        return words(said.fault, said.detail)
    text, step = {
        SpotHint.NOTE_KEPT: (translate("spot_checks", "说明已保存"), ""),
        SpotHint.PHOTO_KEPT: (translate("spot_checks", "照片已加密保存，随回复上传"), ""),
        SpotHint.ANSWERED: (translate("spot_checks", "已回复，等待上传"), ""),
        SpotHint.NO_PICTURE: (
            translate("spot_checks", "没有拍到：相机没有画面"),
            translate("spot_checks", "检查相机接线后再按 {photo}"),
        ),
        SpotHint.NOTHING_CHOSEN: (translate("spot_checks", "没有选中待回复的抽查"), ""),
        SpotHint.STILL_MISSING: (
            translate("spot_checks", "还有要求的材料没有补上"),
            translate("spot_checks", "补不上时再按一次 {save}，按现有材料回复"),
        ),
    }[said]
    return Wording(text, step.format(**key_names()))
