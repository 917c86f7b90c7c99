"""Practice in words.

Invariants:
- Answers are worded from the policy pack's own labels; the places in the law too.
"""

from typing import assert_never

from app.domain.law import LegalReference
from app.domain.policy import Policy
from app.domain.practice import Act, CaseWords, PracticeAnswer, PracticeCase
from ui.language import in_english, label_of
from ui.texts import translate


def case_words(case: PracticeCase) -> CaseWords:
    """In the language of the screen."""
    return case.words_en if in_english() else case.words


def answer_words(answer: PracticeAnswer, policy: Policy) -> str:
    """What the answer does."""
    match answer.act:
        case Act.ACCEPT:
            return translate("practice", "收寄")
        case Act.REFUSE:
            reason = policy.refusal_reason(answer.reason)
            label = label_of(reason) if reason is not None else ""
            return translate("practice", "拒收：{reason}").format(reason=label)
        case Act.INCIDENT:
            return translate("practice", "按异常件处置并报告")
        case Act.ASK_PAPER:
            return translate("practice", "先请出示证明文件")
        case Act.LOOK_CLOSER:
            return translate("practice", "先打开细看")
        case Act.RETAKE:
            return translate("practice", "重拍这张照片")
        case _:
            assert_never(answer.act)


def verdict_words(answer: PracticeAnswer, case: PracticeCase, policy: Policy) -> str:
    """Whether the answer was right, and what would have been."""
    if answer == case.right:
        return translate("practice", "答对了")
    return translate("practice", "不对，应当：{answer}").format(answer=answer_words(case.right, policy))


def law_words(law: tuple[LegalReference, ...]) -> str:
    """The places in the law, in its own language."""
    places = "；".join(f"{place.law}（{place.version}）{place.article}" for place in law)
    return translate("practice", "依据：{law}").format(law=places)


def score_words(right: int, count: int) -> str:
    """The end of a round."""
    if not count:
        return translate("practice", "没有与现行规则相符的练习题")
    return translate("practice", "答完了：{count} 题答对 {right} 题").format(count=count, right=right)
